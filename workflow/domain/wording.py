"""Sentences of the papers that follow from the record, in the language of the papers: what a form is filled in with."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from workflow.domain.facts import Expert, Opinion
from workflow.domain.terms import Disposition, Exclusion, ExpertConclusion, ReviewMethod

_STAGE = re.compile(
    r"(?:[（(](?:(?:修订|修正|修改)?草案(?:[^（()）]{0,5}稿)?|征求意见稿|送审稿|审议稿|讨论稿)[）)]|草案)$"
)
"""How a title ends that says how far the draft has come."""

_CONTRACT = re.compile(r"[（(](?P<word>(?:框架|补充)?(?:合同|协议书?))草案[）)]$")
"""How the title of a contract ends that is called a draft of one (合同草案)."""


def quoted(title: str) -> str:
    """A title in 《》; those inside it become 〈〉."""
    inside = title.replace("《", "〈").replace("》", "〉")
    return f"《{inside}》"


def draft_title(matter: str) -> str:
    """What the first version of a draft is called."""
    return matter if says_draft(matter) else f"{matter}（草案）"


def says_draft(title: str) -> bool:
    """Whether a title says itself that it is that of a draft."""
    return title.rstrip("）)").endswith("草案") or _STAGE.search(title) is not None


def draft_called(*, major: bool) -> str:
    """What is put before a meeting is called: a decision is drafted of a major administrative decision alone."""
    return "决策草案" if major else "草案"


def decided_title(draft: str) -> str:
    """What a draft is called once it is decided on."""
    title = draft.strip()
    if contract := _CONTRACT.search(title):
        return title[: contract.start()].removesuffix(contract["word"]) + contract["word"]
    return _STAGE.sub("", title)


_ISSUED = ("办法", "规定", "细则", "规则", "制度", "方案", "规划", "计划", "预案", "纲要", "措施", "导则")
"""What is not sent out by itself: a notice issues it and has it as its annex."""

_YEARS = re.compile(r"[（(][^（）()]*[）)]$")
"""The years a plan is for, or that it is on trial, behind its name."""


def published_title(draft: str, organ: str) -> str:
    """What the document is called that publishes a draft: of measures, plans and rules the notice that issues them."""
    name = decided_title(draft)
    return f"{organ}关于印发{quoted(name)}的通知" if _YEARS.sub("", name).endswith(_ISSUED) else name


def bears_title(title: str, draft: str, organ: str) -> bool:
    """Whether what is published is called what the draft was called, or names it: 关于印发《…》的通知.

    The name of the place in front may be left out: who publishes says it.
    """
    return _bare(decided_title(draft)).removeprefix(organ.removesuffix("人民政府")) in _bare(title)


def _bare(title: str) -> str:
    """A title without blanks, without brackets and without what marks it off inside another."""
    return "".join(each for each in title if each not in "《》〈〉“”（）()" and not each.isspace())


def notice_title(draft: str) -> str:
    """What the notice that solicits opinions on a draft is called."""
    return f"关于公开征求{quoted(draft)}意见的公告"


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def participation_summary(starts: dt.date, ends: dt.date, opinions: Sequence[Opinion]) -> str:
    """The result of public participation as it is published; that no opinion came in is a result too."""
    period = f"{_day(starts)}至{_day(ends)}，就本事项向社会公开征求意见。"
    if not opinions:
        return f"{period}征求意见期间未收到意见。"
    answers = Counter(each.answer.disposition for each in opinions if each.answer)
    repeated = sum(1 for each in opinions if each.answer and each.answer.duplicate_of)
    counts = "，".join(f"{each.label.zh}{answers[each]}条" for each in Disposition)
    like = f"，其中重复意见{repeated}条" if repeated else ""
    return f"{period}征求意见期间共收到意见{len(opinions)}条{like}。经归类整理、研究论证，{counts}。处理情况和理由逐条公布。"


def own_reason(duplicate_of: int | None, reason: str) -> str:
    """The reason of an answer, nothing where it but points to the answer of the earlier opinion it repeats: that is said anyway."""
    if not duplicate_of:
        return reason
    like = f"第{duplicate_of}条(?:的?意见)?"
    rest = re.sub(rf"[与和]{like}(?:相同|一致|重复)|(?:处理|答复)?(?:理由)?[同见]{like}|一并答复", "", reason)
    return reason if rest.strip("，。；、（） \n") else ""


def expert_questions(title: str, aspects: Sequence[str]) -> str:
    """What the experts are asked: the aspects the rule names."""
    return f"请对{quoted(title)}的{'、'.join(aspects)}进行论证，提出书面意见。"


def expert_materials(title: str, version: int) -> str:
    """What experts are given in any case."""
    return f"{quoted(title)}（第{version}版）及起草说明。"


def expert_summary(method: ReviewMethod, experts: Sequence[Expert]) -> str:
    """What the experts concluded, in numbers."""
    opinions = Counter(each.opinion.conclusion for each in experts if each.opinion)
    counts = "，".join(f"{each.label.zh}{opinions[each]}名" for each in ExpertConclusion if opinions[each])
    return f"本次论证采取{method.label.zh}方式，共有{opinions.total()}名专家提出书面论证意见，其中{counts}。"


def not_covered(exclusion: Exclusion, governed_by: str) -> str:
    """Why a matter is not taken up as a major decision, and what it is dealt with under instead."""
    instead = f"应当依照{governed_by}办理" if governed_by.strip() else "应当依照有关规定办理"
    return f"该事项属于{exclusion.label.zh}，不适用重大行政决策程序，{instead}。"
