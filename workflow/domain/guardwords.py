"""The guards in words, for whoever writes a rule: what each looks at, its parameters, and where a rule with it stands.

What a guard says of itself is read off its function, its parameters and the rules that use it. Only what none of these
tells is written here: the Chinese of a parameter, and of a guard that no order of this installation uses.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from workflow.domain.guarding import GUARDS, Guard
from workflow.domain.lawfiles import Library
from workflow.domain.lawparts import Kind, Rule
from workflow.domain.terms.base import Term
from workflow.domain.text import Text, joined


@dataclass(frozen=True)
class ParamWords:
    """A parameter: what it means, what may be written for it, and what holds where it is left out (None: it may not be)."""

    name: str
    meaning: Text
    values: Text
    default: Text | None


@dataclass(frozen=True)
class GuardWords:
    """A guard: what it looks at, its parameters, the rules that use it, and a rule with it as it would be written."""

    name: str
    stage: str
    says: Text
    params: tuple[ParamWords, ...]
    used_by: tuple[str, ...]
    sample: str


@dataclass(frozen=True)
class _Home:
    """Where a rule with a guard stands that no order uses, what it would demand, and parameters for an example."""

    stage: str
    steps: tuple[str, ...]
    chinese: str
    params: Mapping[str, Any]


_CONVENE = ("deliberation.convene",)
_HOMES: Mapping[str, _Home] = {
    "meeting_notice_given": _Home("deliberation", _CONVENE, "会议通知应当提前若干日发出。", {"days": 2}),
    "meeting_materials_sent": _Home("deliberation", _CONVENE, "会议材料应当提前若干日送达。", {"days": 3}),
    "party_order_kept": _Home(
        "deliberation", _CONVENE, "党委研究与政府会议决定依照规定的先后次序进行。", {"order": "party_first"}
    ),
    "own_words_confirmed": _Home(
        "deliberation",
        ("publication.archive",),
        "更正涉及会议组成人员本人的发言、表决意见或者不同意见的，应当经其本人确认。",
        {},
    ),
    "record_confirmed": _Home("deliberation", ("publication.archive",), "会议记录应当经到会的会议组成人员确认。", {}),
    "experts_from_outside": _Home(
        "expert_review",
        ("expert_review.convene", "expert_review.replace"),
        "承办单位、参与起草单位的人员不得作为专家。",
        {},
    ),
    "public_share_met": _Home(
        "participation", ("hearing.list",), "听证参加人中社会公众代表应当达到一定比例。", {"percent": 50}
    ),
    "quorum_met": _Home(
        "deliberation",
        ("deliberation.speak", "deliberation.decide"),
        "到会人数达到规定比例的，方可开会讨论。",
        {"share": "1/2", "over": True},
    ),
    "majority_reached": _Home(
        "deliberation",
        ("deliberation.decide",),
        "赞成人数达到规定比例的，方为通过。",
        {"share": "2/3", "over": False, "of": "entitled"},
    ),
    "evaluated_in_time": _Home("evaluation", ("evaluation.start",), "决策公布后若干个月内组织评估。", {"months": 12}),
    "result_published_in_time": _Home(
        "participation", ("participation.conclude",), "征求意见期满后若干日内公布采纳情况。", {"days": 30}
    ),
    "simple_procedure_open": _Home(
        "risk_assessment", ("risk_assessment.report",), "风险较小的，方可适用简易程序。", {"levels": ["low"]}
    ),
}

PARAMS: Mapping[str, Text] = {
    "acts": Text("审查人员的哪些办理事项", "which acts of the reviewer are looked at"),
    "after": Text("何种审查意见之后须说明处理情况", "after which opinions it is said what was done with them"),
    "always": Text("是否每项决策都须说明", "whether it is said of every decision"),
    "as_notice": Text("是否须与征求意见公告的途径相同", "whether also wherever opinions were solicited"),
    "aspects": Text("须论证、审查的方面", "the aspects to speak to"),
    "consequences": Text("风险等级的后果（词表 risk_levels 的 effect）", "which effects of a risk level count"),
    "days": Text("日数，按日历日", "days of the calendar"),
    "denominator": Text("比例的分母", "the lower number of a share"),
    "drafters": Text("起草人是否也须回避", "whether drafters stand aside too"),
    "drawn": Text("是否须随机抽取", "whether they have to be drawn"),
    "excluded": Text("不适用本程序的事项", "matters the procedure does not cover"),
    "extension": Text("最多延长的工作日数", "by how many working days it may be extended"),
    "fields": Text("须写明的内容", "what has to be stated"),
    "items": Text("须载明的内容", "what has to be in it"),
    "kinds": Text("适用的决定种类", "which orders"),
    "least": Text("最少数量", "the least number"),
    "levels": Text("风险等级（词表 risk_levels 的 key）", "levels of risk, keys of the vocabulary risk_levels"),
    "limit": Text(
        "soft 为一般不少于（可说明理由），hard 为不得少于", "soft: as a rule, a reason excuses; hard: none does"
    ),
    "major": Text("本程序所办理的事项种类", "the kind of matter the procedure is for"),
    "materials": Text("须报送的材料", "the materials to be handed in"),
    "methods": Text("论证方式", "the forms of review"),
    "minimum": Text("最少人数", "the least number of people"),
    "months": Text("月数", "months"),
    "most": Text("最多次数", "how many times at most"),
    "notice": Text("公开征求意见是否也可以", "whether a public notice will do too"),
    "numerator": Text("比例的分子", "the upper number of a share"),
    "odd": Text("是否须为单数", "whether the number has to be odd"),
    "of": Text("entitled 以应到人数计，taking_part 以参加表决人数计", "of those entitled, or of those who take part"),
    "order": Text("先后次序", "which comes first"),
    "over": Text("true 为超过该比例，false 为达到即可", "true: more than the share; false: the share itself is enough"),
    "participants": Text("是否须有人大代表等参与", "whether deputies and organisations take part"),
    "parties": Text("须听取意见的对象", "whom to hear"),
    "percent": Text("百分比", "per cent"),
    "publish": Text("是否须公布", "whether it is published"),
    "quantify": Text("可以量化的是否须量化", "whether what can be put in figures has to be"),
    "regulator": Text("是否须由市场监督管理部门审查", "whether the market regulator has to review"),
    "same_version": Text("是否须为送审的同一版本", "whether of the very version submitted"),
    "share": Text('比例，例如 "2/3"', 'a share such as "2/3"'),
    "shorten": Text("硬性期限是否允许说明理由后缩短", "whether a reason shortens a hard limit"),
    "shown_by": Text(
        "explanation 为须作说明，adjustment 为修改草案亦可", "an explanation, or also the draft as changed"
    ),
    "silence": Text("未发表意见的含义", "what silence means"),
    "sources": Text("适用的建议来源", "for proposals of which sources"),
    "stages": Text("须作说明的程序", "which stages are accounted for"),
    "supplement": Text(
        "补充材料后 restart 重新计算、resume 接续计算", "with a supplement the time starts anew or goes on"
    ),
    "term": Text("是否须一并明确完成时限", "whether the day it is due is settled too"),
    "triggers": Text("可以提请终止的情形", "what lets the procedure be ended"),
    "unless": Text("何种情形可以不经该程序", "in which situation the stage is not asked for"),
    "ways": Text("听取意见的方式", "ways of hearing opinions"),
    "when": Text("何种情形必须经该程序（不写：所有事项）", "in which situation it is asked for; left out: always"),
    "who": Text("由谁评估", "who evaluates"),
    "work": Text("是否须写明工作要求", "whether the work is stated too"),
    "working": Text("是否按工作日计算", "whether the days are working days"),
    "working_days": Text("工作日数，调休计入", "working days, make-up days among them"),
    "years": Text("年数", "years"),
}
"""What the parameters mean; one name means the same wherever it stands, but for those below."""
_SPECIAL: Mapping[str, Text] = {
    "planned_stages_kept.stages": Text("须办结或者说明理由的目录程序", "which of the stages planned are looked at"),
    "expert_number_met.limit": Text(
        "soft 为一般不少于（规则的 kind 写 advises），hard 为不得少于",
        "soft: as a rule (the rule is one that advises); hard: at least",
    ),
    "result_published_in_time.days": Text("最多日数，按日历日", "days of the calendar, at most"),
    "postponements_met.days": Text("延期最多日数，按日历日", "days of the calendar, at most"),
    "hearing_report_in_time.days": Text("最多日数，按日历日", "days of the calendar, at most"),
}

_YES_OR_NO = Text("true 或者 false", "true or false")
_SOME_OF = Text("列表，可选：{all}", "a list, of: {all}")
_ONE_OF = Text("任选其一：{all}", "one of: {all}")


def guards_in_words(library: Library) -> tuple[GuardWords, ...]:
    """Every guard, by stage and name."""
    used = _used(library)
    found = (_in_words(guard, used.get(name, [])) for name, guard in GUARDS.items())
    return tuple(sorted(found, key=lambda each: (each.stage, each.name)))


def _used(library: Library) -> dict[str, list[Rule]]:
    """The rules that use a guard: those of the orders, and of an organ that writes its own."""
    found: dict[str, dict[str, Rule]] = {}
    for instrument in library.instruments.values():
        for rule in instrument.rules:
            found.setdefault(rule.guard, {})[rule.id] = rule
    for profile in library.profiles.values():
        for rule in profile.house.rules if profile.house else ():
            found.setdefault(rule.guard, {}).setdefault(rule.id, rule)
    return {name: list(rules.values()) for name, rules in found.items()}


def _in_words(guard: Guard, rules: list[Rule]) -> GuardWords:
    first, home = rules[0] if rules else None, _HOMES.get(guard.name)
    english = inspect.cleandoc(guard.check.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    if first:
        sample = _sample(guard.name, first.stage, first.steps, first.concern, first.kind, first.params)
        stage, chinese = first.stage, first.demand.zh
    elif home:
        sample = _sample(guard.name, home.stage, home.steps, guard.name, Kind.BLOCKS, home.params)
        stage, chinese = home.stage, home.chinese
    else:
        raise LookupError(f"no rule uses {guard.name}, and nothing says where one would stand")
    return GuardWords(
        guard.name,
        stage,
        Text(chinese, english),
        tuple(_param(guard.name, name, field) for name, field in guard.params.model_fields.items()),
        tuple(rule.id for rule in rules),
        sample,
    )


def _param(guard: str, name: str, field: FieldInfo) -> ParamWords:
    default = None if field.is_required() else _value(field.default)
    return ParamWords(name, _SPECIAL.get(f"{guard}.{name}", PARAMS[name]), _values(field), default)


def _values(field: FieldInfo) -> Text:
    """What may be written for a parameter."""
    kinds = [each for each in (field.annotation, *get_args(field.annotation)) if each is not type(None)]
    if bool in kinds:
        return _YES_OR_NO
    if int in kinds:
        least = next((each.ge for each in field.metadata if isinstance(each, Ge)), None)
        most = next((each.le for each in field.metadata if isinstance(each, Le)), None)
        said = Text("整数，不小于{least}", "a whole number, at least {least}").fmt(
            least=least if least is not None else 0
        )
        return Text("{said}、不大于{most}", "{said} and at most {most}").fmt(said=said, most=most) if most else said
    several = get_origin(field.annotation) is tuple
    choices = list(_choices(field.annotation))
    if not choices:
        return Text("列表，每项为文字", "a list of words") if several else Text("文字", "words")
    return (_SOME_OF if several else _ONE_OF).fmt(all=joined(choices))


def _choices(annotation: Any) -> Iterator[Text]:
    if isinstance(annotation, type) and issubclass(annotation, Term):
        yield from (
            Text(f'"{each.value}"（{each.label.zh}）', f'"{each.value}" ({each.label.en})') for each in annotation
        )
    elif isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield from (Text(f'"{each}"', f'"{each}"') for each in annotation)
    elif get_origin(annotation) is Literal:
        yield from (Text(f'"{each}"', f'"{each}"') for each in get_args(annotation))
    else:
        for each in get_args(annotation):
            yield from _choices(each)


def _value(value: Any) -> Text:
    return Text("不作要求", "nothing is asked") if value is None else Text(_toml(value), _toml(value))


def _toml(value: Any) -> str:
    """A value as a law file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _sample(name: str, stage: str, steps: tuple[str, ...], concern: str, kind: Kind, params: Mapping[str, Any]) -> str:
    """A rule with the guard as it would be written, to be copied and filled in."""
    written = ", ".join(f"{key} = {_toml(value)}" for key, value in params.items())
    return "\n".join(
        (
            "[[house.rules]]",
            f'id = "house.{name}"',
            'article = { zh = "第　条", en = "rule ?" }',
            f'stage = "{stage}"',
            f"steps = {_toml(steps)}",
            f'kind = "{kind}"',
            f'guard = "{name}"',
            f'concern = "{concern}"',
            *([f"params = {{ {written} }}"] if written else []),
            'demand = { zh = "", en = "" }',
            'remedy = { zh = "", en = "" }',
            f"since = {dt.date(2027, 1, 1)}",
        )
    )
