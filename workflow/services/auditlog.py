"""The whole log by filters, one entry with everything about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from workflow.domain import reading
from workflow.domain.actor import Actor
from workflow.domain.facts.base import SHANGHAI
from workflow.domain.names import CLOCKS, ENVELOPE_NAMES, RESULTS, VIA
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.models.people import Person
from workflow.models.trail import Entry, Evidence
from workflow.services.audit import Item, Piece, decoded, entries_of, home_of, item_of, pieces_of
from workflow.services.unit import Session
from workflow.trail.entry import ENVELOPE
from workflow.trail.merkle import leaf_hash

PAGE = 50


class NoEntry(LookupError):
    """The log has no entry of that number."""


@dataclass(frozen=True)
class LogFilter:
    """What of the log is wanted; empty fields ask for nothing. Days are days of entry in Asia/Shanghai."""

    person: str = ""
    unit: str = ""
    act: str = ""
    result: str = ""
    decision: str = ""
    article: str = ""
    rule: str = ""
    late: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def empty(self) -> bool:
        """Whether the whole log is wanted."""
        return self == LogFilter()

    @property
    def reads(self) -> bool:
        """Whether entries must be read to know if they are wanted: no column says what is asked for."""
        return bool(self.article or self.rule or self.late)


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest entry first."""

    items: tuple[Item, ...]
    total: int
    page: int
    pages: int


