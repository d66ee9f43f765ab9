"""Forms of what can be done once more."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l

from workflow.domain.dossier import Dossier
from workflow.services.decisionview import DecisionView
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Paragraph


class AgainForm(StepForm):
    """再次办理的理由."""

    again = Paragraph(
        _l("再次办理的理由"),
        most=5000,
        description=_l("草案内容没有改动而再次办理的，写明情况有何变化、原来有何遗漏。送审和会议讨论时一并列明。"),
    )

    def already(self, dossier: Dossier) -> bool:
        """Whether it was done with what the newest draft says; each form says how that is known."""
        return False

    def bind(self, view: DecisionView | None) -> None:
        """Only where it was done with the very text already there is something to explain."""
        # a second press is read as it was sent
        if not (view and self.already(view.dossier)) and "again" not in request.form:
            del self.again
        super().bind(view)
