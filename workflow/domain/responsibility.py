"""Who did what in a decision, from proposal to evaluation (713 art. 38, 337 art. 38).

The system keeps the record and judges nobody. Dissent is marked, since it reduces or exempts from liability
(713 art. 38(3)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflow.domain.deeds import Deed, after_colon, against, deed, plain
from workflow.domain.deedsafterwards import afterwards
from workflow.domain.dossier import Dossier
from workflow.domain.evidence import Labels
from workflow.domain.facts import (
    FinalCheck,
    Hearing,
    LegalityReview,
    Meeting,
    Member,
    Notice,
    ParticipationResult,
)
from workflow.domain.seated import seated
from workflow.domain.terms import Position, Vote
from workflow.domain.text import Text


def deeds(dossier: Dossier, labels: Labels) -> list[Deed]:
    """Everything people and units answer for, in the order of the procedure."""
    parts = (
        _initiation(dossier),
        _drafting(dossier),
        _participation(dossier),
        *(_hearing(each) for each in dossier.hearings),
        _experts(dossier),
        _risk(dossier, labels),
        _competition(dossier),
        *(_review(each, labels) for each in dossier.reviews),
        _party(dossier),
        *(_counted(dossier, each) for each in dossier.meetings),
        *(_meeting(each, labels) for each in dossier.meetings),
        *(_checked(each) for each in dossier.final_checks),
        afterwards(dossier),
    )
    return [each for part in parts for each in part]


def _lead(dossier: Dossier) -> str:
    return dossier.initiation.lead_unit if dossier.initiation else ""


def _initiation(dossier: Dossier) -> Iterator[Deed]:
    if proposal := dossier.proposal:
        who = proposal.proposer or proposal.unit
        yield deed(
            "initiation.propose", proposal, "提出决策事项建议", "Proposed the matter", who, proposal.source.label
        )
    if study := dossier.study:
        said = Text("确有必要", "necessary") if study.necessary else Text("没有必要", "not necessary")
        yield deed("initiation.study", study, "研究论证", "Studied it", study.unit, said)
    if initiation := dossier.initiation:
        if initiation.deputy:
            checked = deed(
                "initiation.approve", initiation, "分管负责人审核", "Checked it as deputy", initiation.deputy
            )
            yield replace(checked, on=initiation.deputy_on or initiation.on)
        said = Text("承办单位：{units}", "undertaken by: {units}").fmt(units="、".join(initiation.units))
        yield deed("initiation.approve", initiation, "签发启动", "Signed the start", initiation.approved_by, said)
    if refusal := dossier.refusal:
        act, zh, en = (
            ("initiation.stop", "决定终止办理", "Went no further with it")
            if dossier.initiation
            else ("initiation.decline", "决定不予启动", "Declined it")
        )
        yield deed(act, refusal, zh, en, refusal.approved_by, refusal.reason)


def _drafting(dossier: Dossier) -> Iterator[Deed]:
    for draft in dossier.drafts:
        said = Text(f"第{draft.version}版", f"version {draft.version}")
        yield deed("drafting.save", draft, "起草草案", "Wrote the draft", draft.author or _lead(dossier), said)
    if asked := dossier.consultation:
        for unit in asked.units:
            said = Text("{answer}{text}", "{answer}{text}").fmt(answer=unit.answered.label, text=after_colon(unit.text))
            yield deed("drafting.consult", asked, "对征求意见的答复", "Replied when consulted", unit.unit, said)
        if asked.dispute:
            who, issue = _lead(dossier), asked.dispute.issue
            yield deed("drafting.consult", asked, "提出分歧意见报决策机关", "Brought the dispute up", who, issue)


def _participation(dossier: Dossier) -> Iterator[Deed]:
    for decided in dossier.non_disclosures:
        said = Text("同意", "agreed") if decided.agreed else Text("不同意", "not agreed")
        said = Text("{said}：{ground}", "{said}: {ground}").fmt(said=said, ground=decided.ground.label)
        who = decided.decided_by
        yield deed(
            "participation.withhold", decided, "审定不予公开", "Decided on keeping it from the public", who, said
        )
    lead = _lead(dossier)
    for each in dossier.earlier_rounds:
        yield from _round(each.notice, each.result, lead)
        yield deed(
            "participation.reopen", each.reopening, "重新征求意见", "Solicited anew", lead, each.reopening.reason
        )
    yield from _round(dossier.notice, dossier.participation, lead)


def _round(notice: Notice | None, result: ParticipationResult | None, lead: str) -> Iterator[Deed]:
    if notice:
        yield deed("participation.open", notice, "公开征求意见", "Solicited opinions", lead, notice.shortened_reason)
        for amended in notice.amendments:
            yield deed("participation.amend", amended, "更正公告、延长期限", "Amended the notice", lead, amended.reason)
    if result:
        yield deed("participation.conclude", result, "公布采纳情况", "Published the result", lead, result.summary)


def _hearing(hearing: Hearing) -> Iterator[Deed]:
    if held := hearing.sitting:
        yield deed("hearing.hold", held, "主持听证会", "Chaired the hearing", held.host)
        yield deed("hearing.hold", held, "记录听证会", "Kept its record", held.recorder)
    if report := hearing.report:
        yield deed("hearing.report", report, "提出听证报告", "Reported on it", hearing.organiser, report.advice)


def _experts(dossier: Dossier) -> Iterator[Deed]:
    for expert in (each for review in dossier.expert_reviews for each in review.experts):
        if expert.opinion:
            who, said = f"{expert.name}（{expert.unit}）", expert.opinion.conclusion.label
            yield deed("expert_review.opine", expert.opinion, "专家论证", "Gave an expert opinion", who, said)


def _risk(dossier: Dossier, labels: Labels) -> Iterator[Deed]:
    for risk in dossier.risk_assessments:
        if risk.report:
            level = labels.get("risk_levels", {}).get(risk.report.level, plain(risk.report.level))
            yield deed("risk_assessment.report", risk.report, "风险评估", "Assessed the risk", risk.assessor, level)
        if risk.finding:
            said = (
                Text("风险可控", "controllable")
                if risk.finding.controllable
                else Text("风险不可控", "not controllable")
            )
            who = risk.finding.decided_by
            yield deed("risk_assessment.find", risk.finding, "认定风险可控性", "Found on the risk", who, said)


def _competition(dossier: Dossier) -> Iterator[Deed]:
    for each in dossier.competition_reviews:
        who, said = each.examined_by or _lead(dossier), each.conclusion.label
        yield deed("fair_competition.examine", each, "公平竞争审查初审", "Examined competition first", who, said)
        if opinion := each.opinion:
            said = opinion.conclusion.label
            yield deed(
                "fair_competition.conclude", opinion, "公平竞争审查", "Reviewed competition", opinion.reviewer, said
            )


def _party(dossier: Dossier) -> Iterator[Deed]:
    for each in dossier.party_discussions:
        agreed = Text("同意", "agreed") if each.agreed else Text("不同意", "did not agree")
        said = Text("{agreed}{text}", "{agreed}{text}").fmt(agreed=agreed, text=after_colon(each.text))
        yield deed("deliberation.party", each, "党委先行研究", "Discussed it before", each.meeting, said)


def _review(review: LegalityReview, labels: Labels) -> Iterator[Deed]:
    sent = review.submission
    version = Text(f"草案第{sent.version}版", f"version {sent.version}")
    if sent.preliminary_by:
        who = sent.preliminary_by
        yield deed(
            "legality_review.submit", sent, "承办单位合法性审查", "Gave the unit's legality opinion", who, version
        )
    yield deed("legality_review.submit", sent, "送请审查", "Submitted it for review", sent.submitted_by, version)
    for each in review.counsel:
        yield deed("legality_review.counsel", each, each.kind.label.zh, each.kind.label.en, each.name, each.text)
    if done := review.conclusion:
        said = labels.get("conclusions", {}).get(done.conclusion, plain(done.conclusion))
        yield deed("legality_review.conclude", done, "合法性审查", "Reviewed its legality", done.reviewer, said)


def _counted(dossier: Dossier, meeting: Meeting) -> Iterator[Deed]:
    """Who sat in it after changes shortly before, and whom its record does not count as the register does."""
    found = seated(dossier, meeting)
    for text in found.changes:
        yield deed("deliberation.convene", meeting, "会议前组成人员变动", "Members changed before it", "", text)
    for text in found.differing:
        yield deed("deliberation.convene", meeting, "应到人员与登记不一致", "Otherwise than registered", "", text)


def _meeting(meeting: Meeting, labels: Labels) -> Iterator[Deed]:
    for member in meeting.members:
        step, fact = ("deliberation.speak", member.statement) if member.statement else ("deliberation.convene", meeting)
        who = f"{member.name}（{member.post}）" if member.post else member.name
        # whoever took the decision does not dissent from it
        apart = dissents(member) and not (member.chief and meeting.resolution)
        yield deed(step, fact, "集体讨论", "Deliberated", who, _part_of(member), dissent=apart)
    if taken := meeting.resolution:
        chief = next((member.name for member in meeting.members if member.chief), meeting.chair)
        outcome = labels.get("outcomes", {}).get(taken.outcome, plain(taken.outcome))
        said = Text("{outcome}{tail}", "{outcome}{tail}").fmt(outcome=outcome, tail=against(taken.majority_reason))
        yield deed("deliberation.decide", taken, "作出决定", "Took the decision", chief, said)


def _checked(check: FinalCheck) -> Iterator[Deed]:
    said = Text("草案第{version}版：{finding}", "version {version}: {finding}")
    said = said.fmt(version=check.version, finding=check.finding.label)
    yield deed("legality_review.check", check, "核对定稿", "Checked the final text", check.reviewer, said)


def dissents(member: Member) -> bool:
    """Whether a member expressed a different opinion, by word or by vote (713 arts. 30(3) and 38(3))."""
    spoke = member.statement is not None and member.statement.position in (Position.DISAGREE, Position.RESERVED)
    return spoke or member.vote is Vote.AGAINST or bool(member.dissent.strip())


def _part_of(member: Member) -> Text:
    """What a member did in the meeting, in one line."""
    if member.present is False:
        return Text("缺席：{why}", "absent: {why}").fmt(why=member.absence_reason or "—")
    said = []
    if member.statement:
        words = Text("发言：{position}。{words}", "said: {position}. {words}")
        said.append(words.fmt(position=member.statement.position.label, words=member.statement.words))
    if member.vote:
        said.append(Text("表决：{vote}", "voted: {vote}").fmt(vote=member.vote.label))
    if member.dissent:
        said.append(Text("不同意见：{words}", "dissent: {words}").fmt(words=member.dissent))
    return Text("\n".join(each.zh for each in said), "\n".join(each.en for each in said))
