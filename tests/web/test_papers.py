"""The papers of a decision through the pages: list, Word, PDF, and the check of one that lies before somebody."""

from __future__ import annotations

import re

import pytest

from tests.papers.official.reading import words
from tests.web.stepping import Stepping

DIGEST = re.compile(r"内容摘要([0-9a-f]{32})")


@pytest.fixture
def road(app, staff, signed_in, clock):
    return Stepping(app, staff, signed_in, clock)


@pytest.fixture
def decided(road):
    return road.through("deliberation.decide")


def paper(road, name, role="staff", **asked):
    return road.browser(role).get(f"/decisions/{road.number}/papers/{name}", query_string=asked)


def further(road):
    road.take("publication.report_party", "office", 63)
    road.take("publication.publish", "office", 66)


def test_what_can_be_made_is_listed_stage_by_stage(road):
    road.before("drafting.save")
    page = road.page("/papers").text
    assert "决策事项建议书" in page
    assert "会议纪要" not in page
    assert f"/decisions/{road.number}/papers/proposal.docx" in page
    assert paper(road, "minutes-1.pdf").status_code == 404


def test_papers_of_one_kind_are_told_apart_as_officials_count_them(road):
    again = {"body": "一、改由县级水厂供水。", "change": "改由县级水厂供水。", "differs": "供水方式改变。"}
    road.before("legality_review.submit").take("drafting.save", "staff", 45, **again)
    page = road.page("/papers").text
    assert "草案及起草说明（第1版）" in page
    assert "草案及起草说明（第2版）" in page


def test_a_paper_is_made_of_the_record_and_is_the_same_bytes_again(decided):
    first = paper(decided, "minutes-1.docx")
    assert first.status_code == 200
    said = words(first.data)
    assert decided.dossier.meeting.resolution.minutes.splitlines()[0] in said
    seq = re.search(r"日志条目(\d+)", said)[1]
    pdf = paper(decided, "minutes-1.pdf")
    assert pdf.data.startswith(b"%PDF-")
    further(decided)
    again = paper(decided, "minutes-1.docx", at=seq)
    assert again.data == first.data
    assert paper(decided, "minutes-1.pdf", at=seq).data == pdf.data
    assert paper(decided, "minutes-1.pdf").data != pdf.data, "it is of a later entry"
    assert paper(decided, "minutes-1.pdf", at="99999").status_code == 404
    assert paper(decided, "minutes-1.pdf", at="x").status_code == 404


def test_whoever_holds_a_paper_can_check_it(decided, client):
    said = words(paper(decided, "minutes-1.docx").data)
    digest, seq = DIGEST.search(said)[1], re.search(r"日志条目(\d+)", said)[1]
    further(decided)
    page = client.get(f"/public/papers/{decided.number}/minutes-1/{seq}/{digest}").text
    assert "一致" in page
    assert "会议纪要" in page
    asked = {"number": decided.number, "key": "minutes-1", "seq": seq, "digest": digest}
    # whoever reads “核对文书” on the paper and has no camera finds the form
    assert 'href="/public/papers"' in client.get("/public/").text
    assert "不一致" not in client.get("/public/papers", query_string=asked).text
    for wrong in ({"digest": "0" * 32}, {"seq": "3"}, {"key": "proposal"}, {"number": "1999-001"}):
        page = client.get("/public/papers", query_string=asked | wrong)
        assert (page.status_code, "不一致" in page.text) == (200, True)
        assert decided.dossier.title not in page.text
    for bad in ({"digest": "xyz"}, {"seq": ""}, {"number": ""}):
        assert client.get("/public/papers", query_string=asked | bad).status_code == 422


def test_no_number_of_whoever_wrote_stands_on_a_paper(road):
    road.through("publication.archive")
    road.take("execution.assign", "office", 71)
    road.take("execution.suggest", "staff", 83, text="水压不够，请回电13812345678。")
    said = words(paper(road, "suggestion-1.docx").data)
    assert "水压不够" in said
    assert "13812345678" not in said
