"""One entry of the trail: a flat JSON object of strings with exact keys, in the canonical bytes of RFC 8785."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from pydantic_core import from_json

from workflow.trail.canonical import NotCanonical, written
from workflow.trail.vocabulary import COUNTS, DENIED, DETAILS

ENVELOPE: tuple[str, ...] = (
    *("v", "log", "seq", "ts", "clk", "act", "res", "who", "name", "post", "as", "unit", "for", "via", "req"),
    *("obj", "ver", "from", "to", "rule", "law", "eff", "in", "pc", "prev"),
)
"""Keys of every entry, always all present; the empty string where one does not apply."""

LIMIT = 16 * 1024
"""The most bytes one entry may take."""

RESULTS = frozenset({"ok", "denied", "error"})
CLOCKS = frozenset({"ntp", "unsynced", "regressed", "demo"})
PASSED_SECONDS = 30
"""By how much the time of an entry may lie before the latest of those before it, and no clock was set back: entries bear the time
at which what they tell of was asked for, and who waits for the turn of writing (15 seconds at most) is passed by others."""

WAYS = frozenset({"web", "cli", "job", "import", "demo"})

_CLOSED: Mapping[str, frozenset[str]] = {
    "v": frozenset({"1"}),
    "res": RESULTS,
    "clk": CLOCKS,
    "via": WAYS,
}


class _Form(NamedTuple):
    """How a value is written, and what to say of one that is not."""

    pattern: re.Pattern[str]
    zh: str
    en: str


# 18 digits: any such number fits the 64-bit integers of the databases.
_DECIMAL = _Form(
    re.compile(r"0|[1-9][0-9]{0,17}"),
    "不是无前导零、不超过18位的十进制数",
    "is not a decimal without leading zero of at most 18 digits",
)
_MOMENT = _Form(
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    "不是带毫秒的UTC时间",
    "is not a UTC time with milliseconds",
)
_DAY = _Form(re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "不是日期", "is not a date")
DIGEST = re.compile(r"[0-9a-f]{64}")
"""A SHA-256 as entries write it."""
_DIGEST = _Form(DIGEST, "不是64位小写十六进制数", "is not 64 lower-case hexadecimal digits")
_FORMS: Mapping[str, _Form] = {"seq": _DECIMAL, "ver": _DECIMAL, "ts": _MOMENT, "eff": _DAY, "prev": _DIGEST}
_FILLED = frozenset({"log", "seq", "ts", *_CLOSED})


class Flaw(NamedTuple):
    """One thing wrong with an entry: the key it concerns (empty for the whole) and a sentence in both languages."""

    key: str
    zh: str
    en: str


class EntryError(ValueError):
    """An entry that may not be written, or may not be believed; `flaws` holds everything wrong with it."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("; ".join(flaw.en for flaw in self.flaws))


def set_back(moment: str, before: str) -> bool:
    """Whether a time, as entries write it, is so long before the latest of those before it that a clock was set back."""
    return (datetime.fromisoformat(before) - datetime.fromisoformat(moment)).total_seconds() > PASSED_SECONDS


def encode(fields: Mapping[str, str]) -> bytes:
    """Canonical bytes of an entry. Raises `EntryError` naming every flaw at once."""
    flaws = [*_key_flaws(fields), *_form_flaws(fields)]
    if not all(issubclass(kind, str) for kind in set(map(type, fields.values()))):
        raise EntryError([*flaws, *_text_flaws(fields)])
    try:
        body = written(fields)
    except NotCanonical:
        raise EntryError([*flaws, *_text_flaws(fields)]) from None
    if len(body) > LIMIT:
        flaws.append(_too_long(len(body)))
    if flaws:
        raise EntryError(flaws)
    return body


def decode(body: bytes) -> dict[str, str]:
    """Fields of an entry. Raises `EntryError` unless `body` is exactly what `encode` makes of them."""
    if len(body) > LIMIT:
        raise EntryError([_too_long(len(body))])
    try:
        # twice as quick as the standard library; what it makes of other bytes is not what was written
        quick = from_json(body)
        if isinstance(quick, dict) and encode(quick) == body:
            return quick
    except ValueError:
        pass  # what is wrong is found out below
    try:
        fields = json.loads(body.decode("utf-8"), object_pairs_hook=_unique)
    except EntryError:
        raise
    except UnicodeDecodeError:
        raise EntryError([Flaw("", "不是UTF-8编码", "not UTF-8")]) from None
    except (ValueError, RecursionError):
        raise EntryError([Flaw("", "不是JSON", "not JSON")]) from None
    if not isinstance(fields, dict):
        raise EntryError([Flaw("", "不是JSON对象", "not a JSON object")])
    if encode(fields) != body:
        raise EntryError([Flaw("", "不是规范字节（RFC 8785）", "not canonical bytes (RFC 8785)")])
    return fields


