"""Keeping the work ledger: who may, what is entered, what the yearly figures make of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.helpers import Staff
from workflow.domain.facts import WorkRecord, WorkWithdrawal
from workflow.models.trail import Entry
from workflow.services import logreading, report, soundness, work, worklog
from workflow.services.kept import Read
from workflow.services.recording import BadInput
from workflow.services.refusals import Forbidden
from workflow.trail.entry import decode

DAY = dt.date(2022, 11, 18)
NOW = dt.datetime(2022, 11, 21, 2, tzinfo=dt.UTC)


class Clerk:
    """Somebody at the ledger."""

    def __init__(self, session: Session, staff: Staff, role: str) -> None:
        self.session, self.actor = session, staff.actor(session, role)
        self.dates: dict[str, Any] = {"actor": self.actor, "now": NOW, "today": NOW.date()}

    def record(self, **told: Any) -> str:
        return worklog.record(self.session, fact=self.fact(**told), **self.dates)

    def correct(self, number: str, seen: int, **told: Any) -> None:
        fact = self.fact(**{"number": number, "version": seen, "reason": "写错了人数。"} | told)
        worklog.correct(self.session, fact=fact, **self.dates)

    def withdraw(self, number: str, seen: int, reason: str = "重复登记。") -> None:
        fact = WorkWithdrawal(on=NOW.date(), reason=reason)
        worklog.withdraw(self.session, **self.dates, number=number, read=Read(seen), fact=fact)

    def fact(self, **told: Any) -> WorkRecord:
        usual = {"kind": "exam", "number": "", "version": 0, "unit": "", "on": DAY, "title": "学法考试", "sat": 45}
        return WorkRecord.model_validate(usual | {"no_files": "纸质试卷存司法所"} | told)


def test_the_newest_version_counts_and_a_withdrawn_entry_does_not(session, staff):
    unit = Clerk(session, staff, "staff")
    assert [unit.record(passed=45), unit.record(title="补考", sat=2, passed=0)] == ["2022-T001", "2022-T002"]
    assert unit.record(kind="study", title="学习宪法", sat=None, sessions=1, on="2022-10-09") == "2022-T003"
    unit.correct("2022-T001", 1, sat=54, passed=54)
    unit.withdraw("2022-T002", 1)
    unit.correct("2022-T003", 1, kind="study", title="学习宪法", sat=None, sessions=1, on="2022-11-20")

    entries = [decode(body) for body in session.scalars(select(Entry.body).where(Entry.act.startswith("work.")))]
    told = [(each["act"], each["obj"], each["eff"], each.get("d.sat"), each.get("d.passed")) for each in entries]
    assert told[:2] == [
        ("work.recorded", "work/2022-T001", "2022-11-18", "45", "45"),
        ("work.recorded", "work/2022-T002", "2022-11-18", "2", "0"),
    ]
    log = logreading.read_log(session)

    def figures(as_of: dt.date) -> dict[str, object]:
        found = report.report_of(log, 2022, as_of).figures
        return {each.key: each.value for each in found.figures if each.group == "work"}

    assert figures(dt.date(2022, 12, 31)) == {
        **{"work": 2, "work.study": 1, "work.study.sessions": 1},
        **{"work.exam": 1, "work.exam.sat": 54, "work.exam.passed": 54},
    }
    # what was moved to a later day is not of the time before it
    assert figures(dt.date(2022, 10, 31)) == {"work": 0}
    (exam,) = (each for each in work.entries(session, 2022) if each.number == "2022-T001")
    assert [(each.key, each.before.zh, each.after.zh) for each in exam.changes(2)] == [
        ("sat", "45", "54"),
        ("passed", "45", "54"),
    ]
    (sound,) = soundness.examine(session)
    assert sound.faults == ()


def test_a_unit_keeps_its_own_entries_and_the_office_corrects_any(session, staff):
    unit, office = Clerk(session, staff, "staff"), Clerk(session, staff, "office")
    number = unit.record()
    for role in ("chief", "auditor", "recorder", "admin"):
        with pytest.raises(Forbidden):
            Clerk(session, staff, role).record()
        with pytest.raises(Forbidden):
            Clerk(session, staff, role).withdraw(number, 1)
    office.correct(number, 1, sat=46)
    found = work.entry(session, number)
    assert (found.newest.unit, found.newest.version) == (unit.actor.unit, 2)
    denied = session.scalars(select(Entry.body).where(Entry.result == "denied"))
    assert {(each["act"], each["d.rules"]) for each in map(decode, denied)} == {
        ("work.recorded", "role"),
        ("work.withdrawn", "role"),
    }


@pytest.mark.parametrize(
    ("seen", "told", "field"),
    [
        (2, {}, "title"),  # corrected by somebody else meanwhile
        (1, {"sat": 45}, "title"),  # nothing is changed
        (1, {"reason": "无"}, "reason"),
        (1, {"on": "2021-11-18"}, "on"),
        (1, {"on": "2022-11-22"}, "on"),
        (1, {"passed": 47}, "passed"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(session, staff, seen, told, field):
    unit = Clerk(session, staff, "staff")
    number = unit.record()
    with pytest.raises(BadInput) as bad:
        unit.correct(number, seen, **{"sat": 46} | told)
    assert bad.value.problems.keys() == {field}


def test_the_same_is_not_entered_twice_and_what_is_withdrawn_stays_so(session, staff):
    unit = Clerk(session, staff, "staff")
    number = unit.record()
    with pytest.raises(BadInput, match="2022-T001"):
        unit.record(title=" 学法 考试 ")
    with pytest.raises(BadInput):
        unit.withdraw(number, 1, "无")
    unit.withdraw(number, 1)
    for again in (lambda: unit.withdraw(number, 1), lambda: unit.correct(number, 1, sat=46)):
        with pytest.raises(BadInput):
            again()
    assert unit.record() == "2022-T002"


def test_whoever_was_passed_while_waiting_left_a_sound_record(session, staff):
    unit = Clerk(session, staff, "staff")
    unit.record()
    unit.dates["now"] = NOW - dt.timedelta(seconds=12)
    unit.record(title="补考")
    (found,) = soundness.examine(session)
    assert found.sound, found
