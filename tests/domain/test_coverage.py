"""Coverage of the law: every paragraph of Orders 713 and 337 is carried by something that exists, or said to be declaratory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workflow.domain.coverage import (
    Known,
    article_words,
    articles_cited,
    coverage_of,
    coverage_problems,
    numeral,
    summary,
)
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import Coverage

# how many paragraphs (款) the articles have, counted in the published texts
PARAGRAPHS = {
    "cn-713": "11311112111413231121323122111311112413111121",
    "cq-337": "113" + "1" * 13 + "2" + "1" * 8 + "22" + "1" * 18,
}


@pytest.fixture(scope="module")
def known() -> Known:
    return Known.of(library())


def problems(coverage: Coverage, known: Known) -> list[str]:
    return [message for _, message in coverage_problems(coverage, library().instruments[coverage.instrument], known)]


@pytest.mark.parametrize("name", library().coverages)
def test_nothing_is_missing_and_everything_named_exists(name: str, known: Known) -> None:
    assert problems(library().coverages[name], known) == []


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_it_has_every_paragraph_of_the_text(name: str, known: Known) -> None:
    coverage = library().coverages[name]
    assert list(coverage.counts) == [int(each) for each in PARAGRAPHS[name]]
    covered = coverage_of(coverage, known)
    total, carried, declaratory, missing = summary(covered)
    assert total == sum(coverage.counts) == len(covered)
    assert total == carried + declaratory + missing


def changed(name: str, change: Callable[[list[dict[str, object]]], object]) -> Coverage:
    written = library().coverages[name].model_dump()
    paragraphs = list(written["paragraphs"])
    change(paragraphs)
    return Coverage.model_validate(written | {"paragraphs": paragraphs})


BROKEN: dict[str, tuple[Callable[[list[dict[str, object]]], object], str]] = {
    "a paragraph left out": (lambda each: each.pop(4), "article 3, paragraph 3 is missing"),
    "a paragraph too many": (
        lambda each: each.append(each[-1] | {"article": 45}),
        "there is no article 45, paragraph 1",
    ),
    "twice": (lambda each: each.insert(1, each[0]), "they do not stand once each"),
    "no such rule": (lambda each: each[2].update(carriers=["guard:cn-713.99"]), "guard:cn-713.99 does not exist"),
    "no such step": (lambda each: each[2].update(carriers=["step:dream.on"]), "step:dream.on does not exist"),
    "no such field": (lambda each: each[2].update(carriers=["field:proposal.dream"]), "field:proposal.dream does not"),
    "a field of nothing": (lambda each: each[2].update(carriers=["field:title.zh"]), "field:title.zh does not exist"),
    "no such figure": (lambda each: each[2].update(carriers=["figure:dreams"]), "figure:dreams does not exist"),
    "no such record": (lambda each: each[2].update(carriers=["record:dream"]), "record:dream does not exist"),
    "no such page": (lambda each: each[2].update(carriers=["page:dream"]), "page:dream does not exist"),
    "no such way": (lambda each: each[2].update(carriers=["wish:dream"]), "wish:dream does not exist"),
    "a role without the right": (
        lambda each: each[2].update(carriers=["role:auditor/initiation.approve"]),
        "auditor may not take initiation.approve",
    ),
    "a limit without a number": (lambda each: each[2].update(carriers=["deadline:cn-713.31"]), "sets no number"),
    "declaratory and carried": (lambda each: each[0].update(carriers=["step:initiation.study"]), "not declaratory"),
    "a rule its article does not name": (
        lambda each: each[13].update(carriers=["step:initiation.study"]),
        "article 11 does not name the rule cn-713.11",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_said(case: str, known: Known) -> None:
    change, words = BROKEN[case]
    assert words in "\n".join(problems(changed("cn-713", change), known))


def test_articles_are_cited_as_officials_do() -> None:
    assert [numeral(number) for number in (1, 10, 11, 20, 37, 99)] == ["一", "十", "十一", "二十", "三十七", "九十九"]
    assert article_words(25).zh == "第二十五条"
    assert article_words(25, 2) == ("第二十五条第二款", "art. 25(2)")
    assert articles_cited("第十二条第三项至第五项") == {12}
    assert articles_cited("第三条第二款、第二十九条") == {3, 29}


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_no_paragraph_is_open(name: str, known: Known) -> None:
    assert [each.place.zh for each in coverage_of(library().coverages[name], known) if each.open] == []
