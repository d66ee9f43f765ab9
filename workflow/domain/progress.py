"""Where a decision stands: the rail, stage by stage, and which steps have nothing to do at the moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import another_draft, awaits_check
from workflow.domain.facts import Execution, ExpertReview, Task
from workflow.domain.guards.meeting_materials import not_handed_in
from workflow.domain.meetingrecord import unconfirmed
from workflow.domain.procedure import Procedure
from workflow.domain.terms import (
    CompetitionConclusion,
    OptionalStage,
    OrderKind,
    PartyReportKind,
    ReviewMethod,
    Trait,
)
from workflow.domain.text import Text


@dataclass(frozen=True)
class StageProgress:
    """One stage on the rail: its status (done, current, open, waiting, blocked, stopped, skipped) and a short note."""

    key: str
    name: Text
    status: str
    note: Text | None = None


_AFTERWARDS = frozenset({"execution", "evaluation"})
"""Stages that follow the decision; the rail names them only once they come up."""


def _comes_up(procedure: Procedure, stage: str, states: Mapping[str, str]) -> bool:
    """Execution comes up with the decision, an evaluation once the organ has one made."""
    begun = states[stage] != procedure.track_by_key[stage].initial
    return begun or (stage == "execution" and states["main"] in DECIDED)


DECIDED = frozenset({"decided", "reported", "published", "withheld", "archived"})
"""Main states of a matter that was decided."""
_MADE_KNOWN = frozenset({"published", "withheld", "archived"})


HELD = frozenset({"uncontrollable", "violating", "suspended"})
"""States of side tracks in which nothing goes on until somebody has decided."""


_CLOSED = {"current": "stopped", "blocked": "stopped", "open": "skipped"}
"""How a side track of the way to the decision is told once the matter is closed: nothing goes on, and nothing will."""
_FOUND = frozenset({"uncontrollable", "violating"})
"""What was found stays found, also where the rules of the matter did not hold it back for it."""


def progress(
    procedure: Procedure,
    states: Mapping[str, str],
    dossier: Dossier,
    today: dt.date,
    left_out: Collection[str] = (),
    held: Collection[str] = HELD,
) -> Iterator[StageProgress]:
    """The stages in their order. A side track shows its own state; the others follow from the main track.

    `left_out`: stages the matter lawfully goes without; `held`: the states of side tracks that hold it back.
    """
    main = next(state for state in procedure.track_by_key["main"].states if state.key == states["main"])
    order = [stage.key for stage in procedure.stages]
    here = order.index(main.stage)
    for place, stage in enumerate(procedure.stages):
        if stage.key in _AFTERWARDS and not _comes_up(procedure, stage.key, states):
            continue
        note = _note(stage.key, dossier, today)
        if stage.key in left_out and states[stage.key] == procedure.track_by_key[stage.key].initial:
            yield StageProgress(stage.key, stage.name.text, "skipped")
        elif stage.key in states:
            begins = states["main"] in _MADE_KNOWN if stage.key in _AFTERWARDS else here >= order.index("drafting")
            status, own = _side(procedure, stage.key, states, held, reached=begins)
            if status == "open" and stage.key not in _AFTERWARDS and states["main"] in DECIDED:
                status = "skipped"  # what led to the decision is no longer begun
            if main.final and stage.key not in _AFTERWARDS:
                status = "done" if states[stage.key] in _FOUND else _CLOSED.get(status, status)
            yield StageProgress(
                stage.key, stage.name.text, status if not main.ended or status == "done" else "skipped", note or own
            )
        elif place < here or (main.final and not main.ended):
            yield StageProgress(stage.key, stage.name.text, "done", note)
        elif place == here:
            yield StageProgress(
                stage.key, stage.name.text, "blocked" if main.ended else "current", note or main.name.text
            )
        else:
            yield StageProgress(stage.key, stage.name.text, "skipped" if main.ended else "waiting")


def _side(
    procedure: Procedure, key: str, states: Mapping[str, str], held: Collection[str], *, reached: bool
) -> tuple[str, Text | None]:
    state = next(each for each in procedure.track_by_key[key].states if each.key == states[key])
    if state.final:
        return ("stopped", state.name.text) if state.key == "terminated" else ("done", None)
    if state.key == procedure.track_by_key[key].initial:
        return ("open" if reached else "waiting"), None
    return ("blocked" if state.key in held else "current"), state.name.text


def _note(stage: str, dossier: Dossier, today: dt.date) -> Text | None:
    match stage:
        case "drafting" if dossier.draft:
            return Text(f"草案第{dossier.draft.version}版", f"version {dossier.draft.version}")
        case "participation" if dossier.participation:
            count = len(dossier.opinions) + sum(len(each.opinions) for each in dossier.earlier_rounds)
            return Text(f"收到意见{count}条", _many(count, "opinion"))
        case "participation" if dossier.notice:
            return _notice_note(dossier, today)
        case "participation" if dossier.earlier_rounds:
            return Text("待重新发布公告", "to be noticed anew")
        case "legality_review" if dossier.review and dossier.review.conclusion is None and dossier.review.acceptance:
            until = dossier.review.acceptance.guaranteed_until
            supplied = [each.supply.guaranteed_until for each in dossier.review.supplements if each.supply]
            until = supplied[-1] if supplied else until
            return Text("保证审查时间至{day}", "time guaranteed until {day}").fmt(day=_day(until)) if until else None
        case "deliberation" if dossier.draft and awaits_check(dossier):
            return Text(f"第{dossier.draft.version}版待核对定稿", f"version {dossier.draft.version} to be checked")
        case "execution" if dossier.execution:
            return _execution_note(dossier.execution, today)
    return None


def _execution_note(execution: Execution, today: dt.date) -> Text | None:
    """Suggestions that wait, else tasks that are late; a suspension says so by the state of its track."""
    waiting = sum(1 for each in execution.suggestions if each.answer is None)
    if waiting:
        return Text(f"{waiting}条意见建议待处理", f"{_many(waiting, 'suggestion')} to answer")
    order = execution.order
    if execution.result or (order and order.kind in (OrderKind.SUSPEND, OrderKind.ADJUST_MAJOR, OrderKind.TERMINATE)):
        return None
    late = len(late_tasks(execution, today))
    return Text(f"{late}项任务逾期", f"{_many(late, 'task')} late") if late else None


def late_tasks(execution: Execution, today: dt.date) -> list[Task]:
    """The tasks whose day is over and of which nobody has reported that they are done."""
    done = {each.task for each in execution.reports if each.done}
    return [task for task in execution.tasks if task.due and task.due < today and task.number not in done]


def _day(day: dt.date) -> Text:
    return Text(f"{day.month}月{day.day}日", f"{day:%d %b}")


def _many(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def _notice_note(dossier: Dossier, today: dt.date) -> Text:
    assert dossier.notice  # noqa: S101 - asked by the caller
    notice = dossier.notice
    if today < notice.starts:
        return Text("{day}起征求意见", "opens {day}").fmt(day=_day(notice.starts))
    left = (notice.closes - today).days
    if left >= 0:
        return Text("至{day}截止，剩余{left}日", "until {day}; days left: {left}").fmt(
            day=_day(notice.closes), left=left
        )
    waiting = sum(1 for opinion in dossier.opinions if opinion.answer is None)
    if waiting:
        return Text(f"已截止，{waiting}条意见待处理", f"closed, {_many(waiting, 'opinion')} to answer")
    return Text("已截止，待公布采纳情况", "closed, results to be published")


def idle(step_id: str, dossier: Dossier) -> bool:
    """Whether a step that may be repeated has nothing to do at the moment."""
    review, meeting, experts = dossier.review, dossier.meeting, dossier.expert_review
    match step_id:
        case "drafting.save":
            return not _draft_due(dossier)
        case "publication.report_party":
            return not _reply_due(dossier)
        case "participation.answer":
            return all(opinion.answer for opinion in dossier.opinions)
        case "hearing.deliver" if dossier.hearing:
            return all(each.delivery for each in dossier.hearing.participants)
        case "hearing.hold" if dossier.hearing:
            return not all(each.delivery for each in dossier.hearing.participants)
        case "expert_review.draw" | "expert_review.convene" if experts and experts.result:
            return not _of_another_draft(experts.version, dossier)
        case "hearing.announce" if dossier.hearing and dossier.hearing.report:
            return not _of_another_draft(dossier.hearing.version, dossier)
        case "expert_review.opine":
            return bool(experts and all(expert.opinion for expert in experts.sitting))
        case "expert_review.record":
            return experts is None or experts.method is not ReviewMethod.MEETING or _signed(experts)
        case "risk_assessment.start":
            finding = dossier.risk.finding if dossier.risk else None
            return bool(dossier.risk and dossier.risk.report and (finding is None or finding.controllable))
        case "fair_competition.examine":
            return not _competition_due(dossier)
        case "legality_review.counsel":
            return bool(review and review.counsel)
        case "legality_review.check":
            return not awaits_check(dossier)
        case "publication.report_congress":
            return not _congress_due(dossier)
        case "execution.assign":
            return bool(dossier.execution and dossier.execution.assignments)
        case "execution.answer":
            return bool(dossier.execution and all(each.answer for each in dossier.execution.suggestions))
        case "participation.withhold":
            return not to_decide(dossier)
        case "publication.publish":
            return dossier.withholding is not None or dossier.kept_back is not None
        case "deliberation.attend":
            return bool(meeting and all(member.present is not None for member in meeting.members))
        case "deliberation.speak":
            return bool(meeting and all(member.statement for member in meeting.members if member.takes_part))
        case "publication.sign":
            return dossier.signing is not None
        case "deliberation.submit":
            return dossier.state != "returned" and not any(not_handed_in(dossier, None))
    return False


def _of_another_draft(version: int | None, dossier: Dossier) -> bool:
    """Whether what was done with a version has to be done anew, as nothing of it is left in the newest."""
    newest = dossier.draft.version if dossier.draft else None
    return bool(version and newest and another_draft(dossier, version, newest))


def _signed(review: ExpertReview) -> bool:
    """Whether the panel's meeting is recorded, and signed by all who were there."""
    return review.record is not None and set(review.record.attended) <= set(review.record.signed)


