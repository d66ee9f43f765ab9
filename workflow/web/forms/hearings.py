"""Forms of a hearing up to its day (domain papers: 听证公告, 报名表, 参加人名单, 送达回证)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from workflow.domain import facts
from workflow.domain.calendar import earliest_end
from workflow.domain.changedsince import heard_already
from workflow.domain.dossier import Dossier
from workflow.domain.guards.hearings import DaysParams
from workflow.domain.terms import DeliveryWay, HearingView, ParticipantKind
from workflow.papers import hearings as papers
from workflow.services import hearings, opinions
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.again import AgainForm
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Day, Line, Number, Paragraph, TermSelect
from workflow.web.forms.repeated import Row, written

INVITED = tuple(kind for kind in ParticipantKind if kind is not ParticipantKind.REGISTERED)


class PeopleChecks(SelectMultipleField):  # type: ignore[misc]
    """Several people of a list made for the page, as check boxes; what they hold are numbers."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, *, must: str | None = None, **more: Any) -> None:
        rules = [DataRequired(must)] if must else [Optional()]
        super().__init__(label, choices=[], coerce=int, validate_choice=False, validators=rules, **more)

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Offer these people."""
        self.choices = [SelectChoice(number, name) for number, name in people]


def _seats(label: str, least: int = 0, **more: Any) -> Number:
    """How many places a side has; where nothing is said of it the list is not held to a number."""
    message = _l("请填写%(least)s至500的整数", least=least)
    return Number(label, validators=[Optional(), NumberRange(min=least, max=500, message=message)], **more)


_KEPT = (
    "time",
    "place",
    "places",
    "selection",
    "seats",
    "seats_for",
    "seats_against",
    "seats_neutral",
    "seats_invited",
)


class AnnounceForm(AgainForm):
    """听证公告."""

    on = Day(_l("公告发布日期"), must=_l("请填写公告发布日期"))
    title = Line(_l("公告标题"), must=_l("请填写公告标题"), most=300)
    organiser = Line(
        _l("组织单位"), must=_l("请填写组织单位"), description=_l("决策承办单位，或者组织听证会的其他单位。")
    )
    day = Day(_l("听证会日期"), must=_l("请填写听证会日期"))
    time = Line(_l("时间"), must=_l("请填写听证会的时间"), most=50, description=_l("例如“9:30”。"))
    place = Line(_l("地点"), must=_l("请填写听证会的地点"))
    register_until = Day(
        _l("报名截止日期"),
        must=_l("请填写报名截止日期"),
        description=_l("应当为确定参加人、公布名单和送达材料留出时间。"),
    )
    places = Number(
        _l("听证参加人名额"),
        validators=[Optional(), NumberRange(min=1, max=500, message=_l("请填写1至500的整数"))],
        description=_l("凡报名者均可参加的，不填；填写名额的，应当写明遴选办法。"),
    )
    selection = Paragraph(
        _l("听证参加人遴选办法"),
        most=5000,
        description=_l("写明报名人数超过名额时怎样公平公开地确定参加人，例如分类随机抽取。"),
    )
    seats = Paragraph(
        _l("各方名额说明"),
        most=2000,
        description=_l(
            "人大代表、政协委员、专家学者等各占多少名额，以及其他约定；凡有人报名的一方，名单上都应当有代表。"
        ),
    )
    seats_for = _seats(_l("赞成方名额"), 1)
    seats_against = _seats(_l("反对方名额"), 1)
    seats_neutral = _seats(_l("其他意见名额"), description=_l("填0的，只接受以赞成或者反对意见报名。"))
    seats_invited = _seats(_l("邀请的参加人名额"))
    contact = Paragraph(_l("联系单位和联系方式"), must=_l("请填写联系单位和联系方式"), most=2000)

    def already(self, dossier: Dossier) -> bool:
        return heard_already(dossier)

    def begin(self, view: DecisionView | None) -> None:
        """The title follows from the draft, the day from the rule, the rest from what the unit is known by."""
        if view is None:
            return
        if view.dossier.draft:
            self.title.data = papers.title(view.dossier.draft.title)[:300]
        self.organiser.data = view.lead_unit
        days = [rule.params.days for rule in view.rules("hearing.announce") if isinstance(rule.params, DaysParams)]
        self.day.data = earliest_end(context.today(), max(days, default=1), view.setting.convention)
        # one that was called off is announced anew as it was, but for its days
        last = view.dossier.hearings[-1] if view.dossier.hearings else None
        if last and last.cancellation:
            for name in _KEPT:
                self[name].data = getattr(last, name)
        before = opinions.notice_before(context.session(), view.id)
        self.contact.data = before.contact if before else f"{view.dossier.organ}{view.lead_unit}"


class RegisterForm(StepForm):
    """听证报名登记."""

    on = Day(_l("报名日期"), must=_l("请填写报名日期"))
    name = Line(_l("姓名（单位名称）"), must=_l("请填写姓名（单位名称）"), most=50)
    unit = Line(_l("单位、住址所在村组"), most=100, description=_l("例如“黄桷村三组”；列入名单的，随姓名公布。"))
    contact = Line(_l("联系方式"), must=_l("请填写联系方式"), most=100)
    background = Paragraph(_l("简历"), most=1000, description=_l("可不填。与听证事项有关的身份、职业等。"))
    view = TermSelect(_l("对草案的意见"), HearingView, must=_l("请选择对草案的意见"))
    summary = Paragraph(_l("意见摘要"), must=_l("请填写意见摘要"), most=2000)

    def bind(self, view: DecisionView | None) -> None:
        """Offer the sides the notice has places for."""
        super().bind(view)
        if view and view.dossier.hearing:
            self.view.offer(view.dossier.hearing.views)

    def next_url(self, view: DecisionView) -> str | None:
        """One after the other."""
        page = url_for("steps.take", number=view.number, step_id="hearing.register")
        return page if "again" in request.form else None


class InvitedRow(Row):
    """A participant who is invited."""

    name = Line(_l("姓名（单位名称）"), must=_l("请填写姓名（单位名称）"), most=50)
    unit = Line(_l("单位、住址所在村组"), most=100)
    kind = TermSelect(_l("身份"), INVITED, must=_l("请选择身份"))
    view = TermSelect(_l("对草案的意见"), HearingView, must=_l("请选择对草案的意见"))


class RollForm(StepForm):
    """听证参加人名单."""

    on = Day(_l("名单公布日期"), must=_l("请填写名单公布日期"))
    chosen = PeopleChecks(
        _l("从报名人员中确定的参加人"),
        description=_l("按公告的遴选办法确定，保证相关各方都有代表。简历属于个人信息，只用于遴选，不公布。"),
    )
    invited = FieldList(
        FormField(InvitedRow),
        label=_l("邀请的参加人"),
        min_entries=1,
        max_entries=60,
        description=_l("没有邀请的不填。"),
    )
    choosing = Paragraph(
        _l("遴选经过"), most=5000, description=_l("写明怎样按照公告的遴选办法确定；各方人数难以相当的，说明情况。")
    )
    departure = Paragraph(
        _l("与公告名额不一致的理由"),
        most=2000,
        description=_l("某一方的人数与公告的名额不同的，写明理由，随名单公布；报名人数不足、已全部列入的不填。"),
    )
    not_back = Paragraph(
        _l("此前报名的一方未列入的理由"),
        most=2000,
        description=_l(
            "已取消的听证会有人报名、本次名单上没有其一方代表的，写明怎样邀请、为何没有参加；不公布，不写姓名。"
        ),
    )

    backgrounds: Mapping[int, str] = MappingProxyType({})
    """What those who registered told of themselves, for whoever selects: by the number of the registration."""

    def bind(self, view: DecisionView | None) -> None:
        """Offer those who registered, by the name they gave."""
        hearing = view.dossier.hearing if view else None
        names = hearings.registrants(context.session(), view.id) if view else {}
        self.chosen.offer(
            (each.number, _registered(each, names.get(each.number)))
            for each in (hearing.registrations if hearing else ())
        )
        self.backgrounds = {
            number: str(_("简历：%(text)s", text=who.background)) for number, who in names.items() if who.background
        }
        if hearing is None or not any(hearing.shares):
            del self.departure
        if view and not any(each.registrations for each in view.dossier.called_off_before(hearing)):
            del self.not_back
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """Where there is room for all who registered, all take part."""
        hearing = view.dossier.hearing if view else None
        names = hearings.registrants(context.session(), view.id) if view else {}
        if hearing and (hearing.places is None or len(hearing.registrations) <= hearing.places):
            gone = {number for number, who in names.items() if who.erased}
            self.chosen.data = [each.number for each in hearing.registrations if each.number not in gone]

    def values(self) -> dict[str, Any]:
        """Those invited as written."""
        return super().values() | {"chosen": self.chosen.data or [], "invited": written(self.invited)}


def _registered(each: facts.HearingRegistration, who: hearings.Registrant | None) -> str:
    known = "，".join(part for part in (who.name, who.unit) if part) if who else ""
    if who and who.erased:
        known = str(_("已依申请删除个人信息"))
    view = say_text(each.view, language())
    return str(_("%(n)s号 %(who)s（%(view)s）：%(text)s", n=each.number, who=known, view=view, text=each.summary))


def _called(each: facts.HearingParticipant) -> str:
    return str(_("%(n)s号 %(who)s", n=each.number, who=f"{each.name}（{each.unit}）" if each.unit else each.name))


class DeliverForm(StepForm):
    """听证会材料送达回证."""

    on = Day(_l("送达日期"), must=_l("请填写送达日期"), description=_l("参加人签收之日；不同日期送达的，分次记录。"))
    numbers = PeopleChecks(_l("已送达的听证参加人"), must=_l("请选择已送达的听证参加人"))
    way = TermSelect(_l("送达方式"), DeliveryWay, must=_l("请选择送达方式"))
    contacts: Mapping[int, str] = MappingProxyType({})
    """How those who registered are reached: by the number on the list."""

    def bind(self, view: DecisionView | None) -> None:
        """Offer those whom the material has not reached."""
        hearing = view.dossier.hearing if view else None
        waiting = [each for each in hearing.participants if each.delivery is None] if hearing else []
        names = hearings.registrants(context.session(), view.id) if view else {}
        self.numbers.offer((each.number, _called(each)) for each in waiting)
        self.contacts = {
            each.number: str(_("联系方式：%(text)s", text=who.contact))
            for each in waiting
            if each.registration and (who := names.get(each.registration)) and who.contact
        }
        super().bind(view)


FORMS: dict[str, type[StepForm]] = {
    "hearing.announce": AnnounceForm,
    "hearing.register": RegisterForm,
    "hearing.list": RollForm,
    "hearing.deliver": DeliverForm,
}
