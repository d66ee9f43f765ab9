"""What keeps to no schema is named, and never breaks an examination off: constraints dropped, values in another form."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.services.test_housecheck import attacked, faults, house
from workflow.services.storedrows import misfits

__all__ = ["house"]  # the fixture

pytestmark = pytest.mark.trial("T9")

STRANGER = (
    "INSERT INTO body_member (organ_id, body, name, post, chief, since, why, left_why, entered_at) "
    "SELECT 99, body, '龙某', post, chief, since, why, '', entered_at FROM body_member"
)
TWICE = (
    "CREATE TABLE again AS SELECT * FROM person_role",
    "DROP TABLE person_role",
    "ALTER TABLE again RENAME TO person_role",
    "INSERT INTO person_role SELECT id + 1000, person_id, role, ended_at, created_at FROM person_role",
)


def stored(session, *attack: str) -> str:
    """What an examination tells of the form of what is stored, after an attack."""
    with attacked(session):
        for statement in attack:
            session.execute(text(statement.replace(":", r"\:")))
        return " ".join(each.said.zh for each in faults(session) if each.kind == "stored")


def test_a_lawful_house_is_stored_as_it_should_be(house):
    assert list(misfits(house)) == []


def test_rows_that_belong_to_nothing_are_named(house):
    assert "数据表body_member中有1行所属的organ并不存在" in stored(house, STRANGER)


def test_rows_that_are_there_twice_are_named(house):
    assert '数据表person_role中"person_id", "role"应当唯一，重复的有9组' in stored(house, *TWICE)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("attack", "column"),
    [
        ("UPDATE person SET active = 'no'", "person的active列"),
        ("UPDATE unit SET active = 2", "unit的active列"),
        ("UPDATE decision SET since = '2022-W09-1'", "decision的since列"),
        ("UPDATE decision SET created_at = '2022-03-01T00:00:00Z'", "decision的created_at列"),
        ("UPDATE decision SET created_at = 'yesterday'", "decision的created_at列"),
        ("UPDATE person SET name = CAST(name AS BLOB)", "person的name列"),
        ("UPDATE proposal SET basis = CAST(basis AS BLOB)", "proposal的basis列"),
        ("UPDATE decision SET version = 'x'", "decision的version列"),
        ("UPDATE decision SET kinds = 'DEEP'", "decision的kinds列"),
        ("UPDATE decision SET track_states = 'DEEP'", "decision的track_states列"),
        ("UPDATE holiday_notice SET rest_days = 'DEEP'", "holiday_notice的rest_days列"),
        ("UPDATE log_head SET origin = CAST(origin AS BLOB)", "log_head的origin列"),
        ("UPDATE log_head SET size = 'x'", "log_head的size列"),
        ("UPDATE log_head SET last_at = 'x'", "log_head的last_at列"),
        ("UPDATE evidence SET body = CAST('DEEP' AS BLOB)", ""),
        ("UPDATE entry SET body = CAST('DEEP' AS BLOB)", ""),
        ("UPDATE entry SET seq = 'x' WHERE seq = 3", "entry的seq列"),
        ("UPDATE evidence SET seq = 'x' WHERE seq = (SELECT max(seq) FROM evidence)", "evidence的seq列"),
    ],
    ids=range(18),
)
def test_another_form_of_a_value_is_named_on_sqlite(house, attack, column):
    with attacked(house):
        house.execute(text(attack.replace(":", r"\:").replace("DEEP", "[" * 100_000)))
        found = faults(house)
    assert [each for each in found if each.kind != "protection"]
    assert column in " ".join(each.said.zh for each in found)


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("attack", "column"),
    [
        ("UPDATE decision SET changed_at = 'infinity'", "decision的changed_at列"),
        ("UPDATE decision SET since = 'infinity'", "decision的since列"),
        ("UPDATE proposal SET happened_on = '20000-01-01'", "proposal的happened_on列"),
        ("UPDATE proposal SET entered_at = 'infinity'", "proposal的entered_at列"),
        ("UPDATE entry SET at = 'infinity'", "entry的at列"),
        (
            "ALTER TABLE proposal ALTER entered_at DROP NOT NULL; UPDATE proposal SET entered_at = NULL",
            "proposal的entered_at列",
        ),
    ],
    ids=range(6),
)
def test_a_day_of_no_calendar_is_named_on_postgresql(house, attack, column):
    assert column in stored(house, *attack.split(";"))
