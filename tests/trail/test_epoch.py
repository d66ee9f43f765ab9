"""A log that lost entries goes on as a new epoch: what it states is checked by both verifiers, and by the witness (T19)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.trail import course
from tests.trail.course import COUNTY, LABEL, LOG_KEY, ORIGIN, Fields, book, encoded, head_of, linked, z
from workflow.services.logreading import Log
from workflow.services.report import as_data, report_of
from workflow.trail import offline, verifier
from workflow.trail.checkpoint import Checkpoint, CheckpointFile, checkpoint_of, cosign, origin_under, signed_checkpoint
from workflow.trail.cosigning import Request, WitnessRefusal, requests_for
from workflow.trail.entry import ENVELOPE, decode
from workflow.trail.epoch import (
    REOPENED,
    EpochError,
    Link,
    Signatory,
    Statement,
    follows,
    parse_link,
    parted,
    statement_of,
    successor,
)
from workflow.trail.exporting import rules, write_export
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.merkle import consistency_proof, inclusion_proof, leaf_hash
from workflow.trail.note import ED25519, SecretKey
from workflow.trail.offline import INCOMPLETE, SOUND, TAMPERED
from workflow.trail.tlogproof import InclusionProof
from workflow.trail.trust import LogTrust, Trust
from workflow.trail.verifier import Row
from workflow.trail.witness import Witness

RECOVERED, SIGNED = 30, 45
NEW = "gov.example/500000/rma/e2"
NEW_KEY = SecretKey(NEW, ED25519, b"second log".ljust(32, b"."))
RULES = rules({LABEL: book()})
TWO = (Signatory("P-chief", "chief", "张三", "乡长", 1), Signatory("P-auditor", "auditor", "李四", "审计专员", 2))


CALLED = {"name": "张三", "post": "副乡长", "unit": course.UNIT}
"""What whoever acts in these matters is called."""


def account(person: str, act: str = "person.created", who: str = "P-admin", **details: str) -> Fields:
    """An entry about an account, made by an administrator."""
    fields = dict.fromkeys(ENVELOPE, "") | {"v": "1", "log": ORIGIN, "clk": "ntp", "res": "ok", "via": "web"}
    fields |= {"ts": z(course.START), "act": act, "obj": f"person/{person}", "who": who, "name": "王五", "as": "admin"}
    stands = {} if act == "password.changed" else CALLED | {"roles": "auditor"}
    return fields | {f"d.{key}": value for key, value in {"person": person, **stands, **details}.items()}


@cache
def entries() -> list[Fields]:
    """A log with the accounts of the two who will sign, and two matters."""
    opened, *matters = course.course(2)
    return [opened, account("P-chief", roles="chief"), account("P-auditor", roles="auditor"), *matters]


def point(bodies: list[bytes], key: SecretKey, witnessed: bool = True) -> CheckpointFile:
    """A checkpoint under the name of the key, cosigned a minute after its last entry."""
    head = head_of(bodies)
    points = [Checkpoint(origin_under(key.name, each), head.size, head.roots[each]) for each in ALGORITHMS]
    notes = [signed_checkpoint(each, key) for each in points]
    at = dt.datetime.fromisoformat(json.loads(bodies[-1])["ts"]) + dt.timedelta(minutes=1)
    return CheckpointFile(tuple(note.signed(cosign(note, COUNTY, at)) if witnessed else note for note in notes))


@cache
def old() -> tuple[bytes, ...]:
    """The log as it was before the loss."""
    return tuple(linked(entries()))


def opening(**changes: str) -> Fields:
    """The first entry of the second epoch."""
    kept = list(old()[:RECOVERED])
    last = point(list(old()[:SIGNED]), LOG_KEY)
    root = head_of(kept).roots["sha256"].hex()
    statement = Statement(NEW, ORIGIN, RECOVERED, root, SIGNED, last, last, "磁盘损坏，由备份恢复。", TWO)
    fields = dict.fromkeys(ENVELOPE, "") | {"v": "1", "log": NEW, "clk": "ntp", "res": "ok", "via": "cli"}
    at = dt.datetime.fromisoformat(decode(old()[SIGNED])["ts"]) + dt.timedelta(hours=1)
    fields |= {"ts": z(at), "act": REOPENED, "obj": "organ/1", "who": "P-chief", "as": "chief", "seq": str(RECOVERED)}
    fields |= CALLED
    return fields | {f"d.{key}": value for key, value in statement.details().items()} | changes


def new(entry: Fields | None = None) -> list[bytes]:
    """The log after the loss: what was recovered, the opening, and what was lost entered again an hour later."""
    lost = entries()[RECOVERED : RECOVERED + 5]
    later = [dict(each) | {"log": NEW, "ts": (entry or opening())["ts"]} for each in lost]
    return linked([*entries()[:RECOVERED], entry or opening(), *later])


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., offline.Report]:
    places = iter(range(10**6))

    def run(bodies: list[bytes], points: list[CheckpointFile], **more: Any) -> offline.Report:
        place = tmp_path / str(next(places))
        write_export(
            place,
            origin=more.pop("origin", NEW),
            bodies=bodies,
            checkpoints=points,
            rulebooks=lambda: {LABEL: book()},
            exported_at=course.START,
        )
        if figures := more.pop("figures", None):
            (place / "reports").mkdir()
            (place / "reports" / "2026.json").write_text(json.dumps(figures), "utf-8")
        keys = [(origin_under(key.name, each), key) for key in (LOG_KEY, NEW_KEY) for each in ALGORITHMS]
        logs = tuple(LogTrust(origin, (key.named(origin).public,), 1) for origin, key in keys)
        trusted = json.loads(Trust(logs, (COUNTY.public,), newest_within_days=3650).encode())
        return offline.verify(place, trusted, RULES, **more)

    return run


def kinds(report: offline.Report) -> set[str]:
    return {each.kind for each in report.problems}


def own(bodies: list[bytes]) -> verifier.Verdict:
    """What the program's own reader of the log says."""
    return verifier.verify((Row(seq, body, leaf_hash(body)) for seq, body in enumerate(bodies)), ORIGIN)


