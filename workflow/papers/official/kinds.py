"""Which papers the procedure has, as data beside their templates, and which of them a record can be made into already."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from workflow.domain.annual import YearReport
from workflow.domain.catalogue import YearCatalogue
from workflow.domain.dossier import Dossier
from workflow.domain.terms import NumberUse
from workflow.domain.text import Text
from workflow.papers.official.filling import OWN
from workflow.papers.official.problems import BadTemplate, bad_model, bad_toml

FILE = "papers.toml"


Subject = Literal["decision", "catalogue", "report"]


class Kind(BaseModel):
    """One kind of paper.

    `each`: the path in the dossier of what there is one paper for each of (a path through several lists counts them all); empty:
    one for the whole dossier; of several paths, first what the first leads to. `needs`: what has to be recorded, as paths from there. `on`: the path of the day it bears; of
    several the first there is, and one that begins with `^` starts from what the item stands within. `public`: what it is
    made of is masked as on public pages. `numbered`: it can be given a document number, one of the code for such papers first. `of`: whether it is made of a decision's dossier,
    of a year's catalogue or of a year's report.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    key: str = Field(pattern=r"^[a-z][a-z_]{1,40}$")
    name: Text
    of: Subject = "decision"
    stage: str = ""
    each: tuple[str, ...] = ("",)
    needs: tuple[str, ...] = ()
    on: tuple[str, ...]
    public: bool = False
    numbered: NumberUse | None = None

    @field_validator("each", "on", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class _Listed(BaseModel):
    """The file that lists them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    papers: tuple[Kind, ...] = ()


@dataclass(frozen=True)
class Available:
    """A paper that can be made: of which kind, of what (`item`, with what it stands `within`), which one it is, its day."""

    kind: Kind
    item: Any
    within: tuple[Any, ...]
    place: tuple[int, ...]
    on: dt.date

    @property
    def key(self) -> str:
        """What it is called in addresses: `minutes-2`."""
        return "-".join([self.kind.key, *map(str, self.place)])


def kinds_of(own: Path | None = None, of: Subject = "decision") -> tuple[Kind, ...]:
    """The kinds of papers made of that, in the order of the procedure; the government's own file replaces or adds. Raises BadTemplate."""
    found = {each.key: each for each in _read(OWN / FILE)}
    if own and (own / FILE).is_file():
        found |= {each.key: each for each in _read(own / FILE)}
    return tuple(each for each in found.values() if each.of == of)


def _read(place: Path) -> list[Kind]:
    try:
        raw = tomllib.loads(place.read_text("utf-8"))
        return list(_Listed.model_validate(raw).papers)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise bad_toml(FILE, error) from error
    except ValidationError as error:
        raise bad_model(FILE, error, raw, _Listed) from error


Record = Dossier | YearCatalogue | YearReport


def available(kinds: tuple[Kind, ...], dossier: Record) -> Iterator[Available]:
    """The papers the record can be made into, in the order of the kinds. Raises BadTemplate for a path there is not."""
    for kind in kinds:
        for place, item, within in (each for path in kind.each for each in _items(dossier, kind, path)):
            day = _day(kind, item, within)
            if day and all(reached(item, path, kind) for path in kind.needs):
                yield Available(kind, item, within, place, day)


def _day(kind: Kind, item: Any, within: tuple[Any, ...]) -> dt.date | None:
    """The day of the first of its paths that leads to one."""
    for path in kind.on:
        start = within[-1] if path.startswith("^") and within else item
        if isinstance(day := reached(start, path.removeprefix("^"), kind), dt.date):
            return day
    return None


def _items(dossier: Record, kind: Kind, path: str) -> Iterator[tuple[tuple[int, ...], Any, tuple[Any, ...]]]:
    """What there is a paper of: its place in the lists passed through, itself, and what it stands within."""
    found: list[tuple[tuple[int, ...], Any, tuple[Any, ...]]] = [((), dossier, ())]
    for name in path.split(".") if path else ():
        further = []
        for place, item, within in found:
            value = reached(item, name, kind)
            if isinstance(value, tuple):
                further += [((*place, n), each, (*within, item)) for n, each in enumerate(value, 1)]
            elif value is not None:
                further.append((place, value, (*within, item)))
        found = further
    yield from found


def reached(item: Any, path: str, kind: Kind) -> Any:
    """What stands at a path of attributes; None where the way ends before. Raises BadTemplate for a name there is not."""
    for name in path.split("."):
        if item is None:
            return None
        if name.startswith("_") or not hasattr(item, name):
            said = Text("{kind}：没有“{path}”", "{kind}: there is no “{path}”").fmt(kind=kind.key, path=path)
            raise BadTemplate(FILE, 0, said)
        item = getattr(item, name)
    return item
