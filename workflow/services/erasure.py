"""Erasing, on a citizen's request, what they said of who they are: asked for by one person, approved by another.

What is erased, and why nothing more, is the house's own rule, made from what the project's basis says of the Personal
Information Protection Law: art. 47 gives a right to deletion, and where a statutory retention period runs the use is
restricted instead. So:

- erased: name and contact of whoever sent an opinion or a suggestion; name, contact, unit or village and background of
  whoever registered for a hearing. Nobody needs them once the matter was answered, and no record is made of them;
- kept: the words of an opinion, of a suggestion, of a registration, and that it was received and answered. They are the
  record of the procedure, which is filed and kept (713 art. 33, 337 art. 37). Where such words, or an answer, name the
  citizen, the public pages go on hiding the passage: its place is noted when the name is erased;
- kept: the name on a published list of participants, which the law wants public (713 art. 16).

The request is entered by one of those who hold the data and act on it, the approval by a legal reviewer, who judges whether a
duty to keep stands in the way; never by one person, each with their own password. Neither entry holds personal data.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.lawfiles import library
from workflow.domain.masking import naming, text_digest
from workflow.domain.substance import says_something
from workflow.domain.terms import PersonalData, Role
from workflow.domain.text import Text
from workflow.domain.unseen import same_person
from workflow.models.decisions import Decision
from workflow.models.opinions_heard import OpinionsHeard
from workflow.models.participation import Notice, Opinion, OpinionAnswer, OpinionSender, ParticipationResult
from workflow.models.trail import Entry, Evidence
from workflow.services import ledger, logstore
from workflow.services.asking import NotAllowed, role_for
from workflow.services.decisionrows import NoDecision
from workflow.services.erased import KIND
from workflow.services.identity import NOT_SIGNED, verify_password
from workflow.services.ledger import Proof
from workflow.services.personalcheck import rows_of
from workflow.services.raw import stored_moment
from workflow.services.readers import NUMBER
from workflow.services.recording import BadInput
from workflow.services.unit import Session, writing
from workflow.trail.entry import decode
from workflow.trail.erasure import ACTS, DECLINED, ERASED, PERSONAL, REQUESTED

HELD_FOR = {
    "opinion_sender": "participation.answer",
    "hearing_registrant": "hearing.list",
    "suggestion_sender": "execution.answer",
}
"""Kind → the step for which the data are held: whoever may take it holds them, and may enter the request."""

REQUEST_KIND = "erasure_request"
"""The evidence of a request: its reason."""

APPROVES = Role.LEGAL_REVIEWER

SHORTEST, LONGEST = 6, 500
"""How many characters a reason has."""


class NothingHeld(LookupError):
    """There is no such row of personal data."""


@dataclass(frozen=True)
class Step:
    """A request, an approval or a refusal: which entry, by whom, when."""

    act: str
    seq: int
    who: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Held:
    """Personal data held of somebody: what they are, with which opinion, registration or suggestion they came, and when.

    A later round, and another hearing, count their numbers anew: only the moment tells two of one number apart.
    """

    decision_id: int
    decision: str
    title: str
    kind: PersonalData
    row_id: int
    number: int
    seq: int
    received: datetime
    empty: bool
    steps: tuple[Step, ...]

    @property
    def obj(self) -> str:
        """What the entries of its erasure are about."""
        return f"{self.kind}/{self.row_id}"

    @property
    def request(self) -> Step | None:
        """The request that waits to be decided."""
        return self.steps[-1] if self.steps and self.steps[-1].act == REQUESTED else None

    @property
    def erased(self) -> Step | None:
        """The entry by which they were erased."""
        return self.steps[-1] if self.steps and self.steps[-1].act == ERASED else None

    @property
    def declined(self) -> Step | None:
        """The entry that refused the last request."""
        return self.steps[-1] if self.steps and self.steps[-1].act == DECLINED else None


def held(session: Session, number: str) -> list[Held]:
    """All personal data held in a matter, without any of it. Raises NoDecision."""
    decision = session.scalar(select(Decision).where(Decision.number == number))
    if decision is None:
        raise NoDecision(number)
    entries = _entries(session, decision.id)
    steps = _steps(session)
    found = []
    for kind, statement in rows_of([decision.id]).items():
        for row in session.execute(statement):
            came = entries.get((kind, str(row.number), stored_moment(row.created_at)))
            if came is not None:
                seq, received = came
                what = PersonalData.of(kind)
                told = tuple(steps.get(f"{kind}/{row.id}", ()))
                found.append(
                    Held(
                        decision.id, number, decision.title, what, row.id, row.number, seq, received, not row.salt, told
                    )
                )
    return sorted(found, key=lambda each: each.seq)


def one(session: Session, number: str, kind: str, row_id: int) -> Held:
    """The personal data of one row. Raises NoDecision, NothingHeld."""
    for each in held(session, number):
        if (each.kind, each.row_id) == (kind, row_id):
            return each
    raise NothingHeld(f"{kind}/{row_id}")


def waiting(session: Session, actor: Actor) -> list[Held]:
    """The requests that `actor` may decide, the oldest first."""
    if not actor.has(APPROVES.value):
        return []
    last = {obj: steps[-1] for obj, steps in _steps(session).items() if steps[-1].act == REQUESTED}
    open_ = {obj: step for obj, step in last.items() if step.who != actor.public_id}
    of = select(Decision.number).join(Entry, Entry.decision_id == Decision.id)
    numbers = set(session.scalars(of.where(Entry.seq.in_(_about(session, open_)))))
    found = [each for number in numbers for each in held(session, number) if each.obj in open_]
    return sorted(found, key=lambda each: each.seq)


def _about(session: Session, steps: Mapping[str, Step]) -> list[int]:
    bodies = session.scalars(select(Entry.body).where(Entry.seq.in_([each.seq for each in steps.values()])))
    return [int(decode(body)["d.entry"]) for body in bodies]


def reason_of(session: Session, step: Step) -> str:
    """The reason that was given with a request or its decision."""
    body = session.scalar(
        select(Evidence.body).where(Evidence.seq == step.seq, Evidence.kind.in_((KIND, REQUEST_KIND))).limit(1)
    )
    return str(json.loads(body)["reason"]) if body else ""


def may_request(session: Session, actor: Actor, found: Held) -> Role | None:
    """The role by which `actor` may enter the request: that of whoever acts on the data held."""
    decision = session.get_one(Decision, found.decision_id)
    step = library().rulebook(decision.rulebook).procedure.step_by_id.get(HELD_FOR[found.kind])
    return role_for(step, actor, decision) if step else None


def may_decide(actor: Actor, found: Held) -> bool:
    """Whether `actor` may approve or refuse the request: a legal reviewer who did not enter it, by whatever account."""
    asked = found.request
    return actor.has(APPROVES.value) and asked is not None and not same_person((asked.who, asked.name), actor.signs)


def request(session: Session, found: Held, *, actor: Actor, password: str, reason: str, now: datetime) -> int:
    """Enter a citizen's request. Raises NotAllowed, BadInput."""
    role = may_request(session, actor, found)
    if role is None:
        raise NotAllowed
    _signed(session, actor, password, reason, now)
    with writing(session):
        found = one(session, found.decision, found.kind, found.row_id)
        if found.empty or found.request:
            _refuse("reason", "已经申请或者已经删除。", "It was requested or erased already.")
        said = Proof(REQUEST_KIND, {"reason": reason.strip()}, private=True)
        return ledger.append(
            session,
            REQUESTED,
            actor=actor,
            now=now,
            details={"entry": str(found.seq), "evidence": found.kind},
            obj=found.obj,
            role=role,
            proofs=(said,),
        )


