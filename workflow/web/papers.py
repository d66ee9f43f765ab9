"""The papers of a decision: their list, each as Word or PDF, and for anybody the check of one that lies before them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import ValidationError
from wtforms.validators import InputRequired

from workflow.domain.typed import half_width
from workflow.papers.official.fonts import MissingGlyphs
from workflow.papers.official.problems import BadTemplate
from workflow.services import packages, papers, results
from workflow.services.asof import NoSuchEntry
from workflow.services.numbercodes import MAY_KEEP
from workflow.services.papers import NoSuchPaper
from workflow.services.public import NotPublic
from workflow.web import context, public
from workflow.web.downloads import attached
from workflow.web.forms.fields import Line, Number
from workflow.web.paperhouse import house
from workflow.web.security import limiter, public_post_limit
from workflow.web.steps import load

bp = Blueprint("papers", __name__)

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.app_errorhandler(BadTemplate)
def bad_template(error: BadTemplate) -> tuple[str, int]:
    """A template of the government's own that cannot be used: which line, so that whoever wrote it mends it."""
    return render_template("papers/bad_template.html", error=error), 500


@bp.app_errorhandler(MissingGlyphs)
def missing_glyphs(error: MissingGlyphs) -> tuple[str, int]:
    """Characters that no font at hand has: Word shows them where its fonts do."""
    return render_template("papers/missing_glyphs.html", characters=error.characters), 422


@bp.get("/decisions/<string:number>/papers")
def index(number: str) -> str:
    """Every paper that can be made of a decision now, stage by stage."""
    decision = load(number)
    making = papers.making(context.session(), number, house())
    names = {stage.key: stage.name for stage in decision.stages}
    return render_template(
        "papers/index.html",
        decision=decision,
        found=making.papers(),
        names=names,
        given=making.given,
        may_give=context.actor().has(*MAY_KEEP),
        package=bool(decision.dossier.archive) and packages.open_to(context.session(), context.actor(), number),
    )


@bp.get("/decisions/<string:number>/papers/<string:key>.<any(pdf,docx):kind>")
def download(number: str, key: str, kind: papers.Format) -> Response:
    """A paper as it follows from the record now, or as of the entry asked for."""
    load(number)
    return answered(number, key, kind, _seq())


def answered(number: str, key: str, kind: papers.Format, seq: int | None = None) -> Response:
    """The paper as a file; not found where the record makes none."""
    try:
        found = papers.paper(context.session(), number, key, house(), seq)
    except (NoSuchPaper, NoSuchEntry):
        abort(404)
    shown = f"{number}-{found.document.title}.{kind}"
    return attached(papers.made(found, kind, house()), TYPES[kind], f"{number}-{key}.{kind}", shown)


def _seq() -> int | None:
    asked = half_width(request.args.get("at", ""))
    if not asked:
        return None
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 13 else abort(404)


@public.bp.get("/notices/<string:number>/report.pdf", endpoint="report")
@limiter.limit(public_post_limit)
def published_report(number: str) -> Response:
    """The report on public participation as it was published with the result of a round, where it was."""
    try:
        found = results.result(context.session(), number, round_=public.round_asked())
    except NotPublic:
        abort(404)
    seal = public.seal_at(found.decision_id, "participation.conclude", found)
    if seal is None or not found.report_published:
        abort(404)
    return answered(number, "participation_report", "pdf", seal.seq)


class CheckForm(FlaskForm):  # type: ignore[misc]
    """What stands on a paper beside its code."""

    class Meta:
        csrf = False

    number = Line(_l("编号"), must=_l("请填写编号"), most=40, description=_l("例如2022-001；年度目录为年度"))
    key = Line(_l("代号"), must=_l("请填写代号"), most=60, description=_l("文书二维码旁所印，英文小写，例如minutes-1"))
    seq = Number(_l("日志条目"), validators=[InputRequired(_l("请填写日志条目"))])
    digest = Line(
        _l("内容摘要"), must=_l("请填写内容摘要"), most=80, render_kw={"autocomplete": "off", "spellcheck": "false"}
    )

    def validate_digest(self, field: Any) -> None:
        """A digest is written with hexadecimal digits."""
        written = half_width(field.data or "").replace(" ", "").lower()
        if len(written) != papers.DIGITS or set(written) - set("0123456789abcdef"):
            raise ValidationError(_("内容摘要应为%(n)s位十六进制数，请对照纸面核对", n=papers.DIGITS))
        field.data = written


@public.bp.get("/papers")
@limiter.limit(public_post_limit)
def check_paper() -> tuple[str, int]:
    """Whether a paper says what the record says, for whoever holds it; nothing is told of one that is not held."""
    form = CheckForm(request.args)
    asked, compared, status = bool(request.args), None, 200
    if asked and form.validate():
        held = form.number.data, form.key.data, form.seq.data or 0, form.digest.data
        compared = papers.compared(context.session(), *held, house())
    elif asked:
        status = 422
    return render_template("public/paper.html", form=form, asked=asked and status == 200, compared=compared), status


@public.bp.get("/papers/<string:number>/<string:key>/<int(max=999999999999):seq>/<string(length=32):digest>")
@limiter.limit(public_post_limit)
def scanned(number: str, key: str, seq: int, digest: str) -> str:
    """The same for whoever scanned the code."""
    form = CheckForm(formdata=None, data={"number": number, "key": key, "seq": seq, "digest": digest})
    compared = papers.compared(context.session(), number, key, seq, digest.lower(), house())
    return render_template("public/paper.html", form=form, asked=True, compared=compared)