def beside_the_point(step_id: str, dossier: Dossier) -> bool:
    """Whether a step has nothing it could be about: no page offers it."""
    if withheld(step_id, dossier):
        return True
    if step_id == "participation.withhold":
        return dossier.withholding_asked is None and dossier.kept_back is None
    if step_id == "execution.answer":
        return not (dossier.execution and dossier.execution.suggestions)
    if step_id == "legality_review.check":
        return not awaits_check(dossier)
    if step_id == "publication.publish" and dossier.archive:
        return dossier.disclosure is None or dossier.publication is not None
    if step_id == "publication.amend":
        return dossier.publication is None
    if step_id == "publication.withhold" and dossier.archive:
        return dossier.withholding is None
    if step_id == "publication.reconsider":
        return not dossier.to_reconsider
    if step_id == "publication.disclose":
        return dossier.withholding is None and dossier.kept_back is None
    if step_id == "deliberation.confirm":
        return dossier.closed_meeting is None or not unconfirmed(dossier.closed_meeting)
    return step_id == "deliberation.correct" and dossier.closed_meeting is None


def to_decide(dossier: Dossier) -> bool:
    """Whether it waits to be decided that the matter is kept from the public: the newest draft asks for it, or, having
    been agreed to, asks for it no longer."""
    if dossier.withholding_asked is not None:
        return dossier.non_disclosure is None
    return dossier.kept_back is not None


