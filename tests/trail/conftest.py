"""One log that every check of the trail is tried on: the opening of the house and the course of two decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from workflow.trail.entry import ENVELOPE, encode
from workflow.trail.merkle import leaf_hash
from workflow.trail.verifier import Row
from workflow.trail.vocabulary import DENIED, DETAILS

Fields = dict[str, str]
Script = tuple[str, ...]

# act, result, object, version, from, to
STEPS: tuple[Script, ...] = (
    ("log.opened", "ok", "", "", "", ""),
    ("clock.moved", "ok", "", "", "", ""),
    ("person.created", "ok", "person/1", "", "", ""),
    ("initiation.propose", "ok", "decision/a", "1", "", "main:proposed"),
    ("initiation.study", "ok", "decision/a", "2", "main:proposed", "main:studied"),
    ("initiation.propose", "ok", "decision/b", "1", "", "main:proposed"),
    ("initiation.approve", "denied", "decision/a", "2", "main:studied", "main:drafting"),
    ("initiation.approve", "ok", "decision/a", "3", "main:studied", "main:drafting"),
    ("drafting.save", "ok", "decision/a", "4", "main:drafting", "main:drafting"),
    ("participation.open", "ok", "decision/a", "5", "participation:pending", "participation:open"),
    ("expert_review.convene", "ok", "decision/a", "6", "expert_review:pending", "expert_review:under_way"),
    ("risk_assessment.start", "ok", "decision/a", "7", "risk_assessment:pending", "risk_assessment:under_way"),
    ("participation.receive", "ok", "decision/a", "8", "", ""),
    ("initiation.decline", "ok", "decision/b", "2", "main:proposed", "main:declined"),
    ("participation.answer", "ok", "decision/a", "9", "", ""),
    ("participation.conclude", "ok", "decision/a", "10", "participation:open", "participation:concluded"),
    ("expert_review.opine", "ok", "decision/a", "11", "", ""),
    ("expert_review.conclude", "ok", "decision/a", "12", "expert_review:under_way", "expert_review:concluded"),
    ("risk_assessment.report", "ok", "decision/a", "13", "risk_assessment:under_way", "risk_assessment:reported"),
    ("risk_assessment.find", "ok", "decision/a", "14", "risk_assessment:reported", "risk_assessment:concluded"),
    ("legality_review.submit", "error", "decision/a", "14", "main:drafting", "main:submitted"),
    ("legality_review.submit", "ok", "decision/a", "15", "main:drafting", "main:submitted"),
    ("legality_review.accept", "ok", "decision/a", "16", "main:submitted", "main:reviewing"),
    ("person.disabled", "ok", "person/1", "", "", ""),
)


def written(changes: Fields) -> Fields:
    """A proper entry with these fields changed."""
    fields = dict.fromkeys(ENVELOPE, "")
    fields |= {"v": "1", "log": "gov.example/500000/rma/e1", "seq": "0", "ts": "2026-03-02T01:00:00.000Z", "clk": "ntp"}
    fields |= {"act": "log.opened", "res": "ok", "who": "P-0007", "name": "张三", "post": "副乡长", "via": "web"}
    fields |= changes
    keys = DENIED if fields["res"] == "denied" else DETAILS.get(fields["act"], frozenset())
    return {f"d.{key}": "3" for key in keys} | fields


def stored(scripts: tuple[Script, ...], changed: dict[int, Fields] | None = None) -> list[Row]:
    """A log of these steps, each entry linked to the one before it; `changed` alters the fields of single entries."""
    rows: list[Row] = []
    last: dict[str, str] = {}
    for seq, (act, res, obj, ver, came, goes) in enumerate(scripts):
        moment = datetime(2026, 3, 2, 1, tzinfo=UTC) + timedelta(hours=seq)
        fields: Fields = {"seq": str(seq), "ts": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")}
        fields |= {"act": act, "res": res, "obj": obj, "ver": ver, "from": came, "to": goes}
        fields["prev"] = last.get(obj, "")
        body = encode(written(fields | (changed or {}).get(seq, {})))
        rows.append(Row(seq, body, leaf_hash(body)))
        if obj:
            last[obj] = rows[-1].leaf.hex()
    return rows


@pytest.fixture(scope="session")
def entry() -> Callable[[Fields], Fields]:
    return written


@pytest.fixture(scope="session")
def log() -> Callable[..., list[Row]]:
    def build(changed: dict[int, Fields] | None = None, scripts: tuple[Script, ...] = STEPS) -> list[Row]:
        return stored(scripts, changed)

    return build