def log_page(session: Session, wanted: LogFilter, page: int = 1) -> LogPage:
    """A page of what is wanted; a page beyond the last is the last."""
    seqs: list[int] = []
    if wanted.reads:
        seqs = [seq for seq, _ in found(session, wanted)][::-1]
        total = len(seqs)
    else:
        total = session.scalar(_where(select(func.count()).select_from(Entry), wanted)) or 0
    pages = max(-(-total // PAGE), 1)
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE
    query = select(Entry.seq, Entry.body).order_by(Entry.seq.desc())
    if wanted.reads:
        query = query.where(Entry.seq.in_(seqs[start : start + PAGE]))
    else:
        query = _where(query, wanted).offset(start).limit(PAGE)
    home = home_of(session)
    items = tuple(item_of(decoded(seq, body), home, (), seq) for seq, body in session.execute(query))
    return LogPage(items, total, page, pages)


def bodies(session: Session, wanted: LogFilter | None = None) -> Iterator[bytes]:
    """The canonical bytes of what is wanted, oldest first, read one by one."""
    yield from (body for _, body in found(session, wanted or LogFilter()))


def found(session: Session, wanted: LogFilter) -> Iterator[tuple[int, bytes]]:
    """The numbers and bytes of what is wanted, oldest first, read one by one."""
    query = _where(select(Entry.seq, Entry.body), wanted).order_by(Entry.seq)
    home = home_of(session)
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for seq, body in rows:
            if not wanted.reads or _meets(wanted, decoded(seq, body), home):
                yield seq, body


def _meets(wanted: LogFilter, entry: Mapping[str, str], home: str) -> bool:
    """Whether an entry has the article, the refusing rule and the delay wanted.

    The articles of an entry stand in it; those of a refusal are the ones of the rules that refused.
    """
    if wanted.rule and wanted.rule not in entry.get("d.rules", "").split(";"):
        return False
    if wanted.late and not reading.delay(entry):
        return False
    needle = wanted.article.casefold()
    return not needle or any(needle in each.casefold() for text in reading.articles(entry, home) for each in text)


def _where(query: Select[*tuple[Any, ...]], wanted: LogFilter) -> Select[*tuple[Any, ...]]:
    conditions: list[ColumnElement[bool]] = []
    for column, value in (
        (Entry.person, wanted.person),
        (Entry.unit, wanted.unit),
        (Entry.act, wanted.act),
        (Entry.result, wanted.result),
    ):
        if value:
            conditions.append(column == value)
    if wanted.decision:
        conditions.append(Entry.obj == f"decision/{wanted.decision}")
    if wanted.since:
        conditions.append(Entry.at >= _midnight(wanted.since))
    if wanted.until:
        conditions.append(Entry.at < _midnight(wanted.until + timedelta(days=1)))
    return query.where(*conditions)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


@dataclass(frozen=True)
class Choices:
    """What the filters offer."""

    people: list[tuple[str, str]]
    units: list[str]
    acts: dict[str, Text]


def choices(session: Session) -> Choices:
    """The people and units the log tells of, and every act there is."""
    people = session.execute(
        select(Entry.person, func.max(Person.name))
        .join(Person, Person.public_id == Entry.person, isouter=True)
        .where(Entry.person != "")
        .group_by(Entry.person)
        .order_by(Entry.person)
    )
    units = session.scalars(select(Entry.unit).where(Entry.unit != "").distinct().order_by(Entry.unit))
    return Choices([(person, name or person) for person, name in people], list(units), reading.all_acts())


@dataclass(frozen=True)
class Remarkable:
    """What an auditor looks at first: refusals by the rule that refused, and how many entries came late."""

    refused: int
    rules: tuple[tuple[reading.RefusingRule, int], ...]
    late: int
    longest: int


def remarkable(session: Session) -> Remarkable:
    """Refusals and late entries of the whole log."""
    rules: Counter[reading.RefusingRule] = Counter()
    refused = late = longest = 0
    home = home_of(session)
    for seq, body in found(session, LogFilter(result="denied")):
        refused += 1
        rules.update(dict.fromkeys(reading.refusing_rules(decoded(seq, body), home), 1))
    dated = select(Entry.effective, Entry.at).where(Entry.effective.is_not(None))
    for effective, at in session.execute(dated.execution_options(yield_per=500)):
        days = (at.astimezone(SHANGHAI).date() - effective).days if effective else 0
        late += days > 0
        longest = max(longest, days)
    return Remarkable(refused, tuple(rules.most_common()), late, longest)


@dataclass(frozen=True)
class EntryPage:
    """One entry with everything about it."""

    item: Item
    pretty: str
    size: int
    leaf: str
    leaf_matches: bool
    previous: int | None
    following: int | None
    fields: tuple[tuple[str, Text, Text], ...]


def entry_page(session: Session, seq: int, actor: Actor) -> EntryPage:
    """The entry of that number, as `actor` may read it. Raises NoEntry."""
    row = session.execute(
        select(Entry.organ_id, Entry.body, Entry.leaf, Entry.obj, Entry.decision_id)
        .where(Entry.seq == seq)
        .order_by(Entry.organ_id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NoEntry(seq)
    entry, home = decoded(seq, row.body), home_of(session)
    pieces: Sequence[Piece] = ()
    has_evidence = select(Evidence.kind).where(Evidence.organ_id == row.organ_id, Evidence.seq == seq).limit(1)
    decision = session.get(Decision, row.decision_id) if row.decision_id is not None else None
    if decision is not None and session.scalar(has_evidence) is not None:
        entries = entries_of(session, row.organ_id, decision.id)
        pieces = pieces_of(session, decision, entries, home, actor).get(seq, ())
    of_object = select(Entry.seq).where(Entry.organ_id == row.organ_id, Entry.obj == row.obj)
    beside = (
        (
            session.scalar(of_object.where(Entry.seq < seq).order_by(Entry.seq.desc()).limit(1)),
            session.scalar(of_object.where(Entry.seq > seq).order_by(Entry.seq).limit(1)),
        )
        if row.obj
        else (None, None)
    )
    return EntryPage(
        item=item_of(entry, home, pieces, seq),
        pretty=_pretty(row.body),
        size=len(row.body),
        leaf=row.leaf.hex(),
        leaf_matches=leaf_hash(row.body) == row.leaf,
        previous=beside[0],
        following=beside[1],
        fields=tuple(_named(entry)),
    )


def _pretty(body: bytes) -> str:
    """The body with one key a line, or as it is where it cannot be read."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        return body.decode("utf-8", "replace")


_SAID: Mapping[str, Mapping[str, Text]] = {"via": VIA, "clk": CLOCKS, "res": RESULTS}


def _named(entry: Mapping[str, str]) -> Iterator[tuple[str, Text, Text]]:
    """The envelope of an entry: key, what it is called, and its value in words where there are any."""
    for key in ENVELOPE:
        value = entry[key]
        if value:
            yield key, ENVELOPE_NAMES[key], _SAID.get(key, {}).get(value, Text(value, value))
