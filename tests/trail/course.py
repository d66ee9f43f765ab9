"""Logs of lawful matters as the program writes them, made from the rulebook alone, and exports of them to tamper with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.walk import AFTERWARDS, WAY
from workflow.services.replaying import rulebooks
from workflow.trail.checkpoint import Checkpoint, CheckpointFile, cosign, origin_under, signed_checkpoint
from workflow.trail.entry import ENVELOPE
from workflow.trail.exporting import write_export
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import Range, inclusion_proof, leaf_hash
from workflow.trail.note import COSIGNATURE, ED25519, PublicKey, SecretKey
from workflow.trail.signer import Head
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.trust import LogTrust, Trust
from workflow.trail.vocabulary import DETAILS

Fields = dict[str, str]

ORIGIN = "gov.example/500000/rma/e1"
LABEL = "cq-township-2020.1"
START = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
UNIT = "经济发展办公室"
LOG_KEY = SecretKey(ORIGIN, ED25519, b"log".ljust(32, b"."))
COUNTY = SecretKey("county.example/witness", COSIGNATURE, b"county".ljust(32, b"."))
OTHER = SecretKey("county.example/witness", COSIGNATURE, b"somebody else".ljust(32, b"."))

DETAILED: dict[str, Fields] = {
    "initiation.approve": {"lead_unit": UNIT, "units": UNIT},
    "risk_assessment.find": {"controllable": "yes"},
    "legality_review.conclude": {"conclusion": "lawful", "working_days": "9"},
    "deliberation.decide": {"outcome": "adopted"},
    "execution.assign": {"units": UNIT},
    "execution.adjust": {"kind": "minor"},
}


@cache
def book() -> dict[str, Any]:
    return dict(rulebooks([LABEL])[LABEL])


def z(at: dt.datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def matter(
    number: str, begins: dt.datetime, way: Sequence[tuple[str, str, int]] = (*WAY, *AFTERWARDS), **told: Fields
) -> Iterator[Fields]:
    """The entries of one lawful matter from its proposal to the end of its execution; number and link are put in later.

    `told`: other details of an act, by its verb.
    """
    states: dict[str, str] = {}
    version = 0
    for name, role, day in way:
        act = name.partition(":")[0]
        step = book()["steps"][act]
        at = begins + dt.timedelta(days=day, seconds=version)
        on = (at + dt.timedelta(hours=8)).date()
        details = dict.fromkeys(DETAILS[act], "") | DETAILED.get(act, {}) | told.get(act.partition(".")[2], {})
        if act == "participation.open":
            details |= {"starts": on.isoformat(), "ends": (on + dt.timedelta(days=30)).isoformat(), "days": "30"}
        outcome = ""
        if "outcome" in step:
            outcome = step["outcome"]["words"][details[step["outcome"]["detail"]]]
        state = states.get(step["track"], book()["tracks"][step["track"]])
        move = next(m for m in step["moves"] if state in m["source"] and m["when"] in ("", outcome))
        after = states[step["track"]] = move["target"] or state
        version += not step["shared"]
        fields = dict.fromkeys(ENVELOPE, "") | {"v": "1", "log": ORIGIN, "clk": "ntp", "res": "ok", "via": "web"}
        fields |= {"ts": z(at), "act": act, "obj": f"decision/{number}", "ver": str(version), "eff": on.isoformat()}
        fields |= {
            "who": f"P-{role}",
            "name": "张三",
            "post": "副乡长",
            "as": role,
            "unit": UNIT,
            "law": "《条例》第十五条",
        }
        fields |= {"rule": f"{LABEL}#{act}", "in": f"fact=c1:{'ab' * 32}"}
        if after != state:
            fields |= {"from": "" if act == "initiation.propose" else f"{step['track']}:{state}"}
            fields |= {"to": f"{step['track']}:{after}"}
        yield fields | {f"d.{key}": value for key, value in details.items()}


def encoded(fields: Fields) -> bytes:
    """Canonical bytes, which for these fields are those of sorted JSON; quicker than RFC 8785, and checked against it."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def linked(entries: list[Fields]) -> list[bytes]:
    """The entries numbered and linked in the order they stand: what a forger does who recomputes everything."""
    last: dict[str, str] = {}
    bodies = []
    for seq, fields in enumerate(entries):
        body = encoded(fields | {"seq": str(seq), "prev": last.get(fields["obj"], "")})
        if fields["obj"]:
            last[fields["obj"]] = leaf_hash(body).hex()
        bodies.append(body)
    return bodies


