"""Collective deliberation (713 arts. 25, 29 and 30, 337 arts. 26, 29 and 30)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import LegalityReview, Meeting, Member
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import Position, Vote
from workflow.domain.text import Text, joined


def _names(members: list[Member]) -> Text:
    return joined([Text(member.name, member.name) for member in members])


def review_before(dossier: Dossier, meeting: Meeting | None) -> LegalityReview | None:
    """The concluded round of review that a meeting rests on: of its own version and before it, if there is such a one.

    Before there is a meeting it is the newest round.
    """
    if meeting is None:
        return dossier.review if dossier.review and dossier.review.conclusion else None
    concluded = [(each, each.conclusion.on) for each in dossier.reviews if each.conclusion]
    same = [(each, on) for each, on in concluded if each.submission.version == meeting.version]
    fitting = [(each, on) for each, on in same if on <= meeting.on] or same or concluded
    return fitting[-1][0] if fitting else None


@guard()
def review_passed_on_same_draft(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What any meeting deliberates is the version that passed legality review before it, or an exploratory reform whose
    legal risk is stated (713 art. 25(2), 337 art. 26(2))."""
    for meeting in dossier.meetings or (None,):
        yield from _passed(dossier, meeting, setting)


def _passed(dossier: Dossier, meeting: Meeting | None, setting: Setting) -> Iterator[Gap]:
    review = review_before(dossier, meeting)
    conclusion = review.conclusion if review else None
    if review is None or conclusion is None:
        # of what was decided, papers may tell no more than that nothing is on record
        if setting.record and dossier.closed_meeting:
            said = Text(
                "材料中没有会议讨论前合法性审查办结的记录。",
                "There is no record that legality review was concluded before the meeting.",
            )
        else:
            said = Text("草案未经合法性审查。", "The draft has not been through legality review.")
        yield Gap(said)
        return
    effect = setting.effect("conclusions", conclusion.conclusion)
    if effect not in ("proceed", "proceed_with_risk"):
        yield Gap(
            Text(
                "合法性审查结论为“{conclusion}”，草案还不能提交讨论。",
                "Legality review concluded “{conclusion}”: the draft cannot be submitted as it is.",
            ).fmt(conclusion=setting.labels.get("conclusions", {}).get(conclusion.conclusion, conclusion.conclusion))
        )
    reviewed = review.submission.version
    version = meeting.version if meeting else dossier.draft.version if dossier.draft else reviewed
    if version != reviewed:
        yield Gap(
            Text(
                "提交讨论的是草案第{version}版，通过审查的是第{reviewed}版。",
                "Version {version} is before the meeting, version {reviewed} was reviewed.",
            ).fmt(version=version, reviewed=reviewed)
        )
    if meeting and conclusion.on > meeting.on:
        yield Gap(
            Text(
                "会议日期（{meeting}）早于合法性审查意见日期（{review}）。",
                "The meeting ({meeting}) is earlier than the legality opinion ({review}).",
            ).fmt(meeting=meeting.on, review=conclusion.on)
        )


