"""Drafting in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import OptionalStage, PlannedStage, Trait, WithholdGround

NAMES = StageNames(
    parts={
        facts.Basis: of(
            title="依据名称｜Name of the law, regulation, rule or policy",
            article="条款｜Its article",
        ),
        facts.FileRef: of(
            name="文件名｜Name of the file",
            digest="文件摘要｜SHA-256 of the file, in hex",
            size="字节数｜Its size in bytes",
            media_type="文件类型｜Its media type",
        ),
        facts.Draft: of(
            version="版本号｜Number of the version",
            title="草案标题｜Title of the draft",
            body="正文｜Text of the draft",
            note="起草说明｜The drafting note",
            change="修改说明｜What changed since the version before",
            bases="依据｜What the draft rests on",
            files="附件｜Files attached",
            traits="涉及情形｜What the matter touches, which says what applies",
            skips="不适用的环节｜The stages that do not apply",
            omissions="不履行的目录程序｜The stages the catalogue plans that are left out",
            earlier="此前没有办成、草案内容相同的事项｜Numbers of matters that came to nothing of which a draft had the same text",
            differs="与此前事项的不同｜In what it differs from them",
            why_dropped="不再涉及的理由｜Why it no longer touches what an earlier version declared",
            beyond="原则通过后的修改是否超出会议决定的范围｜Whether a version made after adoption in principle goes beyond what the meeting decided",
            author="起草人｜Who wrote it",
            author_id="起草人账号｜The author's account; left out for papers",
        ),
        facts.Omission: of(
            stage="程序｜The stage that is left out",
            reason="理由｜Why",
        ),
        facts.Skip: of(
            stage="环节｜The stage that does not apply",
            ground="不适用的理由｜Why it does not apply",
            decided_by="决定人｜Who decided so",
            by_law="不予公开的法定情形｜The lawful ground for not making the matter public (Order 711 arts. 14 to 16)",
            decided_on="决定日期｜The day it was decided",
            citation="所依据的法律、行政法规｜The law it rests on",
            scope="不予公开的范围｜What is not made public; without a decider, it asks for a decision",
        ),
    },
    kinds=texts(
        {
            "draft": ("草案", "Draft"),
        }
    ),
    fields=texts(
        {
            "reason": ("理由", "Reason"),
            "version": ("草案版本", "Draft version"),
            "body": ("正文", "Text of the draft"),
            "note": ("说明", "Note"),
            "change": ("本版修改内容", "What this version changes"),
            "bases": ("决策依据", "Legal bases"),
            "article": ("条款", "Article"),
            "files": ("附件", "Files"),
            "digest": ("文件摘要（SHA-256）", "SHA-256 of the file"),
            "size": ("字节数", "Bytes"),
            "media_type": ("文件类型", "File type"),
            "why_dropped": ("不再涉及的理由", "Why it no longer touches it"),
            "beyond": ("超出会议决定的范围", "Beyond what the meeting decided"),
            "author": ("起草人", "Drafted by"),
            "author_id": ("起草人编号", "Drafter's id"),
            "traits": ("涉及情形", "What it touches"),
            "skips": ("不适用的环节", "Stages that do not apply"),
            "omissions": ("不履行的目录程序", "Planned stages left out"),
            "stage": ("环节", "Stage"),
            "ground": ("不适用的理由", "Ground"),
            "by_law": ("不予公开的法定情形", "Lawful ground"),
            "decided_on": ("决定日期", "Decided on"),
        }
    ),
    special=texts(
        {
            "draft.note": ("起草说明", "Drafting note"),
            "draft.title": ("草案名称", "Title of the draft"),
            "files.name": ("文件名", "File name"),
            "bases.title": ("依据名称", "Title"),
            "skips.decided_by": ("决定人", "Decided by"),
            "drafting.save.files": ("附件摘要（SHA-256）", "SHA-256 of the files"),
        }
    ),
    words={
        "traits": Trait,
        "stage": OptionalStage,
        "omissions.stage": PlannedStage,
        "by_law": WithholdGround,
    },
)