def early() -> CheckpointFile:
    return point(list(old()[:20]), LOG_KEY)


def test_origins_tell_the_log_and_its_epoch():
    assert parted("gov.example/a/e1") == parted("gov.example/a/e1/sm3") == ("gov.example/a", 1)
    assert parted("gov.example/a") == ("gov.example/a", 1)
    assert successor(["gov.example/a/e1", "gov.example/a/e4", "gov.example/a/e2"]) == "gov.example/a/e5"
    assert successor(["gov.example/a"]) == "gov.example/a/e2"
    assert follows("gov.example/a/e10", "gov.example/a/e9/sm3")
    assert not follows("gov.example/a/e2", "gov.example/b/e1")
    assert not follows("gov.example/a/e1", "gov.example/a/e1")


def test_a_new_epoch_that_is_witnessed_is_sound_and_the_loss_is_said(check):
    bodies = new()
    report = check(bodies, [early(), point(bodies, NEW_KEY)])
    assert (report.problems, report.missing, report.exit) == ([], [], SOUND)
    (lost,) = [each for each in report.remarks if each.kind == "lost"]
    assert lost.seq == RECOVERED
    assert "30 to 44 were lost" in lost.en
    assert "张三说明、李四确认" in lost.zh
    assert "第1号（2026-03-02，王五）、第2号（2026-03-02，王五）" in lost.zh
    assert "entry 1 (2026-03-02, 王五) and entry 2" in lost.en
    assert own(bodies).problems == ()
    assert own(bodies).origin == NEW


def test_until_a_witness_saw_it_the_evidence_is_incomplete(check):
    bodies = new()
    for points in ([early()], [early(), point(bodies, NEW_KEY, witnessed=False)]):
        report = check(bodies, points)
        assert (report.problems, report.exit) == ([], INCOMPLETE)
        assert "lost" in {each.kind for each in report.missing}


def test_a_checkpoint_of_the_lost_part_is_no_forgery_unless_it_shows_more_than_was_stated(check, monkeypatch):
    bodies = new()
    for size in (31, 33, SIGNED):
        report = check(bodies, [early(), point(list(old()[:size]), LOG_KEY), point(bodies, NEW_KEY)])
        assert (report.problems, report.exit) == ([], SOUND)
    more = [early(), point(list(old()[: SIGNED + 1]), LOG_KEY), point(bodies, NEW_KEY)]
    assert kinds(check(bodies, more)) == {"lost"}
    # taken away: the lost part is compared with what was entered since, which is a false alarm
    monkeypatch.setattr(offline.Evidence, "after", lambda self, epoch: None)
    assert "root" in kinds(check(bodies, [point(list(old()[:33]), LOG_KEY), point(bodies, NEW_KEY)]))


