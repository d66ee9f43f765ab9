"""The page of a step: what the law asks here, what is missing, the form; and what came of pressing the button."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow.domain.checking import Finding, taken_steps
from workflow.domain.lawfiles import library
from workflow.domain.procedure import Step
from workflow.domain.rulebook import EffectiveRule
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.services import organ, steps
from workflow.services.decisionrows import NoDecision, by_number
from workflow.services.decisionview import DecisionView
from workflow.services.recording import BadInput
from workflow.services.view import changes_since, view
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms import FORMS
from workflow.web.forms.base import StepForm, dropped, typed
from workflow.web.paging import whole

bp = Blueprint("steps", __name__)

Answer = str | Response | tuple[str, int]


def load(number: str) -> DecisionView:
    """The decision of that number as the viewer sees it; 404 if there is none."""
    if context.actor().roles <= {Role.ADMIN}:
        abort(403)
    session = context.session()
    try:
        return view(
            session,
            by_number(session, number),
            actor=context.actor(),
            today=context.today(),
            calendar=context.calendar(),
        )
    except NoDecision:
        abort(404)


@bp.route("/decisions/new", methods=["GET", "POST"])
def propose() -> Answer:
    """Propose a matter: the step that begins a decision."""
    info = organ.organ(context.session())
    if info is None:
        abort(404)
    try:
        rulebook = library().in_force(info.profile_id, context.today(), request.form.getlist("kinds"))
    except KeyError:  # a kind there is not: the form says so
        rulebook = library().in_force(info.profile_id, context.today())
    step = rulebook.step(steps.PROPOSE)
    if steps.role_for(step, context.actor(), None) is None:
        abort(403)
    if request.method == "GET" and (number := request.args.get("predecessor")):
        earlier = load(number)
        if earlier.states.get("execution") != "adjusting":
            return render_template("steps/not_now.html", decision=earlier, step=step, why=_NOT_ADJUSTING), 409
    return _page(step, None, rulebook.rules_for(step.id))


_RESTORED = Text(
    "您打开页面之后，系统由备份恢复，您当时看到的内容可能已经丢失。请以现在的内容为准，重新核对。",
    "After you opened the page, the system was restored from a backup: what you saw may be lost. Go by what is there now.",
)
_NOT_ADJUSTING = Text(
    "对该决策没有正在办理的重大调整，不能提出调整后的决策事项。",
    "No adjustment of this decision in substance is under way: there is nothing to propose.",
)


@bp.route("/decisions/<string:number>/<string:step_id>", methods=["GET", "POST"])
def take(number: str, step_id: str) -> Answer:
    """Take a step on a decision."""
    decision = load(number)
    if step_id not in FORMS or step_id == steps.PROPOSE or step_id not in decision.rulebook.procedure.step_by_id:
        abort(404)
    step = decision.rulebook.step(step_id)
    if request.method == "GET" and decision.step(step_id) is None:
        return _not_now(decision, step)
    return _page(step, decision, decision.rules(step_id))


def _not_now(decision: DecisionView, step: Step) -> tuple[str, int]:
    """The step is not for this viewer, or not for this moment."""
    if decision.in_time(step) or context.actor().roles.isdisjoint(step.roles):
        return _not_theirs(decision, step)
    taken = step.id in taken_steps(decision.rulebook, decision.dossier)
    return render_template("steps/not_now.html", decision=decision, step=step, taken=taken), 409


def _too_late(decision: DecisionView, step: Step, form: StepForm) -> tuple[str, int]:
    """A form that cannot be taken as it is, of a step that is over: what was typed into it can still be copied."""
    theirs = not (decision.in_time(step) or context.actor().roles.isdisjoint(step.roles))
    return _stale(step, decision, form) if theirs and whole(form.seen.data) else _not_now(decision, step)


def _overtaken(decision: DecisionView, step: Step, form: StepForm) -> bool:
    """Whether the matter has changed since the form was opened: what it lacks may be what came meanwhile."""
    if step.shared or whole(form.seen.data) is None:
        return False
    return (whole(form.seen.data), form.mark.data or decision.mark) != (decision.version, decision.mark)


def _not_theirs(decision: DecisionView, step: Step) -> tuple[str, int]:
    """The step is for others: people of another role, or of the unit whose matter it is."""
    units = decision.units_of(step, context.actor().roles)
    page = "errors/other_unit.html" if units else "errors/403.html"
    return render_template(page, decision=decision, step=step, units=units, own=context.actor().unit), 403


def _page(step: Step, decision: DecisionView | None, rules: tuple[EffectiveRule, ...]) -> Answer:
    form = FORMS[step.id]()
    adding, removing = request.form.get("_add"), request.form.get("_remove")
    if adding:
        form.add_row(adding)
    elif removing:
        form.remove_row(removing)
    form.bind(decision)
    sent = form.is_submitted() and not adding and not removing
    if sent and form.validate():
        return _send(step, decision, rules, form)
    if decision is not None and decision.step(step.id) is None:
        return _too_late(decision, step, form) if sent else _not_now(decision, step)
    if sent and decision is not None and _overtaken(decision, step, form):
        return _stale(step, decision, form)
    page = _show(step, decision, rules, form)
    return (page, 422) if sent else page


def _send(step: Step, decision: DecisionView | None, rules: tuple[EffectiveRule, ...], form: StepForm) -> Answer:
    try:
        asked = steps.Request(
            step.id,
            form.values(),
            form.key.data or "",
            decision.id if decision else None,
            whole(form.seen.data),
            form.password.data if step.password else None,
            form.mark.data or "",
        )
        done = steps.perform(
            context.session(), asked, actor=context.actor(), now=context.now(), calendar=context.calendar()
        )
    except BadInput as bad:
        if decision is not None and decision.step(step.id) is None:
            return _too_late(decision, step, form)
        return _show(step, decision, rules, form, extra=form.blame(bad.problems)), 422
    except steps.Refused as refused:
        return _show(step, decision, rules, form, refused=refused.findings), 422
    except steps.NotAllowed:
        if decision is None:
            abort(403)
        return _not_theirs(decision, step)
    except steps.Stale:
        return _stale(step, decision, form)
    if done.repeated:
        flash(_("该步骤此前已经办理，没有重复办理。"), "info")
    else:
        flash(_("“%(step)s”已办理，并已记入审计日志。", step=say_text(step.name.text, language())), "success")
    if done.answer:
        flash(_("回执编号：%(code)s", code=done.answer), "info")
    now = view(
        context.session(), done.decision_id, actor=context.actor(), today=context.today(), calendar=context.calendar()
    )
    return redirect(form.next_url(now) or url_for("decisions.page", number=now.number) + f"#{step.stage}")


def _show(
    step: Step,
    decision: DecisionView | None,
    rules: tuple[EffectiveRule, ...],
    form: StepForm,
    refused: list[Finding] | None = None,
    extra: list[Text] | None = None,
) -> str:
    found = decision.step(step.id) if decision else None
    return render_template(
        [f"steps/{step.id}.html", "steps/page.html"],
        step=step,
        decision=decision,
        rules=rules,
        form=form,
        missing=found.missing if found else (),
        refused=refused,
        extra=extra or (),
    )


def _stale(step: Step, decision: DecisionView | None, form: StepForm) -> tuple[str, int]:
    """Someone else was first: say what changed, and keep what was typed."""
    assert decision is not None  # noqa: S101 - a decision that does not exist yet cannot have changed
    current = load(decision.number)
    seen = whole(form.seen.data) or 0
    # nothing else takes away a version that was seen
    lost = seen >= current.version and form.mark.data not in ("", None, current.mark)
    changes = changes_since(context.session(), current.id, seen)
    # taken back to the form with the version as it is now, and a key of its own: it is asked anew
    anew = {"csrf_token", "password", "seen", "mark", "key", "_add"}
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in anew]
    kept += [*form.carried(), ("seen", str(current.version)), ("mark", current.mark), ("key", str(uuid.uuid4()))]
    page = render_template(
        "steps/stale.html",
        step=step,
        decision=current,
        changes=changes,
        noticed=[*([_RESTORED] if lost else []), *form.noticed(current)],
        kept=kept,
        typed=[*typed(form), *dropped(form, request.form)],
        still_possible=current.step(step.id) is not None,
    )
    return page, 409
