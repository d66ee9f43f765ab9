"""Forms of initiation (domain papers: 决策事项建议书, 研究论证意见, 启动审批)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain import wording
from workflow.domain.differing import CHANGE_NAMES
from workflow.domain.facts import CatalogueItem
from workflow.domain.guards.initiation import ExclusionParams
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Category, Exclusion, ReplyMeans, Source
from workflow.papers import letters
from workflow.services import catalogue, namesakes, organ, precedents, rules
from workflow.services.decisionview import DecisionView
from workflow.services.namesakes import Earlier
from workflow.web import context
from workflow.web.filters import day_text, language
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Paragraph, TermSelect, YesNo, choices, clean

TAKEN_OVER = ("title", "proposer", "problem", "basis", "plan", "necessity", "feasibility")
"""What a proposal takes over from the one it begins with."""


ARGUED = _l("所属部门或者下一级单位提出的必须写明，其他来源的可不填。")


class ProposalForm(StepForm):
    """决策事项建议书."""

    title = Line(
        _l("决策事项名称"),
        must=_l("请填写决策事项名称"),
        description=_l("写明事项本身，例如“清泉乡农村饮水安全巩固提升工程”。"),
    )
    differs = Paragraph(
        _l("与同名事项的不同"),
        description=_l("写明改变了什么、原来的问题是否已经解决。就是原事项的，在原事项中继续办理，不重新提出。"),
    )
    category = TermSelect(_l("事项类别"), Category, must=_l("请选择事项类别"))
    kinds = SelectMultipleField(
        _l("事项种类"),
        choices=lambda: _kinds(),
        validators=[DataRequired(_l("请选择事项种类"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("一个事项同时属于两种的，可以一并选择：按所选的第一种程序办理，相同的步骤只办理一次。"),
    )
    not_major_decision = Paragraph(
        _l("不作为重大行政决策的理由"),
        description=_l("事项种类不含重大行政决策的必填，写明事项的规模、影响范围等，由行政首长在启动审批时审阅；其他不填。"),
    )
    source = TermSelect(_l("建议来源"), Source, must=_l("请选择建议来源"))
    catalogue_item = Choice(
        _l("对应的目录事项"), choices=[], description=_l("建议来源为年度决策事项目录的选择；其他来源不选。")
    )
    departure = Paragraph(
        _l("与目录不一致的说明"), description=_l("事项名称与目录列入的不同的，说明理由；一致的不填。")
    )
    proposer = Line(_l("建议人（单位）"), must=_l("请填写提出建议的单位或者个人"))
    motion = Line(
        _l("建议、提案编号"), description=_l("人大代表建议、政协提案必填，例如“乡人大建议第7号”；其他来源不填。")
    )
    problem = Paragraph(_l("拟解决的主要问题"), must=_l("请写明拟解决的主要问题"))
    basis = Paragraph(_l("建议理由和依据"), must=_l("请写明建议理由和依据"))
    plan = Paragraph(_l("解决问题的初步方案"), description=ARGUED)
    necessity = Paragraph(_l("必要性"), description=ARGUED)
    feasibility = Paragraph(_l("可行性"), description=ARGUED)
    predecessor = HiddenField(filters=[clean])
    adjusted_by: tuple[str, str] | None = None
    earlier: tuple[Earlier, ...] = ()
    exclusion = Choice(
        _l("是否属于不适用重大行政决策程序的事项"),
        choices=[],
        description=_l("绝大多数事项不属于。属于的，依照有关规定办理，不作为重大行政决策启动。"),
    )
    governed_by = Line(
        _l("应当依照的规定"), description=_l("选择“不属于”的不填，其他必填。例如“《中华人民共和国突发事件应对法》”。")
    )

    def bind(self, view: DecisionView | None) -> None:
        """Offer what the rules in force leave out. Of what kind a matter is is settled with the first proposal."""
        if view is not None or len(_kinds()) < 2:
            del self.kinds
        if view.rulebook.major if view else "kinds" not in self:
            del self.not_major_decision
        left_out = _excluded(library().rulebook(view.rulebook.profile.label) if view else _rulebook())
        offered = [each for each in Exclusion if each is Exclusion.NONE or each in left_out]
        self.exclusion.choices = choices((each.value, each.label) for each in offered)
        self.listed = _listed(view)
        self.catalogue_item.choices = [
            SelectChoice(key, _("%(year)s年度第%(n)s项：%(name)s", year=key[:4], n=item.number, name=item.name))
            for key, item in self.listed.items()
        ]
        if self.listed:
            self.catalogue_item.choices.insert(0, SelectChoice("", _("不对应目录事项")))
        else:
            del self.catalogue_item, self.departure
        super().bind(view)
        self.earlier = namesakes.of_title(
            context.session(), self.title.data or "", context.today(), self._adjusts(view), view.id if view else None
        )
        if not self.earlier:
            del self.differs

    def _adjusts(self, view: DecisionView | None) -> str:
        """The number of the decision that the matter adjusts: it is told of anyhow."""
        if view is None:
            return str(self.predecessor.data or "")
        return view.predecessor.number if view.predecessor else ""

    def begin(self, view: DecisionView | None) -> None:
        """An amendment begins with what was proposed, an adjustment with the decision adjusted.

        Any other proposal begins with the unit of whoever makes it.
        """
        number = clean(request.args.get("predecessor"))[:20] if view is None else ""
        earlier = view.dossier.proposal if view else precedents.adjusted(context.session(), number) if number else None
        if earlier:
            for name in TAKEN_OVER:
                self[name].data = getattr(earlier, name)
            self.category.data, self.source.data = earlier.category.value, earlier.source.value
        if view and earlier:
            self.motion.data, self.governed_by.data = earlier.motion, earlier.governed_by
            self.exclusion.data, self.differs.data = earlier.exclusion.value, earlier.differs
            if "not_major_decision" in self:
                self.not_major_decision.data = earlier.not_major_decision
            if self.listed:
                self.catalogue_item.data, self.departure.data = earlier.catalogue_item, earlier.departure
        if view is None:
            self.proposer.data = context.actor().unit
            self.predecessor.data = number if earlier else ""
            self.adjusted_by = precedents.adjusted_by(context.session(), number) if number else None
            self._begin_listed(clean(request.args.get("item")))
            if "kinds" in self:
                kinds = earlier.kinds if earlier else ()
                self.kinds.data = list(kinds) or [choice.value for choice in _kinds()[:1]]

    def _begin_listed(self, key: str) -> None:
        """A proposal for an item of the catalogue begins with what the catalogue says of it."""
        if item := self.listed.get(key):
            self.source.data, self.catalogue_item.data = Source.CATALOGUE.value, key
            self.title.data, self.proposer.data, self.basis.data = item.name, item.unit, item.basis

    def values(self) -> dict[str, Any]:
        """A list that did not come back was not changed from “none of these”."""
        item = (self.catalogue_item.data if self.listed else "") or ""
        return super().values() | {"exclusion": self.exclusion.data or Exclusion.NONE.value, "catalogue_item": item}


def _listed(view: DecisionView | None) -> dict[str, CatalogueItem]:
    """The items of this year's and later catalogues that no matter carries out, and the proposal's own."""
    own = view.dossier.proposal.catalogue_item if view and view.dossier.proposal else ""
    items = catalogue.open_items(context.session(), but=view.number if view else "")
    return {key: item for key, item in items if key == own or int(key[:4]) >= context.today().year}


def _rulebook() -> Rulebook:
    info = organ.organ(context.session())
    assert info is not None  # noqa: S101 - where there is no organ there is no page
    return library().in_force(info.profile_id, context.today())


def _excluded(rulebook: Rulebook) -> set[Exclusion]:
    params = [rule.params for rule in rulebook.rules_for("initiation.approve")]
    return {each for own in params if isinstance(own, ExclusionParams) for each in own.excluded}


class StudyForm(StepForm):
    """研究论证意见."""

    unit = Line(_l("研究论证单位"), must=_l("请填写研究论证单位"))
    necessary = YesNo(
        _l("论证结论"),
        yes=_l("确有必要，建议启动决策程序"),
        no=_l("没有必要，建议不予启动"),
        must=_l("请选择论证结论"),
    )
    opinion = Paragraph(_l("研究论证意见"), must=_l("请填写研究论证意见"))

    def begin(self, view: DecisionView | None) -> None:
        """Most often the unit of whoever records it made the study."""
        self.unit.data = context.actor().unit


class InitiationForm(StepForm):
    """启动决策程序审批."""

    deputy = Line(
        _l("审核的分管负责人"),
        description=_l("部门或者下一级单位、代表委员、公民和组织提出的事项必填；目录事项和领导人员提出的事项可不填。"),
    )
    deputy_on = Day(_l("分管负责人审核日期"))
    unit_ids = SelectMultipleField(
        _l("决策承办单位"),
        coerce=int,
        choices=lambda: units(),
        validators=[DataRequired(_l("请选择承办单位"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    lead_unit_id = SelectField(
        _l("牵头单位"),
        choices=lambda: [SelectChoice("", _("只有一个承办单位")), *units()],
        validators=[Optional()],
        description=_l("有两个以上承办单位的，应当明确牵头单位。"),
    )
    due = Day(_l("计划完成时间"), description=_l("可不填。"))
    departure = Paragraph(
        _l("与目录不一致的说明"),
        description=_l("由目录确定的承办单位以外的单位承办，或者晚于目录的计划完成时间的，说明理由；一致的不填。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """Only a matter of the yearly catalogue can depart from it."""
        self.listed = view.listed if view else None
        if self.listed is None:
            del self.departure
        else:
            self.due.description = _planned_day(self.listed.due)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The unit the catalogue names undertakes the matter; else most often the one that proposed it."""
        name = self.listed.unit if self.listed else view.unit if view else ""
        self.unit_ids.data = [unit.unit_id for unit in organ.units(context.session()) if unit.name == name]
        self.due.data = self.listed.due if self.listed and self.listed.due >= context.today() else None

    def values(self) -> dict[str, Any]:
        """A lead that was not chosen is none."""
        return super().values() | {"lead_unit_id": int(self.lead_unit_id.data) if self.lead_unit_id.data else None}


