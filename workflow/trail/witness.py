"""The witness of another organisation: it cosigns a log only as long as the log only grows, by c2sp.org/tlog-witness.

The same bytes are asked and answered whether they travel by network or on a stick. A log that signed two histories is
never cosigned again: its two checkpoints are kept, and are the proof.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workflow.trail import statefile
from workflow.trail.checkpoint import (
    Checkpoint,
    algorithm_of,
    checkpoint_of,
    cosign,
    cosigned_at,
    signed_by,
)
from workflow.trail.cosigning import Request, WitnessRefusal
from workflow.trail.epoch import EpochError, Link, Statement, follows, parted
from workflow.trail.hashing import digest
from workflow.trail.merkle import extends
from workflow.trail.note import (
    COSIGNATURE,
    ED25519,
    Note,
    NoteError,
    PublicKey,
    SecretKey,
    is_name,
    parse,
    secret_key,
)
from workflow.trail.statefile import StateError


def _head(point: Checkpoint) -> list[Any]:
    """How a witness remembers a checkpoint it cosigned before the last: its size and root."""
    return [point.size, point.root.hex()]


def _newest(point: Checkpoint, earlier: Sequence[Sequence[Any]]) -> Checkpoint:
    """What a log has to add to of which nothing was cosigned under its present name."""
    size, root = earlier[-1] if earlier else (0, digest(b"", point.algorithm).hex())
    return Checkpoint(point.origin, size, bytes.fromhex(root))


class Witness:
    """A witness with its key and its memory. Raises `StateError` or `NoteError` where one is missing."""

    def __init__(self, key_file: Path, state_file: Path) -> None:
        self._key = secret_key(statefile.read_key(key_file))
        self._state_file = state_file
        self._read()

    @classmethod
    def create(cls, key_file: Path, state_file: Path, name: str, seed: bytes) -> Witness:
        """Begin: write the key, made of 32 bytes from a secure random source, and an empty memory."""
        if not is_name(name) or len(seed) != 32:
            raise ValueError("a name is without spaces, a seed has 32 bytes")
        statefile.begin(
            key_file, SecretKey(name, COSIGNATURE, seed).encode(), state_file, {"witness": name, "logs": {}}
        )
        return cls(key_file, state_file)

    @property
    def key(self) -> PublicKey:
        """What its cosignatures are checked with."""
        return self._key.public

    def cosigned(self, origin: str) -> Note | None:
        """The checkpoint of a log it cosigned last, with the signature of the log and its own."""
        known = self._read()["logs"].get(origin)
        return parse(known["note"]) if known and "note" in known else None

    def forks(self) -> dict[str, str]:
        """Origin → the checkpoint that contradicts the one cosigned, of every log that signed two histories."""
        return {origin: known["fork"] for origin, known in self._read()["logs"].items() if "fork" in known}

    def follow(self, link: Link, keys: Mapping[str, Sequence[PublicKey]]) -> None:
        """Take a new epoch of a log for what comes after the one cosigned so far, which is never cosigned again.

        Its first entry must be shown under each hash, and the loss it states must account for what was cosigned: either
        that is among the entries kept, or the checkpoint in the statement is the one cosigned last, or a later one. The
        first request has to prove that the entries kept are those of the newest checkpoint cosigned that they reach: a
        loss is no occasion to write anew what came before it. Raises `WitnessRefusal`.
        """
        with statefile.locked(self._state_file):
            state = self._read()
            for proof in link.proofs:
                point = self._genuine(proof.note, keys)
                try:
                    statement = link.proved(proof)
                except EpochError as error:
                    raise WitnessRefusal(422, error.zh, error.en) from error
                before = self._newest_before(state, point.origin)
                if before is None or point.origin in state["logs"]:
                    continue
                last = checkpoint_of(parse(state["logs"][before]["note"]))
                self._refuse_fork(state, last, proof.note)
                self._accounted(last, statement, keys)
                kept = [head for head in self._heads(state, point.origin) if head[0] <= statement.recovered]
                state["logs"][before]["successor"] = point.origin
                state["logs"][point.origin] = {"follows": before, "earlier": kept}
            statefile.write(self._state_file, state)

    def _heads(self, state: dict[str, Any], origin: str) -> list[list[Any]]:
        """What was cosigned of the log as it stood in the epoch before that of `origin`, oldest first."""
        same_hash = (each for each in state["logs"] if algorithm_of(each) == algorithm_of(origin))
        nearest = max((each for each in same_hash if follows(origin, each)), key=parted)
        # of an epoch of which nothing was cosigned there is what came into it
        known: dict[str, Any] = state["logs"][nearest]
        last = [_head(checkpoint_of(parse(known["note"])))] if "note" in known else []
        return [*known.get("earlier", []), *last]

    def _newest_before(self, state: dict[str, Any], origin: str) -> str | None:
        """The latest epoch, before that of `origin` and under its hash, of which something was cosigned."""
        known = [
            each
            for each, kept in state["logs"].items()
            if "note" in kept and follows(origin, each) and algorithm_of(each) == algorithm_of(origin)
        ]
        return max(known, key=parted, default=None)

    def _accounted(self, last: Checkpoint, statement: Statement, keys: Mapping[str, Sequence[PublicKey]]) -> None:
        if last.size <= statement.recovered:
            return
        for note in statement.notes:
            point = checkpoint_of(note)
            if parted(point.origin) == parted(last.origin) and point.algorithm == last.algorithm:
                self._genuine(note, keys)
                if point.size > last.size or point == last:
                    return
        raise WitnessRefusal(
            422,
            f"丢失说明没有载明见证过的{last.size}条的检查点",
            f"the statement of the loss does not have the checkpoint of {last.size} entries that was cosigned",
        )

    def add(self, request: Request, keys: Mapping[str, Sequence[PublicKey]], now: datetime) -> str:
        """Check a request, remember its checkpoint, and answer with the cosignature line.

        `keys` are those of every log watched, by origin. What was cosigned last is answered with the same line when it
        is asked for again, also with the old size of then (where the specification would answer 409). Raises
        `WitnessRefusal`.
        """
        point = self._genuine(request.note, keys)
        with statefile.locked(self._state_file):
            state = self._read()
            known = state["logs"].get(point.origin)
            self._refuse_fork(state, point, request.note)
            self._refuse_unlinked(state, point)
            last = parse(known["note"]) if known and "note" in known else None
            if last and checkpoint_of(last) == point and request.old != point.size:
                return "".join(each.line() for each in last.signatures if self.key.made(each))
            earlier = known.get("earlier", []) if known else []
            self._check_grown(request, point, checkpoint_of(last) if last else _newest(point, earlier))
            self._check_clock(last or self._followed(state, known), now)
            cosignature = cosign(request.note, self._key, now)
            own = [each for each in request.note.signatures if any(k.made(each) for k in keys[point.origin])]
            kept = Note(request.note.text, tuple(own)).signed(cosignature)
            heads = earlier + ([_head(checkpoint_of(last))] if last and checkpoint_of(last) != point else [])
            state["logs"][point.origin] = {"note": kept.encode(), "earlier": heads}
            statefile.write(self._state_file, state)
        return cosignature.line()

    def _genuine(self, note: Note, keys: Mapping[str, Sequence[PublicKey]]) -> Checkpoint:
        """The checkpoint of a log that is watched, truly signed by it."""
        try:
            point = checkpoint_of(note)
        except NoteError as error:
            raise WitnessRefusal(400, error.zh, error.en) from error
        if point.origin not in keys:
            raise WitnessRefusal(404, f"不见证此日志：{point.origin}", f"this log is not witnessed: {point.origin}")
        trusted = [key for key in keys[point.origin] if key.kind == ED25519]
        try:
            # every key is asked: one false signature is enough to refuse
            signed = {signed_by(note, key) for key in trusted}
        except NoteError as error:
            raise WitnessRefusal(403, error.zh, error.en) from error
        if True not in signed:
            raise WitnessRefusal(403, "检查点没有日志的签名", "the log did not sign the checkpoint")
        return point

    def _refuse_fork(self, state: dict[str, Any], point: Checkpoint, note: Note) -> None:
        known = state["logs"].get(point.origin)
        last = checkpoint_of(parse(known["note"])) if known and "note" in known else None
        if known and last and last.size == point.size and last.root != point.root and "fork" not in known:
            known["fork"] = note.encode()
            statefile.write(self._state_file, state)
        if known and "fork" in known:
            raise WitnessRefusal(
                422,
                f"日志{point.origin}签署过互相矛盾的检查点，不再见证",
                f"the log {point.origin} signed checkpoints that contradict each other and is no longer witnessed",
            )

    def _refuse_unlinked(self, state: dict[str, Any], point: Checkpoint) -> None:
        known = state["logs"].get(point.origin)
        if known and "successor" in known:
            raise WitnessRefusal(
                422,
                f"日志{point.origin}已由{known['successor']}接续，不再见证",
                f"the log {point.origin} goes on as {known['successor']} and is no longer witnessed",
            )
        before = None if known else self._newest_before(state, point.origin)
        if before is not None:
            raise WitnessRefusal(
                422,
                f"{point.origin}是{before}的后一期，应当附衔接文件",
                f"{point.origin} is a later epoch of {before}: it needs the link file",
            )

    def _followed(self, state: dict[str, Any], known: dict[str, Any] | None) -> Note | None:
        """The note cosigned last of the epoch before."""
        return parse(state["logs"][known["follows"]]["note"]) if known and "follows" in known else None

    def _check_grown(self, request: Request, point: Checkpoint, before: Checkpoint) -> None:
        if request.old > point.size:
            raise WitnessRefusal(400, "旧条数大于检查点的条数", "the old size is beyond that of the checkpoint")
        if request.old != before.size:
            raise WitnessRefusal(
                409,
                f"最近见证的是{before.size}条，请求以{request.old}条为起点",
                f"{before.size} entries were cosigned last, the request starts from {request.old}",
                before.size,
            )
        if not extends(before.size, before.root, point.size, point.root, request.proof, point.algorithm):
            raise WitnessRefusal(
                422,
                f"不能证明日志只在已见证的{before.size}条之后增加",
                f"it is not proved that the log only adds to the {before.size} entries cosigned",
            )

    def _check_clock(self, last: Note | None, now: datetime) -> None:
        latest = cosigned_at(last, self.key) if last else None
        if latest and now < latest:
            raise WitnessRefusal(
                503,
                f"见证时钟早于上次见证的时间（{latest.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z）",
                f"the clock of the witness is before the last cosignature ({latest.astimezone(UTC):%Y-%m-%d %H:%M:%S}Z)",
            )

    def _read(self) -> dict[str, Any]:
        fields = statefile.read(self._state_file)
        if fields.get("witness") != self._key.name or not isinstance(fields.get("logs"), dict):
            raise StateError("签名状态文件不属于此见证人", "the state file is not that of this witness")
        return fields
