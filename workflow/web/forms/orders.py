"""Forms of orders in the course of execution (papers: 一般调整审核意见，中止、恢复、调整、停止执行决定)."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workflow.domain.adjusting import examined, open_checks, to_order
from workflow.domain.askedfor import problem_reported
from workflow.domain.facts import AdjustmentCheck, Draft, ProblemReport
from workflow.domain.guards.order_meetings import ToldParams
from workflow.domain.guards.voting import ShareParams
from workflow.domain.terms import AdjustmentFinding, OrderKind, Situation
from workflow.services import sittings
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import day_text, language, say_text
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Choice, Day, Line, Number, Paragraph, TermSelect, choices
from workflow.web.forms.rows import Radio, options

_NEXT = {
    AdjustmentFinding.MINOR: _l("行政首长可以按审核的内容作出一般调整"),
    AdjustmentFinding.MAJOR: _l("不得作一般调整；确需调整的，依法重新履行决策程序"),
}


class ExamineForm(SignedForm):
    """一般调整审核意见."""

    change = Paragraph(
        _l("拟调整内容"),
        must=_l("请写明拟调整的内容"),
        description=_l("按拟作出的决定逐字写明，决定公布时以此为准；审核后改动的，须重新审核。"),
    )
    finding = Radio(_l("审核意见"), must=_l("请选择审核意见"))
    reason = Paragraph(
        _l("理由"),
        must=_l("请写明理由"),
        description=_l("对照决策的名称、目标和主要措施，说明是否有实质性改变。"),
    )
    on = Day(_l("审核日期"), must=_l("请填写审核日期"))
    problem: ProblemReport | None = None
    draft: Draft | None = None
    checks: tuple[AdjustmentCheck, ...] = ()

    def bind(self, view: DecisionView | None) -> None:
        """What is to be adjusted, why a unit asks for it, what was found before; each finding with what follows from it."""
        if view:
            self.problem, self.draft = problem_reported(view.dossier), view.dossier.draft
            self.checks = open_checks(view.dossier.execution)
        self.finding.choices = options(
            (each.value, _("%(name)s——%(effect)s", name=say_text(each.label, language()), effect=_NEXT[each]))
            for each in AdjustmentFinding
        )
        super().bind(view)


class SuspendForm(StepForm):
    """中止执行决定."""

    situation = TermSelect(_l("出现的情形"), Situation, must=_l("请选择出现的情形"))
    urgent = BooleanField(_l("情况紧急，来不及履行调整程序"))
    reason = Paragraph(_l("中止执行的理由"), must=_l("请写明中止执行的理由"))
    measures = Paragraph(_l("中止期间的措施"), description=_l("可不填。"))
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))

    def begin(self, view: DecisionView | None) -> None:
        """The situation that was reported last."""
        problems = view.dossier.execution.problems if view and view.dossier.execution else ()
        if problems:
            self.situation.data = problems[-1].situation.value


class ResumeForm(StepForm):
    """恢复执行决定."""

    reason = Paragraph(_l("恢复执行的理由"), must=_l("请写明恢复执行的理由"))
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))


class DeliberatedForm(StepForm):
    """What an order says of the meeting that deliberated it; asked where a rule wants one."""

    sitting = Choice(
        _l("讨论会议（本系统登记的）"),
        choices=[],
        validators=[Optional()],
        description=_l("会议的议题、到会情况在本系统登记的，从列表中选择。"),
    )
    meeting = Line(
        _l("讨论会议"), description=_l("会议没有在本系统登记的，写明会议名称和次数；页面注明“未在本系统登记”。")
    )
    meeting_on = Day(_l("讨论会议日期"), description=_l("从列表中选择会议的不填。"))
    entitled = Number(
        _l("应到人数"), validators=[Optional()], description=_l("会议组成人员的总数；从列表中选择会议的不填。")
    )
    in_favour = Line(_l("赞成人员"), description=_l("逐一写明姓名，用顿号分隔。"))
    opposed = Line(_l("反对人员"), description=_l("逐一写明姓名；没有的不填。"))
    abstained = Line(_l("弃权人员"), description=_l("逐一写明姓名；没有的不填。"))

    majority_reason = Paragraph(
        _l("与多数人意见不一致的理由"),
        description=_l("赞成的没有超过参加人员半数的必须填写：行政首长在会上说明的理由。"),
    )

    def ask_meeting(self, view: DecisionView | None, step_id: str) -> None:
        """Offer the meetings there are a record of; ask only as much as a rule wants to know."""
        if not (view and view.asks(step_id, "order_majority_reasoned")):
            del self.majority_reason
        found = [rule.params for rule in view.rules(step_id) if isinstance(rule.params, ToldParams)] if view else []
        if not found:
            for name in ("meeting_on", "entitled", "in_favour", "opposed", "abstained"):
                delattr(self, name)
        if not (view and view.asks(step_id, "order_taken_by_meeting")):
            del self.meeting, self.sitting
            return
        if quorums := [each.quorum for each in found if each.quorum]:
            share = say_text(max(quorums, key=ShareParams.strictness).of_entitled, language())
            self.entitled.description = _(
                "会议组成人员的总数，参加人员应当%(share)s；从列表中选择会议的不填。", share=share
            )
        # what is ordered of a decision was deliberated after it
        decided = view.dossier.closed_meeting
        held = sittings.held_since(context.session(), decided.on + dt.timedelta(days=1)) if decided else []
        named = (
            (each.key, f"{day_text(each.on, language())} {say_text(each.name, language())} {each.number}")
            for each in held
        )
        self.sitting.choices = [
            SelectChoice("", _("会议没有在本系统登记，由下列各项写明")),
            *(SelectChoice(key, label) for key, label in named),
        ]


class AdjustForm(DeliberatedForm):
    """调整决策决定."""

    kind = Radio(
        _l("调整的性质"),
        must=_l("请选择调整的性质"),
        choices=lambda: choices((kind.value, kind.label) for kind in (OrderKind.ADJUST_MINOR, OrderKind.ADJUST_MAJOR)),
        description=_l(
            "重大调整应当作为新的决策事项提出，依法重新履行决策程序；一般调整不重新履行程序，决定及其内容随决策公布。"
        ),
    )
    change = Paragraph(_l("调整内容"), must=_l("请写明调整内容"))
    reason = Paragraph(_l("调整的理由"), must=_l("请写明调整的理由"))
    not_major = Paragraph(_l("不属于重大调整的理由"), description=_l("作一般调整的必须填写。"))
    core_kept = BooleanField(_l("不改变决策的名称、目标和主要措施"), description=_l("作一般调整的必须确认。"))
    measures = Paragraph(_l("避免或者减少不利影响的措施"), description=_l("变更决策必须填写。"))
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))
    checks: tuple[AdjustmentCheck, ...] = ()
    examined = False

    def bind(self, view: DecisionView | None) -> None:
        """Which meeting deliberated it, and why it is none in substance, is asked where a rule wants to know."""
        self.ask_meeting(view, "execution.adjust")
        if view is None or not view.asks("execution.adjust", "minor_adjustment_grounded"):
            del self.not_major, self.core_kept
        if view:
            self.checks, self.examined = open_checks(view.dossier.execution), examined(view.rulebook)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """What the legality reviewer found to be an adjustment in detail, in the words that were checked."""
        check = to_order(view.dossier.execution) if view else None
        if check:
            self.kind.data, self.change.data = OrderKind.ADJUST_MINOR.value, check.change
            if self.not_major:
                self.not_major.data = check.reason


class TerminateForm(DeliberatedForm):
    """停止执行决定."""

    reason = Paragraph(_l("停止执行的理由"), must=_l("请写明停止执行的理由"))
    measures = Paragraph(_l("避免或者减少不利影响的措施"), description=_l("停止执行必须填写。"))
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Which meeting deliberated it is asked where a rule wants one."""
        self.ask_meeting(view, "execution.terminate")
        super().bind(view)


FORMS: dict[str, type[StepForm]] = {
    "execution.examine": ExamineForm,
    "execution.suspend": SuspendForm,
    "execution.resume": ResumeForm,
    "execution.adjust": AdjustForm,
    "execution.terminate": TerminateForm,
}
