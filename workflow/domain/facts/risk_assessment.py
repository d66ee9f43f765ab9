"""Risk points, report and finding, a round at a time (713 arts. 22 to 24, 337 arts. 23 to 25)."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Grade, Line, Paragraphs, Part
from workflow.domain.terms import RiskMethod


class RiskPoint(Part):
    """One risk: likelihood and impact from 1 (least) to 5, a measure against it and a response plan (713 art. 23)."""

    description: Paragraphs
    likelihood: Grade
    impact: Grade
    measure: Paragraphs = ""
    response: Paragraphs = ""


class RiskReport(Fact):
    """The written risk assessment report (713 art. 23, 337 art. 24)."""

    departments: Paragraphs = ""
    level: Line
    text: Paragraphs = ""
    points: tuple[RiskPoint, ...] = ()


class RiskFinding(Fact):
    """The organ's own finding whether the risk is controllable (713 art. 24)."""

    controllable: bool
    decided_by: Line
    reason: Paragraphs = ""


class RiskAssessment(Fact):
    """One round of risk assessment on one version of the draft."""

    version: int | None = None
    methods: tuple[RiskMethod, ...] = ()
    assessor: Line = ""
    third_party: bool = False
    report: RiskReport | None = None
    finding: RiskFinding | None = None
