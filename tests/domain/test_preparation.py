"""Guards of initiation and preparation with parameters of other places, and what rules of one concern come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.domain.dossiers import having, rulebook, setting
from tests.domain.rule_cases.preparation import compared, options
from workflow.domain.applicability import offered
from workflow.domain.attribution import responsible
from workflow.domain.calendar import Convention
from workflow.domain.guarding import GUARDS
from workflow.domain.inventory import due_items
from workflow.domain.lawparts import Kind


def gaps(name: str, params: Mapping[str, Any], **changes: Any) -> list[str]:
    guard = GUARDS[name]
    found = guard.check(having(changes), guard.params.model_validate(params), setting())
    return [gap.detail.zh for gap in found]


def test_other_places_leave_out_other_matters() -> None:
    internal = {"proposal.exclusion": "internal"}
    assert gaps("matter_covered", {"excluded": ["emergency"]}, **internal) == []
    (said,) = gaps("matter_covered", {"excluded": ["emergency", "internal"]}, **internal)
    assert "人事任免和内部事务管理" in said


def test_none_is_never_left_out() -> None:
    assert gaps("matter_covered", {"excluded": ["none"]}) == []


@pytest.mark.parametrize(("count", "found"), [(2, 1), (3, 0)])
def test_three_options_may_be_asked_for(count: int, found: int) -> None:
    change = compared("disputed", options=options(count), preferred=1)
    assert len(gaps("options_compared", {"least": 3}, **change)) == found


def test_words_do_where_no_figures_are_asked_for() -> None:
    change = compared("resources", analysis={"costs": "三百万元。", "social": "便民。"})
    assert gaps("costs_weighed", {"quantify": False}, **change) == []
    assert gaps("costs_weighed", {"quantify": True}, **change)


@pytest.mark.parametrize(
    ("name", "lax", "strict"),
    [
        ("matter_covered", {"excluded": ["macro", "none"]}, {"excluded": ["macro", "emergency"]}),
        ("options_compared", {}, {"least": 3}),
        ("costs_weighed", {}, {"quantify": True}),
    ],
)
def test_more_is_stricter_and_is_said_in_words(name: str, lax: dict[str, Any], strict: dict[str, Any]) -> None:
    params = GUARDS[name].params
    one, other = params.model_validate(lax), params.model_validate(strict)
    assert one.strictness() < other.strictness()
    assert one.numbers(Convention.FIRST_DAY_EXCLUDED) != other.numbers(Convention.FIRST_DAY_EXCLUDED)


def test_where_resources_are_allocated_the_municipal_rule_rules_and_both_are_cited() -> None:
    by_id = {rule.id: rule for rule in rulebook().rules}
    costs = by_id["cq-337.19.costs"]
    assert costs.rule.kind is Kind.BLOCKS
    assert [article.zh[-7:] for article in costs.articles] == ["规定》第十九条", "第十二条第三款"]
    assert by_id["cq-337.14.options"].rule.kind is Kind.ADVISES


def test_a_step_is_there_only_for_the_matters_it_is_made_for() -> None:
    reply, consult = rulebook().step("initiation.reply"), rulebook().step("drafting.consult")
    assert not offered(reply, having({}))
    assert offered(reply, having({"proposal.source": "citizen"}))
    assert not offered(reply, having({"proposal": None}))
    assert not offered(consult, having({}))
    assert not offered(consult, having({"drafts": []}))
    assert offered(consult, having({"drafts.1.traits": ["other_units"]}))
    assert offered(rulebook().step("drafting.save"), having({}))


def test_what_was_done_leaves_its_paper() -> None:
    reports = [{"on": "2022-07-20", "title": "农村道路调研", "text": "走访六个村。"}]
    both = compared("disputed", options=options(2), preferred=1, analysis={"costs": "无。"})
    dossier = having(
        {
            "reply": {"on": "2022-07-16", "means": "letter", "text": "已启动。"},
            "research": reports,
            "consultation": {"on": "2022-07-30", "version": 1},
            **both,
        }
    )
    titles = {item.key: item.title.zh for item in due_items(dossier)}
    assert titles["reply"] == "对建议人的答复"
    assert titles["research-1"] == "决策调研报告（农村道路调研）"
    assert titles["consultation"] == "征求有关单位意见及协调情况"
    assert titles["comparison"] == "备选方案比选和成本效益分析"
    assert responsible(dossier, "reply") == dossier.organ, "as the letter signs"
    only = having(compared("resources", analysis={"costs": "无。"}))
    assert {item.key: item.title.zh for item in due_items(only)}["comparison"] == "成本效益分析"
    choice = having(compared("disputed", options=options(2)))
    assert {item.key: item.title.zh for item in due_items(choice)}["comparison"] == "备选方案比选"