def _planned_day(due: date) -> str:
    """What the catalogue plans, and what to do once that day has passed."""
    day = day_text(due, language())
    if due >= context.today():
        return str(_("目录的计划完成时间是%(day)s；晚于该日的，应当说明理由。", day=day))
    return str(
        _(
            "目录的计划完成时间（%(day)s）已过：另定完成时间，并在“与目录不一致的说明”中写明理由；"
            "也可以先按程序调整年度目录，再决定启动。",
            day=day,
        )
    )


def _kinds() -> list[SelectChoice]:
    """The kinds of matter of the organ's profile, in its order."""
    info = organ.organ(context.session())
    kinds = library().in_force(info.profile_id, context.today()).profile.kinds if info else ()
    return choices((kind.key, kind.name.text) for kind in kinds)


def units() -> list[SelectChoice]:
    """The units of the organ, as choices."""
    return [SelectChoice(unit.unit_id, unit.name) for unit in organ.units(context.session())]


class MoveForm(StepForm):
    """转用新版规则."""

    target = HiddenField()
    reason = Paragraph(_l("转用的理由"), must=_l("请说明转用新版规则的理由"))

    def bind(self, view: DecisionView | None) -> None:
        """Show what changes before it is done."""
        self.after = view.newer if view else None
        super().bind(view)
        self.names = CHANGE_NAMES
        self.changes, self.moved = rules.move_of(view, context.calendar()) if view else ((), None)

    def begin(self, view: DecisionView | None) -> None:
        """To the version now in force."""
        self.target.data = self.after.label if self.after else ""