def test_a_checkpoint_of_what_was_recovered_is_held_against_it(check):
    bodies = new()
    changed = [*old()[:5], encoded(decode(old()[5]) | {"name": "别人"}), *old()[6:25]]
    assert "root" in kinds(check(bodies, [point(changed, LOG_KEY), point(bodies, NEW_KEY)]))


def test_a_size_noted_on_paper_may_be_of_the_lost_part(check):
    bodies = new()
    lost = head_of(list(old()[:33])).roots["sha256"].hex()
    report = check(bodies, [point(bodies, NEW_KEY)], noted=(33, lost))
    assert (report.problems, report.exit) == ([], INCOMPLETE)
    kept = head_of(bodies[:20]).roots["sha256"].hex()
    assert check(bodies, [point(bodies, NEW_KEY)], noted=(20, kept)).exit == SOUND
    assert check(bodies, [point(bodies, NEW_KEY)], noted=(20, lost)).exit == TAMPERED


def test_the_figures_of_a_report_over_the_lost_part_are_not_counted_again(check):
    def figures(bodies: list[bytes]) -> dict[str, Any]:
        log = Log(tuple(map(decode, bodies)), head_of(bodies).roots["sha256"].hex())
        return as_data(report_of(log, 2026, dt.datetime.fromisoformat(decode(bodies[-1])["ts"]).date()))

    bodies = new()
    report = check(bodies, [point(bodies, NEW_KEY)], figures=figures(list(old()[:33])))
    assert (report.problems, report.exit) == ([], INCOMPLETE)
    assert "figures" in {each.kind for each in report.missing}
    assert "figures" not in {
        each.kind for each in check(bodies, [point(bodies, NEW_KEY)], figures=figures(bodies)).missing
    }


FORGED: dict[str, Fields] = {
    "the same person twice": {"d.confirmed_by": "P-chief;auditor;张三;乡长"},
    "one signature": {"d.confirmed_by": ""},
    "a signature without a role": {"d.confirmed_by": "P-auditor;;李四;审计专员"},
    "an account nobody made": {"d.confirmed_by": "P-nobody;auditor;李四;审计专员"},
    "a role the account never had": {"d.stated_by": "P-chief;admin;张三;乡长"},
    "an account older than it is": {"d.confirmed_since": "1"},
    "an account of no entry": {"d.stated_since": ""},
    "nothing said": {"d.loss": " "},
    "another root": {"d.recovered_root": "00" * 32},
    "more recovered": {"d.recovered": "31"},
    "less signed than recovered": {"d.signed_size": "29"},
    "less signed than its checkpoint": {"d.signed_size": "40"},
    "of another log": {"d.former": "gov.example/other/e1"},
    "no later epoch": {"log": ORIGIN},
    "no checkpoint": {"d.last_signed": "nothing\n"},
}


@pytest.mark.parametrize("changes", FORGED.values(), ids=FORGED)
def test_a_statement_that_cannot_be_one_is_noticed_by_both(check, changes):
    bodies = new(opening(**changes))
    assert "epoch" in kinds(check(bodies, [point(bodies, NEW_KEY)]))
    assert "epoch" in {each.kind for each in own(bodies).problems}


CHANGED = {
    "a password set by another": account("P-auditor", "password.changed"),
    "roles": account("P-auditor", "person.changed", what="roles"),
    "a name": account("P-auditor", "person.changed", what="name"),
}


@pytest.mark.parametrize("more", CHANGED.values(), ids=CHANGED)
def test_an_account_that_somebody_changed_meanwhile_stands_as_of_then(check, more):
    def log(**changes: str) -> list[bytes]:
        changed = [*entries()[: RECOVERED - 1], dict(more) | {"ts": entries()[RECOVERED - 2]["ts"]}]
        root = head_of(linked(changed)).roots["sha256"].hex()
        return linked([*changed, opening(**{"d.recovered_root": root, **changes})])

    bodies = log()
    assert "epoch" in kinds(check(bodies, [point(bodies, NEW_KEY)]))
    assert "epoch" in {each.kind for each in own(bodies).problems}
    bodies = log(**{"d.confirmed_since": str(RECOVERED - 1)})
    assert "epoch" not in kinds(check(bodies, [point(bodies, NEW_KEY)]))
    assert "epoch" not in {each.kind for each in own(bodies).problems}


