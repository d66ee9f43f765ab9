"""The register of document numbers in the demonstration: the codes, and what was given and voided beside the steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from workflow.demo.script import moment
from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.facts.base import SHANGHAI
from workflow.domain.terms import NumberUse
from workflow.services import clock, numbercodes, numberregister, numbers
from workflow.services.unit import Session

Doing = tuple[dt.datetime, Callable[[Session, Actor], object]]


def doings(written: Mapping[str, Any], number_of: Callable[[str], str]) -> list[Doing]:
    """What was done with the register, in its order; `number_of` is the number a matter of the script got."""
    found = [_code(each, moment(written["at"]), written["since"]) for each in written["codes"]]
    found += [_given(each, number_of) for each in written["given"]]
    found += [_voided(each) for each in written["voided"]]
    return sorted(found, key=lambda each: each[0])


def _dates(at: dt.datetime, actor: Actor) -> dict[str, Any]:
    return {"actor": actor, "now": at, "today": clock.today(at)}


def _code(each: Mapping[str, Any], at: dt.datetime, since: dt.date) -> Doing:
    day, first = clock.today(at), each.get("first", 1)
    fact = facts.NumberCode(on=day, code=each["code"], use=NumberUse.of(each["use"]), since=since)
    start = facts.SeriesStart(on=day, year=day.year, first=first) if first > 1 else None
    return at, lambda session, actor: numbercodes.add_code(session, **_dates(at, actor), fact=fact, start=start)


def _given(each: Mapping[str, Any], number_of: Callable[[str], str]) -> Doing:
    at, matter = moment(each["at"]), each.get("matter", "")

    def give(session: Session, actor: Actor) -> object:
        wanted = numbers.Wanted(each.get("on", clock.today(at)), each["title"], paper=each.get("paper", ""))
        number = number_of(matter) if matter else ""
        return numbers.take(session, **_dates(at, actor), written=each["code"], wanted=wanted, matter=number)

    return at, give


def _voided(each: Mapping[str, Any]) -> Doing:
    at = moment(each["at"])

    def void(session: Session, actor: Actor) -> object:
        series = numberregister.register(session, at.astimezone(SHANGHAI).year)
        given = next(one for each_ in series for one in each_.numbers if str(one.number) == each["number"])
        fact = facts.VoidedNumber(on=clock.today(at), reason=each["reason"])
        return numbers.void(session, **_dates(at, actor), number_id=given.id, fact=fact)

    return at, void
