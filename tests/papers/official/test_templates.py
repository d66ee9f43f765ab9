"""Every template that comes with the program, filled from a record: nothing fails, and everything can be printed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.domain.dossiers import rulebook
from tests.papers.official.records import RECORDS
from workflow.papers.official.filling import OWN, SUFFIX, Templates
from workflow.papers.official.fonts import fonts_in
from workflow.papers.official.kinds import available, kinds_of
from workflow.papers.official.layout import layout_of
from workflow.papers.official.pdf import pdf
from workflow.papers.official.values import Words, values_of

KINDS = kinds_of()


def test_every_kind_has_its_template_and_every_template_its_kind():
    known = {kind.key for subject in ("decision", "catalogue", "report") for kind in kinds_of(of=subject)}
    assert {each.stem for each in OWN.glob(f"*{SUFFIX}")} == known


def test_every_kind_belongs_to_a_stage():
    assert {kind.stage for kind in KINDS} <= {stage.key for stage in rulebook().procedure.stages}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_paper_of_every_kind_is_made(kind):
    """Of some record of those there are; each as often as its item is there."""
    made = 0
    rules = rulebook()
    for dossier in RECORDS:
        for found in available((kind,), dossier):
            values = values_of(dossier, found, number="2022-001", said=Words(rules.labels), kind=rules.kind_name)
            document = Templates().fill(kind.key, values)
            assert document.body, "a paper says something"
            assert fonts_in().missing(document.texts()) == ""
            if not made:
                assert pdf(document, layout_of(), fonts_in(), author="某", made=dt.datetime(2022, 8, 1, tzinfo=dt.UTC))
            made += 1
    assert made
