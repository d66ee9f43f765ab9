"""Loading the demonstration into an empty database, each step at the moment it happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select

from workflow.demo.inputs import Inputs
from workflow.demo.numbering import doings
from workflow.demo.registers import WorkLedger, keep
from workflow.demo.script import PUBLIC, Event, Keeping, Script, Working, moment, script
from workflow.domain import facts
from workflow.domain.actor import Actor
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.terms import Pool
from workflow.domain.text import Text
from workflow.models.decisions import Decision
from workflow.services import (
    accounts,
    bodies,
    clock,
    dossiers,
    expert_pool,
    organ,
    passwords,
    setup,
    steps,
)
from workflow.services.unit import Session, writing
from workflow.settings import Settings

Progress = Callable[[int, int], None]

PROFILE = "cq-township"
"""The demonstration's matters went by the rules of a Chongqing township, whatever else there is."""
SIGNED = frozenset({"legality_review.conclude", "legality_review.check"})
"""The steps that are signatures."""


class DemoRefused(Exception):
    """The demonstration cannot be loaded here; `reason` says why in both languages."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(f"{reason.zh} {reason.en}")


class ScriptError(Exception):
    """The script of the demonstration does not agree with the rules; the message names the event."""


def load(session: Session, settings: Settings, real_now: dt.datetime, progress: Progress | None = None) -> None:
    """Fill an empty database with the year of 清泉乡; `progress` is told after each step how many of all are done.

    Afterwards the clock of the demonstration stands on Monday, 5 December 2022, 09:00 in Asia/Shanghai.

    :raises DemoRefused: this is no demonstration, or there is something in the database already.
    """
    if not settings.demo:
        raise DemoRefused(
            Text("只有演示模式可以载入演示数据。", "Demonstration data is loaded in demonstration mode only.")
        )
    if not setup.nobody_yet(session) or organ.organ(session) is not None:
        raise DemoRefused(
            Text(
                "数据库中已有数据，演示数据只能载入空数据库。",
                "There is data in the database already; the demonstration is loaded into an empty one only.",
            )
        )
    setup.mark(session, settings, real_now=real_now)
    play = script()
    stage = _Stage(session, settings, real_now, play)
    for count, event in enumerate(play.events, start=1):
        stage.keep_registers(event.at)
        stage.take(event)
        if progress is not None:
            progress(count, len(play.events))
    stage.keep_registers(moment(play.cast["now"]))
    stage.note_sources()


class _Stage:
    """The house with its people in it, and the decisions taken so far."""

    def __init__(self, session: Session, settings: Settings, real_now: dt.datetime, play: Script) -> None:
        self.session, self.play = session, play
        self.calendar = WorkingCalendar()
        self.decisions: dict[str, int] = {}
        cast = play.cast
        opened = moment(cast["opened"])
        with writing(session):
            clock.set_start(session, real_now=real_now, at=moment(cast["now"]))
            organ.add_organ(
                session,
                now=opened,
                real_now=real_now,
                name=Text(cast["organ"]["zh"], cast["organ"]["en"]),
                profile_id=PROFILE,
                origin=settings.log_origin,
            )
        unit_ids = {name: organ.create_unit(session, actor=None, now=opened, name=name) for name in cast["units"]}
        self.person_ids = self._people(unit_ids, opened)
        self._seats(opened)
        pool = self._pool()
        self.inputs = {matter: Inputs(cast, unit_ids, settings.files, pool) for matter in play.notes}
        self.numbers = doings(play.numbers, self._number_of)
        self.registers: list[Keeping | Working] = [*play.catalogues, *play.work]
        self.registers.sort(key=lambda done: done.at)
        self.work = WorkLedger(session, settings.files)

    def _people(self, unit_ids: dict[str, int], opened: dt.datetime) -> dict[str, int]:
        # all demonstration accounts share one password, so that it is hashed once
        kept = passwords.make_hash(passwords.DEMO_PASSWORD)
        with writing(self.session):
            return {
                person["login"]: accounts.add_person(
                    self.session,
                    actor=None,
                    now=opened,
                    login=person["login"],
                    name=person["name"],
                    post=person["post"],
                    unit_id=unit_ids.get(person.get("unit", "")),
                    roles=person["roles"],
                    password=passwords.DEMO_PASSWORD,
                    password_hash=kept,
                    must_change=False,
                )
                for person in self.play.cast["people"]
            }

    def _pool(self) -> dict[str, str]:
        """The experts of the pool by their keys; each is one of the cast."""
        pool = self.play.pool
        at = moment(pool["at"])
        keeper = accounts.actor_of(self.session, self.person_ids[pool["by"]], via="demo")
        assert keeper  # noqa: S101 - one of the cast
        today = clock.today(at)
        numbers = {}
        for key, written in pool["experts"].items():
            of_cast = self.play.cast["experts"].get(key, {})
            words = of_cast | {name: value for name, value in written.items() if name not in ("pool", "notes")}
            profile = facts.PoolProfile(**words, on=pool["on"])
            whose = Pool.of(written.get("pool", Pool.SUPERIOR))
            numbers[key] = expert_pool.enter(
                self.session, actor=keeper, now=at, today=today, pool=whose, profile=profile
            )
            for note in written.get("notes", ()):
                found = facts.PoolNote(on=pool["on"], **note)
                expert_pool.note(self.session, actor=keeper, now=at, today=today, pool_id=len(numbers), found=found)
        return numbers

    def _seats(self, opened: dt.datetime) -> None:
        """Who belonged to the bodies of the organ when the year began."""
        cast = self.play.cast
        for body, members in cast["meetings"].items():
            for member in members:
                bodies.seat(
                    self.session,
                    actor=None,
                    now=opened,
                    today=clock.today(opened),
                    body=body,
                    name=member["name"],
                    post=member["post"],
                    chief=member.get("chief", False),
                    since=cast["seated"],
                    why=member.get("why", "启用本系统时按任职文件登记"),
                )

    def _number_of(self, matter: str) -> str:
        return self.session.scalars(select(Decision.number).where(Decision.id == self.decisions[matter])).one()

    def keep_registers(self, until: dt.datetime) -> None:
        """Do what was done with the catalogues, the work ledger and the document numbers until a moment."""
        while self.numbers and self.numbers[0][0] <= until:
            at, do = self.numbers.pop(0)
            self._keep(at)
            keeper = accounts.actor_of(self.session, self.person_ids[self.play.numbers["by"]], via="demo")
            assert keeper  # noqa: S101 - one of the cast
            do(self.session, keeper)
        self._keep(until)

    def _keep(self, until: dt.datetime) -> None:
        while self.registers and self.registers[0].at <= until:
            done = self.registers.pop(0)
            keeper = accounts.actor_of(self.session, self.person_ids[done.by], via="demo")
            assert keeper  # noqa: S101 - one of the cast
            dates = {"actor": keeper, "now": done.at, "today": clock.today(done.at)}
            try:
                if isinstance(done, Keeping):
                    keep(self.session, done.year, done.act, done.data, **dates)
                else:
                    self.work.take(done, **dates)
            except Exception as error:
                raise ScriptError(f"{done.act} {done.at}: {error!r}") from error

    def take(self, event: Event) -> None:
        """Take one step as written, or be refused as written."""
        decision_id = self.decisions.get(event.matter)
        actor = self._actor(event)
        seen = self.session.scalar(select(Decision.version).where(Decision.id == decision_id))
        request = steps.Request(
            event.step,
            self.inputs[event.matter].of(event.step, event.data, lambda: dossiers.load(self.session, decision_id or 0)),
            event.key,
            decision_id,
            seen,
            passwords.DEMO_PASSWORD if event.step in SIGNED else None,
        )
        try:
            done = steps.perform(self.session, request, actor=actor, now=event.at, calendar=self.calendar)
        except steps.NotAllowed as error:
            self._expect(event, {"role"}, error)
        except steps.Refused as error:
            self._expect(event, {finding.rule_id for finding in error.findings if finding.stops}, error)
        except Exception as error:
            raise ScriptError(f"{event.matter} {event.step} {event.at}: {error!r}") from error
        else:
            self._expect(event, set(), None)
            self.decisions[event.matter] = done.decision_id

    def _actor(self, event: Event) -> Actor | None:
        if event.by == PUBLIC:
            return None
        return accounts.actor_of(self.session, self.person_ids[event.by], via="demo")

    def _expect(self, event: Event, refused: set[str], error: Exception | None) -> None:
        if refused != event.refused:
            wanted = ", ".join(sorted(event.refused)) or "nobody"
            came = ", ".join(sorted(refused)) or "nobody"
            raise ScriptError(
                f"{event.matter} {event.step} {event.at}: to be refused by {wanted}, was refused by {came}: {error}"
            ) from error

    def note_sources(self) -> None:
        """Say of each matter where it was taken from."""
        with writing(self.session):
            for row in self.session.scalars(select(Decision)):
                matter = next(name for name, decision_id in self.decisions.items() if decision_id == row.id)
                row.source_note = self.play.notes[matter]
