"""Templates of papers, filled from the record: the government's own where it has one, else those that come with the program.

A template is text with places for values (`{{ … }}`) in a sandbox that reaches nothing but the record. A value is text and
never a mark, days are written as on official papers, terms by their Chinese name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workflow.domain.terms.base import Term
from workflow.domain.text import Text, day_words, numeral
from workflow.domain.wording import own_reason, quoted
from workflow.papers.official.document import Document
from workflow.papers.official.lines import closing, numbered, telling
from workflow.papers.official.markup import BadMarkup, document_of, guarded
from workflow.papers.official.problems import NO_TEMPLATE, NOT_UTF8, BadTemplate, jinja_said, line_of

OWN = Path(__file__).parent / "templates"
SUFFIX = ".txt"
# what a template that is wrong raises while it is filled; one that includes itself goes too deep
_FAILURES = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Templates:
    """The templates of an instance: `own` is the folder the government puts its own into."""

    def __init__(self, own: Path | None = None) -> None:
        folders = [str(each) for each in (own, OWN) if each is not None]
        self._loader = jinja2.FileSystemLoader(folders, encoding="utf-8")
        self._environment = ImmutableSandboxedEnvironment(
            loader=self._loader,
            undefined=jinja2.StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            autoescape=False,
        )
        self._environment.filters |= {
            "quoted": quoted,
            "law": _law,
            "day": _day,
            "weekday": _weekday,
            "listed": _listed,
            "sentence": sentence,
            "numeral": numeral,
            "own_reason": lambda answer: own_reason(answer.duplicate_of, answer.reason),
        }
        self._environment.tests |= {"closing": closing, "numbered": numbered, "telling": telling}

    def fill(self, name: str, values: Mapping[str, Any]) -> Document:
        """The document that the template `name` makes of `values`. Raises BadTemplate."""
        file = name + SUFFIX
        try:
            text = self._environment.get_template(file).render(values)
        except jinja2.TemplateSyntaxError as error:
            raise BadTemplate(error.name or file, error.lineno, jinja_said(error.message or "")) from error
        except jinja2.TemplateNotFound as error:
            raise BadTemplate(str(error.name or file), 0, NO_TEMPLATE) from error
        except UnicodeDecodeError as error:
            raise BadTemplate(file, 0, NOT_UTF8) from error
        except _FAILURES as error:
            raise BadTemplate(*self._place(error, file), jinja_said(str(error), failed=True)) from error
        try:
            return document_of(text)
        except BadMarkup as error:
            source = self._loader.get_source(self._environment, file)[0]
            line = line_of(source, text.split("\n")[error.line - 1]) if error.line else 0
            raise BadTemplate(file, line, error.reason) from error

    def _place(self, error: BaseException, file: str) -> tuple[str, int]:
        """The template, which may be a part of another, and the line of it at which an error came up while it was filled in."""
        found, frame = (file, 0), error.__traceback__
        while frame is not None:
            place = Path(frame.tb_frame.f_code.co_filename)
            for folder in self._loader.searchpath:
                if place.suffix == SUFFIX and place.is_relative_to(folder):
                    found = place.relative_to(folder).as_posix(), frame.tb_lineno
            frame = frame.tb_next
        return found


def _shown(value: object) -> object:
    """How a value of the record is written on paper."""
    if isinstance(value, jinja2.Undefined):
        return value
    return guarded(_said(value))


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case Term():
            return value.label.zh
        case Text():
            return value.zh
        case dt.date():
            return _day(value)
    return str(value)


def _day(value: dt.date) -> str:
    return day_words(value).zh


def _weekday(value: dt.date) -> str:
    return f"星期{'一二三四五六日'[value.weekday()]}"


def _law(title: str) -> str:
    """The title of a basis in 《》, which whoever typed it may have put: 《中华人民共和国公路法》（2017年修正）."""
    return title if title.startswith("《") else quoted(title)


def _listed(values: object, mark: str = "、") -> str:
    """Several values in a row."""
    return mark.join(_said(each) for each in values) if isinstance(values, tuple | list) else _said(values)


def sentence(text: str) -> str:
    """Several lines as one sentence that ends."""
    flat = "".join(line.strip() for line in text.splitlines())
    return flat if not flat or flat.endswith(("。", "！", "？", "；", "…", "”")) else f"{flat}。"
