"""Forms of the record of a meeting once it is closed (papers: 会议专项记录 and its errata)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain import facts
from workflow.domain.meetingrecord import record_digest, unconfirmed
from workflow.domain.terms import Role
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Paragraph
from workflow.web.forms.rows import options


class MemberChecks(SelectMultipleField):  # type: ignore[misc]
    """Members as check boxes; whether each may confirm is for the recorder of the step to say."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ConfirmationForm(StepForm):
    """会议记录的确认."""

    digest = HiddenField()
    confirmations = MemberChecks(
        _l("确认人"),
        choices=[],
        validate_choice=False,
        validators=[DataRequired(_l("请选择确认会议记录的人员"))],
        description=_l("到会人员核对会议记录后确认。会议记录人登记时，逐人取得其确认；本人登录的，只能确认本人。"),
    )
    on = Day(_l("确认日期"), must=_l("请填写确认日期"))
    meeting: facts.Meeting | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Offer those who were present and have not confirmed the record as it stands: all to the recorder, to the others themselves."""
        self.meeting = view.dossier.closed_meeting if view else None
        actor = context.actor()
        keeper = actor.has(Role.RECORDER)
        self.waiting = [
            member
            for member in (unconfirmed(self.meeting) if self.meeting else ())
            if keeper or member.name == actor.name
        ]
        self.confirmations.choices = options((str(each.number), each.name) for each in self.waiting)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The record as it is shown."""
        self.digest.data = record_digest(self.meeting) if self.meeting else ""

    def values(self) -> dict[str, Any]:
        """The members by their numbers."""
        found = super().values()
        return found | {"confirmations": [{"number": number} for number in found["confirmations"]]}


class CorrectionForm(StepForm):
    """会议记录的更正."""

    passage = Paragraph(
        _l("原记录"), must=_l("请填写原记录"), most=5000, description=_l("照会议记录中的原文填写需要更正的文字。")
    )
    text = Paragraph(_l("更正为"), must=_l("请填写更正后的内容"), most=5000)
    reason = Paragraph(
        _l("更正理由"),
        must=_l("请填写更正理由"),
        most=2000,
        description=_l("更正录入后，到会人员（包括此前已经确认的）须对更正后的会议记录重新确认。"),
    )
    on = Day(_l("更正日期"), must=_l("请填写更正日期"))


FORMS: dict[str, type[StepForm]] = {
    "deliberation.confirm": ConfirmationForm,
    "deliberation.correct": CorrectionForm,
}
