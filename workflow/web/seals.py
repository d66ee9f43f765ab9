"""The log for anybody: how it is signed, whether a root on paper is the one it had, what proves an entry."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, ValidationError

from workflow.domain.typed import half_width
from workflow.papers import qr
from workflow.services import seals
from workflow.services.checkpoints import DamagedCheckpoint, NoCheckpoint, Point, newest_point, point_of
from workflow.services.loss import Statement, epochs, lost_at
from workflow.services.public import NotPublic
from workflow.services.signatories import signed
from workflow.web import context, public
from workflow.web.forms.fields import Line, Number
from workflow.web.paging import Page, whole
from workflow.web.public_forms import ReceiptForm
from workflow.web.security import limiter, public_post_limit

bp = Blueprint("seals", __name__)

SEQ = "<int(max=999999999999):seq>"


class RootForm(FlaskForm):  # type: ignore[misc]
    """Size and root of the log as they stand on paper; sent by GET."""

    class Meta:
        csrf = False

    size = Number(_l("条目数"), validators=[InputRequired(_l("请填写条目数"))])
    root = Line(
        _l("树根"),
        must=_l("请填写树根"),
        most=200,
        description=_l("64位十六进制数，或者其开头的16位以上；也可以填写检查点第三行"),
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )

    def validate_size(self, field: Any) -> None:
        """Nothing has no root worth asking for."""
        if field.data == 0:
            raise ValidationError(_("条目数应为大于0的整数"))

    def validate_root(self, field: Any) -> None:
        """Refuse what is no root."""
        if not seals.written_root(half_width(field.data or "")):
            raise ValidationError(_("树根无法识别，请对照纸面核对后填写"))


def _compared(asked: int, root: str) -> dict[str, Any]:
    """What the log says of the size and the root asked about."""
    size, found = seals.root_at(context.session(), asked)
    try:
        point: Point | None = point_of(context.session(), asked)
    except NoCheckpoint:
        point = None
    return {
        "asked": asked,
        "size": size,
        "found": found,
        "digits": len(root),
        "right": bool(found) and found.startswith(root) and (point is None or point.root == found),
        "point": point,
        "lost": _told(lost) if (lost := lost_at(context.session(), asked)) else None,
    }


def epochs_told() -> list[dict[str, Any]]:
    """The epochs opened after a loss, as pages tell of them."""
    return [_told(each) for each in epochs(context.session())]


def _told(each: Statement) -> dict[str, Any]:
    people = signed(context.session(), each)
    return {"stated": each, "at": datetime.fromisoformat(each.at), "people": people}


@public.bp.get("/log")
def log() -> tuple[str, int]:
    """What the two numbers are, the newest checkpoint, earlier ones, and the comparison with what stands on paper."""
    form = RootForm(request.args)
    asked = "size" in request.args or "root" in request.args
    compared, status = None, 200
    if asked and form.validate():
        compared = _compared(form.size.data or 0, seals.written_root(half_width(form.root.data or "")))
    elif asked:
        status = 422
    found = seals.points_page(context.session(), whole(request.args.get("page")) or 1)
    newest = found.items[0] if found.items and found.page == 1 else newest_point(context.session())
    page = render_template(
        "public/log.html",
        form=form,
        compared=compared,
        newest=newest,
        found=found,
        pages=Page(found.page, found.pages, lambda n: url_for("public.log", page=n, _anchor="earlier")),
        epochs=epochs_told(),
        has_keys=newest is not None and seals.public_keys(context.settings().signed_by) is not None,
    )
    return page, status


def _text(text: str, name: str, kind: str = "text/plain; charset=utf-8") -> Response:
    """A file exactly as it was signed."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return Response(text, content_type=kind, headers=headers)


@public.bp.get("/log/<int(max=999999999999):size>.checkpoint")
def checkpoint(size: int) -> Response:
    """The checkpoint of that many entries, with whoever cosigned it."""
    try:
        return _text(point_of(context.session(), size).file.encode(), f"log-{size}.checkpoint.txt")
    except NoCheckpoint:
        abort(404)


@public.bp.get("/log/keys.json")
def log_keys() -> Response:
    """The public keys of the log, where the signer is on this machine."""
    keys = seals.public_keys(context.settings().signed_by)
    if keys is None:
        abort(404)
    return _text(keys, "log-keys.json", "application/json")


@public.bp.get(f"/log/entries/{SEQ}.zip")
def log_proof(seq: int) -> Response:
    """The entry of a publication with what proves it."""
    try:
        return _package(seq, seals.published_proof(context.session(), seq))
    except NotPublic:
        abort(404)


@public.bp.post("/receipt/proof.zip")
@limiter.limit(public_post_limit)
def receipt_proof() -> Response:
    """The entry of what somebody sent with what proves it, for whoever holds the receipt."""
    form = ReceiptForm()
    if not form.validate_on_submit():
        abort(404)
    try:
        return _package(*seals.receipt_proof(context.session(), form.code.data))
    except NotPublic:
        abort(404)


def _package(seq: int, content: bytes) -> Response:
    return send_file(
        io.BytesIO(content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"log-entry-{seq}.zip",
        etag=False,
    )


@bp.app_errorhandler(seals.NotProved)
@bp.app_errorhandler(DamagedCheckpoint)
def not_proved(_error: Exception) -> tuple[str, int]:
    """The log is not what was signed: no proof of it is handed out."""
    return render_template("public/not_proved.html"), 503


@bp.app_template_filter("qr")
def drawn(point: Point) -> qr.Drawing:
    """The checkpoint as a QR code."""
    return qr.drawing(seals.on_paper(point))
