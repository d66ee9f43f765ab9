"""What the export of a log says of the rulebooks its entries name, so that the procedure can be replayed without the program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.domain.calendar import Convention
from workflow.domain.lawfiles import library
from workflow.domain.lawparts import TAKEN_BY, Kind
from workflow.domain.rulebook import Rulebook

# the detail of an entry that tells the outcome of its step, where it is not a word of a vocabulary
_TOLD = {
    "risk_assessment.find": ("controllable", {"yes": "controllable", "no": "uncontrollable"}),
    "fair_competition.conclude": ("conclusion", {}),
    "execution.adjust": ("kind", {}),
    "legality_review.check": ("finding", {}),
    "drafting.save": ("beyond", {"yes": "beyond", "no": "kept_to", "": ""}),
}
# the guard that keeps two steps of a matter apart → the step that whoever takes the other has not taken
_APART = {"reviewer_not_drafter": "drafting.save", "minor_adjustment_checked": "execution.examine"}
_WORD = {"legality_review.conclude": "conclusion", "deliberation.decide": "outcome"}


def rulebooks(labels: Iterable[str]) -> dict[str, Any]:
    """Label → what the verifier replays by, in the form of docs/verifier.md."""
    return {label: described(library().rulebook(label)) for label in sorted(labels)}


def described(book: Rulebook) -> dict[str, Any]:
    """One rulebook: its tracks and steps, the duties that are kept apart, the periods that entries carry."""
    tracks = {track.key: track.initial for track in book.procedure.tracks}
    steps = {step.id: _step(book, step.id) for step in book.procedure.steps}
    return {"tracks": tracks, "steps": steps, "duties": _duties(book), "days": _days(book)}


def _step(book: Rulebook, act: str) -> dict[str, Any]:
    step = book.step(act)
    found: dict[str, Any] = {
        "stage": step.stage,
        "track": step.track,
        "roles": {str(role): reach for role, reach in step.roles.items()},
        "public": step.public,
        "shared": step.shared,
        "during": list(step.during),
        "moves": [{"source": list(m.source), "target": m.target, "when": m.when} for m in step.moves],
    }
    outcomes = {move.when for move in step.moves} - {""}
    if outcomes:
        detail, words = _TOLD.get(act, (_WORD.get(act, ""), {}))
        vocabulary = next((name for name, taken in TAKEN_BY.items() if taken == act), "")
        found["outcome"] = {
            "detail": detail,
            "words": words or book.effects.get(vocabulary) or {each: each for each in sorted(outcomes)},
        }
    return found


def _duties(book: Rulebook) -> list[dict[str, Any]]:
    return [
        {"step": act, "apart": [_APART[rule.rule.guard]]}
        for act in book.procedure.step_by_id
        for rule in book.rules_for(act)
        if rule.rule.kind is Kind.BLOCKS and rule.rule.guard in _APART
    ]


def _days(book: Rulebook) -> dict[str, Any]:
    days: dict[str, Any] = {}
    for act in ("participation.open", "participation.conclude", "legality_review.conclude"):
        for rule in book.rules_for(act):
            params = rule.params.model_dump(mode="json")
            if rule.rule.guard == "comment_period_met":
                limit = "hard" if params["limit"] == "hard" and not params["shorten"] else "soft"
                both = book.profile.convention is Convention.BOTH_ENDS
                days[act] = {"days": params["days"], "limit": limit, "both_ends": both}
            elif rule.rule.guard == "comment_period_over":
                days[act] = {"after_end": True}
            elif "working_days" in params and "limit" in params:
                days[act] = {"working_days": params["working_days"], "limit": params["limit"]}
    return days
