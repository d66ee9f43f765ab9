"""Decisions taken before the system was used: the register, one of them, recorded, corrected, withdrawn."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as Redirection
from wtforms import HiddenField, SelectField
from wtforms.validators import Optional

from workflow.domain import facts
from workflow.domain.importing.decisions import UNASKED
from workflow.domain.numbers import as_printed
from workflow.domain.terms import Category
from workflow.services import past, pastlog
from workflow.services.kept import Read, mark_of
from workflow.services.recording import BadInput
from workflow.web import context
from workflow.web.downloads import attachment
from workflow.web.entering import Answer, acting, blame, withdrawn
from workflow.web.entitled import turn_away
from workflow.web.forms.fields import Day, Line, Paragraph, choices
from workflow.web.forms.uploading import FileFields
from workflow.web.paging import whole
from workflow.web.work_forms import WithdrawalForm

bp = Blueprint("past", __name__)


class PastForm(FileFields, FlaskForm):  # type: ignore[misc]
    """以往决策登记."""

    reason = Paragraph(_l("更正理由"), must=_l("请写明更正的理由"), most=2000)
    title = Line(_l("决策事项名称"), must=_l("请填写决策事项名称"))
    category = SelectField(
        _l("事项类别"),
        choices=lambda: choices(((each.value, each.label) for each in Category), _("材料没有载明")),
        validators=[Optional()],
    )
    on = Day(
        _l("决定日期"),
        must=_l("请填写决定日期"),
        description=_l("系统启用前的日期；启用后作出的决策在系统中办理。"),
    )
    unit = Line(_l("承办单位"))
    meeting = Line(_l("作出决定的会议"), description=_l("例如“2021年第3次党政联席会议”。"))
    document = Line(_l("文号"))
    published = Day(_l("公布日期"), description=_l("没有公布的不填。"))
    published_where = Line(_l("公布途径"))
    participation_from = Day(_l("征求意见开始日期"))
    participation = Day(_l("征求意见结束日期"))
    expert_review = Day(_l("专家论证日期"))
    risk_assessment = Day(_l("风险评估日期"))
    legality_review = Day(_l("合法性审查日期"))
    deliberation = Day(_l("集体讨论日期"))
    remark = Paragraph(_l("备注"), most=5000)
    seen, mark = HiddenField(), HiddenField()

    def bind(self, *, correcting: bool) -> None:
        """Take the files sent."""
        self.take_files(allowed=self.is_submitted())
        if not correcting:
            del self.reason

    def fact(self, number: str = "") -> facts.PastDecision:
        """The record as entered."""
        told = {name: self[name].data for name in facts.PastDecision.model_fields if name in self}
        words = {name: value or "" for name, value in told.items() if not isinstance(self[name], Day)}
        told |= {
            **words,
            "document": as_printed(self.document.data or ""),
            "category": self.category.data or None,
            "files": tuple(self.refs),
        }
        return facts.PastDecision(**told | {"number": number, "version": whole(self.seen.data, 0) or 0})


@bp.before_request
def readers_only() -> None:
    """The register is open to the office, to the chief and to the auditor."""
    if not past.may_read(context.actor()):
        abort(403)


@bp.get("/past")
def index() -> str:
    """The past decisions by year, the last decided first."""
    found = past.decisions(context.session())
    years = [(year, list(rows)) for year, rows in groupby(found, key=lambda each: each.newest.on.year)]
    asked = pastlog.asks(context.session())
    return render_template("past/index.html", years=years, asked=asked, may_keep=past.may_keep(context.actor()))


@bp.get("/past/<string:number>")
def page(number: str) -> str:
    """One past decision: what the papers say, what the rules say of it, how it was corrected."""
    found = _found(number)
    return render_template(
        "past/page.html",
        entry=found,
        asked=pastlog.asks(context.session()),
        unasked=UNASKED,
        may_keep=past.may_keep(context.actor()),
    )


def _found(number: str) -> past.Past:
    return past.decision(context.session(), number) or abort(404)


@bp.get("/past/<string:number>/files/<string:digest>/<string:name>")
def file(number: str, digest: str, name: str) -> Response:
    """A file of a past decision as a download."""
    return attachment(_found(number).file(digest, name) or abort(404))


@bp.route("/past/new", methods=["GET", "POST"])
def create() -> Answer:
    """Record one past decision."""
    if not past.may_keep(context.actor()):
        turn_away("past.recorded", "", pastlog.ONLY_OFFICE)
    form = PastForm()
    form.bind(correcting=False)
    if form.is_submitted() and form.validate() and not form.files.errors:
        try:
            number = pastlog.record(context.session(), **acting(), today=context.today(), fact=form.fact())
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("已登记为%(number)s，并已记入审计日志。", number=number), "success")
            return redirect(url_for("past.page", number=number))
    return _form(form, _("登记以往决策"), [], url_for("past.index"))


def _form(form: PastForm, title: str, between: list[tuple[str, str]], back: str) -> Answer:
    crumbs = [(_("以往决策"), url_for("past.index")), *between, (title, None)]
    shown = render_template("past/form.html", form=form, title=title, crumbs=crumbs, back=back)
    return (shown, 422) if form.is_submitted() else shown


def _kept_out(found: past.Past, act: str) -> Redirection | None:
    """Turn away who may not put it right; back to its page where it was withdrawn meanwhile."""
    if found.withdrawal:
        flash(_("该登记已经撤回，不能再更正或者撤回。"), "warning")
        return redirect(url_for("past.page", number=found.number))
    if not past.may_keep(context.actor()):
        turn_away(act, pastlog.object_of(found.number), pastlog.ONLY_OFFICE)
    return None


@bp.route("/past/<string:number>/correct", methods=["GET", "POST"])
def correct(number: str) -> Answer:
    """Put a record right, with the reason."""
    found = _found(number)
    if gone := _kept_out(found, "past.corrected"):
        return gone
    told = found.newest
    form = PastForm()
    if not form.is_submitted():
        form = PastForm(formdata=None, data=told.model_dump(exclude={"files", "reason"}))
    form.bind(correcting=True)
    if not form.is_submitted():
        form.hold(told.files)
        form.seen.data, form.mark.data = told.version, mark_of(told)
    elif form.validate() and not form.files.errors:
        try:
            pastlog.correct(
                context.session(), **acting(), today=context.today(), fact=form.fact(number), mark=form.mark.data or ""
            )
        except BadInput as bad:
            blame(form, bad)
        else:
            flash(_("已更正，并已记入审计日志。"), "success")
            return redirect(url_for("past.page", number=number))
    here = url_for("past.page", number=number)
    return _form(form, _("更正%(number)s", number=number), [(number, here)], here)


@bp.route("/past/<string:number>/withdraw", methods=["GET", "POST"])
def withdraw(number: str) -> Answer:
    """Withdraw a record, with the reason."""
    found, form = _found(number), WithdrawalForm()
    form.reason.description = _("撤回后不能恢复：登记仍在册，标明已撤回，不再计入数字。")
    if gone := _kept_out(found, "past.withdrawn"):
        return gone

    def act(reason: str, read: Read) -> None:
        fact = facts.PastWithdrawal(on=context.today(), reason=reason)
        pastlog.withdraw(context.session(), **acting(), today=context.today(), number=number, read=read, fact=fact)

    index, page = (_("以往决策"), url_for("past.index")), url_for("past.page", number=number)
    return withdrawn(form, found, act, index, page)
