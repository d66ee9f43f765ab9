"""A log's signer never signs two histories, whatever is restored, rewritten or copied (T10)."""

from __future__ import annotations

import json
import os
import random
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.sealing import answering, place_of_socket
from workflow.signerfile import signer_group
from workflow.trail import signer as module
from workflow.trail import statefile
from workflow.trail.checkpoint import CheckpointFile, checkpoint_of, signed_by
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import consistency_proof, leaf_hash, root
from workflow.trail.note import NoteError, public_key
from workflow.trail.signer import EMPTY, Head, LogSigner, Signer, SignerRefusal
from workflow.trail.signerprocess import LINE_LIMIT, SignerAway, answer, asked, signers_at
from workflow.trail.statefile import StateError

pytestmark = pytest.mark.trial("T10")

ORIGIN = "gov.example/500000/rma/e1"
HONEST = [f"第{n}条".encode() for n in range(40)]
FORKED = [*HONEST[:9], "改过的".encode(), *HONEST[10:]]


def head(bodies: list[bytes]) -> Head:
    leaves = {each: [leaf_hash(body, each) for body in bodies] for each in ALGORITHMS}
    return Head(len(bodies), {each: root(leaves[each], each) for each in ALGORITHMS})


def proofs(bodies: list[bytes], old: int) -> dict[str, list[bytes]]:
    leaves = {each: [leaf_hash(body, each) for body in bodies] for each in ALGORITHMS}
    if old > len(bodies):
        return {each: [] for each in ALGORITHMS}
    return {each: consistency_proof(leaves[each], old, len(bodies), each) for each in ALGORITHMS}


def sign(signer: LogSigner, bodies: list[bytes], old: int | None = None) -> CheckpointFile:
    return signer.sign(head(bodies), proofs(bodies, signer.last().size if old is None else old))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "log.key", tmp_path / "state" / "log.json"


@pytest.fixture(params=["here", "a process of its own"])
def signer(files: tuple[Path, Path], request: pytest.FixtureRequest) -> Iterator[LogSigner]:
    """The contract of a signer, whether it is asked here or through a socket."""
    files[1].parent.mkdir()
    made = Signer.create(*files, ORIGIN, bytes(range(32)))
    if request.param == "here":
        yield made
        return
    with place_of_socket() as path, answering(path, lambda: [Signer(*files)]):
        (signer,) = signers_at(path)
        yield signer


def test_a_growing_log_is_signed_under_both_hashes(signer: LogSigner) -> None:
    assert signer.last() == EMPTY
    for size in (0, 1, 2, 7, 8, 8, 33, 40):
        file = sign(signer, HONEST[:size])
        assert [checkpoint_of(note).size for note in file.notes] == [size, size]
        for note in file.notes:
            origin = checkpoint_of(note).origin
            assert signed_by(note, public_key(signer.vkeys[origin]))
            assert checkpoint_of(note).root == head(HONEST[:size]).roots[checkpoint_of(note).algorithm]
        assert signer.last() == head(HONEST[:size])


def test_the_same_head_is_signed_with_the_same_bytes(signer: LogSigner) -> None:
    assert sign(signer, HONEST[:7]).encode() == sign(signer, HONEST[:7]).encode()


def test_the_memory_outlives_the_signer(signer: LogSigner, files: tuple[Path, Path]) -> None:
    sign(signer, HONEST[:12])
    again = Signer(*files)
    assert again.last() == head(HONEST[:12])
    with pytest.raises(SignerRefusal):
        sign(again, HONEST[:11])


@pytest.mark.parametrize("size", range(12))
def test_a_shorter_log_is_refused(signer: LogSigner, size: int) -> None:
    sign(signer, HONEST[:12])
    with pytest.raises(SignerRefusal, match="backup") as refused:
        sign(signer, HONEST[:size], 0)
    assert "备份" in refused.value.zh
    assert signer.last().size == 12


@pytest.mark.parametrize("size", [12, 13, 20, 40])
def test_a_rewritten_log_is_refused_with_any_proof(signer: LogSigner, size: int) -> None:
    sign(signer, HONEST[:12])
    for bodies in (HONEST, FORKED):
        with pytest.raises(SignerRefusal):
            signer.sign(head(FORKED[:size]), proofs(bodies[:size], 12))
    assert signer.last() == head(HONEST[:12])
    sign(signer, HONEST[:size])


