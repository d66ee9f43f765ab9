"""Form of handing a package over to the archives (paper: 电子档案移交清单)."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph
from workflow.web.paging import whole


class HandOverForm(StepForm):
    """档案移交."""

    package = Line(
        _l("档案包的SHA-256"),
        must=_l("请填写档案包的SHA-256"),
        description=_l("制作档案包时显示的64位十六进制数；由“档案包”页面进入本步骤的，已经填好。"),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    as_of = Number(
        _l("档案包截至的日志条目"),
        validators=[InputRequired(_l("请填写日志条目"))],
        description=_l("制作档案包时显示。"),
    )
    recipient = Line(_l("接收单位"), must=_l("请填写接收单位"), description=_l("例如县档案馆、本机关档案室。"))
    received_by = Line(_l("接收人"), must=_l("请填写接收人"))
    handed_by = Line(_l("移交人"), must=_l("请填写移交人"))
    note = Paragraph(_l("说明"), description=_l("“四性”检测发现问题仍移交的，写明原因和处理办法；没有的不填。"))
    on = Day(_l("移交日期"), must=_l("请填写移交日期"))

    def begin(self, view: DecisionView | None) -> None:
        """The package that was made before, and who hands it over."""
        self.package.data = request.args.get("package", "")
        self.as_of.data = whole(request.args.get("as_of"))
        self.handed_by.data = context.actor().name


FORMS: dict[str, type[StepForm]] = {"publication.hand_over": HandOverForm}
