"""Forms of initiation (domain papers: 研究论证意见, 启动审批)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain import wording
from workflow.domain.differing import CHANGE_NAMES
from workflow.domain.terms import Exclusion, ReplyMeans
from workflow.papers import letters
from workflow.services import organ, rules
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import day_text, language
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermSelect, YesNo


class StudyForm(StepForm):
    """研究论证意见."""

    unit = Line(_l("研究论证单位"), must=_l("请填写研究论证单位"))
    necessary = YesNo(
        _l("论证结论"),
        yes=_l("确有必要，建议启动决策程序"),
        no=_l("没有必要，建议不予启动"),
        must=_l("请选择论证结论"),
    )
    opinion = Paragraph(_l("研究论证意见"), must=_l("请填写研究论证意见"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often the unit of whoever records it made the study."""
        self.unit.data = context.actor().unit


class InitiationForm(StepForm):
    """启动决策程序审批."""

    deputy = Line(
        _l("审核的分管负责人"),
        description=_l("部门或者下一级单位、代表委员、公民和组织提出的事项必填；目录事项和领导人员提出的事项可不填。"),
    )
    deputy_on = Day(_l("分管负责人审核日期"))
    unit_ids = SelectMultipleField(
        _l("决策承办单位"),
        coerce=int,
        choices=lambda: units(),
        validators=[DataRequired(_l("请选择承办单位"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    lead_unit_id = SelectField(
        _l("牵头单位"),
        choices=lambda: [SelectChoice("", _("只有一个承办单位")), *units()],
        validators=[Optional()],
        description=_l("有两个以上承办单位的，应当明确牵头单位。"),
    )
    due = Day(_l("计划完成时间"), description=_l("可不填。"))
    against_study = Paragraph(
        _l("没有必要仍启动的理由"), description=_l("研究论证意见为“没有必要”的，必须写明仍然启动的理由。")
    )
    departure = Paragraph(
        _l("与目录不一致的说明"),
        description=_l("由目录确定的承办单位以外的单位承办，或者晚于目录的计划完成时间的，说明理由；一致的不填。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """Only a matter of the yearly catalogue can depart from it; only a study that found no need is gone against."""
        if not (view and view.dossier.study and not view.dossier.study.necessary):
            del self.against_study
        self.listed = view.listed if view else None
        if self.listed is None:
            del self.departure
        else:
            self.due.description = _planned_day(self.listed.due)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The unit the catalogue names undertakes the matter; else most often the one that proposed it."""
        name = self.listed.unit if self.listed else view.unit if view else ""
        self.unit_ids.data = [unit.unit_id for unit in organ.units(context.session()) if unit.name == name]
        self.due.data = self.listed.due if self.listed and self.listed.due >= context.today() else None

    def values(self) -> dict[str, Any]:
        """A lead that was not chosen is none."""
        return super().values() | {"lead_unit_id": int(self.lead_unit_id.data) if self.lead_unit_id.data else None}


def _planned_day(due: date) -> str:
    """What the catalogue plans, and what to do once that day has passed."""
    day = day_text(due, language())
    if due >= context.today():
        return str(_("目录的计划完成时间是%(day)s；晚于该日的，应当说明理由。", day=day))
    return str(
        _(
            "目录的计划完成时间（%(day)s）已过：另定完成时间，并在“与目录不一致的说明”中写明理由；"
            "也可以先按程序调整年度目录，再决定启动。",
            day=day,
        )
    )


def units() -> list[SelectChoice]:
    """The units of the organ, as choices."""
    return [SelectChoice(unit.unit_id, unit.name) for unit in organ.units(context.session())]


class MoveForm(StepForm):
    """转用新版规则."""

    target = HiddenField()
    reason = Paragraph(_l("转用的理由"), must=_l("请说明转用新版规则的理由"))

    def bind(self, view: DecisionView | None) -> None:
        """Show what changes before it is done."""
        self.after = view.newer if view else None
        super().bind(view)
        self.names = CHANGE_NAMES
        self.changes, self.moved = rules.move_of(view, context.calendar()) if view else ((), None)

    def begin(self, view: DecisionView | None) -> None:
        """To the version now in force."""
        self.target.data = self.after.label if self.after else ""


class RefusalForm(StepForm):
    """不予启动决定."""

    reason = Paragraph(
        _l("不予启动的理由"),
        must=_l("请说明不予启动的理由"),
        description=_l("代表委员、公民、法人或者其他组织提出的，应当据此答复建议人。"),
    )

    def begin(self, view: DecisionView | None) -> None:
        """A matter the procedure does not cover is declined for that reason."""
        proposal = view.dossier.proposal if view else None
        if proposal and proposal.exclusion is not Exclusion.NONE:
            self.reason.data = wording.not_covered(proposal.exclusion, proposal.governed_by)


class StopForm(SignedForm):
    """终止办理决定."""

    reason = Paragraph(
        _l("终止办理的理由"),
        must=_l("请写明终止办理的理由"),
        description=_l(
            "写明情况发生了什么变化，例如已由上级统一实施、资金没有落实；已经公开征求意见的，一并写明如何告知公众。"
        ),
    )
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))


class ReplyForm(StepForm):
    """对建议人的答复."""

    means = TermSelect(_l("答复方式"), ReplyMeans, must=_l("请选择答复方式"))
    text = Paragraph(
        _l("答复内容"),
        must=_l("请填写答复内容"),
        description=_l("写明研究论证情况、是否启动和理由。答复公民的内容按个人信息管理，不对外公布。"),
    )
    on = Day(_l("答复日期"), must=_l("请填写答复日期"))

    def begin(self, view: DecisionView | None) -> None:
        """What was decided, and why, is known."""
        if view:
            self.text.data = letters.proposer_reply(view.dossier)


FORMS: dict[str, type[StepForm]] = {
    "initiation.study": StudyForm,
    "initiation.approve": InitiationForm,
    "initiation.decline": RefusalForm,
    "initiation.stop": StopForm,
    "initiation.move": MoveForm,
    "initiation.reply": ReplyForm,
}
