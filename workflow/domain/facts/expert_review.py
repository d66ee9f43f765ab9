"""The panel, its opinions and what was told back (713 arts. 19 and 20, 337 arts. 19 to 22)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import Disposition, ExpertConclusion, ReviewMethod, Stance


class ExpertOpinion(Fact):
    """One expert's written, signed opinion (713 art. 19, 337 arts. 19 and 22). `anew`: why it takes back what an earlier record said."""

    legality: Paragraphs = ""
    necessity: Paragraphs = ""
    feasibility: Paragraphs = ""
    soundness: Paragraphs = ""
    risk: Paragraphs = ""
    conclusion: ExpertConclusion
    signed: bool = False
    anew: Paragraphs = ""


class ExpertFeedback(Fact):
    """What was done with an expert's opinion and told back to the expert (337 art. 22)."""

    disposition: Disposition
    reason: Paragraphs = ""


class ExpertReplacement(Fact):
    """Why an expert fell out, and the number of the one who came in; both stay on record."""

    reason: Paragraphs
    successor: int


class Expert(Part):
    """An expert of the panel with the declaration of no interest (713 art. 20). `pool_number`: the number in the pool.

    `why_chosen`: why somebody takes part whose neutrality the record speaks against, or who was not drawn.
    """

    number: int
    name: Line
    field: Line
    unit: Line
    pool_number: Line = ""
    no_interest: bool = False
    stance: Stance = Stance.NEUTRAL
    why_chosen: Paragraphs = ""
    replaced: ExpertReplacement | None = None
    opinion: ExpertOpinion | None = None
    feedback: ExpertFeedback | None = None


class ExpertDraw(Fact):
    """A draw from the pool, with everything the result follows from; see `workflow.domain.drawing`."""

    field: Line = ""
    wanted: int
    candidates: tuple[Line, ...]
    log_size: int
    log_root: Line
    moment: Line
    seed: Line
    drawn: tuple[Line, ...]


class PanelRecord(Fact):
    """The record of a panel meeting, signed by each expert (337 art. 22); experts by their numbers in the panel.

    `anew`: why it takes back what an earlier record said.
    """

    time: Line = ""
    place: Line = ""
    chair: Line = ""
    attended: tuple[int, ...] = ()
    discussion: Paragraphs = ""
    signed: tuple[int, ...] = ()
    anew: Paragraphs = ""


class ExpertResult(Fact):
    """The conclusion of expert review."""

    summary: Paragraphs


class ExpertReview(Fact):
    """An expert review: how it was held, by whom, what came of it.

    `not_called`: why somebody who was drawn does not take part; `again`: why a text that was argued already is argued once
    more.
    """

    method: ReviewMethod
    version: int | None = None
    questions: Paragraphs = ""
    disputed: bool = False
    materials: Paragraphs = ""
    materials_on: dt.date | None = None
    experts: tuple[Expert, ...] = ()
    not_called: Paragraphs = ""
    again: Paragraphs = ""
    record: PanelRecord | None = None
    result: ExpertResult | None = None

    @property
    def sitting(self) -> tuple[Expert, ...]:
        """The experts who take part: whoever was replaced no longer does."""
        return tuple(expert for expert in self.experts if expert.replaced is None)

    @property
    def heard(self) -> tuple[Expert, ...]:
        """The experts who argued: all but those who fell out before saying anything."""
        return tuple(expert for expert in self.experts if expert.opinion or expert.replaced is None)
