"""The working-day calendar: which years are known, and the notice of the next one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import InputRequired, ValidationError

from workflow.domain.typed import half_width
from workflow.services import holidays
from workflow.services.recording import BadInput
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.fields import Line, Number, Paragraph

bp = Blueprint("holidays", __name__)

_SPAN = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|—|–)\s*(\d{4}-\d{1,2}-\d{1,2}))?")
MOST_DAYS = 60


class Days(TextAreaField):  # type: ignore[misc]
    """Dates and spans of dates, one after the other: 2027-01-01至2027-01-03、2027-02-06."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep what was typed; the dates are read by `dates`."""
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Say which piece cannot be read."""
        try:
            self.dates()
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def dates(self) -> list[date]:
        """The dates, spans written out. Raises ValueError naming what cannot be read."""
        found: list[date] = []
        for piece in re.split(r"[\s,;，；、]+", re.sub(r"\s*(至|到|~|—|–)\s*", r"\1", half_width(self.data or ""))):
            if piece:
                found += _span(piece)
        if len(found) > MOST_DAYS:
            raise ValueError(_("日期过多，请核对。"))
        return found


def _span(piece: str) -> list[date]:
    match = _SPAN.fullmatch(piece)
    try:
        if match is None:
            raise ValueError
        first, last = (date(*map(int, day.split("-"))) for day in (match[1], match[2] or match[1]))
    except ValueError:
        raise ValueError(_("“%(piece)s”无法识别，请按“2027-01-01至2027-01-03”的格式填写。", piece=piece[:40])) from None
    if not 0 <= (last - first).days < MOST_DAYS:
        raise ValueError(_("“%(piece)s”的起止日期有误。", piece=piece[:40]))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


class HolidayForm(FlaskForm):  # type: ignore[misc]
    """国务院办公厅关于部分节假日安排的通知."""

    year = Number(_l("年度"), validators=[InputRequired(_l("请填写年度"))])
    number = Line(_l("通知发文字号"), must=_l("请填写通知的发文字号"), description=_l("例如“国办发明电〔2026〕…号”。"))
    rest_days = Days(
        _l("放假日期"),
        description=_l("按通知填写全部放假调休日期，例如“2027-01-01至2027-01-03”，各段之间换行或者用顿号分开。"),
        validators=[InputRequired(_l("请填写放假日期"))],
    )
    make_up_days = Days(_l("调休上班日期"), description=_l("通知中要求上班的周六、周日；没有的不填。"))
    reason = Paragraph(
        _l("更改已有安排的理由"),
        description=_l(
            "该年度或者所列日期已有安排的必须填写，并列入审计日志；此前已经算定的期限不变。首次录入的不填。"
        ),
    )


@bp.route("/calendar", methods=["GET", "POST"])
def index() -> str | Response | tuple[str, int]:
    """The years that are known, the notices entered, and the form for the next one."""
    if not context.actor().has(*holidays.MAY_ENTER):
        abort(403)
    form = HolidayForm()
    this = context.today().year
    calendar = context.calendar()
    years = [(year, holidays.known(calendar, year)) for year in (this, this + 1)]
    if form.validate_on_submit():
        try:
            holidays.enter(
                context.session(),
                actor=context.actor(),
                now=context.now(),
                year=form.year.data or 0,
                number=form.number.data,
                rest_days=form.rest_days.dates(),
                make_up_days=form.make_up_days.dates(),
                reason=form.reason.data or "",
            )
        except BadInput as bad:
            for name, text in bad.problems.items():
                form[name].errors = [*form[name].errors, say_text(text, language())]
        else:
            flash(_("%(year)s年的工作日安排已录入。", year=form.year.data), "success")
            return redirect(url_for("holidays.index"))
    page = render_template("calendar/index.html", form=form, years=years, notices=holidays.notices(context.session()))
    return (page, 422) if form.errors else page
