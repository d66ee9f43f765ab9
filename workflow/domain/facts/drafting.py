"""The versions of the draft, their bases and files (713 art. 12, 337 art. 14)."""

from __future__ import annotations

import datetime as dt

from workflow.domain.facts.base import Fact, Line, Paragraphs, Part
from workflow.domain.terms import OptionalStage, PlannedStage, Trait, WithholdGround


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


class Skip(Part):
    """A stage that does not apply, on which ground, and who decided so.

    `by_law` and `decided_on`: the lawful ground, and the day, of a decision not to make the matter public, which
    lets it go without public participation (713 art. 14(1), 711 arts. 14 to 16). `citation`: what the ground rests on
    where that is another law; `scope`: what is not made public. One with a scope and without a decider asks for it.
    """

    stage: OptionalStage
    ground: Paragraphs
    decided_by: Line = ""
    by_law: WithholdGround | None = None
    decided_on: dt.date | None = None
    citation: Line = ""
    scope: Line = ""

    @property
    def asks(self) -> bool:
        """Whether it asks that something be decided by somebody else."""
        return bool(self.scope.strip()) and not self.decided_by.strip()


class Omission(Part):
    """A stage the yearly catalogue plans that the matter goes without, and why."""

    stage: PlannedStage
    reason: Paragraphs


class Draft(Fact):
    """One version of the draft decision with its drafting note (713 art. 12).

    `traits`: what the matter touches, which says what applies; `skips`: the stages that do not; `omissions`: those of
    the catalogue's item that are left out all the same; `why_dropped`: why it no longer touches what an earlier version
    declared. `beyond`: of a version made after adoption in principle, whether
    it goes beyond what the meeting decided. `earlier`: numbers of matters that came to nothing of which a draft had the
    same text; `differs`: in what this one differs from them.
    """

    version: int
    title: Line
    body: Paragraphs = ""
    note: Paragraphs = ""
    change: Paragraphs = ""
    bases: tuple[Basis, ...] = ()
    files: tuple[FileRef, ...] = ()
    traits: tuple[Trait, ...] = ()
    skips: tuple[Skip, ...] = ()
    omissions: tuple[Omission, ...] = ()
    why_dropped: Paragraphs = ""
    beyond: bool | None = None
    earlier: tuple[Line, ...] = ()
    differs: Paragraphs = ""
    author: Line = ""
    author_id: str = ""