def test_a_log_rewritten_under_one_hash_only_is_refused(signer: LogSigner) -> None:
    sign(signer, HONEST[:12])
    for odd in ALGORITHMS:
        other = next(each for each in ALGORITHMS if each != odd)
        mixed = Head(20, {odd: head(FORKED[:20]).roots[odd], other: head(HONEST[:20]).roots[other]})
        with pytest.raises(SignerRefusal):
            signer.sign(mixed, proofs(FORKED[:20], 12) | {other: proofs(HONEST[:20], 12)[other]})
        with pytest.raises(SignerRefusal):
            signer.sign(Head(20, {other: head(HONEST[:20]).roots[other]}), proofs(HONEST[:20], 12))


def test_no_changed_proof_gets_a_signature(signer: LogSigner) -> None:
    sign(signer, HONEST[:12])
    chance = random.Random(3)
    for _ in range(100):
        given = proofs(HONEST[:20], 12)
        proof = given[chance.choice(ALGORITHMS)]
        n = chance.randrange(len(proof))
        forged = bytearray(proof[n])
        forged[chance.randrange(32)] ^= 1 << chance.randrange(8)
        proof[n] = bytes(forged)
        with pytest.raises(SignerRefusal):
            signer.sign(head(HONEST[:20]), given)
    for given in ({}, {"sha256": proofs(HONEST[:20], 12)["sha256"]}, proofs(HONEST[:20], 11)):
        with pytest.raises(SignerRefusal):
            signer.sign(head(HONEST[:20]), given)


def test_whatever_is_tried_every_two_signed_checkpoints_are_of_one_history(signer: LogSigner) -> None:
    """Honest and forged logs in any order: what gets signed is one history throughout."""
    chance = random.Random(4)
    signed: list[Head] = []
    for _ in range(150):
        bodies = chance.choice([HONEST, FORKED])[: max(signer.last().size + chance.randrange(-3, 4), 0)]
        try:
            sign(signer, bodies, chance.choice([None, chance.randrange(41)]) if chance.random() < 0.3 else None)
        except SignerRefusal:
            continue
        signed.append(head(bodies))
    assert len(signed) > 5
    assert any(all(each == head(history[: each.size]) for each in signed) for history in (HONEST, FORKED))
    assert [each.size for each in signed] == sorted(each.size for each in signed)


def test_an_older_memory_is_shown_by_a_newer_checkpoint(signer: LogSigner, files: tuple[Path, Path]) -> None:
    sign(signer, HONEST[:8])
    backup = files[1].read_bytes()
    newest = sign(signer, HONEST[:20])
    files[1].write_bytes(backup)
    # with nothing from elsewhere the old memory cannot know better: the fork after it would be signed
    restored = Signer(*files)
    fork = FORKED[:20]
    with pytest.raises(SignerRefusal, match="old copy"):
        restored.sign(head(fork), proofs(fork, 8), [newest])
    with pytest.raises(SignerRefusal, match="old copy"):
        restored.sign(head(HONEST[:30]), proofs(HONEST[:30], 8), [newest])
    # a checkpoint of somebody else, or with a false signature, shows nothing
    thief = Signer.create(files[0].with_name("other.key"), files[1].with_name("other.json"), ORIGIN, bytes(32))
    assert restored.sign(head(HONEST[:9]), proofs(HONEST[:9], 8), [sign(thief, HONEST[:20])])


def test_a_memory_of_another_history_is_shown_too(signer: LogSigner, files: tuple[Path, Path]) -> None:
    real = sign(signer, HONEST[:20])
    statefile.write(
        files[1], {"origin": ORIGIN, "size": 20, "roots": {k: v.hex() for k, v in head(FORKED[:20]).roots.items()}}
    )
    with pytest.raises(SignerRefusal, match="old copy"):
        Signer(*files).sign(head(FORKED[:25]), proofs(FORKED[:25], 20), [real])


