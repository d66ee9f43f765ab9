"""Whether the tables still say what was entered: the facts of every decision against the evidence of its entries.

Pages and rules read the tables, not the log. From the rows of a decision every piece of evidence is made again as its
recorder made it, and held against what was kept: a row that was changed differs, one that was deleted is missing, one
that was put in is additional. That the evidence itself is genuine is another check (`soundness`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from workflow.domain.evidence import field_name, kind_name
from workflow.domain.text import Text, joined
from workflow.models.annual import AnnualPublication, AnnualSubmission, AnnualText
from workflow.models.catalogue import Catalogue
from workflow.models.decisions import Decision
from workflow.models.expert_pool import PoolExpert
from workflow.models.numbers import GivenNumber, NumberCode
from workflow.models.past import PastDecision
from workflow.models.people import Person
from workflow.models.trail import Entry, Evidence
from workflow.models.work import WorkEntry
from workflow.services.decisionrows import decision_rows
from workflow.services.pieces import (
    Piece,
    annual_pieces,
    catalogue_pieces,
    number_pieces,
    past_pieces,
    register_pieces,
    work_pieces,
)
from workflow.services.raw import UNREADABLE, raw
from workflow.services.rebuilding import rebuilt
from workflow.services.unit import Session

BATCH = 20

Row = TypeVar(
    "Row", PoolExpert, Catalogue, WorkEntry, PastDecision, AnnualText, AnnualSubmission, AnnualPublication, NumberCode
)

# What a fact belongs to is always the newest of its kind: how many of them had been entered tells which one it was.
_WITHIN = {
    **dict.fromkeys(("notice_amendment", "opinion", "participation", "reopening"), "notice"),
    **dict.fromkeys(("consultation", "risk_assessment", "final_check"), "draft"),
    "risk_report": "risk_assessment",
    "risk_finding": "risk_assessment",
    **dict.fromkeys(("expert_replacement", "panel_record", "expert_opinion"), "panel"),
    "risk_follow": "risk_assessment",
    "competition_review": "draft",
    "competition_opinion": "competition_review",
    "expert_result": "panel",
    **dict.fromkeys(("acceptance", "return", "supplement", "counsel", "review_opinion"), "submission"),
    **dict.fromkeys(("review_extension", "opinion_response"), "submission"),
    "supply": "supplement",
    **dict.fromkeys(("attendance", "statement", "resolution"), "meeting"),
    # what is confirmed and corrected is the meeting that decided last
    **dict.fromkeys(("confirmation", "correction"), "resolution"),
    **dict.fromkeys(("evaluation_report", "evaluation_use"), "evaluation"),
    **dict.fromkeys(("registration", "roll", "delivery", "postponement", "cancellation", "sitting"), "hearing"),
    "hearing_report": "hearing",
}
_POOL = ("pool_expert", "pool_profile", "pool_note")
_CATALOGUE = (
    *("catalogue", "catalogue_item", "catalogue_adoption"),
    *("catalogue_consent", "catalogue_publication"),
)
_WORK = ("work_record", "work_withdrawal")
_PAST = ("past_decision", "past_withdrawal")
_ANNUAL = ("annual_text", "annual_submission", "annual_publication")
_NUMBERS = ("number_code", "number_closing", "series_start", "given_number", "voided_number")
"""What the expert pool, the yearly catalogues, the work ledger, the past decisions, the yearly reports and the register of document numbers are
made of; they belong to no decision."""

_NUMBERED = ("submission", "answer", "heard", "suggestion_answer")
"""Facts that carry the number of their own turn."""

# Acts entered at once that the tables keep as several rows: the list, and what tells its items apart.
_LISTS = {
    "attendance": ("attendances", "number"),
    "resolution": ("ballots", "number"),
    "confirmation": ("confirmations", "number"),
    "expert_result": ("feedbacks", "expert"),
    "delivery": ("deliveries", "number"),
    "sitting": ("appearances", "number"),
}
_LISTS_ALONE = ("attendance", "delivery", "confirmation")
"""Acts that are nothing but such a list."""

_NAMES = {
    "decision": Text("登记信息", "registration"),
    "undertaking": Text("承办单位", "undertaking units"),
    "entered": Text("录入时间", "moment of entry"),
    "entered_by": Text("录入人", "entered by"),
    "turn": Text("所属轮次", "round it belongs to"),
}


class Disagreement(NamedTuple):
    """The tables do not say what was entered: by which entry (None for a row of which no entry tells), and a sentence."""

    seq: int | None
    said: Text


def disagreements(session: Session, organ_id: int, numbers: Mapping[int, str]) -> Iterator[Disagreement]:
    """Everything the tables say of the decisions `numbers` (by id), and of the registers, that is not as entered."""
    people = {row.id: row.public_id for row in session.execute(select(Person.id, Person.public_id))}
    ids = sorted(numbers)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        entered = _entered(session, organ_id, batch)
        for decision_id, row in _rows(session, batch):
            matter = Text(f"事项{numbers[decision_id]}", f"the matter {numbers[decision_id]}")
            try:
                told = None if row is None else rebuilt(row, people)
                found = [_unreadable(matter)] if told is None else [*_compared(matter, entered[decision_id], told)]
            except UNREADABLE:
                found = [_unreadable(matter)]
            yield from found
    yield from _registers(session, organ_id, people)


def _registers(session: Session, organ_id: int, people: Mapping[int, str]) -> Iterator[Disagreement]:
    """What the tables say of the registers, which belong to no decision."""
    entered = _entered(session, organ_id, [None])[None]
    for whose, kinds, pieces in (
        (Text("专家库", "the expert pool"), _POOL, _pool),
        (Text("年度目录", "the yearly catalogues"), _CATALOGUE, _catalogues),
        (Text("工作台账", "the work ledger"), _WORK, _work),
        (Text("以往决策", "the past decisions"), _PAST, _past),
        (Text("年度报告", "the yearly reports"), _ANNUAL, _annuals),
        (Text("文号登记", "the register of document numbers"), _NUMBERS, _numbers),
    ):
        try:
            yield from _compared(whose, [each for each in entered if each.kind in kinds], pieces(session, people))
        except UNREADABLE:
            yield _unreadable(whose)


def _pool(session: Session, people: Mapping[int, str]) -> list[Piece]:
    return register_pieces(_all(session, PoolExpert), people)


def _catalogues(session: Session, people: Mapping[int, str]) -> list[Piece]:
    return catalogue_pieces(_all(session, Catalogue), people)


def _numbers(session: Session, people: Mapping[int, str]) -> list[Piece]:
    numbers = selectinload(NumberCode.numbers)
    options = numbers.selectinload(GivenNumber.decision), numbers.selectinload(GivenNumber.voiding)
    return number_pieces(_all(session, NumberCode, *options), people)


def _work(session: Session, people: Mapping[int, str]) -> list[Piece]:
    return work_pieces(_all(session, WorkEntry), people)


def _past(session: Session, people: Mapping[int, str]) -> list[Piece]:
    return past_pieces(_all(session, PastDecision), people)


def _annuals(session: Session, people: Mapping[int, str]) -> list[Piece]:
    return annual_pieces(
        _all(session, AnnualText), _all(session, AnnualSubmission), _all(session, AnnualPublication), people
    )


def _all(session: Session, table: type[Row], *options: ExecutableOption) -> Sequence[Row]:
    """Every row of a register, read anew."""
    found = select(table).order_by(table.id).options(*options)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def _unreadable(whose: Text) -> Disagreement:
    said = Text("{whose}的数据表含有无法读取的内容", "the tables of {whose} hold what cannot be read")
    return Disagreement(None, said.fmt(whose=whose))


def _rows(session: Session, ids: Sequence[int]) -> list[tuple[int, Decision | None]]:
    """The decisions with their rows; None for one that cannot be read, for example for want of a date in a date."""
    try:
        return [(row.id, row) for row in decision_rows(session, ids)]
    except UNREADABLE:
        if len(ids) == 1:
            return [(ids[0], None)]
    # one of them spoils the reading of all: each by itself
    return [pair for each in ids for pair in _rows(session, [each])]


def _entered(session: Session, organ_id: int, ids: Sequence[int | None]) -> dict[int | None, list[Piece]]:
    """What was entered of each decision, in the order of entry; None: what belongs to no decision."""
    of_these = Evidence.decision_id.is_(None) if ids == [None] else Evidence.decision_id.in_(ids)
    found = (
        raw(Evidence.seq, Evidence.kind, Evidence.decision_id, Evidence.thread, Evidence.body)
        .add_columns(raw(Entry.body).selected_columns[0].label("entry"))
        .join(Entry, (Entry.organ_id == Evidence.organ_id) & (Entry.seq == Evidence.seq))
        .where(Evidence.organ_id == organ_id, of_these)
        .order_by(Evidence.seq, Evidence.kind)
    )
    pieces: dict[int | None, list[Piece]] = {each: [] for each in ids}
    counts: dict[int | None, Counter[tuple[str, ...]]] = {each: Counter() for each in ids}
    for row in session.execute(found):
        count, entry, fact = counts[row.decision_id], _read(row.entry), _read(row.body)
        count[row.kind,] += 1
        marks = {"on": entry.get("eff"), "entered": entry.get("ts"), "entered_by": entry.get("who")}
        for thread, part in _parts(row.kind, row.thread, fact):
            count[row.kind, thread] += 1
            counted = (row.kind, thread) if row.kind in _NUMBERED else (_WITHIN.get(row.kind, ""),)
            turn = {"turn": count[counted]}
            pieces[row.decision_id].append(Piece(row.kind, thread, {**marks, **turn, **part}, row.seq))
    for own in pieces.values():
        own += _derived(own)
    return pieces


def _read(body: object) -> dict[str, Any]:
    """The object a body holds; an empty one where there is none, which the other checks say."""
    try:
        found = json.loads(body) if isinstance(body, bytes | str) else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def _parts(kind: str, thread: str, fact: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A fact as the tables keep it: an act with a list becomes itself without it, and its items."""
    if kind == "answer":
        # one answer to several opinions is kept once for each of them
        shared = {field: value for field, value in fact.items() if field != "together"}
        yield thread, shared
        for item in _items(fact.get("together")):
            own = {"duplicate_of": item.get("duplicate_of"), "hidden": item.get("hidden", [])}
            yield str(item.get("number")), shared | own
        return
    if kind not in _LISTS:
        yield thread, fact
        return
    name, key = _LISTS[kind]
    rest = {field: value for field, value in fact.items() if field != name}
    if kind not in _LISTS_ALONE:
        yield thread, rest
    for item in _items(fact.get(name)):
        yield str(item.get(key)), item