def withheld(step_id: str, dossier: Dossier) -> bool:
    """Whether a step would put before the public what by law is not made public, or is asked to be (713 art. 14(1))."""
    said = dossier.withholding_asked or dossier.skip(OptionalStage.PARTICIPATION)
    asked = Trait.NOT_PUBLIC in dossier.traits and said is not None
    return (asked or dossier.kept_back is not None) and step_id in ("participation.open", "hearing.announce")


def _reply_due(dossier: Dossier) -> bool:
    """The Party committee is still to be turned to, has not answered a request yet, or has answered that it is against."""
    requests = [each for each in dossier.party_reports if each.kind is PartyReportKind.REQUEST]
    unanswered = bool(requests) and not requests[-1].reply.strip()
    # what was sent back and decided anew is reported anew
    return dossier.state == "decided" or dossier.party_refusal is not None or unanswered


def _congress_due(dossier: Dossier) -> bool:
    """The people's congress, asked to decide, has not answered yet; or it is still to be turned to, or was against what
    it had to be turned to with."""
    _, reported = dossier.reported_now
    to_turn = Trait.CONGRESS in dossier.traits and (reported is None or dossier.congress_refusal is not None)
    return to_turn or dossier.congress_awaited is not None


def _draft_due(dossier: Dossier) -> bool:
    """A draft is due once, again when something sent this very version back, and when it was adopted in principle."""
    if dossier.draft is None or dossier.state == "amending":
        return not awaits_check(dossier)
    version, review, risk = dossier.draft.version, dossier.review, dossier.risk
    sent_back = (
        review is not None and bool(review.returned or review.conclusion) and review.submission.version == version
    )
    uncontrollable = risk is not None and risk.finding is not None and not risk.finding.controllable
    competition = dossier.competition
    violating = (
        competition is not None
        and competition.opinion is not None
        and competition.opinion.conclusion is CompetitionConclusion.VIOLATES
        and competition.version == version
    )
    refused = dossier.non_disclosure is not None and not dossier.non_disclosure.agreed
    refused = refused or (dossier.sent_back is not None and dossier.sent_back.version == version)
    return sent_back or refused or violating or (uncontrollable and risk is not None and risk.version == version)


def _competition_due(dossier: Dossier) -> bool:
    """Fair competition review is due once, and again when the draft has changed since."""
    return dossier.competition is None or bool(dossier.draft and dossier.competition.version != dossier.draft.version)
