"""Where long titles are broken."""

from __future__ import annotations

import pytest

from workflow.papers.official.titles import title_lines


@pytest.mark.parametrize(
    "lines",
    [
        # no word is torn: 价格, 建议; （草案） stays with its name
        ["清泉乡集中供水工程供水价格建议", "方案（草案）专家论证意见征求表"],
        ["关于《清泉乡集中供水工程供水价格", "建议方案（草案）》的合法性审查意见书"],
        # years from to stay together, a year stays with its word
        ["关于《清泉乡国土空间总体规划", "（2021—2035年）（草案）》的", "合法性审查意见书"],
        ["清泉乡人民政府2022年度", "法治政府建设情况报告"],
        # what the law calls by one word
        ["某某市人民政府办公室关于进一步加强和规范", "重大行政决策合法性审查工作的实施意见"],
        # a name the dictionary does not know, and no line begins with a particle
        ["关于提请审议《清泉乡岙里山塘", "综合整治工程实施方案》的议案"],
        ["清泉乡人民政府", "关于《清泉乡政务服务事项委托村级", "便民服务站代收代办试点方案》的请示"],
        # digits are half as wide: it stays on one line
        ["清泉乡人民政府常务会议纪要〔2022〕12号"],
    ],
    ids=lambda lines: lines[0],
)
def test_words_stay_whole_and_lines_are_of_like_length(lines: list[str]) -> None:
    assert title_lines("".join(lines), 20) == lines
