"""Forms of deliberation (papers: 会议通知, 签到, 会议专项记录, 会议纪要)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange

from workflow.domain import facts
from workflow.domain.guards.voting import against_majority
from workflow.domain.terms import Position, Vote
from workflow.papers.minutes import Heading, minutes
from workflow.services import bodies, organ, precedents
from workflow.services.view import DecisionView
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph, WordSelect, choices
from workflow.web.forms.repeated import Row, replace, written
from workflow.web.forms.rows import Radio, fit_rows, options

EFFECTS = {
    "adopted": _l("作出决定，转入请示报告和公布"),
    "in_principle": _l("承办单位按会议意见修改草案，保存修改稿后转入请示报告和公布"),
    "redraft": _l("退回承办单位，修改草案后重新送请合法性审查"),
    "postponed": _l("保留在待集体讨论环节，可以再次提请会议"),
    "rejected": _l("决策程序终止"),
}


class MemberRow(Form):  # type: ignore[misc]
    """A member entitled to attend."""

    name = Line(_l("姓名"), must=_l("请填写姓名"), most=50)
    post = Line(_l("职务"), most=100)
    chief = BooleanField(_l("行政首长（或者主持工作的负责人）"))


class GuestRow(Row):
    """Someone who sits in."""

    name = Line(_l("姓名"), most=50)
    unit = Line(_l("单位"), most=100)
    post = Line(_l("职务"), most=100)
    stands_in_for = Line(_l("代谁参加"), most=50)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever sits in has a name."""
        sound = super().validate(extra_validators)
        if not self.blank and not self.name.data:
            self.name.errors = [*self.name.errors, _("请填写姓名")]
            return False
        return sound


class MeetingForm(StepForm):
    """会议通知与应到人员."""

    kind = WordSelect(_l("会议种类"), "meeting_kinds", must=_l("请选择会议种类"))
    number = Line(_l("会议次序"), description=_l("例如“2022年第3次”。"))
    place = Line(_l("会议地点"), must=_l("请填写会议地点"))
    chair = Line(_l("主持人"), must=_l("请填写主持人"))
    item = Number(_l("议题序号"), validators=[InputRequired(_l("请填写议题序号")), NumberRange(1, 99)])
    agenda = Paragraph(_l("议程"), description=_l("可不填。汇报人等也可在此载明。"))
    members = FieldList(
        FormField(MemberRow),
        _l("应到人员"),
        min_entries=1,
        max_entries=60,
        description=_l("列出会议组成人员（应到人员），指明其中一名行政首长。列席人员另行列明。"),
    )
    guests = FieldList(
        FormField(GuestRow),
        _l("列席人员"),
        min_entries=1,
        max_entries=60,
        description=_l("不计入应到、实到人数，不参加表决；没有的不填。"),
    )
    on = Day(_l("会议日期"), must=_l("请填写会议日期"), description=_l("会议召开之日。"))
    listing = False

    def bind(self, view: DecisionView | None) -> None:
        """List the members of the body on the day of the meeting, when the button asks for it."""
        super().bind(view)
        if self.listing and self.on.data:
            self._list(self.kind.data or "", self.on.data)

    def add_row(self, name: str) -> None:
        """Also asked by the button that lists the members of the body."""
        self.listing = name == "body"
        super().add_row(name)

    def begin(self, view: DecisionView | None) -> None:
        """As the agenda has it, as an earlier item of the same meeting had it, or as the last meeting of the organ was."""
        session, today = context.session(), context.today()
        known = view.rulebook.labels["meeting_kinds"] if view else {}
        planned = view.dossier.agenda[-1] if view and view.dossier.agenda else None
        same = precedents.sitting_of(session, today, planned.kind if planned else "")
        if planned and planned.meets != today:
            same = None
        last = same or precedents.last_meeting(session)
        self.item.data = planned.item if planned else 1
        if last and last.kind in known:
            self.kind.data, self.place.data, self.chair.data = last.kind, last.place, last.chair
            self.number.data = precedents.next_sitting(session, today)
        if planned and planned.kind in known:
            self.kind.data, self.number.data = planned.kind, planned.number
            self.place.data, self.chair.data = planned.place, planned.chair
        elif same:
            self.item.data = precedents.next_item(session, today, same.kind)
        if same:
            self._fill([each.model_dump(include={"name", "post", "chief"}) for each in same.members])
            replace(self.guests, [each.model_dump(exclude={"number"}) for each in same.guests])
        elif not self._list(self.kind.data or "", today) and last:
            self._fill([each.model_dump(include={"name", "post", "chief"}) for each in last.members])

    def _list(self, kind: str, on: dt.date) -> bool:
        """Fill in who belonged to the body on that day; whether anybody is known to have."""
        seats = bodies.members(context.session(), kind, on)
        self._fill([{"name": each.name, "post": each.post, "chief": each.chief} for each in seats])
        return bool(seats)

    def _fill(self, rows: list[dict[str, Any]]) -> None:
        replace(self.members, rows)

    def values(self) -> dict[str, Any]:
        """Those who sit in as written."""
        return super().values() | {"guests": written(self.guests)}


