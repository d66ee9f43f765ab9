"""Decisions from before the system in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Category, Imported

_FIELDS = {
    "number": ("登记编号", "Number in the register"),
    "version": ("版次", "Version"),
    "title": ("决策事项名称", "Title of the decision"),
    "category": ("事项类别", "Category"),
    "unit": ("承办单位", "Unit that undertook it"),
    "meeting": ("作出决定的会议", "Meeting that decided"),
    "document": ("文号", "Document number"),
    "published": ("公布日期", "Published on"),
    "published_where": ("公布途径", "Published in"),
    "participation_from": ("征求意见开始日期", "Opinions asked for from"),
    "participation": ("征求意见结束日期", "Opinions asked for until"),
    "expert_review": ("专家论证日期", "Expert review"),
    "risk_assessment": ("风险评估日期", "Risk assessment"),
    "legality_review": ("合法性审查日期", "Legality review"),
    "deliberation": ("集体讨论日期", "Collective deliberation"),
    "remark": ("备注", "Remark"),
    "files": ("附件", "Files"),
    "findings": ("登记时的检查情况", "What the rules said when it was recorded"),
    "reason": ("理由", "Reason"),
}
_FINDING = {
    "rule": ("规则", "Rule"),
    "basis": ("依据", "Basis"),
    "basis_en": ("依据（英文）", "Basis (English)"),
    "detail": ("情况", "What was found"),
    "detail_en": ("情况（英文）", "What was found (English)"),
}
_NEW = {"participation_from", "published_where", "legality_review", "expert_review", "risk_assessment", "deliberation"}
_ACTS = ("past.recorded", "past.corrected", "past.withdrawn")
_IMPORT = {
    "imported": ("导入内容", "What was imported"),
    "file": ("文件摘要（SHA-256）", "Digest of the file (SHA-256)"),
    "rows": ("文件行数", "Rows of the file"),
    "taken": ("导入行数", "Rows taken"),
}

NAMES = StageNames(
    parts={
        facts.PastFinding: of(**{key: "｜".join(words) for key, words in _FINDING.items()}),
        facts.PastDecision: of(**{key: "｜".join(words) for key, words in _FIELDS.items()}),
        facts.PastWithdrawal: of(reason="撤回理由｜Why it is withdrawn"),
    },
    kinds=texts(
        {
            "past_decision": ("以往决策登记", "Record of a past decision"),
            "past_withdrawal": ("撤回以往决策登记", "Withdrawal of the record of a past decision"),
        }
    ),
    fields=texts(
        {
            **{key: words for key, words in _FIELDS.items() if key in _NEW},
            **{key: words for key, words in _FINDING.items() if key != "basis"},
            **_IMPORT,
        }
    ),
    special=texts(
        {
            **{f"past_decision.{key}": words for key, words in _FIELDS.items()},
            **{f"findings.{key}": words for key, words in _FINDING.items()},
            **{f"past_withdrawal.{key}": _FIELDS[key] for key in ("reason",)},
            **{f"{act}.{key}": words for act in _ACTS for key, words in _FIELDS.items()},
            **{f"import.taken.{key}": words for key, words in _IMPORT.items()},
        }
    ),
    words={
        "past_decision.category": Category,
        **{f"{act}.category": Category for act in _ACTS},
        "import.taken.imported": Imported,
    },
)
