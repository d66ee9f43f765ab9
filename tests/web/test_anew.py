"""Whoever reviews sees all that was heard and argued, of every round."""

from __future__ import annotations

from tests.web.stepping import Stepping

DRAFT = {
    "body": "一、改由县级水厂供水。\n二、分三年建成。",
    "change": "改由县级水厂供水。",
    "differs": "供水方式改变。",
}
EXPERT = {"name": "周敏", "field": "给排水", "unit": "县水务公司", "no_interest": True}


def test_the_reviewer_reads_every_round_and_every_panel(app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock)
    road.before("legality_review.submit").take("drafting.save", "staff", 45, **DRAFT)
    road.take("expert_review.convene", "staff", 46, experts=[EXPERT])
    road.take("expert_review.opine", "staff", 46)
    road.take("expert_review.conclude", "staff", 46)
    for step, role in (("start", "staff"), ("report", "staff"), ("find", "chief")):
        road.take(f"risk_assessment.{step}", role, 47)
    road.take("participation.reopen", "staff", 47)
    road.take("participation.open", "staff", 47)
    road.take("participation.conclude", "staff", 80)
    road.take("legality_review.submit", "unit_lead", 81)
    page = road.open("legality_review.accept", "legal_reviewer").text
    assert "公众意见及采纳情况（1条）" in page
    earlier, newest = page.index("第1次公开征求意见"), page.index("第2次公开征求意见")
    assert earlier < page.index("已纳入。") < newest < page.index("没有收到意见。")
    first, second = page.index("第1次专家论证（第1版）"), page.index("第2次专家论证（第2版）")
    assert first < page.index("李文") < second < page.index("周敏")
