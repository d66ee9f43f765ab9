"""Places in a dossier's file in words: what a path of keys is called, and what may stand there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from workflow.domain.dossier import Dossier
from workflow.domain.schema import name_of
from workflow.domain.terms import Term
from workflow.domain.text import Text, joined


@dataclass(frozen=True)
class Place:
    """A path of keys as people write it, the words for it, its type, and the keys of the object it stands in."""

    path: str
    words: Text
    key: str | int
    annotation: Any
    siblings: tuple[str, ...]

    @property
    def is_day(self) -> bool:
        """Whether a day stands there."""
        return _plain(self.annotation) is dt.date

    @property
    def text(self) -> Text:
        """The path with its words."""
        if self.words.zh == self.path:
            return Text(self.path, self.path)
        return Text(f"{self.path}（{self.words.zh}）", f"{self.path} ({self.words.en})")


def place_of(way: Sequence[str | int]) -> Place:
    """The place the keys and numbers of `way` lead to; beyond what a dossier has, its annotation is None."""
    path, words = "", list[Text]()
    siblings: tuple[str, ...] = ()
    annotation: Any = Dossier
    key: str | int = ""
    for key in way:
        if isinstance(key, int):
            path += f"[{key}]"
            words.append(Text(f"第{key + 1}项", f"no. {key + 1}"))
            annotation = next(iter(get_args(_plain(annotation)) or (None,)))
            continue
        path += f".{key}" if path else key
        part = _plain(annotation)
        fields = part.model_fields if isinstance(part, type) and issubclass(part, BaseModel) else {}
        siblings = tuple(fields)
        if key in fields:
            label = name_of(part, key)
            words.append(Text(label.zh, label.en[0].lower() + label.en[1:]))
            annotation = _annotation(fields[key])
        else:
            annotation = None
    if not words:
        return Place(path, Text(path, path), key, annotation, siblings)
    # of a day, what it is the day of says more than that it is one
    english = ", ".join(each.en for each in words[:-1]) if key == "on" and words[1:] else words[-1].en
    said = Text("·".join(each.zh for each in words), english)
    return Place(path, said, key, annotation, siblings)


def field_words(path: str) -> Text:
    """What the field at a path of keys such as ``reviews.conclusion.text`` is called. Raises KeyError if there is none."""
    words: list[Text] = []
    part: Any = Dossier
    for key in path.split("."):
        part = _plain(part)
        part = _plain(get_args(part)[0]) if get_origin(part) is tuple else part
        if not (isinstance(part, type) and issubclass(part, BaseModel) and key in part.model_fields):
            raise KeyError(path)
        words.append(name_of(part, key))
        part = part.model_fields[key].annotation
    return Text("·".join(each.zh for each in words), words[-1].en)


def _annotation(field: FieldInfo) -> Any:
    # pydantic keeps the constraints of Annotated apart from the type
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _plain(annotation: Any) -> Any:
    """The type without its constraints and without None."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _plain(next(each for each in get_args(annotation) if each is not NoneType))
    return annotation


def words_of(annotation: Any) -> dict[str, Text]:
    """The words of a closed vocabulary, where this type is one."""
    plain = _plain(annotation)
    return {term.value: term.label for term in plain} if isinstance(plain, type) and issubclass(plain, Term) else {}


def allowed(annotation: Any) -> Text:
    """What may stand where this type is wanted."""
    plain = _plain(annotation)
    if known := words_of(annotation):
        listed = joined([Text(f"{key}（{label.zh}）", f"{key} ({label.en})") for key, label in known.items()])
        return Text("应为下列之一：{listed}", "one of: {listed}").fmt(listed=listed)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        keys = joined([Text(key, key) for key, field in plain.model_fields.items() if field.is_required()])
        return Text("应为对象 {{…}}，其中必有：{keys}", "an object {{…}} that has: {keys}").fmt(keys=keys)
    if plain is AwareDatetime:
        return Text(
            "应为带时区的时间，写作 2022-08-01T09:00:00+08:00", "a time with its zone, as 2022-08-01T09:00:00+08:00"
        )
    if plain is dt.date:
        return Text(
            "应为日期，写作 2022-08-01（四位年、两位月、两位日，半角）", "a date, written 2022-08-01 (year, month, day)"
        )
    if plain is bool:
        return Text("应为 true 或者 false（不加引号）", "true or false, without quotes")
    if plain is int:
        return _number(annotation)
    if plain is str:
        most = _longest(annotation)
        words = Text("应为用双引号括起的文字", "text in double quotes")
        tail = Text("，不超过{most}字", ", at most {most} characters").fmt(most=most) if most else Text("", "")
        return Text("{words}{tail}", "{words}{tail}").fmt(words=words, tail=tail)
    if get_origin(plain) is tuple:
        inner = allowed(get_args(plain)[0])
        return Text("应为列表 […]，其中每项{inner}", "a list […], each item {inner}").fmt(inner=inner)
    return Text("请对照格式说明", "see the description of the format")


def _constraints(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return [*_constraints(inner), *more]
    if get_origin(annotation) in (Union, UnionType):
        return [found for each in get_args(annotation) for found in _constraints(each)]
    return []


def _longest(annotation: Any) -> int | None:
    for each in _constraints(annotation):
        found = each.max_length if isinstance(each, StringConstraints) else getattr(each, "max_length", None)
        if found is not None:
            return int(found)
    return None


def _number(annotation: Any) -> Text:
    least = most = None
    for each in _constraints(annotation):
        for one in (each, *getattr(each, "metadata", ())):
            least, most = getattr(one, "ge", None) or least, getattr(one, "le", None) or most
    if least is None or most is None:
        return Text("应为整数（半角数字，不加引号）", "a whole number, without quotes")
    words = Text(
        "应为{least}至{most}的整数（半角数字，不加引号）", "a whole number from {least} to {most}, without quotes"
    )
    return words.fmt(least=least, most=most)
