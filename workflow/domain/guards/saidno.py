"""What is marked as a yes says no in its words: the record is of what was said (713 art. 30(3)), and what was found
unlawful goes before no meeting (713 art. 25(2)). No article speaks of marks: rules of an organ."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.guards.voting import ADOPTING
from workflow.domain.meetingrecord import as_corrected
from workflow.domain.replies import refusal_in
from workflow.domain.saidno import advises_against, argues_against, finds_unlawful, objects, turns_down
from workflow.domain.terms import ExpertConclusion, Position
from workflow.domain.text import Text, joined


@guard(own_fact=True)
def study_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A study that finds no need in its words is not noted as finding one (713 art. 10, 337 art. 12)."""
    if dossier.study and dossier.study.necessary and advises_against(dossier.study.opinion):
        yield Gap(
            Text(
                "研究论证意见写明没有必要或者不予启动，却记录为有必要。",
                "The study says that there is no need, or not to start, and is noted as finding a need.",
            )
        )


@guard(own_fact=True)
def experts_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An expert whose words speak against the draft is not noted as supporting it unchanged (713 art. 19)."""
    for each in dossier.expert_review.sitting if dossier.expert_review else ():
        said = each.opinion
        if said is None or said.conclusion is not ExpertConclusion.SUPPORT:
            continue
        if argues_against((said.legality, said.necessity, said.feasibility, said.soundness, said.risk)):
            found = Text(
                "专家{name}的论证意见有不可行、没有必要等内容，结论却记录为“{conclusion}”。",
                "The opinion of expert {name} says of something that it is not feasible, needless or the like, and is noted as “{conclusion}”.",
            )
            yield Gap(found.fmt(name=each.name, conclusion=said.conclusion.label), private=True)


@guard(own_fact=True)
def opinion_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An opinion that passes the draft says in none of its parts only that it does not conform (713 arts. 25(2) and 27)."""
    conclusion = dossier.review.conclusion if dossier.review else None
    if conclusion is None or setting.effect("conclusions", conclusion.conclusion) != "proceed":
        return
    if finds_unlawful(conclusion.text):
        yield Gap(
            Text(
                "审查意见写明不合法、不符合，结论却为可以提交讨论。",
                "The opinion says that it does not conform to law, yet it is passed.",
            )
        )
    apart = [each.aspect.label for each in conclusion.findings if each.conforms and finds_unlawful(each.text)]
    if apart:
        said = Text(
            "下列方面的审查意见写明不合法、不符合，却认定为符合：{what}。",
            "By its words the finding does not conform, yet it is marked as conforming: {what}.",
        )
        yield Gap(said.fmt(what=joined(apart)))


@guard(own_fact=True)
def party_said_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What the Party committee said before the meeting, where its words refuse or put off, is not noted as agreeing."""
    said = dossier.party_discussions[-1:]
    for each in said:
        if each.agreed and (words := refusal_in(each.text)):
            found = Text(
                "{meeting}的研究意见写有“{words}”，却记录为同意。",
                "{meeting} said “{words}”, and is noted as agreeing.",
            )
            yield Gap(found.fmt(meeting=each.meeting, words=words))


@guard(own_fact=True)
def statements_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Who says no is not noted as agreeing: dissent is set down truthfully (713 art. 30(3), 337 art. 30)."""
    members = dossier.meeting.members if dossier.meeting else ()
    apart = [
        Text(each.name, each.name)
        for each in members
        if each.statement and each.statement.position is Position.AGREE and objects(each.statement.words)
    ]
    if apart:
        said = Text("发言写明不同意，却记录为“{agree}”：{names}。", "Said no, and are noted as “{agree}”: {names}.")
        yield Gap(said.fmt(agree=Position.AGREE.label, names=joined(apart)))


@guard()
def resolution_as_worded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What was adopted was not turned down or put off in the words of the decision or the minutes, as they stand corrected
    (713 art. 30(3), 337 art. 30)."""
    meeting = dossier.meeting
    if meeting is None or meeting.resolution is None:
        return
    if setting.effect("outcomes", meeting.resolution.outcome) not in ADOPTING:
        return
    for what, words in (
        (Text("会议决定", "The decision"), meeting.resolution.text),
        (Text("会议纪要", "The minutes"), meeting.resolution.minutes),
    ):
        if turns_down(as_corrected(meeting, words)):
            said = Text(
                "{what}写明不予通过、不同意或者暂缓，却记录为“{outcome}”。",
                "{what}: not adopted, or put off, by its words, and noted as “{outcome}”.",
            )
            known = setting.labels.get("outcomes", {})
            yield Gap(said.fmt(what=what, outcome=known.get(meeting.resolution.outcome, meeting.resolution.outcome)))
