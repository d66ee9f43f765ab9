"""Coverage of the law: every paragraph of an instrument, and what of the system carries it.

A paragraph is carried by rules, steps, facts, rights of a role, figures, kept records or pages; or it is said to be
declaratory, with the reason. One with neither is open. What a paragraph names has to exist, and every rule of the
instrument has to be named by the paragraphs it cites.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflow.domain.counting import count
from workflow.domain.evidence import kind_name
from workflow.domain.fieldwords import field_words
from workflow.domain.lawfiles import Library
from workflow.domain.lawparts import Coverage, Instrument, Rule
from workflow.domain.names import KINDS
from workflow.domain.procedure import Procedure
from workflow.domain.terms import Role
from workflow.domain.text import Text, numeral


class Carrying(StrEnum):
    """The ways in which something carries a paragraph of the law."""

    GUARD = "guard"
    DEADLINE = "deadline"
    STEP = "step"
    FIELD = "field"
    ROLE = "role"
    FIGURE = "figure"
    RECORD = "record"
    PAGE = "page"


CARRYING_NAMES: Mapping[Carrying, Text] = {
    Carrying.GUARD: Text("规则", "Rule"),
    Carrying.DEADLINE: Text("期限", "Limit"),
    Carrying.STEP: Text("步骤", "Step"),
    Carrying.FIELD: Text("登记项", "Field"),
    Carrying.ROLE: Text("职权", "Right of a role"),
    Carrying.FIGURE: Text("报告指标", "Figure of the report"),
    Carrying.RECORD: Text("存档材料", "Kept record"),
    Carrying.PAGE: Text("页面", "Page"),
}


PAGES: Mapping[str, Text] = {
    "decisions.page": Text("事项页面", "Page of the decision"),
    "decisions.responsibility": Text("责任查询页面", "Page of responsibility"),
    "audit.index": Text("审计页面", "Pages of the auditor"),
    "catalogue.index": Text("年度目录", "Yearly catalogue"),
    "catalogue.page": Text("年度目录：事项和进展", "Yearly catalogue: items and progress"),
    "experts.index": Text("专家库", "Expert pool"),
    "report.year": Text("年度报告数据", "Figures of the yearly report"),
    "public.catalogue": Text("公众页面：事项目录", "Public page of the catalogue"),
    "public.decision": Text("公众页面：决策公布", "Public page of a decision"),
    "public.hearing": Text("公众页面：听证会", "Public page of a hearing"),
    "public.receipt": Text("公众页面：回执查询", "Public page of a receipt"),
    "public.notice": Text("公众页面：征求意见", "Public page of a notice"),
    "public.result": Text("公众页面：采纳情况", "Public page of what became of opinions"),
}
"""Pages that carry a paragraph, by the name of their address."""


@dataclass(frozen=True)
class Known:
    """What carriers may name: rules, steps with their roles, figures of the report."""

    procedures: Collection[Procedure]
    rules: Mapping[str, Rule]
    figures: Mapping[str, Text]

    @classmethod
    def of(cls, library: Library) -> Known:
        """Everything there is in the law files."""
        rules = {rule.id: rule for each in library.instruments.values() for rule in each.rules}
        figures = {
            figure.key: figure.label
            for label in library.profiles
            for figure in count([], 2000, library.rulebook(label)).figures
        }
        return cls(tuple(library.procedures.values()), rules, figures)


@dataclass(frozen=True)
class Carrier:
    """A carrier in words: how it carries, its key (a rule, a step …) and what it is called."""

    how: Carrying
    key: str
    name: Text


@dataclass(frozen=True)
class Covered:
    """A paragraph with its carriers in words; `reason` says why a declaratory one needs none."""

    article: int
    paragraph: int
    place: Text
    gist: Text
    carriers: tuple[Carrier, ...]
    reason: Text | None

    @property
    def open(self) -> bool:
        """Whether nothing carries it yet."""
        return not self.carriers and self.reason is None


def coverage_of(coverage: Coverage, known: Known) -> tuple[Covered, ...]:
    """Every paragraph in its order. Raises KeyError for a carrier that does not exist: `coverage_problems` tells first."""
    return tuple(
        Covered(
            each.article,
            each.paragraph,
            article_words(each.article, each.paragraph if coverage.counts[each.article - 1] > 1 else None),
            each.gist.text,
            tuple(_carrier(carrier, known) for carrier in each.carriers),
            each.declaratory.text if each.declaratory else None,
        )
        for each in coverage.paragraphs
    )


def coverage_problems(coverage: Coverage, instrument: Instrument, known: Known) -> Iterator[tuple[str, str]]:
    """What is wrong with a coverage file: key and message of each."""
    due = [(article, number) for article, count in enumerate(coverage.counts, 1) for number in range(1, count + 1)]
    written = [(each.article, each.paragraph) for each in coverage.paragraphs]
    for place in sorted(set(due) - set(written)):
        yield "paragraphs", f"article {place[0]}, paragraph {place[1]} is missing"
    for place in sorted(set(written) - set(due)):
        yield "paragraphs", f"there is no article {place[0]}, paragraph {place[1]}"
    if len(set(written)) < len(written) or written != sorted(written):
        yield "paragraphs", "they do not stand once each, in the order of the law"
    named: dict[str, set[int]] = {}
    for number, each in enumerate(coverage.paragraphs):
        key = f"paragraphs.{number}"
        if each.carriers and each.declaratory:
            yield f"{key}.declaratory", f"article {each.article} is carried by something: it is not declaratory"
        for carrier in each.carriers:
            try:
                _carrier(carrier, known)
            except (KeyError, ValueError) as error:
                yield f"{key}.carriers", f"{carrier} does not exist: {error}"
                continue
            how, _, ref = carrier.partition(":")
            if how in (Carrying.GUARD, Carrying.DEADLINE):
                named.setdefault(ref, set()).add(each.article)
    for rule in instrument.rules:
        missing = articles_cited(rule.article.zh) - named.get(rule.id, set())
        for article in sorted(missing):
            yield "paragraphs", f"article {article} does not name the rule {rule.id} that cites it"


def _carrier(written: str, known: Known) -> Carrier:
    how, _, ref = written.partition(":")
    found = Carrying(how)
    name: Text
    match found:
        case Carrying.GUARD:
            name = known.rules[ref].demand.text
        case Carrying.DEADLINE:
            if not any(isinstance(each, int) for each in known.rules[ref].params.values()):
                raise KeyError(f"{ref} sets no number")
            name = known.rules[ref].demand.text
        case Carrying.STEP:
            name = _step_name(ref, known)
        case Carrying.FIELD:
            name = field_words(ref)
        case Carrying.ROLE:
            role, _, step_id = ref.partition("/")
            if not any(
                role in each.step_by_id[step_id].roles for each in known.procedures if step_id in each.step_by_id
            ):
                raise KeyError(f"{role} may not take {step_id}")
            name = Text("{role}：{step}", "{role}: {step}").fmt(
                role=Role.of(role).label, step=_step_name(step_id, known)
            )
        case Carrying.FIGURE:
            name = known.figures[ref]
        case Carrying.RECORD:
            if ref not in KINDS:
                raise KeyError(ref)
            name = kind_name(ref)
        case Carrying.PAGE:
            name = PAGES[ref]
    return Carrier(found, ref, name)


def _step_name(step_id: str, known: Known) -> Text:
    for procedure in known.procedures:
        if step_id in procedure.step_by_id:
            return procedure.step_by_id[step_id].name.text
    raise KeyError(step_id)


def article_words(article: int, paragraph: int | None = None) -> Text:
    """How an article, or a paragraph of it, is cited."""
    if paragraph is None:
        return Text(f"第{numeral(article)}条", f"art. {article}")
    return Text(f"第{numeral(article)}条第{numeral(paragraph)}款", f"art. {article}({paragraph})")


_NUMBERS = {numeral(number): number for number in range(1, 100)}


def articles_cited(words: str) -> set[int]:
    """The numbers of the articles that a citation in Chinese names."""
    return {_NUMBERS[each] for each in re.findall(r"第([一二三四五六七八九十]+)条", words)}


def summary(covered: Iterable[Covered]) -> tuple[int, int, int, int]:
    """How many paragraphs there are, are carried, are declaratory, are open."""
    listed = list(covered)
    carried = sum(bool(each.carriers) for each in listed)
    open_ = sum(each.open for each in listed)
    return len(listed), carried, len(listed) - carried - open_, open_
