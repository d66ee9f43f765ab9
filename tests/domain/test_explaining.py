"""The rulebook in words."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from tests.domain.dossiers import rulebook
from workflow.domain.explaining import RuleWords, all_rules, step_words
from workflow.domain.lawfiles import library

RULES = {rule.id: rule for rule in all_rules(rulebook())}


def values(rule: RuleWords) -> str:
    return "；".join(f"{label.zh}：{value.zh}" for label, value in rule.numbers)


def test_every_rule_is_in_words() -> None:
    assert list(RULES) == [rule.id for rule in rulebook().rules]
    for rule in RULES.values():
        assert rule.why.zh
        assert rule.why.en
        assert rule.steps
        assert [one.ruling for one in rule.cited].count(True) == 1
        assert rule.cited[0].ruling


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("cq-337.17.period", "征求意见期限：不得少于30日（起始日不计入）"),
        ("house.review_time", "审查时间：一般不少于7个工作日（调休计入）；补充材料：补齐之日的次日起重新计算"),
        ("cq-337.19", "论证方面：合法性、必要性、可行性、科学性、风险可控性"),
        ("cq-337.26", "审查事项：是否符合法定权限、是否履行相关法定程序"),
        ("cq-337.27.materials", "送审材料：草案及其说明"),
        ("cn-713.10.2", "适用的建议来源：所属部门或者下一级单位；应当写明：拟解决的主要问题"),
        ("cq-337.12.deputy", "适用的建议来源：所属部门或者下一级单位、人大代表、政协委员、公民"),
        ("cn-713.15.notice", ""),
    ],
)
def test_numbers(rule_id: str, words: str) -> None:
    assert values(RULES[rule_id]).startswith(words)
    assert bool(words) == bool(RULES[rule_id].numbers)


def test_every_parameter_of_a_law_file_is_told() -> None:
    for rule in rulebook().rules:
        assert bool(rule.rule.params or rule.rule.when) == bool(RULES[rule.id].numbers), rule.id


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("cq-337.17.period", "此条约束最强（必须满足），其他规定为须说明理由"),
        ("house.expert_review", "约束最强"),
        ("cq-337.19", "要求最多"),
        ("cq-337.26.conclusion", "更具体的一层"),
        ("cn-713.15.notice", "只有这一条"),
    ],
)
def test_why_it_rules(rule_id: str, words: str) -> None:
    assert words in RULES[rule_id].why.zh


def test_each_layer_keeps_its_own_numbers() -> None:
    mine, other = RULES["cq-337.17.period"].cited
    assert mine.numbers[0][1].zh.startswith("不得少于30日")
    assert other.numbers[0][1].zh.startswith("一般不少于30日")
    assert (mine.kind, other.kind) == ("blocks", "needs_reason")


def test_what_a_supplement_does_to_the_time_is_a_rule_of_the_organ_beside_the_orders() -> None:
    """Neither Order says it, and neither is made to."""
    mine, *orders = RULES["house.review_time"].cited
    assert [each.rule_id for each in orders] == ["cn-713.26.time", "cq-337.28"]
    assert "自补齐之日的次日起重新计算" in mine.demand.zh
    assert not [each for each in orders if len(each.numbers) > 1]


def test_a_step_in_words() -> None:
    step = step_words(rulebook(), rulebook().step("legality_review.conclude"))
    assert [each.zh for each in step.who] == ["合法性审查人员"]
    assert step.password
    assert [(arrow.sources[0].zh, arrow.target.zh, arrow.outcome and arrow.outcome.zh) for arrow in step.arrows] == [
        ("合法性审查中", "待集体讨论", "合法，可以提交讨论"),
        ("合法性审查中", "待集体讨论", "探索性改革事项，明示法律风险后提交讨论"),
        ("合法性审查中", "草案形成中", "应当予以修改"),
        ("合法性审查中", "草案形成中", "不合法，不得提交讨论"),
    ]
    assert "house.review_time" in [rule.id for rule in step.rules]
    receive = step_words(rulebook(), rulebook().step("participation.receive"))
    assert [each.zh for each in receive.who][-1] == "社会公众"
    assert receive.arrows[0].target.zh == "状态不变"
    assert [each.zh for each in receive.during] == ["草案形成中"]


def test_nobody_reads_a_key_instead_of_a_word() -> None:
    for step in rulebook().procedure.steps:
        words = step_words(rulebook(), step)
        told = [*words.who, *words.during, *(arrow.target for arrow in words.arrows)]
        told += [text for arrow in words.arrows for text in arrow.sources]
        told += [arrow.outcome for arrow in words.arrows if arrow.outcome]
        for text in told:
            assert any("一" <= char <= "鿿" for char in text.zh), (step.id, text)
            assert not any("一" <= char <= "鿿" for char in text.en), (step.id, text)


KINDS = [
    pytest.param(f"{profile.label}:{'+'.join(each.key for each in chosen)}", id=f"{profile.label} {number}-{place}")
    for profile in library().profiles.values()
    for number in (1, 2)
    for place, chosen in enumerate(permutations(profile.kinds, number))
]


@pytest.mark.parametrize("label", KINDS)
def test_the_rules_and_steps_of_every_kind_and_of_every_two_can_be_told(label: str) -> None:
    book = library().rulebook(label)
    assert all_rules(book)
    told = [step_words(book, step) for step in book.procedure.steps]
    assert {each.stage_key for each in told} <= {stage.key for stage in book.procedure.stages}


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_the_kinds_of_a_matter_make_one_procedure_in_whatever_order_they_are_named(number: int) -> None:
    profile = library().profiles["cq-township-2020.1"]
    for chosen in combinations([each.key for each in profile.kinds], number):
        book = library().rulebook(f"{profile.label}:{'+'.join((*reversed(chosen), chosen[0]))}")
        assert book.kinds == chosen
        alone = [library().rulebook(f"{profile.label}:{key}").procedure.step_by_id for key in chosen]
        assert book.procedure.step_by_id.keys() == {step for each in alone for step in each}
        archive = {state for move in book.step("publication.archive").moves for state in move.source}
        if {"major_decision", "policy_document"} & set(chosen):
            assert archive == {"published", "withheld"}
        elif "investment_project" in chosen:
            assert archive == {"reported"}
        if "contract" in chosen:
            signed = {state for move in book.step("publication.sign").moves for state in move.source}
            longer = {"major_decision", "policy_document", "investment_project"} & set(chosen)
            assert ("decided" in signed, signed >= archive) == (not longer, True), "the Party committee comes first"


def test_a_matter_of_two_kinds_has_what_either_has_in_its_order() -> None:
    alone, both = (
        library().rulebook(f"cq-township-2020.1:{kinds}") for kinds in ("contract", "contract+investment_project")
    )
    assert "risk_assessment.start" not in alone.procedure.step_by_id
    assert both.step("risk_assessment.start").track in both.procedure.track_by_key
    order = [stage.key for stage in both.procedure.stages]
    assert order.index("drafting") < order.index("risk_assessment") < order.index("legality_review")
