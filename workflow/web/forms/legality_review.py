"""Forms of legality review (papers: 送审函及材料清单, 退回函, 合法性审查意见书, 处理情况说明)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, HiddenField

from workflow.domain.guards.legality_review import FindingParams
from workflow.domain.reviewtime import (
    ReviewClock,
    review_clock,
)
from workflow.domain.terms import Aspect, CounselKind, Material, NumberUse
from workflow.domain.text import Text
from workflow.papers import letters
from workflow.services import precedents
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermChecks, choices
from workflow.web.forms.materials import offered, there
from workflow.web.forms.numbered import NumberedForm, NumberSource
from workflow.web.forms.rows import Radio, fit_rows, options

EFFECTS = {
    "proceed": _l("可以提交集体讨论"),
    "proceed_with_risk": _l("明示法律风险后，可以提交集体讨论"),
    "redraft": _l("退回承办单位，修改草案后重新送审"),
    "unlawful": _l("退回承办单位，修改草案后重新送审"),
    "back": _l("退回承办单位，补充履行有关程序后重新送审"),
    "end": _l("不提交集体讨论，决策程序终结"),
}


class SubmissionForm(StepForm):
    """合法性审查送审函及材料清单."""

    materials = TermChecks(
        _l("送审材料清单"), Material, description=_l("卷宗中已有的材料已经勾选，请核对；缺少的材料请先补齐。")
    )
    preliminary = Paragraph(
        _l("承办单位合法性审查意见"),
        description=_l("由本单位负责合法性审查的部门（机构）或者人员提出，包括权限、程序、内容和依据。"),
    )
    preliminary_by = Line(_l("本单位审查人"), description=_l("出具上述意见的部门（机构）或者人员。"))
    not_anew = Paragraph(
        _l("不再重新征求意见、论证、评估的理由"),
        most=5000,
        description=_l(
            "有实质改动的，应当先重新办理。写明改了什么、为何不影响原来的意见和结论；审查人员和会议均可看到。"
        ),
    )
    on = Day(_l("送审日期"), must=_l("请填写送审日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Say beside each material what the dossier holds of it."""
        self.held = _held(view) if view else {}
        if view:
            self.materials.choices = choices((each.value, each.label) for each in Material if offered(each, view))
        # a second press is read as it was sent
        if not (view and view.changed_since) and "not_anew" not in request.form:
            del self.not_anew
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """Tick what the dossier holds; a later round begins with the unit's last opinion."""
        self.materials.data = list(self.held)
        if view and view.dossier.review:
            last = view.dossier.review.submission
            self.preliminary.data, self.preliminary_by.data = last.preliminary, last.preliminary_by
            if "not_anew" in self:
                self.not_anew.data = last.not_anew


def _held(view: DecisionView) -> dict[str, str]:
    found = there(view)
    if any(rule.guard.name == "preliminary_given" for rule in view.rules("legality_review.submit")):
        found[Material.PRELIMINARY.value] = _("在本页填写")
    return found


class ReturnForm(StepForm):
    """退回函."""

    reason = Paragraph(
        _l("退回理由"),
        must=_l("请写明退回理由"),
        description=_l("写明哪些材料或者程序不符合要求、应当如何办理。退回后由承办单位修改草案并重新送审。"),
    )
    on = Day(_l("退回日期"), must=_l("请填写退回日期"))