def test_a_new_password_of_ones_own_leaves_an_account_as_it_was(check):
    mine = account("P-auditor", "password.changed", who="P-auditor") | {"ts": entries()[RECOVERED - 2]["ts"]}
    changed = [*entries()[: RECOVERED - 1], mine]
    root = head_of(linked(changed)).roots["sha256"].hex()
    bodies = linked([*changed, opening(**{"d.recovered_root": root})])
    assert "epoch" not in kinds(check(bodies, [point(bodies, NEW_KEY)]))
    assert own(bodies).problems == ()


def test_the_check_of_an_account_taken_away_is_missed_by_both(check, monkeypatch):
    bodies = new(opening(**FORGED["an account nobody made"]))
    assert check(bodies, [early(), point(bodies, NEW_KEY)]).exit == TAMPERED
    anybody = offline.Account(0, "", "", [], ("", "", ""))
    monkeypatch.setattr(offline.Accounts, "signed", lambda *_: anybody)
    assert check(bodies, [early(), point(bodies, NEW_KEY)]).exit == SOUND


def test_a_new_name_without_an_opening_is_another_log(check):
    bodies = linked([*entries()[:RECOVERED], *(dict(each) | {"log": NEW} for each in entries()[RECOVERED:])])
    assert "origin" in kinds(check(bodies, [point(bodies, NEW_KEY)]))
    assert "origin" in {each.kind for each in own(bodies).problems}


def test_the_opening_must_be_the_end_of_the_old_name(check):
    bodies = new()
    assert "origin" in kinds(check(bodies[:RECOVERED], [early()]))
    after = [*bodies, encoded(decode(bodies[-1]) | {"log": ORIGIN, "seq": str(len(bodies))})]
    assert "origin" in kinds(check(after, [point(after, NEW_KEY)]))


@pytest.mark.parametrize(
    ("mutant", "changes"),
    [("signatures", FORGED["the same person twice"]), ("root", FORGED["another root"])],
)
def test_the_check_of_an_opening_taken_away_is_missed(check, monkeypatch, mutant, changes):
    bodies = new(opening(**changes))
    assert check(bodies, [early(), point(bodies, NEW_KEY)]).exit == TAMPERED

    def believed(self: offline.Chain, seq: int, entry: Fields, recovered: bytes) -> None:
        self.evidence.openings.append(offline.Opening(seq, 2, SIGNED, ("", "")))
        self.origin = entry["log"]

    monkeypatch.setattr(offline.Chain, "opening", believed)
    assert check(bodies, [early(), point(bodies, NEW_KEY)]).exit == SOUND


# -- the witness ----------------------------------------------------------------------------------------------------------


KEYS = {
    origin_under(key.name, each): [key.named(origin_under(key.name, each)).public]
    for key in (LOG_KEY, NEW_KEY)
    for each in ALGORITHMS
}
NOW = dt.datetime(2026, 9, 22, tzinfo=dt.UTC)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness.create(tmp_path / "w.key", tmp_path / "w.json", "county.example/witness", COUNTY.seed)


def asked(bodies: list[bytes], key: SecretKey, before: int = 0) -> list[Request]:
    proofs = {
        each: consistency_proof([leaf_hash(body, each) for body in bodies], before, len(bodies), each)
        for each in ALGORITHMS
    }
    return list(requests_for(point(bodies, key, witnessed=False), before, proofs))


def cosigned(witness: Witness, size: int) -> None:
    for each in asked(list(old()[:size]), LOG_KEY):
        witness.add(each, KEYS, NOW)


def linked_by(bodies: list[bytes], seq: int = RECOVERED, body: bytes = b"") -> Link:
    notes = point(bodies, NEW_KEY, witnessed=False).notes
    proofs = [
        InclusionProof(seq, tuple(inclusion_proof([leaf_hash(each, a) for each in bodies], seq, len(bodies), a)), note)
        for a, note in zip(ALGORITHMS, notes, strict=True)
    ]
    return parse_link(Link(body or bodies[seq], tuple(proofs)).encode())


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(WitnessRefusal) as caught:
        call()
    return str(caught.value)


def test_without_the_link_a_later_epoch_is_not_cosigned(witness):
    cosigned(witness, 20)
    bodies = new()
    for each in asked(bodies, NEW_KEY):
        assert "link file" in refused(lambda each=each: witness.add(each, KEYS, NOW))


