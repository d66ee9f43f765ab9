"""Who sent what: personal data under another registration than its own is found, also where both bear the same number."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.databases import attacking, lift_protection, put_back_protection
from tests.services.test_peoplecheck import NOW, faults
from tests.walk import Walk
from workflow.services.checkpoints import export
from workflow.trail import offline

pytestmark = pytest.mark.trial("T9")

SWAP = (
    "UPDATE hearing_registrant SET registration_id = -1 WHERE id = 1",
    "UPDATE hearing_registrant SET registration_id = 1 WHERE id = 2",
    "UPDATE hearing_registrant SET registration_id = 2 WHERE id = -1 OR registration_id = -1",
)
ASIDE = (
    "INSERT INTO hearing_registrant (id, registration_id, name, contact, unit, background, salt, created_at) "
    "SELECT 77, 9999, name, contact, unit, background, salt, created_at FROM hearing_registrant WHERE id = 1",
)


@pytest.fixture
def twice_heard(session, staff):
    """A matter with a hearing that was called off, and another: each has a registration of the number 1."""
    walk = Walk(session, {role: staff.actor(session, role) for role in staff.people}, unit_ids=(staff.units[0],))
    walk.through("participation.open")
    for day, name, view in ((11, "王海", "for"), (13, "秦小兰", "against")):
        walk.take("hearing.announce", "staff", day)
        walk.take("hearing.register", "public", day + 1, name=name, view=view, summary="盼望通水，少占耕地。")
        if name == "王海":
            walk.take("hearing.cancel", "staff", day + 1)
    session.commit()
    assert faults(session) == []
    return session


def told(session, tmp_path) -> set[str]:
    """What the offline verifier says of personal data, with the database beside the export."""
    url = session.get_bind().url
    export(session, tmp_path / "out", NOW)
    session.rollback()
    place = str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=False)
    return {each.zh for each in offline.verify(tmp_path / "out", database=place).problems if each.kind == "personal"}


@pytest.mark.postgresql
def test_days_are_read_however_the_database_writes_them(twice_heard, tmp_path):
    """An administrator may have set another way of writing days for everything in a database."""
    url = twice_heard.get_bind().url
    with attacking(url) as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} SET datestyle = 'German'")
    twice_heard.rollback()
    twice_heard.get_bind().dispose()
    assert faults(twice_heard) == []
    assert told(twice_heard, tmp_path) == set()


@pytest.mark.parametrize(
    ("attack", "said", "offline_said"),
    [
        (SWAP, "不是当时提交的", "hearing_registrant与承诺值不符"),
        (ASIDE, "数据表hearing_registrant中有1行所属的hearing_registration并不存在", "数据库多出hearing_registrant，没有相应条目"),
    ],
    ids=["swapped", "aside"],
)  # fmt: skip
def test_personal_data_in_another_place_are_found(twice_heard, tmp_path, attack, said, offline_said):
    assert told(twice_heard, tmp_path / "before") == set()
    with attacking(twice_heard.get_bind().url) as connection:
        lift_protection(connection)
        for statement in attack:
            connection.execute(text(statement))
        put_back_protection(connection)
    assert said in " ".join(each.said.zh for each in faults(twice_heard))
    assert told(twice_heard, tmp_path / "after") == {offline_said}
