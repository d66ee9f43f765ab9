"""Reading and writing the file of a dossier.

What cannot be read is said with its place and with what may stand there.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workflow.domain.dossier import Dossier
from workflow.domain.fieldwords import Place, allowed, place_of, words_of
from workflow.domain.guessing import near_day, near_word
from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text, joined

MOST_BYTES = 20 * 1024 * 1024
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP / DOCX / XLSX / OFD", b"\xd0\xcf\x11\xe0": "DOC / XLS / WPS"}
_JSON = (
    ("Expecting property name", "此处应为用双引号括起的键", "a key in double quotes is expected here"),
    ("Expecting ',' delimiter", "此处缺少逗号，或者前面的内容没有写完", "a comma is missing here"),
    ("Expecting ':' delimiter", "此处缺少冒号", "a colon is missing here"),
    ("Expecting value", "此处应为一个值", "a value is expected here"),
    ("Unterminated string", "从此处起的文字没有以双引号结束", "the string that begins here is not closed"),
    ("Invalid control character", "文字中有换行或者制表符，请写作 \\n 或者 \\t", "a line break or tab within a string"),
    ("Invalid \\", "反斜线之后的写法无效", "this escape is not valid"),
    ("Extra data", "卷宗已经结束，此处还有多余的内容", "the dossier has ended; there is more here"),
    ("Illegal trailing comma", "最后一项之后多了逗号", "there is a comma after the last item"),  # Python 3.13 and later
)


@dataclass(frozen=True)
class Flaw:
    """What keeps a file from being read: where (line and column, or the path of keys), and what may stand there."""

    place: Text
    text: Text

    @property
    def said(self) -> Text:
        """Both in one sentence."""
        return Text(f"{self.place.zh}：{self.text.zh}", f"{self.place.en}: {self.text.en}")


class Unreadable(ValueError):
    """The file is no dossier; `flaws` has everything that was found."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("\n".join(f"{flaw.place.en}: {flaw.text.en}" for flaw in self.flaws))


def written_dossier(dossier: Dossier) -> str:
    """The file of a dossier, as `read_dossier` reads it."""
    return dossier.model_dump_json(indent=2, exclude_none=True)


def read_dossier(data: bytes) -> Dossier:
    """The dossier in the bytes of a file. Raises Unreadable with every flaw of the kind met first."""
    text = _decoded(data)
    words = _parsed(text)
    try:
        dossier = Dossier.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise Unreadable(_flaw(each) for each in error.errors()) from None
    if flaws := list(_dates_rewritten(words, dossier.model_dump(mode="json"), ())):
        raise Unreadable(flaws)
    return dossier


def write_dossier(dossier: Dossier) -> str:
    """The file of a dossier; what was not recorded is left out."""
    words = dossier.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(words, ensure_ascii=False, indent=2) + "\n"


def vocabulary_flaws(rulebook: Rulebook, dossier: Dossier) -> list[Flaw]:
    """Words that neither the procedure nor the profile knows, but for the meeting: which one may decide a rule says."""
    states = {state.key: state.name.text for state in rulebook.procedure.track_by_key["main"].states}
    asked: list[tuple[tuple[str | int, ...], str, dict[str, Text]]] = []
    if dossier.state:
        asked.append((("state",), dossier.state, states))
    for number, risk in enumerate(dossier.risk_assessments):
        if risk.procedure:
            place = ("risk_assessments", number, "procedure")
            asked.append((place, risk.procedure, rulebook.labels.get("risk_procedures", {})))
        if risk.report:
            way = ("risk_assessments", number, "report", "level")
            asked.append((way, risk.report.level, rulebook.labels.get("risk_levels", {})))
    for number, review in enumerate(dossier.reviews):
        if review.conclusion:
            way = ("reviews", number, "conclusion", "conclusion")
            asked.append((way, review.conclusion.conclusion, rulebook.labels.get("conclusions", {})))
    for number, meeting in enumerate(dossier.meetings):
        if meeting.resolution:
            way = ("meetings", number, "resolution", "outcome")
            asked.append((way, meeting.resolution.outcome, rulebook.labels.get("outcomes", {})))
    if dossier.archive:
        asked.append((("archive", "retention"), dossier.archive.retention, rulebook.labels.get("retention", {})))
    return [Flaw(place_of(way).text, unknown_word(shown, known)) for way, shown, known in asked if shown not in known]


