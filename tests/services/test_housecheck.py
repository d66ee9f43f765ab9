"""The house against the log: every column of what is no fact of a decision is held against it, or named here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from tests.databases import lift_protection
from tests.helpers import Staff, change_account
from tests.services.test_peoplecheck import NOW, WHY, faults
from tests.services.test_rowcheck import other
from tests.walk import Walk
from workflow.models import Base
from workflow.services import bodies, holidays, organ

pytestmark = pytest.mark.trial("T9")

TABLES = ("instance", "organ", "unit", "person", "person_role", "body_member", "holiday_notice", "log_head", "decision")
HELD_AGAINST_NOTHING = {
    *("person.login", "person.password_hash", "person.must_change_password", "person.failed_count"),
    "person.locked_until",
    # random, and a remark about a demonstration
    *("decision.mark", "decision.source_note"),
    "instance.created_at",
}


@pytest.fixture
def house(session: Session, staff: Staff) -> Session:
    """A house that was lived in: a notice of holidays, a seat that is over, a role that was taken away, a matter."""
    office, admin = staff.actor(session, "office"), staff.actor(session, "admin")
    day = NOW.date()
    rest, worked = [dt.date(2099, 1, 1), dt.date(2099, 1, 2)], [dt.date(2099, 1, 10)]
    holidays.enter(
        session, actor=office, now=NOW, year=2099, number="国办发明电〔2098〕7号", rest_days=rest, make_up_days=worked
    )
    bodies.seat(
        session, actor=office, now=NOW, today=day, body="head_office", name="田秀英", post="副乡长", chief=False,
        since=dt.date(2022, 3, 1), why=WHY,
    )  # fmt: skip
    seat = bodies.bodies(session, day)[0].seats[0]
    bodies.leave(session, actor=office, now=NOW, seat_id=seat.id, until=dt.date(2022, 7, 31), why=WHY)
    organ.create_unit(session, actor=admin, now=NOW, name="文化站")
    for roles in (["office"], []):
        change_account(session, admin, NOW, staff.people["auditor"], roles=roles)
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.through("initiation.propose")
    session.commit()
    return session


@contextmanager
def attacked(session: Session) -> Iterator[Session]:
    """The session of somebody who has the database; nothing of it is kept."""
    connection = session.connection()
    lift_protection(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    else:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        checks = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
        for table, name in connection.exec_driver_sql(checks).all():
            connection.exec_driver_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    try:
        yield session
    finally:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
        session.rollback()


def said(session: Session) -> list[str]:
    """What is told of the house, the lifted protection apart."""
    return [each.said.zh for each in faults(session) if each.kind != "protection"]


def last(table: Table) -> str:
    """The newest row of a table, as a condition."""
    (key, *_) = table.primary_key
    return f"{key.name} = (SELECT max({key.name}) FROM {table.name})"  # noqa: S608


def test_what_was_entered_is_sound(house):
    assert faults(house) == []


def test_every_column_is_held_against_the_log_or_is_named(house):
    missed = set()
    with attacked(house):
        for table in (Base.metadata.tables[name] for name in TABLES):
            for column in table.columns:
                if column.primary_key:
                    continue
                with house.begin_nested() as undone:
                    sql = f'UPDATE {table.name} SET "{column.name}" = {other(column)} WHERE {last(table)}'  # noqa: S608
                    house.execute(text(sql))
                    if not said(house):
                        missed.add(f"{table.name}.{column.name}")
                    undone.rollback()
    assert missed == HELD_AGAINST_NOTHING


@pytest.mark.parametrize(
    "name", ["instance", "unit", "person", "person_role", "body_member", "holiday_notice", "decision"]
)
def test_a_row_that_was_taken_away_is_missed(house, name):
    with attacked(house):
        house.execute(text(f"DELETE FROM {name} WHERE {last(Base.metadata.tables[name])}"))  # noqa: S608
        assert said(house)


@pytest.mark.parametrize(
    ("attack", "words"),
    [
        ("UPDATE organ SET profile_id = 'cn-county'", "决策机关的适用规则为“cn-county”，按日志应为“cq-township”"),
        ("UPDATE instance SET mode = 'production'", "决策机关的运行模式为“production”，按日志应为“demo”"),
        (
            "INSERT INTO organ (id, name_zh, name_en, profile_id, origin, created_at) SELECT 0, '别的乡', name_en, profile_id, "
            "'x', created_at FROM organ",
            "决策机关“别的乡”没有日志",
        ),
        ("DELETE FROM organ", "决策机关的名称为“”，按日志应为"),
        ("UPDATE unit SET name = '别的站' WHERE name = '文化站'", "单位“文化站”的设置与日志不符"),
        (
            "INSERT INTO unit (organ_id, name, active, created_at) SELECT organ_id, '别的站', active, created_at FROM unit "
            "WHERE name = '文化站'",
            "日志中没有设立单位“别的站”的条目",
        ),
        ("UPDATE holiday_notice SET rest_days = '[\"2099-01-01\"]'", "2099年的工作日历与日志不符"),
        ("UPDATE holiday_notice SET rest_days = '[\"2099\"]'", "工作日历的数据表含有无法读取的内容"),
        (
            "INSERT INTO holiday_notice (year, number, rest_days, make_up_days, reason, entered_at, entered_by) SELECT "
            "2098, number, rest_days, make_up_days, reason, entered_at, entered_by FROM holiday_notice",
            "多出2098年的工作日历，日志没有相应条目",
        ),
        ("DELETE FROM log_head", "日志头缺失"),
        ("DELETE FROM log_head; DELETE FROM evidence; DELETE FROM entry", "日志头缺失"),
        ("UPDATE log_head SET clock = 'ntp'", "日志头的时钟为“ntp”，条目为“demo”"),
        ("UPDATE log_head SET last_at = '1999-01-01 00:00:00'", "日志头的最近时间为1999-01-01T00:00:00.000Z"),
        ("UPDATE person_role SET role = 'king' WHERE role = 'chief'", "的角色为“king”，按日志应为"),
        ("UPDATE person_role SET ended_at = '2023-01-01 00:00:00' WHERE ended_at IS NOT NULL", "授予、收回时间与日志不符"),
        ("UPDATE person SET unit_id = NULL WHERE unit_id IS NOT NULL", "的单位为“”，按日志应为"),
        ("UPDATE decision SET changed_at = '2023-01-01 00:00:00'", "changed_at"),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_was_changed_is_said(house, attack, words):
    with attacked(house):
        for statement in attack.split(";"):
            house.execute(text(statement))
        assert words in " ".join(said(house))


def test_whoever_acted_under_another_name_is_named(house, staff):
    """Put back afterwards, it is still told by what was done under it."""
    rename = "UPDATE person SET name = :name WHERE id = :id"
    office = staff.people["office"]
    name = house.execute(text("SELECT name FROM person WHERE id = :id"), {"id": office}).scalar()
    for called in ("某某", name):
        house.execute(text(rename), {"name": called, "id": office})
        house.commit()
        house.expire_all()
        bodies.seat(
            house, actor=staff.actor(house, "office"), now=NOW, today=NOW.date(), body="head_office", name=f"龙{called}",
            post="副乡长", chief=False, since=dt.date(2022, 8, 1), why=WHY,
        )  # fmt: skip
    (found,) = faults(house)
    assert found.seq is not None
    assert f"姓名记为“某某”，按日志其时为“{name}”" in found.said.zh
