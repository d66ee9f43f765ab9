"""Publication and archive in words: its facts, their fields, and the terms that stand in them."""

from __future__ import annotations

from workflow.domain import facts
from workflow.domain.names.base import StageNames, of, texts
from workflow.domain.terms import CongressForm, PartyReportKind, PublishChannel, Reconsidered

NAMES = StageNames(
    parts={
        facts.PartyReport: of(
            kind="方式｜Request or report",
            number="文号｜Document number",
            approved_by="签发人｜Who signed it for dispatch",
            text="内容｜Text",
            reply="批复意见｜The reply",
            reply_on="批复日期｜The day of the reply",
            agreed="批复是否同意｜Whether the reply agrees",
            anew="重新录入的理由｜Why it repeats or takes back what an earlier record said",
        ),
        facts.CongressReport: of(
            form="方式｜Submitted for decision or reported",
            recipient="报送对象｜The congress, its standing committee or presidium",
            number="文号｜Document number",
            text="内容｜Text",
            reply="讨论决定或者审议意见｜What it decided or said",
            agreed="人大是否同意｜Whether it decided for the matter",
            anew="重新录入的理由｜Why it repeats or takes back what an earlier record said",
        ),
        facts.Reconsideration: of(
            way="处理方式｜What becomes of it",
            reason="理由｜Why",
            version="草案版本号｜The version of the draft it stood at",
            decided_by="决定人｜Who decided",
        ),
        facts.Publication: of(
            number="发文字号｜Document number",
            title="公布的标题｜Title as published",
            retitled="标题与讨论决定的草案不一致的理由｜Why the title is not that of the draft decided on",
            formed_on="成文日期｜Date of the document",
            addressed_to="主送机关｜Whom the document is addressed to",
            copied_to="抄送机关｜Who has a copy of it",
            printed_by="印发机关｜Who had it printed",
            printed_on="印发日期｜The day it was printed",
            publish_by="公布期限｜The last day to publish, as computed when it was published",
            calendar="工作日历版本｜The version of the calendar it was computed by",
            channels="公布途径｜Where it was published",
            wide_concern="是否普遍关心或者专业性、技术性较强｜Whether the public cares widely or the matter is technical",
            explanation="采纳情况说明｜What became of public and expert opinions",
            interpretation="宣传解读｜How the decision was interpreted to the public",
        ),
        facts.ArchiveItem: of(
            key="材料代号｜Key of the record",
            title="题名｜Title",
            responsible="责任者｜Who made it",
            on="日期｜Its date",
            pages="页数｜Pages",
            note="备注｜Note",
        ),
        facts.Archive: of(
            retention="保管期限｜Retention, a key of the profile's vocabulary retention",
            received_by="接收人｜Who received it",
            unconfirmed="会议记录未经全部到会人员确认的原因｜Why not everybody who was there confirmed the record",
            items="卷内目录｜The in-file list",
        ),
        facts.Handover: of(
            recipient="接收单位｜Who keeps it from now on",
            received_by="接收人｜Who received it",
            handed_by="移交人｜Who handed it over",
            package="档案包的SHA-256｜SHA-256 of the package, in hex",
            as_of="档案包截至的日志条目｜The entry of the log up to which the package holds the record",
            note="说明｜Note",
        ),
        facts.ArchiveSupplement: of(
            received_by="接收人｜Who received it",
            items="补充目录｜The further list",
        ),
    },
    kinds=texts(
        {
            "party_report": ("向同级党委请示报告", "Report to the Party committee"),
            "reconsideration": ("没有获得同意的处理", "What became of a decision not agreed to"),
            "publication": ("决策公布", "Publication"),
            "archive": ("归档", "Archive"),
            "congress_report": ("提请人大讨论决定或者报告", "The matter before the people's congress"),
            "archive_supplement": ("补充归档", "Supplement to the archive"),
            "handover": ("档案移交", "Handover of the package"),
        }
    ),
    fields=texts(
        {
            "reply": ("批复意见", "Reply"),
            "reply_on": ("批复日期", "Replied on"),
            "wide_concern": ("社会关注度高或者专业性强", "Of wide concern or technical"),
            "explanation": ("意见采纳情况说明", "What became of opinions, as published"),
            "interpretation": ("政策解读", "Interpretation"),
            "form": ("方式", "Form"),
            "recipient": ("报送对象", "Recipient"),
            "formed_on": ("成文日期", "Date of the document"),
            "addressed_to": ("主送机关", "Addressed to"),
            "copied_to": ("抄送机关", "Copies to"),
            "printed_by": ("印发机关", "Printed by"),
            "printed_on": ("印发日期", "Printed on"),
            "publish_by": ("公布期限", "To be published by"),
            "retention": ("保管期限", "Retention"),
            "received_by": ("档案接收人", "Received by"),
            "items": ("卷内文件", "In-file list"),
            "unconfirmed": ("会议记录未经确认的原因", "Why the record is not confirmed by all"),
            "retitled": ("标题与草案不一致的理由", "Why the title is not that of the draft"),
            "key": ("条目", "Item"),
            "responsible": ("责任者", "Responsible"),
            "pages": ("页数", "Pages"),
            "handed_by": ("移交人", "Handed over by"),
            "package": ("档案包的SHA-256", "SHA-256 of the package"),
            "as_of": ("档案包截至的日志条目", "Package as of entry"),
        }
    ),
    special=texts(
        {
            "reconsideration.way": ("处理方式", "What becomes of it"),
            "publication.reconsider.way": ("处理方式", "What becomes of it"),
            "publication.number": ("发文字号", "Document number"),
            "party_report.number": ("文号", "Document number"),
            "party_report.approved_by": ("签发人", "Signed by"),
            "congress_report.number": ("文号", "Document number"),
            "congress_report.agreed": ("讨论决定结果是否同意", "Whether it decided for it"),
            "congress_report.reply": ("讨论决定或者审议意见", "What it decided or said"),
            "publication.supplement_archive.items": ("补充文件（件）", "Items"),
            "archive.note": ("备注", "Note"),
            "handover.recipient": ("接收单位", "Recipient"),
            "handover.note": ("说明", "Note"),
            "publication.hand_over.recipient": ("接收单位", "Recipient"),
            "publication.publish.number": ("发文字号", "Document number"),
            "publication.archive.items": ("卷内文件（件）", "Items"),
        }
    ),
    words={
        "publication.channels": PublishChannel,
        "party_report.kind": PartyReportKind,
        "reconsideration.way": Reconsidered,
        "publication.reconsider.way": Reconsidered,
        "form": CongressForm,
        "retention": "retention",
        "publication.publish.channels": PublishChannel,
        "publication.report_party.kind": PartyReportKind,
    },
)
