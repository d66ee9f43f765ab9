"""What the pages of the registers share: who acts and when, where a problem is said, how a record is withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from workflow.services.kept import Kept, Read, mark_of
from workflow.services.recording import BadInput
from workflow.services.refusals import Forbidden
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.paging import whole

Answer = str | Response | tuple[str, int]


def acting() -> dict[str, Any]:
    """Who acts, and when, as the services take it."""
    return {"actor": context.actor(), "now": context.now()}


def blame(form: FlaskForm, bad: BadInput, **elsewhere: str) -> None:
    """Put each problem at its field; what is said by a right, or of a field the form has not, stands above.

    `elsewhere`: where the problem of a field is shown instead.
    """
    homeless = []
    for key, text in bad.problems.items():
        name, said = elsewhere.get(key, key), say_text(text, language())
        if isinstance(bad, Forbidden) or name not in form:
            homeless.append(said)
        else:
            form[name].errors = [*form[name].errors, said]
    form.form_errors = homeless


def withdrawn(
    form: FlaskForm,
    found: Kept[Any, Any],
    act: Callable[[str, Read], None],
    index: tuple[str, str],
    page: str,
) -> Answer:
    """The form by which a record of a register is withdrawn, and what becomes of it.

    `act` takes the reason and what was read; `index` and `page` are where the record stands.
    """
    if not form.is_submitted():
        form.seen.data, form.mark.data = found.newest.version, mark_of(found.newest)
    elif form.validate():
        try:
            act(form.reason.data, Read(whole(form.seen.data, 0) or 0, form.mark.data or ""))
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("已撤回，并已记入审计日志。"), "success")
            return redirect(page)
    title = _("撤回%(number)s", number=found.number)
    crumbs = [index, (found.number, page), (title, None)]
    shown = render_template("catalogue/form.html", form=form, title=title, crumbs=crumbs, back=page, label=_("撤回"))
    return (shown, 422) if form.is_submitted() else shown
