"""Forms of drafting (domain papers: 决策草案, 起草说明, 依据汇编)."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField
from wtforms.validators import Optional

from workflow.domain import wording
from workflow.domain.applicability import optional_stages, traits_of
from workflow.domain.terms import OptionalStage, PlannedStage, Trait
from workflow.domain.withholding import OFFERED
from workflow.services import namesakes
from workflow.services.decisionview import DecisionView
from workflow.web import context, uploads
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice, Day, Line, Paragraph, TermChecks, YesNo, choices
from workflow.web.forms.repeated import Row, replace, written
from workflow.web.forms.uploading import FileChecks, UploadForm
from workflow.web.forms.withholding import CITED_HINT

BODY = 60_000


PLANNED = {
    PlannedStage.EXPERT_REVIEW: Trait.TECHNICAL,
    PlannedStage.RISK_ASSESSMENT: Trait.RISK,
    PlannedStage.FAIR_COMPETITION: Trait.OPERATORS,
}
"""What the yearly catalogue takes a matter to touch by planning these stages; the drafter looks again."""


OMITTED = (PlannedStage.HEARING, PlannedStage.FAIR_COMPETITION)
"""Stages of the catalogue that have no ground of their own among the stages that do not apply."""


class BasisRow(Row):
    """One law, regulation, rule or policy."""

    title = Line(_l("依据名称"), most=300, description=_l("例如“中华人民共和国水法”，不必加书名号。"))
    article = Line(_l("条款"), most=100, description=_l("例如“第五十四条”；没有条款的不填。"))

    def validate(self, extra_validators: Any = None) -> bool:
        """An article alone says nothing."""
        sound = super().validate(extra_validators)
        if self.article.data and not self.title.data:
            self.title.errors = [*self.title.errors, _("请填写该条款所属依据的名称")]
            return False
        return sound


class DraftForm(UploadForm):
    """决策草案及起草说明的一个版本."""

    step_id = "drafting.save"
    on = Day(_l("形成日期"), must=_l("请填写本版本的形成日期"))
    title = Line(_l("草案名称"), must=_l("请填写草案名称"), most=250)
    body = Paragraph(
        _l("草案正文"),
        most=BODY,
        description=_l("每段一行。正文以附件形式上传的，可以不填；填写正文的，各版本可以逐段比对。"),
    )
    note = Paragraph(
        _l("起草说明"),
        most=BODY,
        description=_l("说明起草背景、过程和主要内容。公开征求意见时，起草说明与草案一并公布。"),
    )
    bases = FieldList(
        FormField(BasisRow),
        label=_l("决策依据"),
        min_entries=1,
        max_entries=60,
        description=_l("列明草案所依据的法律、法规、规章和政策，每项依据填写一行。"),
    )
    traits = TermChecks(
        _l("涉及情形"),
        Trait,
        description=_l("逐项研判，选择本决策涉及的情形；系统据此提示应当履行的程序。均不涉及的，可以不选。"),
    )
    why_dropped = Paragraph(
        _l("不再涉及的理由"),
        most=2000,
        description=_l("此前各版选择过、本版不再选择的涉及情形，逐项写明理由；没有的不填。审查人员和会议均可看到。"),
    )
    differs = Paragraph(
        _l("与此前事项的不同"),
        most=2000,
        description=_l("写明改变了什么、原来的问题是否已经解决。行政首长和审查人员均可看到。"),
    )
    skip_participation = Paragraph(
        _l("不开展公众参与的理由"),
        most=2000,
        description=_l("依法不予公开的，写明哪些具体内容不予公开、公开后有何后果；已经开展或者将要开展的不填。"),
    )
    by_law = Choice(
        _l("不予公开的法定情形"),
        choices=lambda: choices(((each.value, each.label) for each in OFFERED), _("没有不予公开的情形")),
    )
    citation = Line(_l("所依据的法律、行政法规"), most=300, description=CITED_HINT)
    scope = Line(
        _l("不予公开的范围"),
        most=300,
        description=_l(
            "整个事项不公开的填写，例如“草案全文及起草说明”；只有部分内容不公开的，不选择本情形，公布的草案略去该部分并注明。保存后由行政首长审定；审定同意前，仍须开展公众参与。"
        ),
    )
    skip_expert_review = Paragraph(
        _l("不组织专家论证的理由"),
        most=2000,
        description=_l("不属于专业性、技术性较强的决策事项的，说明理由；已经组织或者将要组织的不填。"),
    )
    skip_risk_assessment = Paragraph(
        _l("不组织风险评估的理由"),
        most=2000,
        description=_l("实施不会造成不利影响，或者已按有关规定评估的，说明理由；已经组织或者将要组织的不填。"),
    )
    omit_hearing = Paragraph(
        _l("不举行听证的理由"),
        most=2000,
        description=_l("年度目录列明本事项履行听证程序：不举行的，说明理由；已经举行或者将要举行的不填。"),
    )
    omit_fair_competition = Paragraph(
        _l("不开展公平竞争审查的理由"),
        most=2000,
        description=_l("年度目录列明本事项履行公平竞争审查程序：不开展的，说明理由；已经审查或者将要审查的不填。"),
    )
    kept = FileChecks(
        _l("沿用上一版本的附件"),
        validators=[Optional()],
        description=_l("取消勾选的附件不列入新版本，仍保留在原版本中。"),
    )
    change = Paragraph(
        _l("本版本的修改说明"),
        must=_l("请说明本版本作了哪些修改"),
        most=5000,
        description=_l("写明修改的内容和原因，例如“根据公众意见，第三条增加三组管网”。"),
    )

    beyond = YesNo(
        _l("修改是否超出会议决定的范围"),
        yes=_l("超出会议决定的范围，或者有重大修改：重新送请合法性审查、集体讨论"),
        no=_l("没有超出：按会议意见修改，转请合法性审查人员核对定稿"),
        must=_l("请选择修改是否超出会议决定的范围"),
        description=_l("会议原则通过的，按会议意见修改；增加涉及情形、改变主要内容的，属于超出会议决定的范围。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """Offer the files of the version before; after adoption in principle ask how far the changes go."""
        draft = view.dossier.draft if view else None
        # saving a version changes what the form asks; a second press has to be known as one, so it is read as it was sent
        pressed = self.is_submitted() and not request.form.keys() & {"_add", "_remove"}
        if (view is None or view.states["main"] != "amending") and "beyond" not in request.form:
            del self.beyond
        declared = any(each.traits for each in view.dossier.drafts) if view else False
        if not declared and "why_dropped" not in request.form:
            del self.why_dropped
        if draft is None or (pressed and "change" not in request.form):
            del self.change
        for stage in set(OptionalStage) - (optional_stages(view.rulebook) if view else frozenset()):
            del self[f"skip_{stage}"]
        planned = {each.stage for each in view.planned} if view else set()
        for left in OMITTED:
            if left not in planned:
                del self[f"omit_{left}"]
        known = traits_of(view.rulebook, view.dossier) if view else frozenset(Trait)
        self.traits.choices = choices((each.value, each.label) for each in Trait if each in known)
        rules = view.rulebook.rules if view else ()
        asked = ((each.label, [rule for rule in rules if each in rule.rule.when]) for each in Trait if each in known)
        self.asked = [(label, those) for label, those in asked if those]
        if Trait.NOT_PUBLIC not in known or "skip_participation" not in self:
            del self.by_law, self.citation, self.scope
        # what is not on offer is passed over, before it is counted
        self.kept.offer([(file.digest, uploads.label(file)) for file in draft.files] if draft else [])
        super().bind(view)
        self.earlier: tuple[namesakes.Earlier, ...] = ()
        if view and draft is None:
            body, files = self.body.data or "", [ref.digest for ref in self.refs]
            like = namesakes.with_draft(context.session(), body, files, context.today(), view.id)
            self.earlier = tuple(map(namesakes.told, like))
        if not self.earlier and "differs" not in request.form:
            del self.differs

    def taken_over(self) -> int:
        """The files of the version before that are kept."""
        return len(self.kept.data or [])

    def begin(self, view: DecisionView | None) -> None:
        """Begin with the newest version, the first one with the name of the matter."""
        draft = view.dossier.draft if view else None
        if view and draft is None:
            self.title.data = wording.draft_title(view.title)[:250]
            planned = view.listed.stages if view.listed else ()
            self.traits.data = [trait.value for stage, trait in PLANNED.items() if stage in planned]
        elif draft:
            self.title.data, self.body.data, self.note.data = draft.title, draft.body, draft.note
            self.kept.data = [file.digest for file in draft.files]
            replace(self.bases, [basis.model_dump() for basis in draft.bases])
            self.traits.data = [trait.value for trait in draft.traits]
            if "why_dropped" in self:
                self.why_dropped.data = draft.why_dropped
            for omission in draft.omissions:
                if f"omit_{omission.stage}" in self:
                    self[f"omit_{omission.stage}"].data = omission.reason
            for skip in draft.skips:
                if f"skip_{skip.stage}" in self:
                    self[f"skip_{skip.stage}"].data = skip.ground
                if skip.by_law and "by_law" in self:
                    self.by_law.data, self.citation.data, self.scope.data = skip.by_law.value, skip.citation, skip.scope

    def values(self) -> dict[str, Any]:
        """Bases as written, and of the grounds those that were."""
        values = super().values()
        grounds = {stage: values.pop(f"skip_{stage}", "") for stage in OptionalStage}
        asked = {name: values.pop(name, None) or None for name in ("by_law", "citation", "scope")}
        skips = [{"stage": stage.value, "ground": ground} for stage, ground in grounds.items() if ground]
        for skip in skips:
            if skip["stage"] == OptionalStage.PARTICIPATION:
                skip |= {name: value for name, value in asked.items() if value}
        reasons = {stage: values.pop(f"omit_{stage}", "") for stage in OMITTED}
        omissions = [{"stage": stage.value, "reason": reason} for stage, reason in reasons.items() if reason]
        return values | {"bases": written(self.bases), "skips": skips, "omissions": omissions}


FORMS: dict[str, type[StepForm]] = {"drafting.save": DraftForm}
