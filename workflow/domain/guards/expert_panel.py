"""Expert review: who sits on the panel, what they are given, the record of their meeting (713 art. 20, 337 arts. 20 to 22).

How many experts there are, whether their number is odd, and where they come from is for the rules of a place to say; a
rule that names none of these guards asks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Expert
from workflow.domain.guarding import LIMITS, Gap, Numbers, Params, Setting, guard
from workflow.domain.recusal import lots_left, numbered, recusals, uncalled_of, unexplained
from workflow.domain.substance import tells
from workflow.domain.terms import ReviewMethod, Stance
from workflow.domain.text import Text, joined


def _sitting(dossier: Dossier) -> tuple[Expert, ...]:
    return dossier.expert_review.sitting if dossier.expert_review else ()


def _names(experts: list[Expert]) -> Text:
    return joined([Text(each.name, each.name) for each in experts])


@guard(own_fact=True)
def both_sides_present(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where views on the question argued differ widely, each side is represented (713 art. 20, 337 art. 20)."""
    review = dossier.expert_review
    if review is None or not review.disputed:
        return
    stances = {expert.stance for expert in review.sitting}
    missing = [stance.label for stance in (Stance.FOR, Stance.AGAINST) if stance not in stances]
    if missing:
        yield Gap(
            Text(
                "论证问题存在重大分歧，参加论证的专家中没有持{sides}意见的代表。",
                "Views on the question differ widely, but no expert stands {sides}.",
            ).fmt(sides=joined([Text(each.zh, each.en.lower()) for each in missing]))
        )


@guard(own_fact=True)
def materials_provided(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """The experts were given the material they need (337 art. 21)."""
    if dossier.expert_review is None or not tells(dossier.expert_review.materials):
        yield Gap(Text("没有载明向专家提供的论证材料。", "It is not said what material the experts were given."))


@guard()
def panel_recorded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A panel meeting left a record, signed by each expert who was there (337 art. 22)."""
    review = dossier.expert_review
    if review is None or review.method is not ReviewMethod.MEETING:
        return
    if review.record is None or not tells(review.record.discussion):
        yield Gap(Text("召开专家论证会，没有制作会议记录。", "The panel met, but there is no record of the meeting."))
        return
    there = [each for each in review.experts if each.number in review.record.attended]
    unsigned = [each for each in there if each.number not in review.record.signed]
    if unsigned:
        yield Gap(
            Text(
                "专家论证会会议记录没有经专家{names}本人签名确认。",
                "Experts {names} have not signed the record of the panel meeting.",
            ).fmt(names=_names(unsigned)),
            private=True,
        )


class PanelSizeParams(Params):
    """How many experts a place asks for."""

    minimum: int = Field(ge=1)
    odd: bool = False
    limit: Literal["soft", "hard"] = "hard"

    def strictness(self) -> tuple[int, ...]:
        """A hard limit is stricter than a soft one, more experts than fewer."""
        return int(self.limit == "hard"), self.minimum, int(self.odd)

    def numbers(self, convention: Convention) -> Numbers:
        """The minimum, and whether the number is odd."""
        least = Text("{how}{n}名", "{how} {n}").fmt(how=LIMITS[self.limit], n=self.minimum)
        odd = ((Text("专家人数", "Experts"), Text("单数", "an odd number")),) if self.odd else ()
        return ((Text("专家人数", "Experts"), least), *odd)


@guard(PanelSizeParams, own_fact=True)
def expert_number_met(dossier: Dossier, params: PanelSizeParams, setting: Setting) -> Iterator[Gap]:
    """There are as many experts as the place asks for."""
    count = len(_sitting(dossier))
    if count < params.minimum:
        yield Gap(
            Text("参加论证的专家{n}名，少于{least}名。", "{n} experts take part, fewer than {least}.").fmt(
                n=count, least=params.minimum
            )
        )
    if params.odd and count % 2 == 0:
        yield Gap(
            Text("参加论证的专家{n}名，不是单数。", "{n} experts take part, which is no odd number.").fmt(n=count)
        )


@guard(own_fact=True)
def experts_from_outside(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """No expert belongs to a unit that undertakes the matter or took part in drafting."""
    for expert in _sitting(dossier):
        reasons = recusals(dossier, expert.name, expert.unit)
        if reasons:
            yield Gap(
                Text(
                    "专家{name}：{why}，是否中立、有无直接利害关系应当核对。",
                    "Expert {name} {why}: see whether the expert is neutral and has no direct interest.",
                ).fmt(name=expert.name, why=joined(reasons)),
                private=True,
            )


class PoolParams(Params):
    """Whether the experts from the pool must have been drawn."""

    drawn: bool = False

    def strictness(self) -> tuple[int, ...]:
        """A draw is stricter than a choice."""
        return (int(self.drawn),)

    def numbers(self, convention: Convention) -> Numbers:
        """How they are taken from the pool."""
        how = Text("随机抽取", "drawn") if self.drawn else Text("选取", "chosen")
        return ((Text("从专家库产生方式", "How taken from the pool"), how),)


@guard(PoolParams, own_fact=True)
def experts_from_pool(dossier: Dossier, params: PoolParams, setting: Setting) -> Iterator[Gap]:
    """Every expert comes from the pool, and where the place asks for it out of a draw."""
    drawn = {number for each in dossier.expert_draws for number in each.drawn}
    outside = [each for each in _sitting(dossier) if not each.pool_number]
    chosen = [each for each in _sitting(dossier) if each.pool_number and each.pool_number not in drawn]
    if outside:
        yield Gap(
            Text("专家{names}不在专家库内。", "Experts {names} are not of the pool.").fmt(names=_names(outside)),
            private=True,
        )
    if chosen and params.drawn:
        yield Gap(
            Text("专家{names}不是随机抽取产生的。", "Experts {names} were not drawn.").fmt(names=_names(chosen)),
            private=True,
        )


@guard(own_fact=True)
def lots_followed(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Whoever was drawn for an expert review is called to it, or it is said of each why not (no article speaks of it)."""
    for review in dossier.expert_reviews if setting.record else dossier.expert_reviews[-1:]:
        told = lots_left(dossier, review)
        silent = unexplained(uncalled_of(dossier, review), review.not_called)
        unsaid = Text("没有逐一写明理由：{who}。", " It is not said of each why: {who}.").fmt(who=numbered(silent))
        if told:
            yield Gap(
                Text("{told}{unsaid}", "{told}{unsaid}").fmt(told=told, unsaid=unsaid) if silent else told,
                excused=not silent,
            )


@guard(own_fact=True)
def lots_among_more(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A draw is one among more than are drawn (no article speaks of it)."""
    for each in dossier.expert_draws if setting.record else dossier.expert_draws[-1:]:
        if len(each.candidates) <= len(each.drawn):
            yield Gap(
                Text(
                    "{day}从候选专家{n}名中抽取{wanted}名，全部抽中，不是随机抽取。",
                    "On {day} {wanted} of {n} were drawn: where all there are come up, nobody is drawn.",
                ).fmt(day=each.on, n=len(each.candidates), wanted=len(each.drawn))
            )