@guard()
def materials_for_meeting(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What must be put before the meeting is in the dossier (713 art. 29, 337 art. 29)."""
    missing = []
    if dossier.draft is None:
        missing.append(Text("草案", "the draft"))
    if dossier.notice and (dossier.participation is None or not tells(dossier.participation.summary)):
        missing.append(Text("社会公众意见的研究采纳情况", "what became of public opinions"))
    if dossier.expert_review and dossier.expert_review.result is None:
        missing.append(Text("专家论证意见的研究采纳情况", "what became of expert opinions"))
    if dossier.risk and not any(each.report for each in dossier.risk_assessments):
        missing.append(Text("风险评估报告", "the risk report"))
    if review_before(dossier, dossier.meeting) is None:
        missing.append(Text("合法性审查意见", "the legality opinion"))
    if missing:
        yield Gap(Text("提交讨论的材料缺少：{what}。", "The meeting materials lack: {what}.").fmt(what=joined(missing)))


@guard(own_fact=True)
def body_competent(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The meeting is one that the profile lets decide; one of the Party alone is not the organ's (713 art. 30(1))."""
    names = setting.labels.get("meeting_kinds", {})
    known = {
        key: Text(f"{key}（{name.zh}）", f"{key} ({name.en})")
        for key, name in names.items()
        if setting.effect("meeting_kinds", key) != "party"
    }
    held = dossier.meeting
    # an agenda is judged until the meeting it gave notice of is there to be judged
    planned = [each for each in dossier.agenda[-1:] if held is None or each.follows(held)]
    for kind in [each.kind for each in (held, *planned) if each and each.kind not in known]:
        yield Gap(
            Text(
                "“{kind}”不是本级可以讨论决定的会议；可以是：{known}。",
                "“{kind}” may not decide here; these may: {known}.",
            ).fmt(kind=names.get(kind, kind), known=joined(list(known.values())))
        )


@guard(own_fact=True)
def one_chief_named(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Who is entitled to attend is listed, and exactly one of them is the chief (713 art. 30)."""
    if dossier.meeting is None:
        yield Gap(Text("没有会议记录。", "There is no record of a meeting."))
        return
    chiefs = [member for member in dossier.meeting.members if member.chief]
    if len(chiefs) != 1:
        yield Gap(
            Text(
                "应到人员中应当有且只有一名行政首长，现有{count}名。",
                "Exactly one member must be the chief; there are {count}.",
            ).fmt(count=len(chiefs))
        )


@guard()
def attendance_recorded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each member entitled is recorded as present, or absent with the reason, and truthfully so (713 art. 30(3))."""
    members = dossier.meeting.members if dossier.meeting else ()
    unknown = [member for member in members if member.present is None]
    if unknown:
        yield Gap(
            Text("没有记录是否到会：{names}。", "Attendance is not recorded for: {names}.").fmt(names=_names(unknown))
        )
    silent = [member for member in members if member.present is False and not says_something(member.absence_reason)]
    if silent:
        yield Gap(Text("没有记录缺席原因：{names}。", "No reason of absence for: {names}.").fmt(names=_names(silent)))
    unheard = [each for each in members if each.present is not None and not each.takes_part]
    acting = [member for member in unheard if member.statement or member.vote]
    if acting:
        yield Gap(
            Text(
                "记录为缺席或者回避的人员却有发言或者表决：{names}。",
                "Recorded as absent or recused, yet with a statement or a vote: {names}.",
            ).fmt(names=_names(acting))
        )


class SpokenParams(Params):
    """What the silence of a member means, where the rule says it: `consent`."""

    silence: Literal["consent"] | None = None

    def strictness(self) -> tuple[int, ...]:
        """What is said of silence goes before saying nothing of it."""
        return (int(self.silence is not None),)

    def numbers(self, convention: Convention) -> Numbers:
        """What silence means."""
        consent = Text("视为同意", "taken as consent")
        return ((Text("未发表意见的", "Silence"), consent),) if self.silence else ()


@guard(SpokenParams, own_fact=True)
def chief_speaks_last(dossier: Dossier, params: SpokenParams, setting: Setting) -> Iterator[Gap]:
    """The chief speaks after all the others who are present (713 art. 30(2), 337 art. 30).

    Where a place takes silence as consent, who says nothing is not waited for; nor is who said nothing to the end.
    """
    waits = not params.silence and not setting.record
    members = dossier.meeting.members if dossier.meeting else ()
    spoken = next((member.statement.order for member in members if member.chief and member.statement), None)
    if spoken is None:
        return
    later = [
        member
        for member in members
        if not member.chief and (member.statement.order >= spoken if member.statement else member.takes_part and waits)
    ]
    if later:
        yield Gap(
            Text(
                "行政首长先于{names}发言；行政首长应当最后发表意见。",
                "The chief spoke before {names}; the chief must speak last.",
            ).fmt(names=_names(later))
        )


@guard(SpokenParams)
def all_have_spoken(dossier: Dossier, params: SpokenParams, setting: Setting) -> Iterator[Gap]:
    """Each member who takes part, the chief among them, gave an opinion (713 art. 30(2)).

    Without the chief nothing is decided; the item can only be put off to another meeting. Where a place takes
    silence as consent, a silent member other than the chief is shown as agreeing, and no other vote of that member can
    stand.
    """
    if dossier.meeting is None:
        return  # that there is no record of a meeting is said by the rule on who is entitled to attend
    members = dossier.meeting.members
    resolution = dossier.meeting.resolution
    if resolution is not None and setting.effect("outcomes", resolution.outcome) == "postponed":
        members = tuple(member for member in members if not member.chief)
    elif not any(member.chief and member.present for member in members):
        yield Gap(Text("行政首长没有到会。", "The chief is not present."))
    elif not any(member.chief and member.takes_part for member in members):
        yield Gap(Text("行政首长回避本议题。", "The chief is recused from this item."))
    silent = [member for member in members if member.takes_part and member.statement is None]
    if params.silence:
        yield from _taken_as_consent([member for member in silent if not member.chief])
        silent = [member for member in silent if member.chief]
    if silent:
        yield Gap(
            Text("到会人员没有发表意见：{names}。", "Present but without a statement: {names}.").fmt(
                names=_names(silent)
            )
        )


def _taken_as_consent(silent: list[Member]) -> Iterator[Gap]:
    contrary = [member for member in silent if member.vote not in (None, Vote.FOR)]
    agreeing = [member for member in silent if member.vote in (None, Vote.FOR)]
    if contrary:
        yield Gap(
            Text(
                "没有发表意见的视为同意，表决却记录为反对或者弃权：{names}。",
                "Silence is taken as consent, yet a vote against or an abstention is recorded for: {names}.",
            ).fmt(names=_names(contrary))
        )
    if agreeing:
        yield Gap(
            Text("没有发表意见，视为同意：{names}。", "Gave no opinion and are taken to agree: {names}.").fmt(
                names=_names(agreeing)
            ),
            excused=True,
        )


def _dissents_silently(member: Member) -> bool:
    if member.vote is Vote.AGAINST:
        return not tells(member.dissent)
    said = member.statement
    apart = said is not None and said.position in (Position.DISAGREE, Position.RESERVED)
    return apart and said is not None and not (tells(said.words) or tells(member.dissent))


@guard(own_fact=True)
def dissent_recorded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Votes of all who take part are recorded, and a dissenting member's own words (713 art. 30(3), 337 art. 30).

    Who votes against states why; who disagrees or reserves an opinion has at least the words of the statement.
    """
    members = dossier.meeting.members if dossier.meeting else ()
    open_votes = [member for member in members if member.takes_part and member.vote is None]
    if open_votes:
        yield Gap(
            Text("没有记录表决意见：{names}。", "No vote is recorded for: {names}.").fmt(names=_names(open_votes))
        )
    silent = [member for member in members if _dissents_silently(member)]
    if silent:
        yield Gap(
            Text("没有载明不同意见：{names}。", "The dissent is not set down for: {names}.").fmt(names=_names(silent))
        )
