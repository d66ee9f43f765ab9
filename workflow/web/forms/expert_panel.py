"""Forms of expert review beyond opinions (domain papers: 专家抽取记录, 专家更换说明, 专家论证会会议记录)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, Form, FormField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from workflow.domain.facts import Expert
from workflow.domain.recusal import doubts
from workflow.domain.terms import Stance, Trait
from workflow.domain.text import Text, joined
from workflow.services import expert_pool
from workflow.services.decisionview import DecisionView
from workflow.services.expert_pool import Member
from workflow.web import context
from workflow.web.filters import language
from workflow.web.forms.anew import AnewForm
from workflow.web.forms.base import StepForm, plain
from workflow.web.forms.fields import Choice, Day, HiddenNumber, Line, Number, Paragraph
from workflow.web.forms.repeated import Row
from workflow.web.forms.rows import fit_rows

WORDS = ("name", "field", "unit")


class ExpertRow(Row):
    """An expert of the panel, from the pool or in words."""

    pool_number = Choice(_l("从专家库选择"), choices=[], description=_l("选择后不必填写姓名、领域和单位。"))
    name = Line(_l("姓名（机构名称）"), most=100)
    field = Line(_l("专业领域"), most=100)
    unit = Line(_l("工作单位和职务（职称）"), most=200)
    stance = Choice(
        _l("对论证问题的立场"),
        choices=lambda: [
            SelectChoice("", _("未表明")),
            *(SelectChoice(each.value, each.label.say(language())) for each in (Stance.FOR, Stance.AGAINST)),
        ],
        description=_l("对论证问题存在重大分歧的，各方都应当有代表。"),
    )
    no_interest = BooleanField(_l("专家本人已声明：与决策事项没有直接利害关系"))
    why_chosen = Paragraph(_l("仍选取的理由"), most=1000)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever is not chosen from the pool is named in words."""
        sound = super().validate(extra_validators)
        chosen = bool(self.pool_number and self.pool_number.data)
        if self.blank or chosen:
            return sound
        missing = {"name": _("请填写专家姓名"), "field": _("请填写专业领域"), "unit": _("请填写工作单位")}
        for key in WORDS:
            if not self[key].data:
                self[key].errors = [*self[key].errors, missing[key]]
                sound = False
        return sound


def fit_expert(row: Form, members: list[Member], view: DecisionView | None, instead_of: Expert | None = None) -> None:
    """Leave of a row what the matter needs: no pool where there is none, no stance where nothing is disputed."""
    if row.pool_number is not None:
        if members:
            row.pool_number.choices = [SelectChoice("", _("不从专家库选择")), *_offered(members, view)]
        else:
            del row.pool_number
    if row.stance is not None and not disputed(view):
        del row.stance
    if not (view and _against(row, members, view, instead_of)):
        del row.why_chosen


def _against(row: Form, members: list[Member], view: DecisionView, instead_of: Expert | None) -> list[Text]:
    """What the record knows against whoever the row names; who comes instead of somebody, by that one's field."""
    chosen = row.pool_number.data if row.pool_number is not None else ""
    own = instead_of.field if instead_of else ""
    for each in members:
        if each.number == chosen:
            return doubts(view.dossier, each.profile.name, each.profile.unit, own or each.profile.field, each.number)
    named = row.name.data or ""
    return doubts(view.dossier, named, row.unit.data or "", own or row.field.data or "", "") if named else []


def _offered(members: Iterable[Member], view: DecisionView | None) -> Iterable[SelectChoice]:
    for each in members:
        label = _(
            "%(number)s　%(name)s（%(field)s，%(unit)s）",
            number=each.number,
            name=each.profile.name,
            field=each.profile.field,
            unit=each.profile.unit,
        )
        against = each.recusals(view.dossier) if view else []
        why = joined(against).say(language())
        yield SelectChoice(each.number, _("%(expert)s〔建议回避：%(why)s〕", expert=label, why=why) if why else label)


def disputed(view: DecisionView | None) -> bool:
    """Whether the matter is one on which views differ widely."""
    return view is not None and Trait.DISPUTED in view.dossier.traits


def expert_values(found: dict[str, Any]) -> dict[str, Any]:
    """A row as the step takes it."""
    values = {key: value for key, value in found.items() if value is not None}
    if not values.get("stance"):
        values.pop("stance", None)
    return values


