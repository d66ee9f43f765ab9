"""Every way through the procedure, searched: none leads past legality review, none to publication past a stage.

The model is the real one: the machine says which step can be taken, the guards judge the dossier with the step's facts
in it. What is searched are all orders of the steps, with every conclusion, outcome and finding, and drafts that change
in between; a state seen before with the same facts is not searched again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.domain.dossiers import lawful, rulebook, setting
from workflow.domain.checking import findings_for
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import awaits_check, draft_digest
from workflow.domain.facts import (
    FinalCheck,
    LegalityReview,
    OpinionResponse,
    Reconsideration,
    Refusal,
    ReturnOfMaterials,
)
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Instrument, Profile
from workflow.domain.machine import WrongState, possible
from workflow.domain.procedure import Procedure
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import FinalFinding, Reconsidered

MOST_DRAFTS = 2
States = Mapping[str, str]
Way = tuple[str, ...]

WHOLE = lawful()
DRAFT, NOTICE, EXPERTS, RISK = WHOLE.drafts[0], WHOLE.notice, WHOLE.expert_review, WHOLE.risk_assessments[0]
REFUSAL = Refusal(on=date(2022, 7, 15), approved_by="李明", reason="条件不具备。")
REVIEW, MEETING = WHOLE.reviews[0], WHOLE.meetings[0]
assert NOTICE
assert EXPERTS
assert RISK.report
assert RISK.finding
assert REVIEW.conclusion
assert MEETING.resolution


def _with(part: Any, **changes: Any) -> Any:
    return part.model_copy(update=changes)


def _last(parts: tuple[Any, ...], keep: int = 1, **changes: Any) -> tuple[Any, ...]:
    """The newest of `parts` changed; of the earlier ones only as many as a rule still looks at."""
    return (*parts[:-1], _with(parts[-1], **changes))[-keep:]


def acts(dossier: Dossier, stages: Container[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each step with an outcome and the facts it would leave: lawful in itself, whatever came before.

    Of risk, review and meeting only where a step of the stage can be taken at all: facts are not made for nothing.
    """
    version = len(dossier.drafts)
    yield "initiation.propose", "", {"proposal": WHOLE.proposal}
    yield "initiation.study", "", {"study": WHOLE.study}
    yield "initiation.approve", "", {"initiation": WHOLE.initiation}
    yield "initiation.decline", "", {"refusal": REFUSAL}
    if version < MOST_DRAFTS:
        amending = (("kept_to", False), ("beyond", True))
        for outcome, beyond in amending if dossier.state == "amending" else (("", None),):
            # what is entered as keeping to the meeting's opinion may as well be another text
            body = "第一条　与会议讨论的完全不同。" if dossier.state == "amending" else f"第一条　第{version + 1}稿。"
            new = _with(DRAFT, version=version + 1, beyond=beyond, body=body)
            # what was handed in of a version that is not before a meeting is not looked at any more
            kept = dossier.meeting_submissions if dossier.state == "amending" else ()
            yield "drafting.save", outcome, {"drafts": (*dossier.drafts, new), "meeting_submissions": kept}
    yield "participation.open", "", {"notice": _with(NOTICE, version=version), "opinions": WHOLE.opinions}
    yield "participation.conclude", "", {"participation": WHOLE.participation}
    bare = tuple(_with(each, opinion=None, feedback=None) for each in EXPERTS.experts)
    yield "expert_review.convene", "", {"expert_review": _with(EXPERTS, version=version, experts=bare, result=None)}
    if dossier.expert_review:
        yield "expert_review.conclude", "", {"expert_review": _with(EXPERTS, version=dossier.expert_review.version)}
    for stage, of in (("risk_assessment", _risk), ("legality_review", _review), ("deliberation", _meeting)):
        if stage in stages:
            yield from of(dossier, version)
    if awaits_check(dossier):
        yield from _check(dossier, version)
    yield "publication.report_party", "", {"party_reports": WHOLE.party_reports}
    if version < MOST_DRAFTS:
        against = _with(WHOLE.party_reports[-1], reply="缓办。", reply_on=date(2022, 10, 24), agreed=False)
        yield "publication.report_party", "", {"party_reports": (against,)}
        back = Reconsideration(on=date(2022, 10, 24), way=Reconsidered.CHANGE, reason="资金没有落实。", version=version)
        yield "publication.reconsider", "change", {"reconsiderations": (back,), "party_reports": (against,)}
    yield "publication.publish", "", {"publication": WHOLE.publication}


