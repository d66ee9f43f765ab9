"""The one door: every step of every decision is taken here and nowhere else.

Lock, role, facts, all findings at once, change of state, entry in the trail, commit: one transaction. A refusal changes
nothing and is entered in a transaction of its own. There is no flag that passes a check by.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import bindparam, select, update

from workflow.domain.actor import Actor
from workflow.domain.applicability import offered
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import asked, findings_for, findings_of, leading, setting_of
from workflow.domain.differing import law_since
from workflow.domain.dossier import Dossier
from workflow.domain.lawfiles import library
from workflow.domain.machine import WrongState, possible
from workflow.domain.procedure import Step
from workflow.domain.rulebook import EffectiveRule
from workflow.domain.substance import SAY_WHY
from workflow.domain.text import Text
from workflow.models.decisions import Decision, new_mark
from workflow.models.people import Organ
from workflow.services import identity, ledger, stages  # noqa: F401  (importing stages registers the recorders)
from workflow.services.asking import PROPOSE, Done, NotAllowed, Refused, Request, Stale, acted_for, kept, role_for
from workflow.services.beginning import begin, ground_for
from workflow.services.clock import today as day_of
from workflow.services.fixed import Fixed
from workflow.services.recording import RECORDINGS, SAYS_NOTHING, Act, BadInput, Taking, not_ahead
from workflow.services.stages.answering import AnsweredMeanwhile
from workflow.services.standing import keep, standing, standing_now
from workflow.services.unit import Session, connection_of, unit_of, writing

__all__ = ["PROPOSE", "Done", "NotAllowed", "Refused", "Request", "Stale", "perform", "role_for"]


_DECISION = Decision.__table__
_SEEN = update(_DECISION).where(_DECISION.c.id == bindparam("moving"), _DECISION.c.version == bindparam("seen"))  # type: ignore[arg-type]


@cache
def _moving(columns: frozenset[str]) -> Fixed:
    """The statement that changes these columns of a decision, if it is the version that was seen."""
    return Fixed(_SEEN, columns)


class WrongPassword(BadInput):
    """A signature was tried with a password that is not the actor's."""


def perform(
    session: Session, request: Request, *, actor: Actor | None, now: datetime, calendar: WorkingCalendar
) -> Done:
    """Take a step. Whoever calls says who acts and what time it is.

    Raises NotAllowed, Stale (also for a step that the state no longer allows), Refused with all findings, BadInput with
    the problem of each field, NoDecision. The first three are entered in the trail as refusals.
    """
    act = _read(request)
    refusal: tuple[Exception, list[str], str] | None = None
    try:
        _sign(session, request, actor, now)
        with writing(session):
            done, dossier = _take(session, request, act, actor, now, calendar)
            leaf = unit_of(session).leaf
        if dossier:
            keep(session, done.decision_id, leaf, dossier)
        return done
    except NotAllowed as error:
        refusal = error, ["role"], "not allowed"
    except WrongPassword as error:
        refusal = error, ["password"], "wrong password"
    except (WrongState, AnsweredMeanwhile, Stale) as error:
        refusal = Stale(str(error)), ["stale"], str(error)
    except Refused as error:
        stopping = [finding for finding in error.findings if finding.stops]
        reasons = " ".join(finding.for_trail.zh for finding in stopping)
        refusal = error, [finding.rule_id for finding in stopping], reasons
    _enter_refusal(session, request, actor, now, refusal[1], refusal[2])
    raise refusal[0]


def _read(request: Request) -> Act:
    recording = RECORDINGS[request.step_id]
    try:
        return recording.act.model_validate(request.data)
    except ValidationError as error:
        raise BadInput(
            {"-".join(str(place) for place in each["loc"]): _wrong(each) for each in error.errors()}
        ) from error


def _wrong(found: Mapping[str, Any]) -> Text:
    """What to do about a value the input type does not take."""
    if found["type"] == "string_too_long":
        return Text("不得超过{n}个字。", "At most {n} characters.").fmt(n=found["ctx"]["max_length"])
    if found["type"] == SAYS_NOTHING:
        return SAY_WHY
    return Text("请按要求填写此项。", "This cannot be used; fill it in as asked.")


def _sign(session: Session, request: Request, actor: Actor | None, now: datetime) -> None:
    """A step that is a signature needs the actor's own password again; checked before anything is locked."""
    if request.decision_id is None or request.password is None or actor is None:
        return
    if not identity.verify_password(session, actor.person_id, request.password, now):
        raise WrongPassword({"password": identity.NOT_SIGNED})


