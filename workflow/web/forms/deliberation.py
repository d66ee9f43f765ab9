"""Forms of deliberation (papers: 会议专项记录, 会议纪要)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from workflow.domain import facts
from workflow.domain.guards.voting import against_majority
from workflow.domain.terms import Position, Vote
from workflow.papers.minutes import Heading, discussed, minutes
from workflow.services import organ
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Paragraph, choices
from workflow.web.forms.rows import Radio, fit_rows, options

EFFECTS = {
    "adopted": _l("作出决定，转入%(what)s"),
    "in_principle": _l("承办单位按会议意见修改草案，经合法性审查人员核对定稿后转入%(what)s"),
    "redraft": _l("退回承办单位，修改草案后重新送请合法性审查"),
    "postponed": _l("保留在待集体讨论环节，可以再次提请会议"),
    "rejected": _l("决策程序终止"),
}


class InSession(StepForm):
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


class StatementForm(InSession):
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


class DecisionForm(InSession):
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
            "各人的发言和不同意见载入专项记录；会议的认识和要求（会议认为、会议要求）由您补充。"
            "以“分送：”开头的一段印在版记中。"
        ),
    )
    written = HiddenField()
    anew = False
    against: bool | None = None
    count: Counter[str] | None = None

    def fit(self) -> None:
        """One row for each member who takes part; a dissenting statement is the first text of the dissent."""
        first = {str(each.number): {"dissent": _dissent(each)} for each in self.present}
        names = [each.name for each in self.present]
        fit_rows(self.ballots, "number", list(first), {} if self.is_submitted() else first, names)

    def bind(self, view: DecisionView | None) -> None:
        """Offer the outcomes with what follows from each; write the minutes from the record."""
        if view:
            effects = view.rulebook.effects["outcomes"]
            self.outcome.choices = options(
                (key, _("%(name)s——%(effect)s", name=say_text(label, language()), effect=_effect(view, effects[key])))
                for key, label in view.rulebook.labels["outcomes"].items()
            )
            info, meeting = organ.organ(context.session()), view.dossier.meeting
            kind = view.word("meeting_kinds", meeting.kind).zh if meeting else ""
            self.view = view
            name = info.name.zh if info else ""
            before = tuple(
                discussed(
                    each, view.word("meeting_kinds", each.kind).zh, view.word("outcomes", each.resolution.outcome).zh
                )
                for each in view.dossier.meetings[:-1]
                if each.resolution
            ) + tuple(f"本次会议前组成人员有变动：{each.zh}" for each in view.seated.changes)
            lead = view.dossier.initiation.lead_unit if view.dossier.initiation else ""
            self.heading = Heading(name, kind, view.title, context.actor().name, view.rulebook.major, before, lead)
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
        found = self.meeting.model_copy(update={"members": tuple(members), "resolution": resolution})
        effect = self.view.setting.effect("outcomes", resolution.outcome)
        if against_majority(found, effect):
            return found
        # a reason for going against a majority that nobody went against would be untrue in the minutes
        return found.model_copy(update={"resolution": resolution.model_copy(update={"majority_reason": ""})})

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
        found, meeting = super().values(), self._as_entered()
        found.pop("written")
        if meeting and meeting.resolution:
            found["majority_reason"] = meeting.resolution.majority_reason
        return found


def _effect(view: DecisionView, effect: str) -> str:
    """What follows from an outcome in the procedure of this matter."""
    follows = {
        "publication.sign": _("合同签订和归档"),
        "publication.publish": _("请示报告和公布"),
        "publication.report_party": _("请示报告和归档"),
    }
    known = view.rulebook.procedure.step_by_id
    what = next((words for step, words in follows.items() if step in known), _("归档"))
    return str(EFFECTS.get(effect, "")) % {"what": what}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _dissent(member: facts.Member) -> str:
    said = member.statement
    return said.words if said and said.position in (Position.DISAGREE, Position.RESERVED) else ""


FORMS: dict[str, type[StepForm]] = {
    "deliberation.speak": StatementForm,
    "deliberation.decide": DecisionForm,
}
