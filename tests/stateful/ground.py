"""A township with two programs on one database, everybody signed in at both, and stations on the way gone over HTTP."""

from __future__ import annotations

import copy
import datetime as dt
import html
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.helpers import PASSWORD, Staff, change_account, step_into, token_of
from tests.stateful.disk import SAID, Disk
from tests.stateful.hand import Attached, Hand
from tests.stateful.hands import lawful
from tests.stateful.model import PEOPLE, Matter
from tests.stateful.never import forbidden
from tests.stations import Line
from tests.walk import WAY
from tests.web.stepping import fields_of
from workflow.domain.terms import Role
from workflow.models.decisions import Decision
from workflow.models.people import SignIn
from workflow.models.trail import Entry
from workflow.services import accounts, clock, logstate
from workflow.services.accountentries import person_row
from workflow.services.identity import actor_of, held_roles
from workflow.trail.entry import decode
from workflow.wiring import db

START = dt.datetime(2022, 3, 1, 4, tzinfo=dt.UTC)
PROGRAMS = (0, 1)
STRANGER = "stranger"
"""Somebody who has not signed in."""
SITE = "http://localhost"
PROPOSAL = {
    **dict.fromkeys(("problem", "basis", "plan", "necessity", "feasibility"), "为保障群众饮水安全，结合本乡实际提出。"),
    "title": "清泉乡农村饮水安全巩固提升工程",
    "category": "project",
    "source": "department",
    "proposer": "经济发展办公室",
}
Fields = MultiDict[str, str]


