"""What a stage does when one of its steps is taken: turn what was entered into rows and say what the trail must know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from sqlalchemy import Connection

from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Paragraphs, Part
from workflow.domain.guarding import Setting
from workflow.domain.rulebook import Rulebook
from workflow.domain.substance import says_something
from workflow.domain.text import Text
from workflow.models.base import Base
from workflow.models.decisions import Decision
from workflow.services.ledger import Proof
from workflow.services.putting import put
from workflow.services.unit import Session, connection_of

_R = TypeVar("_R", bound=Base)


class BadInput(Exception):
    """Something entered cannot be used: what to do about it, by field. Nothing was changed."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(f"{name}: {text.en}" for name, text in self.problems.items()))


def ahead(day: dt.date, today: dt.date, at: str = "on") -> dict[str, Text]:
    """What to say at the field `at` of something that is said to happen after today; nothing of anything else."""
    said = Text("日期不得晚于今天（{today}）。", "The day lies after today ({today}).")
    return {at: said.fmt(today=today)} if day > today else {}


def not_ahead(day: dt.date, today: dt.date, at: str = "on") -> None:
    """What happened did not happen after today. Raises BadInput at the field `at`."""
    if wrong := ahead(day, today, at):
        raise BadInput(wrong)


def stamp(actor: Actor, now: dt.datetime, on: dt.date) -> dict[str, Any]:
    """What every row of a fact has: its day, and when and by whom it was entered."""
    return {"on": on, "entered": now, "entered_by": actor.person_id}


SAYS_NOTHING = "says_nothing"
"""The kind of error of a reason that gives none."""


def _given(reason: str) -> str:
    if reason.strip() and not says_something(reason):
        raise PydanticCustomError(SAYS_NOTHING, "words that give no reason")
    return reason


Reason = Annotated[Paragraphs, AfterValidator(_given)]
"""A reason that law or house rules demand of whoever takes the step: words that give none are refused as missing ones are.

A reason demanded only of what departs from a rule is judged where that is judged; “无” may be right in its place.
"""


class Act(Part):
    """What is entered with a step: always the day it happened."""

    on: dt.date


def why_anew(reason: str, *, needed: bool) -> None:
    """A record that takes back what an earlier one said needs a reason. Raises BadInput at `anew`."""
    if needed and not says_something(reason):
        said = Text(
            "与此前录入的内容不一致（有改变或者减少），请写明重新录入的理由；原记录保留。",
            "This takes back what was entered before: say why it is entered anew. The earlier record is kept.",
        )
        raise BadInput({"anew": said})


@dataclass(frozen=True)
class Taking:
    """A step being taken: on which decision as it stood, by whom, when, under which rulebook.

    Of `decision` there are its own columns; what hangs on it is asked of `row`.
    """

    session: Session
    decision: Decision
    dossier: Dossier
    actor: Actor | None
    now: dt.datetime
    today: dt.date
    rulebook: Rulebook
    setting: Setting
    key: str

    @cached_property
    def row(self) -> Decision:
        """The decision as a row of the session, with all that hangs on it."""
        return self.session.get_one(Decision, self.decision.id)

    def put(self, kind: type[_R], /, **values: Any) -> _R:
        """Record a row, with what hangs on it, and return it as it was stored."""
        return put(self.session, kind, values)

    @property
    def connection(self) -> Connection:
        """For plain statements."""
        return connection_of(self.session)

    @property
    def calendar(self) -> WorkingCalendar:
        """The working-day calendar."""
        return self.setting.calendar

    @property
    def who(self) -> str:
        """Name of the actor."""
        return self.actor.name if self.actor else ""

    @property
    def who_id(self) -> str:
        """Public id of the actor."""
        return self.actor.public_id if self.actor else ""

    @property
    def who_of(self) -> str:
        """The unit of the actor."""
        return self.actor.unit if self.actor else ""

    def stamp(self, act: Act) -> dict[str, Any]:
        """What every fact row carries: the day, the moment of entry, and by whom."""
        return {"on": act.on, "entered": self.now, "entered_by": self.actor.person_id if self.actor else None}

    def vocabulary(self, name: str, key: str, fieldname: str) -> str:
        """`key`, which must be a word of the profile's vocabulary. Raises BadInput at `fieldname`."""
        if key not in self.rulebook.labels.get(name, {}):
            raise BadInput({fieldname: Text("请从列出的选项中选择。", "Choose one of the options listed.")})
        return key


@dataclass(frozen=True)
class Recorded:
    """What a step recorded: details for the entry, the evidence, the outcome that chooses the next state, and the columns
    of the decision that change together with its state."""

    details: Mapping[str, str]
    proofs: tuple[Proof, ...] = ()
    outcome: str = ""
    columns: Mapping[str, Any] = field(default_factory=dict)


Recorder = Callable[[Taking, Any], Recorded]
_F = TypeVar("_F", bound=Recorder)


@dataclass(frozen=True)
class Recording:
    """A step's input type and its recorder.

    `answer` makes what the one who asked gets back from the key of the request alone: nothing secret has to be kept.
    `since`: the day before which it cannot have happened, where that is not when the decision came to the state it is in.
    """

    act: type[Act]
    record: Recorder
    answer: Callable[[str], str] = lambda key: ""
    since: Callable[[Dossier], dt.date | None] = lambda dossier: None


@dataclass
class Registry:
    """Step id → how it is recorded. Every step of every procedure has exactly one."""

    recordings: dict[str, Recording] = field(default_factory=dict)

    def __getitem__(self, step_id: str) -> Recording:
        return self.recordings[step_id]

    def add(self, step_id: str, act: type[Act], **more: Any) -> Callable[[_F], _F]:
        """Register the decorated recorder for `step_id`."""

        def register(record: _F) -> _F:
            if step_id in self.recordings:
                raise ValueError(f"{step_id} is recorded twice")
            self.recordings[step_id] = Recording(act, record, **more)
            return record

        return register


RECORDINGS = Registry()
records = RECORDINGS.add
