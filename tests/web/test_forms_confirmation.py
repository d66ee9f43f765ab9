"""The record of a meeting once it is closed: confirmed on one digest, corrected by errata alone."""

from __future__ import annotations

import pytest

from tests.papers.official.reading import words
from tests.web.stepping import Stepping
from workflow.domain.meetingrecord import record_digest

CONFIRM, CORRECT, DECIDE = "deliberation.confirm", "deliberation.correct", "deliberation.decide"


@pytest.fixture
def closed(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock).through(DECIDE)


def test_before_a_decision_there_is_nothing_to_confirm(app, staff, signed_in, clock):
    road = Stepping(app, staff, signed_in, clock).before(DECIDE)
    assert "确认会议记录" not in road.page(role="recorder").text
    assert road.open(CONFIRM, "recorder").status_code != 200


def test_all_who_were_present_confirm_one_record(closed):
    page = closed.open(CONFIRM, "recorder").text
    assert "会议讨论通过。" in page
    assert record_digest(closed.dossier.meeting) in page
    assert closed.send(CONFIRM, "recorder").status_code == 422
    assert closed.send(CONFIRM, "recorder", confirmations=["2", "3"]).status_code == 302
    assert "待确认1人" in closed.page(role="chief").text
    assert "没有需要您确认的会议记录" in closed.open(CONFIRM, "chief").text
    assert closed.send(CONFIRM, "recorder", confirmations=["1"]).status_code == 302
    assert "到会人员均已确认" in closed.page(role="chief").text
    digests = {member.confirmation.digest for member in closed.dossier.meeting.members}
    assert digests == {record_digest(closed.dossier.meeting)}
    assert closed.open(CONFIRM, "recorder").status_code != 200, "nobody is left who confirms"
    assert f"/{CONFIRM}" not in closed.page(role="recorder").text


def test_nobody_confirms_twice_or_for_another(closed):
    assert closed.send(CONFIRM, "recorder", confirmations=["2"]).status_code == 302
    again = closed.send(CONFIRM, "recorder", confirmations=["2"])
    assert again.status_code == 422
    assert "田秀英已经确认" in again.text
    # the chief's account is of another name than the chief of the meeting
    other = closed.send(CONFIRM, "chief", confirmations=["1"])
    assert other.status_code == 422
    assert "只能确认本人的会议记录" in other.text
    assert "只有到会人员确认会议记录" in closed.send(CONFIRM, "recorder", confirmations=["9"]).text


def test_a_record_that_is_not_the_one_that_was_read(closed):
    answer = closed.send(CONFIRM, "recorder", confirmations=["2"], digest="0" * 64)
    assert answer.status_code == 422
    assert "会议记录与您看到的不一致" in answer.text


def test_an_erratum_stands_beside_the_record(closed):
    erratum = {"passage": "同意实施。", "text": "原则同意实施。", "reason": "漏记“原则”二字。"}
    page = closed.open(CORRECT, "recorder").text
    for said in (closed.dossier.meeting.resolution.text, closed.dossier.meeting.members[1].statement.words):
        assert said in page, "what is to be copied as it stands is there to read"
    assert closed.send(CORRECT, "recorder", **erratum | {"passage": "没有的话"}).status_code == 422
    assert closed.send(CORRECT, "recorder", **erratum).status_code == 302
    page = closed.page(role="chief").text
    assert "原则同意实施。" in page
    assert "漏记“原则”二字。" in page
    assert closed.dossier.meeting.resolution.text == "同意实施。写明养护责任。"
    assert f"/decisions/{closed.number}/papers/record-1.docx" in page
    record = words(closed.page("/papers/record-1.docx", role="chief").data)
    assert "清泉乡人民政府乡长办公会议专项记录" in record
    assert "更正为“原则同意实施。”" in record
    assert closed.page("/papers/record-2.docx", role="chief").status_code == 404
    assert closed.states["main"] == "decided"
    for role in ("office", "chief"):
        assert closed.open(CORRECT, role).status_code == 403


def test_after_an_erratum_the_record_is_confirmed_anew(closed):
    assert closed.send(CONFIRM, "recorder", confirmations=["1", "2", "3"]).status_code == 302
    before = record_digest(closed.dossier.meeting)
    erratum = {"passage": "同意实施。", "text": "不同意实施。", "reason": "记录有误。"}
    assert closed.send(CORRECT, "recorder", **erratum).status_code == 302
    page = closed.page(role="chief").text
    assert "到会人员均已确认" not in page
    assert "待重新确认" in page
    assert "待确认3人" in page
    assert "不同意实施。" in closed.open(CONFIRM, "recorder").text
    assert closed.send(CONFIRM, "recorder", confirmations=["1"], digest=before).status_code == 422
    assert closed.send(CONFIRM, "recorder", confirmations=["1", "2", "3"]).status_code == 302
    assert "到会人员均已确认" in closed.page(role="chief").text


def test_before_the_archive_who_has_not_confirmed_is_named(closed):
    with closed.walk() as walk:
        walk.through("publication.publish")
    assert closed.send(CONFIRM, "recorder", confirmations=["1", "3"]).status_code == 302
    assert "会议记录尚未经田秀英确认" in closed.open("publication.archive", "office").text
    refused = closed.send("publication.archive", "office", retention="permanent", received_by="档案员")
    assert refused.status_code == 422
    assert "《本机关重大行政决策内部规则》第十四条" in refused.text
    assert closed.states["main"] == "published"
    assert closed.send(CONFIRM, "recorder", confirmations=["2"]).status_code == 302
    page = closed.open("publication.archive", "office").text
    assert "会议记录尚未经" not in page
    assert "未经全部到会人员确认的原因" not in page
    assert closed.send("publication.archive", "office", retention="permanent", received_by="档案员").status_code == 302
