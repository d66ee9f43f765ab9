"""Epochs: after entries were lost a log goes on under a new origin, whose first entry says what is missing and who says so.

The old origin is never signed again. What was recovered keeps its numbers and its place in the tree, and the first entry
of the new epoch follows it: so any old checkpoint over recovered entries is still proved by the ordinary proof of
consistency with every new one, and entries that no checkpoint covered before get one. A tree begun from nothing would
leave both outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, decimal, parse_file
from workflow.trail.entry import DIGEST, EntryError, decode
from workflow.trail.hashing import SM3_NAME
from workflow.trail.merkle import includes, leaf_hash
from workflow.trail.note import Note, NoteError
from workflow.trail.refusal import Refusal
from workflow.trail.tlogproof import InclusionProof, ProofError, parse_proof

REOPENED = "log.reopened"
"""The act of the first entry of an epoch."""

_NUMBERED = re.compile("(.+)/e([1-9][0-9]{0,5})")


class EpochError(Refusal):
    """An entry that does not open an epoch as it should, or a file that does not show one."""


def parted(origin: str) -> tuple[str, int]:
    """The log an origin belongs to, whatever its epoch and its hash, and the number of the epoch."""
    plain = origin.removesuffix("/" + SM3_NAME)
    found = _NUMBERED.fullmatch(plain)
    return (found[1], int(found[2])) if found else (plain, 1)


def follows(origin: str, other: str) -> bool:
    """Whether an origin is that of a later epoch of the same log."""
    (log, number), (same, before) = parted(origin), parted(other)
    return log == same and number > before


def successor(origins: Iterable[str]) -> str:
    """The origin of the epoch after those of one log."""
    log, number = max(map(parted, origins), key=lambda each: each[1])
    return f"{log}/e{number + 1}"


@dataclass(frozen=True)
class Signatory:
    """One of the two who answer for the statement, by the password of their own account.

    `since`: the entry since which the account stands as it is; it was made then, or changed by somebody else.
    """

    person: str
    role: str
    name: str
    post: str
    since: int

    def encode(self) -> str:
        """As an entry holds it."""
        return ";".join((self.person, self.role, self.name, self.post))


@dataclass(frozen=True)
class Statement:
    """What the first entry of an epoch states: the entries kept, those lost, the last checkpoints, and two signatures.

    Entries from `recovered` up to `signed` were signed under an earlier origin and are lost; there are none where only
    the key was.
    """

    origin: str
    former: str
    recovered: int
    root: str
    signed: int
    last_witnessed: CheckpointFile
    last_signed: CheckpointFile
    loss: str
    signatories: tuple[Signatory, Signatory]
    at: str = ""

    @property
    def lost(self) -> range:
        """The numbers of the entries lost."""
        return range(self.recovered, self.signed)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The last checkpoints, witnessed and signed, under every hash."""
        return self.last_witnessed.notes + self.last_signed.notes

    def details(self) -> dict[str, str]:
        """The details of the entry."""
        first, second = self.signatories
        return {
            "former": self.former,
            "recovered": str(self.recovered),
            "recovered_root": self.root,
            "signed_size": str(self.signed),
            "last_witnessed": self.last_witnessed.encode(),
            "last_signed": self.last_signed.encode(),
            "loss": self.loss,
            "stated_by": first.encode(),
            "confirmed_by": second.encode(),
            "stated_since": str(first.since),
            "confirmed_since": str(second.since),
        }