def fields_of(body: bytes) -> dict[str, str]:
    """Fields of an entry whose bytes something else vouches for, as a signed root does: far quicker than `decode`, which
    holds the bytes against what `encode` makes of them. Raises `EntryError` for what is no entry at all."""
    try:
        fields = from_json(body)  # twice as quick as the standard library
    except ValueError:
        raise EntryError([Flaw("", "不是JSON", "not JSON")]) from None
    if not isinstance(fields, dict) or not fields.keys() >= _ENVELOPE:
        raise EntryError([Flaw("", "不是条目", "not an entry")])
    return fields


_ENVELOPE = frozenset(ENVELOPE)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        twice = sorted(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise EntryError(Flaw(key, f"键重复：{_shown(key)}", f"the key {_shown(key)} occurs twice") for key in twice)
    return fields


def _too_long(size: int) -> Flaw:
    return Flaw("", f"超过{LIMIT}字节（{size}）", f"longer than {LIMIT} bytes ({size})")


def _shown(value: object) -> str:
    """A value as a message may quote it: escaped, and short however long it is."""
    text = repr(value) if isinstance(value, str) else type(value).__name__
    return text if len(text) <= 80 else text[:80] + "…"


def _key_flaws(fields: Mapping[str, str]) -> Iterable[Flaw]:
    act = fields.get("act")
    known = isinstance(act, str) and act in DETAILS
    if not known and "act" in fields:
        yield Flaw("act", f"没有这种行为：{_shown(act)}", f"there is no act {_shown(act)}")
    if known or fields.get("res") == "denied":
        expected = _keys_of("" if fields.get("res") == "denied" else str(act))
    else:
        # Which details belong to an act nobody knows cannot be said; only the envelope is judged.
        expected = _ENVELOPE | {key for key in fields if isinstance(key, str) and key.startswith("d.")}
    if expected == fields.keys():
        return
    for key in sorted(expected - fields.keys()):
        yield Flaw(key, f"缺少键：{key}", f"the key {key!r} is missing")
    for key in sorted(map(str, fields.keys() - expected)):
        yield Flaw(key, f"多余的键：{_shown(key)}", f"the key {_shown(key)} does not belong here")


@cache
def _keys_of(act: str) -> frozenset[str]:
    """The keys of an entry that tells of an act, or, where none is named, of one that was refused."""
    return _ENVELOPE | {f"d.{key}" for key in (DETAILS[act] if act else DENIED)}


def _form_flaws(fields: Mapping[str, str]) -> Iterable[Flaw]:
    """What is wrong with the texts of which it is said how they are written."""
    act = fields.get("act")
    forms = _forms_of(act) if isinstance(act, str) else _FORMS
    for key in ("log", *_CLOSED, *forms):
        value = fields.get(key)
        if not isinstance(value, str) or value in _CLOSED.get(key, ()) or not (value or key in _FILLED):
            continue
        if _is_text(value) and (wrong := _wrong(key, value, forms.get(key))):
            zh, en = wrong
            yield Flaw(key, f"{key}的值{_shown(value)}{zh}", f"the value {_shown(value)} of {key!r} {en}")


@cache
def _forms_of(act: str) -> Mapping[str, _Form]:
    return {**_FORMS, **{f"d.{key}": _DECIMAL for key in COUNTS.get(act, ())}}


def _text_flaws(fields: Mapping[str, str]) -> Iterable[Flaw]:
    for key, value in fields.items():
        if not isinstance(value, str):
            yield Flaw(key, f"{_shown(key)}的值不是字符串", f"the value of {_shown(key)} is not a string")
        elif not (_is_text(key) and _is_text(value)):
            yield Flaw(key, f"{_shown(key)}含有孤立代理码位", f"{_shown(key)} holds a lone surrogate")


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, str) and (value.isascii() or value.encode("utf-8") is not None)
    except UnicodeEncodeError:
        return False


def _wrong(key: str, value: str, form: _Form | None) -> tuple[str, str] | None:
    """What is wrong with the value of a key, as the ends of a Chinese and an English sentence."""
    if key == "log" and not value:
        return "为空", "is empty"
    if key in _CLOSED:
        allowed = "|".join(sorted(_CLOSED[key]))
        return f"不在{allowed}之列", f"is not one of {allowed}"
    if form is None:
        return None
    proper = form.pattern.fullmatch(value) and (form not in (_MOMENT, _DAY) or _exists(value))
    return None if proper else (form.zh, form.en)


def _exists(value: str) -> bool:
    """Whether a well-written day or moment is one that comes: there is no 30 February and no hour 25."""
    try:
        if value.endswith("Z"):
            datetime.fromisoformat(value)
        else:
            date.fromisoformat(value)
    except ValueError:
        return False
    return True