class _InSession(StepForm):
    """A step of a meeting that goes on: its day is the meeting's."""

    meeting: facts.Meeting | None = None

    def bind(self, view: DecisionView | None) -> None:
        """Know the meeting before anything is filled in."""
        self.meeting = view.dossier.meeting if view else None
        self.fit()
        super().bind(view)

    def fit(self) -> None:
        """Fit rows and choices to the members."""

    def begin(self, view: DecisionView | None) -> None:
        """The day of the meeting."""
        if self.meeting:
            self.on.data = self.meeting.on

    @property
    def members(self) -> Sequence[facts.Member]:
        """Those entitled to attend."""
        return self.meeting.members if self.meeting else ()

    @property
    def present(self) -> list[facts.Member]:
        """Those recorded as present who take part."""
        return [member for member in self.members if member.takes_part]

    def member(self, number: str) -> facts.Member | None:
        """The member of that number."""
        return next((member for member in self.members if str(member.number) == str(number)), None)


class AttendanceRow(Form):  # type: ignore[misc]
    """One member's attendance."""

    number = HiddenField()
    present = Radio(
        _l("到会情况"),
        must=_l("请选择到会或者缺席"),
        choices=lambda: options((("yes", _("到会")), ("no", _("缺席")), ("recused", _("回避")))),
    )
    absence_reason = Line(_l("缺席、回避原因"))
    view = Paragraph(_l("书面意见"), most=5000)


def _attendance(member: facts.Member, before: facts.Member | None) -> dict[str, Any]:
    """What a row of attendance begins with; a recusal is from one item and not taken over."""
    if member.present is not None:
        came = "recused" if member.recusal else "yes" if member.present else "no"
        return {"present": came, "absence_reason": member.recusal or member.absence_reason, "view": member.view}
    absent = before is not None and before.present is False
    return {"present": "no" if absent else "yes", "absence_reason": before.absence_reason if before else ""}


class AttendanceForm(_InSession):
    """签到表."""

    attendances = FieldList(FormField(AttendanceRow), _l("到会情况"), max_entries=60)

    def fit(self) -> None:
        """One row for each member entitled, as recorded, or for an earlier item of the same meeting; else present."""
        before = precedents.attendance_before(context.session(), self.meeting) if self.meeting else {}
        first = {str(each.number): _attendance(each, before.get(each.name)) for each in self.members}
        empty = {number: row | {"present": None} for number, row in first.items()}
        fit_rows(self.attendances, "number", list(first), empty if self.is_submitted() else first)

    def values(self) -> dict[str, Any]:
        """Present or absent as a plain yes or no; the one reason asked for is that of the absence or of the recusal."""
        found = super().values()
        found["attendances"] = [
            row
            | {
                "present": row["present"] != "no",
                "recusal": row["absence_reason"] if row["present"] == "recused" else "",
                "absence_reason": row["absence_reason"] if row["present"] == "no" else "",
            }
            for row in found["attendances"]
        ]
        return found

    def next_url(self, view: DecisionView) -> str | None:
        """From attendance to the first speaker."""
        return url_for("steps.take", number=view.number, step_id="deliberation.speak")


class StatementForm(_InSession):
    """会议专项记录：发言."""

    # whether the member may speak is for the recorder of the step to say, so that a second press is known as one
    number = SelectField(_l("发言人"), choices=[], validate_choice=False, validators=[DataRequired(_l("请选择发言人"))])
    position = Radio(
        _l("态度"),
        must=_l("请选择态度"),
        choices=lambda: choices((each.value, each.label) for each in Position),
    )
    words = Paragraph(_l("发言内容"), must=_l("请记录发言内容"), description=_l("如实记录原话或者要点。"))

    def fit(self) -> None:
        """Who has not spoken: in the order of the list, the chief at the end."""
        self.waiting = waiting_to_speak(self.members)
        self.spoken = sorted(
            (each for each in self.members if each.statement),
            key=lambda each: each.statement.order if each.statement else 0,
        )
        self.number.choices = [SelectChoice(str(each.number), _called(each)) for each in self.waiting]

    def begin(self, view: DecisionView | None) -> None:
        """The next one in order."""
        super().begin(view)
        if self.waiting:
            self.number.data = str(self.waiting[0].number)

    def next_url(self, view: DecisionView) -> str | None:
        """To the next speaker; when all have spoken the page leads on to the decision."""
        return url_for("steps.take", number=view.number, step_id="deliberation.speak")


def waiting_to_speak(members: Sequence[facts.Member]) -> list[facts.Member]:
    """Who is neither absent nor recused and has not spoken, the chief last."""
    open_ = [member for member in members if member.present is not False and not member.recusal]
    waiting = [member for member in open_ if member.statement is None]
    return sorted(waiting, key=lambda member: (member.chief, member.number))


