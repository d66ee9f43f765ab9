"""A risk assessment that was made before and takes the place of a new one (713 art. 22(2))."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.substance import says_something
from workflow.domain.text import Text, joined


@guard(own_fact=True)
def reuse_documented(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An assessment that is used in place of a new one was made before, by whom and under which provision (713 art. 22(2))."""
    risk = dossier.risk
    if risk is None or risk.reused is None:
        return
    missing = [
        label
        for value, label in (
            (risk.reused.title, Text("评估名称", "its name")),
            (risk.assessor, Text("评估单位", "who made it")),
            (risk.reused.provision, Text("开展评估的依据", "the provision it was made under")),
        )
        if not value.strip()
    ]
    if missing:
        yield Gap(
            Text("采用的已有评估没有载明：{what}。", "Of the assessment used it is not stated: {what}.").fmt(
                what=joined(missing)
            )
        )
    # papers may well be silent on it
    silent = setting.record and not risk.reused.covers.strip()
    if not silent and not says_something(risk.reused.covers):
        yield Gap(
            Text(
                "没有说明已有评估为何涵盖草案第{version}版的有关风险。",
                "It is not said why the assessment covers the risk of version {version}.",
            ).fmt(version=risk.version or "—")
        )
    # papers may well be silent on that too
    if risk.report and not (setting.record and not risk.report.text.strip()) and not says_something(risk.report.text):
        yield Gap(
            Text(
                "没有写明已有评估所评估的事项、风险点、措施和结论。",
                "What was assessed, its risk points, measures and conclusion are not stated.",
            )
        )
    against = [
        each.finding.on
        for each in dossier.risk_assessments
        if each is not risk and each.finding and not each.finding.controllable
    ]
    made = risk.reused.made
    if made is None:
        return
    if against and made <= max(against):
        yield Gap(
            Text(
                "已有评估于{made}完成，不晚于认定风险不可控之日（{found}），评估的不是调整后的草案，不能采用。",
                "It was made on {made}, not after the risk was found uncontrollable ({found}): it is not of the draft as "
                "changed and does not take the place of a new one.",
            ).fmt(made=made, found=max(against))
        )
    if made > risk.on:
        yield Gap(
            Text(
                "评估完成日期（{made}）晚于采用日期（{used}）。", "It was made on {made}, after it was used on {used}."
            ).fmt(made=made, used=risk.on)
        )
    elif made > setting.today:
        yield Gap(
            Text("评估完成日期（{made}）还没有到。", "The day it was made, {made}, is still to come.").fmt(made=made)
        )


@guard(own_fact=True)
def reuse_scoped(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """An assessment that is used again says of which matter it is, how far it went, and when it was made.

    How old it may be, no article says.
    """
    reused = dossier.risk.reused if dossier.risk else None
    if reused is None:
        return
    # papers may well be silent on it
    if not (setting.record and not reused.scope.strip()) and not says_something(reused.scope):
        yield Gap(Text("没有写明已有评估的事项和范围。", "It is not said of which matter it is, and how far it went."))
    if reused.made is None:
        yield Gap(Text("没有写明已有评估的完成日期。", "It is not said on which day it was made."))
