"""The script of the demonstration, read from the files beside it: who there is, and what happened when."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workflow.domain.facts.base import SHANGHAI

DATA = Path(__file__).parent / "data"
PUBLIC = "public"


@dataclass(frozen=True)
class Event:
    """Something someone did, or tried to: on which matter, who, at what moment, with what input.

    `refused` lists the rules that must refuse it, or the word ``role``; empty for what succeeds.
    """

    matter: str
    place: int
    step: str
    by: str
    at: dt.datetime
    data: dict[str, Any]
    refused: frozenset[str]

    @property
    def key(self) -> str:
        """The key of the request: always the same, so that the receipt codes of the demonstration are too."""
        return f"demonstration/{self.matter}/{self.place}"


@dataclass(frozen=True)
class Keeping:
    """What the office did with the catalogue of a year, at what moment, with what input."""

    year: int
    act: str
    by: str
    at: dt.datetime
    data: dict[str, Any]


@dataclass(frozen=True)
class Working:
    """What somebody did with an entry of the work ledger, which the files name by a key, with what input."""

    key: str
    act: str
    by: str
    at: dt.datetime
    data: dict[str, Any]


@dataclass(frozen=True)
class Script:
    """The whole demonstration; `notes` say for each matter where it was taken from."""

    cast: dict[str, Any]
    pool: dict[str, Any]
    catalogues: tuple[Keeping, ...]
    work: tuple[Working, ...]
    numbers: dict[str, Any]
    events: tuple[Event, ...]
    notes: dict[str, str]


def moment(local: dt.datetime) -> dt.datetime:
    """A moment as the files write it, in Asia/Shanghai."""
    return local.replace(tzinfo=SHANGHAI).astimezone(dt.UTC)


@cache
def script() -> Script:
    """Read the files, once; the events of all matters in the order they happened."""
    sources = _read(DATA / "sources.toml")
    events: list[Event] = []
    notes = {}
    for path in sorted((DATA / "decisions").glob("*.toml")):
        matter = _read(path)
        source = sources[matter["source"]]
        notes[path.stem] = (
            f"示范数据：事项取自{source['place']}《{source['title']}》（来源：{source['url']}）；"
            f"日期、人员和经过均为虚构。{matter.get('adapted', '')}"
        )
        events += [_event(path.stem, place, each) for place, each in enumerate(matter["events"])]
    events.sort(key=lambda event: event.at)
    kept = _read(DATA / "catalogues.toml")
    catalogues = tuple(_keeping(kept["by"], each) for each in kept["acts"])
    work = tuple(map(_working, _read(DATA / "work.toml")["acts"]))
    numbers, cast, pool = (_read(DATA / f"{name}.toml") for name in ("numbers", "cast", "experts"))
    return Script(cast, pool, catalogues, work, numbers, tuple(events), notes)


def _keeping(by: str, written: dict[str, Any]) -> Keeping:
    data = dict(written)
    at = moment(data.pop("at"))
    data.setdefault("on", at.astimezone(SHANGHAI).date())
    return Keeping(data.pop("year"), data.pop("act"), by, at, data)


def _working(written: dict[str, Any]) -> Working:
    data = dict(written)
    at = moment(data.pop("at"))
    act = data.pop("act", "record")
    if act != "correct":
        data.setdefault("on", at.astimezone(SHANGHAI).date())
    return Working(data.pop("key"), act, data.pop("by"), at, data)


def _event(matter: str, place: int, written: dict[str, Any]) -> Event:
    data = dict(written)
    at = moment(data.pop("at"))
    data.setdefault("on", at.astimezone(SHANGHAI).date())
    return Event(
        matter, place, data.pop("step"), data.pop("by"), at, refused=frozenset(data.pop("refused", ())), data=data
    )


def _read(path: Path) -> dict[str, Any]:
    trimmed: dict[str, Any] = _trim(tomllib.loads(path.read_text("utf-8")))
    return trimmed


def _trim(value: Any) -> Any:
    match value:
        case str():
            return value.strip()
        case list():
            return [_trim(each) for each in value]
        case dict():
            return {key: _trim(each) for key, each in value.items()}
    return value