def unknown_word(shown: str, known: dict[str, Text]) -> Text:
    """What is said of a word that a vocabulary does not have: which one is meant, if it is plain, and which there are."""
    return _with(_not(shown).fmt(allowed=_one_of(known)), near_word(shown, known))


def _with(said: Text, hint: Text) -> Text:
    return Text(said.zh + hint.zh, f"{said.en} {hint.en}".strip())


def _one_of(known: dict[str, Text]) -> Text:
    if not known:
        return Text("本级规则没有规定可用的值，应当不填", "leave it out, the profile has no words for it")
    listed = joined([Text(f"{key}（{label.zh}）", f"{key} ({label.en})") for key, label in known.items()])
    return Text("应为下列之一：{listed}", "one of: {listed}").fmt(listed=listed)


def _not(value: object) -> Text:
    shown = _shown(value)
    return Text(f"“{shown}”不能用在这里；{{allowed}}。", f"“{shown}” cannot stand here; {{allowed}}.")


def _shown(value: object) -> str:
    """The value as it stands in the file, shortened; braces doubled, since a sentence is made around it."""
    try:
        words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:  # a number with more digits than Python writes out
        words = "…"
    return (words if len(words) <= 40 else words[:39] + "…").replace("{", "{{").replace("}", "}}")


def _refuse(place: Text, text: Text) -> NoReturn:
    raise Unreadable([Flaw(place, text)])


