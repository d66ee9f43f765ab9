"""The panel, its opinions and what was told back (713 arts. 19 and 20, 337 arts. 19 to 22)."""

from __future__ import annotations

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod


class ExpertOpinion(Fact):
    """One expert's written, signed opinion (713 art. 19, 337 arts. 19 and 22)."""

    legality: Paragraphs = ""
    necessity: Paragraphs = ""
    feasibility: Paragraphs = ""
    soundness: Paragraphs = ""
    risk: Paragraphs = ""
    conclusion: ExpertConclusion
    signed: bool = False


class ExpertFeedback(Fact):
    """What was done with an expert's opinion and told back to the expert (337 art. 22)."""

    disposition: Disposition
    reason: Paragraphs = ""


class Expert(Part):
    """An expert of the panel with the declaration of no interest (713 art. 20)."""

    number: int
    name: Line
    field: Line
    unit: Line
    no_interest: bool = False
    opinion: ExpertOpinion | None = None
    feedback: ExpertFeedback | None = None


class ExpertResult(Fact):
    """The conclusion of expert review."""

    summary: Paragraphs


class ExpertReview(Fact):
    """An expert review: how it was held, by whom, what came of it."""

    method: ReviewMethod
    version: int | None = None
    questions: Paragraphs = ""
    experts: tuple[Expert, ...] = ()
    result: ExpertResult | None = None