class DrawForm(StepForm):
    """专家随机抽取."""

    on = Day(_l("抽取日期"), must=_l("请填写抽取日期"), description=_l("以当日在库的专家为候选。"))
    field = Choice(_l("专业领域"), choices=[])
    wanted = Number(_l("抽取人数"), validators=[InputRequired(_l("请填写抽取人数"))])

    members: tuple[Member, ...] = ()

    def bind(self, view: DecisionView | None) -> None:
        """The fields of the pool; everybody in it is shown with what speaks against them."""
        self.members = tuple(expert_pool.current(context.session(), context.today()))
        fields = sorted({each.profile.field for each in self.members})
        self.field.choices = [SelectChoice("", _("不限领域")), *(SelectChoice(each, each) for each in fields)]
        super().bind(view)

    def values(self) -> dict[str, Any]:
        """No field: any."""
        return super().values() | {"field": self.field.data or ""}


class ReplaceForm(StepForm):
    """专家更换说明."""

    on = Day(_l("更换日期"), must=_l("请填写更换日期"))
    expert = Choice(_l("被更换的专家"), choices=[], validators=[DataRequired(_l("请选择专家"))])
    reason = Paragraph(
        _l("更换理由"),
        must=_l("请说明更换理由"),
        most=2000,
        description=_l("例如因故不能参加，或者经核实与决策事项有直接利害关系。原专家保留在记录中。"),
    )
    successor = FormField(ExpertRow, label=_l("接替的专家"))

    def bind(self, view: DecisionView | None) -> None:
        """Those who take part, and who may come in; whoever was sent stays, so that a second press is known as one."""
        review = view.dossier.expert_review if view else None
        experts, sitting = (review.experts, review.sitting) if review else ((), ())
        offered = [each for each in experts if each in sitting or str(each.number) == self.expert.data]
        self.expert.choices = [
            SelectChoice("", _("请选择")),
            *(SelectChoice(str(each.number), f"{each.name}（{each.unit}）") for each in offered),
        ]
        super().bind(view)
        row = self.successor.form
        sent = row.pool_number.data if row.pool_number is not None else ""
        named = {each.pool_number for each in experts} - {sent}
        members = expert_pool.current(context.session(), context.today())
        gone = next((each for each in experts if str(each.number) == self.expert.data), None)
        fit_expert(row, [each for each in members if each.number not in named], view, gone)

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody has to come in."""
        sound = bool(super().validate(extra_validators))
        if self.successor.form.blank:
            self.successor.form.name.errors = [_("请填写专家姓名")]
            return False
        return sound

    def values(self) -> dict[str, Any]:
        """The expert by number, the successor as a row."""
        return super().values() | {
            "expert": int(self.expert.data),
            "successor": expert_values(plain(self.successor)),
        }


class SignatureRow(Row):
    """Whether an expert was there and has signed."""

    number = HiddenNumber()
    attended = BooleanField(_l("到会"))
    signed = BooleanField(_l("本人已在会议记录上签名"))


class RecordForm(AnewForm):
    """专家论证会会议记录."""

    on = Day(_l("会议日期"), must=_l("请填写会议日期"))
    time = Line(_l("会议时间"), must=_l("请填写会议时间"), most=60, description=_l("例如“9:00至11:30”。"))
    place = Line(_l("会议地点"), must=_l("请填写会议地点"), most=200)
    chair = Line(_l("主持人"), must=_l("请填写主持人"), most=60)
    experts = FieldList(FormField(SignatureRow), label=_l("到会和签名情况"), max_entries=80)
    discussion = Paragraph(
        _l("提问和讨论情况"),
        must=_l("请填写提问和讨论情况"),
        description=_l("载明专家的提问、承办单位的说明和各方讨论的主要意见，与专家签名的会议记录一致。"),
    )

    def bind(self, view: DecisionView | None) -> None:
        """One row for each expert who takes part."""
        review = view.dossier.expert_review if view else None
        self.panel: dict[int, Expert] = {each.number: each for each in review.sitting} if review else {}
        kept = review.record if review else None
        if kept is None:
            self.first_time()
        first = {
            str(number): {
                "attended": not kept or number in kept.attended,
                "signed": bool(kept and number in kept.signed),
            }
            for number in self.panel
        }
        names = [each.name for each in self.panel.values()]
        fit_rows(self.experts, "number", [str(number) for number in self.panel], first, names)
        super().bind(view)

    def begin(self, view: DecisionView | None) -> None:
        """A record entered anew begins as it is."""
        review = view.dossier.expert_review if view else None
        if review and review.record:
            self.on.data = review.record.on
            for name in ("time", "place", "chair", "discussion"):
                self[name].data = getattr(review.record, name)

    def values(self) -> dict[str, Any]:
        """Numbers of those who were there, and of those who signed."""
        rows = [entry.form for entry in self.experts.entries]
        values = super().values()
        del values["experts"]
        return values | {key: [row.number.data for row in rows if row[key].data] for key in ("attended", "signed")}


FORMS: dict[str, type[StepForm]] = {
    "expert_review.draw": DrawForm,
    "expert_review.replace": ReplaceForm,
    "expert_review.record": RecordForm,
}
