"""Whether what citizens said of who they are is still what their entries commit to, or was erased as an entry says.

A row that was emptied is excused by the entry of its erasure, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from workflow.domain.terms import PersonalData
from workflow.domain.text import Text
from workflow.models.execution import Suggestion, SuggestionSender
from workflow.models.hearings import Hearing, HearingRegistrant, HearingRegistration
from workflow.models.participation import Notice, Opinion, OpinionSender
from workflow.models.trail import Entry
from workflow.services.logstore import PERSONAL as COLUMNS
from workflow.services.raw import raw, stored_moment
from workflow.services.readers import NUMBER
from workflow.services.rowcheck import Disagreement
from workflow.services.unit import Session
from workflow.trail.canonical import canonical
from workflow.trail.commitment import commitments_of, fits
from workflow.trail.entry import EntryError, decode
from workflow.trail.erasure import PERSONAL

BATCH = 20


class Key(NamedTuple):
    """What tells one row of personal data from any other, as its entry and its table both say."""

    kind: str
    decision_id: int
    number: str
    entered: str


class _Committed(NamedTuple):
    """What an entry committed to."""

    seq: int
    commitment: str


def rows_of(ids: Sequence[int]) -> dict[str, Select[*tuple[Any, ...]]]:
    """The rows of personal data of these decisions, by kind: matter, number and moments, then what they hold."""
    opinions = raw(Notice.decision_id, Opinion.number, Opinion.entered, OpinionSender.created_at, OpinionSender.salt)
    registered = raw(
        *(Hearing.decision_id, HearingRegistration.number, HearingRegistration.entered),
        *(HearingRegistrant.created_at, HearingRegistrant.salt),
    )
    suggestions = raw(
        *(Suggestion.decision_id, Suggestion.number, Suggestion.entered),
        *(SuggestionSender.created_at, SuggestionSender.salt),
    )
    found = {
        "opinion_sender": opinions.select_from(OpinionSender)
        .join(Opinion, Opinion.id == OpinionSender.opinion_id)
        .join(Notice, Notice.id == Opinion.notice_id)
        .where(Notice.decision_id.in_(ids)),
        "hearing_registrant": registered.select_from(HearingRegistrant)
        .join(HearingRegistration, HearingRegistration.id == HearingRegistrant.registration_id)
        .join(Hearing, Hearing.id == HearingRegistration.hearing_id)
        .where(Hearing.decision_id.in_(ids)),
        "suggestion_sender": suggestions.select_from(SuggestionSender)
        .join(Suggestion, Suggestion.id == SuggestionSender.suggestion_id)
        .where(Suggestion.decision_id.in_(ids)),
    }
    for kind, (model, names) in COLUMNS.items():
        told = raw(*(model.__table__.c[name] for name in ("id", *names))).selected_columns
        found[kind] = found[kind].add_columns(*told)
    return found


def unopened(
    session: Session, organ_id: int, ids: Sequence[int], erased: Mapping[tuple[int, str], int]
) -> Iterator[Disagreement]:
    """Every commitment to personal data that nothing opens and no entry excuses, and every excuse for nothing."""
    left = dict(erased)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        committed = _committed(session, organ_id, batch)
        for kind, statement in rows_of(batch).items():
            for row in session.execute(statement):
                key = Key(kind, row.decision_id, str(row.number), stored_moment(row.entered))
                due = committed.pop(key, None)
                excuse = left.pop((due.seq, kind), None) if due else None
                yield from _held(kind, row, due, excuse)
        for key, due in committed.items():
            left.pop((due.seq, key.kind), None)
            yield _said(due.seq, key.kind, "{what}缺失", "missing: {what}")
    for (_, kind), seq in left.items():
        yield _said(seq, kind, "所删除的{what}并不存在", "what it erased was never there: {what}")


def _committed(session: Session, organ_id: int, ids: Sequence[int]) -> dict[Key, _Committed]:
    kinds = {act: kind for kind, act in PERSONAL.items()}
    found = select(Entry.seq, Entry.body, Entry.decision_id).where(
        Entry.organ_id == organ_id, Entry.act.in_(kinds), Entry.result == "ok", Entry.decision_id.in_(ids)
    )
    committed = {}
    for seq, body, decision_id in session.execute(found):
        try:
            entry = decode(body)
        except EntryError:
            # named by the verifier, with everything wrong in it
            continue
        kind = kinds.get(entry["act"], "")
        commitment = commitments_of(entry | {"in": ""}).get(kind)
        if commitment:
            key = Key(kind, decision_id or 0, entry[f"d.{NUMBER[kind]}"], entry["ts"])
            committed[key] = _Committed(seq, commitment)
    return committed


def _held(kind: str, row: Any, due: _Committed | None, excuse: int | None) -> Iterator[Disagreement]:
    """What is wrong with a row, given what was committed to and the entry that erased it."""
    told = {name: getattr(row, name) for name in COLUMNS[kind][1]}
    if due is None:
        yield _said(None, kind, "多出{what}，日志没有相应条目", "of which no entry tells: {what}")
    elif stored_moment(row.created_at) != stored_moment(row.entered):
        # each hearing numbers its registrations anew: it is the moment that tells whose this is
        yield _said(due.seq, kind, "{what}不是当时提交的", "of another moment than what it belongs to: {what}")
    elif not row.salt and not any(told.values()):
        if excuse is None:
            yield _said(
                due.seq, kind, "{what}被抹去，没有相应的删除条目", "wiped without an entry of its erasure: {what}"
            )
    elif excuse is not None:
        yield _said(excuse, kind, "{what}已记载删除，数据仍在", "entered as erased and still there: {what}")
    elif not _opens(kind, due.commitment, row.salt, told):
        yield _said(due.seq, kind, "{what}已不是提交时的内容", "no longer what was sent: {what}")


def _opens(kind: str, commitment: str, salt: object, told: dict[str, Any]) -> bool:
    if not isinstance(salt, bytes) or not all(isinstance(value, str) for value in told.values()):
        return False
    return fits(commitment, salt, kind, canonical(told))


def _said(seq: int | None, kind: str, zh: str, en: str) -> Disagreement:
    term = next((each for each in PersonalData if each == kind), None)
    return Disagreement(seq, Text(zh, en).fmt(what=term.label if term else kind))
