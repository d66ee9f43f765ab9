"""A step as a viewer meets it: whether it arises in a matter, who may take it, and what is missing before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.domain.adjusting import EXAMINE, examined
from workflow.domain.applicability import concerned, offered
from workflow.domain.checking import Finding
from workflow.domain.differing import newer
from workflow.domain.dossier import Dossier
from workflow.domain.lawfiles import library
from workflow.domain.machine import possible
from workflow.domain.procedure import Step
from workflow.domain.progress import beside_the_point
from workflow.domain.reviewtime import comes_up
from workflow.domain.rulebook import Rulebook
from workflow.domain.terms import Role

MOVE = "initiation.move"
"""The step that is there only while there is a newer version of the rules."""


def arises(step: Step, rulebook: Rulebook, dossier: Dossier, states: Mapping[str, str], today: date) -> bool:
    """Whether a step is one of this matter, may be taken where it stands, and is about something."""
    if step.id == MOVE and newer(library(), rulebook, today) is None:
        return False
    if step.id == EXAMINE and not examined(rulebook):
        return False
    return (
        possible(step, states)
        and step.stage in concerned(rulebook.procedure, states, dossier)
        and offered(step, dossier)
        and comes_up(step.id, dossier, rulebook)
        and not beside_the_point(step.id, dossier)
    )


@dataclass(frozen=True)
class StepView:
    """A step the viewer may take now, with what came before and is still missing.

    `idle`: it may be taken but nothing asks for it at the moment.
    """

    step: Step
    role: Role
    missing: tuple[Finding, ...]
    idle: bool

    @property
    def ready(self) -> bool:
        """Whether nothing that came before stops it."""
        return not any(finding.stops for finding in self.missing)
