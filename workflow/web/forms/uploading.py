"""Forms that take files: what came with a request is put into the store at once, so that nothing is chosen twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain.facts import FileRef
from workflow.services.decisionview import DecisionView
from workflow.services.files import FileRefused
from workflow.web import context, uploads
from workflow.web.filters import language
from workflow.web.forms.base import StepForm

MOST_FILES = 30


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


class FileFields:
    """The fields of a form that takes files, for what has been put into the store already and for what comes now."""

    held = FileChecks(
        _l("本次已上传的附件"),
        validators=[Optional()],
        description=_l("已存入系统，无须重新选择；取消勾选即不列入。"),
    )
    files = MultipleFileField(_l("上传附件"))

    def take_files(self, *, allowed: bool, beside: int = 0) -> None:
        """Put the files that came with the request into the store, where that is `allowed`; `beside` are there already."""
        self.accepted, self.most_mb = uploads.accepted(), context.settings().max_upload_mb
        sent = [ref for ref in map(uploads.unpack, self.held.data or []) if ref]
        refs = [ref for ref in sent if uploads.there(ref)]
        self.fresh = self._store(MOST_FILES - len(refs) - beside) if allowed else []
        gone = [_("附件“%(name)s”已不在系统中，请重新上传。", name=ref.name) for ref in sent if ref not in refs]
        self.files.process_errors = [*self.files.process_errors, *gone]
        self.files.errors = list(self.files.process_errors)
        self.hold([*refs, *self.fresh])

    def hold(self, refs: Iterable[FileRef]) -> None:
        """Offer files that are in the store, all of them chosen."""
        self.refs = list(dict.fromkeys(refs))
        self.held.data = [uploads.pack(ref) for ref in self.refs]
        self.held.offer([(uploads.pack(ref), uploads.label(ref)) for ref in self.refs])

    def _store(self, room: int) -> list[FileRef]:
        taken: list[FileRef] = []
        problems = []
        for upload in self.files.data or []:
            if len(taken) >= room:
                problems.append(_("每次最多 %(n)s 个附件，超出的没有保存，请合并后上传。", n=MOST_FILES))
                break
            try:
                taken.append(uploads.keep(upload))
            except FileRefused as refused:
                problems.append(refused.reason.say(language()))
        self.files.process_errors = problems
        self.files.data = None
        return taken


class UploadForm(FileFields, StepForm):
    """A step with files; `step_id` is the step whose right is asked before anything is stored."""

    step_id: ClassVar[str]

    def bind(self, view: DecisionView | None) -> None:
        """Put the files that came with the request into the store."""
        super().bind(view)
        allowed = self.is_submitted() and view is not None and view.step(self.step_id) is not None
        self.take_files(allowed=allowed, beside=self.taken_over())

    def taken_over(self) -> int:
        """How many files are there already, beside those uploaded."""
        return 0

    def values(self) -> dict[str, Any]:
        """Files in the store instead of those that were sent."""
        values = super().values()
        del values["held"]
        return values | {"files": [ref.model_dump() for ref in self.refs]}

    def carried(self) -> list[tuple[str, str]]:
        """Files that came with this very request are in the store and in no field of it."""
        return [("held", uploads.pack(ref)) for ref in self.fresh]
