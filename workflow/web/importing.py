"""Importing the work ledger and past decisions: upload, preview of every row, then all good rows at once; templates."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.wrappers import Response as Redirection
from wtforms import BooleanField, HiddenField

from workflow.domain.facts import FileRef
from workflow.domain.importing import decisions as past_rows
from workflow.domain.importing import work as work_rows
from workflow.domain.importing.cells import Unreadable
from workflow.domain.terms import Imported
from workflow.domain.worklog import MEASURES
from workflow.services import files, importing, importsheet
from workflow.services.sheetrows import MOST_ROWS
from workflow.web import context, uploads
from workflow.web.audit import XLSX
from workflow.web.entitled import turn_away
from workflow.web.filters import language, say_text

bp = Blueprint("importing", __name__)

Answer = str | Redirection | tuple[str, int]
_BACK = {Imported.WORK: "work.index", Imported.DECISIONS: "past.index"}
_KEYS = {Imported.WORK: work_rows.IN_LIST, Imported.DECISIONS: past_rows.COLUMNS}


class UploadForm(FlaskForm):  # type: ignore[misc]
    """选择要导入的文件."""

    file = FileField(_l("文件"), validators=[FileRequired(_l("请选择要导入的文件"))])


class TakeForm(FlaskForm):  # type: ignore[misc]
    """确认导入."""

    held = HiddenField()
    leave_out = BooleanField(_l("不导入有问题的行"))


def _kind(word: str) -> Imported:
    """The kind a path names, for whoever may import; 404 for what is none, 403 for others."""
    try:
        kind = Imported.of(word)
    except ValueError:
        abort(404)
    if not importing.may_import(context.actor()):
        turn_away("import.taken", f"import/{kind}", importing.ONLY_OFFICE)
    return kind


@bp.route("/import/<string:kind>", methods=["GET", "POST"])
def upload(kind: str) -> Answer:
    """Choose a file; its rows are shown and nothing is written."""
    chosen, form = _kind(kind), UploadForm()
    if not form.is_submitted():
        return _upload(chosen, form)
    if form.validate():
        settings, sent = context.settings(), form.file.data
        try:
            ref = importing.keep(settings.files, sent.filename or "", sent.stream, settings.max_upload_mb * uploads.MB)
            return _preview(chosen, ref, TakeForm(formdata=None, held=uploads.pack(ref)))
        except (files.FileRefused, Unreadable) as refused:
            form.file.errors = [say_text(refused.reason, language())]
    return _upload(chosen, form), 422


def _upload(kind: Imported, form: UploadForm) -> str:
    return render_template(
        "importing/upload.html",
        kind=kind,
        form=form,
        back=url_for(_BACK[kind]),
        keys=_KEYS[kind],
        most=MOST_ROWS,
        most_mb=context.settings().max_upload_mb,
    )


def _preview(kind: Imported, ref: FileRef, form: TakeForm) -> str:
    content = files.open_file(context.settings().files, ref.digest)
    found = importing.preview(context.session(), kind, ref, content, context.today(), context.calendar())
    return render_template(
        "importing/preview.html",
        kind=kind,
        form=form,
        ref=ref,
        found=found,
        back=url_for(_BACK[kind]),
        again=url_for("importing.upload", kind=kind.value),
        measures=MEASURES,
        days=past_rows.COLUMNS,
    )


@bp.post("/import/<string:kind>/take")
def take(kind: str) -> Answer:
    """Enter all good rows of the file that was shown."""
    chosen, form = _kind(kind), TakeForm()
    ref = uploads.unpack(form.held.data or "")
    if ref is None or not form.validate():
        flash(_("请重新上传要导入的文件。"), "warning")
        return redirect(url_for("importing.upload", kind=chosen.value))
    dates: dict[str, Any] = {"actor": context.actor(), "now": context.now(), "today": context.today()}
    try:
        content = files.open_file(context.settings().files, ref.digest)
        numbers = importing.take(
            context.session(),
            chosen,
            ref,
            content,
            **dates,
            calendar=context.calendar(),
            leave_out=bool(form.leave_out.data),
        )
    except (Unreadable, files.FileMissing):
        flash(_("请重新上传要导入的文件。"), "warning")
        return redirect(url_for("importing.upload", kind=chosen.value))
    except importing.NotImported as refused:
        form.leave_out.errors = [say_text(refused.reason, language())]
        return _preview(chosen, ref, form), 422
    said = _(
        "已导入%(n)s条（%(first)s至%(last)s），并已记入审计日志。", n=len(numbers), first=numbers[0], last=numbers[-1]
    )
    flash(said, "success")
    if chosen is Imported.WORK:
        return redirect(url_for("work.index", year=int(numbers[0][:4])))
    return redirect(url_for("past.index"))


@bp.get("/import/<string:kind>/template.xlsx")
def template(kind: str) -> Response:
    """A workbook to fill in."""
    chosen = _kind(kind)
    book = importsheet.template(context.session(), chosen, language(), context.now())
    return send_file(book, as_attachment=True, download_name=f"import-{chosen.value}.xlsx", mimetype=XLSX)
