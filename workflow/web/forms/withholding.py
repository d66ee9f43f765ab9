"""The form by which it is decided that a matter is not made public (domain paper: 不予公开审定意见)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from workflow.web.forms.base import SignedForm, StepForm
from workflow.web.forms.fields import Day, Paragraph, YesNo

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


FORMS: dict[str, type[StepForm]] = {"participation.withhold": NonDisclosureForm}
