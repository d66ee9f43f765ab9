"""What the log can be asked for."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from workflow.domain.names import RESULTS
from workflow.domain.text import Text
from workflow.domain.typed import half_width
from workflow.services.auditlog import Choices, LogFilter
from workflow.web.forms.fields import Choice, Day, Line, choices


class LogForm(FlaskForm):  # type: ignore[misc]
    """The filters; sent by GET, so that a list can be kept as a link."""

    class Meta:
        csrf = False

    person = Choice(_l("办理人"))
    unit = Choice(_l("单位"))
    act = Choice(_l("步骤"))
    result = Choice(_l("结果"))
    since = Day(_l("录入日期自"))
    until = Day(_l("录入日期至"))
    decision = Line(_l("事项编号"), most=20, description=_l("例如 2022-001"))
    article = Line(_l("法律依据"), most=40, description=_l("例如“第十五条”"))
    rule = HiddenField()

    def offer(self, offered: Choices) -> None:
        """Fill the lists."""
        everything = _("全部")
        self.person.choices = choices(
            ((key, Text(f"{name}（{key}）", f"{name} ({key})")) for key, name in offered.people), everything
        )
        self.unit.choices = choices(((unit, Text(unit, unit)) for unit in offered.units), everything)
        self.act.choices = choices(offered.acts.items(), everything)
        results = {"ok": RESULTS["ok"], "denied": RESULTS["denied"], "late": Text("补录", "Entered late")}
        self.result.choices = choices(results.items(), everything)

    def validate_until(self, field: Any) -> None:
        """The span of days must not end before it begins."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError(_("截止日期不得早于起始日期。"))

    def wanted(self) -> LogFilter:
        """What is asked for."""
        result = self.result.data or ""
        return LogFilter(
            person=self.person.data or "",
            unit=self.unit.data or "",
            act=self.act.data or "",
            result="" if result == "late" else result,
            late=result == "late",
            decision=half_width(self.decision.data or ""),
            article=self.article.data or "",
            rule=(self.rule.data or "")[:100],
            since=self.since.data,
            until=self.until.data,
        )
