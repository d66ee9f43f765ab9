"""What is wrong in a law file, said to whoever wrote it: in which file, at which key, and what to write instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from workflow.domain.text import Text

NAMED_BY = ("id", "key", "instrument")
"""What tells the parts of a list apart: rules and steps by their id, words and states by their key, layers by what they name."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which file, at which key."""

    file: str
    key: str
    said: Text

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.said.zh} {self.said.en}"


def part(number: int, of: Any) -> str:
    """A part of a list by its own name, else by its place counted from 1."""
    names = (of[key] for key in NAMED_BY if isinstance(of.get(key), str)) if isinstance(of, Mapping) else ()
    return f"[{next(iter(names), number + 1)}]"


def key_of(loc: Sequence[str | int], raw: Any) -> str:
    """Where something stands in a file, as in ``house.rules[house.period].params.days``."""
    said = ""
    for step in loc:
        if isinstance(step, int):
            raw = raw[step] if isinstance(raw, (list, tuple)) and step < len(raw) else None
            said += part(step, raw)
        else:
            raw = raw.get(step) if isinstance(raw, Mapping) else None
            said += f".{step}" if said else step
    return said


def near(word: str, known: Iterable[str]) -> Text:
    """The known word that is most like the one written, as a question; nothing where none is."""
    found = get_close_matches(word, sorted(known), 1)
    return Text(f"；是不是“{found[0]}”", f"; did you mean {found[0]}") if found else Text("", "")


def unknown(what: Text, word: str, known: Collection[str], more: Text | None = None) -> Text:
    """There is no such thing: the one it may have been, else all there are, or where to look them up."""
    alike = near(word, known)
    if not alike.zh and more is None and known:
        listed = sorted(known)
        alike = Text("；可用：{all}", "; there is: {all}").fmt(
            all=Text("、".join(listed), ", ".join(listed)),
        )
    tail = more or Text("", "")
    return Text("没有{what}“{word}”{alike}。{tail}", "there is no {what} {word}{alike}{tail}").fmt(
        what=what, word=word, alike=alike, tail=tail
    )


def problems_of(file: str, errors: Iterable[ErrorDetails], raw: Any, model: type[BaseModel]) -> Iterator[Problem]:
    """What reading a part of a file complained of, in words."""
    for error in errors:
        yield Problem(file, key_of(error["loc"], raw), said(error, model))


_INTEGER = Text("应当写整数，不加引号，例如 40。", "write a whole number without quotation marks, such as 40")
_BOOLEAN = Text("应当写 true 或者 false，不加引号。", "write true or false, without quotation marks")
_DAY = Text("应当写日期，不加引号，例如 2027-01-01。", "write a day without quotation marks, such as 2027-01-01")
_WORDS = Text('应当写成 { zh = "中文", en = "English" }。', 'write it as { zh = "中文", en = "English" }')
_TABLE = Text("应当写成一组“项 = 值”。", "write a table of keys and values")
_STRING = Text("应当写文字，加英文双引号。", "write words in straight quotation marks")
_LIST = Text('应当写成列表，例如 ["participation.open"]。', 'write a list, such as ["participation.open"]')
_FRACTION = Text(
    '应当写成分数：分子、半角斜线、分母，均用阿拉伯数字，例如 "2/3"（三分之二）。',
    'write a fraction: numerator, slash, denominator, in digits, such as "2/3" for two thirds',
)
_EMPTY = Text("不能空着。", "it must not be empty")
_AT_LEAST_ONE = Text("至少写一项。", "name at least one")
_MISSING = Text("缺少这一项，请补上。", "it is missing: write it")
_MISSING_IN = {
    "en": Text("缺少英文，请补上。", "the English is missing: write it"),
    "zh": Text("缺少中文，请补上。", "the Chinese is missing: write it"),
}
_EXTENDS = Text(
    "缺少这一项，请补上；承接已有规则的，写 extends。",
    "it is missing: write it, or name under extends whose it is to take over",
)
_PLAIN: Mapping[str, Text] = {
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _INTEGER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _BOOLEAN),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DAY),
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    "string_type": _STRING,
    "string_too_short": _EMPTY,
    "named_tuple_type": _WORDS,
    "too_short": _AT_LEAST_ONE,
}


def said(error: ErrorDetails, model: type[BaseModel]) -> Text:
    """One complaint in words, with what to write instead."""
    kind, last, context = error["type"], str(error["loc"][-1]) if error["loc"] else "", error.get("ctx", {})
    if kind in _PLAIN:
        return _PLAIN[kind]
    match kind:
        case "missing":
            return _EXTENDS if error["loc"] in (("kinds",), ("layers",)) else _MISSING_IN.get(last, _MISSING)
        case "extra_forbidden":
            known = set(_model_at(model, error["loc"]).model_fields)
            return unknown(Text("这一项", "key"), last, known)
        case "literal_error" | "enum":
            return Text("只能写：{which}{alike}。", "it must be one of: {which}{alike}").fmt(
                which=context["expected"].replace(" or ", ", "),
                alike=near(str(error["input"]), context["expected"].replace("'", "").replace(" or ", ", ").split(", ")),
            )
        case "greater_than":
            return Text("应当大于{least}。", "it must be more than {least}").fmt(least=context["gt"])
        case "greater_than_equal":
            return Text("不能小于{least}。", "it must not be less than {least}").fmt(least=context["ge"])
        case "less_than_equal":
            return Text("不能大于{most}。", "it must not be more than {most}").fmt(most=context["le"])
        case "model_type" | "dict_type" | "model_attributes_type":
            written = _model_at(model, (*error["loc"], ""))
            return _WORDS if {"zh", "en"} == set(written.model_fields) else _TABLE
        case "string_pattern_mismatch" if last == "share":
            return _FRACTION
        case "string_pattern_mismatch":
            return Text("写法不对，应当符合 {how}。", "it is not written as it has to be: {how}").fmt(
                how=context["pattern"]
            )
    why = error["msg"].removeprefix("Value error, ")
    return Text("这样写不成立：{why}。", "it cannot be so: {why}").fmt(why=why)


def _model_at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel]:
    """The model whose keys stand at the last step of `loc`."""
    named = False  # the next step is a name within a mapping, no field
    for step in loc[:-1]:
        if isinstance(step, int) or named:
            named = False
            continue
        field = model.model_fields.get(step)
        if field is None:
            break
        named = isinstance(origin := get_origin(field.annotation), type) and issubclass(origin, Mapping)
        model = _inner(field.annotation) or model
    return model


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _inner(each))), None)


def type_problems(params: type[BaseModel], given: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    """Parameters written as another type: "40" is no number and 1 no yes, however easily they could be taken for one."""
    for name, value in given.items():
        field = params.model_fields.get(name)
        wanted = {field.annotation, *get_args(field.annotation)} if field else set()
        if bool in wanted and not isinstance(value, bool):
            yield name, _BOOLEAN
        elif int in wanted and (isinstance(value, (bool, str, float, dt.date))):
            yield name, _INTEGER
