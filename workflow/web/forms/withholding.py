"""The forms by which it is decided that something is not made public, or is again (不予公开审定意见、不予公开审查决定)."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow.domain.withholding import OFFERED
from workflow.services.decisionview import DecisionView
from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermSelect, YesNo
from workflow.web.forms.rows import options

CITED_HINT = _l(
    "选择“法律、行政法规禁止公开”“法律、行政法规规定不予公开的其他情形”的必填，写明名称和条款；其他情形不填。"
)
"""When the law a ground rests on has to be named."""


class NonDisclosureForm(SignedForm):
    """不予公开审定意见."""

    agreed = YesNo(
        _l("审定意见"),
        yes=_l("同意：情形和范围属实，本事项不向社会公布，不开展公众参与"),
        no=_l("不同意：由承办单位修改草案，依法开展公众参与"),
        must=_l("请选择是否同意"),
    )
    opinion = Paragraph(_l("审定说明"), most=2000, description=_l("不同意的必填；同意的，可以写明附加的要求。"))
    on = Day(_l("审定日期"), must=_l("请填写审定日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Know what was decided before: on what the draft asks for, or has been agreed to and it asks for no longer."""
        super().bind(view)
        asked = view is not None and view.dossier.withholding_asked is not None
        self.decided = (view.dossier.non_disclosure if asked else view.dossier.kept_back) if view else None
        if self.decided and not asked:
            self.agreed.choices = options(
                (
                    ("", _("请选择")),
                    ("yes", _("继续不予公开：由承办单位在草案新版本中恢复“依法不予公开”")),
                    ("no", _("可以公开：依法开展公众参与")),
                )
            )
            self.opinion.description = _("可以公开的必填，写明原不予公开的情形如何消除。")


class WithholdForm(SignedForm):
    """不予公开审查决定."""

    ground = TermSelect(_l("不予公开的情形"), OFFERED, must=_l("请选择不予公开的法定情形"))
    citation = Line(_l("所依据的法律、行政法规"), description=CITED_HINT)
    scope = Line(_l("不予公开的范围"), must=_l("请写明不予公开的范围"))
    reason = Paragraph(
        _l("理由"),
        must=_l("请写明不予公开的理由"),
        description=_l("写明具体内容属于何种情形，以及能否区分处理后公开。"),
    )
    review_on = Day(
        _l("再次审查日期"),
        must=_l("请填写再次审查日期"),
        description=_l("不予公开的信息应当定期评估审查；情势变化可以公开的，届时公布。"),
    )
    late_review = Paragraph(
        _l("再次审查较晚的理由"),
        most=1000,
        description=_l("再次审查日期晚于规则所定日期的，写明为何更晚；不晚的不填。"),
    )
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))

    def begin(self, view: DecisionView | None) -> None:
        """What was decided before is looked at again."""
        asked, before = (view.dossier.withholding_asked, view.dossier.withholding) if view else (None, None)
        if before and before.ground:
            self.ground.data, self.citation.data = before.ground.value, before.citation
            self.scope.data, self.reason.data = before.scope, before.reason
            return
        self.scope.data = asked.scope if asked else _("决策文件全文")
        if asked and asked.by_law:
            self.ground.data, self.citation.data, self.reason.data = asked.by_law.value, asked.citation, asked.ground


class DiscloseForm(SignedForm):
    """解除不予公开决定."""

    reason = Paragraph(
        _l("可以公开的理由"),
        must=_l("请写明可以公开的理由"),
        description=_l("写明原不予公开的情形如何消除；部分内容仍不公开的，写明如何区分处理。"),
    )
    on = Day(_l("决定日期"), must=_l("请填写决定日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Know what it lifts."""
        super().bind(view)
        self.lifts = (view.dossier.withholding or view.dossier.kept_back) if view else None


FORMS: dict[str, type[StepForm]] = {
    "participation.withhold": NonDisclosureForm,
    "publication.withhold": WithholdForm,
    "publication.disclose": DiscloseForm,
}
