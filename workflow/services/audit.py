"""The trail for reading: entries in words, evidence with what it changed, the timeline of a decision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.domain import evidence as words
from workflow.domain import reading
from workflow.domain.actor import Actor
from workflow.domain.lawfiles import library
from workflow.domain.seated import miscounted
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.models.trail import Entry, Evidence
from workflow.services.decisionrows import NoDecision
from workflow.services.dossiers import load
from workflow.services.organ import organ
from workflow.services.readers import SENT, fact_for_others, handles, proves
from workflow.services.unit import Session
from workflow.trail.commitment import commitments_of, fits
from workflow.trail.entry import ENVELOPE, EntryError, decode
from workflow.trail.erasure import ACTS as ERASING


@dataclass(frozen=True)
class Piece:
    """A piece of evidence: what it holds, or only that it exists where the reader may not see it.

    `facts` are its fields where it is the first of its kind, `changes` what it changed of the one before (`before`).
    """

    kind: str
    name: Text
    thread: str
    commitment: str
    matches: bool
    private: bool
    before: int | None = None
    facts: tuple[tuple[Text, Text], ...] = ()
    changes: tuple[words.Change, ...] = ()

    @property
    def rows(self) -> list[tuple[Text, Text | str, Text | str]]:
        """The changes as label, before and after; nothing is an empty text."""
        note = Text("（仅列有变化的行）", " (changed lines only)")
        return [
            (
                Text(each.label.zh + note.zh, each.label.en + note.en) if each.excerpt else each.label,
                each.before if each.before.zh else "",
                each.after if each.after.zh else "",
            )
            for each in self.changes
        ]


@dataclass(frozen=True)
class Item:
    """An entry as lists and timelines show it."""

    seq: int
    fields: Mapping[str, str]
    act: Text
    role: Text
    from_state: Text
    to_state: Text
    articles: tuple[Text, ...]
    rules: tuple[reading.RefusingRule, ...]
    reason: Text
    details: tuple[tuple[Text, Text], ...]
    delay: int
    evidence: tuple[Piece, ...] = ()
    overdue: Text | None = None

    @property
    def denied(self) -> bool:
        """Whether it tells of a refusal."""
        return self.fields["res"] == "denied"

    @property
    def happened(self) -> date | None:
        """The day it happened, as claimed."""
        return date.fromisoformat(self.fields["eff"]) if self.fields["eff"] else None

    @property
    def entered_at(self) -> datetime:
        """When it was entered."""
        return datetime.fromisoformat(self.fields["ts"])

    @property
    def decision(self) -> str:
        """Number of the decision it belongs to; empty for an act of the house."""
        return self._of("decision")

    @property
    def ledger(self) -> str:
        """Number of the entry of the work ledger it belongs to; empty for any other act."""
        return self._of("work")

    def _of(self, kind: str) -> str:
        found, _, number = self.fields["obj"].partition("/")
        return number if found == kind else ""


def may_read_log(actor: Actor) -> bool:
    """Whether the whole log is open to the actor: it is to the auditor and to the chief."""
    return actor.has(Role.AUDITOR.value, Role.CHIEF.value)


def may_read_timelines(actor: Actor) -> bool:
    """Whether the actor may see decisions at all: whoever holds a role other than keeping the system running."""
    return not actor.roles <= {Role.ADMIN.value}


def home_of(session: Session) -> str:
    """The organ's profile, by which entries that name no rulebook are read."""
    info = organ(session)
    return info.profile_id if info else ""


def item_of(fields: Mapping[str, str], home: str, evidence: Sequence[Piece] = (), seq: int | None = None) -> Item:
    """An entry in words; `home` is the organ's profile, `seq` the number it is stored under."""
    return Item(
        seq=int(fields["seq"]) if seq is None else seq,
        fields=fields,
        act=reading.act_name(fields, home),
        role=reading.role_name(fields),
        from_state=reading.state_name(fields, "from", home),
        to_state=reading.state_name(fields, "to", home),
        articles=tuple(reading.articles(fields, home)),
        rules=tuple(reading.refusing_rules(fields, home)),
        reason=reading.reasons(fields),
        details=tuple(reading.details(fields, home)),
        delay=reading.delay(fields),
        overdue=reading.overdue(fields),
        evidence=tuple(evidence),
    )


@dataclass(frozen=True)
class Timeline:
    """A decision's entries in their order."""

    number: str
    title: str
    state: Text
    items: tuple[Item, ...]
    differing: tuple[Text, ...] = ()
    """Whom the register of a body has and the record of a meeting does not count, or the other way round."""
    whole: bool = True
    """Whether whoever reads it is handed the public's words unchanged as proof."""

    @property
    def refused(self) -> int:
        """How many attempts were refused."""
        return sum(1 for item in self.items if item.denied)

    @property
    def late(self) -> int:
        """How many entries came on a later day than what they tell of."""
        return sum(1 for item in self.items if item.delay)


