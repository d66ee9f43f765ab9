"""The expert pool in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import Pool, PoolNoteKind

NAMES = StageNames(
    parts={
        facts.PoolExpert: of(
            pool="所属专家库｜Whose pool the expert belongs to",
        ),
        facts.PoolProfile: of(
            name="姓名（名称）｜Name of the expert or body",
            field="专业领域｜Field",
            unit="工作单位｜Unit",
            post="职务（职称）｜Post or title",
            valid_from="聘期开始日期｜First day of the term",
            valid_until="聘期届满日期｜Last day of the term; left out: without end",
        ),
        facts.PoolNote: of(
            kind="事项类型｜Appraisal, breach, or removal",
            text="具体情况｜What is noted",
        ),
    },
    kinds=texts(
        {
            "pool_expert": ("入库专家", "Expert of the pool"),
            "pool_profile": ("专家登记信息", "Particulars of the expert"),
            "pool_note": ("考核和退出记录", "Appraisal or removal"),
        }
    ),
    fields=texts(
        {
            "pool": ("所属专家库", "Pool"),
            "valid_from": ("聘期开始日期", "Term begins"),
            "valid_until": ("聘期届满日期", "Term ends"),
        }
    ),
    words={
        "pool": Pool,
        "pool_note.kind": PoolNoteKind,
        "expert.noted.kind": PoolNoteKind,
    },
)
