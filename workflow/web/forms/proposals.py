"""The form of a proposal (domain paper: 决策事项建议书)."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain.facts import CatalogueItem
from workflow.domain.guards.initiation import ExclusionParams
from workflow.domain.lawfiles import library
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Category, Exclusion, Source
from workflow.domain.text import Text
from workflow.domain.typed import clean
from workflow.services import catalogue, namesakes, organ, precedents
from workflow.services.decisionview import DecisionView
from workflow.services.namesakes import Earlier
from workflow.web import context
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Line, Paragraph, TermSelect, choices

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
        _l("与此前事项的不同"),
        description=_l("写明改变了什么、原来的问题是否已经解决。就是原事项的，在原事项中继续办理，不重新提出。"),
    )
    category = TermSelect(_l("事项类别"), Category, must=_l("请选择事项类别"))
    kinds = SelectMultipleField(
        _l("事项种类"),
        choices=lambda: _kinds(),
        validators=[DataRequired(_l("请选择事项种类"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("一个事项同时属于几种的，一并选择：各种类要求的步骤都要办理，相同的步骤只办理一次。"),
    )
    not_major_decision = Paragraph(
        _l("不作为重大行政决策的理由"),
        description=_l(
            "事项种类不含重大行政决策的必填，写明事项的规模、影响范围等，由行政首长在启动审批时审阅；其他不填。"
        ),
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

    @property
    def ways(self) -> list[tuple[Text, list[Text]]]:
        """What each kind that can be chosen goes through, stage by stage; first those chosen together."""
        if "kinds" not in self:
            return []
        label, known = _rulebook().profile.label, [choice.value for choice in _kinds()]
        chosen = [key for key in known if key in (self.kinds.data or ())]
        named = ["+".join(chosen), *known] if len(chosen) > 1 else known
        books = [library().rulebook(f"{label}:{kinds}") for kinds in named]
        return [(book.kind_name, [stage.name.text for stage in book.procedure.stages]) for book in books]

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
            self.source.choices = [each for each in self.source.choices if each.value != Source.CATALOGUE]
            self.source.description = _(
                "公布的年度目录没有待提出的事项，不列“年度决策事项目录”；目录没有列入的，按实际来源选择。"
            )
        super().bind(view)
        argued = [self[name].data or "" for name in ("problem", "basis", "plan", "necessity", "feasibility")]
        until = view.id if view else None
        like = namesakes.Like(self.title.data or "", context.today(), argued, self._adjusts(view), until)
        self.earlier = namesakes.of_title(context.session(), like)
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


def _kinds() -> list[SelectChoice]:
    """The kinds of matter of the organ's profile, in its order."""
    info = organ.organ(context.session())
    kinds = library().in_force(info.profile_id, context.today()).profile.kinds if info else ()
    return choices((kind.key, kind.name.text) for kind in kinds)


FORMS: dict[str, type[StepForm]] = {
    "initiation.propose": ProposalForm,
    "initiation.amend": ProposalForm,
}
