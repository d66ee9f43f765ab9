"""Forms of the time of legality review: 受理登记, 补正通知书, 补充材料说明, 延长审查期限审批."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms.validators import InputRequired, NumberRange

from workflow.domain.calendar import CalendarUnknown
from workflow.domain.reviewtime import (
    CountedDay,
    counted_days,
    days_left,
    guaranteed,
    longest,
)
from workflow.domain.text import Text
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph


class _Counted(StepForm):
    """A step from which the guaranteed time runs: the page shows every day of the count.

    `goes_on`: it stood still until then, and what is counted is the rest.
    """

    supplies = False
    least: int | None = None
    goes_on = False
    days: tuple[CountedDay, ...] = ()
    unknown: Text | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Count the working days from the day entered."""
        super().bind(view)
        self.start: dt.date = self.on.data or context.today()
        if view is None:
            return
        time, calendar = guaranteed(view.rules("legality_review.conclude")), view.setting.calendar
        self.calendar = calendar.version
        if time is None:
            return
        self.least = time.working_days
        try:
            if self.supplies and view.dossier.review and time.after == "resume":
                self.goes_on, self.least = True, days_left(view.dossier.review, time, calendar, self.start)
            self.days = tuple(counted_days(calendar, self.start, self.least))
        except CalendarUnknown as unknown:
            self.unknown = unknown.text


class AcceptanceForm(_Counted):
    """受理登记."""

    on = Day(
        _l("受理日期"),
        must=_l("请填写受理日期"),
        description=_l("材料符合要求、决定受理之日；保证审查时间自次日起按工作日计算。"),
    )


class SupplementForm(StepForm):
    """补正通知书."""

    request = Paragraph(
        _l("需要补充的材料"),
        must=_l("请逐项写明需要补充的材料"),
        description=_l("逐项写明材料名称和要求。补充材料齐备后，保证审查时间重新计算。"),
    )
    on = Day(_l("通知日期"), must=_l("请填写通知日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Say what the request does to the time."""
        super().bind(view)
        time = guaranteed(view.rules("legality_review.conclude")) if view else None
        if time and time.after == "resume":
            self.request.description = _("逐项写明材料名称和要求。等待补充材料的时间不计入审查时间。")


class SupplyForm(_Counted):
    """补充材料说明."""

    supplies = True
    text = Paragraph(
        _l("补充情况"),
        must=_l("请写明补充了哪些材料"),
        description=_l("对照补正通知逐项说明。"),
    )
    on = Day(
        _l("补充日期"),
        must=_l("请填写补充日期"),
        description=_l("补充材料送达之日；保证审查时间自次日起重新计算。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """Where the time stood still, it goes on."""
        super().bind(view)
        if self.goes_on:
            self.on.description = _("补充材料送达之日；审查时间自次日起继续计算。")


class ExtensionForm(StepForm):
    """延长审查期限审批."""

    working_days = Number(
        _l("延长的工作日"),
        [InputRequired(_l("请填写延长几个工作日")), NumberRange(min=1, message=_l("至少一个工作日"))],
    )
    reason = Paragraph(_l("延长的理由"), must=_l("请写明延长的理由"))
    granted_by = Line(_l("批准人"), must=_l("请填写批准人"), description=_l("批准延长的负责人的姓名和职务。"))
    on = Day(_l("批准日期"), must=_l("请填写批准日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Say by how much the rules let the time be extended."""
        super().bind(view)
        most = longest(view.rules("legality_review.conclude")) if view else None
        if most:
            self.working_days.description = ngettext(
                "最多可以延长%(num)s个工作日。", "最多可以延长%(num)s个工作日。", most.extension
            )


FORMS: dict[str, type[StepForm]] = {
    "legality_review.accept": AcceptanceForm,
    "legality_review.request_supplement": SupplementForm,
    "legality_review.supply": SupplyForm,
    "legality_review.extend": ExtensionForm,
}
