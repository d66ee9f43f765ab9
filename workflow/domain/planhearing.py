"""The hearing in a plan: the days between its notice, the list, the material and the day it is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from workflow.domain.calendar import Convention, WorkingCalendar, earliest_end
from workflow.domain.facts import Hearing
from workflow.domain.guards.hearing_records import DeadlineParams
from workflow.domain.guards.hearings import DaysParams, public_from
from workflow.domain.milestones import Wait, counted, rule_said
from workflow.domain.planned import due
from workflow.domain.planning import ONE_DAY, Way
from workflow.domain.terms import OptionalStage, PlannedStage
from workflow.domain.text import Text


def held_from(since: dt.date, days: int, convention: Convention) -> dt.date:
    """The first day of a hearing `days` after something: never the day itself, however days are counted."""
    return max(earliest_end(since, days, convention), since + ONE_DAY)


def given_until(day: dt.date, days: int, convention: Convention) -> dt.date:
    """The last day to do something `days` before a hearing: never the day of the hearing itself."""
    counted_days = max(days - 1, 0) if convention is Convention.BOTH_ENDS else days
    return day - dt.timedelta(days=max(counted_days, 1))


def hearing(way: Way) -> None:
    """The steps of a hearing: one that was announced, one that a rule demands, one that is wished."""
    found = way.dossier.hearing
    if not way.has("hearing.announce") or way.goes_without(OptionalStage.PARTICIPATION):
        return
    if not (found or way.wishes.hearing or way.rules("hearing_held") or due(way.dossier, PlannedStage.HEARING)):
        return
    _before(way, found)
    network, name = way.network, Text("召开听证会", "Hearing held")
    if found and found.sitting:
        network.done("hearing", name, found.sitting.on)
    else:
        network.add("hearing", name, [network.begin(), *_waits(way, found)])
        _latest(way)
    name = Text("形成听证报告", "Report on the hearing")
    if found and found.report:
        network.done("hearing_report", name, found.report.on)
        return
    network.add("hearing_report", name, [network.begin(), *network.after("hearing")], way.rules("hearing_concluded"))
    _report_by(way)


def _before(way: Way, found: Hearing | None) -> None:
    """Notice, list and material. Who takes part is listed once registration is over, on the day after the notice or later."""
    network = way.network
    name = Text("发布听证公告", "Notice of the hearing")
    if found:
        network.done("hearing_notice", name, public_from(found))
    else:
        waits = [network.begin(), *network.after("draft")]
        network.add(
            "hearing_notice",
            name,
            waits,
            [*way.rules("hearing_announced", "hearing_held"), *way.planned(PlannedStage.HEARING)],
        )
    name = Text("公布听证参加人名单", "List of participants published")
    if found and found.roll:
        network.done("hearing_list", name, public_from(found.roll))
    else:
        ends = found.register_until if found else network.found["hearing_notice"].day
        next_day, unknown = counted(lambda: ends + ONE_DAY, ends.year) if ends else (None, None)
        said = Text("报名截止后", "once registration is over")
        registered = Wait("hearing_notice", next_day, said, unknown=unknown)
        network.add("hearing_list", name, [network.begin(), registered], way.rules("participants_listed"))
    name = Text("送达听证会材料", "Material delivered to participants")
    delivered = [each.delivery for each in found.participants] if found else []
    if delivered and all(delivered):
        network.done("hearing_material", name, max(each.on for each in delivered if each))
    else:
        waits = [network.begin(), *network.after("hearing_list")]
        network.add("hearing_material", name, waits, way.rules("material_delivered"))


_LEADS = {
    "hearing_notice_met": "hearing_notice",
    "participants_listed": "hearing_list",
    "material_delivered": "hearing_material",
}


def _waits(way: Way, found: Hearing | None) -> Iterator[Wait]:
    network, convention = way.network, way.setting.convention
    if found:
        said = Text("公告载明的召开日期", "the day the notice states")
        yield Wait("hearing_notice", found.due, said, tuple(way.rules("hearing_announced")))
    for guard, key in _LEADS.items():
        if found and key == "hearing_notice":
            continue  # what was announced in time may be put off, not announced anew
        for rule, params in way.timed(guard, DaysParams):
            yield network.period(key, partial(held_from, days=params.days, convention=convention), rule)
    announced, notice = way.rules("hearing_announced"), network.found["hearing_notice"].day
    if announced and notice and not found:
        day, unknown = counted(lambda: notice + ONE_DAY, notice.year)
        yield Wait("hearing_notice", day, Text("公告之后", "after the notice"), tuple(announced), unknown)
    yield from network.after(*_LEADS.values())


def _latest(way: Way) -> None:
    """The last days of list and material for a hearing on the day planned."""
    network, convention = way.network, way.setting.convention
    held = network.found["hearing"].day
    if held is None:
        return
    for guard, key in _LEADS.items():
        for rule, params in way.timed(guard, DaysParams):
            if key != "hearing_notice":
                said = Text("听证会于{day}召开的，{numbers}", "for a hearing on {day}; {numbers}").fmt(
                    day=held, numbers=rule_said(rule, convention)
                )
                network.limit(key, given_until(held, params.days, convention), said, [rule])


def _within(held: dt.date, params: DeadlineParams, calendar: WorkingCalendar) -> dt.date:
    if params.working_days:
        return calendar.add_working_days(held, params.working_days)
    return held + dt.timedelta(days=params.days or 0)


def _report_by(way: Way) -> None:
    network, calendar = way.network, way.setting.calendar
    held = network.found["hearing"].day
    if held is None:
        return
    for rule, params in way.timed("hearing_report_in_time", DeadlineParams):
        last, unknown = counted(partial(_within, held, params, calendar), held.year)
        said = Text("自听证会（{day}）起算：{numbers}", "from the hearing on {day}; {numbers}").fmt(
            day=held, numbers=rule_said(rule, way.setting.convention)
        )
        network.limit("hearing_report", last, unknown or said, [rule])