def opened() -> Fields:
    fields = dict.fromkeys(ENVELOPE, "") | {"v": "1", "log": ORIGIN, "clk": "ntp", "res": "ok", "via": "cli"}
    fields |= {"ts": z(START), "act": "log.opened", "obj": "organ/1"}
    return fields | {f"d.{key}": "x" for key in DETAILS["log.opened"]}


@cache
def course(matters: int = 2) -> tuple[Fields, ...]:
    """The entries of a log with several matters that run beside each other."""
    every = [
        each for n in range(matters) for each in matter(f"2026-{n + 1:03d}", START + dt.timedelta(days=n, hours=n))
    ]
    return (opened(), *sorted(every, key=lambda fields: fields["ts"]))


def head_of(bodies: list[bytes]) -> Head:
    trees = [Range(algorithm) for algorithm in ALGORITHMS]
    for body in bodies:
        for tree in trees:
            tree.append(leaf_hash(body, tree.algorithm))
    return Head(len(bodies), {tree.algorithm: tree.root() for tree in trees})


def checkpoint(bodies: list[bytes], key: SecretKey = LOG_KEY, witness: SecretKey | None = COUNTY) -> CheckpointFile:
    """The checkpoint of these entries, signed by the log and cosigned a minute after the last of them."""
    head = head_of(bodies)
    notes = [
        signed_checkpoint(Checkpoint(origin_under(ORIGIN, each), head.size, head.roots[each]), key)
        for each in ALGORITHMS
    ]
    if witness is None:
        return CheckpointFile(tuple(notes))
    at = dt.datetime.fromisoformat(json.loads(bodies[-1])["ts"]) + dt.timedelta(minutes=1)
    return CheckpointFile(tuple(note.signed(cosign(note, witness, at)) for note in notes))


def trust(quorum: int = 1, witnesses: tuple[PublicKey, ...] = (COUNTY.public,)) -> Trust:
    logs = [LogTrust(o, (LOG_KEY.named(o).public,), quorum) for o in (origin_under(ORIGIN, a) for a in ALGORITHMS)]
    return Trust(tuple(logs), witnesses, newest_within_days=3650)


@dataclass
class Export:
    """An export before it is written: what a test changes."""

    bodies: list[bytes]
    checkpoints: list[CheckpointFile]
    proofs: list[InclusionProof] = field(default_factory=list)

    def write(self, directory: Path) -> Path:
        write_export(
            directory,
            origin=ORIGIN,
            bodies=self.bodies,
            checkpoints=self.checkpoints,
            rulebooks=lambda: {LABEL: book()},
            exported_at=START,
            proofs=self.proofs,
        )
        return directory

    def with_bodies(self, bodies: list[bytes]) -> Export:
        return replace(self, bodies=bodies)


def export(matters: int = 2, every: int = 20) -> Export:
    """A sound export with a checkpoint after every so many entries and one at the end, and a receipt for one entry."""
    bodies = linked(list(course(matters)))
    sizes = [*range(every, len(bodies), every), len(bodies)]
    points = [checkpoint(bodies[:size]) for size in sizes]
    leaves = [leaf_hash(body) for body in bodies]
    receipt = InclusionProof(7, tuple(inclusion_proof(leaves, 7, sizes[0])), points[0].notes[0])
    return Export(bodies, points, [receipt])
