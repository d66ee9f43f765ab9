"""What is wished by way of trial in a plan; sent by GET."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import NumberRange, Optional

from workflow.domain.planning import MOST_DAYS, Wishes
from workflow.domain.text import Text
from workflow.web.forms.fields import Choice, Day, Number, choices


class WishForm(FlaskForm):  # type: ignore[misc]
    """Another beginning, another period for opinions, a hearing, another rulebook; each may be left out."""

    class Meta:
        csrf = False

    begin = Day(_l("起算日期"), description=_l("选填，不填为今日"))
    comment_days = Number(
        _l("征求意见天数"),
        validators=[
            Optional(),
            NumberRange(1, MOST_DAYS, message=_l("请填写1至%(max)s之间的整数。")),
        ],
        description=_l("选填；少于规定天数的，须在公告中说明理由"),
    )
    profile = Choice(_l("适用规则"))
    hearing = BooleanField(_l("召开听证会"))

    def offer(self, books: Iterable[tuple[str, Text]]) -> None:
        """The rulebooks to choose from; the first is the decision's own."""
        self.profile.choices = choices(books)
        self.profile.data = self.profile.data or self.profile.choices[0].value

    def wished(self) -> tuple[Wishes, str, date | None]:
        """What the plan takes: the wishes, the label of the rulebook, the day it begins."""
        return Wishes(self.comment_days.data, bool(self.hearing.data)), self.profile.data or "", self.begin.data
