"""Versions of a draft for the staff: each in full, two side by side, their files."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request
from flask_babel import gettext as _

from workflow.domain.compare import Change, Row, compare
from workflow.domain.facts import Draft
from workflow.domain.typed import half_width
from workflow.services.decisionview import DecisionView
from workflow.web.downloads import attachment
from workflow.web.filters import language, say_text
from workflow.web.paging import whole
from workflow.web.steps import load

bp = Blueprint("drafts", __name__, url_prefix="/decisions/<string:number>")


@dataclass(frozen=True)
class Section:
    """A part of a draft in two versions."""

    title: str
    rows: tuple[Row, ...]

    @property
    def changes(self) -> int:
        """How many paragraphs differ."""
        return sum(1 for row in self.rows if row.change is not Change.SAME)


def _version(decision: DecisionView, version: int | None) -> Draft:
    for draft in decision.dossier.drafts:
        if draft.version == version:
            return draft
    abort(404)


@bp.get("/drafts/<int:version>")
def version(number: str, version: int) -> str:
    """One version in full, as on paper."""
    decision = load(number)
    return render_template("drafts/version.html", decision=decision, draft=_version(decision, version))


@bp.get("/files/<string:digest>/<string:name>")
def file(number: str, digest: str, name: str) -> Response:
    """A file of a draft version or a research report, as a download; no other file of the store is reached from here."""
    dossier = load(number).dossier
    for files in (*(each.files for each in dossier.drafts), *(each.files for each in dossier.research)):
        for ref in files:
            if (ref.digest, ref.name) == (digest, name):
                return attachment(ref)
    abort(404)


@bp.get("/compare")
def versions(number: str) -> str:
    """Two versions side by side; without a choice the newest and the one before."""
    decision = load(number)
    drafts = decision.dossier.drafts
    if len(drafts) < 2:
        abort(404)
    old = _version(decision, _asked("from", drafts[-2].version))
    new = _version(decision, _asked("to", drafts[-1].version))
    return render_template(
        "drafts/compare.html",
        decision=decision,
        old=old,
        new=new,
        sections=_sections(old, new),
        only=request.args.get("only") == "1",
        Change=Change,
    )


def _asked(name: str, otherwise: int) -> int | None:
    text = half_width(request.args.get(name, ""))
    if not text:
        return otherwise
    return whole(text)


def _sections(old: Draft, new: Draft) -> list[Section]:
    parts = (
        (_("草案名称"), old.title, new.title),
        (_("草案正文"), old.body, new.body),
        (_("起草说明"), old.note, new.note),
        (_("决策依据"), _bases(old), _bases(new)),
        (_("附件"), _files(old), _files(new)),
        (_("涉及情形"), _declared(old), _declared(new)),
        (_("不适用的环节"), _left_out(old), _left_out(new)),
    )
    found = [Section(title, tuple(compare(before, after))) for title, before, after in parts]
    return [section for section in found if section.rows]


def _bases(draft: Draft) -> str:
    return "\n".join(f"《{basis.title.strip('《》')}》{basis.article}" for basis in draft.bases)


def _declared(draft: Draft) -> str:
    return "\n".join(say_text(each.label, language()) for each in draft.traits)


def _left_out(draft: Draft) -> str:
    said = _("%(stage)s：%(ground)s")
    return "\n".join(
        said % {"stage": say_text(each.stage.label, language()), "ground": each.ground} for each in draft.skips
    )


def _files(draft: Draft) -> str:
    # a file may keep its name and change: the beginning of its digest tells them apart
    return "\n".join(f"{file.name}（SHA-256：{file.digest[:12]}）" for file in draft.files)
