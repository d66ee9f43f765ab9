"""The plan of a decision: the earliest lawful day of each step to come, and what if."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from workflow.domain.milestones import Milestone
from workflow.domain.planchart import chart
from workflow.domain.planning import Wishes
from workflow.papers.plan_report import comparison
from workflow.services.planning import plans, rulebooks
from workflow.web import context
from workflow.web.plan_forms import WishForm
from workflow.web.steps import load

bp = Blueprint("plans", __name__)


@bp.get("/decisions/<string:number>/plan")
def page(number: str) -> tuple[str, int]:
    """The plan from today; with something wished, both plans side by side."""
    decision, today = load(number), context.today()
    form = WishForm(request.args)
    form.offer(rulebooks(decision))
    status = 200 if form.validate() else 422
    wishes, label, begin = form.wished() if status == 200 else (Wishes(), "", None)
    found = plans(decision, today, context.calendar(), wishes, label=label, begin=begin)
    shown = found.wished or found.plan
    return render_template(
        "decisions/plan.html",
        decision=decision,
        form=form,
        found=found,
        shown=shown,
        chart=chart(shown),
        compared=[row for row in comparison(found.plan, found.wished) if _differ(*row[1:])] if found.wished else [],
        calendar=context.calendar().version,
    ), status


def _differ(before: Milestone | None, after: Milestone | None) -> bool:
    return (before and before.day) != (after and after.day)
