"""Risk points, report and finding, a round at a time (713 arts. 22 to 24, 337 arts. 23 to 25)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.terms import RiskAction, RiskMethod


class RiskPoint(Part):
    """One risk: likelihood and impact from 1 (least) to 5, a measure against it and a response plan (713 art. 23)."""

    description: Paragraphs
    likelihood: Grade
    impact: Grade
    measure: Paragraphs = ""
    response: Paragraphs = ""


class DepartmentView(Part):
    """A department that was heard, and what it said (713 art. 23(2))."""

    unit: Line
    view: Paragraphs = ""


class RiskReport(Fact):
    """The written risk assessment report (713 art. 23, 337 art. 24).

    Who was heard stands in `departments` as one text, or in `heard` department by department.
    """

    departments: Paragraphs = ""
    heard: tuple[DepartmentView, ...] = ()
    level: Line
    text: Paragraphs = ""
    points: tuple[RiskPoint, ...] = ()


class RiskReuse(Part):
    """An assessment already made of the same risk, which is not made twice (713 art. 22(2)).

    `scope`: the matter it is of, and how far it went; `covers`: why it is one of the risk of this version of the draft;
    `made`: the day it was made, None where papers do not say.
    """

    title: Line
    scope: Paragraphs = ""
    made: dt.date | None = None
    provision: Line = ""
    number: Line = ""
    covers: Paragraphs = ""


class RiskFinding(Fact):
    """The organ's own finding whether the risk is controllable (713 art. 24)."""

    controllable: bool
    decided_by: Line
    reason: Paragraphs = ""


class RiskFollow(Fact):
    """How the unit acted on the conclusion: the draft adjusted, measures taken (337 art. 25)."""

    actions: tuple[RiskAction, ...] = ()
    text: Paragraphs = ""


class RiskAssessment(Fact):
    """One round of risk assessment on one version of the draft.

    `procedure` is a word of the profile's vocabulary, where it knows more than one; `reused` says that an assessment
    made before takes the place of a new one; `again`: why a text that was assessed already is assessed once more.
    """

    version: int | None = None
    procedure: Line = ""
    methods: tuple[RiskMethod, ...] = ()
    assessor: Line = ""
    third_party: bool = False
    again: Paragraphs = ""
    reused: RiskReuse | None = None
    report: RiskReport | None = None
    finding: RiskFinding | None = None
    follow: RiskFollow | None = None
