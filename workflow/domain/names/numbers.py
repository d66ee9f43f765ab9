"""The register of document numbers in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import NumberUse

NAMES = StageNames(
    parts={
        facts.NumberCode: of(
            code="机关代字｜Agency code",
            use="用途｜What papers it is for",
            since="启用日期｜Since when the organ uses it",
        ),
        facts.NumberCodeClosing: of(
            reason="停用理由｜Why it is no longer used",
        ),
        facts.SeriesStart: of(
            year="年度｜Year of the series",
            first="起始顺序号｜First serial number given here",
        ),
        facts.GivenNumber: of(
            year="年度｜Year of the series",
            serial="顺序号｜Serial number",
            title="文件标题｜Title of the paper",
            matter="所属事项｜Number of the matter; left out: of none",
            paper="文书代号｜Key of the paper; left out: not said",
        ),
        facts.VoidedNumber: of(
            reason="作废理由｜Why it was not used",
        ),
    },
    kinds=texts(
        {
            "number_code": ("机关代字", "Agency code"),
            "number_closing": ("机关代字停用", "Agency code closed"),
            "series_start": ("起始号", "Beginning of a series"),
            "given_number": ("发文字号", "Document number given"),
            "voided_number": ("发文字号作废", "Document number voided"),
        }
    ),
    fields=texts(
        {
            "code": ("机关代字", "Agency code"),
            "use": ("用途", "For"),
            "first": ("起始顺序号", "First serial number"),
            "serial": ("顺序号", "Serial number"),
            "matter": ("所属事项", "Matter"),
            "paper": ("文书代号", "Paper"),
        }
    ),
    special=texts(
        {
            "number.taken.matter": ("所属事项", "Matter"),
            "number_code.since": ("启用日期", "In use since"),
            "number_closing.reason": ("停用理由", "Reason of the closing"),
            "voided_number.reason": ("作废理由", "Reason of the voiding"),
            "given_number.title": ("文件标题", "Title of the paper"),
        }
    ),
    words={"number_code.use": NumberUse, "number.code.use": NumberUse},
)
