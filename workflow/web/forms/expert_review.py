"""Forms of expert review (domain papers: 论证方案, 专家名单, 专家个人论证意见书, 意见研究处理表, 专家论证报告)."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from workflow.domain import wording
from workflow.domain.changedsince import argued_already
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Expert
from workflow.domain.guards.expert_review import ASPECTS, AspectParams
from workflow.domain.recusal import coming, draws
from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod
from workflow.services import expert_pool
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.again import AgainForm
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.expert_panel import ExpertRow, disputed, expert_values, fit_expert
from workflow.web.forms.fields import Choice, Day, HiddenNumber, Paragraph, TermSelect
from workflow.web.forms.repeated import Row, replace, written
from workflow.web.forms.rows import fit_rows

TEXTS = ("legality", "necessity", "feasibility", "soundness", "risk")


class PanelForm(AgainForm):
    """专家论证方案."""

    on = Day(
        _l("组织论证日期"),
        must=_l("请填写组织论证日期"),
        description=_l("论证会召开之日，或者书面咨询、委托发出之日。"),
    )
    method = TermSelect(_l("论证方式"), ReviewMethod, must=_l("请选择论证方式"))
    questions = Paragraph(
        _l("论证的内容和问题"),
        must=_l("请写明请专家论证的内容和问题"),
        most=5000,
        description=_l("已按法定论证内容生成，可以修改。"),
    )
    disputed = BooleanField(
        _l("对论证问题存在重大分歧"), description=_l("存在重大分歧的，持不同意见的各方都应当有代表参加论证。")
    )
    materials = Paragraph(
        _l("向专家提供的论证材料"),
        must=_l("请填写向专家提供的论证材料"),
        most=2000,
        description=_l("已列出论证的草案，请补充其他材料。"),
    )
    materials_on = Day(_l("提供材料日期"), must=_l("请填写提供材料的日期"))
    experts = FieldList(
        FormField(ExpertRow),
        label=_l("参加论证的专家、专业机构"),
        min_entries=1,
        max_entries=40,
        description=_l("坚持专业性、代表性和中立性，注重选择持不同意见的专家；与决策事项有直接利害关系的，不得选取。"),
    )

    not_called = Paragraph(
        _l("抽中未选聘的理由"),
        most=1000,
        description=_l("抽中的专家全部列入名单的，不必填写；有几名没有选聘的，写明各人的专家库编号和理由。"),
    )

    def already(self, dossier: Dossier) -> bool:
        return argued_already(dossier)

    def bind(self, view: DecisionView | None) -> None:
        """Offer the pool, and ask of a dispute or of who was drawn only where there is one."""
        if not disputed(view):
            del self.disputed
        if view is None or not draws(view.dossier, coming(view.dossier)):
            del self.not_called
        super().bind(view)
        members = expert_pool.current(context.session(), context.today())
        for entry in self.experts.entries:
            fit_expert(entry.form, members, view)

    def begin(self, view: DecisionView | None) -> None:
        """The rule says what experts are asked; the draft is what they are given; whoever was drawn is on the list."""
        self.materials_on.data = context.today()
        if view and view.dossier.draft:
            draft = view.dossier.draft
            self.questions.data = wording.expert_questions(draft.title, _aspects(view))
            self.materials.data = wording.expert_materials(draft.title, draft.version)
        if self.disputed is not None:
            self.disputed.data = True
        lots = draws(view.dossier, coming(view.dossier)) if view else ()
        drawn = [number for each in lots for number in each.drawn]
        replace(self.experts, [{"pool_number": number} for number in drawn])

    def values(self) -> dict[str, Any]:
        """Experts as written."""
        return super().values() | {"experts": [expert_values(each) for each in written(self.experts)]}


def _aspects(view: DecisionView) -> list[str]:
    for rule in view.rules("expert_review.conclude"):
        if isinstance(rule.params, AspectParams):
            return [ASPECTS[aspect].zh for aspect in rule.params.aspects]
    return [label.zh for label in ASPECTS.values()]


class OpinionForm(AnewForm):
    """专家个人论证意见书."""

    on = Day(_l("出具意见日期"), must=_l("请填写专家出具意见的日期"))
    expert = Choice(_l("专家"), choices=[], validators=[DataRequired(_l("请选择专家"))])
    legality = Paragraph(_l("关于合法性的意见"), most=5000)
    necessity = Paragraph(_l("关于必要性的意见"), most=5000)
    feasibility = Paragraph(_l("关于可行性的意见"), most=5000)
    soundness = Paragraph(_l("关于科学性的意见"), most=5000)
    risk = Paragraph(_l("关于风险可控性的意见"), most=5000)
    conclusion = TermSelect(_l("论证结论"), ExpertConclusion, must=_l("请选择论证结论"))
    signed = BooleanField(
        _l("书面论证意见已由专家本人签名（专业机构已盖章）"),
        description=_l("没有签名或者盖章的意见，不能据以办结论证。"),
    )

    panel: tuple[Expert, ...] = ()
    chosen: Expert | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Offer the panel; the next expert without an opinion is chosen unless the address names one."""
        review = view.dossier.expert_review if view else None
        self.panel = review.sitting if review else ()
        self.expert.choices = [
            SelectChoice("", _l("请选择")),
            *(SelectChoice(str(each.number), f"{each.name}（{each.unit}）") for each in self.panel),
        ]
        asked = self.expert.data if self.is_submitted() else request.args.get("expert")
        waiting = next((each for each in self.panel if each.opinion is None), None)
        named = next((each for each in self.panel if str(each.number) == asked), None)
        self.chosen = named if self.is_submitted() else named or waiting
        if not any(each.opinion for each in self.panel):
            self.first_time()
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """An opinion that is entered anew begins as it is."""
        if self.chosen is None:
            return
        self.expert.data = str(self.chosen.number)
        if self.chosen.opinion:
            for name in TEXTS:
                self[name].data = getattr(self.chosen.opinion, name)
            self.conclusion.data = self.chosen.opinion.conclusion.value
            self.signed.data = self.chosen.opinion.signed

    def values(self) -> dict[str, Any]:
        """The expert by number."""
        return super().values() | {"expert": int(self.expert.data)}

    def next_url(self, view: DecisionView) -> str | None:
        """On to the next expert without an opinion."""
        review = view.dossier.expert_review
        waiting = next((each.number for each in review.sitting if each.opinion is None), None) if review else None
        return (
            url_for("steps.take", number=view.number, step_id="expert_review.opine", expert=waiting)
            if waiting
            else None
        )


