"""The export of a log: a directory that `offline.py` checks without the program, described in docs/verifier.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from workflow.trail.checkpoint import CheckpointFile, checkpoint_of
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import Range, leaf_hash, root
from workflow.trail.signer import Head
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.vocabulary import DENIED, DETAILS


def write_export(
    directory: Path,
    *,
    origin: str,
    bodies: Iterable[bytes],
    checkpoints: Iterable[CheckpointFile],
    rulebooks: Callable[[], Mapping[str, Any]],
    exported_at: datetime,
    proofs: Iterable[InclusionProof] = (),
    carries: Iterable[str] = (),
) -> Head:
    """Write the export into a new directory and return the head of the log in it.

    `bodies` are the canonical bytes of all entries from the first, read once. `rulebooks`, asked after them, say for each
    label an entry names what its procedure and its rules are, in the form of docs/verifier.md. `carries` names the folders
    that will lie beside it: files, facts, reports, stamps. Raises `FileExistsError`.
    """
    directory.mkdir(parents=True)
    trees = [Range(algorithm) for algorithm in ALGORITHMS]
    with (directory / "entries.jsonl").open("wb") as file:
        for body in bodies:
            file.write(body + b"\n")
            for tree in trees:
                tree.append(leaf_hash(body, tree.algorithm))
    head = Head(trees[0].size, {tree.algorithm: tree.root() for tree in trees})
    proved = {proof.index: proof.encode() for proof in proofs}
    _beside(directory, origin, head, checkpoints, proved, rulebooks(), exported_at, carries)
    return head


def write_part(
    directory: Path,
    matter: str,
    *,
    origin: str,
    bodies: Mapping[int, bytes],
    checkpoint: CheckpointFile | None,
    proofs: Mapping[int, str],
    rulebooks: Mapping[str, Any],
    exported_at: datetime,
    carries: Iterable[str] = (),
) -> None:
    """Write the entries of one matter alone, by their numbers, each with its proof under the checkpoint, into a new directory."""
    directory.mkdir(parents=True)
    (directory / "entries.jsonl").write_bytes(b"".join(body + b"\n" for _, body in sorted(bodies.items())))
    signed = [checkpoint_of(note) for note in checkpoint.notes] if checkpoint else []
    roots = {algorithm: each.root for algorithm, each in zip(ALGORITHMS, signed, strict=False)}
    # nothing was signed yet: no root is known
    head = Head(signed[0].size if signed else 0, {each: roots.get(each, root((), each)) for each in ALGORITHMS})
    points = [checkpoint] if checkpoint else []
    _beside(directory, origin, head, points, proofs, rulebooks, exported_at, carries, matter)


def _beside(
    directory: Path,
    origin: str,
    head: Head,
    checkpoints: Iterable[CheckpointFile],
    proofs: Mapping[int, str],
    rulebooks: Mapping[str, Any],
    exported_at: datetime,
    carries: Iterable[str],
    matter: str = "",
) -> None:
    """What lies beside the entries: checkpoints, proofs, the rules, and the manifest."""
    (directory / "checkpoints").mkdir()
    for checkpoint in checkpoints:
        size = checkpoint_of(checkpoint.notes[0]).size
        (directory / "checkpoints" / f"{size:012d}.checkpoint").write_text(checkpoint.encode(), "utf-8", newline="\n")
    (directory / "proofs").mkdir()
    for seq, proof in proofs.items():
        (directory / "proofs" / f"{seq:012d}.tlog-proof").write_text(proof, "utf-8", newline="\n")
    _write(directory / "rules.json", rules(rulebooks))
    manifest = {
        "origin": origin,
        "size": head.size,
        "roots": {algorithm: value.hex() for algorithm, value in head.roots.items()},
        "exported_at": exported_at.isoformat(timespec="seconds"),
        "carries": sorted(carries),
    } | ({"part": matter} if matter else {})
    _write(directory / "manifest.json", manifest)


def rules(rulebooks: Mapping[str, Any]) -> dict[str, Any]:
    """The content of rules.json: the rulebooks, and the closed vocabulary of acts with their details."""
    acts = {act: sorted(details) for act, details in sorted(DETAILS.items())}
    return {"acts": acts, "denied": sorted(DENIED), "rulebooks": dict(rulebooks)}


def _write(file: Path, content: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