class RefusalForm(StepForm):
    """不予启动决定."""

    reason = Paragraph(
        _l("不予启动的理由"),
        must=_l("请说明不予启动的理由"),
        description=_l("代表委员、公民、法人或者其他组织提出的，应当据此答复建议人。"),
    )

    def begin(self, view: DecisionView | None) -> None:
        """A matter the procedure does not cover is declined for that reason."""
        proposal = view.dossier.proposal if view else None
        if proposal and proposal.exclusion is not Exclusion.NONE:
            self.reason.data = wording.not_covered(proposal.exclusion, proposal.governed_by)


class ReplyForm(StepForm):
    """对建议人的答复."""

    means = TermSelect(_l("答复方式"), ReplyMeans, must=_l("请选择答复方式"))
    text = Paragraph(
        _l("答复内容"),
        must=_l("请填写答复内容"),
        description=_l("写明研究论证情况、是否启动和理由。答复公民的内容按个人信息管理，不对外公布。"),
    )
    on = Day(_l("答复日期"), must=_l("请填写答复日期"))

    def begin(self, view: DecisionView | None) -> None:
        """What was decided, and why, is known."""
        if view:
            self.text.data = letters.proposer_reply(view.dossier)


FORMS: dict[str, type[StepForm]] = {
    "initiation.propose": ProposalForm,
    "initiation.amend": ProposalForm,
    "initiation.study": StudyForm,
    "initiation.approve": InitiationForm,
    "initiation.decline": RefusalForm,
    "initiation.move": MoveForm,
    "initiation.reply": ReplyForm,
}
