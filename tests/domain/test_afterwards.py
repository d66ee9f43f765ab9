"""After the decision: what no township rule asks, and what the rail and the record make of it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.domain.dossiers import WORDS, having, lawful, rulebook, setting
from tests.domain.rule_cases.evaluation import evaluated
from tests.domain.rule_cases.execution import ordered, running
from workflow.domain.attribution import responsible
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import check_dossier
from workflow.domain.guarding import GUARDS
from workflow.domain.guards.evaluation import argued_before
from workflow.domain.guards.publication import ChannelParams
from workflow.domain.inventory import later_items
from workflow.domain.progress import idle, late_tasks, progress
from workflow.domain.publishtime import publish_by
from workflow.domain.responsibility import deeds
from workflow.domain.stageparts import unbegun
from workflow.domain.terms import CompetitionConclusion
from workflow.domain.text import Text

TODAY = dt.date(2022, 12, 1)


def said(dossier, **params) -> list[str]:
    guard = GUARDS["published_in_channels"]
    return [gap.detail.zh for gap in guard.check(dossier, ChannelParams(**params), setting())]


def test_elsewhere_a_decision_is_published_wherever_opinions_were_solicited() -> None:
    fewer = having({"publication.channels": ["website"]})
    assert said(lawful(), as_notice=True) == []
    assert said(fewer) == []
    assert said(fewer, as_notice=True) == ["征求意见公告使用过、决策公布没有使用的途径：乡、村公开栏。"]
    assert ChannelParams(as_notice=True).strictness() > ChannelParams().strictness()


def test_what_was_frozen_at_publication_stands() -> None:
    """A calendar that changes afterwards makes no publication late; what a paper claims does not count."""
    late = {"publication.on": "2022-11-16", "publication.publish_by": "2022-11-16", "archive.on": "2022-11-30"}
    entered = late | {"publication.entered": "2022-11-16T09:00:00+08:00"}
    assert [each.rule_id for each in check_dossier(rulebook(), having(late), setting(TODAY))] == ["cn-711.26"]
    assert check_dossier(rulebook(), having(entered), setting(TODAY)) == []


def test_late_publication_is_shown_and_does_not_stop() -> None:
    (found,) = check_dossier(
        rulebook(), having({"publication.on": "2022-11-16", "archive.on": "2022-11-30"}), setting(TODAY)
    )
    assert not found.stops


def test_the_last_day_to_publish() -> None:
    rules = rulebook().rules_for("publication.publish")
    assert publish_by(rules, dt.date(2022, 10, 18), WorkingCalendar()) == dt.date(2022, 11, 15)
    assert publish_by(rules, None, WorkingCalendar()) is None
    assert publish_by(rules, dt.date(2150, 1, 4), WorkingCalendar()) is None
    assert publish_by((), dt.date(2022, 10, 18), WorkingCalendar()) is None


def rail(dossier, main: str, **sides: str) -> dict[str, str]:
    procedure = rulebook().procedure
    states = procedure.states(main, sides)
    return {each.key: each.status for each in progress(procedure, states, dossier, TODAY)}


SKIP = {"stage": "risk_assessment", "ground": "不涉及社会稳定。", "decided_by": "李明"}


@pytest.mark.parametrize(
    ("change", "stages"),
    [
        ({}, ["fair_competition"]),
        (
            dict.fromkeys(("meetings", "agenda", "meeting_submissions", "meeting_returns", "party_discussions"), ()),
            ["fair_competition", "deliberation"],
        ),
        ({"risk_assessments": []}, ["risk_assessment", "fair_competition"]),
        ({"risk_assessments": [], "drafts.1.skips": [SKIP]}, ["fair_competition"]),
    ],
)
def test_of_what_never_began_there_is_nothing_to_show(change, stages) -> None:
    """A stage of which a record is left, or why there was none, is shown, however the matter ended."""
    dossier = having(change)
    assert [each.key for each in rulebook().procedure.stages if unbegun(dossier, each.key)] == [
        *stages,
        "execution",
        "evaluation",
    ]


def test_the_rail_names_what_follows_only_once_it_comes_up() -> None:
    assert not {"execution", "evaluation"} & rail(lawful(), "reviewed").keys()
    assert rail(lawful(), "decided")["execution"] == "waiting"
    assert rail(lawful(), "published")["execution"] == "open"
    assert rail(lawful(), "archived", execution="suspended")["execution"] == "blocked"
    assert "evaluation" not in rail(lawful(), "archived")
    assert rail(lawful(), "archived", evaluation="reported")["evaluation"] == "current"
    assert "execution" not in rail(lawful(), "rejected")


@pytest.mark.parametrize(("main", "status"), [("reviewed", "open"), ("decided", "skipped"), ("withheld", "skipped")])
def test_what_leads_to_a_decision_is_open_no_longer_once_it_is_taken(main, status) -> None:
    assert rail(lawful(), main, participation="pending")["participation"] == status


@pytest.mark.parametrize(
    ("state", "status"),
    [("violating", "done"), ("concluded", "done"), ("examined", "stopped"), ("pending", "skipped")],
)
def test_the_rail_of_a_closed_matter_says_what_happened_in_the_end(state, status) -> None:
    assert rail(lawful(), "archived", fair_competition=state)["fair_competition"] == status
    if state == "violating":
        assert rail(lawful(), "reviewed", fair_competition=state)["fair_competition"] == "blocked"


def test_a_task_is_late_the_day_after_it_was_due_unless_it_is_done() -> None:
    execution = having(running()).execution
    assert execution is not None
    assert late_tasks(execution, dt.date(2022, 12, 31)) == []
    assert [task.number for task in late_tasks(execution, dt.date(2023, 1, 1))] == [1]
    done = having(
        running(
            reports=[{"on": "2022-12-30", "kind": "progress", "unit": "x", "task": 1, "text": "完工。", "done": True}]
        )
    )
    assert done.execution
    assert late_tasks(done.execution, dt.date(2023, 1, 1)) == []


def test_the_congress_waits_only_for_what_concerns_it() -> None:
    assert idle("publication.report_congress", lawful())
    assert not idle("publication.report_congress", having({"drafts.1.traits": ["congress"]}))


@pytest.mark.parametrize("traits", [[], ["congress"]])
def test_the_congress_that_was_asked_is_waited_for_until_it_answers(traits: list[str]) -> None:
    asked = {"on": "2022-10-20", "form": "decided", "recipient": "乡人民代表大会"}

    def waits(*reports: dict[str, object]) -> bool:
        dossier = having({"drafts.1.traits": traits, "congress_reports": reports})
        return not idle("publication.report_congress", dossier)

    assert waits(asked)
    # a report of the same does not take back that it was asked
    assert waits(asked, asked | {"form": "reported"})
    assert not waits(asked, asked | {"reply": "同意。", "agreed": True})
    assert not waits(asked | {"reply": "不需要讨论决定。"})
    assert not waits(asked | {"form": "reported"})


def test_what_execution_leaves_is_no_part_of_the_first_list() -> None:
    dossier = having(ordered("suspend", situation="problem", urgent=True) | evaluated())
    assert check_dossier(rulebook(), dossier, setting(TODAY)) == []
    keys = [item.key for item in later_items(dossier)]
    assert keys == ["assignment-1", "execution_report-1", "order-1", "evaluation-1", "evaluation_use-1"]
    assert [responsible(dossier, key) for key in keys][1:4] == ["乡村建设办公室", "清泉乡人民政府", "县交通学会"]


def test_dissent_is_marked_by_word_or_by_vote() -> None:
    dissenting = having({"meetings.0.members.1.vote": "against", "meetings.0.members.2.statement.position": "reserved"})
    marked = [deed.who for deed in deeds(dissenting, rulebook().labels) if deed.dissent]
    assert marked == ["赵强（副乡长）", "何敏（副乡长）"]
    assert not any(deed.dissent for deed in deeds(lawful(), rulebook().labels))
    # the chief, who decides, does not dissent from the decision
    alone = having({"meetings.0.members.0.vote": "against"})
    assert not any(deed.dissent for deed in deeds(alone, rulebook().labels))


def test_units_consulted_the_hearing_competition_and_the_party_committee_answer_for_their_part() -> None:
    on = {"on": "2022-08-20"}
    dossier = having(
        {
            "consultation": on
            | {
                "version": 1,
                "units": [{"unit": "县水利局", "answered": "disagrees", "text": "占用河道。"}],
                "dispute": {"issue": "是否占用河道。"},
            },
            "hearings": [
                on
                | {"version": 1, "organiser": "乡村建设办公室", "day": "2022-08-20", "register_until": "2022-08-01"}
                | {"sitting": on | {"host": "赵强", "recorder": "白晓"}, "report": on | {"advice": "避让河道。"}}
            ],
            "competition_reviews": [
                on
                | {"examined_by": "乡村建设办公室", "conclusion": "complies"}
                | {"opinion": on | {"reviewer": "县市场监督管理局", "conclusion": "violates"}}
            ],
            "party_discussions.0.agreed": False,
        }
    )
    told = {(deed.step, deed.stage, deed.who, deed.said.zh) for deed in deeds(dossier, rulebook().labels)}
    assert told >= {
        ("drafting.consult", "drafting", "县水利局", "不同意：占用河道。"),
        ("drafting.consult", "drafting", "乡村建设办公室", "是否占用河道。"),
        ("hearing.hold", "participation", "赵强", ""),
        ("hearing.hold", "participation", "白晓", ""),
        ("hearing.report", "participation", "乡村建设办公室", "避让河道。"),
        ("deliberation.party", "deliberation", "乡党委会2022年第18次会议", "不同意：同意。"),
    }
    competition = {
        deed.who: deed.said for deed in deeds(dossier, rulebook().labels) if deed.stage == "fair_competition"
    }
    assert set(competition) == {"乡村建设办公室", "县市场监督管理局"}
    assert competition["县市场监督管理局"] == CompetitionConclusion.VIOLATES.label


@pytest.mark.parametrize(("count", "said"), [(1, "1 opinion"), (2, "2 opinions")])
def test_one_is_not_said_as_many(count: int, said: str) -> None:
    dossier = having({"opinions": WORDS["opinions"][:count]})
    states = rulebook().procedure.states("archived", {"participation": "concluded"})
    notes = {each.key: each.note for each in progress(rulebook().procedure, states, dossier, TODAY)}
    assert notes["participation"] == Text(f"收到意见{count}条", said)


def test_elsewhere_a_decision_is_evaluated_some_months_after_publication() -> None:
    """The lawful decision was published on 27 October 2022."""
    guard = GUARDS["evaluated_in_time"]
    params = guard.params.model_validate({"months": 12})
    for day, late in (("2023-10-27", False), ("2023-10-28", True)):
        found = list(guard.check(having(evaluated(on=day)), params, setting()))
        assert [each.detail.zh for each in found] == (
            ["决策于2022年10月27日公布，2023年10月28日才组织评估，超过12个月（期限至2023年10月27日）。"] if late else []
        )
    assert list(guard.check(lawful(), params, setting())) == []


@pytest.mark.parametrize(
    ("evaluator", "ties"),
    [
        ("县交通学会", ["县交通学会是论证本决策的专家{}的工作单位"] * 2),
        ("县交通学会道路工程评估中心", ["县交通学会道路工程评估中心是论证本决策的专家{}的工作单位"] * 2),
        ("{}", ["{}是论证本决策的专家"]),
        ("县水利学会", []),
        (" ", []),
    ],
)
def test_an_evaluator_is_held_against_the_experts_who_argued_the_decision(evaluator: str, ties: list[str]) -> None:
    dossier = lawful()
    names = [expert.name for expert in dossier.expert_review.sitting]
    found = argued_before(dossier, evaluator.format(names[0]))
    assert [each.zh for each in found] == [tie.format(name) for tie, name in zip(ties, names, strict=False)]
    assert argued_before(having({"expert_review": None}), "县交通学会") == ()
