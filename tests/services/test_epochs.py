"""An older backup is recognised, the loss is stated by two people, and the log goes on as a new epoch that all can check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import delete, insert, select

from tests import databases
from tests.backing import grow, opened, run
from tests.databases import attacking, lift_protection, plain, put_back_protection, rewrite_entry
from tests.helpers import PASSWORD, slipping_in
from workflow.auditfile import audit_group
from workflow.backupfile import backup_command, restore_command
from workflow.checkpointfile import checkpoint_group
from workflow.epochfile import epoch_group
from workflow.models.people import Person, PersonRole
from workflow.models.trail import Checkpoint, Cosignature
from workflow.services import accounts, checkpoints, epochs, passwordchange, signatories, signers
from workflow.services.loss import epochs as opened_epochs
from workflow.services.loss import loss
from workflow.services.signatories import EpochRefused
from workflow.services.soundness import examine
from workflow.settings import Settings
from workflow.signing import sign_once
from workflow.trail import offline
from workflow.trail.checkpoint import Checkpoint as Point
from workflow.trail.checkpoint import CheckpointFile, origin_under, signed_checkpoint
from workflow.trail.epoch import parted
from workflow.trail.hashing import ALGORITHMS
from workflow.trail.note import ED25519, SecretKey
from workflow.trail.signer import Head, Signer, SignerRefusal
from workflow.verifyfile import verify_command
from workflow.wiring import NotReady, check, db
from workflow.witnessfile import witness_group

SAID = "2022年12月30日服务器磁盘损坏，由前一日备份恢复，此后录入的条目丢失。"
COUNTY = "county.example/witness"


@dataclass
class Drill:
    """A township whose disk was lost, the county that witnesses it, and a stick between them."""

    before: Flask
    after: Settings
    stick: Path
    county: Path

    @property
    def trust(self) -> Path:
        return self.stick / "trust.json"

    def keys(self, app: Flask) -> None:
        """The keys of the log go to the county, and with those of the county to the auditors."""
        logs = run(app, checkpoint_group, "key").stdout
        (self.stick / "logs.json").write_text(logs, "utf-8")
        if not self.county.exists():
            made = CliRunner().invoke(witness_group, ["init", COUNTY, "--dir", str(self.county)])
            (self.stick / "county.json").write_text(made.stdout, "utf-8")
        fields = json.loads(logs)
        for log in fields["logs"]:
            log["quorum"] = 1
        fields["witnesses"] = json.loads((self.stick / "county.json").read_text("utf-8"))["witnesses"]
        self.trust.write_text(json.dumps(fields), "utf-8")

    def cosign(self, app: Flask, *more: object, code: int = 0) -> str:
        """Carry the newest checkpoint to the county and the answer back."""
        request, answer = self.stick / "request.txt", self.stick / "answer.txt"
        run(app, checkpoint_group, "issue")
        run(app, checkpoint_group, "export", request)
        given = ["cosign", request, answer, "--dir", self.county, "--logs", self.stick / "logs.json", *more]
        done = CliRunner().invoke(witness_group, [str(each) for each in given])
        assert done.exit_code == code, done.output
        if not code:
            run(app, checkpoint_group, "import", answer, "--trust", self.trust)
        return done.output

    def shown(self) -> Path:
        """What the county cosigned last, on the stick."""
        origin = self.before.extensions["shenjue"].settings.log_origin
        done = CliRunner().invoke(witness_group, ["show", origin, "--dir", str(self.county)])
        assert done.exit_code == 0, done.output
        (self.stick / "last.txt").write_text(done.stdout, "utf-8")
        return self.stick / "last.txt"

    def verified(self, app: Flask, name: str, **more: object) -> offline.Report:
        """What the offline verifier says to an auditor who has the trust file."""
        url = app.extensions["shenjue"].settings.database
        done = CliRunner().invoke(audit_group, ["bundle", str(self.stick / name)], env={"DATABASE_URL": url})
        assert done.exit_code == 0, done.output
        return offline.verify(
            self.stick / name,
            json.loads(self.trust.read_text("utf-8")),
            now=app.extensions["shenjue"].real_now(),
            **more,
        )


@pytest.fixture
def drill(database_kind: str, year, tmp_path: Path, lasting) -> Iterator[Drill]:
    """A backup, entries signed after it, and an empty place to restore it into."""
    place, stick = tmp_path / "elsewhere", tmp_path / "stick"
    place.mkdir()
    stick.mkdir()
    url = databases.new(database_kind, place)
    signer = year.extensions["shenjue"].settings.signer
    settings = Settings(mode="demo", instance_dir=place, database_url=plain(url), signer_dir=signer)
    found = Drill(year, settings, stick, tmp_path / "county")
    run(year, checkpoint_group, "init")
    found.keys(year)
    found.cosign(year)
    run(year, backup_command, stick / "old.backup")
    yield found
    databases.drop(url)


@pytest.fixture
def restored(drill: Drill, clock) -> Iterator[Flask]:
    """The older backup put back after three entries were signed; the county saw none of them."""
    grow(drill.before, 3)
    run(drill.before, checkpoint_group, "issue")
    with opened(drill.after, clock) as app:
        assert "缺少已签署的条目" in run(app, restore_command, drill.stick / "old.backup", code=2).output
        yield app


def size_of(app: Flask) -> int:
    with app.app_context():
        (found,) = examine(db.session)
        assert found.sound, found.faults
        return found.size


def opens(
    app: Flask,
    first: str = "chief",
    second: str = "auditor",
    said: str = SAID,
    code: int = 0,
    more: tuple[object, ...] = (),
    **typed: str,
) -> str:
    """Open an epoch by the command, both passwords typed in."""
    passwords = f"{typed.get('one', PASSWORD)}\n{typed.get('two', PASSWORD)}\n"
    arguments = ("open", "--states", first, "--confirms", second, "--loss", said, *more)
    return run(app, epoch_group, *arguments, code=code, typed=passwords).output


@pytest.mark.one_database
def test_an_older_backup_is_recognised_and_neither_signed_nor_served(drill, restored):
    recovered = size_of(restored)
    with restored.app_context():
        found = loss(db.session, drill.after.signer)
        assert found is not None
        assert (found.lost, found.only_key) == (range(recovered, recovered + 3), False)
        with pytest.raises(NotReady, match=f"{recovered} to {recovered + 2}, 3 in all"):
            check(restored)
    assert "不得再签" in run(restored, checkpoint_group, "issue", code=1).output
    assert f"第{recovered}号至第{recovered + 2}号，共3条" in run(restored, epoch_group, "show").output
    run(restored, verify_command, code=1)
    sign_once(restored, always=True)
    assert restored.extensions["shenjue"].refusal is not None


def test_the_log_goes_on_as_a_new_epoch_and_the_old_one_is_never_signed_again(drill, restored):
    recovered, old = size_of(restored), Signer(drill.after.signer / "log.key", drill.after.signer / "log.json")
    said = opens(restored)
    assert "/e2\n" in said
    assert size_of(restored) == recovered + 1
    with restored.app_context():
        check(restored)
        (epoch,) = opened_epochs(db.session)
        assert [each.role for each in epoch.signatories] == ["chief", "auditor"]
        assert epoch.lost == range(recovered, recovered + 3)
        assert epoch.last_witnessed.notes
        assert loss(db.session, drill.after.signer) is None
    with pytest.raises(SignerRefusal, match="never signed again"):
        old.sign(old.last(), {})
    grow(restored, 5)
    # longer than the old log ever was
    with pytest.raises(SignerRefusal, match="never signed again"), restored.app_context():
        checkpoints.issue(db.session, old, restored.extensions["shenjue"].real_now())
    sign_once(restored)
    assert restored.extensions["shenjue"].refusal is None
    assert "不需要开启" in opens(restored, code=1)


def test_the_county_and_the_auditor_follow_the_log_into_the_new_epoch(drill, restored):
    opens(restored)
    drill.keys(restored)
    report = drill.verified(restored, "one")
    assert (report.exit, {each.kind for each in report.missing}) == (offline.INCOMPLETE, {"lost"})
    assert "第" in report.missing[0].zh
    assert "衔接文件" in drill.cosign(restored, code=1)
    run(restored, epoch_group, "link", drill.stick / "link.txt")
    drill.cosign(restored, "--link", drill.stick / "link.txt")
    report = drill.verified(restored, "two")
    assert (report.problems, report.missing, report.exit) == ([], [], offline.SOUND)
    assert any(each.kind == "lost" for each in report.remarks)
    run(restored, verify_command)
    grow(restored)
    drill.cosign(restored)
    # the old log comes back from somewhere: the county does not know it any more
    assert "签名密钥属于" in run(drill.before, checkpoint_group, "issue", code=1).output
    assert "衔接" not in drill.cosign(restored)


@pytest.mark.one_database
def test_a_loss_is_no_occasion_to_write_anew_what_came_before_it(drill, clock):
    """Whoever has the database loses one witnessed entry, and rewrites all before it with every hash."""
    grow(drill.before, 3)
    drill.cosign(drill.before)
    shown = drill.shown()
    with opened(drill.after, clock) as app:
        run(app, restore_command, drill.stick / "old.backup", code=2)
        url = app.extensions["shenjue"].settings.database
        with attacking(url) as connection:
            lift_protection(connection)
            connection.execute(delete(Cosignature.__table__))
            connection.execute(delete(Checkpoint.__table__))
            put_back_protection(connection)
        rewrite_entry(url, size_of(app) - 2)
        opens(app, more=("--checkpoint", shown, "--trust", drill.trust))
        drill.keys(app)
        run(app, epoch_group, "link", drill.stick / "link.txt")
        assert "最近见证的是" in drill.cosign(app, "--link", drill.stick / "link.txt", code=1)
        county = json.loads((drill.county / "witness.json").read_text("utf-8"))
        witnessed = max(head[0] for known in county["logs"].values() for head in known.get("earlier", []))
        # nor with the size the county asks for: there is no proof that leads from what it cosigned to this
        request, answer = drill.stick / "request.txt", drill.stick / "answer.txt"
        run(app, checkpoint_group, "export", request, "--old", witnessed)
        given = ["cosign", request, answer, "--dir", drill.county, "--logs", drill.stick / "logs.json"]
        done = CliRunner().invoke(witness_group, [str(each) for each in given])
        assert done.exit_code == 1
        assert "不能证明日志只在已见证的" in done.output


@pytest.mark.one_database
def test_entries_that_were_witnessed_and_lost_are_accounted_for(drill, clock):
    grow(drill.before, 3)
    drill.cosign(drill.before)
    grow(drill.before, 2)
    run(drill.before, checkpoint_group, "issue")
    shown = drill.shown()
    with opened(drill.after, clock) as app:
        run(app, restore_command, drill.stick / "old.backup", code=2)
        recovered = size_of(app)
        run(app, epoch_group, "open", "--checkpoint", shown, code=2)
        stranger = drill.stick / "stranger.json"
        stranger.write_text('{"logs": []}', "utf-8")
        assert "没有所信任" in opens(app, more=("--checkpoint", shown, "--trust", stranger), code=1)
        opens(app, more=("--checkpoint", shown, "--trust", drill.trust))
        with app.app_context():
            (epoch,) = opened_epochs(db.session)
            witnessed = checkpoints.checkpoint_of(epoch.last_witnessed.notes[0])
            assert (witnessed.size, epoch.signed) == (recovered + 3, recovered + 5)
        drill.keys(app)
        run(app, epoch_group, "link", drill.stick / "link.txt")
        drill.cosign(app, "--link", drill.stick / "link.txt")
        # checkpoints of the lost part, which auditors hold, are no forgery
        assert drill.verified(app, "one").exit == offline.SOUND
        (drill.stick / "one" / "checkpoints" / "lost.checkpoint").write_text(shown.read_text("utf-8"), "utf-8")
        report = offline.verify(drill.stick / "one", json.loads(drill.trust.read_text("utf-8")), now=clock())
        assert (report.problems, report.exit) == ([], offline.SOUND)


@pytest.mark.one_database
def test_on_a_machine_without_the_signer_the_county_knows_what_is_missing(drill, clock, tmp_path):
    grow(drill.before, 3)
    drill.cosign(drill.before)
    shown, alone = drill.shown(), drill.after.model_copy(update={"signer_dir": tmp_path / "new-signer"})
    with opened(alone, clock) as app:
        arguments = (drill.stick / "old.backup", "--checkpoint", shown, "--trust", drill.trust)
        assert "共3条" in run(app, restore_command, *arguments, code=2).output
        assert "epoch open" in run(app, checkpoint_group, "init", code=1).output
        opens(app, "admin")
        with app.app_context():
            (epoch,) = opened_epochs(db.session)
            assert len(epoch.lost) == 3
            check(app)


@pytest.mark.one_database
def test_without_the_key_of_the_old_log_no_second_one_is_made_for_it(drill, clock, tmp_path, monkeypatch):
    alone = drill.after.model_copy(update={"signer_dir": tmp_path / "new-signer"})
    with opened(alone, clock) as app:
        run(app, restore_command, drill.stick / "old.backup", code=2)
        assert "不在本机" in run(app, checkpoint_group, "init", code=1).output
        with app.app_context():
            check(app)  # nothing is missing that is known of: only signing has to wait
        make = epochs.create_signer
        monkeypatch.setattr(epochs, "create_signer", lambda *given: (grow(app), make(*given))[1])
        opens(app)  # while somebody writes
        assert size_of(app)
        with app.app_context():
            (epoch,) = opened_epochs(db.session)
            assert not epoch.lost


# -- two signatures -----------------------------------------------------------------------------------------------------


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("chief", "chief", "two people"),
        ("auditor", "auditor", "two people"),
        ("chief", "admin", "confirmed by an auditor"),
        ("auditor", "chief", "by the chief or by the system administrator"),
        ("staff", "auditor", "by the chief or by the system administrator"),
        ("chief", "legal_reviewer", "confirmed by an auditor"),
    ],
)
def test_two_people_of_the_right_roles_sign(session, staff, first, second, said):
    with pytest.raises(EpochRefused, match=said):
        signatories.roles_of(staff.actor(session, first), staff.actor(session, second))


@pytest.mark.one_database
@pytest.mark.parametrize("first", ["chief", "admin"])
def test_the_chief_or_the_administrator_states_and_an_auditor_confirms(session, staff, first):
    two = signatories.roles_of(staff.actor(session, first), staff.actor(session, "auditor"))
    assert two == (first, "auditor")


@pytest.mark.one_database
def test_one_person_with_both_roles_is_still_one(session, staff, monkeypatch):
    """The rule stands on its own: were the roles not kept apart, the same person could not sign twice."""
    chief = staff.actor(session, "chief")
    monkeypatch.setattr(signatories, "CONFIRMS", signatories.Role.CHIEF)
    with pytest.raises(EpochRefused, match="two people"):
        signatories.roles_of(chief, chief)


@pytest.mark.one_database
def test_neither_signs_without_the_password_or_without_a_statement(drill, restored):
    recovered = size_of(restored)
    assert "密码不正确" in opens(restored, one="wrong", code=1)
    assert "密码不正确" in opens(restored, two="wrong", code=1)
    assert "密码不正确" in opens(restored, "nobody", code=1)
    assert "请说明" in opens(restored, said="丢了", code=1)
    assert "两人" in opens(restored, "chief", "chief", code=1)
    assert size_of(restored) == recovered
    assert len(signers.signers_in(drill.after.signer)) == 1
    with restored.app_context(), pytest.raises(NotReady):
        check(restored)


def invented(app: Flask, login: str, role: str, actor: str = "admin") -> int:
    """An account that an administrator makes up, with a password they chose and changed; its number."""
    with app.app_context():
        by = db.session.scalars(select(Person).where(Person.login == actor)).one()
        return accounts.create_person(
            db.session,
            actor=accounts.actor_of(db.session, by.id),
            now=app.extensions["shenjue"].real_now(),
            login=login,
            name=f"某{login}",
            post="",
            unit_id=None,
            roles=[role],
            password=PASSWORD,
            must_change=False,
        )


@pytest.mark.one_database
def test_an_account_made_up_after_the_loss_signs_for_no_loss(drill, restored):
    invented(restored, "second", "auditor")
    assert "最后一次签署之后才设立" in opens(restored, "admin", "second", code=1)
    with restored.app_context(), slipping_in(db.session):
        person = Person(public_id="P-9999", login="third", name="某某", post="", must_change_password=False)
        person.password_hash = db.session.scalars(select(Person.password_hash).where(Person.login == "auditor")).one()
        person.created_at = restored.extensions["shenjue"].real_now()
        person.roles = [PersonRole(role="auditor", created_at=person.created_at)]
        db.session.add(person)
    assert "日志中没有某某" in opens(restored, "admin", "third", code=1)
    # nor was anything closed for it
    assert not any(each.successor for each in signers.signers_in(drill.after.signer))
    opens(restored, "admin", "auditor")


@pytest.mark.one_database
def test_a_password_set_by_another_after_the_loss_signs_for_no_loss(drill, restored):
    with restored.app_context():
        people = {each.login: each.id for each in db.session.scalars(select(Person))}
        now = restored.extensions["shenjue"].real_now()
        admin = accounts.actor_of(db.session, people["admin"])
        given = {"now": now, "real_now": now}
        passwordchange.reset_password(
            db.session, actor=admin, person_id=people["auditor"], new="a word made up", **given
        )
        auditor = accounts.actor_of(db.session, people["auditor"])
        passwordchange.change_password(db.session, actor=auditor, old="a word made up", new=PASSWORD, **given)
    assert "最后一次签署之后才设立" in opens(restored, "admin", code=1)


@pytest.mark.one_database
def test_without_the_key_one_person_is_not_behind_both(drill, clock, tmp_path):
    """Nothing is missing and the program is served, so that accounts may be made; but not two by one."""
    alone = drill.after.model_copy(update={"signer_dir": tmp_path / "new-signer"})
    with opened(alone, clock) as app:
        run(app, restore_command, drill.stick / "old.backup", code=2)
        number = invented(app, "second", "auditor")
        invented(app, "head", "chief")
        assert "不能视为两人" in opens(app, "admin", "second", code=1)
        assert "不能视为两人" in opens(app, "head", "second", code=1)
        opens(app, "chief", "second")
        with app.app_context():
            (epoch,) = opened_epochs(db.session)
            second = epoch.signatories[1]
            assert second.person == f"P-{number:04d}"
            assert second.since == epoch.recovered - 2
            assert examine(db.session)[0].sound


# -- what a crash or an attacker leaves ------------------------------------------------------------------------------------


@pytest.mark.one_database
def test_an_opening_cut_short_goes_on_where_it_was(drill, restored, monkeypatch):
    """Power fails after the old log was closed and the new key made: done again, it ends in the one new epoch."""

    def fails(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("power")

    with monkeypatch.context() as patch:
        patch.setattr(epochs.ledger, "append", fails)
        opens(restored, code=1)
    assert next(each.successor for each in signers.signers_in(drill.after.signer)).endswith("/e2")
    with restored.app_context(), pytest.raises(NotReady):
        check(restored)
    opens(restored)
    assert [each.origin[-3:] for each in signers.signers_in(drill.after.signer)] == ["/e1", "/e2"]


@pytest.mark.one_database
def test_a_rewritten_log_is_not_taken_for_a_loss(drill, restored):
    """Entries changed in the recovered part: no epoch is opened over them."""
    with restored.app_context(), closing(db.session):
        url = db.engine.url
    with restored.app_context():
        signers.remember(drill.after.signer, checkpoints.newest_point(db.session).file, witnessed=False)
    rewrite_entry(url, 40)
    assert "改写" in opens(restored, code=1)


@pytest.mark.one_database
def test_a_second_loss_opens_a_third_epoch(drill, restored, clock, tmp_path, database_kind):
    """The first backup is put back once more, after the second epoch was signed: its opening is missing too."""
    opens(restored)
    grow(restored, 2)
    run(restored, checkpoint_group, "issue")
    place = tmp_path / "third"
    place.mkdir()
    url = databases.new(database_kind, place)
    settings = drill.after.model_copy(update={"instance_dir": place, "database_url": plain(url)})
    with opened(settings, clock) as app:
        run(app, restore_command, drill.stick / "old.backup", code=2)
        with app.app_context(), pytest.raises(NotReady):
            check(app)
        assert "/e3\n" in opens(app)
        assert size_of(app)
    databases.drop(url)


@pytest.mark.one_database
def test_the_epochs_travel_with_a_backup(drill, restored, clock, tmp_path, database_kind):
    opens(restored)
    run(restored, backup_command, drill.stick / "new.backup")
    place = tmp_path / "third"
    place.mkdir()
    url = databases.new(database_kind, place)
    settings = drill.after.model_copy(update={"instance_dir": place, "database_url": plain(url)})
    with opened(settings, clock) as app:
        assert "/e2" in run(app, restore_command, drill.stick / "new.backup", code=2).output
        with app.app_context():
            check(app)
        run(app, checkpoint_group, "issue")
    databases.drop(url)


@pytest.mark.one_database
def test_a_checkpoint_of_another_log_or_of_another_key_states_no_loss(drill, restored, tmp_path):
    """Whoever is trusted for something else, or made a key of the same name, cannot say what was signed here."""
    origin = drill.after.log_origin
    for name, log in (("strange", "other.example/log/e1"), ("forged", origin)):
        place = tmp_path / name
        place.mkdir()
        stranger = signers.create_signer(place, log, b"S" * 32)
        head = Head(10**6, dict.fromkeys(ALGORITHMS, b"r" * 32))
        (place / "point.txt").write_text(stranger._signed_file(head).encode(), "utf-8")
        (place / "trust.json").write_text(signers.trust_of(stranger).encode(), "utf-8")
        given = ("--checkpoint", place / "point.txt", "--trust", place / "trust.json")
        said = {"strange": "检查点属于另一日志", "forged": "不是本机的密钥签署的"}[name]
        assert said in opens(restored, more=given, code=1)
    assert not (drill.after.signer / "seen.json").exists()


@pytest.mark.one_database
def test_the_checkpoint_that_reaches_furthest_is_kept(drill):
    folder = drill.after.signer
    with drill.before.app_context():
        short = checkpoints.newest_point(db.session).file
    grow(drill.before, 2)
    run(drill.before, checkpoint_group, "issue")
    with drill.before.app_context():
        longer = checkpoints.newest_point(db.session).file
    for file in (short, longer, short):
        signers.remember(folder, file, witnessed=file is short)
    assert signers.seen(folder) == longer
    assert not signers.seen_witnessed(folder)


def strange(log: str, size: int) -> CheckpointFile:
    """A checkpoint of so many entries that some key made, under the name of a log."""
    key = SecretKey(log, ED25519, b"S" * 32)
    points = (Point(origin_under(log, each), size, b"r" * 32) for each in ALGORITHMS)
    return CheckpointFile(tuple(signed_checkpoint(each, key) for each in points))


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("log", "beyond"), [("other.example/log/e1", 10**6), ("", 10**6), ("", 0)], ids=["another", "beyond", "another key"]
)
def test_a_checkpoint_of_another_log_key_or_size_is_not_taken_into_the_statement(drill, restored, log, beyond):
    """One kept in the database, or remembered from outside: nothing in either place says that it was looked at."""
    size = size_of(restored) + 3 + beyond
    file = strange(log or drill.after.log_origin, size)
    if log:
        signers.remember(drill.after.signer, file, witnessed=True)
    else:
        values = {"organ_id": 1, "size": size, "file": file.encode(), "issued_at": datetime(2022, 1, 1, tzinfo=UTC)}
        with restored.app_context(), attacking(db.engine.url) as connection:
            connection.execute(insert(Checkpoint.__table__).values(values))
    opens(restored)
    with restored.app_context():
        (epoch,) = opened_epochs(db.session)
    points = [checkpoints.checkpoint_of(each) for each in epoch.notes]
    assert {parted(each.origin) for each in points} == {parted(drill.after.log_origin)}
    assert max(each.size for each in points) == epoch.signed
    assert b"r" * 32 not in {each.root for each in points}


@pytest.mark.one_database
def test_who_had_their_password_set_by_another_does_not_sign(restored):
    with restored.app_context(), slipping_in(db.session):
        db.session.scalars(select(Person).where(Person.login == "auditor")).one().must_change_password = True
    assert "密码由他人设定" in opens(restored, code=1)


@pytest.mark.one_database
def test_two_accounts_of_one_name_are_not_two_people(restored):
    with restored.app_context(), slipping_in(db.session):
        people = {each.login: each for each in db.session.scalars(select(Person))}
        people["auditor"].name = people["chief"].name
    assert "应为两人" in opens(restored, code=1)


@pytest.mark.one_database
def test_what_no_witness_cosigned_is_not_called_witnessed(drill, restored):
    with drill.before.app_context():
        ahead = checkpoints.newest_point(db.session).file
    signers.remember(drill.after.signer, ahead, witnessed=False)
    opens(restored)
    with restored.app_context():
        (epoch,) = opened_epochs(db.session)
        assert checkpoints.checkpoint_of(epoch.last_witnessed.notes[0]).size < epoch.signed
        assert checkpoints.checkpoint_of(epoch.last_signed.notes[0]).size == epoch.signed


@pytest.mark.one_database
def test_an_opening_that_was_cut_short_can_be_gone_on_with_when_nothing_is_missing_any_more(drill, restored):
    """The old key was closed, the power failed, and the whole database came back: the log goes on all the same."""
    with restored.app_context():
        epochs._prepared(drill.after.signer, epochs.due(db.session, drill.after.signer), b"N" * 32)
    whole = drill.before
    assert run(whole, checkpoint_group, "issue", code=1).output
    assert "/e2\n" in opens(whole)
    with whole.app_context():
        (epoch,) = opened_epochs(db.session)
        assert epoch.lost == range(epoch.recovered, epoch.recovered)
    run(whole, checkpoint_group, "issue")


@pytest.mark.one_database
def test_a_damaged_memory_of_the_signer_is_no_way_to_be_served(drill, restored):
    (drill.after.signer / "log.json").write_text("{", "utf-8")
    with restored.app_context(), pytest.raises(NotReady, match="cannot be said that every signed entry is there"):
        check(restored)
