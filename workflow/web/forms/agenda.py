"""Forms of what comes before a meeting and of the meeting itself (papers: 提请集体讨论决定的请示, 会议材料目录, 议题审批单, 会议通知)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField
from wtforms.validators import InputRequired, NumberRange

from workflow.domain import facts
from workflow.domain.substance import tells
from workflow.domain.terms import MeetingMaterial
from workflow.services import bodies, precedents
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph, TermChecks, WordSelect, YesNo, choices
from workflow.web.forms.materials import asked, offered, there
from workflow.web.forms.repeated import Row, replace, written

_ITEM = _l("请填写1至99之间的整数")


def _planned(view: DecisionView | None) -> facts.AgendaEntry | None:
    """The matter's last agenda, unless the meeting it was on was held already."""
    last, held = (view.dossier.agenda[-1:], view.dossier.meeting) if view else ((), None)
    return last[0] if last and not (held and last[0].meets <= held.on) else None


class MeetingSubmissionForm(StepForm):
    """会议材料目录."""

    materials = TermChecks(
        _l("报送材料清单"),
        MeetingMaterial,
        must=_l("请选择随本次报送的材料"),
        description=_l("已履行的程序对应的材料已经选中，请逐项核对。"),
    )
    note = Paragraph(_l("报送说明"), most=5000, description=_l("可不填。退回后重新报送的，说明补正情况。"))
    on = Day(_l("报送日期"), must=_l("请填写报送日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Say beside each material what the dossier holds of it."""
        self.held = _held(view) if view else {}
        self.notes = dict(self.held)
        if view:
            there_are = [each for each in MeetingMaterial if offered(each, view)]
            self.materials.choices = choices((each.value, each.label) for each in there_are)
            if asked(view):
                missing = _("草案涉及经营者经济活动，应当报送；卷宗中还没有审查记录")
                self.notes.setdefault(MeetingMaterial.COMPETITION.value, missing)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """Tick what the dossier holds, and what was handed in besides the last time."""
        last = view.dossier.meeting_submissions[-1:] if view else ()
        other = [each.value for sent in last for each in sent.materials if each is MeetingMaterial.OTHER]
        self.materials.data = [*self.held, *other]


def _held(view: DecisionView) -> dict[str, str]:
    found, review = there(view), view.dossier.review
    if review and tells(review.submission.preliminary):
        by = review.submission.preliminary_by
        found[MeetingMaterial.PRELIMINARY.value] = _("送审时提出，审查人：%(by)s", by=by)
    if review and review.conclusion:
        found[MeetingMaterial.LEGALITY.value] = review.conclusion.number or _("合法性审查意见书1份")
    return found


class MeetingReturnForm(StepForm):
    """退回函."""

    reason = Paragraph(
        _l("退回理由"), must=_l("请说明退回的理由"), most=5000, description=_l("写明为何暂不能提交审议，需要补正什么。")
    )
    on = Day(_l("退回日期"), must=_l("请填写退回日期"))


class PartyDiscussionForm(AnewForm):
    """党委会研究情况."""

    meeting = Line(
        _l("党委会议"), must=_l("请填写党委会议的名称和次数"), description=_l("例如“乡党委会2022年第20次会议”。")
    )
    agreed = YesNo(_l("研究结果"), yes=_l("同意提交政府会议决定"), no=_l("不同意"), must=_l("请选择研究结果"))
    text = Paragraph(_l("研究意见"), most=5000, description=_l("可不填；涉密内容不得录入。"))
    on = Day(_l("党委会议日期"), must=_l("请填写党委会议日期"))

    def bind(self, view: DecisionView | None) -> None:
        """Where nothing was recorded before there is nothing to take back."""
        if view is None or not view.dossier.party_discussions:
            self.first_time()
        super().bind(view)


class AgendaForm(StepForm):
    """议题审批与会议通知."""

    kind = WordSelect(_l("会议种类"), "meeting_kinds", must=_l("请选择会议种类"))
    meets = Day(_l("会议日期"), must=_l("请填写会议日期"), description=_l("拟召开会议之日，可以晚于今天。"))
    time = Line(_l("会议时间"), must=_l("请填写会议时间"), most=50, description=_l("例如“9:30”。"))
    number = Line(_l("会议次序"), description=_l("例如“2022年第3次”。同一次会议的各项议题填写相同的次序。"))
    item = Number(_l("议题序号"), validators=[InputRequired(_l("请填写议题序号")), NumberRange(1, 99, _ITEM)])
    place = Line(_l("会议地点"), must=_l("请填写会议地点"))
    chair = Line(_l("主持人"), must=_l("请填写主持人"))
    materials_on = Day(_l("材料送达日期"), description=_l("会议材料已经送达组成人员的，填写送达日期。"))
    on = Day(_l("会议通知日期"), must=_l("请填写会议通知日期"))

    def begin(self, view: DecisionView | None) -> None:
        """As the matter's last agenda; as the next item of a meeting to come; or as the last meeting of the organ was."""
        session, today = context.session(), context.today()
        known = view.rulebook.labels["meeting_kinds"] if view else {}
        planned = _planned(view)
        coming = planned or precedents.coming_sitting(session, today)
        last = coming or precedents.last_meeting(session)
        if last and last.kind in known:
            self.kind.data, self.place.data, self.chair.data = last.kind, last.place, last.chair
        if coming and coming.kind in known:
            following = precedents.next_item(session, coming.meets, coming.kind, coming.number)
            self.meets.data, self.time.data, self.number.data = coming.meets, coming.time, coming.number
            self.item.data = planned.item if planned else following
        else:
            self.number.data = precedents.next_sitting(session, today + dt.timedelta(days=1))
            self.item.data = 1


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
    item = Number(_l("议题序号"), validators=[InputRequired(_l("请填写议题序号")), NumberRange(1, 99, _ITEM)])
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
    planned: facts.AgendaEntry | None = None

    def bind(self, view: DecisionView | None) -> None:
        """List the members of the body on the day of the meeting, when the button asks for it."""
        self.planned = _planned(view)
        super().bind(view)
        if self.listing and self.on.data:
            self._list(self.kind.data or "", self.on.data)

    def add_row(self, name: str) -> None:
        """Also asked by the button that lists the members of the body."""
        self.listing = name == "body"
        super().add_row(name)

    def begin(self, view: DecisionView | None) -> None:
        """As the agenda has it, as an earlier item of the same meeting had it, or as the last meeting of the organ was.

        A meeting to come has not been held: its day is left open, so that one press does not record it.
        """
        session, today, planned = context.session(), context.today(), self.planned
        known = view.rulebook.labels["meeting_kinds"] if view else {}
        day = max(planned.meets, today) if planned else today
        if day > today:
            self.on.data = None
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
            self.item.data = precedents.next_item(session, today, same.kind, same.number)
        if same:
            replace(self.guests, [each.model_dump(exclude={"number"}) for each in same.guests])
        # seats may have changed since: the body as entered goes before what a meeting had
        if not self._list(self.kind.data or "", day) and last:
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


FORMS: dict[str, type[StepForm]] = {
    "deliberation.submit": MeetingSubmissionForm,
    "deliberation.send_back": MeetingReturnForm,
    "deliberation.party": PartyDiscussionForm,
    "deliberation.schedule": AgendaForm,
    "deliberation.convene": MeetingForm,
}
