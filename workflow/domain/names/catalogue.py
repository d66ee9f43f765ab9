"""The yearly catalogue in words."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import ItemChange, PlannedStage, PublishChannel

NAMES = StageNames(
    parts={
        facts.Catalogue: of(
            year="目录年度｜The year of the catalogue",
            until="报送建议截止日期｜The day until which units may send proposals",
            call="征集要求｜What the units were asked for",
        ),
        facts.CatalogueItem: of(
            number="序号｜Number of the item in the catalogue",
            change="调整类型｜Whether it was added, changed or removed",
            name="事项名称｜Name of the matter",
            unit="承办单位｜The unit undertaking it",
            basis="法律政策依据｜Its basis in law and policy",
            stages="履行程序｜What it is to go through",
            due="计划完成时间｜The day by which the decision is due",
            remark="备注（公平竞争审查等）｜Remark, as on fair competition review",
            reason="调整理由｜Why the published catalogue is adjusted",
            proposer="报送单位｜The unit that sent it in; empty where the office put it in itself",
        ),
        facts.CatalogueAdoption: of(
            version="目录版本｜The version of the catalogue",
            kind="会议名称｜The kind of meeting",
            meeting="会议届次｜Which meeting it was",
        ),
        facts.CatalogueConsent: of(
            version="目录版本｜The version of the catalogue",
            document="文号｜Number of the document by which the Party committee consented",
        ),
        facts.CataloguePublication: of(
            version="目录版本｜The version of the catalogue",
            document="文号｜Number of the document by which it was published",
            channels="公布渠道｜Where it was published",
        ),
    },
    kinds=texts(
        {
            "catalogue": ("年度目录编制", "Yearly catalogue begun"),
            "catalogue_item": ("目录事项", "Item of the catalogue"),
            "catalogue_adoption": ("目录审议", "Adoption of the catalogue"),
            "catalogue_consent": ("党委同意目录", "Party committee's consent to the catalogue"),
            "catalogue_publication": ("目录公布", "Publication of the catalogue"),
        }
    ),
    fields=texts(
        {
            "until": ("报送建议截止日期", "Proposals until"),
            "call": ("征集要求", "Call for proposals"),
            "change": ("调整类型", "Change"),
            "stages": ("履行程序", "Stages required"),
            "remark": ("备注", "Remark"),
            "catalogue_item": ("对应的目录事项", "Item of the catalogue"),
            "document": ("文号", "Document number"),
        }
    ),
    special=texts(
        {
            "catalogue.begun.until": ("报送建议截止日期", "Proposals until"),
            "catalogue.item.catalogue_item": ("目录事项", "Item of the catalogue"),
            "catalogue.item.change": ("调整类型", "Change"),
            "catalogue.adopted.kind": ("会议种类", "Kind of meeting"),
        }
        | {
            f"catalogue.{act}.version": ("目录版本", "Version of the catalogue")
            for act in ("item", "adopted", "consented", "published")
        }
    ),
    words={
        "catalogue_item.change": ItemChange,
        "catalogue_item.stages": PlannedStage,
        "catalogue_publication.channels": PublishChannel,
        "catalogue_adoption.kind": "meeting_kinds",
        "catalogue.item.change": ItemChange,
        "catalogue.published.channels": PublishChannel,
        "catalogue.adopted.kind": "meeting_kinds",
    },
)
