"""Forms of what other kinds of matter end with (papers: 合同签订登记, 备案报告)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from workflow.services.decisionview import DecisionView
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph


class SigningForm(AnewForm):
    """合同签订登记."""

    on = Day(_l("签订日期"), must=_l("请填写签订日期"))
    number = Line(_l("合同编号"), must=_l("请填写合同编号"))
    counterparty = Line(_l("对方当事人"), must=_l("请填写对方当事人"))
    amount = Line(_l("合同金额"), description=_l("写明币种和大小，例如“人民币128.6万元”；没有金额的不填。"))
    term = Line(_l("履行期限"), description=_l("例如“2022年10月至2023年9月”。"))

    def begin(self, view: DecisionView | None) -> None:
        """A correction begins with what was entered before."""
        if view and view.dossier.signing:
            for name in ("number", "counterparty", "amount", "term"):
                self[name].data = getattr(view.dossier.signing, name)
        else:
            self.first_time()


class FilingForm(StepForm):
    """报送备案."""

    on = Day(_l("报送日期"), must=_l("请填写报送日期"))
    to = Line(_l("备案机关"), must=_l("请填写备案机关"))
    number = Line(_l("备案文号"), description=_l("取得备案文号的填写。"))
    note = Paragraph(_l("备注"), most=2000)


FORMS: dict[str, type[StepForm]] = {"publication.sign": SigningForm, "publication.file": FilingForm}