def _items(found: object) -> list[dict[str, Any]]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _derived(pieces: Sequence[Piece]) -> list[Piece]:
    """What the decision itself repeats of its newest proposal and of its initiation."""
    last = {piece.kind: piece for piece in pieces}
    found = []
    if proposal := last.get("proposal"):
        found.append(Piece("decision", "", _pick(proposal, "source", "unit", "kinds", "predecessor"), proposal.seq))
    if initiation := last.get("initiation"):
        picked = _pick(initiation, "units", "lead_unit")
        picked["units"] = sorted(str(name) for name in picked["units"] or ())
        found.append(Piece("undertaking", "", picked, initiation.seq))
    return found


def _pick(piece: Piece, *names: str) -> dict[str, Any]:
    return {name: piece.fields.get(name) for name in names}


def _compared(whose: Text, entered: Sequence[Piece], rebuilt: Sequence[Piece]) -> Iterator[Disagreement]:
    """What was entered against what the tables say, one kind and thread after the other."""
    groups: dict[tuple[str, str], tuple[list[Piece], list[Piece]]] = {}
    for side, pieces in enumerate((entered, rebuilt)):
        for piece in pieces:
            groups.setdefault((piece.kind, piece.thread), ([], []))[side].append(piece)
    for due, found in groups.values():
        tokens = [piece.token for piece in due], [piece.token for piece in found]
        if tokens[0] == tokens[1]:
            continue
        matcher = SequenceMatcher(None, *tokens, autojunk=False)
        for tag, start, end, first, last in matcher.get_opcodes():
            if tag != "equal":
                for was, is_ in zip_longest(due[start:end], found[first:last]):
                    yield _said(whose, was or is_, was, is_)


def _said(whose: Text, piece: Piece, was: Piece | None, found: Piece | None) -> Disagreement:
    name = _NAMES.get(piece.kind, kind_name(piece.kind))
    which = Text(f"（{piece.thread}）", f" ({piece.thread})") if piece.thread else Text("", "")
    zh, en = f"{whose.zh}的{name.zh}{which.zh}", f"{name.en}{which.en} of {whose.en}"
    if found is None:
        said = Text(f"数据表中缺少录入的{zh}", f"what was entered is missing from the tables: {en}")
    elif was is None:
        said = Text(f"数据表中多出{zh}，日志没有相应条目", f"the tables hold what no entry tells of: {en}")
    else:
        keys = [key for key in {**was.fields, **found.fields} if was.fields.get(key) != found.fields.get(key)]
        fields = joined([_NAMES.get(key, field_name(key, piece.kind)) for key in keys])
        said = Text(
            f"数据表中{zh}已不是录入时的内容：{fields.zh}",
            f"the tables no longer say what was entered: {en}: {fields.en}",
        )
    return Disagreement(was.seq if was else None, said)
