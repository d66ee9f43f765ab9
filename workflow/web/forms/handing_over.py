"""Form of handing a package over to the archives (paper: 电子档案移交清单)."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from workflow.domain.substance import SAY_WHY, says_something
from workflow.domain.typed import typed_digest
from workflow.services import packages
from workflow.services.decisionview import DecisionView
from workflow.services.packagecontents import NotPackaged
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph
from workflow.web.paging import whole
from workflow.web.paperhouse import house


class HandOverForm(StepForm):
    """档案移交."""

    package = Line(
        _l("档案包的SHA-256"),
        must=_l("请填写档案包的SHA-256"),
        description=_l("制作档案包时显示的64位十六进制数；由“档案包”页面进入本步骤的，已经填好。"),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    differs = Paragraph(
        _l("档案包不一致的原因"),
        most=1000,
        description=_l("制作以后更换模板或者字体、改变网址、增加见证签名、更新程序的，档案包会不同；写入移交说明。"),
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

    def bind(self, view: DecisionView | None) -> None:
        """Keep the decision whose package it is."""
        super().bind(view)
        self.view = view

    def validate(self, extra_validators: Any = None) -> bool:
        """The package is the one made here as of that entry, or it is said why it is another."""
        sound = bool(super().validate(extra_validators))
        differing = self._differing() if sound else False
        if not (differing or self.differs.data):
            del self.differs
        elif differing and not says_something(self.differs.data):
            self.differs.errors = [say_text(SAY_WHY, language()) if self.differs.data else _("请写明不一致的原因")]
            return False
        return sound and not self.as_of.errors

    def _differing(self) -> bool:
        """Whether it is another, which is said then; what the step itself refuses is left to it."""
        package, seq = typed_digest(self.package.data), self.as_of.data
        if not package or seq is None or self.view is None or self.view.step("publication.hand_over") is None:
            return False
        session, store = context.session(), context.settings().files
        try:
            said = packages.differing(session, self.view.number, package, seq, store, house())
        except NotPackaged as refused:
            self.as_of.errors = [say_text(refused.reason, language())]
            return False
        self.package.errors = [say_text(said, language())] if said else []
        return said is not None

    def begin(self, view: DecisionView | None) -> None:
        """The package that was made before, and who hands it over."""
        self.package.data = request.args.get("package", "")
        self.as_of.data = whole(request.args.get("as_of"))
        self.handed_by.data = context.actor().name
        del self.differs


FORMS: dict[str, type[StepForm]] = {"publication.hand_over": HandOverForm}