_FILE = Text("文件", "the file")


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        said = Text(
            "超过{most}MB；附件请只写摘要，不要放入卷宗文件。", "is over {most} MB: files belong beside it, by digest."
        )
        _refuse(_FILE, said.fmt(most=most))
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            said = Text(
                "这是{kind}文件，卷宗应为 JSON 文本文件。", "This is a {kind} file; a dossier is a JSON text file."
            )
            _refuse(_FILE, said.fmt(kind=kind))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(_FILE, Text("编码是 UTF-16，请另存为 UTF-8。", "The encoding is UTF-16; save it as UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = Text(f"第{line}行", f"line {line}")
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            _refuse(place, Text("不是 UTF-8 文本，请另存为 UTF-8。", "This is not UTF-8 text; save it as UTF-8."))
        chinese = "编码是 GB18030（GBK、GB2312），请用文本编辑器另存为 UTF-8 后再检查。"
        _refuse(place, Text(chinese, "The encoding is GB18030 (GBK, GB2312); save the file as UTF-8 and check again."))
    if not text.strip():
        _refuse(_FILE, Text("文件是空的。", "The file is empty."))
    return text


class _Twice(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _parsed(text: str) -> dict[str, Any]:
    try:
        words = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = Text(f"第{error.lineno}行第{error.colno}列", f"line {error.lineno}, column {error.colno}")
        _refuse(place, json_said(error))
    except _Twice as error:
        key = str(error)
        line = next((n for n, each in enumerate(text.splitlines(), 1) if f'"{key}"' in each), 1)
        place = Text(f"键“{key}”（首次出现在第{line}行）", f"the key “{key}” (first on line {line})")
        _refuse(place, Text("在同一对象中出现了两次，请只留一个。", "stands twice in one object; keep one."))
    except RecursionError:
        _refuse(_FILE, Text("嵌套层数过多，不是卷宗。", "It is nested too deeply to be a dossier."))
    except ValueError:
        said = Text(
            "其中有不是 JSON 的数字（NaN、Infinity 或者过长的数字）。", "It has a number that JSON does not know."
        )
        _refuse(_FILE, said)
    if isinstance(words, list):
        said = Text("一个文件只放一个卷宗：最外层应为 {…}，不是 […]。", "One dossier a file: {…} outermost, not […].")
        _refuse(_FILE, said)
    if not isinstance(words, dict):
        _refuse(_FILE, Text("最外层应为对象 {…}。", "An object {…} is expected outermost."))
    return words


def json_said(error: json.JSONDecodeError) -> Text:
    """What is wrong at the place where a JSON text cannot be read on, and what to write instead."""
    found = error.doc[error.pos : error.pos + 1]
    plain = {"“": '"', "”": '"', "‘": "'", "’": "'", "、": ",", "。": "."}.get(
        found, unicodedata.normalize("NFKC", found)
    )
    if found and plain != found:
        said = Text("“{found}”是全角字符，请改为半角 {plain}。", "“{found}” is a full-width character; write {plain}.")
        return said.fmt(found=found, plain=plain)
    if found == "'":
        return Text("文字和键用双引号括起，不用单引号。", "Texts and keys stand in double quotes, not in single ones.")
    if error.doc.startswith(("//", "/*", "#"), error.pos):
        return Text("JSON 文件中不能写注释，请删去。", "JSON has no comments; take it out.")
    if found in ("}", "]") and error.doc[: error.pos].rstrip().endswith(","):
        return Text("最后一项之后多了逗号。", "There is a comma after the last item.")
    for beginning, zh, en in _JSON:
        if error.msg.startswith(beginning):
            return Text(f"{zh}。", f"{en[0].upper()}{en[1:]}.")
    return Text("不符合 JSON 的写法。", f"This is not JSON: {error.msg}.")


def _flaw(error: ErrorDetails) -> Flaw:
    place = place_of(error["loc"])
    match error["type"]:
        case "extra_forbidden":
            return Flaw(place.text, _unknown_key(place))
        case "missing":
            said = Text("缺少这一项；{allowed}。", "This is missing; {allowed}.")
        case "string_too_long":
            said = Text("文字过长；{allowed}。", "The text is too long; {allowed}.")
        case "json_invalid":
            return Flaw(_FILE, Text("不符合 JSON 的写法。", f"This is not JSON: {error['msg']}."))
        case _:
            said = _not(error["input"])
            if half := _half_width(error["input"]):
                said = Text(
                    f"“{_shown(error['input'])}”中有全角字符，请改为半角“{half}”；{{allowed}}。",
                    f"“{_shown(error['input'])}” has full-width characters: write “{half}”; {{allowed}}.",
                )
    return Flaw(place.text, _with(said.fmt(allowed=allowed(place.annotation)), _near(error["input"], place)))


def _near(value: object, place: Place) -> Text:
    return near_day(value) if place.is_day else near_word(value, words_of(place.annotation))


def _half_width(value: object) -> str:
    if not isinstance(value, str) or len(value) > 40:
        return ""
    plain = unicodedata.normalize("NFKC", value)
    return plain.replace("{", "{{").replace("}", "}}") if plain != value else ""


def _unknown_key(place: Place) -> Text:
    keys = list(place.siblings)
    near = difflib.get_close_matches(str(place.key), keys, n=1)
    hint = Text(f"是否应为“{near[0]}”？", f"Is “{near[0]}” meant? ") if near else Text("", "")
    said = Text("没有这个键。{hint}此处可用：{keys}。", "There is no such key. {hint}Here are known: {keys}.")
    return said.fmt(hint=hint, keys=joined([Text(key, key) for key in keys]))


def _dates_rewritten(given: Any, read: Any, way: Sequence[str | int]) -> Iterable[Flaw]:
    """Dates that were read from something that is not written as a date, such as the seconds since 1970."""
    if isinstance(given, dict) and isinstance(read, dict):
        for key, value in given.items():
            yield from _dates_rewritten(value, read.get(key), (*way, key))
    elif isinstance(given, list) and isinstance(read, list):
        for number, (one, other) in enumerate(zip(given, read, strict=False)):
            yield from _dates_rewritten(one, other, (*way, number))
    elif isinstance(given, str) and isinstance(read, str) and given != read and _DATE.fullmatch(read):
        place = place_of(tuple(way))
        yield Flaw(place.text, _not(given).fmt(allowed=allowed(place.annotation)))
