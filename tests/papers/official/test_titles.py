"""Where long titles are broken."""

from __future__ import annotations

from workflow.papers.official.titles import title_lines


def test_years_from_to_stay_together():
    assert title_lines("关于《清泉乡国土空间总体规划（2021—2035年）（草案）》的合法性审查意见书", 20) == [
        "关于《清泉乡国土空间总体规划",
        "（2021—2035年）",
        "（草案）》的合法性审查意见书",
    ]


def test_a_year_stays_with_its_word():
    assert title_lines("清泉乡人民政府2022年度法治政府建设情况报告", 20) == [
        "清泉乡人民政府2022年度",
        "法治政府建设情况报告",
    ]
