"""Every way through the model, as far as so many drafts and reviews and one opinion go: none leads around what the orders
demand, none ends where nobody can go on, and each step leads where the program's machine may lead."""

from __future__ import annotations

import copy
import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

import pytest

from tests.domain.dossiers import rulebook
from tests.longtier.recording import Many, Ran
from tests.stateful import execution, hearing
from tests.stateful.hands import HANDS
from tests.stateful.model import ACTS, LEADS, PEOPLE, STANDS, UNIT, Matter
from workflow.domain.machine import possible

pytestmark = pytest.mark.trial("T2")

START = dt.date(2022, 3, 1)
# what is done beside the way has a search of its own in the runs over HTTP
WAY = [act for act in ACTS if act not in hearing.STANDS and act not in execution.STANDS]
# on the same day, and when a period is over
LATER = (dt.timedelta(), dt.timedelta(31))
JUDGING = {f"legality_review.{name}" for name in ("accept", "conclude", "check")}
DONE = {"archived", "declined", "rejected"}

Config = tuple[Any, ...]


class Search:
    """The configurations that can be reached, what leads from each to each, and where the search was cut off."""

    def __init__(self, most: int) -> None:
        """`most`: how many drafts there are, and how many rounds of review."""
        self.most = most
        self.leads: dict[Config, set[Config]] = {}
        self.cut: set[Config] = set()
        self.main: dict[Config, str] = {}
        self.wrong: list[str] = []
        self.steps = 0

    def run(self) -> Iterator[None]:
        """Look further and further; a stop at each configuration."""
        first = Matter(START)
        waiting = deque([(first, START)])
        self.leads[self.here(first, START)] = set()
        while waiting:
            matter, day = waiting.popleft()
            yield
            here = self.here(matter, day)
            self.main[here] = matter.main
            for after, on in self.steps_from(matter, day):
                if self.too_far(after):
                    self.cut.add(here)
                    continue
                there = self.here(after, on)
                self.leads[here].add(there)
                if there not in self.leads:
                    self.leads[there] = set()
                    waiting.append((after, on))

    def steps_from(self, matter: Matter, day: dt.date) -> Iterator[tuple[Matter, dt.date]]:
        """What anybody can do now or later, with what comes of it."""
        states = rulebook().procedure.states(matter.main, matter.beside)
        for act in WAY:
            step = rulebook().step(act)
            if not matter.open(act) or matter.blank(act):
                continue
            if not possible(step, states):
                self.wrong.append(f"{act} at {states}: open, and the machine does not know it")
            for hand in HANDS[act]:
                if hand.wrong or not matter.fits(hand):
                    continue
                if act == "participation.answer":
                    hand = replace(hand, says=str(matter.opinions.index(False) + 1))
                for on in (day + each for each in LATER):
                    who = [person for person in PEOPLE if person in matter.who(act)]
                    able = [
                        each
                        for each in who
                        if not (matter.unfilled(hand, each, on) or matter.unlawful(hand, each, on, on))
                    ]
                    if act in JUDGING:
                        self.wrong += [f"{each} of the unit does {act}" for each in able if each in UNIT]
                    if not able:
                        continue
                    self.steps += 1
                    after = copy.deepcopy(matter)
                    after.take(hand, able[0], on, on)
                    state = states[step.track]
                    led = after.main if step.track == "main" else after.beside.get(step.track, "pending")
                    if led not in {move.target or state for move in step.moves if state in move.source}:
                        self.wrong.append(f"{act} at {states} leads to {led}, where the machine does not lead")
                    self.wrong += [f"{act} at {states}: {what}" for what in _around(act, matter)]
                    yield after, on

    def too_far(self, matter: Matter) -> bool:
        """Whether it would be more of the same."""
        kept = matter.kept
        return (
            max(matter.drafts, len(matter.reviews)) > self.most
            or max(len(matter.opinions), len(kept.decided)) > 1
            or len(kept.decisions) > 2
        )

    def here(self, matter: Matter, day: dt.date) -> Config:
        """What of a matter decides how it can go on: no days, but how they lie to each other."""
        reviews = tuple((each.version - matter.drafts, each.counsel, each.found) for each in matter.reviews)
        meeting = matter.meeting and (matter.meeting.attended, frozenset(matter.meeting.spoken))
        return (
            matter.main,
            frozenset(matter.beside.items()),
            matter.drafts,
            matter.ends and day <= matter.ends,
            matter.taken_down,
            tuple(matter.opinions),
            (matter.expert, matter.opined),
            matter.assessed - matter.drafts,
            reviews,
            meeting if matter.main == "in_session" else None,
            matter.handed_in - len(matter.reviews),
            matter.checked,
            matter.published is not None,
            (matter.kept.asked, tuple(matter.kept.decided[-1:]), tuple(matter.kept.decisions[-1:])),
        )

    def dead_ends(self) -> set[Config]:
        """Where nothing leads to an end, nor to where the search was cut off."""
        back: dict[Config, set[Config]] = {}
        for here, there in self.leads.items():
            for each in there:
                back.setdefault(each, set()).add(here)
        alive = {here for here, main in self.main.items() if main in DONE or here in self.cut}
        waiting = list(alive)
        while waiting:
            for each in back.get(waiting.pop(), set()) - alive:
                alive.add(each)
                waiting.append(each)
        return set(self.leads) - alive


