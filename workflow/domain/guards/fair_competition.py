"""Fair competition review (783 arts. 8 to 18; 713 art. 29(1), 337 art. 29)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import restates
from workflow.domain.facts import CompetitionCheck
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.drafting import version_at_hand
from workflow.domain.substance import says_something, tells
from workflow.domain.terms import CompetitionConclusion, CompetitionItem, CompetitionParty
from workflow.domain.text import Text, joined


@guard(own_fact=True)
def competition_items_checked(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Each item of the four groups was looked at, and what the draft touches is explained (783 arts. 8 to 11)."""
    review = dossier.competition
    if review is None:
        return
    checked = {each.item for each in review.checks}
    missing = [item.label for item in CompetitionItem if item not in checked]
    if missing:
        yield Gap(Text("尚未审查：{what}。", "Not reviewed: {what}.").fmt(what=joined(missing)))
    silent = [each.item.label for each in review.checks if each.touched and not says_something(each.text)]
    if silent:
        yield Gap(
            Text("涉及而没有说明情况：{what}。", "Touched, without explanation: {what}.").fmt(what=joined(silent))
        )
    if found := unexplained(review.conclusion, review.checks, review.text):
        yield Gap(found)
    if review.opinion and (found := unexplained(review.opinion.conclusion, review.checks, review.opinion.text)):
        yield Gap(found)


def unexplained(conclusion: CompetitionConclusion, checks: Iterable[CompetitionCheck], text: str) -> Text | None:
    """What is asked where a draft touches what arts. 8 to 11 list, is found to comply, and it is not said why."""
    touched = [each.item.label for each in checks if each.touched]
    if conclusion is not CompetitionConclusion.COMPLIES or not touched or says_something(text):
        return None
    return Text(
        "涉及{what}，结论却为“{conclusion}”，没有说明为何不违反审查标准。",
        "It touches {what} and is found “{conclusion}”, and it is not said why that is no breach.",
    ).fmt(what=joined(touched), conclusion=conclusion.label)


class HearingParams(Params):
    """Whom the rule wants heard: at least one of `parties`; `notice`: a public notice that is over heard them too."""

    parties: tuple[CompetitionParty, ...] = Field(min_length=1)
    notice: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Whoever is content with fewer ways is stricter."""
        return -len(self.parties), int(not self.notice)

    def numbers(self, convention: Convention) -> Numbers:
        """Whom, and in which way."""
        heard = (Text("听取对象", "To be heard"), joined([each.label for each in self.parties]))
        way = (
            Text("听取方式", "Ways"),
            Text("就草案公开征求意见期满的，视为听取", "a public notice on the draft counts once it is over"),
        )
        return (heard, way) if self.notice else (heard,)


def _noticed(dossier: Dossier, on: dt.date) -> bool:
    """Whether the public could say what it thinks of a draft: until the end of a notice, by a day."""
    ends = [round_.notice.closes for round_ in dossier.earlier_rounds]
    return any(end <= on for end in (*ends, *([dossier.notice.closes] if dossier.notice else ())))


@guard(HearingParams, own_fact=True)
def competition_parties_heard(dossier: Dossier, params: HearingParams, setting: Setting) -> Iterator[Gap]:
    """Those concerned were heard on the effect on competition (783 art. 16)."""
    review = dossier.competition
    if review is None or (params.notice and _noticed(dossier, review.on)):
        return
    if not any(each.party in params.parties and tells(each.view) for each in review.views):
        yield Gap(
            Text("没有听取意见的记录：{who}。", "It is not recorded that these were heard: {who}.").fmt(
                who=joined([each.label for each in params.parties])
            )
        )


@guard(own_fact=True)
def exception_grounded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An exception has its ground, no lesser alternative, and a definite end (783 art. 12)."""
    review = dossier.competition
    if review is None:
        return
    given = {review.conclusion, review.opinion.conclusion if review.opinion else None}
    if CompetitionConclusion.EXCEPTION not in given:
        return
    reasons = review.exception
    if reasons is None:
        yield Gap(Text("没有写明适用例外规定的情形。", "The ground of the exception is not stated."))
        return
    if not says_something(reasons.necessity):
        yield Gap(Text("没有说明为何属于所选情形。", "It is not stated why the ground is given."))
    if not says_something(reasons.alternative):
        yield Gap(
            Text(
                "没有说明不存在对公平竞争影响更小的替代方案。",
                "It is not stated that no alternative affects competition less.",
            )
        )
    if reasons.until is None and not says_something(reasons.condition):
        yield Gap(Text("没有确定实施期限或者终止条件。", "Neither an end date nor an end condition is set."))


