"""A draft that changed on its way: what it no longer declares, and who saw another text, is explained and shown."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.walk import WAY
from tests.web.stepping import Stepping

SAVE, SUBMIT, EXAMINE = "drafting.save", "legality_review.submit", "fair_competition.examine"
OTHER = {
    "title": "清泉乡生活垃圾焚烧厂建设方案（草案）",
    "body": "一、总体要求。\n二、建设焚烧厂。",
    "change": "文字修改。",
}
WHY = "改动均为采纳公众意见。"
OPPOSED = {
    **{"unit": "县水利局", "sent_on": dt.date(2022, 3, 5), "replied_on": dt.date(2022, 3, 8)},
    **{"answered": "disagrees", "text": "坝体安全不达标。", "dealt_with": "未采纳。"},
}


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


def on(road, first, last):
    """Go on along the lawful way, from one step to another."""
    names = [step for step, _, _ in WAY]
    with road.walk() as walk:
        for step, role, day in WAY[names.index(first) : names.index(last) + 1]:
            walk.take(step, role, day)


def test_another_text_than_was_heard_is_explained_and_stands_before_whoever_decides(road):
    road.before(SUBMIT)
    assert "not_anew" not in road.fields(SUBMIT, "unit_lead")
    road.take(SAVE, "staff", 44, change="文字修改。")
    assert "not_anew" not in road.fields(SUBMIT, "unit_lead")
    road.take(SAVE, "staff", 44, **OTHER)
    page = road.open(SUBMIT, "unit_lead").text
    assert "公开征求意见：第1版" in page
    assert f"/decisions/{road.number}/compare?from=1&amp;to=3" in page
    own = {"on": "2022-04-15", "preliminary": "内容合法。", "preliminary_by": "白晓"}
    refused = road.send(SUBMIT, "unit_lead", not_anew="无", **own).text
    assert "专家论证针对的是草案第1版，送审的第3版内容有改动" in refused
    assert "《本机关重大行政决策内部规则》第三十一条" in refused
    assert road.send(SUBMIT, "unit_lead", not_anew=WHY, **own).status_code == 302
    assert WHY in road.open("legality_review.accept", "legal_reviewer").text
    on(road, "legality_review.accept", "legality_review.counsel")
    assert WHY in road.open("legality_review.conclude", "legal_reviewer").text
    on(road, "legality_review.conclude", "legality_review.conclude")
    page = road.open("deliberation.convene", "recorder").text
    assert WHY in page
    assert "风险评估：第1版" in page
    on(road, "deliberation.submit", "deliberation.speak:1")
    assert WHY in road.open("deliberation.decide", "recorder").text
    assert WHY in road.page("", "auditor").text


def test_what_was_declared_is_dropped_for_a_reason_that_is_shown(road):
    road.before("participation.open")
    assert "why_dropped" not in road.fields(SAVE)
    march = "2022-03-11"
    road.take(SAVE, "staff", 10, traits=["hearing_due", "risk"])
    refused = road.send(SAVE, on=march, change="文字修改。", traits=["risk"], why_dropped="无").text
    assert "不再载明此前载明的涉及情形（" in refused
    assert "第二十九条" in refused
    said = "收费条款已经删去。"
    assert road.send(SAVE, on=march, change="文字修改。", traits=["risk"], why_dropped=said).status_code == 302
    # whoever drops nothing has nothing to explain, and what was said once need not be typed again
    assert road.fields(SAVE)["why_dropped"] == said
    on(road, "participation.open", "participation.conclude")
    road.take("risk_assessment.follow", "staff", 45)
    assert said in road.open(SUBMIT, "unit_lead").text
    on(road, SUBMIT, SUBMIT)
    assert said in road.open("legality_review.accept", "legal_reviewer").text
    on(road, "legality_review.accept", "legality_review.counsel")
    assert said in road.open("legality_review.conclude", "legal_reviewer").text
    on(road, "legality_review.conclude", "deliberation.submit")
    for step in ("convene", "attend"):
        assert said in road.open(f"deliberation.{step}", "recorder").text
        on(road, f"deliberation.{step}", f"deliberation.{step}")
    assert said in road.page("/drafts/3", "auditor").text


def test_a_reason_for_what_is_not_dropped_is_not_kept(road):
    road.before("participation.open").take(SAVE, "staff", 10, traits=["risk"], why_dropped="不再涉及。")
    assert road.dossier.draft.why_dropped == ""


def test_a_step_the_draft_gives_no_ground_for_says_what_to_tick(road):
    road.before("participation.open")
    page = road.open("drafting.consult", "staff")
    assert (page.status_code, "没有勾选“涉及其他单位的职责或者与其关系紧密”" in page.text) == (409, True)


def test_a_unit_that_disagrees_is_not_put_out_of_the_way_by_declaring_less(road):
    road.before("participation.open").take(SAVE, "staff", 10, traits=["other_units"])
    road.take("drafting.consult", "staff", 10, units=[OPPOSED])
    road.take(SAVE, "staff", 10, traits=[], change="文字修改。")
    on(road, "participation.open", "participation.conclude")
    assert "与县水利局不能取得一致意见" in road.send(SUBMIT, "unit_lead", on="2022-04-15").text
    # it can still be settled
    assert road.open("drafting.consult").status_code == 200


def test_a_draft_found_to_restrict_competition_is_reviewed_again_only_once_it_is_changed(road, clock):
    clock.now = dt.datetime(2025, 8, 1, 1, 0, tzinfo=dt.UTC)
    with road.walk() as walk:
        walk.start = dt.date(2025, 3, 3)
        for step, role, day in WAY[:3]:
            walk.take(step, role, day)
        walk.take(SAVE, "staff", 10, traits=["operators"])
        walk.take(EXAMINE, "staff", 11, conclusion="violates")
        walk.take("fair_competition.conclude", "unit_lead", 11, conclusion="violates", text="限定本地企业。")
        walk.take(SAVE, "staff", 11, traits=[], change="文字修改。")
    assert "第2版的内容与其相同，没有修改" in road.open(EXAMINE).text
    fields = road.fields(EXAMINE)
    assert "没有作任何改动" in road.post(EXAMINE, fields, on="2025-03-14", conclusion="complies").text
    assert "公平竞争审查结论为" in road.open(SUBMIT, "unit_lead").text
    road.take(SAVE, "staff", 12, traits=[], body="一、公开招标。", change="删去限定内容。")
    assert "不能只写“无”" in road.send(EXAMINE, on="2025-03-15", conclusion="complies", text="无").text
    assert road.send(EXAMINE, on="2025-03-15", conclusion="complies").status_code == 302
