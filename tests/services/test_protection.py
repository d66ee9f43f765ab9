"""A database that would lose what was committed, or let the log be rewritten, is not served; the application's account."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from tests.databases import attacking
from tests.helpers import ORIGIN, PASSWORD
from tests.walk import WAY, Walk
from workflow import create_app
from workflow.databasefile import database_group
from workflow.models.trail import LogHead
from workflow.services import epochs
from workflow.services.granting import CHANGING, NoSuchRole, NotPostgresql, grant
from workflow.services.loss import Loss
from workflow.services.protection import unprotected, unsafe_settings
from workflow.services.signatories import EpochRefused
from workflow.settings import Settings
from workflow.wiring import NotReady, check, db

pytestmark = pytest.mark.trial("T6")


def said(session, *, separated: bool = False) -> str:
    return "\n".join(each.en for each in [*unsafe_settings(session, separated=separated), *unprotected(session)])


@pytest.mark.sqlite
def test_an_sqlite_database_as_we_set_it_up_is_safe(session):
    assert said(session, separated=True) == ""


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "named"),
    [
        ("PRAGMA synchronous=NORMAL", "synchronous"),
        ("PRAGMA foreign_keys=OFF", "foreign_keys"),
        ("PRAGMA recursive_triggers=OFF", "recursive_triggers"),
        ("PRAGMA secure_delete=OFF", "secure_delete"),
        ("PRAGMA journal_mode=DELETE", "journal_mode"),
    ],
)
def test_each_unsafe_setting_of_sqlite_is_named(app, pragma, named):
    with app.app_context():
        event.listen(db.engine, "connect", lambda connection, _: connection.execute(pragma))
        db.engine.dispose()
        assert named in said(db.session)
        db.session.close()
        with pytest.raises(NotReady, match=named):
            check(app)


@pytest.mark.postgresql
def test_each_unsafe_setting_of_postgresql_is_named(session):
    # the tests' own server is one that may forget
    session.execute(text("SET synchronous_commit = off"))
    found = said(session)
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        assert f"{name} of PostgreSQL is off" in found


@pytest.mark.postgresql
def test_a_durable_server_is_safe_but_not_for_its_owner(app, lasting):
    with app.app_context():
        assert said(db.session) == ""
        assert "superuser" in said(db.session, separated=True)
        db.session.close()
        check(app)


@pytest.fixture
def application(app, staff, lasting) -> str:
    """The account of the application, as `shenjue database grant` sets it up."""
    role = "shenjue_tests_app"
    with app.app_context():
        url = db.engine.url
        with attacking(url) as owner:
            # kept between the tests: copies of databases kept by others remember it
            known = owner.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}).first()
            if known is None:
                owner.exec_driver_sql(f"CREATE ROLE {role} LOGIN")
            # as a restore leaves it that failed before they were closed
            owner.exec_driver_sql("GRANT EXECUTE ON FUNCTION log_append TO PUBLIC")
        grant(db.session, role)
        db.session.close()
    return url.set(username=role, password=None).render_as_string(hide_password=False)


@pytest.fixture
def limited(application, make_app, tmp_path):
    """The program as it connects in production."""
    place = tmp_path / "limited"
    place.mkdir()
    app = make_app(Settings(mode="demo", instance_dir=place, database_url=application))
    with app.app_context():
        yield db.session
        db.session.close()


@pytest.mark.postgresql
def test_the_applications_account_is_enough_for_the_whole_way(limited, staff):
    assert said(limited, separated=True) == ""
    walk = Walk(limited, {role: staff.actor(limited, role) for role in staff.people})
    walk.password = PASSWORD
    # step by step: a station kept by another test would not know the account
    for step, role, day in WAY:
        walk.take(step, role, day)
    assert walk.decision.state == "archived"


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET unit = 'x'",
        "DELETE FROM entry",
        "TRUNCATE entry CASCADE",
        "INSERT INTO entry SELECT * FROM entry LIMIT 1",
        "INSERT INTO evidence SELECT * FROM evidence LIMIT 1",
        "UPDATE log_head SET size = 0",
        "UPDATE log_head SET size = size + 1, origin = 'shenjue.local/qingquan/rma/e2'",
        "ALTER TABLE entry DISABLE TRIGGER ALL",
        "DROP TRIGGER entry_kept ON entry",
        "SET session_replication_role = replica",
        "DELETE FROM decision",
        "UPDATE proposal SET problem = 'x'",
        "DELETE FROM unit",
        "CREATE TABLE mine (id integer)",
    ],
)
def test_the_applications_account_can_rewrite_nothing(limited, statement):
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
        limited.execute(text(statement))


@pytest.mark.postgresql
def test_only_the_owner_opens_a_new_epoch(limited, staff, clock, tmp_path, monkeypatch):
    found = Loss(ORIGIN, 30, "ab" * 32, None, 33, (ORIGIN,), only_key=False)
    monkeypatch.setattr(epochs, "due", lambda *_: found)
    two = {"states": staff.actor(limited, "chief"), "confirms": staff.actor(limited, "auditor")}
    with pytest.raises(EpochRefused, match="owner of the tables"):
        epochs.open_epoch(
            limited, tmp_path / "signer", **two, said="磁盘损坏，由备份恢复。", now=clock(), seed=bytes(32)
        )
    assert limited.scalar(select(LogHead.origin)) == ORIGIN


@pytest.mark.postgresql
def test_a_number_of_the_log_is_not_taken_without_its_entry(session, staff):
    session.rollback()
    connection = session.connection()
    connection.execute(text("UPDATE log_head SET size = size + 1"))
    with pytest.raises(DBAPIError, match="no entry written"):
        connection.commit()


@pytest.mark.postgresql
def test_an_entry_out_of_turn_or_with_another_leaf_is_not_taken(limited):
    columns = "1, {seq}, '\\x7b7d'::bytea, {leaf}, now(), '', '', '', '', '', NULL, NULL, NULL, '{{}}', '{{}}', '{{}}', '{{}}'"
    good = "sha256('\\x007b7d'::bytea)"
    for seq, leaf, why in (
        (9_999, good, "only the next"),
        (0, good, "only the next"),
        ("{n}", "'\\x00'", "not the hash"),
    ):
        number = str(seq).format(n=limited.scalar(text("SELECT max(seq) + 1 FROM entry")))
        limited.rollback()
        with pytest.raises(DBAPIError, match=why):
            limited.execute(text(f"SELECT log_append({columns.format(seq=number, leaf=leaf)})"))
        limited.rollback()


@pytest.mark.postgresql
def test_who_has_no_account_gets_no_rights(session):
    with pytest.raises(NoSuchRole):
        grant(session, "nobody at all")


@pytest.mark.sqlite
def test_sqlite_has_no_accounts(session):
    with pytest.raises(NotPostgresql):
        grant(session, "app")


def test_the_command_says_what_it_found(app, lasting):
    runner = app.test_cli_runner()
    done = runner.invoke(database_group, ["check"])
    assert done.exit_code == 0, done.output
    assert "符合要求" in done.output


@pytest.mark.postgresql
def test_the_functions_of_the_log_are_for_nobody_else(limited):
    open_to_all = (
        "SELECT count(*) FROM pg_proc, aclexplode(proacl) acl WHERE proname LIKE 'log\\_%' AND acl.grantee = 0"
    )
    assert limited.scalar(text(open_to_all)) == 0


@pytest.mark.postgresql
def test_only_these_tables_change(limited):
    """The list above is no wish: nothing else may be updated."""
    granted = limited.scalars(
        text(
            "SELECT table_name FROM information_schema.role_table_grants "
            "WHERE grantee = current_user AND privilege_type = 'UPDATE' ORDER BY table_name"
        )
    )
    assert tuple(granted) == CHANGING


def test_who_owns_the_tables_does_not_serve_them(production_settings, clock):
    app = create_app(production_settings, real_now=clock)
    with app.app_context():
        owner = db.engine.dialect.name == "postgresql"
        found = said(db.session, separated=True)
        db.session.close()
        db.engine.dispose()
    assert ("superuser" in found) is owner


SURPLUS = {
    "sqlite": [
        "CREATE TRIGGER zz AFTER UPDATE ON decision BEGIN DELETE FROM study; END",
        "DROP TABLE ballot; CREATE VIEW ballot AS SELECT 1 AS id",
    ],
    "postgresql": [
        "CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
        "CREATE TRIGGER zz AFTER UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION noop()",
        # by the name of one of ours
        "CREATE TRIGGER entry_next AFTER UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION log_next()",
        "CREATE RULE zz AS ON DELETE TO study DO INSTEAD NOTHING",
        "DROP TABLE ballot CASCADE; CREATE VIEW ballot AS SELECT 1 AS id",
    ],
}
HIDING = [
    "ALTER TABLE holiday_notice ENABLE ROW LEVEL SECURITY",
    "CREATE SCHEMA before; CREATE TABLE before.holiday_notice (id int); SET LOCAL search_path = before, public",
    "ALTER TABLE sign_in SET UNLOGGED",
]


@pytest.mark.parametrize(
    ("kind", "attack"),
    [
        pytest.param(kind, attack, marks=getattr(pytest.mark, kind), id=f"{kind}-{number}")
        for kind, attacks in SURPLUS.items()
        for number, attack in enumerate(attacks)
    ],
)
def test_what_nobody_of_ours_made_is_named(session, kind, attack):
    before = list(unprotected(session))
    for statement in attack.split("; C"):
        session.execute(text(statement if statement.startswith(("C", "D")) else f"C{statement}"))
    (found,) = [each for each in unprotected(session) if each not in before]
    assert "程序没有建立" in found.zh
    session.rollback()


@pytest.mark.postgresql
@pytest.mark.parametrize("attack", HIDING, ids=["rows", "names", "crash"])
def test_a_table_that_hides_what_it_holds_is_named(session, attack):
    before = list(unprotected(session))
    for statement in attack.split("; "):
        session.execute(text(statement))
    (found,) = [each for each in unprotected(session) if each not in before]
    assert "行级安全" in found.zh
    session.rollback()


@pytest.mark.postgresql
def test_tables_of_others_may_have_triggers(session):
    before = list(unprotected(session))
    session.execute(text("CREATE TABLE others (id int)"))
    session.execute(
        text("CREATE TRIGGER entry_next BEFORE INSERT ON others FOR EACH ROW EXECUTE FUNCTION log_denied()")
    )
    session.execute(text("CREATE VIEW their_report AS SELECT count(*) FROM decision"))
    assert list(unprotected(session)) == before
    session.rollback()


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "attack",
    [
        "CREATE OR REPLACE TRIGGER entry_kept BEFORE UPDATE OR DELETE ON entry FOR EACH ROW WHEN (false) "
        "EXECUTE FUNCTION log_denied()",
        "CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; "
        "CREATE OR REPLACE TRIGGER entry_kept BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION noop()",
    ],
    ids=["never", "nothing"],
)
def test_a_trigger_that_does_nothing_is_none(session, attack):
    for statement in attack.split("; C"):
        session.execute(text(statement if statement.startswith("C") else f"C{statement}"))
    session.execute(text("ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_kept"))
    assert "entry_kept" in said(session)
    session.rollback()