def _called(member: facts.Member) -> str:
    named = _("%(name)s（%(post)s）", name=member.name, post=member.post) if member.post else member.name
    return _("%(name)s——行政首长，最后发言", name=named) if member.chief else named


class BallotRow(Form):  # type: ignore[misc]
    """One member's vote."""

    number = HiddenField()
    vote = Radio(
        _l("表决意见"),
        must=_l("请选择表决意见"),
        choices=lambda: choices((vote.value, vote.label) for vote in Vote),
    )
    dissent = Paragraph(_l("不同意见（原话）"))


class DecisionForm(_InSession):
    """会议专项记录：表决与决定；会议纪要."""

    ballots = FieldList(FormField(BallotRow), _l("表决"), max_entries=60)
    outcome = Radio(_l("会议决定"), must=_l("请选择会议决定"))
    text = Paragraph(_l("决定内容"), must=_l("请填写决定内容"))
    majority_reason = Paragraph(
        _l("与多数人意见不一致的理由"),
        description=_l(
            "行政首长作出的决定与会议组成人员多数人的意见不一致的，必须记录其在会上说明的理由；一致的不填。"
        ),
    )
    minutes = Paragraph(
        _l("会议纪要"),
        most=50_000,
        description=_l(
            "按会议记录自动写成。未作改动的，提交时按所填表决和决定补全；需要修改的，先点“按所填内容生成纪要”。"
        ),
    )
    written = HiddenField()
    anew = False
    against: bool | None = None
    count: Counter[str] | None = None

    def fit(self) -> None:
        """One row for each member who takes part; a dissenting statement is the first text of the dissent."""
        first = {str(each.number): {"dissent": _dissent(each)} for each in self.present}
        fit_rows(self.ballots, "number", list(first), {} if self.is_submitted() else first)

    def bind(self, view: DecisionView | None) -> None:
        """Offer the outcomes with what follows from each; write the minutes from the record."""
        if view:
            effects = view.rulebook.effects["outcomes"]
            self.outcome.choices = options(
                (key, _("%(name)s——%(effect)s", name=say_text(label, language()), effect=EFFECTS.get(effects[key], "")))
                for key, label in view.rulebook.labels["outcomes"].items()
            )
            info, meeting = organ.organ(context.session()), view.dossier.meeting
            kind = view.word("meeting_kinds", meeting.kind).zh if meeting else ""
            self.view = view
            self.heading = Heading(info.name.zh if info else "", kind, view.title, context.actor().name)
        super().bind(view)
        if self.anew:
            self._write()
        if view and self.is_submitted():
            self._look(view)

    def begin(self, view: DecisionView | None) -> None:
        """The minutes as far as they are known."""
        super().begin(view)
        self._write()

    def _look(self, view: DecisionView) -> None:
        """Whether what was entered goes against the majority."""
        meeting = self._as_entered()
        if meeting is None:
            return
        self.count = Counter(str(each.vote) for each in meeting.members if each.vote)
        if self.outcome.data and sum(self.count.values()) == len(self.present):
            self.against = against_majority(meeting, view.setting.effect("outcomes", self.outcome.data))

    def _as_entered(self) -> facts.Meeting | None:
        """The meeting as it would be recorded with what stands in the form."""
        if self.meeting is None:
            return None
        rows = {row.form.number.data: row.form for row in self.ballots.entries}
        members = []
        for member in self.meeting.members:
            row = rows.get(str(member.number))
            vote = Vote.of(row.vote.data) if row and row.vote.data in set(Vote) else None
            members.append(member.model_copy(update={"vote": vote, "dissent": row.dissent.data or "" if row else ""}))
        resolution = facts.Resolution(
            on=self.on.data or self.meeting.on,
            outcome=self.outcome.data or "",
            text=self.text.data or "",
            majority_reason=self.majority_reason.data or "",
        )
        return self.meeting.model_copy(update={"members": tuple(members), "resolution": resolution})

    def _write(self) -> None:
        """Write the minutes from what stands in the form, and remember what was written."""
        meeting = self._as_entered()
        key = self.outcome.data or ""
        outcome = self.view.word("outcomes", key).zh if key else ""
        self.minutes.data = minutes(meeting, self.heading, outcome) if meeting else ""
        self.written.data = _digest(self.minutes.data)

    def add_row(self, name: str) -> None:
        """Also asked by the button that writes the minutes anew."""
        self.anew = name == "minutes"
        super().add_row(name)

    def values(self) -> dict[str, Any]:
        """What was entered; minutes nobody touched are written anew, with votes and decision as they stand."""
        if not self.minutes.data or _digest(self.minutes.data) == self.written.data:
            self._write()
        found = super().values()
        found.pop("written")
        return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _dissent(member: facts.Member) -> str:
    said = member.statement
    return said.words if said and said.position in (Position.DISAGREE, Position.RESERVED) else ""


FORMS: dict[str, type[StepForm]] = {
    "deliberation.convene": MeetingForm,
    "deliberation.attend": AttendanceForm,
    "deliberation.speak": StatementForm,
    "deliberation.decide": DecisionForm,
}