def _risk(dossier: Dossier, version: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    rounds = dossier.risk_assessments
    begun = _with(RISK, version=version, report=None, finding=None, again="汛期已过。")
    yield "risk_assessment.start", "", {"risk_assessments": (*rounds, begun)[-2:]}
    if rounds:
        yield "risk_assessment.report", "", {"risk_assessments": _last(rounds, 2, report=RISK.report)}
        for fine, outcome in ((True, "controllable"), (False, "uncontrollable")):
            finding = _with(RISK.finding, controllable=fine)
            yield "risk_assessment.find", outcome, {"risk_assessments": _last(rounds, 2, finding=finding)}


def _review(dossier: Dossier, version: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    said = _with(REVIEW.submission, version=version, not_anew="采纳公众意见。")
    submitted = _with(REVIEW, submission=said, acceptance=None, counsel=(), conclusion=None)
    # of the round before only what it found against a version is still looked at
    found = [
        _with(each, conclusion=_with(each.conclusion, advice="", risk="")) for each in dossier.reviews if _against(each)
    ]
    yield "legality_review.submit", "", {"reviews": (*found[-1:], submitted)}
    if not dossier.reviews:
        return
    yield "legality_review.accept", "", {"reviews": _last(dossier.reviews, 2, acceptance=REVIEW.acceptance)}
    returned = ReturnOfMaterials(on=date(2022, 9, 28), reason="材料不齐。")
    yield "legality_review.return", "", {"reviews": _last(dossier.reviews, 2, returned=returned)}
    yield "legality_review.counsel", "", {"reviews": _last(dossier.reviews, 2, counsel=REVIEW.counsel)}
    for key, effect in rulebook().effects["conclusions"].items():
        for risk in ("", "国家尚无明确规定。") if effect == "proceed_with_risk" else ("",):
            wrong = [_with(each, conforms=effect == "proceed") for each in REVIEW.conclusion.findings]  # type: ignore[union-attr]
            words = {"conclusion": key, "risk": risk, "findings": tuple(wrong), "advice": "修改。"}
            concluded = _last(dossier.reviews, 2, conclusion=_with(REVIEW.conclusion, **words))
            yield "legality_review.conclude", effect, {"reviews": concluded}

    if _against(dossier.reviews[-1]):
        why = {"not_followed": "全部。", "reason": "上级文件另有规定。"}
        # of what was found unlawful no answer lets it come again
        for words in (why, {"adjusted": "已另文补充。"}) if _against(dossier.reviews[-1], "redraft") else (why,):
            said = OpinionResponse(on=date(2022, 10, 13), **words)
            yield "legality_review.respond", "", {"reviews": _last(dossier.reviews, 2, responses=(said,))}


def _against(review: LegalityReview, *effects: str) -> bool:
    """Whether the opinion of a round sends its draft back, or has one of these effects."""
    known = rulebook().effects["conclusions"]
    return review.conclusion is not None and known[review.conclusion.conclusion] in (effects or ("redraft", "unlawful"))


def _meeting(dossier: Dossier, version: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "deliberation.submit", "", {"meeting_submissions": (_with(WHOLE.meeting_submissions[-1], version=version),)}
    silent = tuple(_with(each, present=None, statement=None, vote=None) for each in MEETING.members)
    convened = _with(MEETING, version=version, members=silent, resolution=None)
    yield "deliberation.convene", "", {"meetings": (convened,)}
    if not dossier.meetings:
        return
    here = dossier.meetings[-1].members
    came = tuple(_with(each, present=True) for each in here)
    yield "deliberation.attend", "", {"meetings": _last(dossier.meetings, members=came)}
    spoken = tuple(_with(each, statement=said.statement) for each, said in zip(here, MEETING.members, strict=True))
    yield "deliberation.speak", "", {"meetings": _last(dossier.meetings, members=spoken)}
    voted = tuple(_with(each, vote=said.vote) for each, said in zip(here, MEETING.members, strict=True))
    for key, effect in rulebook().effects["outcomes"].items():
        resolution = _with(MEETING.resolution, outcome=key, text="同意实施，写明养护责任。")
        yield "deliberation.decide", effect, {"meetings": _last(dossier.meetings, members=voted, resolution=resolution)}


def _check(dossier: Dossier, version: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for finding in FinalFinding:
        text = {"version": version, "digest": draft_digest(dossier.drafts[-1]), "finding": finding}
        named = f"按会议意见写明养护责任：{dossier.drafts[-1].title}{dossier.drafts[-1].body}"
        text |= {"changes": named, "not_anew": "采纳会议意见。", "reviewer": "吴敏", "reviewer_id": "p-2"}
        check = FinalCheck(on=date(2022, 10, 20), **text)
        # what begins anew leaves nothing behind that a rule looks at
        yield "legality_review.check", finding, {} if finding == "beyond" else {"final_checks": (check,)}


def seen_as(states: States, dossier: Dossier) -> str:
    """What two places have to share to be one."""
    return f"{sorted(states.items())}{dossier.model_dump_json(exclude={'state'})}"


def search(book: Rulebook, until: str = "") -> tuple[int, list[tuple[Way, str]]]:
    """Go every way, or until that is found; return how many places there are, and the ways on which something unlawful
    was let through."""
    start = Dossier(title=WHOLE.title, organ=WHOLE.organ)
    queue: list[tuple[States, Dossier, Way]] = [(book.procedure.states("new", {}), start, ())]
    known = {seen_as(*queue[0][:2])}
    wrong: list[tuple[Way, str]] = []
    while queue and until not in {said for _, said in wrong}:
        states, dossier, way = queue.pop()
        # the first steps are gone on with last: a way that leaves one of them out is found soon
        can = {step.id for step in book.procedure.steps if possible(step, states)}
        for step_id, outcome, facts in reversed([*acts(dossier, {each.partition(".")[0] for each in can})]):
            if step_id not in can:
                continue
            step = book.step(step_id)
            try:
                state = book.machines.next_state(step, states[step.track], outcome)
            except WrongState:
                continue
            after = dossier.model_copy(update=facts)
            place = {**states, step.track: state}
            key, must_not = seen_as(place, after), [*unlawful(step_id, after)]
            # whether the guards let it through matters where it leads somewhere new, or must not be
            if key in known and not must_not:
                continue
            if any(each.stops for each in findings_for(book, step_id, after, setting(book=book))):
                continue
            taken = (*way, step_id)
            wrong += [(taken, said) for said in must_not]
            if key not in known:
                known.add(key)
                kept = Dossier.model_validate(dossier.model_dump() | _plain(facts) | {"state": place["main"]})
                queue.append((place, kept, taken))
    return len(known), wrong


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as a file would hold them."""

    def dumped(value: Any) -> Any:
        if isinstance(value, tuple):
            return [dumped(each) for each in value]
        return value.model_dump() if hasattr(value, "model_dump") else value

    return {key: dumped(value) for key, value in facts.items()}


def unlawful(step_id: str, dossier: Dossier) -> Iterator[str]:
    """What must never be: said without any of the guards (713 arts. 24, 25, 29 to 32; the house rule on five stages)."""
    if step_id in ("deliberation.convene", "deliberation.decide", "publication.publish"):
        passed = [each for each in dossier.reviews if each.conclusion and _passes(each.conclusion)]
        meeting = dossier.meeting
        # what was adopted in principle is changed as the meeting said before it is published
        in_principle = meeting and meeting.resolution and meeting.resolution.outcome == "in_principle"
        version = meeting.version if meeting and in_principle else len(dossier.drafts)
        if not passed or passed[-1].submission.version != version:
            yield "no legality review passed on this very version"
        same = [each for each in dossier.reviews if each.submission.version == version]
        if any(_against(each, "unlawful") for each in same):
            yield "a version found unlawful was found lawful unchanged"
        if any(_against(each, "redraft") and not (each.response and each.response.reason) for each in same):
            yield "a version to be amended was found lawful unchanged, and not said why"
        if [each.version for each in dossier.meeting_submissions[-1:]] != [version]:
            yield "deliberated without the materials of this very version"
        text = (len(dossier.drafts), draft_digest(dossier.drafts[-1]))
        confirmed = {(each.version, each.digest) for each in dossier.final_checks if each.finding == "kept_to"}
        if step_id == "publication.publish" and text[0] != version and text not in confirmed:
            yield "published a text that was neither reviewed nor confirmed"
    if step_id == "publication.publish":
        if dossier.reconsiderations and dossier.meetings[-1].on <= dossier.reconsiderations[-1].on:
            yield "published what was sent back"
        meeting = dossier.meeting
        decided = meeting and meeting.resolution and meeting.resolution.outcome in ("adopted", "in_principle")
        for there, what in (
            (dossier.participation, "participation"),
            (dossier.expert_review and dossier.expert_review.result, "expert review"),
            (dossier.risk and dossier.risk.finding and dossier.risk.finding.controllable, "controllable risk"),
            (decided, "decision"),
            (dossier.party_report, "report to the Party committee"),
        ):
            if not there:
                yield f"published without {what}"


def _passes(conclusion: Any) -> bool:
    effect = rulebook().effects["conclusions"][conclusion.conclusion]
    return effect == "proceed" or (effect == "proceed_with_risk" and bool(conclusion.risk))


def without(*concerns: str) -> Rulebook:
    """The township's rulebook with a hole: nobody asks any more for these concerns."""
    book = library().rulebook("cq-township-2020.1")
    instruments = tuple(
        Instrument.model_validate(
            each.model_dump()
            | {"rules": [rule for rule in each.model_dump()["rules"] if rule["concern"] not in concerns]}
        )
        for each in book.instruments
    )
    words = book.profile.model_dump()
    rules = [rule for rule in words["house"]["rules"] if rule["concern"] not in concerns]
    profile = Profile.model_validate(words | {"house": words["house"] | {"rules": rules}})
    return Rulebook(profile, book.procedure, instruments, book.kinds)


def taking_the_unit_s_word(book: Rulebook) -> Rulebook:
    """The rulebook of a procedure in which it is decided once the unit says that it kept to the meeting's opinion."""
    words = book.procedure.model_dump()
    (save,) = (step for step in words["steps"] if step["id"] == "drafting.save")
    (kept,) = (move for move in save["moves"] if move["when"] == "kept_to")
    kept["target"] = "decided"
    return replace(book, procedure=Procedure.model_validate(words))


@cache
def searched() -> tuple[int, list[tuple[Way, str]]]:
    return search(rulebook())


def test_no_way_leads_past_the_law() -> None:
    places, wrong = searched()
    assert wrong == []
    assert places > 1000, "the search went nowhere"


@pytest.mark.parametrize(
    ("concerns", "said"),
    [
        # the machine alone still keeps what was not reviewed at all from the meeting
        (("review_passed", "conclusion_follows", "reform_declared"), "no legality review passed on this very version"),
        (("changed_after_unlawful",), "a version found unlawful was found lawful unchanged"),
        (("changed_after_redraft",), "a version to be amended was found lawful unchanged, and not said why"),
        (("expert_review_held",), "published without expert review"),
        (("materials_handed_in",), "deliberated without the materials of this very version"),
    ],
)
def test_a_hole_is_found(concerns: tuple[str, ...], said: str) -> None:
    _, wrong = search(without(*concerns), until=said)
    assert said in {each for _, each in wrong}


def test_the_unit_s_word_on_its_own_changes_is_not_enough() -> None:
    """Either the procedure or the rule would do; without both, a text nobody has seen is published."""
    said = "published a text that was neither reviewed nor confirmed"
    _, wrong = search(taking_the_unit_s_word(without("final_text_checked", "changes_named")), until=said)
    assert {each for _, each in wrong} == {said}