def test_a_witness_that_never_saw_the_log_takes_it_as_it_is(witness):
    assert all(witness.add(each, KEYS, NOW) for each in asked(new(), NEW_KEY))


def test_what_it_saw_must_be_among_what_was_kept_and_the_old_name_is_over(witness):
    cosigned(witness, 20)
    bodies = new()
    witness.follow(linked_by(bodies), KEYS)
    assert "cosigned last" in refused(lambda: witness.add(asked(bodies, NEW_KEY)[0], KEYS, NOW))
    rewritten = linked([dict(decode(each)) | {"name": "别人"} for each in bodies])
    assert "only adds" in refused(lambda: witness.add(asked(rewritten, NEW_KEY, 20)[0], KEYS, NOW))
    for each in asked(bodies, NEW_KEY, 20):
        assert witness.add(each, KEYS, NOW)
    assert "goes on as" in refused(lambda: witness.add(asked(list(old()), LOG_KEY, 20)[0], KEYS, NOW))
    longer = [*bodies, encoded(decode(bodies[-1]) | {"seq": str(len(bodies))})]
    for each in asked(longer, NEW_KEY, len(bodies)):
        assert witness.add(each, KEYS, NOW)


def test_what_it_saw_and_was_lost_must_be_in_the_statement(witness):
    cosigned(witness, SIGNED)
    bodies = new()
    less = point(list(old()[:33]), LOG_KEY).encode()
    hidden = new(opening(**{"d.last_witnessed": less, "d.last_signed": less, "d.signed_size": "33"}))
    assert "45 entries" in refused(lambda: witness.follow(linked_by(hidden), KEYS))
    witness.follow(linked_by(bodies), KEYS)
    for each in asked(bodies, NEW_KEY):
        assert witness.add(each, KEYS, NOW)


def test_a_loss_hidden_from_a_witness_without_that_check_would_pass(witness, monkeypatch):
    cosigned(witness, SIGNED)
    less = point(list(old()[:33]), LOG_KEY).encode()
    hidden = new(opening(**{"d.last_witnessed": less, "d.last_signed": less, "d.signed_size": "33"}))
    monkeypatch.setattr(Witness, "_accounted", lambda *_: None)
    witness.follow(linked_by(hidden), KEYS)
    assert witness.add(asked(hidden, NEW_KEY)[0], KEYS, NOW)


def test_another_root_of_the_size_it_saw_is_refused(witness):
    cosigned(witness, SIGNED)
    other = [*old()[: SIGNED - 1], encoded(decode(old()[SIGNED - 1]) | {"name": "别人"})]
    forged = point(other, LOG_KEY).encode()
    bodies = new(opening(**{"d.last_witnessed": forged, "d.last_signed": forged}))
    assert "45 entries" in refused(lambda: witness.follow(linked_by(bodies), KEYS))


def test_a_log_that_signed_two_histories_is_not_washed_clean_by_a_new_epoch(witness):
    cosigned(witness, 20)
    other = [*old()[:19], encoded(decode(old()[19]) | {"name": "别人"})]
    assert "contradict" in refused(lambda: witness.add(asked(other, LOG_KEY)[0], KEYS, NOW))
    assert "contradict" in refused(lambda: witness.follow(linked_by(new()), KEYS))


def test_a_link_must_show_the_opening_in_the_tree(witness):
    cosigned(witness, 20)
    bodies = new()
    other = encoded(decode(bodies[RECOVERED]) | {"d.signed_size": "46"})
    for link in (linked_by(bodies, body=other), linked_by(bodies, seq=RECOVERED - 1), linked_by(bodies, seq=0)):
        assert refused(lambda link=link: witness.follow(link, KEYS))
    assert "link file" in refused(lambda: witness.add(asked(bodies, NEW_KEY)[0], KEYS, NOW))
    for data in ("", "a\n\nb\n\nc\n", linked_by(bodies).encode()[:-200]):
        with pytest.raises(EpochError):
            parse_link(data)


def test_the_statement_is_read_as_it_was_written():
    found = statement_of(opening())
    assert (found.lost, found.signatories, found.former) == (range(RECOVERED, SIGNED), TWO, ORIGIN)
    assert checkpoint_of(found.last_signed.notes[0]).size == SIGNED
