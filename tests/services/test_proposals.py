"""What a proposal may not call itself: of which kinds it is, whom it follows, what was proposed before."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from tests.helpers import PASSWORD, Staff, slipping_in
from tests.walk import LONG, WAY, Walk
from workflow.domain.terms import Trait
from workflow.services.dossiers import load
from workflow.services.recording import BadInput
from workflow.services.steps import Refused


@pytest.fixture
def walk(session: Session, staff: Staff) -> Walk:
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.password = PASSWORD
    return walk


def problems(walk: Walk, step: str = "initiation.propose", day: int = 0, /, **changes: object) -> Mapping[str, str]:
    """What is wrong with a step that is not taken."""
    with pytest.raises(BadInput) as bad:
        walk.take(step, "staff", day, **changes)
    return {name: text.zh for name, text in bad.value.problems.items()}


def another(walk: Walk) -> Walk:
    """The next matter of the same people."""
    following = Walk(walk.session, walk.actors, unit_ids=walk.unit_ids)
    following.password = walk.password
    return following


@pytest.fixture
def adjusted(walk: Walk) -> Walk:
    """A decision of two kinds whose adjustment in substance was ordered."""
    walk.take("initiation.propose", "staff", 0, kinds=["major_decision", "contract"])
    with slipping_in(walk.session):
        walk.decision.track_states = {"execution": "adjusting"}
    return walk


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        (["policy_document"], "“重大行政决策、合同”"),
        (["administrative_act", "contract"], "“重大行政决策”"),
        ([], "“合同”"),
    ],
)
def test_what_adjusts_a_decision_is_of_all_its_kinds(adjusted: Walk, kinds: list[str], missing: str) -> None:
    asked = {"predecessor": adjusted.decision.number, "title": "关于调整饮水工程的实施意见"}
    said = problems(another(adjusted), kinds=kinds, **asked)
    assert missing in said["kinds"]
    another(adjusted).take("initiation.propose", "staff", 0, kinds=["contract", "major_decision"], **asked)


def stopped(walk: Walk, step: str = "initiation.propose", /, **changes: object) -> list[str]:
    """By which rules a step is not taken."""
    with pytest.raises(Refused) as refusal:
        walk.take(step, "staff", 0, **changes)
    return [each.rule_id for each in refusal.value.findings if each.stops]


def test_another_kind_says_why_it_is_no_major_decision_and_a_major_decision_does_not(walk: Walk) -> None:
    contract = {"kinds": ["contract"], "category": "project"}
    assert stopped(walk, **contract, not_major_decision="") == ["house.kinds.not_major"]
    walk.take("initiation.propose", "staff", 0, **contract, not_major_decision="日常采购，标的3万元。")
    assert load(walk.session, walk.decision.id).proposal.not_major_decision == "日常采购，标的3万元。"
    assert stopped(walk, "initiation.amend", category="policy", not_major_decision="工作需要") == [
        "house.kinds.not_major"
    ]
    major = another(walk)
    major.take("initiation.propose", "staff", 0, title="另一工程", not_major_decision="本是重大行政决策。")
    assert load(major.session, major.decision.id).proposal.not_major_decision == ""


def test_a_matter_the_procedure_does_not_cover_says_so_instead(walk: Walk) -> None:
    asked = {"kinds": ["administrative_act"], "not_major_decision": "", "exclusion": "emergency"}
    walk.take("initiation.propose", "staff", 0, governed_by="《中华人民共和国突发事件应对法》", **asked)


def test_a_draft_declares_nothing_that_its_kind_has_no_rule_for(walk: Walk) -> None:
    for step, role, day in WAY[:3]:
        walk.take(step, role, day, **({"kinds": ["administrative_act"]} if day == 0 else {}))
    for trait in ("technical", "risk", "hearing_due", "interests", "congress"):
        said = problems(walk, "drafting.save", 10, traits=[trait, "other_units"])
        assert f"没有与“{Trait.of(trait).label.zh}”相应的程序" in said["traits"]
    walk.take("drafting.save", "staff", 10, traits=["other_units"])


def ended(walk: Walk, state: str, **tracks: str) -> None:
    """Bring the matter to its end as if the procedure had led there."""
    with slipping_in(walk.session):
        row = walk.decision
        row.state, row.track_states, row.lead_unit_id = state, tracks, walk.unit_ids[0]


@pytest.mark.parametrize(
    ("state", "tracks"),
    [
        ("proposed", {}),
        ("reviewing", {}),
        ("declined", {}),
        ("review_ended", {}),
        ("rejected", {}),
        ("archived", {"execution": "terminated"}),
        ("archived", {"execution": "adjusting"}),
    ],
)
def test_the_name_of_a_matter_that_came_to_nothing_is_not_used_again_without_a_word(
    walk: Walk, state: str, tracks: dict[str, str]
) -> None:
    walk.take("initiation.propose", "staff", 0)
    ended(walk, state, **tracks)
    anew = another(walk)
    for words in ("", "工作需要"):
        assert stopped(anew, differs=words, title="清泉乡农村 饮水安全巩固提升工程。") == ["house.earlier"]
    anew.take("initiation.propose", "staff", 0, differs="改用地下水源。")
    proposal = load(anew.session, anew.decision.id).proposal
    assert (proposal.earlier, proposal.differs) == ((walk.decision.number,), "改用地下水源。")
    # what was there first is not asked of what came later
    if state == "proposed":
        walk.take("initiation.amend", "staff", 0, differs="")


def test_the_text_of_what_came_to_nothing_is_known_under_another_title(walk: Walk) -> None:
    walk.through("drafting.save")
    ended(walk, "review_ended")
    anew = another(walk)
    asked = {"differs": "", "title": "高山移民新村供水项目"}
    assert stopped(anew, **asked, plan=LONG + "！") == ["house.earlier"], "marks make no other words"
    anew.take("initiation.propose", "staff", 0, **asked | {"plan": "改从邻县调水。"})
    for step, role, day in WAY[1:3]:
        anew.take(step, role, day)
    with pytest.raises(Refused, match="The draft has the text of earlier matters"):
        anew.take("drafting.save", "staff", 10, differs="按程序")
    anew.take("drafting.save", "staff", 10, differs="改从邻县调水。")
    draft = load(anew.session, anew.decision.id).drafts[0]
    assert (draft.earlier, draft.differs) == ((walk.decision.number,), "改从邻县调水。")


def test_what_was_decided_may_be_proposed_again_and_so_may_what_is_long_past(walk: Walk) -> None:
    walk.take("initiation.propose", "staff", 0)
    ended(walk, "archived", execution="concluded")
    anew = another(walk)
    anew.take("initiation.propose", "staff", 0, differs="不需要说明。")
    assert load(anew.session, anew.decision.id).proposal.differs == ""
    ended(anew, "declined")
    later = another(walk)
    later.start = later.start.replace(year=2025)
    later.take("initiation.propose", "staff", 0, differs="")


def test_a_name_taken_in_an_amendment_is_asked_about_too(walk: Walk) -> None:
    walk.take("initiation.propose", "staff", 0)
    ended(walk, "rejected")
    anew = another(walk)
    anew.take("initiation.propose", "staff", 0, title="别的工程")
    assert stopped(anew, "initiation.amend", differs="") == ["house.earlier"]
