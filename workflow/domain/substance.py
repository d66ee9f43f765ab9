"""Whether a reason is one: words that only say yes or no again, or that there is a reason, give none.

Only a text of nothing but such words is empty: what names a circumstance, however shortly, is a reason (“时间紧”).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from workflow.domain.terms import Disposition, Handling
from workflow.domain.text import Text
from workflow.domain.unseen import spaced, worded

SAY_WHY = Text(
    "请写明具体理由，不能只写“无”“同意”“按规定”“工作需要”等。",
    "Give the reason itself: “none”, “agreed”, “as required” and the like give none.",
)

# yes or no once more: whoever reads it knows that already
_SAYS_NO = "不予采纳 未予采纳 没有采纳 不采纳 未采纳 不接受 不同意 不予同意 不作修改 不修改 未修改 不启动 不予启动"
_SAYS_YES = "没有意见 没意见 无意见 已阅 知悉 已知悉 收到 已收到 同意 采纳 予以采纳 好的 好 已修改 已作修改 已调整 已作调整 办理 处理 执行"
# what there may be a reason for or in, or where it is said to stand: a reason is written down where it is asked for
_SAYS_WHAT = "合法性审查意见 审查意见 该意见 意见 建议 草案 正文 全部 部分 有关 相关 上述 以上"
_SAYS_WHERE = (
    "见上述 见上文 见上 见下文 见下 待补充 待补 待定 如题 如下 如上 如前 同上 同前 详见附件 见附件 附件 另附 附后"
)
# that there is a reason, that it is good or bad, that it is lawful: not which
_SAYS_THAT = (
    "理由不充分 理由不成立 理由充分 理由成立 理由 原因 情况 情形 特殊 其他 其它 客观 存在 确有 确需 有特殊 有其他 另有 因故 鉴于 "
    "领导要求 领导安排 领导指示 领导批示 领导交办 领导决定 工作需要 实际需要 客观需要 确有需要 确有必要 符合规定 符合要求 实际情况 特此说明 按程序 程序 规定 按要求 依法 依规 惯例"
)
_SAYS_WHO = "承办单位 本单位 我单位 经研究 研究后 研究 讨论 集体 会议 领导 认为 决定"
_SAYS_NOTHING = "没有 暂无 不适用 略 无 無 否 是"
_BINDS = (
    "由于 因为 根据 按照 依照 依据 的 了 已 均 都 该 此 其 为 因 由 系 属 于 按 依 经 予 以 拟 之 和 及 与 或 等 请 见"
)
_NO_ENGLISH = "none|nothing|n/?a|nil|no|not applicable"
_ENGLISH = (
    "as required|if required|required|necessary|as needed|needed|tbd|to follow|see (?:the )?draft|not followed|not adopted|rejected|same as above|see (?:attachment|annex)|special circumstances|reasons?"
    f"|{_NO_ENGLISH}|ok(?:ay)?|yes|agreed|adopted|done|ditto|for|the|as|is|x+|[a-z]"
)

# longer words first: “理由不充分” is no “理由” that leaves something over
_WORDS = sorted(
    f"{_SAYS_NO} {_SAYS_YES} {_SAYS_WHAT} {_SAYS_WHERE} {_SAYS_THAT} {_SAYS_WHO} {_SAYS_NOTHING} {_BINDS}".split(),
    key=len,
    reverse=True,
)
_MARK = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"\d+")
# empty by themselves, and parts of words that are not
_WHOLE = frozenset(
    [
        "阅",
        "阅示",
        "已阅示",
        "呈阅",
        "照办",
        "收悉",
        "可",
        "行",
        "请审示",
        "已核",
        "已核无误",
        "核对无误",
        "无误",
        "属实",
        "情况属实",
        "如前所述",
        "详见材料",
        "啊",
        "嗯",
        "哦",
    ]
)
_RUN = re.compile(
    r"(?:[甲乙丙丁戊己庚辛壬癸]{2,}|[子丑寅卯辰巳午未申酉戌亥]{2,}|天地玄黄|宇宙洪荒|阿斯(?:顿|蒂芬|达)|(.)\1+)+"
)
"""Characters one counts with, one character over and over, what the keyboard gives to whoever runs a finger along it."""
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LATIN = re.compile("[a-z]{3,}")
_NUMERALS = re.compile("[一二三四五六七八九十]+")


def _any_of(english: str, words: list[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"(?<![a-z])(?:{english})(?![a-z])"), re.compile("|".join(words))


_EMPTY = _any_of(_ENGLISH, _WORDS)
_NOTHING = _any_of(_NO_ENGLISH, _SAYS_NOTHING.split())


def _without(found: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> str:
    """What is left of a text without the words found and marks."""
    english, words = found
    # a blank parts words, which the mark then takes out
    return words.sub("", _MARK.sub("", english.sub("", spaced(text).casefold())))


def substance(reason: str) -> str:
    """What is left of a reason once the words that carry none, figures and marks are taken out."""
    left = _FIGURE.sub("", _without(_EMPTY, reason))
    left = _LATIN.sub(lambda found: "" if _row(found.group()) else found.group(), left)
    return "" if worded(reason) in _WHOLE or _NUMERALS.fullmatch(left) or _RUN.fullmatch(left) else left


def _row(letters: str) -> bool:
    """Whether letters are neighbours in the alphabet, or on the keyboard, in either direction."""
    return any(letters in row or letters[::-1] in row for row in _ROWS)


def says_something(reason: str) -> bool:
    """Whether anything is left of a reason once the words that carry none are taken out."""
    return bool(substance(reason))


_NO_NAME = re.compile(
    "(?:国家|有关|相关|现行|各项|上级|中央|市|县|乡|党|和|及|与|等|的|法律|法规|规章|政策|制度|规定|文件|精神|要求|依据|材料)+"
)


def names_law(title: str) -> bool:
    """Whether the title of what a draft rests on names something: that there are laws and policies is no name."""
    return tells(title) and not _NO_NAME.fullmatch(worded(title))


_CLAIM = re.compile(
    "不属于|不属|不作为|不是|不算|并非|不|非|重大|重要|行政|决策|事项|一般|普通|日常|领导|上级|主要|要求|安排|批示|指示|交办|认为|决定|同意|程序|适用|办理"
)


def says_why_not_major(reason: str) -> bool:
    """Whether what is to be no major decision says why: that it is none, or that somebody wants it so, is the claim."""
    return bool(substance(_CLAIM.sub("", reason)))


_HASTE = re.compile(
    "刻不容缓|迫在眉睫|事不宜迟|时不我待|来不及|等不及|特事特办|从快|从速|加急|特急|急件|仓促|有限|短|催得?|上会|会议|召开|临近|在即|已定|关系|"
    "时间|紧迫|紧急|紧张|紧|急需|急|任务|重|尽快|尽早|抓紧|加快|进度|推进|工作|安排|情况|需要|要求|上级|领导|催办|缩短|期限|较|很|比较|十分|非常|特别|早日|开工|动工|启动|实施|落实|出台|印发|赶|必须|完成|年底|年内|月底|前|需|要"
)
_HASTE_ENGLISH = re.compile(
    r"(?<![a-z])(?:urgent(?:ly)?|urgency|asap|tight|pressing|meeting|time|short|is|no|little|hurry|very|of|lack|soon|matter)(?![a-z])"
)


def says_what_is_urgent(reason: str) -> bool:
    """Whether a reason to hurry names what is urgent: that there is haste is what it is asked for (337 art. 17)."""
    return bool(substance(_HASTE.sub("", _HASTE_ENGLISH.sub("", reason.casefold()))))


_ONCE_MORE = re.compile(
    "再次|再度|再|重新|重行|重复|又|二次|一次|一遍|一轮|补充|另行|继续|进一步|更加?|"
    "专家|论证|听证|评估|会|组织|召开|举行|进行|开展|办理|工作|决策|草案|"
    "需要?|必须|应当?|要求|按照|领导|上级|主要|意见|指示|安排|批示|"
    "为了|为|起见|稳妥|慎重|谨慎|确保|保证|提高|提升|完善|优化|深入|全面|认真|(?<!不)充分|(?<!不)科学|民主|质量|水平|性|好地?|地|做|来"
)
_ONCE_MORE_ENGLISH = re.compile(
    r"(?<![a-z])(?:again|once|more|anew|another|second|time|needed|to|it|be|on|a|an|is|in|order|safe|side|better|work|"
    r"(?:re-?)?(?:argue|assess|hear|review|do)(?:d|ed|ing|ment)?|experts?|opinion)(?![a-z])"
)


def says_why_again(reason: str) -> bool:
    """Whether what is argued, heard or assessed once more says why: that it is, or is to be done well, is the claim."""
    return bool(substance(_ONCE_MORE.sub("", _ONCE_MORE_ENGLISH.sub("", reason.casefold()))))


def stated(reason: str, says: Callable[[str], bool] = says_something) -> Text:
    """A reason as it stands at the end of a sentence; that none is given, where it says nothing."""
    said = reason.strip().rstrip("。.")
    return Text(said, said) if says(reason) else Text("没有写明", "not stated")


def says_none(text: str) -> bool:
    """Whether a text says no more than that there is nothing to say, or is blank."""
    return not _without(_NOTHING, text)


def tells(text: str) -> bool:
    """Whether a text that has to tell something does: more than that there is nothing to say."""
    return not says_none(text)


_BLANK = re.compile(r"[_＿]{2,}|[×□]{2,}|【\s*】|（\s*）|\(\s*\)|(?:^|[:：，])\s*…+|…+\s*[。；]?\s*$")
"""A place left to fill in: a rule to write on, empty brackets, a line that breaks off."""


def unfinished(text: str) -> bool:
    """Whether a text that was begun for somebody still has places to fill in, or ends where it should begin to say
    something. A heading in the midst of it may end in a colon; so may no text."""
    lines = [line for line in text.splitlines() if line.strip()]
    ends = bool(lines) and lines[-1].rstrip().endswith((":", "："))
    return ends or any(_BLANK.search(line) for line in lines)


def answers(became: Disposition | Handling, reason: str) -> bool:
    """Whether it is said why an opinion became what it did: what is adopted needs no more than “同意”, but not “无”."""
    adopted = became in (Disposition.ADOPTED, Handling.ADOPTED)
    return not says_none(reason) if adopted else says_something(reason)
