"""Whatever is done to an export of the log, the verifier says so, and names the entry (T9)."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.longtier.recording import Many, Ran
from tests.trail import course
from tests.trail.course import COUNTY, LOG_KEY, ORIGIN, OTHER, Export, checkpoint, encoded, head_of, linked, trust
from workflow.trail import offline, verifier
from workflow.trail.checkpoint import Checkpoint, CheckpointFile, cosign, origin_under, signed_checkpoint
from workflow.trail.exporting import rules
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import leaf_hash
from workflow.trail.note import ML_DSA_COSIGNATURE, Note, PublicKey, Signature
from workflow.trail.offline import INCOMPLETE, SOUND, TAMPERED, USAGE, Report
from workflow.trail.trust import Revocation, Trust
from workflow.trail.verifier import Row

pytestmark = pytest.mark.trial("T9")

ROUNDS = 120
RULES = rules({course.LABEL: course.book()})


@pytest.fixture(scope="module")
def sound() -> Export:
    return course.export()


@pytest.fixture(scope="module")
def entries() -> list[dict[str, str]]:
    return list(course.course(2))


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Report]:
    """Write an export into a place of its own and verify it with the trust of the auditor."""
    places = iter(range(10**6))

    def run(export: Export, trusted: Trust | None = None, raw: bytes | None = None, **more: Any) -> Report:
        place = export.write(tmp_path / str(next(places)))
        if raw is not None:
            (place / "entries.jsonl").write_bytes(raw)
        return offline.verify(place, json.loads((trusted or trust()).encode()), RULES, **more)

    return run


def kinds(report: Report) -> set[str]:
    return {each.kind for each in report.problems}


def names(report: Report, seq: int, every: int = 20) -> bool:
    """Whether a finding is of that entry, or of the stretch between two checkpoints that it lies in."""
    return any(
        each.seq == seq
        or (each.kind == "root" and each.seq == seq - seq % every)
        # a shared entry taken out of the stretch before the last checkpoint is told by the end that is missing
        or (each.kind == "truncated" and seq >= each.seq - each.seq % every)
        for each in report.problems
    )


def test_a_sound_export_is_sound(check: Callable[..., Report], sound: Export) -> None:
    report = check(sound)
    assert (report.problems, report.missing, report.remarks) == ([], [], [])
    assert report.exit == SOUND
    assert (report.size, report.roots["sm3"]) == (len(sound.bodies), head_of(sound.bodies).roots["sm3"].hex())


def test_sound_exports_of_every_size_raise_no_alarm(
    check: Callable[..., Report], entries: list[dict[str, str]]
) -> None:
    bodies = linked(entries)
    for size in range(1, len(bodies) + 1, 3):
        report = check(Export(bodies[:size], [checkpoint(bodies[:size])]))
        assert (report.exit, report.remarks) == (SOUND, [])


def test_every_flipped_byte_is_noticed_and_its_entry_named(check: Callable[..., Report], sound: Export) -> None:
    chance = random.Random(9)
    for _ in range(ROUNDS):
        seq = chance.randrange(len(sound.bodies))
        body = bytearray(sound.bodies[seq])
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        report = check(sound, raw=b"\n".join([*sound.bodies[:seq], bytes(body), *sound.bodies[seq + 1 :]]) + b"\n")
        assert report.exit == TAMPERED
        assert names(report, seq)


def recomputed(entries: list[dict[str, str]], rounds: int = ROUNDS) -> Iterator[tuple[str, int, list[bytes]]]:
    """Forgeries in which everything is made anew as the program would: numbers, links, leaves, roots, manifest."""
    chance = random.Random(10)
    for _ in range(rounds // 2):
        seq = chance.randrange(len(entries))
        key = chance.choice(["name", "post", "law", "in", "pc", "req", "for"])
        forged = [*entries[:seq], entries[seq] | {key: f"改{chance.random()}"}, *entries[seq + 1 :]]
        yield "edit", seq, linked(forged)
    for seq in range(0, len(entries), 2):
        yield "delete", seq, linked(entries[:seq] + entries[seq + 1 :])
        yield "insert", seq, linked([*entries[:seq], entries[chance.randrange(len(entries))], *entries[seq:]])
    for _ in range(rounds // 4):
        a, b = sorted(chance.sample(range(len(entries)), 2))
        swapped = [*entries[:a], entries[b], *entries[a + 1 : b], entries[a], *entries[b + 1 :]]
        yield "swap", a, linked(swapped)


def test_with_an_outside_checkpoint_every_recomputed_forgery_is_noticed(
    check: Callable[..., Report], sound: Export, entries: list[dict[str, str]]
) -> None:
    missed = []
    tried = 0
    noted = (len(sound.bodies), head_of(sound.bodies).roots["sha256"].hex())
    for what, seq, bodies in recomputed(entries):
        tried += 1
        with_checkpoints = check(sound.with_bodies(bodies))
        # a forger who also takes the checkpoints away has left the auditor with the figures noted elsewhere
        noted_only = check(Export(bodies, []), noted=noted)
        if with_checkpoints.exit != TAMPERED or noted_only.exit != TAMPERED or not names(with_checkpoints, seq):
            missed.append((what, seq))
    assert missed == []
    assert tried > 2 * len(entries) * 0.8


def test_without_anything_from_outside_a_recomputed_forgery_is_at_most_unproved(
    check: Callable[..., Report], sound: Export, entries: list[dict[str, str]]
) -> None:
    bodies = linked([*entries[:5], entries[5] | {"name": "李四"}, *entries[6:]])
    report = check(Export(bodies, []))
    assert (report.exit, kinds(report)) == (INCOMPLETE, set())


def test_every_cut_end_is_noticed(check: Callable[..., Report], sound: Export) -> None:
    size = len(sound.bodies)
    noted = (size, head_of(sound.bodies).roots["sha256"].hex())
    for kept in range(0, size, 2):
        report = check(sound.with_bodies(sound.bodies[:kept]))
        assert report.exit == TAMPERED
        assert "truncated" in kinds(report)
        earlier = [point for point in sound.checkpoints if offline.notes_of(point.encode())[0].size <= kept]
        bare = check(Export(sound.bodies[:kept], earlier), noted=noted)
        assert (bare.exit, "truncated" in kinds(bare)) == (TAMPERED, True)


def resigned(bodies: list[bytes], key: Any = LOG_KEY, witness: Any = COUNTY) -> CheckpointFile:
    return checkpoint(bodies, key, witness)


def test_a_replaced_checkpoint_is_noticed(
    check: Callable[..., Report], sound: Export, entries: list[dict[str, str]]
) -> None:
    forged = linked([*entries[:5], entries[5] | {"name": "李四"}, *entries[6:]])
    # the thief of the log key signs his own history: the county did not
    report = check(Export(forged, [resigned(forged, witness=None)]))
    assert (report.exit, [each.kind for each in report.missing]) == (INCOMPLETE, ["quorum"])
    # beside the checkpoints that are already out, his history contradicts them
    report = check(Export(forged, [*sound.checkpoints[:2], resigned(forged)]))
    assert (report.exit, kinds(report)) == (TAMPERED, {"root"})
    # one with a key of his own is no checkpoint
    own = replace(LOG_KEY, seed=b"thief".ljust(32, b"."))
    report = check(Export(forged, [resigned(forged, own)]))
    assert (report.exit, {each.kind for each in report.missing}) == (INCOMPLETE, {"unsigned", "quorum"})


def test_a_cosigner_whose_key_was_swapped_counts_for_nothing(check: Callable[..., Report], sound: Export) -> None:
    report = check(Export(sound.bodies, [resigned(sound.bodies, witness=OTHER)]))
    assert (report.exit, [each.kind for each in report.missing]) == (INCOMPLETE, ["quorum"])
    # and one that takes the id of the county's key as well has made a false signature
    point = resigned(sound.bodies, witness=OTHER)
    notes = [
        Note(note.text, tuple(replace(s, key_id=COUNTY.public.id) if s.name == COUNTY.name else s for s in note.signatures))
        for note in point.notes
    ]  # fmt: skip
    report = check(Export(sound.bodies, [CheckpointFile(tuple(notes))]))
    assert (report.exit, kinds(report)) == (TAMPERED, {"signature"})


def test_a_witness_whose_kind_of_key_is_not_known_here_counts_for_nothing(
    check: Callable[..., Report], sound: Export
) -> None:
    later = PublicKey("later.example/witness", ML_DSA_COSIGNATURE, bytes(1312))
    point = sound.checkpoints[-1]
    line = Signature(later.name, later.id, bytes(2428))
    signed = CheckpointFile(tuple(note.signed(line) for note in point.notes))
    for quorum, expected in ((1, SOUND), (2, INCOMPLETE)):
        trusted = replace(trust(quorum), unchecked=(later,))
        report = check(Export(sound.bodies, [signed]), trusted)
        assert (report.exit, report.problems) == (expected, [])


def test_a_root_of_nothing_vouches_for_nothing(check: Callable[..., Report], sound: Export) -> None:
    empty = head_of([])
    assert check(Export(sound.bodies, []), noted=(0, empty.roots["sha256"].hex())).exit == INCOMPLETE
    points = [Checkpoint(origin_under(ORIGIN, each), 0, empty.roots[each]) for each in ALGORITHMS]
    notes = [signed_checkpoint(point, LOG_KEY) for point in points]
    witnessed = CheckpointFile(tuple(note.signed(cosign(note, COUNTY, course.START)) for note in notes))
    report = check(Export(sound.bodies, [witnessed]))
    assert (report.exit, [each.kind for each in report.missing]) == (INCOMPLETE, ["quorum"])
    wrong = signed_checkpoint(replace(points[0], root=bytes(32)), LOG_KEY)
    assert check(Export(sound.bodies, [CheckpointFile((wrong,))])).exit == TAMPERED


def test_a_revoked_key_speaks_only_of_what_it_signed_before(check: Callable[..., Report], sound: Export) -> None:
    size = len(sound.bodies)
    keys = [LOG_KEY.named(origin_under(ORIGIN, each)).public for each in ALGORITHMS]
    for until, expected in ((size, SOUND), (size - 1, INCOMPLETE)):
        revoked = replace(trust(), revoked=tuple(Revocation(key, until) for key in keys))
        assert check(Export(sound.bodies, sound.checkpoints[-1:]), revoked).exit == expected


def test_every_byte_of_the_only_checkpoint_matters(check: Callable[..., Report], sound: Export, tmp_path: Path) -> None:
    bodies = sound.bodies[:9]
    text = checkpoint(bodies).encode().encode()
    place = Export(bodies, []).write(tmp_path / "one")
    trusted = json.loads(trust().encode())
    chance = random.Random(11)
    for at in range(len(text)):
        changed = bytearray(text)
        changed[at] ^= 1 << chance.randrange(8)
        (place / "checkpoints" / "one").write_bytes(changed)
        report = offline.verify(place, trusted, RULES)
        assert report.exit in (TAMPERED, INCOMPLETE), (at, text[at : at + 20])
        assert report.problems or report.missing


def test_every_byte_of_a_receipt_matters(check: Callable[..., Report], sound: Export, tmp_path: Path) -> None:
    place = Export(sound.bodies[:20], sound.checkpoints[:1], sound.proofs).write(tmp_path / "one")
    (file,) = (place / "proofs").iterdir()
    text = file.read_bytes()
    trusted = json.loads(trust().encode())
    signatures = text.index("— ".encode())
    for at in range(0, signatures, 2):
        file.write_bytes(text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :])
        assert offline.verify(place, trusted, RULES).exit == TAMPERED, at


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("manifest.json", ('"size":', '"size": 1e400, "was":')),
        ("manifest.json", ('"carries":', '"carries": 5, "was":')),
        ("manifest.json", ("{", "[" * 100_000)),
        ("trust.json", ('"quorum": 1', '"quorum": 1e400')),
        ("trust.json", ('"keys": [', '"keys": ["a+' + hashlib.sha256(b"a\n").hexdigest()[:8] + '+", ')),
    ],
    ids=["no number", "no list", "too deep", "no quorum", "a key of nothing"],
)
def test_what_is_malformed_is_said(
    sound: Export, tmp_path: Path, name: str, change: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    place = sound.write(tmp_path / "one")
    (place / "trust.json").write_text(trust().encode())
    text = (place / name).read_text()
    assert change[0] in text
    (place / name).write_text(text.replace(*change, 1))
    assert offline.main([str(place), "--trust", str(place / "trust.json")]) == USAGE
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("days", "participation.open", "days"), "30"),
        (("days", "participation.open", "days"), True),
        (("days", "participation.open", "limit"), "none"),
        (("days", "participation.open", "both_ends"), "no"),
        (("days", "participation.open", "least"), 3),
        (("steps", "drafting.save", "shared"), "no"),
        (("steps", "drafting.save", "roles"), {"staff": ["any"]}),
    ],
    ids=["a word", "a yes", "no limit", "no word", "an unknown key", "no yes or no", "no reach"],
)
def test_rules_that_would_be_none_are_said(
    sound: Export, tmp_path: Path, path: tuple[str, ...], value: object, capsys: pytest.CaptureFixture[str]
) -> None:
    place = sound.write(tmp_path / "one")
    rules = json.loads((place / "rules.json").read_text())
    at = rules["rulebooks"][course.LABEL]
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    (place / "rules.json").write_text(json.dumps(rules))
    assert offline.main([str(place)]) == USAGE
    assert capsys.readouterr().err


def test_what_no_program_wrote_into_a_database_opens_no_commitment() -> None:
    deep = b"[" * 9000 + b'"opinion_sender="'
    assert offline.PERSONAL_MARK.search(deep)
    assert offline.committed(deep) == {}
    assert not offline.opened("c1:" + "0" * 64, b"0" * 16, "opinion_sender", {"name": b"x"})


def test_a_report_that_is_none_is_said(sound: Export, tmp_path: Path) -> None:
    place = sound.write(tmp_path / "one")
    (place / "reports").mkdir(exist_ok=True)
    (place / "reports" / "2022.json").write_text("[" * 100_000)
    found = offline.verify(place, json.loads(trust().encode()), RULES)
    assert "reports/2022.json不合规范" in [each.zh for each in found.problems]


@pytest.mark.parametrize("name", ["manifest.json", "rules.json", "entries.jsonl"])
def test_a_missing_file_is_said(sound: Export, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    place = sound.write(tmp_path / "one")
    (place / name).unlink()
    assert offline.main([str(place)]) == USAGE
    assert name in capsys.readouterr().err


def test_the_manifest_must_tell_the_truth(check: Callable[..., Report], sound: Export, tmp_path: Path) -> None:
    for n, change in enumerate(
        ({"size": 3}, {"size": 99}, {"roots": {"sha256": "00" * 32, "sm3": "00" * 32}}, {"origin": "gov.example/x"})
    ):
        place = sound.write(tmp_path / f"m{n}")
        manifest = json.loads((place / "manifest.json").read_text())
        (place / "manifest.json").write_text(json.dumps(manifest | change))
        assert offline.verify(place, json.loads(trust().encode())).exit == TAMPERED


def test_an_entry_later_than_the_cosignature_that_holds_it_is_named(
    check: Callable[..., Report], sound: Export
) -> None:
    head = head_of(sound.bodies)
    early = course.START
    notes = [
        signed_checkpoint(Checkpoint(origin_under(ORIGIN, each), head.size, head.roots[each]), LOG_KEY)
        for each in ALGORITHMS
    ]
    point = CheckpointFile(tuple(note.signed(cosign(note, COUNTY, early)) for note in notes))
    report = check(Export(sound.bodies, [point]))
    assert {(each.kind, each.seq) for each in report.problems} == {("time", len(sound.bodies) - 1)}


def test_an_old_cosignature_is_not_enough(check: Callable[..., Report], sound: Export) -> None:
    trusted = replace(trust(), newest_within_days=31)
    last = json.loads(sound.bodies[-1])["ts"]
    for days, expected in ((30, SOUND), (33, INCOMPLETE)):
        now = course.dt.datetime.fromisoformat(last) + course.dt.timedelta(days=days)
        assert check(sound, trusted, now=now).exit == expected


def test_entries_after_the_last_checkpoint_are_pointed_out(check: Callable[..., Report], sound: Export) -> None:
    report = check(Export(sound.bodies, sound.checkpoints[:2]))
    assert report.exit == SOUND
    assert [(each.kind, each.seq) for each in report.remarks] == [("uncovered", 40)]


@pytest.mark.parametrize("lacking", ["ed25519", "sm3"])
def test_without_a_library_the_evidence_is_incomplete(
    check: Callable[..., Report], sound: Export, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    monkeypatch.setattr(offline, lacking, lambda: None)
    report = check(sound)
    assert (report.exit, next(each.kind for each in report.missing)) == (INCOMPLETE, "library")


# Each check taken away, and a forgery that only this check notices: so no check is there in vain, or has died.
Gate = tuple[str, Callable[[pytest.MonkeyPatch], None], Callable[[list[dict[str, str]]], list[bytes]]]


def without(owner: object, name: str, instead: Callable[..., Any]) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(owner, name, instead)


def changed(act: str, change: dict[str, str]) -> Callable[[list[dict[str, str]]], list[bytes]]:
    """The first entry of that act changed, and everything made anew."""

    def forge(entries: list[dict[str, str]]) -> list[bytes]:
        seq = next(n for n, each in enumerate(entries) if each["act"] == act)
        return linked([*entries[:seq], entries[seq] | change, *entries[seq + 1 :]])

    return forge


def unlinked(entries: list[dict[str, str]]) -> list[bytes]:
    bodies = linked(entries)
    return [*bodies[:-1], encoded(json.loads(bodies[-1]) | {"prev": "0" * 64})]


def nothing(*given: object) -> None:
    """A check that checks nothing."""


GATES: list[Gate] = [
    ("entry", without(offline.Reader, "_judge", nothing), changed("drafting.save", {"clk": "sundial"})),
    ("entry", without(offline.Chain, "moments", nothing), changed("drafting.save", {"ver": "009"})),
    ("time", without(offline.Chain, "clock", nothing), changed("drafting.save", {"ts": "2026-03-02T00:00:00.000Z"})),
    ("prev", without(offline.Chain, "link", nothing), unlinked),
    ("state", without(offline.Replay, "move", nothing), changed("initiation.approve", {"to": "main:decided"})),
    ("version", without(offline.Replay, "move", nothing), changed("drafting.save", {"ver": "99"})),
    ("role", without(offline.Replay, "role", nothing), changed("drafting.save", {"as": "admin"})),
    ("rules", without(offline.Replay, "step", nothing), changed("drafting.save", {"rule": "another#drafting.save"})),
    ("duties", without(offline.Replay, "duties", nothing), changed("legality_review.conclude", {"who": "P-staff"})),
    ("days", without(offline.Replay, "days", nothing), changed("participation.open", {"d.days": "31"})),
    ("dated", without(offline.Replay, "dated", nothing), changed("initiation.study", {"eff": "2030-01-01"})),
]


@pytest.mark.parametrize(("kind", "disable", "forge"), GATES, ids=[f"{gate[0]}-{n}" for n, gate in enumerate(GATES)])
def test_a_check_taken_away_is_missed(
    check: Callable[..., Report],
    entries: list[dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    disable: Callable[[pytest.MonkeyPatch], None],
    forge: Callable[[list[dict[str, str]]], list[bytes]],
) -> None:
    bodies = forge(entries)
    export = Export(bodies, [checkpoint(bodies)])
    # the last checkpoint is made over the forgery itself: only what the entries say gives it away
    assert kind in kinds(check(export))
    disable(monkeypatch)
    assert kind not in kinds(check(export))


def test_the_tree_not_compared_is_missed(
    check: Callable[..., Report], sound: Export, entries: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = linked([*entries[:5], entries[5] | {"name": "李四"}, *entries[6:]])
    forged = Export(bodies, sound.checkpoints)
    assert check(forged).exit == TAMPERED
    monkeypatch.setattr(offline.Chain, "roots", lambda self, size: None)
    assert check(forged).exit == SOUND


def test_signatures_not_checked_are_missed(
    check: Callable[..., Report], sound: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    false = replace(COUNTY, seed=OTHER.seed)
    monkeypatch.setattr(offline, "ed25519", lambda: lambda public, signature, message: True)
    point = resigned(sound.bodies, witness=false)
    notes = [
        Note(note.text, tuple(replace(s, key_id=COUNTY.public.id) if s.name == COUNTY.name else s for s in note.signatures))
        for note in point.notes
    ]  # fmt: skip
    export = Export(sound.bodies, [CheckpointFile(tuple(notes))])
    assert check(export).exit == SOUND
    monkeypatch.undo()
    assert check(export).exit == TAMPERED


@pytest.mark.trial("T26")
def test_the_two_verifiers_agree(
    check: Callable[..., Report], entries: list[dict[str, str]], many: Many, ran: Ran
) -> None:
    """What the program's own reader of the log notices, the verifier notices at the same entry."""
    forged = list(recomputed(entries, many(ROUNDS, 720)))[:: many(4, 1)]
    for _, _, bodies in forged:
        own = verifier.verify((Row(seq, body, leaf_hash(body)) for seq, body in enumerate(bodies)), ORIGIN)
        report = check(Export(bodies, []))
        assert report.roots["sha256"] == own.root
        # where the one finds a state that does not follow, the other may name more of what is wrong with that step
        missed = [each for each in own.problems if each.seq not in {other.seq for other in report.problems}]
        # the one counts versions at the changes of state alone, the other at every step: it has named the fall before
        fallen = {(json.loads(bodies[each.seq])["obj"], each.seq) for each in report.problems if each.kind == "version"}
        for each in missed:
            obj = json.loads(bodies[each.seq])["obj"]
            assert each.kind == "version", each
            assert any(name == obj and seq < each.seq for name, seq in fallen), each
    ran(tampered=len(forged))


