"""One file made while the program runs, restored elsewhere, verified: the same log, the same files, or nothing at all."""

from __future__ import annotations

import errno
import hashlib
import json
import random
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests import databases, sealing
from tests.backing import grow, members, opened, packed, run, upload
from tests.databases import attacking, lift_protection, plain, put_back_protection, rewrite_entry
from tests.longtier.recording import Many, Ran
from tests.sealing import county_trusted, signer_of
from workflow import backupfile
from workflow.backupfile import backup_command, restore_command
from workflow.instancefile import migrate_command
from workflow.models.people import SignIn
from workflow.services import backups, pgclient, restoring, stays
from workflow.services.backups import MANIFEST, SUM, BackupRefused
from workflow.services.restoring import BackupDamaged
from workflow.services.soundness import examine
from workflow.settings import Settings
from workflow.verifyfile import verify_command
from workflow.wiring import NotReady, alembic, check, db

pytestmark = pytest.mark.trial("T19")


@pytest.fixture
def empty(database_kind: str, tmp_path: Path, year) -> Iterator[Settings]:
    """Another machine with an empty database, on which the signer's folder was put back."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    url = databases.new(database_kind, place)
    signer = year.extensions["shenjue"].settings.signer
    yield Settings(mode="demo", instance_dir=place, database_url=plain(url), signer_dir=signer)
    databases.drop(url)


@pytest.fixture
def file(year, tmp_path) -> Path:
    """A backup of the year with two uploaded files."""
    for name, more in (("方案.pdf", b"a"), ("概算.pdf", b"b")):
        upload(year, name, b"%PDF-1.7\n" + more + b"\n%%EOF\n")
    run(year, backup_command, tmp_path / "one.backup")
    return tmp_path / "one.backup"


@pytest.mark.pieces(100)
def test_the_drill(year, year_session, clock, tmp_path, empty, lasting, ran: Ran, piece: int):
    """Backed up while somebody writes, restored elsewhere: the log of the manifest, every file, sound."""
    grow(year, piece)
    sealing.issue(year, year_session)
    sealing.cosign(year, year_session, tmp_path, clock())
    digest = upload(year, "方案.pdf")
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            grow(year)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        run(year, backup_command, tmp_path / "one.backup")
    finally:
        over.set()
        writer.join()
    manifest = json.loads(members(tmp_path / "one.backup")[MANIFEST])
    assert stat.S_IMODE((tmp_path / "one.backup").stat().st_mode) == 0o600
    with opened(empty, clock) as app:
        said = run(app, restore_command, tmp_path / "one.backup", "--lang", "en").output
        assert "everything is sound" in said
        run(app, verify_command)
        with app.app_context():
            (found,) = examine(db.session)
            assert (found.size, found.root, found.sound) == (manifest["size"], manifest["root"], True)
            check(app)
        kept = [each.read_bytes() for each in empty.files.rglob("*") if each.is_file()]
        assert [hashlib.sha256(each).hexdigest() for each in kept] == [digest]
        # it goes on as if nothing had happened
        grow(app)
        with app.app_context():
            assert sealing.issue(app, db.session).size == found.size + 1
    ran(backups=1)


@pytest.mark.one_database
def test_much_is_restored_in_time(year, clock, tmp_path, empty, many: Many, ran: Ran):
    """A gigabyte of files before a release: within the half hour that the programme gives."""
    for count in range(many(2, 256)):
        # as little to be made smaller as a scan is
        upload(
            year, f"扫描{count}.pdf", b"%PDF-1.7\n" + random.Random(count).randbytes(many(1, 4) << 20) + b"\n%%EOF\n"
        )
    run(year, backup_command, tmp_path / "one.backup")
    begun = time.monotonic()
    with opened(empty, clock) as app:
        run(app, restore_command, tmp_path / "one.backup", code=2)  # sound, and nobody has signed it
    took = time.monotonic() - begun
    kept = [each for each in empty.files.rglob("*") if each.is_file()]
    assert len(kept) == many(2, 256)
    assert took < 30 * 60
    ran(megabytes=sum(each.stat().st_size for each in kept) >> 20, seconds=round(took))


def test_whoever_was_signed_in_signs_in_again_after_it(year, year_session, clock, tmp_path, empty):
    """A stay that was ended since the backup, by a new password or a disabled account, does not go on."""
    token = stays.begin(year_session, 1, real_now=clock(), hours=8)
    run(year, backup_command, tmp_path / "one.backup")
    assert stays.person_of(year_session, token, real_now=clock()) == 1
    with opened(empty, clock) as app:
        assert "重新登录" in run(app, restore_command, tmp_path / "one.backup", code=2).output
        with app.app_context():
            assert stays.person_of(db.session, token, real_now=clock()) is None
            assert len(list(db.session.scalars(select(SignIn)))) == 1, "it is known that there was one"


@pytest.mark.one_database
def test_the_key_of_the_signer_is_in_no_backup(year, year_session, tmp_path):
    sealing.issue(year, year_session)
    run(year, backup_command, tmp_path / "one.backup")
    key = (year.extensions["shenjue"].settings.signer / "log.key").read_bytes().strip()
    assert key.startswith(b"PRIVATE+KEY+")
    assert key not in (tmp_path / "one.backup").read_bytes()
    assert not any("signer" in name or "log." in name for name in members(tmp_path / "one.backup"))


@pytest.mark.one_database
def test_a_backup_is_not_written_over_another_file(year, file):
    before = file.read_bytes()
    assert "已经存在" in run(year, backup_command, file, code=1).output
    assert file.read_bytes() == before


@pytest.mark.one_database
def test_a_file_that_is_missing_already_is_named_and_the_rest_is_kept(year, file, tmp_path):
    store = year.extensions["shenjue"].settings.files
    gone = next(each for each in store.rglob("*") if each.is_file())
    gone.unlink()
    run(year, backup_command, tmp_path / "two.backup", code=1)
    manifest = json.loads(members(tmp_path / "two.backup")[MANIFEST])
    assert manifest["damaged"] == [gone.parent.name + gone.name]
    assert len(manifest["members"]) == 2
    assert run(year, verify_command, code=1).output.count("缺失或者已损坏") == 1


# -- nothing half ------------------------------------------------------------------------------------------------------


FULL = OSError(errno.ENOSPC, "No space left on device")


class FullDisk:
    """A file on a disk that has room for so many bytes; then something happens."""

    def __init__(self, file, room: int, then: BaseException) -> None:
        self.file, self.room, self.then = file, room, then

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise self.then
        return self.file.write(data)

    def __getattr__(self, name: str):
        return getattr(self.file, name)


@pytest.mark.one_database
def test_a_full_disk_or_an_interruption_leaves_nothing(year, file, tmp_path, monkeypatch):
    size = file.stat().st_size
    begin = backups._Writing.__init__
    for room, then in ((0, FULL), (size // 2, FULL), (size - 100, FULL), (size // 2, KeyboardInterrupt())):
        with monkeypatch.context() as patch:
            patch.setattr(
                backups._Writing,
                "__init__",
                lambda self, out, at, disk=(room, then): begin(self, FullDisk(out, *disk), at),
            )
            run(year, backup_command, tmp_path / "two.backup", code=1)
        assert [each.name for each in tmp_path.glob("*backup*")] == ["one.backup"]
        assert not list(tmp_path.glob(".two*"))


@pytest.mark.sqlite
def test_a_disk_that_is_full_while_the_database_is_copied(year, tmp_path, monkeypatch):
    class Full(sqlite3.Connection):
        def backup(self, *_arguments: object, **_more: object) -> None:
            # a copy that may have two pages more is as full as a disk
            with closing(sqlite3.connect(":memory:")) as small:
                small.execute("PRAGMA max_page_count=2")
                for name in "abc":
                    small.execute(f"CREATE TABLE {name} (id integer)")

    connect = sqlite3.connect
    monkeypatch.setattr(backups.sqlite3, "connect", lambda *given, **more: connect(*given, **more, factory=Full))
    assert "No space left" in run(year, backup_command, tmp_path / "two.backup", code=1).output
    assert not list(tmp_path.glob("*two*"))


def untouched(settings: Settings) -> None:
    """Nothing is in the empty place."""
    assert restoring._empty(settings.database)
    assert not settings.files.exists() or not any(settings.files.iterdir())
    assert not list(settings.instance_dir.glob("*.restoring*"))


@pytest.mark.one_database
def test_a_byte_changed_in_any_member_is_refused_before_anything_is_written(file, empty, clock, tmp_path):
    content = members(file)
    with opened(empty, clock) as app:
        for name, data in content.items():
            for at in (0, len(data) // 2, len(data) - 1):
                changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
                forged = packed(tmp_path / "forged", [*({**content, name: changed}).items()])
                with pytest.raises(BackupDamaged):
                    restoring.examine(forged)
        run(app, restore_command, tmp_path / "forged", code=1)
        untouched(empty)


@pytest.mark.one_database
def test_a_bit_changed_anywhere_or_an_end_cut_off_is_refused(file, tmp_path, many: Many, ran: Ran):
    content, data, chance, damaged = members(file), file.read_bytes(), random.Random(19), many(6, 1000)
    names = [name for name in content if content[name]]
    for turn in range(damaged):
        if turn % 2:
            name = chance.choice(names)
            changed = bytearray(content[name])
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            forged = packed(tmp_path / "forged", [*({**content, name: bytes(changed)}).items()])
        else:
            forged = tmp_path / "forged"
            forged.write_bytes(data[: chance.randrange(len(data) * 9 // 10)])
        with pytest.raises(BackupDamaged):
            restoring.examine(forged)
    ran(damaged=damaged)


@pytest.mark.one_database
def test_a_member_taken_away_added_or_doubled_is_refused(file, tmp_path):
    content = members(file)
    names = list(content)
    for name in names:
        with pytest.raises(BackupDamaged):
            restoring.examine(packed(tmp_path / "less", [(each, content[each]) for each in names if each != name]))
    for more in (names[0], names[1], "files/aa/" + "0" * 62, MANIFEST, SUM):
        with pytest.raises(BackupDamaged):
            restoring.examine(packed(tmp_path / "more", [*content.items(), (more, b"x")]))


@pytest.mark.one_database
@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "files/../../evil", "files/aa/../" + "0" * 59, "database.sqlite/x", "files"]
)
def test_no_name_leads_out_of_the_place(file, tmp_path, name):
    with pytest.raises(BackupDamaged):
        restoring.examine(packed(tmp_path / "forged", [(name, b"evil"), *members(file).items()]))


@pytest.mark.one_database
def test_a_backup_cut_short_anywhere_is_refused(file, tmp_path):
    data = file.read_bytes()
    for length in (0, 511, len(data) // 3, len(data) * 9 // 10):
        (tmp_path / "short").write_bytes(data[:length])
        with pytest.raises(BackupDamaged):
            restoring.examine(tmp_path / "short")


@pytest.mark.one_database
def test_a_disk_that_fills_while_restoring_leaves_the_place_empty(file, empty, clock, monkeypatch):
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for owner, name in ((restoring, "put"), (restoring.shutil, "copyfileobj")):
        with opened(empty, clock) as app, monkeypatch.context() as patch:
            patch.setattr(owner, name, full)
            run(app, restore_command, file, code=1)
        untouched(empty)


def fails(*_arguments: object) -> None:
    raise RuntimeError("no such column")


@pytest.mark.sqlite
@pytest.mark.parametrize("there", [True, False], ids=["a folder for files", "none yet"])
def test_a_form_that_cannot_be_made_newest_leaves_everything_as_it_was(file, empty, clock, monkeypatch, there):
    if there:
        empty.files.mkdir(parents=True)
    with opened(empty, clock) as app:
        with monkeypatch.context() as patch:
            patch.setattr(backupfile, "_migrate", fails)
            assert "未能升级到最新版本（no such column）" in run(app, restore_command, file, code=1).output
        untouched(empty)
        assert empty.files.is_dir() is there
        run(app, restore_command, file, code=2)


@pytest.mark.one_database
def test_what_somebody_else_put_there_meanwhile_is_not_taken_away(file, empty, clock, monkeypatch):
    def fails_later(*_arguments: object) -> None:
        (empty.files / "note.txt").write_text("kept")
        raise OSError(errno.EIO, "Input/output error")

    with opened(empty, clock) as app, monkeypatch.context() as patch:
        patch.setattr(restoring, "_put" if empty.sqlite_path else "_load", fails_later)
        run(app, restore_command, file, code=1)
    assert [each.name for each in empty.files.rglob("*")] == ["note.txt"]


@pytest.mark.postgresql
@pytest.mark.parametrize("failing", ["_migrate", "_close"])
def test_what_was_loaded_and_not_made_newest_is_kept_and_can_be_gone_on_with(
    file, empty, clock, monkeypatch, failing, lasting
):
    """PostgreSQL loads whole or not at all; what comes after that can fail, and takes nothing away."""
    kept = [name for name in members(file) if name.startswith("files/")]
    with opened(empty, clock) as app:
        with monkeypatch.context() as patch:
            patch.setattr(backupfile if failing == "_migrate" else restoring, failing, fails)
            said = run(app, restore_command, file, code=1).output
        assert "没有删除" in said
        assert "no such column" in said
        assert "shenjue migrate" in said
        assert not restoring._empty(empty.database)
        assert len([each for each in empty.files.rglob("*") if each.is_file()]) == len(kept) == 2
        assert "已有数据" in run(app, restore_command, file, code=1).output
        run(app, migrate_command)
        run(app, verify_command, code=2)
        with app.app_context():
            check(app)


@pytest.mark.postgresql
def test_a_dump_that_cannot_be_loaded_leaves_everything_as_it_was(file, empty, clock, monkeypatch):
    empty.files.mkdir(parents=True)
    with opened(empty, clock) as app, monkeypatch.context() as patch:
        patch.setattr(pgclient, "run", fails)
        run(app, restore_command, file, code=1)
    untouched(empty)
    assert empty.files.is_dir()


@pytest.mark.one_database
def test_what_is_there_is_never_written_over(year, file, empty, clock):
    assert "已有数据" in run(year, restore_command, file, code=1).output
    with opened(empty, clock) as app:
        empty.files.mkdir(parents=True)
        (empty.files / "note.txt").write_text("kept")
        assert "不是空的" in run(app, restore_command, file, code=1).output
    assert [each.name for each in empty.files.iterdir()] == ["note.txt"]


@pytest.mark.one_database
def test_a_backup_of_another_instance_or_of_a_newer_program_is_refused(file, empty, clock, tmp_path):
    for change, said in (({"origin": "other/e1"}, "SHENJUE_ORIGIN"), ({"revision": "9999999999"}, "新于")):
        content = members(file)
        listed = json.dumps(json.loads(content[MANIFEST]) | change).encode()
        content |= {MANIFEST: listed, SUM: f"{hashlib.sha256(listed).hexdigest()}  {MANIFEST}\n".encode()}
        with opened(empty, clock) as app:
            assert said in run(app, restore_command, packed(tmp_path / "other", [*content.items()]), code=1).output
        untouched(empty)


@pytest.mark.sqlite
def test_a_backup_of_an_older_form_is_brought_to_the_newest(year, file, empty, clock, tmp_path):
    """As an earlier version of the program left it: before there were checkpoints."""
    copy = tmp_path / "older.db"
    content = members(file)
    copy.write_bytes(content["database.sqlite"])
    at = empty.model_copy(update={"database_url": f"sqlite:///{copy}"})
    with opened(at, clock) as older, older.app_context():
        alembic.downgrade("1795400000")
    manifest = json.loads(content[MANIFEST])
    database = copy.read_bytes()
    manifest["revision"] = "1795400000"
    manifest["members"][0] |= {"sha256": hashlib.sha256(database).hexdigest(), "size": len(database)}
    listed = json.dumps(manifest).encode()
    content |= {"database.sqlite": database, MANIFEST: listed}
    content[SUM] = f"{hashlib.sha256(listed).hexdigest()}  {MANIFEST}\n".encode()
    with opened(empty, clock) as app:
        run(app, restore_command, packed(tmp_path / "older.backup", [*content.items()]), code=2)
        with app.app_context():
            check(app)
            assert sealing.issue(app, db.session).size == manifest["size"]


# -- the checks that must not die unseen ---------------------------------------------------------------------------------


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("_digest", lambda stream: ("0" * 64, 0)),
        ("_NAMES", restoring.re.compile(".*")),
        ("_manifest", lambda kept: None),
    ],
)
def test_a_check_taken_away_is_missed(file, tmp_path, monkeypatch, name, instead):
    """Each mutant changes what the examination says of a good backup or of a forged one."""
    forged = packed(tmp_path / "forged", [("../evil", b"evil"), *members(file).items()])

    def judged(each: Path) -> str:
        try:
            return "good" if restoring.examine(each) else "?"
        except BackupDamaged as damaged:
            return damaged.reason.zh
        except AttributeError:
            return "?"

    before = judged(file), judged(forged)
    monkeypatch.setattr(restoring, name, instead)
    assert (judged(file), judged(forged)) != before


# -- verify ---------------------------------------------------------------------------------------------------------------


@pytest.mark.one_database
def test_verify_says_what_the_offline_verifier_says(year, year_session, clock, tmp_path):
    assert "尚未签署" in run(year, verify_command, code=2).output
    sealing.issue(year, year_session)
    assert "尚无外部见证" in run(year, verify_command, code=2).output
    sealing.cosign(year, year_session, tmp_path, clock())
    assert "见证的签名未核对" in run(year, verify_command).output
    trust = tmp_path / "trust.json"
    trust.write_text(county_trusted(year, tmp_path).encode(), "utf-8")
    said = run(year, verify_command, "--trust", trust).output
    assert "系统完好" in said
    assert "未核对" not in said
    (tmp_path / "none").write_text("{}", "utf-8")
    run(year, verify_command, "--trust", tmp_path / "none", code=3)
    with year.app_context():
        url = db.engine.url
    clock.forward(days=40)
    assert "31日" in run(year, verify_command, code=2).output
    size = signer_of(year).last().size
    with attacking(url) as connection:
        lift_protection(connection)
        connection.exec_driver_sql("DELETE FROM cosignature")
        connection.exec_driver_sql("DELETE FROM checkpoint")
        put_back_protection(connection)
    said = run(year, verify_command, code=2).output
    assert f"已签署到{size}条，数据库中没有这一检查点" in said
    assert "尚未签署" not in said
    run(year, verify_command, "--what", code=3)
    rewrite_entry(url, 40)
    assert "改写" in run(year, verify_command, code=1).output


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("attack", "code", "said"),
    [
        (
            "UPDATE cosignature SET lines = substr(lines, 1, length(lines) - 12) || 'AAAAA' || substr(lines, length(lines) - 6)",
            *(1, "的见证签名不成立"),
        ),
        ("UPDATE cosignature SET at = '2024-02-01 00:00:00'", 1, "所记时间不是签名的时间"),
        ("UPDATE cosignature SET witness = 'nobody.example/x'", 2, "没有见证人“nobody.example/x”"),
        ("DELETE FROM cosignature", 2, "尚无外部见证"),
        (
            "INSERT INTO cosignature (id, organ_id, size, witness, lines, at) SELECT 77, organ_id, size + 1, witness, 'forged', "
            "at FROM cosignature",
            *(1, "数据表cosignature中有1行所属的checkpoint并不存在"),
        ),
        ("UPDATE cosignature SET organ_id = 99", 1, "数据表cosignature中有1行所属的checkpoint并不存在"),
        ("UPDATE cosignature SET lines = CAST(lines AS BLOB)", 1, "数据表cosignature的lines列"),
        ("UPDATE cosignature SET at = 'x'", 1, "数据表cosignature的at列"),
        ("UPDATE checkpoint SET file = CAST(file AS BLOB)", 1, "数据表checkpoint的file列"),
        ("UPDATE checkpoint SET issued_at = 'x'", 1, "数据表checkpoint的issued_at列"),
        ("UPDATE log_head SET origin = CAST(origin AS BLOB)", 1, "数据表log_head的origin列"),
    ],
)
def test_a_cosignature_that_nobody_trusted_made_is_told(
    year, year_session, clock, tmp_path, attack: str, code: int, said: str
):
    sealing.issue(year, year_session)
    sealing.cosign(year, year_session, tmp_path, clock())
    trust = tmp_path / "trust.json"
    trust.write_text(county_trusted(year, tmp_path).encode(), "utf-8")
    with year.app_context():
        url = db.engine.url
    with attacking(url) as connection:
        lift_protection(connection)
        connection.exec_driver_sql(attack)
        put_back_protection(connection)
    assert said in run(year, verify_command, "--trust", trust, code=code).output


@pytest.mark.one_database
def test_verify_without_a_database_is_unusable(empty, clock):
    with opened(empty, clock) as app:
        assert "无法读取" in run(app, verify_command, code=3).output


@pytest.mark.one_database
def test_verify_holds_the_log_against_the_memory_of_the_signer(year, year_session, tmp_path, clock):
    """A log rewritten together with its checkpoints is found by what the signer remembers."""
    sealing.issue(year, year_session)
    year_session.close()
    with year.app_context():
        url = db.engine.url
    rewrite_entry(url, 40)
    with attacking(url) as connection:
        lift_protection(connection)
        connection.execute(text("DELETE FROM checkpoint"))
        databases.put_back_protection(connection)
    assert "已签署的不同" in run(year, verify_command, code=1).output


# -- the client programs of PostgreSQL ------------------------------------------------------------------------------------


@pytest.mark.postgresql
def test_without_the_client_program_it_is_said_what_to_install(year, tmp_path, monkeypatch):
    for found, said in (([], "没有找到 pg_dump"), ([Path("/bin/old")], "低于数据库服务器")):
        monkeypatch.setattr(pgclient, "_programs", lambda name, found=found: iter(found))
        monkeypatch.setattr(pgclient, "_version", lambda path: 9)
        assert said in run(year, backup_command, tmp_path / "one.backup", code=1).output
        assert not list(tmp_path.glob("*one*"))


@pytest.mark.postgresql
def test_dump_files_and_manifest_are_of_one_moment(year, empty, clock, tmp_path, monkeypatch):
    """Somebody writes after the snapshot was taken and before the dump begins."""
    dump = pgclient.run

    def later(*arguments: str) -> None:
        grow(year)
        dump(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(pgclient, "run", later)
        run(year, backup_command, tmp_path / "one.backup")
    with opened(empty, clock) as app:
        run(app, restore_command, tmp_path / "one.backup", code=2)


@pytest.mark.postgresql
def test_the_functions_of_the_log_are_closed_to_everybody_after_a_restore(file, empty, clock):
    with opened(empty, clock) as app:
        run(app, restore_command, file, code=2)
        with app.app_context():
            everybody = """SELECT count(*) FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) acl
                WHERE proname IN ('log_open', 'log_append', 'log_erase') AND acl.grantee = 0"""
            assert db.session.scalar(text(everybody)) == 0


@pytest.mark.sqlite
def test_a_backup_is_restored_into_the_same_kind_of_database_only(file, empty, tmp_path):
    manifest = restoring.examine(file).model_copy(update={"database": "postgresql"})
    with pytest.raises(BackupRefused, match="same kind"):
        restoring.restore(
            file, manifest, empty.database, empty.files, revisions=[manifest.revision], migrate=lambda url: None
        )


@pytest.mark.one_database
def test_what_a_server_refuses_to_serve(year, year_session, file, empty, clock):
    """An older backup put back: what was signed since is missing, and nothing is served before that is stated."""
    grow(year, 2)
    sealing.issue(year, year_session)
    with opened(empty, clock) as app:
        run(app, restore_command, file, code=2)
        with pytest.raises(NotReady, match="epoch open"):
            check(app)
