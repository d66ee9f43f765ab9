"""The plan of a decision of this installation, and the rulebooks it may be tried under."""

from __future__ import annotations

import datetime as dt

from workflow.domain.calendar import WorkingCalendar
from workflow.domain.lawfiles import library
from workflow.domain.planner import Trial, trial
from workflow.domain.planning import Wishes
from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text
from workflow.services.decisionview import DecisionView


def rulebooks(decision: DecisionView) -> tuple[tuple[str, Text], ...]:
    """The labels of the rulebooks that know this kind of matter, with their names; the decision's own first."""
    own = decision.rulebook
    found = [(own.label, _name(own))]
    _, colon, kinds = own.label.partition(":")
    for label, profile in sorted(library().profiles.items()):
        if label != own.profile.label and {each.key for each in profile.kinds} >= set(own.kinds):
            book = library().rulebook(label + colon + kinds)
            found.append((book.label, _name(book)))
    return tuple(found)


def _name(book: Rulebook) -> Text:
    return Text("{name}（{version}版）", "{name} ({version})").fmt(
        name=book.profile.name.text, version=book.profile.version
    )


def plans(
    decision: DecisionView,
    today: dt.date,
    calendar: WorkingCalendar,
    wishes: Wishes,
    *,
    label: str = "",
    begin: dt.date | None = None,
) -> Trial:
    """The plan from today, and the one as wished. Raises KeyError where there is no rulebook of that label."""
    other = library().rulebook(label) if label else None
    return trial(decision.rulebook, decision.dossier, today, calendar, wishes, other=other, begin=begin)