def decide(
    session: Session, found: Held, *, actor: Actor, password: str, erase: bool, reason: str, now: datetime
) -> int:
    """Approve a request and erase at once, or refuse it. Raises NotAllowed, BadInput."""
    if not may_decide(actor, found):
        raise NotAllowed
    _signed(session, actor, password, reason, now)
    with writing(session):
        found = one(session, found.decision, found.kind, found.row_id)
        if not may_decide(actor, found) or found.request is None:
            raise NotAllowed
        kept = {"reason": reason.strip(), "passages": _passages(session, found) if erase else {}}
        seq = ledger.append(
            session,
            ERASED if erase else DECLINED,
            actor=actor,
            now=now,
            details={
                "entry": str(found.seq),
                "evidence": found.kind,
                "request": str(found.request.seq),
                "asked_by": found.request.who,
            },
            obj=found.obj,
            role=APPROVES,
            proofs=(Proof(KIND, kept, private=True),),
        )
        if erase:
            logstore.erase(session, found.obj)
    if erase:
        logstore.settle(session)
    return seq


def _signed(session: Session, actor: Actor, password: str, reason: str, now: datetime) -> None:
    if not (SHORTEST <= len(reason.strip()) <= LONGEST and says_something(reason)):
        _refuse(
            "reason",
            f"请写明理由，{SHORTEST}至{LONGEST}字，不写个人信息。",
            f"Give the reason in {SHORTEST} to {LONGEST} characters, without personal data.",
        )
    if not verify_password(session, actor.person_id, password, now):
        raise BadInput({"password": NOT_SIGNED})