def timeline(session: Session, number: str, actor: Actor) -> Timeline:
    """The timeline of a decision as `actor` may read it. Raises NoDecision."""
    row = session.scalars(select(Decision).where(Decision.number == number)).one_or_none()
    if row is None:
        raise NoDecision(number)
    entries = entries_of(session, row.organ_id, row.id)
    home = home_of(session)
    pieces = pieces_of(session, row, entries, home, actor)
    items = tuple(item_of(entry, home, pieces.get(seq, ()), seq) for seq, entry in entries.items())
    state = reading.rulebook_of({"rule": row.rulebook}, home).procedure.state_name("main", row.state)
    dossier = load(session, row.id)
    differing = tuple(text for each in dossier.meetings for text in miscounted(dossier, each))
    whole = proves(row, library().rulebook(row.rulebook), actor)
    return Timeline(number, row.title, state, items, differing, whole)


def entries_of(session: Session, organ_id: int, decision_id: int) -> dict[int, dict[str, str]]:
    """The entries of a decision by their numbers, in their order."""
    rows = session.execute(
        select(Entry.seq, Entry.body)
        .where(Entry.organ_id == organ_id, Entry.decision_id == decision_id)
        .order_by(Entry.seq)
    )
    found = {seq: decoded(seq, body) for seq, body in rows}
    return dict(sorted({**found, **_erasures(session, organ_id, found)}.items()))


def _erasures(session: Session, organ_id: int, of: Mapping[int, object]) -> dict[int, dict[str, str]]:
    """The entries about the erasure of personal data that came with these entries; there are few in a log."""
    rows = session.execute(
        select(Entry.seq, Entry.body).where(Entry.organ_id == organ_id, Entry.act.in_(ERASING), Entry.result == "ok")
    )
    found = {seq: decoded(seq, body) for seq, body in rows}
    return {seq: entry for seq, entry in found.items() if entry.get("d.entry") in {str(each) for each in of}}


def decoded(seq: int, body: bytes) -> dict[str, str]:
    """The fields of an entry; of one that cannot be read only that it is there, the examination says what is wrong."""
    try:
        return decode(body)
    except EntryError:
        unreadable = {"seq": str(seq), "ts": "1970-01-01T00:00:00.000Z", "act": reading.UNREADABLE, "res": "error"}
        return dict.fromkeys(ENVELOPE, "") | unreadable


def pieces_of(
    session: Session, decision: Decision, entries: Mapping[int, Mapping[str, str]], home: str, actor: Actor
) -> dict[int, list[Piece]]:
    """The evidence of a decision by the entries it was recorded with, as `actor` may read it.

    Whoever may read the dossier may read it all; what the public sent without the numbers in it, as there.
    """
    found = session.execute(
        select(Evidence.seq, Evidence.kind, Evidence.thread, Evidence.salt, Evidence.body)
        .where(Evidence.decision_id == decision.id)
        .order_by(Evidence.seq, Evidence.kind)
    )
    whole = handles(decision, library().rulebook(decision.rulebook), actor)
    latest: dict[tuple[str, str], tuple[int, dict[str, object]]] = {}
    members: dict[object, object] = {}
    pieces: dict[int, list[Piece]] = {}
    for row in found:
        entry = entries.get(row.seq)
        if entry is None:
            continue
        fact = _named(_fact(row.body), row, members)
        if row.kind in SENT and not whole:
            fact = fact_for_others(fact)
        before = latest.get((row.kind, row.thread))
        latest[row.kind, row.thread] = row.seq, fact
        pieces.setdefault(row.seq, []).append(_piece(row, entry, fact, before, home))
    return pieces


def _fact(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _named(fact: dict[str, object], row: Any, members: dict[object, object]) -> dict[str, object]:
    """The fact with the names of the members it only numbers: their list stands in the meeting before it."""
    if row.kind == "meeting":
        members.clear()
        members.update({each.get("number"): each.get("name", "") for each in _items(fact, "members")})
    if row.kind == "statement" and row.thread.isdigit():
        return {"name": members.get(int(row.thread), ""), **fact}
    for key in ("attendances", "ballots", "confirmations"):
        if key in fact:
            fact = {**fact, key: [{"name": members.get(each.get("number"), ""), **each} for each in _items(fact, key)]}
    return fact


def _items(fact: Mapping[str, object], key: str) -> list[dict[str, object]]:
    found = fact.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _piece(
    row: Any,
    entry: Mapping[str, str],
    fact: Mapping[str, object],
    before: tuple[int, dict[str, object]] | None,
    home: str,
) -> Piece:
    commitment = commitments_of(entry).get(row.kind, "")
    private = f"{row.kind}=" in entry["pc"]
    labels = reading.labels_of(entry, home)
    facts: list[tuple[Text, Text]] = []
    changes: list[words.Change] = []
    if before is None:
        facts = words.describe(row.kind, fact, labels)
    else:
        changes = words.differences(row.kind, before[1], fact, labels)
    return Piece(
        kind=row.kind,
        name=words.kind_name(row.kind),
        thread=row.thread,
        commitment=commitment,
        matches=bool(commitment) and fits(commitment, row.salt, row.kind, row.body),
        private=private,
        before=before[0] if before else None,
        facts=tuple(facts),
        changes=tuple(changes),
    )
