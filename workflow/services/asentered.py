"""Facts as they were when they were entered: rows hold what came later too, which their entry could not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workflow.domain import facts
from workflow.domain.facts import Part


def as_told(model: type[Part]) -> Callable[[Any], Mapping[str, Any]]:
    """The fact a row holds, as the ledger writes it."""
    return lambda row: model.model_validate(row).model_dump(mode="json", exclude={"entered"})


def columns(*names: str) -> Callable[[Any], Mapping[str, Any]]:
    """These columns of a row."""
    return lambda row: {name: getattr(row, name) for name in names}


def convened(row: Any) -> Mapping[str, Any]:
    """A meeting as it stood when it was convened: nobody had come or spoken."""
    meeting = facts.Meeting.model_validate(row)
    members = tuple(
        facts.Member(**each.model_dump(include={"number", "name", "post", "chief"})) for each in meeting.members
    )
    return as_told(facts.Meeting)(
        meeting.model_copy(update={"members": members, "resolution": None, "corrections": ()})
    )


def panel(row: Any) -> Mapping[str, Any]:
    """A panel as it stood when it was convened: nobody had been replaced or given an opinion."""
    review = facts.ExpertReview.model_validate(row)
    later = {each.replaced.successor for each in review.experts if each.replaced}
    experts = tuple(_seated(each) for each in review.experts if each.number not in later)
    return as_told(facts.ExpertReview)(review.model_copy(update={"experts": experts, "record": None, "result": None}))


def _seated(expert: facts.Expert) -> facts.Expert:
    """An expert as named, before anything else happened."""
    return expert.model_copy(update={"replaced": None, "opinion": None, "feedback": None})


def replacement(experts: Sequence[Any]) -> Callable[[Any], Mapping[str, Any]]:
    """A replacement with the expert who came in, as entered."""

    def told(row: Any) -> Mapping[str, Any]:
        came = next((each for each in experts if each.number == row.successor), None)
        successor = as_told(facts.Expert)(_seated(facts.Expert.model_validate(came))) if came else None
        return {"reason": row.reason, "successor": successor}

    return told


def published(row: Any) -> Mapping[str, Any]:
    """A notice as it first appeared: nothing had been put right or extended."""
    notice = facts.Notice.model_validate(row)
    return as_told(facts.Notice)(notice.model_copy(update={"amendments": ()}))


def round_begun(row: Any) -> Mapping[str, Any]:
    """A round of risk assessment as it stood when it began: nothing had been reported."""
    begun = facts.RiskAssessment.model_validate(row)
    return as_told(facts.RiskAssessment)(begun.model_copy(update={"report": None, "finding": None, "follow": None}))


def examined(row: Any) -> Mapping[str, Any]:
    """A round of fair competition review as it stood when the unit had made its own: nothing had been concluded."""
    own = facts.CompetitionReview.model_validate(row)
    return as_told(facts.CompetitionReview)(own.model_copy(update={"opinion": None}))


def announced(row: Any) -> Mapping[str, Any]:
    """A hearing as it stood when it was announced: nobody had registered."""
    hearing = facts.Hearing.model_validate(row)
    later = ("roll", "cancellation", "sitting", "report")
    empty = {"registrations": (), "postponements": (), **dict.fromkeys(later)}
    return as_told(facts.Hearing)(hearing.model_copy(update=empty))


def listed(row: Any) -> Mapping[str, Any]:
    """A list of participants as it stood when it was published: nobody had got the material or come."""
    roll = facts.HearingRoll.model_validate(row)
    participants = tuple(each.model_copy(update={"delivery": None, "appearance": None}) for each in roll.participants)
    return as_told(facts.HearingRoll)(roll.model_copy(update={"participants": participants}))
