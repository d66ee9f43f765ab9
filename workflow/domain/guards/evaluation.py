"""Evaluation after the decision (713 art. 36, 337 art. 35)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from workflow.domain.calendar import Convention, months_later
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Numbers, Params, Setting, guard
from workflow.domain.substance import tells
from workflow.domain.terms import OrderKind, ReviewMethod
from workflow.domain.text import Text
from workflow.domain.unseen import worded


@guard(own_fact=True)
def evaluation_grounded(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """One of the situations named is there, and it is said who evaluates (713 art. 36(1), 337 art. 35)."""
    evaluation = dossier.evaluation
    if evaluation is None or not evaluation.grounds:
        yield Gap(Text("没有写明组织评估的情形。", "The situation that calls for it is not stated."))
    elif not evaluation.evaluator.strip():
        yield Gap(Text("没有确定评估单位。", "It is not said who evaluates."))


def assessed_before(dossier: Dossier) -> tuple[str, ...]:
    """The units that did the main argumentation and assessment before the decision was taken.

    Experts who sit on a panel do so in person; a body that was commissioned did the argumentation itself.
    """
    assessors = [risk.assessor for risk in dossier.risk_assessments]
    panels = (each for each in dossier.expert_reviews if each.method is ReviewMethod.COMMISSIONED)
    commissioned = (expert.unit for panel in panels for expert in panel.experts)
    names = (name.strip() for name in (*assessors, *commissioned))
    return tuple(dict.fromkeys(name for name in names if name))


def argued_before(dossier: Dossier, evaluator: str) -> tuple[Text, ...]:
    """What ties an evaluator to the experts of the panel: it is one of them, or one of them works there.

    They sit on a panel in person, so it bars nobody; whether it did the main argumentation is for people to find out.
    """
    name = evaluator.strip()
    if not name:
        return ()
    heard = (expert for review in dossier.expert_reviews for expert in review.heard)
    panel = dict.fromkeys((expert.name.strip(), expert.unit.strip()) for expert in heard)
    works = Text(
        "{name}是论证本决策的专家{who}的工作单位", "{name} is where {who} works, an expert who argued this decision"
    )
    argued = Text("{name}是论证本决策的专家", "{name} argued this decision as an expert")
    return tuple(
        argued.fmt(name=name) if who == name else works.fmt(name=name, who=who)
        for who, unit in panel
        if who == name or (unit and (unit in name or name in unit))
    )


def same_house(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of the others, or part of it, or the other way round, however either is written; an office may be
    called by how its name begins (乡平安办)."""
    own = worded(name)
    return bool(own) and any(
        own in each or each in own or _short_for(own, each) or _short_for(each, own)
        for each in map(worded, others)
        if each
    )


def _short_for(short: str, name: str) -> bool:
    core = re.sub("^[县乡镇区市](?=..+办$)", "", short).removesuffix("办")
    return (
        short.endswith("办") and name.endswith(("办", "办公室")) and core in name.replace("人民政府", "") and core != ""
    )