def _refuse(name: str, zh: str, en: str) -> NoReturn:
    raise BadInput({name: Text(zh, en)})


def _entries(session: Session, decision_id: int) -> dict[tuple[str, str, str], tuple[int, datetime]]:
    """Kind, number and moment → the entry by which the personal data came, and when."""
    kinds = {act: kind for kind, act in PERSONAL.items()}
    rows = session.execute(
        select(Entry.seq, Entry.act, Entry.at, Entry.body).where(
            Entry.decision_id == decision_id, Entry.act.in_(kinds), Entry.result == "ok"
        )
    )
    found = {}
    for seq, act, at, body in rows:
        entry, kind = decode(body), kinds[act]
        found[kind, entry[f"d.{NUMBER[kind]}"], entry["ts"]] = seq, at
    return found


def _steps(session: Session) -> dict[str, list[Step]]:
    """Every request and what became of it, by what it is about; there are few."""
    rows = session.execute(
        select(Entry.seq, Entry.act, Entry.obj, Entry.at, Entry.body)
        .where(Entry.act.in_(ACTS), Entry.result == "ok")
        .order_by(Entry.seq)
    )
    found: dict[str, list[Step]] = {}
    for seq, act, obj, at, body in rows:
        entry = decode(body)
        found.setdefault(obj, []).append(Step(act, seq, entry["who"], entry["name"], at))
    return found


def _passages(session: Session, found: Held) -> dict[str, Any]:
    """Where texts that may be published name the sender of an opinion: noted while the name is still known."""
    if found.kind != PersonalData.OPINION_SENDER:
        return {}
    sender = session.get_one(OpinionSender, found.row_id)
    words = (sender.name, sender.contact)
    places = {text_digest(each): naming(each, words) for each in _texts(session, found.decision_id)}
    return {digest: [list(span) for span in spans] for digest, spans in places.items() if spans}


def _texts(session: Session, decision_id: int) -> Iterator[str]:
    here = Notice.decision_id == decision_id
    answers = select(OpinionAnswer.reason, OpinionAnswer.topic).join(Opinion, Opinion.id == OpinionAnswer.opinion_id)
    statements: tuple[Any, ...] = (
        select(Opinion.text).join(Notice, Notice.id == Opinion.notice_id).where(here),
        answers.join(Notice, Notice.id == Opinion.notice_id).where(here),
        select(ParticipationResult.summary).join(Notice, Notice.id == ParticipationResult.notice_id).where(here),
        select(OpinionsHeard.whom, OpinionsHeard.place).where(OpinionsHeard.decision_id == decision_id),
    )
    for statement in statements:
        for row in session.execute(statement):
            yield from row
    for heard in session.scalars(select(OpinionsHeard).where(OpinionsHeard.decision_id == decision_id)):
        for view in heard.views:
            yield from (str(view.get(name, "")) for name in ("text", "reason"))