def test_without_a_memory_nothing_is_signed(signer: LogSigner, files: tuple[Path, Path]) -> None:
    key, state = files
    sign(signer, HONEST[:5])
    whole = state.read_text()
    for damaged in (
        "",
        "{",
        "[]",
        "{}",
        whole.replace(ORIGIN, "gov.example/other"),
        whole.replace('"size": 5', '"size": "x"'),
    ):
        state.write_text(damaged)
        with pytest.raises(StateError):
            Signer(key, state)
        with pytest.raises(StateError):
            sign(signer, HONEST[:6], 5)
    state.unlink()
    with pytest.raises(StateError, match="no state"):
        Signer(key, state)


def test_nothing_is_begun_twice(signer: LogSigner, files: tuple[Path, Path]) -> None:
    with pytest.raises(StateError, match="already"):
        Signer.create(*files, ORIGIN, bytes(32))
    with pytest.raises(StateError, match="already"):
        Signer.create(files[0], files[1].with_name("new.json"), ORIGIN, bytes(32))
    for origin, seed in (("two words", bytes(32)), (ORIGIN, b"short")):
        with pytest.raises(ValueError, match="origin"):
            Signer.create(files[0].with_name("k"), files[1].with_name("s"), origin, seed)


def test_a_beginning_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    """The memory was there, the key was not yet; a memory of something signed is never begun anew."""
    files = tmp_path / "log.key", tmp_path / "log.json"
    made = Signer.create(*files, ORIGIN, bytes(32))
    files[0].unlink()
    assert Signer.create(*files, ORIGIN, bytes(range(32))).vkeys != made.vkeys
    sign(Signer(*files), HONEST[:5])
    files[0].unlink()
    with pytest.raises(StateError, match="already"):
        Signer.create(*files, ORIGIN, bytes(32))


def test_files_are_their_owners_alone(signer: LogSigner, files: tuple[Path, Path]) -> None:
    key, state = files
    sign(signer, HONEST[:5])
    assert stat.S_IMODE(key.stat().st_mode) == 0o400
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    key.chmod(0o440)
    with pytest.raises(StateError, match="others"):
        Signer(key, state)
    key.unlink()
    with pytest.raises(StateError, match="no key"):
        Signer(key, state)
    key.write_text("nonsense")
    key.chmod(0o400)
    with pytest.raises(NoteError):
        Signer(key, state)