@guard(own_fact=True)
def evaluator_independent(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A third party did none of the main argumentation and assessment before (713 art. 36(2), 337 art. 35)."""
    evaluation = dossier.evaluation
    if evaluation is None or not evaluation.third_party:
        return
    name = evaluation.evaluator.strip()
    if same_house(name, assessed_before(dossier)):
        yield Gap(
            Text(
                "{name}在决策作出前承担过论证评估工作，不得受委托评估。",
                "{name} did argumentation or assessment before the decision and may not be commissioned.",
            ).fmt(name=name)
        )
    elif not evaluation.independent:
        yield Gap(
            Text(
                "受委托的第三方没有声明未承担主要论证评估工作。",
                "The third party has not declared that it did none of the main argumentation and assessment.",
            )
        )


class EvaluationTimeParams(Params):
    """Within how many months of its publication a decision is evaluated."""

    months: int = Field(ge=1)

    def strictness(self) -> tuple[int, ...]:
        """Fewer months are stricter."""
        return (-self.months,)

    def numbers(self, convention: Convention) -> Numbers:
        """The months."""
        value = Text("公布之日起{n}个月内", "within {n} months of publication").fmt(n=self.months)
        return ((Text("评估期限", "Time to evaluate"), value),)


@guard(EvaluationTimeParams, own_fact=True)
def evaluated_in_time(dossier: Dossier, params: EvaluationTimeParams, setting: Setting) -> Iterator[Gap]:
    """The first evaluation is begun within so many months of publication."""
    if dossier.publication is None or not dossier.evaluations:
        return
    last, begun = months_later(dossier.publication.on, params.months), dossier.evaluations[0].on
    if begun > last:
        yield Gap(
            Text(
                "决策于{published}公布，{begun}才组织评估，超过{n}个月（期限至{last}）。",
                "The decision was published on {published} and evaluated from {begun} on, more than {n} months later "
                "(until {last}).",
            ).fmt(published=dossier.publication.on, begun=begun, n=params.months, last=last)
        )


class EvaluatorParams(Params):
    """Whose evaluation it is: of a unit that carries the decision out, or of one that undertook the matter."""

    who: Literal["executing", "undertaking"]

    def numbers(self, convention: Convention) -> Numbers:
        """Who evaluates."""
        return ((Text("评估单位", "Evaluator"), _WHO[self.who]),)


_WHO = {
    "executing": Text("决策执行单位", "an executing unit"),
    "undertaking": Text("决策承办单位", "an undertaking unit"),
}


@guard(EvaluatorParams, own_fact=True)
def evaluated_by(dossier: Dossier, params: EvaluatorParams, setting: Setting) -> Iterator[Gap]:
    """The unit named evaluates, unless a third party is commissioned (for example 沧州市 art. 25)."""
    evaluation = dossier.evaluation
    if evaluation is None or evaluation.third_party:
        return
    executing = dossier.execution.units if dossier.execution else ()
    undertaking = dossier.initiation.units if dossier.initiation else ()
    units = executing if params.who == "executing" else undertaking
    if evaluation.evaluator.strip() not in units:
        yield Gap(
            Text("{name}不是{who}。", "{name} is not {who}.").fmt(name=evaluation.evaluator, who=_WHO[params.who])
        )


class HeardParams(Params):
    """Who is heard; `participants`: also which deputies and organisations took part."""

    participants: bool = False

    def strictness(self) -> tuple[int, ...]:
        """Asking for participants as well is stricter."""
        return (int(self.participants),)

    def numbers(self, convention: Convention) -> Numbers:
        """Who takes part beside the public."""
        who = Text("人大代表、政协委员、人民团体、基层组织、社会组织", "deputies, CPPCC members and organisations")
        return ((Text("参与评估", "Take part"), who),) if self.participants else ()


@guard(HeardParams, own_fact=True)
def evaluation_public_heard(dossier: Dossier, params: HeardParams, setting: Setting) -> Iterator[Gap]:
    """The public was heard, and deputies and organisations took part (713 art. 36(3), 337 art. 35)."""
    report = dossier.evaluation.report if dossier.evaluation else None
    if report is None:
        return
    if not tells(report.public):
        yield Gap(Text("没有听取社会公众意见的记录。", "It is not recorded how the public was heard."))
    if params.participants and not tells(report.participants):
        yield Gap(
            Text(
                "没有吸收人大代表、政协委员、人民团体、基层组织、社会组织参与评估的记录。",
                "It is not recorded which deputies, CPPCC members or organisations took part.",
            )
        )


@guard(own_fact=True)
def evaluation_use_stated(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """What is made of the result is on record, with the reason where it departs from the advice (713 art. 36(4))."""
    use = dossier.evaluation.use if dossier.evaluation else None
    if use is not None and not tells(use.text):
        yield Gap(Text("没有写明评估结果的运用情况。", "It is not stated how the result is used."))


@guard()
def evaluation_result_used(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """A result that is there was used before the decision is adjusted (713 art. 36(4), 337 art. 35)."""
    orders = dossier.execution.orders if dossier.execution else ()
    adjusted = [order.on for order in orders if order.kind in (OrderKind.ADJUST_MINOR, OrderKind.ADJUST_MAJOR)]
    day = max(adjusted, default=setting.today) if setting.record else setting.today
    if any(each.report and each.report.on <= day and each.use is None for each in dossier.evaluations):
        yield Gap(
            Text("已有评估报告，其结果尚未运用。", "There is an evaluation report whose result has not been used.")
        )
