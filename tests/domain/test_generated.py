"""Dossiers of every shape: no rule ever fails to answer, and a file keeps everything."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.domain.dossiers import rulebook, setting
from workflow.domain import terms
from workflow.domain.checking import check_dossier, findings_for, findings_of, outstanding
from workflow.domain.dossier import Dossier
from workflow.domain.dossierfile import read_dossier, vocabulary_flaws, write_dossier
from workflow.domain.fieldwords import allowed, place_of
from workflow.domain.inventory import due_items
from workflow.domain.schema import schema

TEXTS = st.sampled_from(
    ["", " ", "同意", "low", "lawful", "exploratory", "amend", "adopted", "head_office", "李明", "a{b}%s"]
)
DATES = st.one_of(
    st.dates(dt.date(2022, 9, 20), dt.date(2022, 10, 20)),
    st.dates(),
    st.sampled_from([dt.date.min, dt.date.max, dt.date(2026, 12, 31), dt.date(2004, 1, 1)]),
)
MOMENTS = st.datetimes(timezones=st.just(dt.UTC))


@cache
def parts(definition: str) -> st.SearchStrategy[Any]:
    """Values that the definition of the published schema allows, drawn from few texts so that they meet."""
    return _values(schema()["$defs"][definition])


def _values(words: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "$ref" in words:
        name = words["$ref"].rsplit("/", 1)[1]
        return st.deferred(lambda: parts(name))
    if "enum" in words:
        return st.sampled_from(words["enum"])
    if "anyOf" in words:
        return st.one_of([_values(each) for each in words["anyOf"]])
    match words["type"], words.get("format"):
        case "null", _:
            return st.none()
        case "string", "date":
            return DATES.map(dt.date.isoformat)
        case "string", "date-time":
            return MOMENTS.map(dt.datetime.isoformat)
        case "string", _:
            return TEXTS
        case "boolean", _:
            return st.booleans()
        case "integer", _:
            return st.integers(words.get("minimum", -1), words.get("maximum", 4))
        case "array", _ if "prefixItems" in words:
            return st.tuples(*(_values(each) for each in words["prefixItems"])).map(list)
        case "array", _:
            return st.lists(_values(words["items"]), max_size=3)
        case _:
            properties = {key: _values(value) for key, value in words["properties"].items()}
            required = words.get("required", ())
            return st.fixed_dictionaries(
                {key: properties[key] for key in required},
                optional={key: value for key, value in properties.items() if key not in required},
            )


def dossiers() -> st.SearchStrategy[Dossier]:
    return _values({key: value for key, value in schema().items() if key != "$defs"}).map(Dossier.model_validate)


slow = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@slow
@given(dossiers(), st.dates())
def test_the_rules_answer_whatever_they_are_asked(dossier: Dossier, today: dt.date) -> None:
    asked = setting(today)
    for each in [*findings_of(rulebook().rules, dossier, asked), *check_dossier(rulebook(), dossier, asked)]:
        assert each.detail.zh
        assert each.detail.en
        assert "{" not in each.detail.zh.replace("{b}", "")
    for step in rulebook().procedure.steps:
        begun = outstanding(rulebook(), step.id, dossier, asked)
        assert {each.rule_id for each in begun} <= {
            each.rule_id for each in findings_for(rulebook(), step.id, dossier, asked)
        }
    due_items(dossier)
    vocabulary_flaws(rulebook(), dossier)


@slow
@given(dossiers())
def test_a_dossier_keeps_everything_in_its_file(dossier: Dossier) -> None:
    assert read_dossier(write_dossier(dossier).encode()) == dossier
    assert Dossier.model_validate(dossier, from_attributes=True) == dossier


@slow
@given(dossiers(), st.dates(dt.date(2022, 1, 1), dt.date(2026, 1, 1)))
def test_the_file_checks_to_the_same_findings(dossier: Dossier, today: dt.date) -> None:
    again = read_dossier(write_dossier(dossier).encode())
    assert check_dossier(rulebook(), again, setting(today)) == check_dossier(rulebook(), dossier, setting(today))


def test_every_place_of_a_dossier_has_a_name_and_says_what_may_stand_there() -> None:
    definitions = {"Dossier": schema(), **schema()["$defs"]}
    for name, words in definitions.items():
        for key, value in words.get("properties", {}).items():
            assert any("一" <= char <= "鿿" for char in value["title"]), f"{name}.{key} has no name"
            assert value["title"] in value["description"]
    for way in (("title",), ("reviews", 0, "conclusion", "on"), ("meetings", 2, "members", 1, "chief")):
        assert allowed(place_of(way).annotation).zh != "请对照格式说明"
    assert place_of(("reviews", 0, "conclusion", "on")).text.zh == (
        "reviews[0].conclusion.on（合法性审查各次·第1项·合法性审查意见书·日期）"
    )


@pytest.mark.parametrize(
    "name", [name for name in vars(terms) if name[0].isupper() and name not in ("Enum", "Self", "Term", "Text")]
)
def test_terms_are_what_they_are_stored_as(name: str) -> None:
    kind = getattr(terms, name)
    assert len({term.label.zh for term in kind}) == len(kind)
    for term in kind:
        assert kind(term.value) is term
        assert str(term) == term.value
        assert isinstance(term, str)
        assert not isinstance(term, BaseModel)