def run(arguments: list[str]) -> tuple[int, str]:
    with redirect_stdout(io.StringIO()) as out:
        return offline.main(arguments), out.getvalue()


def test_it_speaks_both_languages_and_to_programs(sound: Export, tmp_path: Path) -> None:
    place = str(sound.with_bodies(sound.bodies[:-1]).write(tmp_path / "x"))
    (tmp_path / "trust.json").write_text(trust().encode())
    trusted = ["--trust", str(tmp_path / "trust.json")]
    code, said = run([place, *trusted, "--lang", "zh"])
    assert (code, "末尾被截去" in said, "cut off" in said) == (TAMPERED, True, False)
    code, said = run([place, *trusted, "--lang", "en"])
    assert (code, "末尾被截去" in said, "cut off" in said) == (TAMPERED, False, True)
    code, said = run([place, *trusted, "--json"])
    found = json.loads(said)
    assert (code, found["verdict"], found["problems"][0]["seq"]) == (TAMPERED, "tampered", len(sound.bodies) - 1)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nowhere"],
        [".", "--noted", "5", "zz"],
        [".", "--noted", "5", "00"],
        [".", "--noted", "-1", "00" * 32],
        [".", "--lang", "fr"],
    ],
)
def test_wrong_usage_is_said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert offline.main(arguments) == USAGE
    assert capsys.readouterr().err
