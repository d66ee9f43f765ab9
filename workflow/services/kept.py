"""What is kept in versions: the newest counts, earlier ones stay, and what is withdrawn stays and counts no longer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from sqlalchemy import func, select

from workflow.domain import facts
from workflow.domain.evidence import Change, differences
from workflow.domain.substance import says_something
from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.people import Person
from workflow.services.recording import BadInput
from workflow.services.unit import Session

_R = TypeVar("_R", bound=facts.WorkRecord | facts.PastDecision)
_W = TypeVar("_W", bound=facts.WorkWithdrawal | facts.PastWithdrawal)

_BESIDE = {"entered", "version", "reason"}
"""What differs in any version and is told beside it."""


@dataclass(frozen=True)
class Kept(Generic[_R, _W]):
    """A record with its versions, the newest last, who entered each, and its withdrawal where it was withdrawn."""

    versions: tuple[_R, ...]
    by: tuple[str, ...]
    withdrawal: _W | None = None
    withdrawn_by: str = ""

    kind: ClassVar[str] = ""
    """The kind of its evidence."""

    @property
    def newest(self) -> _R:
        """The version that counts."""
        return self.versions[-1]

    @property
    def number(self) -> str:
        """The number in the register."""
        return self.newest.number

    def changes(self, version: int) -> list[Change]:
        """What a version changed of the one before it."""
        before, after = (_content(each) for each in self.versions[version - 2 : version])
        return differences(self.kind, before, after, {})

    def file(self, digest: str, name: str) -> facts.FileRef | None:
        """A file of any version."""
        found = (each for version in self.versions for each in version.files)
        return next((each for each in found if (each.digest, each.name) == (digest, name)), None)


def _content(record: facts.WorkRecord | facts.PastDecision) -> dict[str, object]:
    """What is compared: of a file the name, and as much of its digest as tells it from another of that name."""
    files = [f"{each.name} {each.digest[:8]}" for each in record.files]
    return record.model_dump(mode="json", exclude={*_BESIDE, "findings"}) | {"files": files}


_K = TypeVar("_K", bound=Kept[Any, Any])


def kept(session: Session, rows: Sequence[Any], made: type[_K], record: type[_R], withdrawal: type[_W]) -> list[_K]:
    """The records of these rows, with the names of those who entered them."""
    stamps = [each for found in rows for each in (*found.versions, found.withdrawal) if each]
    asked = select(Person.id, Person.name).where(Person.id.in_({each.entered_by for each in stamps}))
    names = {person.id: person.name for person in session.execute(asked)}

    def by(stamped: Iterable[Any]) -> tuple[str, ...]:
        return tuple(names.get(each.entered_by or 0, "") for each in stamped)

    def one(row: Any) -> _K:
        return made(
            tuple(map(record.model_validate, row.versions)),
            by(row.versions),
            withdrawal.model_validate(row.withdrawal) if row.withdrawal else None,
            by([row.withdrawal])[0] if row.withdrawal else "",
        )

    return [one(row) for row in rows if row.versions]


def numbering(session: Session, register: Any, prefix: Callable[[int], str]) -> Callable[[int], str]:
    """Gives the numbers of new records of a register, within a unit of work: each year's are counted when it is first asked for."""
    given: dict[str, int] = {}

    def next_of(year: int) -> str:
        start = prefix(year)
        if start not in given:
            given[start] = session.scalar(select(func.count()).where(register.number.startswith(start))) or 0
        given[start] += 1
        return f"{start}{given[start]:03d}"

    return next_of


def there(found: _K | None, what: Text) -> _K:
    """A record that stands. Raises BadInput for one that was withdrawn or is not there; `what` it is called."""
    if found is None or found.withdrawal:
        said = Text("该{what}已经撤回或者不存在。", "The {what} was withdrawn, or is not there.")
        raise BadInput({"title": said.fmt(what=what)})
    return found


def mark_of(version: facts.Fact) -> str:
    """What tells a version from any other, also from one of the same number that was lost: it was entered at another moment."""
    return hashlib.sha256(version.model_dump_json().encode()).hexdigest()[:16]


class Read(NamedTuple):
    """The version of a record that was read: its number, and its mark where that is known."""

    version: int
    mark: str = ""


def as_read(found: Kept[Any, Any], read: Read, what: Text) -> None:
    """The version that was read is the one that stands. Raises BadInput."""
    if found.newest.version != read.version or (read.mark and read.mark != mark_of(found.newest)):
        said = Text(
            "该{what}在您打开页面以后已被更正，请重新打开后再办理。",
            "The {what} was corrected since you opened the page: open it again.",
        )
        raise BadInput({"title": said.fmt(what=what)})


def why(reason: str, said: Text) -> dict[str, Text]:
    """What to say where the reason of a correction or a withdrawal says nothing."""
    return {} if says_something(reason) else {"reason": said}


def by_day(found: Iterable[_K]) -> dict[date, list[_K]]:
    """Records by the day they tell of now."""
    days: dict[date, list[_K]] = {}
    for each in found:
        days.setdefault(each.newest.on, []).append(each)
    return days


def alike(found: Iterable[_K], fact: facts.WorkRecord | facts.PastDecision) -> str:
    """The number of another record that stands, of the same day and name; empty where there is none."""
    for each in found:
        other = each.newest
        same = other.on == fact.on and worded(other.title) == worded(fact.title)
        if same and other.number != fact.number and not each.withdrawal:
            return str(other.number)
    return ""