def test_what_is_signed_was_remembered_on_the_disk_before(signer: LogSigner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of the calls: contents, then the name, then the directory, and only then a signature."""
    calls: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            calls.append(name)
            return real(*given, **named)

        return call

    monkeypatch.setattr(os, "fsync", noted("fsync", os.fsync))
    monkeypatch.setattr(Path, "replace", noted("rename", Path.replace))
    monkeypatch.setattr(module, "signed_checkpoint", noted("sign", module.signed_checkpoint))
    sign(signer, HONEST[:5])
    assert calls == ["fsync", "rename", "fsync", "sign", "sign"]


@pytest.mark.parametrize("stops", ["fsync", "replace"])
def test_what_cannot_be_remembered_is_not_signed(
    signer: LogSigner, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, stops: str
) -> None:
    before = json.loads(files[1].read_text())

    def full(*given: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(*((os, "fsync") if stops == "fsync" else (Path, "replace")), full)
    with pytest.raises((OSError, StateError), match="space"):
        sign(signer, HONEST[:5])
    monkeypatch.undo()
    assert json.loads(files[1].read_text()) == before
    assert sign(signer, HONEST[:5])  # what a stop left behind is in nobody's way


def test_two_at_once_sign_one_history(signer: LogSigner, files: tuple[Path, Path]) -> None:
    sign(signer, HONEST[:9])
    signed: list[str] = []
    start = threading.Barrier(6)

    def try_one(bodies: list[bytes]) -> None:
        one = Signer(*files)
        start.wait()
        try:
            one.sign(head(bodies), proofs(bodies, 9))
        except SignerRefusal:
            return
        signed.append("honest" if bodies[9] == HONEST[9] else "forked")

    threads = [threading.Thread(target=try_one, args=(bodies[:20],)) for bodies in (HONEST, FORKED) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # who asks for the very head that was signed gets it again; nobody gets the other one
    assert len(set(signed)) == 1


def test_a_signer_that_does_not_compare_signs_a_fork(signer: LogSigner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutant: with the proof taken for granted the gate is open, so it is the proof that keeps it shut."""
    sign(signer, HONEST[:12])
    monkeypatch.setattr(module, "extends", lambda *given: True)
    assert sign(signer, FORKED[:20])


# -- the process --------------------------------------------------------------------------------------------------------


def test_whatever_else_is_asked_of_the_process_is_answered_and_signs_nothing(files: tuple[Path, Path]) -> None:
    files[1].parent.mkdir()
    made = Signer.create(*files, ORIGIN, bytes(range(32)))
    before = files[1].read_bytes()
    whole = {"ask": "sign", "origin": ORIGIN, "size": 1, "roots": {}, "proofs": {}, "published": []}
    for request in (
        b"",
        b"[" * 100_000,
        b"[]",
        b'{"ask": []}',
        b'{"ask": "create"}',
        b'{"ask": "again", "origin": "gov.example/other/rma/e1"}',
        *(
            json.dumps(whole | more).encode()
            for more in (
                {},
                {"origin": "gov.example/other/rma/e1"},
                {"size": True},
                {"size": -1},
                {"size": 10**30},
                {"roots": {"sha256": "00", "sm3": "00"}},
                {"roots": {"sha256": "00" * 32}},
                {"roots": []},
                {"proofs": {"sha256": [5]}, "roots": {"sha256": "00" * 32, "sm3": "00" * 32}},
                {"published": ["no checkpoint"], "roots": {"sha256": "00" * 32, "sm3": "00" * 32}},
            )
        ),
    ):
        assert {"failed", "refused"} & json.loads(answer(lambda: [made], request)).keys(), request
    assert files[1].read_bytes() == before


def test_one_who_dawdles_or_floods_keeps_the_process_from_nobody(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    files[1].parent.mkdir()
    made = Signer.create(*files, ORIGIN, bytes(range(32)))
    monkeypatch.setattr("workflow.trail.signerprocess.READ_SECONDS", 0.2)
    with place_of_socket() as path:
        with answering(path, lambda: [made]):
            for sent in (b'{"ask":', b"x" * (LINE_LIMIT + 10), b'{"ask": "list"}\n{}\n'):
                with socket.socket(socket.AF_UNIX) as line:
                    line.connect(str(path))
                    with suppress(BrokenPipeError):
                        line.sendall(sent)
                    assert [each.origin for each in signers_at(path)] == [ORIGIN]
            path.chmod(0o666)
            with pytest.raises(StateError, match="0666, not 0660"):
                signers_at(path)
        path.chmod(0o600)
        # the process is gone, its socket is still there
        with pytest.raises(SignerAway, match="see on the server that the signer runs"):
            asked(path, {"ask": "list"})


def test_the_command_serves_what_it_alone_can_read(files: tuple[Path, Path]) -> None:
    folder = files[0].parent / "signer"

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(signer_group, [str(each) for each in arguments])

    with place_of_socket() as path:
        serving = ("serve", "--dir", folder, "--socket", path)
        keys = json.loads(run("init", ORIGIN, "--dir", folder).stdout)
        assert keys["logs"][0]["origin"] == ORIGIN
        for each, mode in ((folder / "log.key", 0o440), (folder / "log.json", 0o644), (folder, 0o755)):
            right = stat.S_IMODE(each.stat().st_mode)
            each.chmod(mode)
            refused = run(*serving)
            assert (refused.exit_code, f"chmod {right:04o} {each}" in refused.output) == (1, True), refused.output
            each.chmod(right)
        program = Path(sys.executable).with_name("shenjue")
        command = [str(program), "signer", *map(str, serving)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
            assert served.stdout is not None
            assert ORIGIN in served.stdout.readline()
            (signer,) = signers_at(path)
            assert checkpoint_of(sign(signer, HONEST[:9]).notes[0]).size == 9
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert "another signer serves" in run(*serving).output
            served.terminate()
        assert Signer(folder / "log.key", folder / "log.json").last() == head(HONEST[:9])
