"""A witness never cosigns a fork, nor a log that shrinks; asked by network or by stick, it answers the same (T10)."""

from __future__ import annotations

import random
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.longtier.recording import Many, Ran
from tests.trail.test_signer import FORKED, HONEST, ORIGIN, head, proofs
from workflow.trail import witness as module
from workflow.trail.checkpoint import (
    Checkpoint,
    CheckpointFile,
    checkpoint_of,
    cosigned_at,
    origin_under,
    signed_checkpoint,
)
from workflow.trail.cosigning import (
    Request,
    WitnessRefusal,
    parse_request,
    parse_request_file,
    request_file,
    requests_for,
)
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.note import ED25519, Note, PublicKey, SecretKey, signatures
from workflow.trail.statefile import StateError
from workflow.trail.trust import LogTrust, Trust
from workflow.trail.witness import Witness

pytestmark = pytest.mark.trial("T10")

LOG = SecretKey(ORIGIN, ED25519, bytes(range(32)))
KEYS: dict[str, list[PublicKey]] = {o: [LOG.named(o).public] for o in (origin_under(ORIGIN, a) for a in ALGORITHMS)}
NOW = datetime(2026, 9, 22, 4, 45, 12, tzinfo=UTC)

EXAMPLE = """old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""


def signed(bodies: list[bytes], key: SecretKey = LOG) -> CheckpointFile:
    top = head(bodies)
    points = (Checkpoint(origin_under(ORIGIN, each), top.size, top.roots[each]) for each in ALGORITHMS)
    return CheckpointFile(tuple(signed_checkpoint(point, key) for point in points))


def asked(bodies: list[bytes], old: int, key: SecretKey = LOG, proof_of: list[bytes] | None = None) -> Request:
    """The request for the SHA-256 log."""
    return requests_for(signed(bodies, key), old, proofs(proof_of or bodies, old))[0]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "witness.key", tmp_path / "witness.json"


@pytest.fixture
def witness(files: tuple[Path, Path]) -> Witness:
    return Witness.create(*files, "county.example/witness", bytes(range(32, 64)))


def refused(witness: Witness, request: Request, now: datetime = NOW) -> WitnessRefusal:
    with pytest.raises(WitnessRefusal) as caught:
        witness.add(request, KEYS, now)
    assert caught.value.zh
    assert caught.value.en
    return caught.value


def test_the_example_of_the_specification_is_read() -> None:
    request = parse_request(EXAMPLE)
    assert (request.old, len(request.proof), checkpoint_of(request.note).size) == (20852014, 4, 20852163)
    assert request.encode() == EXAMPLE
    assert parse_request_file(EXAMPLE) == (request,)


def test_a_growing_log_is_cosigned(witness: Witness) -> None:
    old = 0
    for n, size in enumerate((0, 1, 8, 9, 40)):
        at = NOW + timedelta(hours=n)
        request = asked(HONEST[:size], old)
        (line,) = signatures(witness.add(parse_request(request.encode()), KEYS, at))
        assert cosigned_at(request.note.signed(line), witness.key) == at
        kept = witness.cosigned(ORIGIN)
        assert kept is not None
        assert (checkpoint_of(kept).size, cosigned_at(kept, witness.key)) == (size, at)
        old = size


def test_both_hashes_travel_on_one_stick(witness: Witness) -> None:
    checkpoint = signed(HONEST[:9])
    stick = request_file(requests_for(checkpoint, 0, proofs(HONEST[:9], 0)))
    answer = "".join(witness.add(request, KEYS, NOW) for request in parse_request_file(stick))
    stick = request_file(requests_for(signed(HONEST[:20]), 9, proofs(HONEST[:20], 9)))
    assert len(parse_request_file(stick)) == 2
    trust = Trust(tuple(LogTrust(origin, tuple(keys), 1) for origin, keys in KEYS.items()), (witness.key,))
    whole = trust.witnessed(checkpoint, answer)
    assert all(trust.standing(note).witnessed and trust.standing(note).signed for note in whole.notes)


def test_the_same_checkpoint_is_answered_the_same(witness: Witness, files: tuple[Path, Path]) -> None:
    request = asked(HONEST[:9], 0)
    first = witness.add(request, KEYS, NOW)
    assert witness.add(request, KEYS, NOW + timedelta(days=1)) == first
    assert Witness(*files).add(request, KEYS, NOW + timedelta(days=1)) == first
    # asked from where it stands, it says that nothing newer has come until now
    again = witness.add(asked(HONEST[:9], 9), KEYS, NOW + timedelta(days=1))
    assert again != first


def test_what_a_witness_does_not_know_it_does_not_cosign(witness: Witness) -> None:
    request = asked(HONEST[:9], 0)
    other = signed_checkpoint(Checkpoint("gov.example/other", 9, bytes(32)), LOG)
    assert refused(witness, replace(request, note=other)).status == 404
    thief = replace(LOG, seed=bytes(32))
    assert refused(witness, asked(HONEST[:9], 0, thief)).status == 403
    assert refused(witness, replace(request, note=Note(request.note.text, ()))).status == 403
    false = replace(request.note.signatures[0], made=bytes(64))
    assert refused(witness, replace(request, note=Note(request.note.text, (false,)))).status == 403
    assert (
        refused(witness, replace(request, note=Note(request.note.text, (*request.note.signatures, false)))).status
        == 403
    )
    assert refused(witness, replace(request, note=Note("nonsense\n", request.note.signatures))).status == 400
    assert witness.cosigned(ORIGIN) is None


def test_from_where_it_stands_and_from_nowhere_else(witness: Witness) -> None:
    witness.add(asked(HONEST[:9], 0), KEYS, NOW)
    conflict = refused(witness, asked(HONEST[:20], 8))
    assert (conflict.status, conflict.size) == (409, 9)
    assert refused(witness, asked(HONEST[:20], 0)).status == 409
    assert refused(witness, replace(asked(HONEST[:20], 9), old=21)).status == 400


def test_a_log_that_shrinks_is_refused(witness: Witness) -> None:
    witness.add(asked(HONEST[:9], 0), KEYS, NOW)
    for size in range(9):
        for old in range(size + 1):
            assert refused(witness, asked(HONEST[:size], old)).status in (400, 409)
        assert refused(witness, replace(asked(HONEST[:size], 0), old=9)).status == 400


@pytest.mark.parametrize("size", [20, 40])
def test_a_fork_is_refused_with_any_proof(witness: Witness, size: int) -> None:
    witness.add(asked(HONEST[:12], 0), KEYS, NOW)
    for proof_of in (HONEST, FORKED):
        assert refused(witness, asked(FORKED[:size], 12, proof_of=proof_of[:size])).status == 422
    assert witness.add(asked(HONEST[:size], 12), KEYS, NOW)


def test_a_log_that_signed_two_histories_is_never_cosigned_again(witness: Witness, files: tuple[Path, Path]) -> None:
    witness.add(asked(HONEST[:12], 0), KEYS, NOW)
    assert refused(witness, asked(FORKED[:12], 12)).status == 422
    # its two checkpoints are kept: whoever reads them sees that one key signed both
    assert list(witness.forks()) == [ORIGIN]
    assert witness.forks()[ORIGIN] == signed(FORKED[:12]).notes[0].encode()
    again = Witness(*files)
    for bodies in (HONEST[:12], HONEST[:20], FORKED[:20], FORKED[:12]):
        for old in (0, 12):
            assert refused(again, asked(bodies, old)).status == 422
    # the log under the other hash is a log of its own
    assert witness.add(requests_for(signed(HONEST[:12]), 0, {})[1], KEYS, NOW)


def test_no_changed_proof_gets_a_cosignature(witness: Witness) -> None:
    witness.add(asked(HONEST[:12], 0), KEYS, NOW)
    request = asked(HONEST[:20], 12)
    for n, each in enumerate(request.proof):
        for bit in range(0, 256, 5):
            forged = bytearray(each)
            forged[bit // 8] ^= 1 << bit % 8
            proof = (*request.proof[:n], bytes(forged), *request.proof[n + 1 :])
            assert refused(witness, replace(request, proof=proof)).status == 422
    for proof in ((), request.proof[:-1], (*request.proof, bytes(32))):
        assert refused(witness, replace(request, proof=proof)).status == 422
    assert refused(witness, replace(asked(HONEST[:9], 0), proof=(bytes(32),))).status == 409
    assert checkpoint_of(witness.cosigned(ORIGIN) or request.note).size == 12


def test_the_empty_log_has_one_root(witness: Witness) -> None:
    empty = signed_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)), LOG)
    assert refused(witness, Request(0, (), empty)).status == 422


def test_whatever_is_asked_one_history_is_cosigned(witness: Witness) -> None:
    """Honest and forked checkpoints, right and wrong old sizes, in any order."""
    chance = random.Random(5)
    cosigned: list[tuple[int, bytes]] = []
    for _ in range(200):
        bodies = chance.choice([HONEST, HONEST, FORKED])[: chance.randrange(1, 41)]
        last = witness.cosigned(ORIGIN)
        stands = checkpoint_of(last).size if last else 0
        old = stands if chance.random() < 0.7 and stands <= len(bodies) else chance.randrange(len(bodies) + 1)
        try:
            witness.add(asked(bodies, old), KEYS, NOW)
        except WitnessRefusal:
            continue
        cosigned.append((len(bodies), head(bodies).roots["sha256"]))
    assert len(cosigned) > 3
    assert any(
        all(top == head(history[:size]).roots["sha256"] for size, top in cosigned) for history in (HONEST, FORKED)
    )
    assert [size for size, _ in cosigned] == sorted(size for size, _ in cosigned)


def test_two_requests_at_once_do_not_roll_back(witness: Witness, files: tuple[Path, Path]) -> None:
    """The race that c2sp.org/tlog-witness describes: both pass the check, the smaller is written last."""
    witness.add(asked(HONEST[:9], 0), KEYS, NOW)
    start = threading.Barrier(8)
    answers: list[int] = []
    refusals: list[int] = []

    def ask(size: int) -> None:
        one = Witness(*files)
        start.wait()
        try:
            one.add(asked(HONEST[:size], 9), KEYS, NOW)
        except WitnessRefusal as refusal:
            refusals.append(refusal.status)
        else:
            answers.append(size)

    threads = [threading.Thread(target=ask, args=(10 + n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(answers), refusals) == (1, [409] * 7)
    kept = witness.cosigned(ORIGIN)
    assert kept is not None
    assert checkpoint_of(kept).size == answers[0]


def test_a_clock_set_back_cosigns_nothing(witness: Witness) -> None:
    witness.add(asked(HONEST[:9], 0), KEYS, NOW)
    assert refused(witness, asked(HONEST[:20], 9), NOW - timedelta(seconds=1)).status == 503
    assert witness.add(asked(HONEST[:20], 9), KEYS, NOW)


def test_without_its_memory_it_cosigns_nothing(witness: Witness, files: tuple[Path, Path]) -> None:
    key, state = files
    for damaged in ("", "{}", '{"witness": "another", "logs": {}}', '{"witness": "county.example/witness", "logs": 3}'):
        state.write_text(damaged)
        with pytest.raises(StateError):
            Witness(key, state)
        with pytest.raises(StateError):
            witness.add(asked(HONEST[:9], 0), KEYS, NOW)
    state.unlink()
    with pytest.raises(StateError):
        Witness(key, state)
    with pytest.raises(StateError):
        Witness.create(key, state, "county.example/witness", bytes(32))
    with pytest.raises(ValueError, match="name"):
        Witness.create(key, state, "two words", bytes(32))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "old 5\n",
        EXAMPLE.replace("old 20852014", "old 020852014"),
        EXAMPLE.replace("old 20852014", "20852014"),
        EXAMPLE.replace("old 20852014", "old -1"),
        EXAMPLE.replace("old ", "old  "),
        EXAMPLE.replace("PlRN", "PlR"),
        EXAMPLE.replace("\n\n", "\n", 1),
        EXAMPLE[:-1],
        EXAMPLE.replace("old 20852014\n", "old 20852014\n" + "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n" * 60),
    ],
)
def test_what_is_no_request_is_refused(data: str) -> None:
    for read in (parse_request, parse_request_file):
        with pytest.raises(WitnessRefusal) as caught:
            read(data)
        assert caught.value.status == 400


def test_the_reader_never_fails_in_another_way(many: Many, ran: Ran) -> None:
    chance = random.Random(6)
    scrambled = many(2000, 300_000)
    for _ in range(scrambled):
        data = list(EXAMPLE)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.choice(["\n", "", " ", "A", "—", "0", "\x00", "old "])
        with suppress(WitnessRefusal):
            parse_request("".join(data))
    ran(fuzz=scrambled)


def test_a_witness_that_does_not_compare_cosigns_a_fork(witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutant: it is the proof that keeps the gate shut."""
    witness.add(asked(HONEST[:12], 0), KEYS, NOW)
    monkeypatch.setattr(module, "extends", lambda *given: True)
    assert witness.add(asked(FORKED[:20], 12), KEYS, NOW)
