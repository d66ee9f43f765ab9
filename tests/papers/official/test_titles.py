"""Where long titles are broken."""

from __future__ import annotations

from workflow.papers.official.titles import title_lines


def test_years_from_to_stay_together():
    assert title_lines("关于《清泉乡国土空间总体规划（2021—2035年）（草案）》的合法性审查意见书", 20) == [
        "关于《清泉乡国土空间总体规划",
        "（2021—2035年）",
        "（草案）》的合法性审查意见书",
    ]