class FeedbackRow(Row):
    """What was done with one expert's opinion."""

    expert = HiddenNumber()
    disposition = TermSelect(_l("研究处理结果"), Disposition, must=_l("请选择研究处理结果"))
    reason = Paragraph(_l("研究处理情况和理由"), most=5000, description=_l("向该专家反馈的内容。"))


class ConclusionForm(StepForm):
    """专家论证报告及意见研究处理表."""

    on = Day(_l("反馈和办结日期"), must=_l("请填写反馈和办结日期"))
    feedbacks = FieldList(FormField(FeedbackRow), label=_l("专家意见研究处理和反馈"), max_entries=40)
    summary = Paragraph(
        _l("专家论证情况综述"),
        must=_l("请填写专家论证情况综述"),
        description=_l("开头已按专家结论生成，请补充主要论证意见。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """One row for each expert who gave an opinion."""
        review = view.dossier.expert_review if view else None
        self.panel = {each.number: each for each in review.experts if each.opinion} if review else {}
        fit_rows(
            self.feedbacks,
            "expert",
            [str(number) for number in self.panel],
            {},
            [each.name for each in self.panel.values()],
        )
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """The numbers are known."""
        review = view.dossier.expert_review if view else None
        if review and self.panel:
            self.summary.data = wording.expert_summary(review.method, review.sitting)


FORMS: dict[str, type[StepForm]] = {
    "expert_review.convene": PanelForm,
    "expert_review.opine": OpinionForm,
    "expert_review.conclude": ConclusionForm,
}
