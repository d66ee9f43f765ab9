"""What is wrong in a template or a file beside it, said to whoever wrote it: in Chinese and in English, and at which line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from workflow.domain.lawproblems import problems_of
from workflow.domain.text import Text


class BadTemplate(Exception):
    """A template, or a file beside it, cannot be used: which, at which line (0: of the whole file, or unknown), and why."""

    def __init__(self, name: str, line: int, reason: Text) -> None:
        self.name, self.line, self.reason = name, line, reason
        super().__init__(self.said.zh)

    @property
    def said(self) -> Text:
        """All of it, without a full stop: whoever says it ends the sentence."""
        zh, en = self.reason.zh.rstrip("。"), self.reason.en.rstrip(".")
        where = (f"第{self.line}行", f", line {self.line}") if self.line else ("", "")
        return Text(f"{self.name}{where[0]}：{zh}", f"{self.name}{where[1]}: {en}")


NO_TEMPLATE = Text("没有这个模板", "there is no such template")
NOT_UTF8 = Text("模板应当以UTF-8编码保存", "a template has to be saved as UTF-8")
_BAD = Text("写法有误，请核对花括号、百分号和引号是否成对", "it is not written as it has to be: {why}")
_FAILED = Text("这一行算不出结果，请核对所用的名称和数值", "it comes to nothing: {why}")

_PATTERNS: tuple[tuple[re.Pattern[str], Text], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (
            r"innermost block that needs to be closed is '(?P<what>\w+)'",
            Text("“{what}”没有结束，请补上“end{what}”", "“{what}” is not closed: add “end{what}”"),
        ),
        (
            r"Encountered unknown tag '(?P<what>[^']+)'",
            Text("没有“{what}”这样的语句，或者它的位置不对", "there is no such statement as “{what}”, or not here"),
        ),
        (r"No filter named '(?P<what>[^']+)'", Text("没有名为“{what}”的过滤器", "there is no filter “{what}”")),
        (r"No test named '(?P<what>[^']+)'", Text("没有名为“{what}”的判断", "there is no test “{what}”")),
        (
            r"expected token '(?P<wanted>[^']+)', got '(?P<what>[^']+)'",
            Text("“{what}”写在这里不对，应当是“{wanted}”", "“{what}” is not right here: “{wanted}” is expected"),
        ),
        (r"unexpected char '(?P<what>.)'", Text("不能使用字符“{what}”", "the character “{what}” cannot stand here")),
        (r"unexpected '(?P<what>[^']+)'", Text("“{what}”写在这里不对", "“{what}” is not right here")),
        (r"[Uu]nexpected end of template", Text("模板没有写完", "the template ends too early")),
        (r"Missing end of comment tag", Text("注释没有以“#}}”结束", "a comment is not closed by “#}}”")),
        (r"^'(?P<what>[^']+)' is undefined", Text("没有名为“{what}”的内容", "there is nothing called “{what}”")),
        (
            r"^'?None'? has no attribute '(?P<what>[^']+)'",
            Text(
                "没有记录可以取“{what}”，请先用“if”判断", "there is no record to take “{what}” of: ask with “if” first"
            ),
        ),
        (r"has no attribute '(?P<what>[^']+)'", Text("记录中没有“{what}”这一项", "the record has no “{what}”")),
        (r"access to attribute '(?P<what>[^']+)'", Text("不能取“{what}”", "“{what}” cannot be reached")),
        (r"division by zero", Text("除数为零", "it divides by zero")),
    )
)
_TOKENS = {"end of print statement": "}}", "end of statement block": "%}", "end of template": "模板结尾"}


def jinja_said(message: str, *, failed: bool = False) -> Text:
    """A complaint of the template engine in words. `failed`: it was read and came to nothing."""
    for pattern, said in _PATTERNS:
        if found := pattern.search(message):
            return said.fmt(**{name: _TOKENS.get(each, each) for name, each in found.groupdict().items()})
    return (_FAILED if failed else _BAD).fmt(why=message)


def bad_toml(name: str, error: tomllib.TOMLDecodeError | UnicodeDecodeError) -> BadTemplate:
    """A file that is no TOML, with the line where it stops to be any."""
    if isinstance(error, UnicodeDecodeError):
        return BadTemplate(name, 0, NOT_UTF8)
    place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
    line = int(place[1]) if place else 0
    why = str(error)[: place.start()] if place else str(error)
    said = Text("不符合TOML的写法，请核对等号、引号和方括号", "it is no TOML: {why}")
    return BadTemplate(name, line, said.fmt(why=why[:1].lower() + why[1:]))


def bad_model(name: str, error: ValidationError, raw: Any, model: type[BaseModel]) -> BadTemplate:
    """A file that is TOML and says what it must not: every key with what is wrong of it."""
    found = list(problems_of(name, error.errors(), raw, model))
    said = [Text(f"{each.key}：{each.said.zh.rstrip('。')}", f"{each.key}: {each.said.en}") for each in found]
    return BadTemplate(name, 0, Text("；".join(each.zh for each in said), "; ".join(each.en for each in said)))


def line_of(source: str, made: str) -> int:
    """The line of a template that a line was made of, as far as what stands before its first place for a value tells; else 0."""
    found = [number for number, head in _heads(source) if head and made.strip().startswith(head)]
    return found[0] if len(found) == 1 else 0


def _heads(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.splitlines(), 1):
        yield number, line.partition("{")[0].strip()
