"""What the notice of a hearing is called, and how the report on it begins."""

from __future__ import annotations

import pytest

from tests.domain.dossiers import having
from tests.domain.rule_cases.hearings import held
from workflow.domain.terms import ReportItem
from workflow.papers.hearings import drafted, title


def hearing(**changes):
    return having(held(**changes)).hearing


def test_what_a_notice_is_called():
    assert title("道路整修方案（草案）") == "关于召开《道路整修方案（草案）》听证会的公告"


def test_before_the_hearing_no_report_begins():
    early = hearing(sitting=None, report=None)
    assert {drafted(item, early, "草案") for item in ReportItem} == {""}


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (ReportItem.OVERVIEW, "2022年8月31日9:30，在乡政府会议室公开举行听证会，由何敏主持。听证参加人2人，到会2人。"),
        (ReportItem.MATTER, "《草案》（第1版）。"),
        (ReportItem.SELECTION, "报名2人，列入名单2人（赞成1人、反对1人）。报名2人，全部列入。"),
        (ReportItem.VIEWS, "石大明（赞成）：请少占耕地。\n秦小兰（反对）：请少占耕地。"),
        (ReportItem.ADVICE, ""),
    ],
)
def test_how_the_report_begins(item, words):
    assert drafted(item, hearing(), "草案") == words
