"""The form of attendance at a meeting (paper: 签到)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, HiddenField

from workflow.domain import facts
from workflow.services import precedents
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.deliberation import InSession
from workflow.web.forms.fields import Line, Paragraph
from workflow.web.forms.rows import Radio, fit_rows, options


class AttendanceRow(Form):  # type: ignore[misc]
    """One member's attendance."""

    number = HiddenField()
    present = Radio(
        _l("到会情况"),
        must=_l("请选择到会或者缺席"),
        choices=lambda: options((("yes", _("到会")), ("no", _("缺席")), ("recused", _("回避")))),
    )
    absence_reason = Line(_l("缺席、回避原因"))
    view = Paragraph(_l("书面意见"), most=5000)

    def validate(self, extra_validators: Any = None) -> bool:
        """Who is recused is so for a reason: without one the record could not tell the recusal from a presence."""
        sound = bool(super().validate(extra_validators))
        if self.present.data == "recused" and not (self.absence_reason.data or "").strip():
            self.absence_reason.errors = [*self.absence_reason.errors, _("请填写回避的理由。")]
            sound = False
        return sound


def _attendance(member: facts.Member, before: facts.Member | None) -> dict[str, Any]:
    """What a row of attendance begins with; a recusal is from one item and not taken over."""
    if member.present is not None:
        came = "recused" if member.recusal else "yes" if member.present else "no"
        return {"present": came, "absence_reason": member.recusal or member.absence_reason, "view": member.view}
    absent = before is not None and before.present is False
    return {"present": "no" if absent else "yes", "absence_reason": before.absence_reason if before else ""}


class AttendanceForm(InSession, AnewForm):
    """签到表."""

    anew = Paragraph(
        _l("重新录入的理由"),
        most=1000,
        description=_l(
            "已经录入的到会、缺席、回避有改变的必须填写（例如中途到会、录入有误）；原记录保留，并写入会议纪要和专项记录。"
        ),
    )
    attendances = FieldList(FormField(AttendanceRow), _l("到会情况"), max_entries=60)

    def fit(self) -> None:
        """One row for each member entitled, as recorded, or for an earlier item of the same meeting; else present."""
        before = precedents.attendance_before(context.session(), self.meeting) if self.meeting else {}
        if all(each.present is None for each in self.members):
            self.first_time()
        first = {str(each.number): _attendance(each, before.get(each.name)) for each in self.members}
        empty = {number: row | {"present": None} for number, row in first.items()}
        names = [each.name for each in self.members]
        fit_rows(self.attendances, "number", list(first), empty if self.is_submitted() else first, names)

    def values(self) -> dict[str, Any]:
        """Present or absent as a plain yes or no; the one reason asked for is that of the absence or of the recusal."""
        found = super().values()
        found["attendances"] = [
            row
            | {
                "present": row["present"] != "no",
                "recusal": row["absence_reason"] if row["present"] == "recused" else "",
                "absence_reason": row["absence_reason"] if row["present"] == "no" else "",
            }
            for row in found["attendances"]
        ]
        return found

    def next_url(self, view: DecisionView) -> str | None:
        """From attendance to the first speaker."""
        return url_for("steps.take", number=view.number, step_id="deliberation.speak")


FORMS: dict[str, type[StepForm]] = {"deliberation.attend": AttendanceForm}
