"""Forms of execution (papers: 任务分解表, 执行情况报告, 问题报告)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from workflow.domain.askedfor import open_problems
from workflow.domain.terms import ExecutionReportKind, ProblemAdvice, Role, Situation
from workflow.services import organ
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Paragraph, TermSelect, choices
from workflow.web.forms.initiation import units
from workflow.web.forms.repeated import Row, written
from workflow.web.forms.rows import Radio

REPORTED = (Situation.PROBLEM, Situation.CHANGED, Situation.FORCE_MAJEURE)


class TaskRow(Row):
    """One task."""

    unit_id = Choice(
        _l("执行单位"),
        choices=lambda: [SelectChoice("", _("请选择")), *units()],
        validators=[DataRequired(_l("请选择执行单位"))],
    )
    due = Day(_l("完成时限"))
    work = Paragraph(_l("工作任务和要求"), must=_l("请写明工作任务和要求"), most=5000)


class AssignForm(StepForm):
    """任务分解表."""

    tasks = FieldList(
        FormField(TaskRow),
        _l("任务"),
        min_entries=1,
        max_entries=40,
        description=_l("逐项明确执行单位、工作要求和完成时限；没有时限的可不填。"),
    )
    on = Day(_l("分解任务日期"), must=_l("请填写分解任务日期"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often the unit that led the decision carries it out."""
        if view:
            lead = [unit.unit_id for unit in organ.units(context.session()) if unit.name == view.lead_unit]
            self.tasks.entries[0].form.unit_id.data = str(lead[0]) if lead else ""

    def values(self) -> dict[str, Any]:
        """Tasks as written, their units as numbers."""
        tasks = [each | {"unit_id": int(each["unit_id"])} for each in written(self.tasks)]
        return super().values() | {"tasks": tasks}


class ReportForm(StepForm):
    """执行情况报告、督促检查记录."""

    kind = Radio(
        _l("类型"),
        must=_l("请选择类型"),
        choices=lambda: choices((kind.value, kind.label) for kind in ExecutionReportKind),
    )
    unit = Line(
        _l("报告（检查）单位"),
        must=_l("请填写报告或者检查的单位"),
        description=_l("执行单位填报本单位的情况；办公室可以代执行单位录入，记录中注明。"),
    )
    task = Choice(_l("所涉任务"), choices=[], validators=[Optional()])
    text = Paragraph(_l("执行情况"), must=_l("请填写执行情况"))
    done = BooleanField(_l("该项任务已经完成"))
    on = Day(_l("报告（检查）日期"), must=_l("请填写报告（检查）日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Know the tasks."""
        tasks = view.dossier.execution.tasks if view and view.dossier.execution else ()
        said = [(str(task.number), f"{task.number}. {task.unit}：{task.work[:40]}") for task in tasks]
        self.task.choices = [
            SelectChoice("", _("整体执行情况")),
            *(SelectChoice(number, label) for number, label in said),
        ]
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """A unit reports for itself; the office inspects."""
        actor = context.actor()
        executing = view.dossier.execution.units if view and view.dossier.execution else ()
        own = actor.unit in executing
        kind = (
            ExecutionReportKind.INSPECTION if Role.OFFICE in actor.roles and not own else ExecutionReportKind.PROGRESS
        )
        self.kind.data, self.unit.data = kind.value, actor.unit

    def values(self) -> dict[str, Any]:
        """A task that was not chosen is none."""
        return super().values() | {"task": int(self.task.data) if self.task.data else None}


class ProblemForm(StepForm):
    """执行问题报告."""

    unit = Line(
        _l("报告单位"),
        must=_l("请填写报告单位"),
        description=_l("执行单位填报本单位的情况；办公室可以代执行单位录入，记录中注明。"),
    )
    situation = TermSelect(_l("情形"), REPORTED, must=_l("请选择出现的情形"))
    text = Paragraph(_l("问题和影响"), must=_l("请写明问题及其对决策目标的影响"))
    advice = TermSelect(_l("建议"), ProblemAdvice, must=_l("请选择建议"))
    on = Day(_l("报告日期"), must=_l("请填写报告日期"))

    def begin(self, view: DecisionView | None) -> None:
        """A unit reports for itself."""
        self.unit.data = context.actor().unit


class ConcludeForm(StepForm):
    """执行办结报告."""

    summary = Paragraph(_l("执行结果"), must=_l("请写明执行结果"))
    settled = Paragraph(
        _l("所报告问题的处理情况"),
        must=_l("请写明所报告问题的处理情况"),
        description=_l("执行单位报告过问题、没有作出决定的，逐项写明如何处理、现在怎样。"),
    )
    unfinished = Paragraph(_l("未报告完成的任务的说明"), must=_l("请写明未报告完成的任务的情况"))
    on = Day(_l("办结日期"), must=_l("请填写办结日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Ask what became of problems where some are open, and of tasks that nobody reported done."""
        if not open_problems(view.dossier.execution if view else None):
            del self.settled
        tasks = view.dossier.execution.unfinished if view and view.dossier.execution else ()
        if tasks:
            # what a task is told by ends as a sentence
            told = ((each, each.work[:40].rstrip("。；")) for each in tasks)
            listed = "；".join(f"{each.number}. {each.unit}：{work}" for each, work in told)
            self.unfinished.description = _(
                "没有报告完成的任务：%(tasks)s。已经完成的，由执行单位先报告；没有完成的，逐项写明原因和如何处理。",
                tasks=listed,
            )
        else:
            del self.unfinished
        super().bind(view)


FORMS: dict[str, type[StepForm]] = {
    "execution.assign": AssignForm,
    "execution.report": ReportForm,
    "execution.problem": ProblemForm,
    "execution.conclude": ConcludeForm,
}
