"""The work ledger in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import WorkKind

_FIGURES = {
    "sessions": ("场次", "Sessions"),
    "people": ("参加人次", "People taking part"),
    "sat": ("参加考试人数", "People who sat"),
    "passed": ("考试合格人数", "People who passed"),
    "materials": ("发放宣传资料", "Leaflets handed out"),
    "meetings": ("主持会议研究法治工作次数", "Meetings on the rule of law"),
    "reports": ("听取法治工作汇报次数", "Reports listened to"),
    "made": ("制定、修订制度", "Institutions made or amended"),
    "repealed": ("废止制度", "Institutions repealed"),
    "reviewed": ("审核数", "Reviewed"),
    "changed": ("提出修改意见数", "Changed after review"),
    "inspections": ("执法检查次数", "Inspections"),
    "cases": ("立案查处", "Cases filed"),
    "simple": ("适用简易程序", "By summary procedure"),
    "general": ("适用普通程序", "By ordinary procedure"),
    "coercions": ("行政强制次数", "Administrative coercion"),
    "fines": ("罚款（元）", "Fines (yuan)"),
    "published": ("公开信息条数", "Information published"),
    "received": ("收到投诉举报", "Complaints received"),
    "verified": ("查证属实", "Found true"),
    "handled": ("办结", "Dealt with"),
    "answered": ("向投诉举报人反馈", "Answered to the complainant"),
}
_TOLD = {
    "kind": ("台账类别", "Kind"),
    "number": ("台账编号", "Number"),
    "version": ("版次", "Version"),
    "files": ("佐证材料", "Evidence"),
    **_FIGURES,
}
"""What the entries of the log tell of it."""
_ACTS = ("work.recorded", "work.corrected", "work.withdrawn")

NAMES = StageNames(
    parts={
        facts.WorkFigures: of(**{key: "｜".join(words) for key, words in _FIGURES.items()}),
        facts.WorkRecord: of(
            kind="台账类别｜What it tells of",
            number="台账编号｜Number in the ledger",
            version="版次｜Version of the entry",
            unit="填报单位｜The unit whose work it is",
            began="开始日期｜First day, where it lasted",
            title="工作名称｜What it was",
            text="经过和结果｜What was done and what came of it",
            participants="主持、参加人员｜Officials who led or took part",
            files="佐证材料｜Evidence",
            no_files="没有电子材料的原因｜Why there is no evidence",
            reason="更正理由｜Why it is corrected",
        ),
        facts.WorkWithdrawal: of(
            reason="撤回理由｜Why it is withdrawn",
        ),
    },
    kinds=texts(
        {
            "work_record": ("工作台账条目", "Entry of the work ledger"),
            "work_withdrawal": ("撤回工作台账条目", "Withdrawal of an entry of the work ledger"),
        }
    ),
    fields=texts(
        {
            "unit": ("填报单位", "Unit"),
            "began": ("开始日期", "First day"),
            "title": ("工作名称", "Title"),
            "text": ("经过和结果", "What was done"),
            "participants": ("主持、参加人员", "Who led or took part"),
            "no_files": ("没有电子材料的原因", "Why there is no evidence"),
            "reason": ("理由", "Reason"),
            **_TOLD,
        }
    ),
    special=texts({f"{act}.{key}": words for act in _ACTS for key, words in _TOLD.items()}),
    words={
        "work_record.kind": WorkKind,
        **{f"{act}.kind": WorkKind for act in _ACTS},
    },
)
