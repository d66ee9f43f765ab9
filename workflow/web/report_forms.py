"""Up to which day the report counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import ValidationError

from workflow.web.filters import day_text, language
from workflow.web.forms.fields import Day


class AsOfForm(FlaskForm):  # type: ignore[misc]
    """The last day counted; sent by GET."""

    class Meta:
        csrf = False

    as_of = Day(_l("截止日期"), description=_l("只统计发生日期在此日及以前的办理记录"))

    def limits(self, first: date, last: date) -> None:
        """The days there are to choose from."""
        self.first, self.last = first, last

    def validate_as_of(self, field: Any) -> None:
        """Refuse a day outside the year, or one that has not come."""
        if field.data and not self.first <= field.data <= self.last:
            first, last = (day_text(day, language()) for day in (self.first, self.last))
            raise ValidationError(_("请选择%(first)s至%(last)s之间的日期。", first=first, last=last))
