"""What each part of a dossier is called, and the JSON Schema of a dossier's file made from it.

The Chinese name is the schema's title, the English sentence with the Chinese one its description; messages about a file
name a place by them.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from workflow.domain import facts, terms
from workflow.domain.dossier import Dossier, Plan
from workflow.domain.text import Text


class Named(NamedTuple):
    """What a key is called in Chinese, and what it holds, in English."""

    zh: str
    en: str


def _of(**names: str) -> dict[str, Named]:
    return {key: Named(*words.split("｜")) for key, words in names.items()}


NAMES: dict[type[BaseModel], dict[str, Named]] = {
    facts.Fact: _of(
        on="日期｜The day it happened, as claimed, in Asia/Shanghai",
        entered="录入时间｜The moment it was entered into the system; left out for papers",
    ),
    Dossier: _of(
        title="决策事项名称｜Title of the decision",
        organ="决策机关｜The decision-making organ",
        state="所处状态｜How far it has come, as a main state of the procedure; left out: as far as the facts go",
        plan="目录计划｜What the annual catalogue promised",
        proposal="决策事项建议｜The proposal",
        study="研究论证｜The study of the proposal",
        initiation="启动决定｜The decision to start the procedure",
        refusal="不予启动决定｜The decision not to start",
        drafts="决策草案各版本｜The versions of the draft, oldest first",
        notice="征求意见公告｜The public notice soliciting opinions",
        opinions="收到的意见｜The opinions received",
        participation="意见采纳情况｜The published result of public participation",
        expert_review="专家论证｜The expert review",
        risk_assessments="风险评估各次｜The rounds of risk assessment, oldest first",
        reviews="合法性审查各次｜The rounds of legality review, oldest first",
        meetings="讨论会议各次｜The meetings, oldest first",
        party_report="向同级党委请示报告｜The request or report to the Party committee",
        publication="决策公布｜The publication",
        archive="归档｜The archiving",
    ),
    Plan: _of(
        listed="目录公布日期｜The day the catalogue was published",
        due="计划完成日期｜The day by which the decision is due",
    ),
    facts.Proposal: _of(
        title="建议名称｜Title of the proposal",
        category="事项类别｜Kind of matter (Order 713 art. 3)",
        source="建议来源｜Who brought it forward (Order 713 art. 10)",
        unit="提出单位｜The proposing unit",
        proposer="提出人｜Who proposes",
        problem="拟解决的主要问题｜The main problem to solve",
        basis="建议理由和依据｜Reasons and basis",
        plan="初步方案｜The preliminary plan",
        necessity="必要性｜Why it is necessary",
        feasibility="可行性｜Why it is feasible",
    ),
    facts.Study: _of(
        unit="研究论证单位｜The unit that studied it",
        necessary="是否确有必要｜Whether it found the matter necessary",
        opinion="研究论证意见｜What it found",
    ),
    facts.Initiation: _of(
        approved_by="签发的行政首长｜The chief who signed",
        deputy="审核的分管负责人｜The deputy in charge who checked",
        deputy_on="审核日期｜The day of that check",
        units="承办单位｜The undertaking units",
        lead_unit="牵头单位｜The lead unit; needed where there are several",
        due="要求完成日期｜The day by which it is to be done",
    ),
    facts.Refusal: _of(approved_by="决定人｜Who decided", reason="理由｜The reason"),
    facts.Basis: _of(title="依据名称｜Name of the law, regulation, rule or policy", article="条款｜Its article"),
    facts.FileRef: _of(
        name="文件名｜Name of the file",
        digest="文件摘要｜SHA-256 of the file, in hex",
        size="字节数｜Its size in bytes",
        media_type="文件类型｜Its media type",
    ),
    facts.Draft: _of(
        version="版本号｜Number of the version",
        title="草案标题｜Title of the draft",
        body="正文｜Text of the draft",
        note="起草说明｜The drafting note",
        change="修改说明｜What changed since the version before",
        bases="依据｜What the draft rests on",
        files="附件｜Files attached",
        author="起草人｜Who wrote it",
        author_id="起草人账号｜The author's account; left out for papers",
    ),
    facts.Notice: _of(
        version="草案版本号｜The version of the draft it publishes",
        title="公告标题｜Title of the notice",
        channels="公布途径｜Where it was made known",
        ways="提出意见的方式｜How opinions may be sent",
        contact="联系方式｜Where to send them",
        starts="起始日期｜First day of the period",
        ends="截止日期｜Last day of the period",
        shortened_reason="缩短期限的理由｜Why the period is shorter, as the notice says",
    ),
    facts.Answer: _of(
        disposition="处理结果｜Adopted, partly adopted or not",
        reason="理由｜The reason",
        duplicate_of="相同意见的编号｜Number of the opinion it is the like of",
    ),
    facts.Opinion: _of(
        number="编号｜Number of the opinion",
        channel="收到的渠道｜How it came in",
        text="意见内容｜What it says; who sent it is left out",
        answer="研究处理｜What became of it",
    ),
    facts.ParticipationResult: _of(summary="采纳情况｜The result as published; no opinion at all is a result too"),
    facts.ExpertOpinion: _of(
        legality="合法性｜On legality",
        necessity="必要性｜On necessity",
        feasibility="可行性｜On feasibility",
        soundness="科学性｜On soundness",
        risk="风险可控性｜On controllability of risk",
        conclusion="结论｜Supports, supports with changes, or opposes",
        signed="是否署名、盖章｜Whether it is signed or sealed",
    ),
    facts.ExpertFeedback: _of(disposition="处理情况｜What was done with it", reason="理由｜Why"),
    facts.Expert: _of(
        number="编号｜Number of the expert",
        name="姓名（名称）｜Name of the expert or body",
        field="专业领域｜Field",
        unit="单位｜Unit",
        no_interest="声明无直接利害关系｜Whether the expert declared no direct interest",
        opinion="书面论证意见｜The written opinion",
        feedback="反馈｜What the expert was told became of it",
    ),
    facts.ExpertResult: _of(summary="论证结论｜The result"),
    facts.ExpertReview: _of(
        method="论证方式｜How it was held",
        version="草案版本号｜The version reviewed",
        questions="论证的问题｜What was asked",
        experts="专家｜The experts",
        result="办结情况｜The conclusion",
    ),
    facts.RiskPoint: _of(
        description="风险情形｜What may happen",
        likelihood="可能性（1至5）｜Likelihood, 1 least to 5",
        impact="影响程度（1至5）｜Impact, 1 least to 5",
        measure="防范措施｜The measure against it",
        response="处置预案｜The response plan",
    ),
    facts.RiskReport: _of(
        departments="听取意见的部门｜The departments heard",
        level="风险等级｜The level, a key of the profile's vocabulary risk_levels",
        text="报告内容｜Circumstances, basis and reasons",
        points="风险点｜The risk points",
    ),
    facts.RiskFinding: _of(
        controllable="是否可控｜Whether the organ finds the risk controllable",
        decided_by="认定人｜Who found so",
        reason="理由｜Why",
    ),
    facts.RiskAssessment: _of(
        version="草案版本号｜The version assessed",
        methods="评估方法｜How it was assessed",
        assessor="评估单位｜Who assessed",
        third_party="是否委托第三方｜Whether a third party was commissioned",
        report="风险评估报告｜The report",
        finding="风险可控性认定｜The organ's finding",
    ),
    facts.Submission: _of(
        version="送审版本号｜The version submitted",
        materials="送审材料｜The materials handed in",
        preliminary="承办单位合法性审查意见｜The unit's own legality opinion",
        preliminary_by="该意见的审查人｜Who gave it",
        submitted_by="送审人｜Who submitted",
    ),
    facts.Acceptance: _of(
        reviewer="审查人｜The reviewer",
        reviewer_id="审查人账号｜The reviewer's account; left out for papers",
        guaranteed_until="审查时间保证至｜The day to which the time is guaranteed, as computed then",
        calendar="工作日历版本｜The calendar it was computed by",
    ),
    facts.ReturnOfMaterials: _of(reason="退回理由｜Why the materials were returned"),
    facts.Supply: _of(
        text="补充情况｜What was supplied",
        guaranteed_until="审查时间保证至｜The day to which the time is guaranteed, as computed then",
        calendar="工作日历版本｜The calendar it was computed by",
    ),
    facts.Supplement: _of(request="要求补充的材料｜What was asked for", supply="补充｜The answer"),
    facts.CounselOpinion: _of(
        kind="意见人类别｜Legal counsel or public-service lawyer",
        name="姓名｜Name",
        text="法律意见｜The opinion",
    ),
    facts.AspectFinding: _of(
        aspect="审查事项｜The aspect reviewed",
        conforms="是否符合｜Whether it conforms to law",
        text="审查意见｜The reviewer's words",
    ),
    facts.Conclusion: _of(
        number="文号｜Document number",
        findings="逐项审查意见｜The findings, aspect by aspect",
        conclusion="审查结论｜The conclusion, a key of the profile's vocabulary conclusions",
        text="意见书正文｜Text of the opinion",
        advice="建议｜Advice",
        risk="明示的法律风险｜The legal risk stated (exploratory reform)",
        short_time_reason="审查时间较短的理由｜Why less time was enough",
        reviewer="审查人｜The reviewer",
        reviewer_id="审查人账号｜The reviewer's account; left out for papers",
        working_days="所用工作日｜Working days from complete materials to the opinion",
    ),
    facts.LegalityReview: _of(
        round="次数｜Number of the round",
        submission="送审｜The submission",
        acceptance="受理｜The acceptance",
        returned="退回｜The return of the materials",
        supplements="补充材料｜The requests for supplements",
        counsel="法律顾问、公职律师意见｜The opinions of counsel",
        conclusion="合法性审查意见书｜The written opinion",
    ),
    facts.Statement: _of(
        order="发言次序｜Place in the order of speaking, from 1",
        position="态度｜The position in one word",
        words="发言内容｜What was said",
    ),
    facts.Member: _of(
        number="编号｜Number of the member",
        name="姓名｜Name",
        post="职务｜Post",
        chief="是否行政首长｜Whether this is the chief (or who acts as such)",
        present="是否到会｜Whether present; left out while not recorded",
        absence_reason="缺席原因｜Why absent",
        statement="发言｜The statement",
        vote="表决意见｜The vote",
        dissent="不同意见｜The dissent, in the member's own words",
    ),
    facts.Resolution: _of(
        outcome="决定｜The outcome, a key of the profile's vocabulary outcomes",
        text="决定内容｜The decision",
        majority_reason="与多数人意见不一致的理由｜The reason for deciding against the majority",
        minutes="会议纪要｜The minutes",
    ),
    facts.Meeting: _of(
        version="草案版本号｜The version deliberated",
        kind="会议种类｜Kind of meeting, a key of the profile's vocabulary meeting_kinds",
        number="会议次数｜Number of the meeting",
        place="地点｜Place",
        chair="主持人｜Chair",
        agenda="议题｜Agenda item",
        members="应到人员｜The members entitled to attend",
        resolution="决定情况｜The decision taken",
    ),
    facts.PartyReport: _of(
        kind="方式｜Request or report",
        number="文号｜Document number",
        text="内容｜Text",
        reply="批复意见｜The reply",
        reply_on="批复日期｜The day of the reply",
    ),
    facts.Publication: _of(
        number="发文字号｜Document number",
        title="公布的标题｜Title as published",
        channels="公布途径｜Where it was published",
        wide_concern="是否普遍关心或者专业性、技术性较强｜Whether the public cares widely or the matter is technical",
        explanation="采纳情况说明｜What became of public and expert opinions",
        interpretation="宣传解读｜How the decision was interpreted to the public",
    ),
    facts.ArchiveItem: _of(
        key="材料代号｜Key of the record",
        title="题名｜Title",
        responsible="责任者｜Who made it",
        on="日期｜Its date",
        pages="页数｜Pages",
        note="备注｜Note",
    ),
    facts.Archive: _of(
        retention="保管期限｜Retention, a key of the profile's vocabulary retention",
        received_by="接收人｜Who received it",
        items="卷内目录｜The in-file list",
    ),
}


def name_of(part: type[BaseModel], key: str) -> Text:
    """What `key` of `part` is called; a key without a name is its own name."""
    for each in part.__mro__:
        if each in NAMES and key in NAMES[each]:
            return Text(NAMES[each][key].zh, NAMES[each][key].en)
    return Text(key, key)


@cache
def _parts() -> dict[str, type[BaseModel]]:
    return {part.__name__: part for part in NAMES}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a dossier's file. What stands in it is ours: no time, no machine."""
    found = Dossier.model_json_schema()
    definitions: dict[str, Any] = found["$defs"]
    for name, each in [("Dossier", found), *definitions.items()]:
        if "enum" in each:
            labels = [term.label for term in getattr(terms, name)]
            each["description"] = "; ".join(
                f"{key}: {label.zh} ({label.en})" for key, label in zip(each["enum"], labels, strict=True)
            )
            each.pop("title", None)
            continue
        each.pop("title", None)
        for key, value in each["properties"].items():
            label = name_of(_parts()[name], key)
            value["title"] = label.zh
            value["description"] = f"{label.en}. {label.zh}。"
    title = "重大行政决策卷宗 Dossier of a major administrative decision"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **found}
