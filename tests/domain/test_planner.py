"""The earliest lawful day of deliberation, and what is said of a plan that lies before it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.dossiers import having, rulebook, setting
from workflow.domain.dossier import Dossier, Plan
from workflow.domain.planner import earliest_deliberation, plan_findings


def planned(listed: date, due: date) -> list[str]:
    dossier = Dossier(title="计划", plan=Plan(listed=listed, due=due))
    return [gap.detail.zh for _, gap in plan_findings(rulebook(), dossier, setting())]


def test_thirty_days_then_seven_working_days() -> None:
    assert earliest_deliberation(rulebook(), date(2025, 3, 28), setting()) == (date(2025, 4, 27), date(2025, 5, 12))
    # across the National Day holiday of 2022, whose two make-up days count
    assert earliest_deliberation(rulebook(), date(2022, 8, 28), setting()) == (date(2022, 9, 27), date(2022, 10, 12))


@pytest.mark.parametrize(("due", "kept"), [("2025-05-11", False), ("2025-05-12", True), ("2025-05-13", True)])
def test_a_plan_can_be_kept_on_that_day_and_not_before(due: str, kept: bool) -> None:
    assert (planned(date(2025, 3, 28), date.fromisoformat(due)) == []) is kept


def test_a_notice_that_is_out_starts_the_way() -> None:
    dossier = having({"plan": {"listed": "2022-01-10", "due": "2022-09-01"}})
    ((rule, gap),) = plan_findings(rulebook(), dossier, setting())
    assert rule.guard.name == "comment_period_met"
    assert "即使2022-08-01当日公告" in gap.detail.zh
    assert "最早可于2022-09-13提交" in gap.detail.zh


@pytest.mark.parametrize("year", [2090, 9999])
def test_a_year_without_a_calendar_is_said(year: int) -> None:
    (said,) = planned(date(year, 12, 28), date(year, 12, 30))
    assert "工作日安排" in said


def test_no_plan_no_word() -> None:
    assert list(plan_findings(rulebook(), having({}), setting())) == []