@guard(own_fact=True)
def competition_concluded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The review ends in a conclusion with its reasons, detailed where the exception is relied on (783 art. 17)."""
    opinion = dossier.competition.opinion if dossier.competition else None
    if opinion and not says_something(opinion.text):
        excepted = opinion.conclusion is CompetitionConclusion.EXCEPTION
        yield Gap(
            Text("适用例外规定，结论中没有详细说明。", "The conclusion does not explain the exception in detail.")
            if excepted
            else Text("审查结论没有说明对公平竞争的影响。", "The conclusion does not state the effect on competition.")
        )


class ReviewedParams(Params):
    """`regulator`: only a conclusion of the department in charge of market regulation counts (783 art. 14)."""

    regulator: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Whoever wants the regulator asks more."""
        return (int(self.regulator),)

    def numbers(self, convention: Convention) -> Numbers:
        """Who reviews."""
        who = Text("市场监督管理部门会同起草单位", "the market regulator together with the drafter")
        return ((Text("审查单位", "Reviewed by"), who),) if self.regulator else ()


@guard(ReviewedParams)
def competition_reviewed(dossier: Dossier, params: ReviewedParams, setting: Setting) -> Iterator[Gap]:
    """This version of the draft was reviewed, and complies or is excepted (783 arts. 13, 14 and 18)."""
    version = version_at_hand(dossier, setting)
    same = [each for each in dossier.competition_reviews if each.version == version]
    review = same[-1] if same else dossier.competition
    if review is None or review.opinion is None:
        yield Gap(Text("公平竞争审查尚无结论。", "Fair competition review is not concluded."))
        return
    if review.opinion.conclusion is CompetitionConclusion.VIOLATES:
        yield Gap(
            Text("公平竞争审查结论为“{conclusion}”。", "Fair competition review concluded “{conclusion}”.").fmt(
                conclusion=review.opinion.conclusion.label
            )
        )
    if version is not None and review.version != version:
        yield Gap(
            Text(
                "经公平竞争审查的是草案第{reviewed}版，送审或者提交讨论的是第{version}版。",
                "Version {reviewed} was reviewed, version {version} goes on.",
            ).fmt(reviewed=review.version or "—", version=version)
        )
    if params.regulator and not review.opinion.regulator:
        yield Gap(Text("没有市场监督管理部门的审查结论。", "There is no conclusion of the market regulator."))


@guard()
def changed_after_violation(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A text found not to comply is changed before it is reviewed again (783 art. 18).

    Papers do not always hold the whole text: of them only the version counts.
    """
    rounds = dossier.competition_reviews
    awaited = [] if setting.record or dossier.draft is None else [dossier.draft.version]
    for place, earlier in enumerate(rounds, start=1):
        if earlier.opinion is None or earlier.opinion.conclusion is not CompetitionConclusion.VIOLATES:
            continue
        old = earlier.version
        for version in [each.version for each in rounds[place:]] or awaited:
            if version == old or (not setting.record and restates(dossier, version, old)):
                yield Gap(
                    Text(
                        "公平竞争审查认为草案第{old}版“{conclusion}”，第{version}版的内容与其相同，没有修改。",
                        "Version {old} was found “{conclusion}” on fair competition; version {version} says the same.",
                    ).fmt(old=old or "—", version=version or "—", conclusion=earlier.opinion.conclusion.label)
                )


@guard()
def no_violation_stands(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Nothing goes on that was last found not to comply, nor a text that says the same as what was (783 art. 18).

    Papers do not always hold the whole text: of them only the last conclusion counts.
    """
    found = [(each, each.opinion.conclusion) for each in dossier.competition_reviews if each.opinion]
    violating = [each for each, conclusion in found if conclusion is CompetitionConclusion.VIOLATES]
    if violating and violating[-1] is found[-1][0]:
        yield Gap(
            Text(
                "公平竞争审查认为草案第{version}版“{conclusion}”，此后没有再次审查并作出可以出台的结论。",
                "Version {version} was found “{conclusion}” on fair competition, and nothing was found to comply since.",
            ).fmt(version=violating[-1].version or "—", conclusion=CompetitionConclusion.VIOLATES.label)
        )
        return
    version = version_at_hand(dossier, setting)
    excepted = any(
        each.version == version and conclusion is CompetitionConclusion.EXCEPTION for each, conclusion in found
    )
    for each in violating:
        if not (setting.record or excepted) and restates(dossier, version, each.version):
            yield Gap(
                Text(
                    "草案第{version}版的内容与公平竞争审查认为不得出台的第{old}版相同。",
                    "Version {version} says the same as version {old}, which was found not to be issued.",
                ).fmt(version=version or "—", old=each.version or "—")
            )
            return


@guard()
def competition_material(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is put before the meeting includes the fair competition review (713 art. 29(1), 337 art. 29)."""
    if dossier.competition is None:
        yield Gap(Text("没有公平竞争审查的有关情况。", "There is nothing on fair competition review."))
