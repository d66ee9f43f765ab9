"""Forms of the members of a body."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from workflow.services.bodies import Body
from workflow.web.forms.fields import Choice, Day, Line, choices, required


class SeatForm(FlaskForm):  # type: ignore[misc]
    """A new member of a body."""

    body = Choice(_l("所属会议"), choices=[], validators=required(_l("请选择会议")))
    name = Line(_l("姓名"), must=_l("请填写姓名"), most=50)
    post = Line(_l("职务"), most=100)
    since = Day(_l("任职起始"), must=_l("请填写任职起始日期"))
    why = Line(
        _l("任职依据"),
        must=_l("请写明任职依据"),
        most=300,
        description=_l("任免文件的名称和文号、选举结果等；与姓名、职务一并记入审计日志。"),
    )
    chief = BooleanField(_l("行政首长（或者主持工作的负责人）"))

    def offer(self, bodies: Iterable[Body]) -> None:
        """Offer the bodies there are."""
        self.body.choices = choices(((each.key, each.name) for each in bodies), str(_l("请选择")))


class LeaveForm(FlaskForm):  # type: ignore[misc]
    """The end of a seat."""

    until = Day(_l("任职截止"), must=_l("请填写任职截止日期"), description=_l("担任组成人员的最后一日。"))
    why = Line(
        _l("不再任职的依据和理由"),
        must=_l("请写明不再任职的依据和理由"),
        most=300,
        description=_l("任免文件的名称和文号、调离、辞职、退休等；近日召开的会议，其记录列明这一变动。"),
    )