class CounselForm(StepForm):
    """法律顾问、公职律师意见."""

    kind = Radio(
        _l("意见提供人"),
        must=_l("请选择意见提供人"),
        choices=lambda: choices((kind.value, kind.label) for kind in CounselKind),
    )
    name = Line(_l("姓名（所在单位）"), must=_l("请填写法律顾问或者公职律师的姓名"))
    text = Paragraph(_l("法律意见"), must=_l("请填写法律意见"))
    on = Day(_l("提出意见日期"), must=_l("请填写提出意见日期"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often it is whoever was asked the last time."""
        if last := precedents.last_counsel(context.session()):
            self.kind.data, self.name.data = last


class FindingRow(Form):  # type: ignore[misc]
    """The finding on one aspect."""

    aspect = HiddenField()
    conforms = Radio(
        _l("审查结果"),
        must=_l("请选择审查结果"),
        choices=lambda: options((("yes", _("符合")), ("no", _("不符合")))),
    )
    text = Paragraph(_l("具体意见"))

    @property
    def legend(self) -> Text:
        """The aspect as people read it."""
        return Aspect.of(self.aspect.data).label

    def validate(self, *args: Any, **more: Any) -> bool:
        """A finding against the draft is of use to the drafters only with its reason."""
        good = bool(super().validate(*args, **more))
        if self.conforms.data == "no" and not self.text.data:
            self.text.errors = [*self.text.errors, _("认为不符合的，请写明理由和依据")]
            return False
        return good


class ConclusionForm(NumberedForm, SignedForm):
    """合法性审查意见书."""

    use = NumberUse.REVIEW
    code = NumberSource()
    number = Line(_l("审查意见书编号"), description=_l("例如“清泉法审〔2022〕3号”；尚未编号的可不填。"))
    findings = FieldList(FormField(FindingRow), _l("逐项审查意见"), max_entries=len(Aspect))
    conclusion = Radio(_l("审查结论"), must=_l("请选择审查结论"))
    text = Paragraph(_l("审查意见正文"), must=_l("请写明审查意见"))
    advice = Paragraph(_l("修改建议"), description=_l("结论为应当修改或者不合法的，写明如何修改；没有的可不填。"))
    risk = Paragraph(
        _l("法律风险提示"),
        description=_l("国家尚无明确规定的探索性改革决策事项，必须明示法律风险；其他事项有风险的也应提示。"),
    )
    short_time_reason = Paragraph(
        _l("审查时间不足的理由"), description=_l("写明为何需要提前出具意见；只写“时间紧”“情况紧急”的不算理由。")
    )
    on = Day(_l("出具意见日期"), must=_l("请填写出具意见日期"))
    clock: ReviewClock | None = None

    def bind(self, view: DecisionView | None) -> None:
        """One row for each aspect the rules ask for; each conclusion with what follows from it."""
        aspects = _aspects(view)
        if view:
            self.conclusion.choices = options(
                (key, _choice(view, key, label)) for key, label in view.rulebook.labels["conclusions"].items()
            )
            if "proceed_with_risk" not in view.rulebook.effects["conclusions"].values():
                self.risk.description = _l("有法律风险的予以提示；没有的可不填。")
        fit_rows(self.findings, "aspect", aspects, {})
        super().bind(view)
        if view and view.dossier.review:
            # counted to the day the opinion is given, not to the day of entry
            rules, calendar = view.rules("legality_review.conclude"), view.setting.calendar
            self.day: dt.date = self.on.data or context.today()
            self.clock = review_clock(view.dossier.review, rules, calendar, self.day)

    def begin(self, view: DecisionView | None) -> None:
        """The next number, and the sentence an opinion begins with."""
        self.number_first(precedents.next_review_number(context.session(), context.today()))
        if view:
            self.text.data = letters.review_opening(view.dossier, view.lead_unit)

    def values(self) -> dict[str, Any]:
        """The findings with a plain yes or no."""
        found = super().values()
        found["findings"] = [row | {"conforms": row["conforms"] == "yes"} for row in found["findings"]]
        return found


class ResponseForm(StepForm):
    """合法性审查意见处理情况说明."""

    adjusted = Paragraph(
        _l("已作的调整或者补充"),
        description=_l("逐项写明按照审查意见修改了哪些内容、补充了哪些材料或者程序。"),
    )
    not_followed = Paragraph(_l("没有采纳的意见"), description=_l("全部采纳的不填。"))
    reason = Paragraph(_l("没有采纳的理由"), description=_l("有没有采纳的意见的，必须逐项说明理由和依据。"))
    on = Day(_l("说明日期"), must=_l("请填写说明日期"))

    def begin(self, view: DecisionView | None) -> None:
        """What was said before is where a new version of it begins."""
        said = view.dossier.review.response if view and view.dossier.review else None
        if said:
            self.adjusted.data, self.not_followed.data, self.reason.data = said.adjusted, said.not_followed, said.reason


def _choice(view: DecisionView, key: str, label: Text) -> str:
    """A conclusion with what follows from it; that it may be discussed most say themselves."""
    name, effect = say_text(label, language()), view.setting.effect("conclusions", key)
    if effect not in EFFECTS or (effect.startswith("proceed") and "讨论" in label.zh):
        return name
    return str(_("%(name)s——%(effect)s", name=name, effect=EFFECTS[effect]))


def _aspects(view: DecisionView | None) -> list[str]:
    rules = view.rules("legality_review.conclude") if view else ()
    asked = {aspect for rule in rules if isinstance(rule.params, FindingParams) for aspect in rule.params.aspects}
    return [aspect.value for aspect in Aspect if aspect in asked or not asked]


FORMS: dict[str, type[StepForm]] = {
    "legality_review.submit": SubmissionForm,
    "legality_review.return": ReturnForm,
    "legality_review.counsel": CounselForm,
    "legality_review.conclude": ConclusionForm,
    "legality_review.respond": ResponseForm,
}
