"""Whether a reason is one: words that only say again that something is not done give none."""

from __future__ import annotations

import re

_EMPTY = re.compile(
    "|".join(
        (
            *(
                "不予采纳",
                "未予采纳",
                "没有采纳",
                "不采纳",
                "未采纳",
                "不接受",
                "不同意",
                "不修改",
                "不作修改",
                "未修改",
            ),
            *(
                "合法性审查意见",
                "审查意见",
                "全部",
                "部分",
                "该意见",
                "意见",
                "建议",
                "理由",
                "原因",
                "如下",
                "同上",
                "没有",
            ),
            *(
                "承办单位",
                "本单位",
                "我单位",
                "经研究",
                "研究后",
                "认为",
                "决定",
                "有关",
                "情况",
                "见附件",
                "略",
                "无",
                "的",
            ),
            *("not followed", "not adopted", "rejected", "reason", "none", "n/a"),
        )
    ),
    re.IGNORECASE,
)
_MARK = re.compile(r"[\W\d_]+")


def says_something(reason: str) -> bool:
    """Whether anything is left of a reason once the words that carry none are taken out."""
    return len(_MARK.sub("", _EMPTY.sub("", reason))) > 1
