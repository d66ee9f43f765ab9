"""The facts of a dossier's first half: proposal, draft, participation, experts, risk.

A fact has the date on which it happened (`on`, as claimed, in Asia/Shanghai) and, once it stands in the log, the moment
of its entry (`entered`). A paper dossier has no `entered`.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from workflow.domain.terms import (
    Category,
    Disposition,
    ExpertConclusion,
    NoticeChannel,
    ReplyWay,
    ReviewMethod,
    RiskMethod,
    Source,
)

Line = Annotated[str, StringConstraints(max_length=300)]
Paragraphs = Annotated[str, StringConstraints(max_length=60_000)]
Grade = Annotated[int, Field(ge=1, le=5)]


class Part(BaseModel):
    """A piece of a fact: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Fact(Part):
    """Something that happened on a day and was entered at a moment."""

    on: dt.date
    entered: AwareDatetime | None = None


class Proposal(Fact):
    """A proposal for a decision (713 art. 10, 337 art. 12)."""

    title: Line
    category: Category
    source: Source
    unit: Line = ""
    proposer: Line = ""
    problem: Paragraphs = ""
    basis: Paragraphs = ""
    plan: Paragraphs = ""
    necessity: Paragraphs = ""
    feasibility: Paragraphs = ""


class Study(Fact):
    """The study a proposal is put through before the organ decides (713 art. 10)."""

    unit: Line
    necessary: bool
    opinion: Paragraphs


class Initiation(Fact):
    """The decision to start the procedure (713 art. 11, 337 arts. 12 and 13)."""

    approved_by: Line
    deputy: Line = ""
    deputy_on: dt.date | None = None
    units: tuple[Line, ...] = ()
    lead_unit: Line = ""
    due: dt.date | None = None


class Refusal(Fact):
    """The decision not to start, with its reason."""

    approved_by: Line
    reason: Paragraphs


class Basis(Part):
    """One law, regulation, rule or policy the draft rests on."""

    title: Line
    article: Line = ""


class FileRef(Part):
    """A file kept by its content: name as uploaded, SHA-256 in hex, size in bytes."""

    name: Line
    digest: str
    size: int
    media_type: str


class Draft(Fact):
    """One version of the draft decision with its drafting note (713 art. 12)."""

    version: int
    title: Line
    body: Paragraphs = ""
    note: Paragraphs = ""
    change: Paragraphs = ""
    bases: tuple[Basis, ...] = ()
    files: tuple[FileRef, ...] = ()
    author: Line = ""
    author_id: str = ""


class Notice(Fact):
    """The public notice soliciting opinions (713 art. 15, 337 art. 17)."""

    version: int
    title: Line = ""
    channels: tuple[NoticeChannel, ...] = ()
    ways: tuple[ReplyWay, ...] = ()
    contact: Paragraphs = ""
    starts: dt.date
    ends: dt.date
    shortened_reason: Paragraphs = ""


class Answer(Fact):
    """What became of one opinion, and why (713 art. 18)."""

    disposition: Disposition
    reason: Paragraphs = ""
    duplicate_of: int | None = None


class Opinion(Fact):
    """One opinion from the public. Who sent it is no part of the dossier."""

    number: int
    channel: ReplyWay
    text: Paragraphs
    answer: Answer | None = None


class ParticipationResult(Fact):
    """The published result of public participation; no opinion at all is a result too (713 art. 18)."""

    summary: Paragraphs


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