def statement_of(entry: Mapping[str, str]) -> Statement:
    """Read the first entry of an epoch. Raises `EpochError` where it cannot be one."""
    recovered, signed = decimal(entry["d.recovered"]), decimal(entry["d.signed_size"])
    two = tuple(_two(entry))
    try:
        witnessed, last = (_file(entry[key]) for key in ("d.last_witnessed", "d.last_signed"))
        points = [checkpoint_of(note) for note in witnessed.notes + last.notes]
    except NoteError as error:
        raise EpochError(f"所载检查点不合规范：{error.zh}", f"the checkpoint in it is not one: {error.en}") from None
    if recovered is None or signed is None or signed < recovered or not DIGEST.fullmatch(entry["d.recovered_root"]):
        raise EpochError("恢复和丢失的条目数不成立", "what was recovered and what was lost cannot be so")
    if len(two) != 2 or two[0].person == two[1].person or not all(each.person and each.role for each in two):
        raise EpochError("须有两名不同人员的签名", "two different people have to sign")
    if not entry["d.loss"].strip():
        raise EpochError("没有丢失说明", "it does not say what happened")
    if not follows(entry["log"], entry["d.former"]) or str(recovered) != entry["seq"]:
        raise EpochError("不是在恢复的条目之后开启的后一期", "it does not follow what was recovered as a later epoch")
    if any(not follows(entry["log"], each.origin) or each.size > signed for each in points):
        raise EpochError("所载检查点不在所述范围之内", "the checkpoint in it is not within what it states")
    return Statement(
        entry["log"],
        entry["d.former"],
        recovered,
        entry["d.recovered_root"],
        signed,
        witnessed,
        last,
        entry["d.loss"],
        (two[0], two[1]),
        entry["ts"],
    )


def _file(written: str) -> CheckpointFile:
    return parse_file(written) if written else CheckpointFile(())


def _two(entry: Mapping[str, str]) -> Iterator[Signatory]:
    for which in ("stated", "confirmed"):
        parts, since = entry[f"d.{which}_by"].split(";", 3), decimal(entry[f"d.{which}_since"])
        if len(parts) == 4 and since is not None:
            person, role, name, post = parts
            yield Signatory(person, role, name, post, since)


@dataclass(frozen=True)
class Link:
    """What joins an epoch to those before it, for a witness: its first entry, shown to be in the tree under each hash."""

    body: bytes
    proofs: tuple[InclusionProof, ...]

    def encode(self) -> str:
        """The file: a tlog-proof for each hash, the entry in the extra line of each."""
        whole = (InclusionProof(each.index, each.hashes, each.note, self.body) for each in self.proofs)
        return "\n".join(each.encode() for each in whole)

    def proved(self, proof: InclusionProof) -> Statement:
        """The statement, once the entry is shown to be where it says it is. Raises `EpochError`."""
        point = checkpoint_of(proof.note)
        try:
            entry = decode(self.body)
        except EntryError as error:
            flaw = error.flaws[0]
            raise EpochError(f"条目不合规范：{flaw.zh}", f"not a proper entry: {flaw.en}") from None
        leaf = leaf_hash(self.body, point.algorithm)
        if not includes(leaf, proof.index, point.size, point.root, proof.hashes, point.algorithm):
            raise EpochError("不能证明条目在此日志中", "the entry is not shown to be in this log")
        if entry["act"] != REOPENED or entry["res"] != "ok" or parted(entry["log"]) != parted(point.origin):
            raise EpochError("不是开启此期日志的条目", "not the entry that opened this epoch")
        statement = statement_of(entry)
        if statement.recovered != proof.index:
            raise EpochError("条目序号与证明不符", "the number of the entry is not that of the proof")
        return statement


def parse_link(data: str) -> Link:
    """Read a link file. Raises `EpochError`."""
    blocks = data.split("\n\n")
    if len(blocks) % 3:
        raise EpochError("不是衔接文件", "not a link file")
    whole = ["\n\n".join(blocks[n : n + 3]) for n in range(0, len(blocks), 3)]
    try:
        proofs = tuple(map(parse_proof, [*(each + "\n" for each in whole[:-1]), whole[-1]]))
        bodies = {each.extra for each in proofs}
        for each in proofs:
            checkpoint_of(each.note)
    except (ProofError, NoteError) as error:
        raise EpochError(error.zh, error.en) from None
    if len(bodies) != 1:
        raise EpochError("衔接文件中的条目不一致", "the link file shows more than one entry")
    return Link(bodies.pop(), proofs)
