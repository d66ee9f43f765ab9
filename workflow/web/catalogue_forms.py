"""Forms of the yearly catalogue: the call for proposals, an item, adoption, consent, publication."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from workflow.domain import facts
from workflow.domain.applicability import optional_stages
from workflow.domain.catalogue import YearCatalogue
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import ItemChange, NumberUse, OptionalStage, PlannedStage, PublishChannel
from workflow.services import organ
from workflow.services.cataloguing import Signature
from workflow.web import context
from workflow.web.forms.fields import Choice, Day, Line, Number, Paragraph, TermChecks, choices, required
from workflow.web.forms.numbered import NumberSource, checked, chosen, offer

USUAL = (PlannedStage.PARTICIPATION, PlannedStage.LEGALITY_REVIEW, PlannedStage.DELIBERATION)
"""What a new item begins with, whatever the rules of the organ."""


def usual_stages(rulebook: Rulebook) -> list[str]:
    """What a new item begins with: the usual stages, and those the rules of the organ let no matter go without."""
    there = {stage.key for stage in rulebook.procedure.stages}
    always = {stage.value for stage in OptionalStage if stage in there} - optional_stages(rulebook)
    return [stage.value for stage in PlannedStage if stage in USUAL or stage.value in always]


class BeginForm(FlaskForm):  # type: ignore[misc]
    """开始编制年度目录、征集建议."""

    year = Number(
        _l("目录年度"),
        validators=[InputRequired(_l("请填写目录年度")), NumberRange(2000, 9998, _l("请填写四位数的年份"))],
    )
    until = Day(_l("报送建议截止日期"), description=_l("征集各单位建议的填写；不征集的不填。"))
    call = Paragraph(_l("征集要求"), most=2000, description=_l("向各单位征集建议的范围、要求；不征集的不填。"))
    on = Day(_l("办理日期"), must=_l("请填写办理日期"))

    def fact(self) -> facts.Catalogue:
        """The beginning as entered."""
        return facts.Catalogue(on=self.on.data, year=self.year.data, until=self.until.data, call=self.call.data or "")


class ItemForm(FlaskForm):  # type: ignore[misc]
    """目录事项."""

    name = Line(_l("事项名称"), must=_l("请填写事项名称"))
    unit = Choice(_l("承办单位"), choices=lambda: _units(), validators=required(_l("请选择承办单位")))
    basis = Paragraph(_l("法律政策依据"), must=_l("请填写法律政策依据"), most=2000)
    stages = TermChecks(_l("履行程序"), PlannedStage, must=_l("请选择应当履行的程序"))
    due = Day(_l("计划完成时间"), must=_l("请填写计划完成时间"))
    remark = Line(
        _l("备注"),
        description=_l("例如“应当进行公平竞争审查”；计划完成时间已过或者不能依法按期完成的，说明理由；没有的不填。"),
    )
    proposer = Choice(
        _l("报送单位"),
        choices=lambda: _units(_("党政办公室直接列入")),
        description=_l("各单位报送建议后列入的，选择报送单位。"),
    )
    reason = Paragraph(_l("调整理由"), most=2000, description=_l("目录公布以后增列、变更事项的填写。"))
    on = Day(_l("办理日期"), must=_l("请填写办理日期"))

    def fact(self, number: int, change: ItemChange) -> facts.CatalogueItem:
        """The item as entered."""
        values: dict[str, Any] = {name: self[name].data for name in self._fields if name != "csrf_token"}
        values |= {name: values.get(name) or "" for name in ("remark", "reason", "proposer")}
        return facts.CatalogueItem(number=number, change=change, **values)


class RemovalForm(FlaskForm):  # type: ignore[misc]
    """调出目录，或者不予列入."""

    reason = Paragraph(_l("理由"), must=_l("请写明理由"), most=2000)
    on = Day(_l("办理日期"), must=_l("请填写办理日期"))


class SignatureForm(FlaskForm):  # type: ignore[misc]
    """What is done with a version carries the version that was seen."""

    version = HiddenField()

    def bind(self, rulebook: Rulebook) -> None:
        """Fit the form to the rules in force."""


class AdoptionForm(SignatureForm):
    """目录审议."""

    kind = Choice(_l("会议名称"), choices=[], validators=required(_l("请选择会议")))
    meeting = Line(_l("会议届次"), must=_l("请填写会议届次"), description=_l("例如“2022年第2次”。"))
    on = Day(_l("会议日期"), must=_l("请填写会议日期"))

    def bind(self, rulebook: Rulebook) -> None:
        """Offer the meetings of the organ."""
        self.kind.choices = choices(rulebook.offered("meeting_kinds").items(), _("请选择"))

    def fact(self, version: int) -> Signature:
        """The adoption as entered."""
        return facts.CatalogueAdoption(on=self.on.data, version=version, kind=self.kind.data, meeting=self.meeting.data)


class ConsentForm(SignatureForm):
    """同级党委同意."""

    document = Line(_l("党委批复或者会议纪要文号"), must=_l("请填写文号"), most=100)
    on = Day(_l("同意日期"), must=_l("请填写同意日期"))

    def fact(self, version: int) -> Signature:
        """The consent as entered."""
        return facts.CatalogueConsent(on=self.on.data, version=version, document=self.document.data)


class PublicationForm(SignatureForm):
    """目录公布."""

    code = NumberSource()
    document = Line(_l("发文字号"), most=100)
    channels = TermChecks(_l("公布渠道"), PublishChannel, must=_l("请选择公布渠道"))
    on = Day(_l("公布日期"), must=_l("请填写公布日期"))

    def bind(self, rulebook: Rulebook) -> None:
        """Offer the numbers the program can give."""
        offer(self, "document", NumberUse.OFFICE)

    def validate(self, extra_validators: Any = None) -> bool:
        """A number is typed or given, and not both."""
        sound = bool(super().validate(extra_validators))
        return checked(self, "document", must=True) and sound

    def fact(self, version: int) -> Signature:
        """The publication as entered."""
        return facts.CataloguePublication(
            on=self.on.data, version=version, document=chosen(self, "document"), channels=tuple(self.channels.data)
        )


SIGNING = {"adopt": AdoptionForm, "consent": ConsentForm, "publish": PublicationForm}
"""What is done with a version → its form."""


def fit(form: ItemForm, found: YearCatalogue, *, keeping: bool) -> None:
    """Before the first publication nothing is adjusted, so no reason is asked for; a unit sends in for itself."""
    if not found.publications:
        del form.reason
    if not keeping:
        del form.proposer


def _units(none: str = "") -> list[SelectChoice]:
    names = [unit.name for unit in organ.units(context.session(), with_closed=True)]
    return [SelectChoice("", none or _("请选择")), *(SelectChoice(name, name) for name in names)]
