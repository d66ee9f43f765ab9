"""Where the matters stand by the log, and whether the database says the same of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from workflow.domain.text import Text
from workflow.domain.unseen import worded
from workflow.models.decisions import Decision
from workflow.services.raw import raw, stored_moment
from workflow.services.unit import Session

BATCH = 500
_MOMENTS = ("created_at", "changed_at")
_COLUMNS = (
    *("version", "since", *_MOMENTS, "rulebook", "title", "name", "category", "source"),
    *("state", "track_states"),
)


@dataclass
class _Moved:
    """Where a matter stands by the log, and by which entry."""

    states: dict[str, tuple[str, int]] = field(default_factory=dict)
    facts: dict[str, tuple[object, int]] = field(default_factory=dict)
    seq: int = 0


class Matters:
    """The matters a log tells of, followed entry by entry."""

    def __init__(self) -> None:
        self._matters: dict[str, _Moved] = {}

    def follow(self, seq: int, entry: Mapping[str, str]) -> None:
        """Take an entry of a step that was taken."""
        matter = self._matters.setdefault(entry["obj"], _Moved())
        matter.seq = seq
        facts: dict[str, object] = {"version": int(entry["ver"]), "changed_at": entry["ts"]} if entry["ver"] else {}
        if entry["to"]:
            track, _, state = entry["to"].partition(":")
            matter.states[track] = state, seq
            if track == "main":
                facts["since"] = entry["eff"]
        if entry["act"] == "initiation.propose":
            facts |= {"created_at": entry["ts"], "rulebook": entry["rule"].partition("#")[0]}
        if entry["act"] == "initiation.move":
            facts["rulebook"] = entry["d.after"]
        facts |= {name: entry[f"d.{name}"] for name in ("title", "category", "source") if f"d.{name}" in entry}
        if "title" in facts:
            facts["name"] = worded(entry["d.title"])
        if entry["act"] == "initiation.amend":
            # an amendment may change the source too, but its entry does not say to what
            matter.facts.pop("source", None)
        matter.facts |= {name: (value, seq) for name, value in facts.items()}

    def disagreements(self, session: Session, organ_id: int) -> Iterator[tuple[int | None, Text]]:
        """What the table of decisions says otherwise than the log: by which entry, and a sentence."""
        columns = [getattr(Decision, name) for name in _COLUMNS]
        found = raw(Decision.number, *columns).where(Decision.organ_id == organ_id).order_by(Decision.id)
        missing = dict(self._matters)
        for row in session.execute(found.execution_options(yield_per=BATCH)):
            matter = missing.pop(f"decision/{row.number}", None)
            if matter is None:
                zh, en = (
                    f"事项{row.number}在日志中没有任何条目",
                    f"no entry of the log tells of the matter {row.number}",
                )
                yield None, Text(zh, en)
            else:
                yield from _compared(row, matter)
        for obj, matter in missing.items():
            yield matter.seq, Text(f"日志所载{obj}不存在", f"{obj}, of which the log tells, does not exist")


def _compared(row: Row[*tuple[Any, ...]], matter: _Moved) -> Iterator[tuple[int | None, Text]]:
    stored = row._mapping
    sides = _sides(stored["track_states"])
    due: dict[str, tuple[object, int]] = {
        **matter.facts,
        "state": matter.states.get("main", ("", matter.seq)),
        **{f"track_states.{track}": ("", matter.seq) for track in sides},
        **{f"track_states.{track}": told for track, told in matter.states.items() if track != "main"},
    }
    for column, (written, seq) in due.items():
        table, _, track = column.partition(".")
        value = sides.get(track, "") if track else stored[table]
        value = stored_moment(value) if column in _MOMENTS else value if column == "version" else str(value)
        if value != written:
            yield (
                seq,
                Text(
                    f"事项{row.number}的{column}为{value!r}，按日志应为{written!r}",
                    f"{column} of the matter {row.number} is {value!r}, by the log it is {written!r}",
                ),
            )


def _sides(stored: object) -> dict[str, object]:
    """The states of the side tracks as the database keeps them; what is no such thing stands under its own name."""
    try:
        found = json.loads(stored) if isinstance(stored, str) else stored
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {repr(stored): stored}
