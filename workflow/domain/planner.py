"""The planner: the earliest lawful day of what is still to come, from the periods the rules set and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workflow.domain.calendar import CalendarUnknown, earliest_end
from workflow.domain.dossier import Dossier
from workflow.domain.guarding import Gap, Setting
from workflow.domain.guards.participation import PeriodParams
from workflow.domain.guards.review_time import TimeParams
from workflow.domain.rulebook import EffectiveRule, Rulebook
from workflow.domain.text import Text


def _ruling(rulebook: Rulebook, guard: str) -> EffectiveRule | None:
    return next((rule for rule in rulebook.rules if rule.guard.name == guard), None)


def earliest_deliberation(rulebook: Rulebook, start: dt.date, setting: Setting) -> tuple[dt.date, dt.date]:
    """The earliest end of the period for opinions and day of deliberation, when the notice appears on `start`.

    The result of participation can be published the day after the period ends and the draft be submitted that day; the
    legality review then has its guaranteed working days. Stages without a statutory length take no time here.
    Raises CalendarUnknown when the working days of a year are not known.
    """
    period = _ruling(rulebook, "comment_period_met")
    review = _ruling(rulebook, "review_time_given")
    end = start
    if period and isinstance(period.params, PeriodParams):
        end = earliest_end(start, period.params.days, setting.convention)
    submitted = end + dt.timedelta(days=1)
    if review and isinstance(review.params, TimeParams):
        return end, setting.calendar.add_working_days(submitted, review.params.working_days)
    return end, submitted


def plan_findings(rulebook: Rulebook, dossier: Dossier, setting: Setting) -> Iterator[tuple[EffectiveRule, Gap]]:
    """Say where a catalogue's due date lies before the earliest lawful day of the decision.

    The way starts on the day the catalogue was published, or with the notice if there is one.
    """
    rule = _ruling(rulebook, "comment_period_met")
    if dossier.plan is None or rule is None:
        return
    start = dossier.notice.starts if dossier.notice else dossier.plan.listed
    try:
        end, earliest = earliest_deliberation(rulebook, start, setting)
    except CalendarUnknown as unknown:
        yield rule, Gap(unknown.text)
        return
    except OverflowError:  # begun in the last days of the year 9999
        yield rule, Gap(CalendarUnknown(start.year).text)
        return
    if dossier.plan.due < earliest:
        yield (
            rule,
            Gap(
                Text(
                    "目录于{listed}公布，要求{due}前完成；即使{start}当日公告，征求意见最早{end}截止，"
                    "依次办理后最早可于{earliest}提交集体讨论，计划无法依法完成。",
                    "The catalogue of {listed} sets {due}; even with the notice on {start} opinions may be sent until "
                    "{end} and the earliest lawful day of deliberation is {earliest}: the plan cannot be kept.",
                ).fmt(listed=dossier.plan.listed, due=dossier.plan.due, start=start, end=end, earliest=earliest)
            ),
        )
