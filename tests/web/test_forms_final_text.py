"""What is changed after adoption in principle is held against the meeting's opinion before it is the decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.helpers import PASSWORD, Clock, Staff, slipping_in
from tests.walk import CALENDAR
from tests.web.stepping import Stepping
from workflow.domain.checking import check_dossier, setting_of
from workflow.domain.lawfiles import library
from workflow.services import steps

CHECK, SAVE = "legality_review.check", "drafting.save"
REWRITTEN = {
    "title": "完全不同的名称（草案）",
    "body": "一、总体要求。\n完全不同的内容。",
    "change": "按会议意见修改。",
    "beyond": "no",
}
SIGNED = {
    "changes": "名称改为“完全不同的名称（草案）”，正文改为“完全不同的内容。”，删去“一、”“二、”“三、”各部分，对应会议第一项意见。",
    "finding": "kept_to",
    "not_anew": "会议意见涉及的路段和资金没有变化。",
    "password": PASSWORD,
}


@pytest.fixture
def amending(app: Flask, staff: Staff, signed_in: Callable[[str], FlaskClient], clock: Clock) -> Stepping:
    """A matter adopted in principle."""
    found = Stepping(app, staff, signed_in, clock)
    with found.walk() as walk:
        walk.through("deliberation.speak")
        walk.take("deliberation.decide", "recorder", 62, outcome="in_principle", text="原则通过，第二条写明养护责任。")
    return found


def test_the_unit_s_word_does_not_make_a_rewritten_text_the_decision(amending: Stepping) -> None:
    assert amending.open(CHECK, "legal_reviewer").status_code == 409
    # whoever changes the text has before them what the meeting said of it
    assert "原则通过，第二条写明养护责任。" in amending.open(SAVE).text
    assert amending.send(SAVE, **REWRITTEN).status_code == 302
    assert amending.states["main"] == "amending"
    for step in ("publication.report_party", "publication.publish"):
        assert amending.open(step, "office").status_code == 409
    assert "第2版待核对定稿" in amending.page().text
    assert "核对定稿" in amending.browser("legal_reviewer").get("/").text
    assert amending.open(CHECK, "staff").status_code == 403


def test_the_reviewer_sees_both_texts_and_what_was_said_and_signs(amending: Stepping) -> None:
    amending.send(SAVE, **REWRITTEN)
    page = amending.open(CHECK, "legal_reviewer").text
    for shown in (
        "原则通过，第二条写明养护责任。",
        "完全不同的内容。",
        "会议讨论时的名称",
        "from=1&amp;to=2",
    ):
        assert shown in page
    for wrong, at in (
        ({"password": "wrong"}, "password"),
        ({"changes": "见附件。"}, "changes"),
        ({"finding": "beyond", "reason": "无"}, "reason"),
        ({"digest": "0" * 64}, "digest"),
    ):
        answer = amending.send(CHECK, "legal_reviewer", **SIGNED | wrong)
        assert answer.status_code == 422
        assert f'href="#{at}"' in answer.text or at == "digest"
    assert "公开征求意见：第1版" in page
    refused = amending.send(CHECK, "legal_reviewer", **SIGNED | {"not_anew": "按规定"})
    assert refused.status_code == 422
    assert "《本机关重大行政决策内部规则》第五十三条" in refused.text
    assert amending.send(CHECK, "legal_reviewer", **SIGNED).status_code == 302
    assert amending.states["main"] == "decided"
    page = amending.page().text
    assert "落实了会议意见，没有超出" in page
    assert SIGNED["not_anew"] in page
    assert "核对定稿" in amending.page("/responsibility", "office").text
    letter = amending.fields("publication.report_party", "office")["text"]
    assert "集体讨论原则通过，并按会议意见修改、经核对定稿。" in letter


def test_what_goes_beyond_is_reviewed_and_deliberated_again(amending: Stepping) -> None:
    amending.send(SAVE, **REWRITTEN)
    found = {"finding": "beyond", "reason": "改变了建设内容。"}
    assert amending.send(CHECK, "legal_reviewer", **SIGNED | found).status_code == 302
    assert amending.states["main"] == "drafting"
    assert amending.open("publication.report_party", "office").status_code == 409


def test_what_falls_short_is_changed_and_checked_again(amending: Stepping) -> None:
    amending.send(SAVE, **REWRITTEN)
    found = {"finding": "short", "reason": "没有写明养护责任。"}
    assert amending.send(CHECK, "legal_reviewer", **SIGNED | found).status_code == 302
    assert amending.states["main"] == "amending"
    assert amending.open(CHECK, "legal_reviewer").status_code == 409
    assert "保存草案新版本" in amending.browser("staff").get("/").text
    assert amending.send(SAVE, change="补写养护责任。", beyond="no").status_code == 302
    assert amending.send(CHECK, "legal_reviewer", **SIGNED).status_code == 302
    assert amending.states["main"] == "decided"


def test_a_version_that_touches_more_goes_beyond_whatever_is_said(amending: Stepping) -> None:
    with amending.walk() as walk:
        walk.take(SAVE, "staff", 63, beyond=False, body="一、总体要求。\n甲。")
        with slipping_in(walk.session):
            walk.decision.drafts[-1].traits = ["operators"]
        with pytest.raises(steps.Refused) as refused:
            walk.take(CHECK, "legal_reviewer", 64)
        (found,) = (each for each in refused.value.findings if each.stops)
        assert found.rule_id == "house.new_traits"
        assert "涉及市场主体经济活动" in found.detail.zh
        walk.take(CHECK, "legal_reviewer", 64, finding="beyond", reason="新增涉及市场主体的内容。")
        assert walk.decision.state == "drafting"
    assert "第二十条" in amending.page("/trail", "auditor").text


def test_whoever_wrote_a_version_does_not_check_it(amending: Stepping) -> None:
    with amending.walk() as walk:
        walk.take(SAVE, "staff", 63, beyond=False, body="一、总体要求。\n甲。")
        with slipping_in(walk.session):
            walk.decision.drafts[0].author_id = walk.actors["legal_reviewer"].public_id
        with pytest.raises(steps.Refused) as refused:
            walk.take(CHECK, "legal_reviewer", 64)
        assert [each.rule_id for each in refused.value.findings if each.stops] == ["house.reviewer"]


@pytest.mark.parametrize("version", [0, 1])
def test_whoever_wrote_a_version_is_told_at_once_that_another_checks_it(amending: Stepping, version: int) -> None:
    amending.send(SAVE, **REWRITTEN)
    assert "不得办理本步骤" not in amending.open(CHECK, "legal_reviewer").text
    with amending.walk() as walk, slipping_in(walk.session):
        walk.decision.drafts[version].author_id = walk.actors["legal_reviewer"].public_id
    page = amending.open(CHECK, "legal_reviewer").text
    assert f"起草了草案第{version + 1}版，不得办理本步骤" in page
    assert "《本机关重大行政决策内部规则》第二条" in page
    assert "核对定稿（尚不能办理）" in amending.page(role="legal_reviewer").text


def test_the_check_of_a_dossier_names_what_nobody_reviewed_or_confirmed(amending: Stepping) -> None:
    with amending.walk() as walk:
        walk.take(SAVE, "staff", 63, beyond=False, body="一、总体要求。\n甲。")
        walk.take(CHECK, "legal_reviewer", 64)
        walk.take("publication.report_party", "office", 64)
        walk.take("publication.publish", "office", 66)
    book = library().rulebook("cq-township-2020.1")
    setting = setting_of(book, amending.clock().date(), CALENDAR)
    dossier = amending.dossier
    assert [each for each in check_dossier(book, dossier, setting) if not each.excused] == []
    unchecked = dossier.model_copy(update={"final_checks": ()})
    (found,) = check_dossier(book, unchecked, setting)
    assert found.rule_id == "house.final_text"
    rewritten = dossier.drafts[1].model_copy(update={"body": "一、总体要求。\n乙。"})
    changed = dossier.model_copy(update={"drafts": (dossier.drafts[0], rewritten)})
    (found,) = (each for each in check_dossier(book, changed, setting) if not each.excused)
    assert "不一致" in found.detail.zh