def _take(
    session: Session, request: Request, act: Act, actor: Actor | None, now: datetime, calendar: WorkingCalendar
) -> tuple[Done, Dossier | None]:
    """What was done, and the dossier as it stands when it is kept; none for a request that was answered before."""
    fingerprint = request.fingerprint(actor)
    key = kept(fingerprint)
    answer = RECORDINGS[request.step_id].answer(fingerprint)
    today, who = day_of(now), actor.person_id if actor else 0
    creating = request.step_id == PROPOSE and request.decision_id is None
    if creating:
        ground = ground_for(session, today, key, who)
        if ground.answered is not None:
            return Done(ground.decision_id or 0, ground.answered, answer, repeated=True), None
        decision, dossier, head = *begin(session, ground, actor, act, now), ground.head
    else:
        decision, dossier, head, answered = standing(session, request.decision_id or 0, key, who)
        if answered is not None:
            return Done(decision.id, answered, answer, repeated=True), None
    rulebook = library().rulebook(decision.rulebook)
    step = rulebook.step(request.step_id)
    role = role_for(step, actor, None if creating else decision)
    if role is None and not (step.public and actor is None):
        raise NotAllowed
    if step.password and request.password is None:
        raise BadInput({"password": Text("请输入本人密码确认签署。", "Enter your own password to sign.")})
    if not creating and not step.shared and request.seen != decision.version:
        raise Stale(f"version {request.seen} was seen, version {decision.version} is current")
    if not creating and not step.shared and request.mark and request.mark != decision.mark:
        raise Stale(f"the version {request.seen} that was seen was lost, this is another one")
    _day_possible(act, None if creating else _since(decision, dossier, step), today)
    states = rulebook.procedure.states("new" if creating else decision.state, decision.track_states)
    before = states[step.track]
    if not possible(step, states) or not (creating or offered(step, dossier)):
        raise WrongState(step.id, before)
    setting = setting_of(rulebook, today, calendar)
    taking = Taking(session, decision, dossier, actor, now, today, rulebook, setting, fingerprint)
    # write the facts, then ask the rules of the dossier as it now stands: what is judged is what is kept
    recorded = RECORDINGS[request.step_id].record(taking, act)
    dossier = standing_now(session, decision, dossier, recorded.columns)
    since = law_since(library(), rulebook, step.id, dossier, today)
    rules = (*asked(rulebook, step.id, dossier), *since)
    findings = [*findings_for(rulebook, step.id, dossier, setting), *findings_of(since, dossier, setting)]
    known = {finding.rule_id for finding in findings}
    acted = acted_for(session, step, dossier, actor, decision.id)
    findings += [each for each in leading(rulebook, step.id, dossier, actor, acted) if each.rule_id not in known]
    after = rulebook.machines.next_state(step, before, recorded.outcome)
    if any(finding.stops for finding in findings):
        raise Refused(findings)
    version = decision.version if creating or step.shared else decision.version + 1
    if not creating:
        values = {**recorded.columns, "version": version, "changed_at": now}
        _move(session, decision, values | _state(decision, step, act, after if after != before else ""))
    seq = ledger.append(
        session,
        request.step_id,
        actor=actor,
        now=now,
        details=recorded.details,
        obj=f"decision/{decision.number}",
        role=role or "public",
        request_key=key,
        effective=act.on,
        decision_id=decision.id,
        version=version,
        from_state="" if creating else f"{step.track}:{before}" if after != before else "",
        to_state=f"{step.track}:{after}" if creating or after != before else "",
        rule=f"{rulebook.label}#{step.id}",
        law=_law(rules),
        proofs=recorded.proofs,
        head=head,
    )
    return Done(decision.id, seq, answer), dossier


def _since(decision: Decision, dossier: Dossier, step: Step) -> date:
    """The day before which a step cannot have happened: that of the state the decision is in.

    What goes on beside the archive may have happened before it, but not before the decision was made known; what is put
    right later keeps its own day, whatever has become of the decision since.
    """
    if own := RECORDINGS[step.id].since(dossier):
        return own
    known = dossier.made_known
    return known.on if step.track != "main" and dossier.archive and known else decision.since


def _day_possible(act: Act, since: date | None, today: date) -> None:
    not_ahead(act.on, today)
    if since and act.on < since:
        raise BadInput(
            {
                "on": Text(
                    "日期不得早于上一环节的日期（{since}）。", "The day lies before the step that led here ({since})."
                ).fmt(since=since)
            }
        )


def _state(decision: Decision, step: Step, act: Act, after: str) -> dict[str, Any]:
    """The columns of the new state; none where it stays."""
    if after and step.track != "main":
        return {"track_states": decision.track_states | {step.track: after}}
    return {"state": after, "since": act.on} if after and after != decision.state else {}


def _move(session: Session, decision: Decision, values: dict[str, Any]) -> None:
    """Change the decision, if nobody else has changed it meanwhile."""
    if values["version"] != decision.version:
        values["mark"] = new_mark()
    given = values | {"moving": decision.id, "seen": decision.version}
    if _moving(frozenset(values)).execute(connection_of(session), given) != 1:
        raise Stale("changed meanwhile")


def _law(rules: tuple[EffectiveRule, ...]) -> str:
    """The articles of the rules that bound the step."""
    return ";".join(f"{citation.source.zh}{citation.article.zh}" for rule in rules for citation in rule.citations)


def _enter_refusal(
    session: Session, request: Request, actor: Actor | None, now: datetime, rules: list[str], reasons: str
) -> None:
    with writing(session):
        decision = session.get(Decision, request.decision_id) if request.decision_id else None
        organ = session.scalars(select(Organ).order_by(Organ.id)).one()
        label = decision.rulebook if decision else library().in_force(organ.profile_id, day_of(now)).label
        ledger.append(
            session,
            request.step_id,
            actor=actor,
            now=now,
            details={"rules": ";".join(dict.fromkeys(rules)), "reasons": ledger.short(reasons)},
            obj=f"decision/{decision.number}" if decision else "",
            result="denied",
            role=",".join(sorted(actor.roles)) if actor else "public",
            request_key=kept(request.fingerprint(actor)),
            decision_id=decision.id if decision else None,
            version=decision.version if decision else None,
            rule=f"{label}#{request.step_id}",
        )
