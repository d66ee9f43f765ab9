"""The guards as pages of plain text: one line each, or one in full with a rule to copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.domain.guardwords import GuardWords, ParamWords
from workflow.domain.text import Text
from workflow.papers.plaintext import entry, wrapped

_PARAM = Text("参数", "Parameter")
_USED = Text("见于", "Used by")
_NOBODY = Text("现有法律法规文件均未使用", "no law file so far")
_NONE = Text("没有参数", "no parameters")


def listed(guards: Sequence[GuardWords], lang: str) -> str:
    """Every guard with what it looks at and the names of its parameters, stage by stage."""
    lines, stage = list[str](), ""
    for each in guards:
        if each.stage != stage:
            stage = each.stage
            lines += ([""] if lines else []) + [f"[{stage}]"]
        names = ", ".join(param.name for param in each.params) or _NONE.say(lang)
        lines += wrapped(f"{each.name}  ({names})", 3)
        lines += wrapped("   " + each.says.say(lang), 3)
    return "\n".join(lines) + "\n"


def in_full(guard: GuardWords, lang: str) -> str:
    """One guard: what it looks at, each parameter, who uses it, and a rule to copy."""
    return "\n".join((*_head(guard, lang), "", guard.sample)) + "\n"


def _head(guard: GuardWords, lang: str) -> Iterator[str]:
    yield from wrapped(f"{guard.name}  {guard.says.say(lang)}", 3)
    for param in guard.params:
        yield from entry(_PARAM, _said(param), lang, 3)
    if not guard.params:
        yield "   " + _NONE.say(lang)
    used = ", ".join(guard.used_by)
    yield from entry(_USED, Text(used, used) if used else _NOBODY, lang, 3)


def _said(param: ParamWords) -> Text:
    left_out = (
        Text("必写", "required")
        if param.default is None
        else Text("不写为{value}", "left out: {value}").fmt(value=param.default)
    )
    return Text("{name}：{meaning}；{values}；{left_out}。", "{name}: {meaning}; {values}; {left_out}.").fmt(
        name=param.name, meaning=param.meaning, values=param.values, left_out=left_out
    )