def _around(act: str, matter: Matter) -> Iterator[str]:
    """What the orders demand before a step, and is not there (713 arts. 14, 19, 22, 24, 25, 29 to 32)."""
    last = matter.reviews[-1] if matter.reviews else None
    if act == "deliberation.convene" and not (last and last.version == matter.drafts and last.found == "lawful"):
        yield "a meeting without a review that found this very version lawful"
    if act == "legality_review.submit" or act in ("publication.publish", "publication.withhold"):
        heard = matter.beside.get("participation") == "concluded" or matter.kept.asked or matter.kept.decided
        yield from () if heard else ("nobody was heard",)
        yield from (
            f"{stage} is not concluded"
            for stage in ("expert_review", "risk_assessment")
            if matter.beside.get(stage) != "concluded"
        )
    if act in ("publication.publish", "publication.withhold", "publication.disclose") and matter.decided is None:
        yield "nothing was decided"


def searched(most: int) -> Search:
    search = Search(most)
    deque(search.run(), maxlen=0)
    return search


def test_no_way_leads_around_the_law_or_ends_nowhere(many: Many, ran: Ran) -> None:
    search = searched(many(1, 3))
    assert search.wrong == []
    assert search.dead_ends() == set()
    assert set(search.main.values()) > DONE
    ran(configurations=len(search.leads))


DEFECTS = {
    "nothing has to be concluded": ("_complete", lambda *_: True),
    "whoever drafted reviews": ("_stopped", lambda *_: False),
}


def found_out() -> bool:
    search = Search(1)
    for _ in takewhile(lambda _: not search.wrong, search.run()):
        pass
    return bool(search.wrong)


@pytest.mark.parametrize(("name", "instead"), DEFECTS.values(), ids=DEFECTS)
def test_a_model_that_leads_around_it_is_found_out(name, instead, monkeypatch, ran: Ran) -> None:
    monkeypatch.setattr(Matter, name, instead)
    assert found_out()
    ran(defects=1)


def test_a_model_in_which_an_unlawful_draft_goes_on_is_found_out(monkeypatch, ran: Ran) -> None:
    monkeypatch.setattr(Matter, "passed", lambda *_: True)
    monkeypatch.setitem(LEADS, ("legality_review.conclude", "unlawful"), "reviewed")
    assert found_out()
    ran(defects=1)


def test_a_model_in_which_nobody_can_go_on_is_found_out(monkeypatch, ran: Ran) -> None:
    monkeypatch.setitem(STANDS, "publication.archive", set())
    search = searched(1)
    assert {search.main[each] for each in search.dead_ends()} >= {"published", "withheld"}
    ran(defects=1)
