"""Forms of drafting (domain papers: 决策草案, 起草说明, 依据汇编)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import FieldList, FormField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain import wording
from workflow.domain.applicability import optional_stages
from workflow.domain.facts import FileRef
from workflow.domain.terms import OptionalStage, Trait
from workflow.services.files import FileRefused
from workflow.services.view import DecisionView
from workflow.web import context, uploads
from workflow.web.filters import language
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Paragraph, TermChecks
from workflow.web.forms.repeated import Row, replace, written

BODY = 60_000
MOST_FILES = 30


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


class FileChecks(SelectMultipleField):  # type: ignore[misc]
    """Files as check boxes; a file that is no longer on offer is passed over."""

    data: list[str] | None
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, files: list[tuple[str, str]]) -> None:
        """Offer these files, each by its key and label."""
        self.choices = [SelectChoice(key, label) for key, label in files]
        known = {key for key, _label in files}
        self.data = [key for key in self.data or [] if key in known]

    def pre_validate(self, form: Any) -> None:
        """What was chosen was sifted when the files were offered."""


class DraftForm(StepForm):
    """决策草案及起草说明的一个版本."""

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
    skip_participation = Paragraph(
        _l("不开展公众参与的理由"),
        most=2000,
        description=_l("依法不予公开的决策事项，写明依据；已经开展或者将要开展的不填。"),
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
    kept = FileChecks(
        _l("沿用上一版本的附件"),
        validators=[Optional()],
        description=_l("取消勾选的附件不列入新版本，仍保留在原版本中。"),
    )
    held = FileChecks(
        _l("本次已上传的附件"),
        validators=[Optional()],
        description=_l("已存入系统，无须重新选择；取消勾选即不列入新版本。"),
    )
    files = MultipleFileField(_l("上传附件"), validators=[Optional()])
    change = Paragraph(
        _l("本版本的修改说明"),
        must=_l("请说明本版本作了哪些修改"),
        most=5000,
        description=_l("写明修改的内容和原因，例如“根据公众意见，第三条增加三组管网”。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """Offer the files of the version before, and put those that came with the request into the store."""
        draft = view.dossier.draft if view else None
        if draft is None:
            del self.change
        for stage in set(OptionalStage) - (optional_stages(view.rulebook) if view else frozenset()):
            del self[f"skip_{stage}"]
        self.accepted, self.most_mb = uploads.accepted(), context.settings().max_upload_mb
        super().bind(view)
        self.kept.offer([(file.digest, uploads.label(file)) for file in draft.files] if draft else [])
        refs = [ref for ref in map(uploads.unpack, self.held.data or []) if ref]
        self._fresh: list[FileRef] = []
        if self.is_submitted() and view and view.step("drafting.save"):
            self._fresh = self._store(MOST_FILES - len(refs) - len(self.kept.data or []))
        self._held = list(dict.fromkeys([*refs, *self._fresh]))
        self.held.data = [uploads.pack(ref) for ref in self._held]
        self.held.offer([(uploads.pack(ref), uploads.label(ref)) for ref in self._held])

    def _store(self, room: int) -> list[FileRef]:
        taken: list[FileRef] = []
        problems = []
        for upload in self.files.data or []:
            if len(taken) >= room:
                problems.append(_("每个版本最多 %(n)s 个附件，超出的没有保存，请合并后上传。", n=MOST_FILES))
                break
            try:
                taken.append(uploads.keep(upload))
            except FileRefused as refused:
                problems.append(refused.reason.say(language()))
        self.files.process_errors = problems
        self.files.errors = list(problems)
        self.files.data = None
        return taken

    def begin(self, view: DecisionView | None) -> None:
        """Begin with the newest version, the first one with the name of the matter."""
        draft = view.dossier.draft if view else None
        if view and draft is None:
            self.title.data = wording.draft_title(view.title)[:250]
        elif draft:
            self.title.data, self.body.data, self.note.data = draft.title, draft.body, draft.note
            self.kept.data = [file.digest for file in draft.files]
            replace(self.bases, [basis.model_dump() for basis in draft.bases])
            self.traits.data = [trait.value for trait in draft.traits]
            for skip in draft.skips:
                if f"skip_{skip.stage}" in self:
                    self[f"skip_{skip.stage}"].data = skip.ground

    def values(self) -> dict[str, Any]:
        """Bases as written, files in the store instead of those that were sent."""
        values = super().values()
        del values["held"]
        grounds = {stage.value: values.pop(f"skip_{stage}", "") for stage in OptionalStage}
        return values | {
            "bases": written(self.bases),
            "files": [ref.model_dump() for ref in self._held],
            "skips": [{"stage": stage, "ground": ground} for stage, ground in grounds.items() if ground],
        }

    def carried(self) -> list[tuple[str, str]]:
        """Files that came with this very request are in the store and in no field of it."""
        return [("held", uploads.pack(ref)) for ref in self._fresh]


FORMS: dict[str, type[StepForm]] = {"drafting.save": DraftForm}
