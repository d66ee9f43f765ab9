"""Asking the rules about a step and about a whole dossier."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.dossiers import LABEL, WORDS, having, rulebook, setting
from tests.domain.rule_cases.evaluation import evaluated
from tests.domain.rule_cases.execution import CHECK, ordered
from tests.domain.rule_cases.fair_competition import REVIEW as COMPETITION
from tests.domain.rule_cases.final_text import checked
from tests.domain.rule_cases.hearings import LATER, held
from tests.domain.rule_cases.publication import decided_anew, heard, reconsidered
from tests.domain.rule_cases.risk_assessment import OTHER
from tests.domain.rule_cases.withholding import LIFTER, WITHHELD
from workflow.domain.checking import check_dossier, findings_for, outstanding, taken_steps
from workflow.domain.dossier import Dossier
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Kind
from workflow.domain.planner import plan
from workflow.domain.progress import idle
from workflow.domain.terms import OrderKind

RESULT = {"on": "2022-11-25", "summary": "完工。"}
BARE = Dossier(title="新事项")


def test_every_step_with_rules_shows_in_the_facts() -> None:
    """A step whose taking the check could not see would have rules that never speak."""
    facts = having({"state": "", **held(postponements=[LATER])})
    ruled = {step for rule in rulebook().rules for step in rule.rule.steps} & rulebook().procedure.step_by_id.keys()
    # a risk assessed before is not assessed again, and not every matter is reviewed for fair competition
    more = {"risk_assessments.0.reused": OTHER, "competition_reviews": [COMPETITION]}
    other = having(more | checked(), facts)
    declined = having({"withholdings": [*WITHHELD, LIFTER]}, facts).model_copy(
        update=dict.fromkeys(("refusal", "research", "non_disclosures", "expert_draws", "publication_amendments"), True)
    )
    checked_first = {"execution.checks": [CHECK], "execution.result": RESULT}
    afterwards = [having(ordered(kind) | evaluated() | checked_first) for kind in OrderKind]
    taken = {
        step
        for each in (
            declined,
            declined.model_copy(update={"initiation": None}),
            other,
            having(reconsidered(False)),
            having(heard()),
            *afterwards,
        )
        for step in taken_steps(rulebook(), each)
    }
    # amending leaves no trace beside the proposal itself, which the same rules check, and nobody was replaced
    assert ruled - taken == {"initiation.amend", "expert_review.replace"}


@pytest.mark.parametrize(("said", "wrong"), [("2022-10-13", True), ("2022-10-14", True), ("2022-10-15", False)])
def test_what_the_party_committee_said_after_the_notice_is_not_held_against_the_agenda(said: str, wrong: bool) -> None:
    against = {"party_discussions.0.agreed": False, "party_discussions.0.on": said}
    waiting = having({"state": "reviewed", "meetings": [], "publication": None, "party_reports": []} | against)
    found = check_dossier(rulebook(), waiting, setting())
    assert ("house.party" in {each.rule_id for each in found}) is wrong


def test_what_was_withheld_reached_the_archive_without_being_published() -> None:
    withheld = having({"publication": None, "withholdings": WITHHELD})
    assert "publication.publish" not in taken_steps(rulebook(), withheld)
    assert "publication.archive" in taken_steps(rulebook(), withheld)


def test_all_that_is_missing_comes_back_at_once() -> None:
    found = findings_for(rulebook(), "legality_review.submit", BARE, setting())
    assert {each.rule_id for each in found} == {
        "house.participation",
        "house.expert_review",
        "house.risk_assessment",
        "cq-337.27.materials",
    }
    for each in found:
        assert each.articles
        assert each.remedy.zh
        assert each.remedy.en


def test_what_the_step_itself_records_is_not_outstanding() -> None:
    begun = having({"notice": None, "participation": None, "drafts": []})
    missing = {each.rule_id for each in outstanding(rulebook(), "participation.open", begun, setting())}
    assert missing == {"cn-713.15.material"}
    asked = {each.rule_id for each in findings_for(rulebook(), "participation.open", begun, setting())}
    assert asked == {"cn-713.15.material", "cn-713.15.notice"}


def test_an_excused_finding_and_a_note_do_not_stop() -> None:
    short = having({"notice.ends": date(2022, 8, 11), "notice.shortened_reason": "汛期将至。"})
    (one,) = findings_for(rulebook(), "participation.open", short, setting())
    assert one.kind is Kind.BLOCKS
    assert one.excused
    assert not one.stops


def test_a_claimed_state_asks_for_the_way_to_it() -> None:
    assert check_dossier(rulebook(), BARE, setting()) == []
    found = check_dossier(rulebook(), BARE.model_copy(update={"state": "published"}), setting())
    assert {"cn-713.10.2", "cq-337.12.studied", "house.participation", "cq-337.26.passed", "cq-337.31"} <= {
        each.rule_id for each in found
    }


def test_each_demand_is_told_once() -> None:
    """Rules that hold back several steps of a dossier say their piece one time."""
    found = check_dossier(rulebook(), having({"risk_assessments.0.finding.controllable": False}), setting())
    assert [each.rule_id for each in found].count("cq-337.25") == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("archive.on", "archive.on（归档·日期）"),
        ("party_reports.0.reply_on", "批复日期"),
        ("initiation.deputy_on", "审核日期"),
        ("meetings.0.members.1.statement.on", "meetings[0].members[1].statement.on"),
    ],
)
def test_what_has_not_happened_yet_is_noted(path: str, words: str) -> None:
    today = date(2022, 12, 1)
    on_the_day = [
        each
        for each in check_dossier(rulebook(), having({path: today}), setting(today))
        if each.rule_id == "record.dates"
    ]
    assert on_the_day == []
    late = having({path: today + timedelta(days=1)})
    (one,) = [each for each in check_dossier(rulebook(), late, setting(today)) if each.rule_id == "record.dates"]
    assert one.kind is Kind.ADVISES
    assert words in one.detail.zh
    assert one.articles == ()


def test_the_end_of_a_period_and_of_a_plan_may_lie_ahead() -> None:
    ahead = Dossier.model_validate(
        {key: WORDS[key] for key in ("title", "proposal", "study", "initiation", "drafts", "notice")}
        | {"drafts": WORDS["drafts"][:1]}
    )
    assert check_dossier(rulebook(), ahead, setting(date(2022, 8, 2))) == []


def on_the_way(*parts: str, **changes: object) -> Dossier:
    """A decision that has come as far as these parts of the lawful one."""
    return Dossier.model_validate({key: WORDS[key] for key in ("title", "proposal", *parts)} | changes)


BEGUN = ("study", "initiation", "drafts")
HEARD = (*BEGUN, "notice", "opinions", "participation", "expert_review", "risk_assessments")
HANDED_IN = (*HEARD, "reviews", "meeting_submissions")
REVIEW, MEETING = WORDS["reviews"][0], WORDS["meetings"][0]
RISK = WORDS["risk_assessments"][0]
REASON = {"majority_reason": "资金尚未落实。"}
REDRAFT = MEETING | {"resolution": MEETING["resolution"] | {"outcome": "amend"} | REASON}


@pytest.mark.parametrize(
    "dossier",
    [
        on_the_way(),
        on_the_way("study"),
        on_the_way("study", "initiation", state="drafting"),
        on_the_way(*BEGUN),
        on_the_way(*BEGUN, "notice", "opinions"),
        on_the_way(*HEARD),
        on_the_way(*BEGUN, risk_assessments=[RISK | {"report": None, "finding": None}]),
        on_the_way(*BEGUN, risk_assessments=[RISK | {"finding": None}]),
        # the draft has yet to be changed: nothing was done that may not be done
        on_the_way(
            "study",
            "initiation",
            drafts=WORDS["drafts"][:1],
            risk_assessments=[RISK | {"finding": RISK["finding"] | {"controllable": False}}],
        ),
        # handed in without everything and sent back for it: that is what sending back is for
        on_the_way(
            *BEGUN,
            state="drafting",
            reviews=[
                {
                    "round": 1,
                    "submission": REVIEW["submission"] | {"materials": ["draft"], "preliminary": ""},
                    "returned": {"on": "2022-09-28", "reason": "材料不全。"},
                }
            ],
        ),
        on_the_way(*HEARD, state="submitted", reviews=[{"round": 1, "submission": REVIEW["submission"]}]),
        on_the_way(*HEARD, state="reviewing", reviews=[REVIEW | {"conclusion": None, "counsel": []}]),
        on_the_way(*HEARD, "reviews", state="reviewed"),
        on_the_way(
            *HEARD,
            state="drafting",
            reviews=[REVIEW | {"conclusion": REVIEW["conclusion"] | {"conclusion": "amend"}}],
        ),
        on_the_way(*HANDED_IN, state="in_session", meetings=[MEETING | {"resolution": None}]),
        on_the_way(*HANDED_IN, state="reviewed", meetings=[
            MEETING | {"resolution": MEETING["resolution"] | {"outcome": "postponed"} | REASON}
        ]),
        # sent back by the meeting and not handed in again
        on_the_way(*HANDED_IN, state="drafting", meetings=[REDRAFT]),
        on_the_way(*HANDED_IN, state="rejected", meetings=[
            MEETING | {"resolution": MEETING["resolution"] | {"outcome": "rejected"} | REASON}
        ]),
        on_the_way(*HANDED_IN, "meetings", state="decided"),
        on_the_way(*HANDED_IN, "meetings", "party_reports", state="reported"),
        on_the_way(*HANDED_IN, "meetings", "party_reports", "publication", state="published"),
        on_the_way("study", refusal={"on": "2022-07-15", "approved_by": "李明", "reason": "不急。"}, state="declined"),
    ],
)  # fmt: skip
def test_a_lawful_decision_on_its_way_has_no_finding(dossier: Dossier) -> None:
    assert [(each.rule_id, each.detail.zh) for each in check_dossier(rulebook(), dossier, setting())] == []


def test_papers_that_are_silent_on_what_was_handed_in_are_not_told_so() -> None:
    """What is not among the papers may have been (713 art. 29)."""
    bare = on_the_way(*HEARD, "reviews", "meetings", state="decided")
    assert [each.rule_id for each in check_dossier(rulebook(), bare, setting())] == []


@pytest.mark.parametrize(("day", "wrong"), [("2022-10-12", True), ("2022-10-13", False)])
def test_what_was_put_on_an_agenda_before_it_was_handed_in_is_told(day: str, wrong: bool) -> None:
    """The office arranges the meeting once it has the materials (337 art. 29)."""
    found = check_dossier(rulebook(), having({"agenda.0.on": day}), setting())
    told = [each.detail.zh for each in found if each.rule_id == "cq-337.29.arranged"]
    assert told == (["2022年10月12日列入会议议程，此前承办单位没有报送审议材料。"] if wrong else [])


def test_what_a_meeting_sent_back_is_changed_and_it_is_said_why_nothing_is_done_anew() -> None:
    dossier = on_the_way(
        *HEARD[3:],
        "meeting_submissions",
        "study",
        "initiation",
        state="submitted",
        drafts=[
            *WORDS["drafts"],
            WORDS["drafts"][1] | {"version": 3, "on": "2022-10-25", "body": "第一条　整修八条村道。"},
        ],
        meetings=[REDRAFT],
        reviews=[
            REVIEW,
            {
                "round": 2,
                "submission": REVIEW["submission"]
                | {"version": 3, "on": "2022-10-26", "not_anew": "按会议意见减少两条村道。"},
            },
        ],
    )
    found = check_dossier(rulebook(), dossier, setting())
    assert {(each.rule_id, each.excused) for each in found} == {("house.anew", True)}


@pytest.mark.parametrize("day", [20, 25])
def test_what_was_reported_before_it_was_sent_back_tells_nothing_of_what_was_decided_since(day: int) -> None:
    """It was sent back on the 24th, and decided by another meeting on the 25th."""
    on, steps = date(2022, 10, day), {"publication.report_party", "publication.report_congress"}
    turned = heard(on=on) | {"party_reports.0.on": on, "state": "decided", "publication": None, "archive": None}
    dossier, anew = having(decided_anew(**turned)), day == 25
    assert steps & taken_steps(rulebook(), dossier) == (steps if anew else set())
    assert idle("publication.report_congress", dossier) is anew
    found = plan(rulebook(), dossier, date(2022, 10, 26), setting(date(2022, 10, 26)))
    assert [each.done for key in ("party", "congress") if (each := found.step(key))] == [anew, anew]


def test_a_deputy_whom_the_register_does_not_know_stops_the_start():
    seats = [{"body": "joint", "name": each, "since": "2021-01-01"} for each in ("李明", "何敏")]
    found = findings_for(rulebook(), "initiation.approve", having({"seats": seats}), setting())
    assert [each.stops for each in found if each.rule_id == "house.deputy_known"] == [True]
    known = [*seats, {"body": "joint", "name": "赵强", "since": "2021-01-01"}]
    found = findings_for(rulebook(), "initiation.approve", having({"seats": known}), setting())
    assert not any(each.rule_id == "house.deputy_known" for each in found)


@pytest.mark.parametrize(
    ("source", "kind", "rule"),
    [
        ("leader", "major_decision", "house.against_study"),
        ("department", "major_decision", "house.against_study"),
        ("deputy", "major_decision", "cq-337.12.necessary"),
        ("citizen", "major_decision", "cq-337.12.necessary"),
        # Order 337 binds major decisions only: elsewhere the reason is a way for everybody
        ("citizen", "policy_document", "house.against_study"),
        ("citizen", "major_decision+policy_document", "cq-337.12.necessary"),
    ],
)
def test_no_reason_is_asked_for_where_none_would_help(source: str, kind: str, rule: str) -> None:
    needless = having({"proposal.source": source, "study.necessary": False})
    book = library().rulebook(f"{LABEL}:{kind}")
    asked = findings_for(book, "initiation.approve", needless, setting())
    assert [each.rule_id for each in asked] == [rule]
    told = [each.rule_id for each in check_dossier(book, needless, setting())]
    assert {"house.against_study", "cq-337.12.necessary"}.intersection(told) == {rule}


def test_who_said_nothing_spoke_neither_before_the_chief_nor_after() -> None:
    silent = check_dossier(rulebook(), having({"meetings.0.members.3.statement": None}), setting())
    said = {each.rule_id: each.detail.zh for each in silent}
    assert "cq-337.30.last" not in said
    assert any("没有发表意见" in each for each in said.values())
