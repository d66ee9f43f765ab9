"""Forms of the work ledger: an entry of a kind with that kind's figures, its correction, its withdrawal."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import Optional

from workflow.domain import facts
from workflow.domain.terms import WorkKind
from workflow.domain.worklog import MEASURES, NO_EVIDENCE
from workflow.web.filters import language, say_text
from workflow.web.forms.fields import Day, Line, Number, Paragraph
from workflow.web.forms.uploading import FileFields
from workflow.web.paging import whole

EXAMPLES = {
    WorkKind.STUDY: _l("例如“党委理论学习中心组学习宪法”。"),
    WorkKind.TRAINING: _l("例如“行政执法人员业务培训”。"),
    WorkKind.EXAM: _l("例如“2022年度干部学法用法考试”。"),
    WorkKind.PUBLICITY: _l("例如“国家宪法日集中宣传”。"),
    WorkKind.PRINCIPAL: _l("例如“乡党委会议听取法治政府建设情况汇报”。"),
    WorkKind.INSTITUTION: _l("例如“修订行政执法公示制度”。"),
    WorkKind.CONTRACT: _l("例如“第一季度合同审核”。"),
    WorkKind.DOCUMENT: _l("例如“第一季度文件合法性审核”。"),
    WorkKind.ENFORCEMENT: _l("例如“第一季度行政执法检查”。"),
    WorkKind.OPENNESS: _l("例如“公示第一季度低保审批情况”。"),
    WorkKind.COMPLAINT: _l("例如“第一季度投诉举报办理”；不得写投诉举报人的姓名。"),
}
"""How the name of an entry of a kind may read."""


class WorkForm(FileFields, FlaskForm):  # type: ignore[misc]
    """工作台账条目；各类的数字由 `FORMS` 加入."""

    kind: WorkKind

    reason = Paragraph(
        _l("更正理由"),
        must=_l("请写明更正的理由"),
        most=2000,
        description=_l("写明哪里有误、依据什么更正；原内容保留在各版中。"),
    )
    title = Line(_l("工作名称"), must=_l("请填写工作名称"))
    on = Day(
        _l("日期"),
        must=_l("请填写日期"),
        description=_l("工作完成的日期；持续多日的，填写最后一天。可以补录以前的工作。"),
    )
    began = Day(_l("开始日期"), description=_l("持续多日或者按季、按月汇总的填写；当天完成的不填。"))
    no_files = Line(_l("没有电子材料的原因"), description=_l("例如“纸质签到表存党政办公室”。"), most=300)
    participants = Paragraph(
        _l("主持、参加人员"),
        most=2000,
        description=_l("写干部的姓名和职务；不得写投诉举报人和群众的姓名、电话、住址。"),
    )
    text = Paragraph(
        _l("经过和结果"),
        most=5000,
        description=_l("做了什么、结果怎样，年度报告可以直接引用；不得写投诉举报人和群众的个人信息。"),
    )
    seen, mark = HiddenField(), HiddenField()

    def bind(self, *, correcting: bool) -> None:
        """Take the files sent, say the names of the figures in the language of the page."""
        self.take_files(allowed=self.is_submitted())
        self.files.label.text = _("上传文件")
        self.files.description = _(
            "签到表、照片、文件、试卷等，可以一次选择多个；单个文件不超过%(n)s MB。", n=self.most_mb
        )
        self.title.description = EXAMPLES[self.kind]
        for measure in MEASURES[self.kind]:
            name, unit = say_text(measure.label, language()), say_text(measure.unit, language())
            self[measure.key].label.text = _("%(name)s（%(unit)s）", name=name, unit=unit)
        if not correcting:
            del self.reason

    def validate(self, extra_validators: Any = None) -> bool:
        """Want evidence, or why there is none, with whatever else is missing."""
        sound: bool = super().validate(extra_validators)
        if not self.refs and not self.no_files.data and not self.files.errors:
            self.no_files.errors = [*self.no_files.errors, say_text(NO_EVIDENCE, language())]
            return False
        return sound

    @property
    def figures(self) -> list[Number]:
        """The fields of the figures."""
        return [self[measure.key] for measure in MEASURES[self.kind]]

    def fact(self, number: str = "") -> facts.WorkRecord:
        """The entry as entered."""
        given: dict[str, Any] = {each.name: each.data for each in self.figures}
        words = {name: self[name].data or "" for name in ("title", "text", "participants", "no_files")}
        return facts.WorkRecord(
            kind=self.kind,
            number=number,
            version=whole(self.seen.data, 0) or 0,
            unit="",
            on=self.on.data,
            began=self.began.data,
            files=tuple(self.refs),
            reason=self.reason.data if "reason" in self else "",
            **words,
            **given,
        )


def _form_of(kind: WorkKind) -> type[WorkForm]:
    figures = {measure.key: Number(measure.key, validators=[Optional()]) for measure in MEASURES[kind]}
    return type(f"{kind.name.title()}Form", (WorkForm,), {"kind": kind, "__doc__": kind.label.zh, **figures})


FORMS = {kind: _form_of(kind) for kind in WorkKind}
"""Kind → the form of an entry of that kind."""


class WithdrawalForm(FlaskForm):  # type: ignore[misc]
    """撤回工作台账条目."""

    reason = Paragraph(
        _l("撤回理由"),
        must=_l("请写明撤回的理由"),
        most=2000,
        description=_l("例如“与2022-T003重复登记”。撤回后不能恢复：条目仍在台账中，标明已撤回，不再计入数字。"),
    )
    seen, mark = HiddenField(), HiddenField()
