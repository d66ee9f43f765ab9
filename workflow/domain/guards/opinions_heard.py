"""Opinions heard in other ways, and explanations to the public (713 arts. 14 and 15, 337 arts. 15 and 17)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from workflow.domain.calendar import Convention, days_between
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import LIMITS, Gap, Numbers, Params, Setting, guard
from workflow.domain.guards.participation import CONVENTION_NAMES
from workflow.domain.terms import Audience, HearingWay
from workflow.domain.text import Text, joined

GROUPS = frozenset({Audience.PEOPLES_ORGANISATION, Audience.SOCIAL_ORGANISATION, Audience.REPRESENTATIVES})
"""Those who speak for specific groups (713 art. 14(3), 337 art. 17(1))."""


@guard()
def groups_heard(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Organisations or representatives of the specific groups concerned were heard (713 art. 14(3), 337 art. 17(1))."""
    if not any(GROUPS.intersection(each.audience) for each in dossier.heard):
        yield Gap(
            Text(
                "没有听取相关人民团体、社会组织或者群众代表意见建议的记录。",
                "There is no record that people's organisations, social organisations or representatives of the "
                "groups concerned were heard.",
            )
        )


class WaysParams(Params):
    """In which ways opinions were heard."""

    ways: tuple[HearingWay, ...] = Field(min_length=1)

    def strictness(self) -> tuple[int, ...]:
        """More ways are stricter."""
        return (len(self.ways),)

    def numbers(self, convention: Convention) -> Numbers:
        """The ways."""
        return ((Text("听取意见的方式", "Ways of hearing opinions"), joined([way.label for way in self.ways])),)


@guard(WaysParams)
def parties_heard(dossier: Dossier, params: WaysParams, setting: Setting) -> Iterator[Gap]:
    """Whoever hears opinions in these ways hears the parties concerned above all (337 art. 17(1))."""
    held = [each for each in dossier.heard if each.way in params.ways]
    if held and not any(Audience.PARTIES in each.audience for each in held):
        yield Gap(
            Text(
                "以{ways}方式听取意见，没有听取利益相关方意见的记录。",
                "Opinions were heard by {ways}, but there is no record that the parties concerned were heard.",
            ).fmt(ways=joined([way.label for way in HearingWay if way in {each.way for each in held}]))
        )


class MaterialParams(WaysParams):
    """How many days before opinions are heard the material is to be sent."""

    days: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """More days are stricter; at equal days more ways are."""
        return self.days, len(self.ways)

    def numbers(self, convention: Convention) -> Numbers:
        """The ways, and the days with how they are counted."""
        value = Text("{limit}{days}日（{convention}）", "{limit} {days} days ({convention})").fmt(
            limit=LIMITS["hard"], days=self.days, convention=CONVENTION_NAMES[convention]
        )
        return (*super().numbers(convention), (Text("材料提前送达", "Material sent in advance"), value))


@guard(MaterialParams, own_fact=True)
def material_sent_before(dossier: Dossier, params: MaterialParams, setting: Setting) -> Iterator[Gap]:
    """The material was sent so many days before opinions were heard (for example 黑龙江省 art. 17(2))."""
    for each in dossier.heard:
        if each.way not in params.ways:
            continue
        name = Text("{on}的{way}", "the {way} of {on}").fmt(on=each.on, way=each.way.label)
        if each.material_on is None:
            missing = Text("{name}没有材料送达日期。", "When the material was sent is not recorded for {name}.")
            yield Gap(missing.fmt(name=name))
            continue
        days = days_between(each.material_on, each.on, setting.convention)
        if days < params.days:
            yield Gap(
                Text(
                    "{name}的材料于{sent}送达，按“{convention}”计算提前{days}日，少于{least}日。",
                    "The material for {name} was sent on {sent}: {days} days before with {convention}, less than {least}.",
                ).fmt(
                    name=name,
                    sent=each.material_on,
                    convention=CONVENTION_NAMES[setting.convention],
                    days=days,
                    least=params.days,
                )
            )


@guard()
def matter_explained(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What concerns many or is technical was explained to the public (713 art. 15(2))."""
    if not dossier.explanations:
        yield Gap(
            Text(
                "没有通过专家访谈等方式向社会公众解释说明的记录。",
                "There is no record of an explanation to the public, by interviews with experts or the like.",
            )
        )
