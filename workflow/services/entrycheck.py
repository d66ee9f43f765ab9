"""Whether the row an entry stands in, and the evidence kept beside it, say what the entry says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from workflow.domain.text import Text
from workflow.services.raw import stored_moment
from workflow.trail.commitment import commitments_of, fits
from workflow.trail.erasure import PERSONAL

Found = Row[*tuple[Any, ...]]


def misfiled(row: Found, entry: Mapping[str, str], number: str | None) -> Iterator[Text]:
    """The columns by which an entry is found that say otherwise than it does; `number`: of the matter it is filed under."""
    pairs = {
        "at": (stored_moment(row.at), entry["ts"]),
        "act": (row.act, entry["act"]),
        "result": (row.result, entry["res"]),
        "obj": (row.obj, entry["obj"]),
        "person": (row.person, entry["who"]),
        "unit": (row.unit, entry["unit"]),
        "effective": (str(row.effective or ""), entry["eff"]),
        "request": (row.request or "", entry["req"] if entry["res"] == "ok" else ""),
        "decision_id": (
            f"decision/{number}" if number else str(row.decision_id or ""),
            entry["obj"] if entry["obj"].startswith("decision/") else "",
        ),
    }
    for column, (stored, written) in pairs.items():
        if stored != written:
            yield Text(
                f"索引列{column}为{stored!r}，条目所载为{written!r}",
                f"the index column {column} says {stored!r}, the entry says {written!r}",
            )


def unproved(row: Found, entry: Mapping[str, str], evidence: Sequence[Found]) -> Iterator[Text]:
    """The evidence that is not what an entry committed to, is filed elsewhere, or is missing."""
    # who wrote is kept apart from all evidence, and checked with the rows it stands in
    due = {kind: commitment for kind, commitment in commitments_of(entry).items() if kind not in PERSONAL}
    for piece in evidence:
        commitment = due.pop(piece.kind, None)
        if commitment is None:
            yield Text(f"材料{piece.kind}不在条目承诺之列", f"the entry commits to no evidence {piece.kind}")
        elif not fits(commitment, piece.salt, piece.kind, piece.body):
            yield Text(
                f"材料{piece.kind}与条目中的承诺值不符", f"the evidence {piece.kind} is not what was committed to"
            )
        elif piece.decision_id != row.decision_id:
            yield Text(
                f"材料{piece.kind}所属事项与条目不符", f"the evidence {piece.kind} is filed under another matter"
            )
        elif (thread := _thread(entry)) is not None and piece.thread != thread:
            yield Text(f"材料{piece.kind}的序号与条目不符", f"the evidence {piece.kind} is filed under another number")
    for kind in due:
        yield Text(f"缺少材料{kind}", f"the evidence {kind} is missing")


def _thread(entry: Mapping[str, str]) -> str | None:
    """Which one of its kind the evidence of an entry is, where the entry says so."""
    return {
        "participation.receive": entry.get("d.opinion"),
        # one answer to several opinions is filed under the one it was written for
        "participation.answer": entry.get("d.opinion", "").partition(";")[0],
        "participation.hear": entry.get("d.number"),
        "expert_review.opine": entry.get("d.expert"),
    }.get(entry["act"])