class Paper:
    """The page of a step as somebody has it before them."""

    def __init__(self, status: int, page: str) -> None:
        self.status, self.page = status, page

    @cached_property
    def fields(self) -> Fields:
        """What its form holds."""
        return fields_of(self.page)

    def takes(self, typed: dict[str, Any]) -> dict[str, Any]:
        """What can be typed of it: nothing but what the form asks; rows can be added where it has one."""
        asked = set(re.findall(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"', self.page))
        more = 'name="_add"' in self.page
        there = {name: value for name, value in typed.items() if (_first(name) if more else name) in asked}
        return there | ({"numbers": reached} if (reached := self._offered("numbers")) else {})

    def about(self, hand: Hand) -> Hand:
        """Which of several things the form is about, where it says so: the opinion or suggestion that is answered."""
        return replace(hand, says=self.fields["number"]) if hand.act.endswith(".answer") else hand

    def _offered(self, name: str) -> list[str]:
        return re.findall(rf'<input[^>]*\bname="{name}"[^>]*\bvalue="(\d+)"', self.page)


class Ground:
    """Where the machine plays. A program is a Flask application; a person sits at a browser of each."""

    def __init__(self, programs: tuple[Flask, ...], staff: Staff) -> None:
        self.programs = programs
        self.disk = Disk(programs)
        self.places: list[tuple[Matter, dt.date]] = []
        with self.inside():
            people = {**staff.people, **dict(self._more(staff))}
            self.names = {f"P-{number:04d}": name for name, number in people.items()}
            self.people = people
        self._at_work = self.browsers = self._all_in()
        self._go_the_way()

    def inside(self) -> Any:
        """The context in which the services are called."""
        return self.programs[0].app_context()

    def _more(self, staff: Staff) -> Iterator[tuple[str, int]]:
        """Who drafts and reviews, as in a small township; and a colleague of a unit that the matter is none of."""
        for login, roles, unit in (("both", ["staff", "legal_reviewer"], 0), ("neighbour", ["staff"], 1)):
            said = {"login": login, "name": f"某{login}", "post": "干部", "roles": roles, "password": PASSWORD}
            unit_id = staff.units[unit]
            yield (
                login,
                accounts.create_person(db.session, actor=None, now=START, unit_id=unit_id, must_change=False, **said),
            )

    def _all_in(self) -> dict[tuple[str, int], FlaskClient]:
        """Everybody signs in, at a browser of each program; the stranger does not."""
        browsers = {(name, at): self.programs[at].test_client() for name in (*PEOPLE, STRANGER) for at in PROGRAMS}
        for (name, _), browser in browsers.items():
            if name != STRANGER:
                assert step_into(browser, f"P-{self.people[name]:04d}").status_code == 302
        return browsers

    def come_in_again(self) -> None:
        """Who had come in before a backup was put back is nobody now, and signs in again."""
        with self.inside():
            assert not db.session.scalar(select(SignIn.id).where(SignIn.ended_at.is_(None)))
        self.browsers = self._all_in()

    # -- stations ----------------------------------------------------------------------------------------------------

    def _go_the_way(self) -> None:
        """Take every step of the lawful way over HTTP, as its people do, and keep the database after each."""
        with self.inside():
            self.line = Line(db.session, "over HTTP", id(self))
        fields = fields_of(self.browsers["staff", 0].get("/decisions/new").text)
        answer = self._send("/decisions/new", fields, "staff", 0, PROPOSAL)
        assert answer.status_code == 302, told(answer.text)
        matter, today = Matter(START.date()), START.date()
        self._keep(matter, today)
        for step, person, day in WAY[1:]:
            act, _, says = step.partition(":")
            later = START.date() + dt.timedelta(days=day)
            if later > today:
                self.forward((later - today).days)
                today = later
            paper = self.open(act, person, 0)
            hand = paper.about(lawful(act, says))
            typed = paper.takes(hand.on(today, matter.numbers))
            answer = self.post(act, paper.fields, person, 0, typed)
            assert answer.status_code == 302, (step, answer.status_code, told(answer.text))
            matter.take(hand, person, today, today)
            self._keep(matter, today)
        self.disk.keep_files()

    def _keep(self, matter: Matter, today: dt.date) -> None:
        self.places.append((copy.deepcopy(matter), today))
        with self.inside():
            self.line.keep(db.session, len(self.places), db.session.scalars(select(Decision.id)).one())
        self.disk.let_go()

    def back_to(self, place: int) -> tuple[Matter, dt.date]:
        """Bring the database back to where it stood after so many steps; the matter as it was, and the day.

        Nothing the programs keep of a log outlives it: where the same is done at the same moment, its entry may be the same.
        """
        self.disk.begin_anew()
        self.browsers = self._at_work
        logstate._trees.clear()
        with self.inside():
            self.line.nearest(db.session, place)
        return copy.deepcopy(self.places[place - 1])

    @contextmanager
    def turned_away(self, person: str) -> Iterator[None]:
        """For a while somebody has another role, by which nothing is done."""
        with self.inside():
            was = set(held_roles(person_row(db.session, self.people[person])))
        self._give(person, {Role.AUDITOR.value})
        yield
        self._give(person, was)

    def _give(self, person: str, roles: set[str]) -> None:
        with self.inside():
            now = self.programs[0].extensions["shenjue"].real_now() + dt.timedelta(seconds=clock.offset(db.session))
            admin, whom = actor_of(db.session, self.people["admin"]), self.people[person]
            change_account(db.session, admin, now, whom, roles=roles)

    # -- what browsers do --------------------------------------------------------------------------------------------

    def forward(self, days: int) -> None:
        """Move the clock of the demonstration."""
        answer = self._send("/clock", MultiDict({"days": str(days)}), "office", 0, {})
        assert answer.status_code == 302

    def open(self, act: str, person: str, at: int) -> Paper:
        """Open the page of a step."""
        page = self.browsers[person, at].get(f"/decisions/2022-001/{act}")
        return Paper(page.status_code, page.text)

    def post(
        self, act: str, fields: Fields, person: str, at: int, typed: dict[str, Any], token: str | None = None
    ) -> TestResponse:
        """Send the form of a step, with what was typed over it; with one's own token, or another."""
        return self._send(f"/decisions/2022-001/{act}", fields, person, at, typed, token)

    def _send(
        self, url: str, fields: Fields, person: str, at: int, typed: dict[str, Any], token: str | None = None
    ) -> TestResponse:
        data = filled(fields, typed) | {"csrf_token": token_of(self.browsers[person, at]) if token is None else token}
        data |= {
            name: (io.BytesIO(value.content), value.name) for name, value in data.items() if isinstance(value, Attached)
        }
        return self.browsers[person, at].post(
            url, data=data, content_type="multipart/form-data", headers={"Origin": SITE, "Referer": SITE + url}
        )

    def file(self, file: Attached, at: int) -> TestResponse:
        """Ask for a file of the matter, as the auditor may."""
        return self.browsers["auditor", at].get(f"/decisions/2022-001/files/{file.digest}/{quote(file.name)}")

    def epochs_told(self, at: int) -> bool:
        """Whether the auditor's page tells of a loss, and who stated it."""
        page = self.browsers["auditor", at].get("/audit").text
        return SAID in html.unescape(page)

    # -- what the database holds --------------------------------------------------------------------------------------

    def standing(self) -> tuple[str, dict[str, str], int]:
        """The state of the matter, those of its tracks, and its version."""
        with self.inside():
            row = db.session.scalars(select(Decision)).one()
            return row.state, dict(row.track_states), row.version

    def entries(self, after: int) -> tuple[int, list[tuple[str, str, str, str]]]:
        """The entries after so many: act, result, who, and by what it was refused."""
        with self.inside():
            found = db.session.execute(
                select(Entry.seq, Entry.body).where(Entry.seq >= after).order_by(Entry.seq)
            ).all()
        said = [decode(body) for _, body in found]
        told = [(each["act"], each["res"], self.names.get(each["who"], ""), each.get("d.rules", "")) for each in said]
        return found[-1].seq + 1 if found else after, told

    def faults(self) -> list[str]:
        """What is wrong with the log, with what it tells of, with the files, and with what came to be."""
        with self.inside():
            found = self.disk.inspected()
            wrong = [fault.said.en for log in found.logs for fault in log.faults]
            wrong += [said.en for said in (*found.problems, *filter(None, [found.lost]))]
            wrong += forbidden(db.session.scalars(select(Decision)).one())
        return wrong + [said for program in self.programs for said in _foot(program, found.logs[0].root)]


def _foot(program: Flask, root: str) -> Iterator[str]:
    """What is wrong with the root of the log that a program prints at the foot of its pages."""
    with program.app_context():
        told = logstate.log_state(db.session)
    if told is None or told.root != root:
        yield f"the foot of the pages tells of {told}, the root is {root}"


def _first(name: str) -> str:
    """The field of the first row that a field of any row is like."""
    return re.sub(r"-\d+-", "-0-", name)


def filled(fields: Fields, typed: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends: what the form held, with what was typed over it. None leaves a field out."""
    data = {name: fields.getlist(name) for name in fields} | typed
    return {name: value for name, value in data.items() if value is not None}


def kept(typed: dict[str, Any], page: str, *, files: bool) -> bool:
    """Whether a page that refuses a form still holds the words that were typed into it, and the `files` chosen."""
    text = html.unescape(page).replace("\r\n", "\n")
    words = [value for value in typed.values() if isinstance(value, str) and not value.isascii()]
    words += [value.name for value in typed.values() if files and isinstance(value, Attached)]
    return all(each in text for each in words)


def told(page: str) -> str:
    """What a page says above its form, for the message of a test that failed."""
    words = html.unescape(re.sub(r"<[^>]+>", " ", page[page.find("<main") :]))
    return re.sub(r"\s+", " ", words)[:600]
