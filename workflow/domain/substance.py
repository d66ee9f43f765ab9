"""Whether a reason is one: words that only say again that something is not done give none."""

from __future__ import annotations

import re

_SAYS_NO = "不予采纳 未予采纳 没有采纳 不采纳 未采纳 不接受 不同意 不作修改 不修改 未修改"
_SAYS_WHAT = "合法性审查意见 审查意见 该意见 意见 建议 全部 部分 理由 原因 情况 有关 如下 同上 见附件"
_SAYS_WHO = "承办单位 本单位 我单位 经研究 研究后 认为 决定"
_SAYS_NOTHING = "没有 略 无 的 none n/a"
_ENGLISH = ("not followed", "not adopted", "rejected", "reason")

_EMPTY = re.compile(
    "|".join((*f"{_SAYS_NO} {_SAYS_WHAT} {_SAYS_WHO} {_SAYS_NOTHING}".split(), *_ENGLISH)), re.IGNORECASE
)
_MARK = re.compile(r"[\W\d_]+")


def says_something(reason: str) -> bool:
    """Whether anything is left of a reason once the words that carry none are taken out."""
    return len(_MARK.sub("", _EMPTY.sub("", reason))) > 1
