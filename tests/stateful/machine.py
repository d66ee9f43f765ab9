"""The machine: people open pages and send forms, rightly and wrongly; the model says what has to come of it.

After every request the answer, the state of the matter and the new entries of the log have to be what the model says.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.stateful.ground import PROGRAMS, STRANGER, Fields, Ground, kept, told
from tests.stateful.hand import Hand
from tests.stateful.hands import HANDS
from tests.stateful.model import ACTS, BYSTANDERS, PEOPLE, SHARED, SIGNED, Matter
from tests.walk import WAY
from workflow.services.identity import MAX_FAILURES

Entries = list[tuple[str, str, str, str]]

AT = st.sampled_from(PROGRAMS)
LAW = "law"
"""Stands for the rules that refuse: which ones is said by the tests of the rules."""


@dataclass(frozen=True)
class Form:
    """A form somebody has open: what it held, what they typed, and the mark of the version of the matter they saw."""

    hand: Hand
    person: str
    fields: Fields = field(repr=False)
    typed: dict[str, Any] = field(repr=False)
    seen: int
    day: dt.date
    basis: tuple[int | bool, ...]


class Procedure(RuleBasedStateMachine):
    """One matter in the hands of everybody who may come near it. `ground` is given by a subclass, and where it begins
    and what is done too, where it is not everything."""

    ground: ClassVar[Ground]
    stations: ClassVar[range] = range(1, len(WAY) + 1)
    doing: ClassVar[tuple[str, ...]] = ACTS
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.matter = Matter(dt.date.min)
        self.day = dt.date.min
        self.size = 0
        self.left: list[Form] = []
        self.sent: list[tuple[Form, int]] = []
        """What was taken, each with the mark of the version it made."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """The matter stands somewhere on its way."""
        self.stand(data.draw(st.sampled_from(self.stations)))

    def stand(self, place: int) -> None:
        """The matter stands where it does after so many steps of its way."""
        self.mistyped = Counter[str]()
        self.matter, self.day = self.ground.back_to(place)
        self.size, _ = self.ground.entries(0)

    # -- what may be done --------------------------------------------------------------------------------------------

    def acts(self) -> list[str]:
        """What is there to be done, wherever it leads."""
        return [act for act in self.doing if self.matter.open(act) and not self.matter.blank(act)]

    def hands(self, act: str) -> list[Hand]:
        """What may be typed into the form as it is now."""
        return [hand for hand in HANDS[act] if self.matter.fits(hand)]

    def lawful(self) -> list[tuple[str, Hand]]:
        """Who may do what now, with nothing in the way."""
        return [
            (person, hand)
            for act in self.acts()
            for person in sorted(self.matter.who(act))
            for hand in self.hands(act)
            if not self.matter.unfilled(hand, person, self.day)
            and not self.matter.unlawful(hand, person, self.day, self.day)
        ]

    def opened(self, hand: Hand, person: str, at: int) -> Form:
        """Open the page of a step that is there for a person, and fill in the form."""
        paper = self.ground.open(hand.act, person, at)
        assert paper.status == 200, f"{hand.act} is not offered to {person}: {paper.status}"
        hand = paper.about(hand)
        typed = paper.takes(hand.on(self.day, self.matter.numbers))
        # what is done in a meeting bears its day
        day = dt.date.fromisoformat(paper.fields["on"])
        return Form(hand, person, paper.fields, typed, self.matter.mark, day, self.matter.basis(hand.act))

    def filled(self, act: str, at: int = 0) -> Form:
        """The form of a step as the first who may fills it in, with nothing wrong."""
        hand = next(each for each in self.hands(act) if not each.wrong)
        return self.opened(hand, sorted(self.matter.who(act))[0], at)

    def do(self, act: str, at: int = 0) -> None:
        """Somebody who may opens the form of a step, fills it in and sends it."""
        self.send(self.filled(act, at), at)

    # -- what people do ----------------------------------------------------------------------------------------------

    @precondition(lambda self: self.lawful())
    @rule(data=st.data(), opens=AT, sends=AT)
    def go_on(self, data: st.DataObject, opens: int, sends: int) -> None:
        """Somebody does what may be done."""
        person, hand = data.draw(st.sampled_from(self.lawful()))
        self.send(self.opened(hand, person, opens), sends)

    @precondition(lambda self: self.acts())
    @rule(data=st.data(), opens=AT, sends=AT)
    def try_on(self, data: st.DataObject, opens: int, sends: int) -> None:
        """Somebody who may, does it in any way, also too early or with something wrong."""
        act = data.draw(st.sampled_from(self.acts()))
        person = data.draw(st.sampled_from(sorted(self.matter.who(act))))
        hand = data.draw(st.sampled_from(self.hands(act)))
        self.send(self.opened(hand, person, opens), sends)

    @precondition(lambda self: self.acts())
    @rule(data=st.data(), at=AT, days=st.sampled_from((-1, 1)))
    def another_day(self, data: st.DataObject, at: int, days: int) -> None:
        """Something is dated before the step that led here, or tomorrow."""
        act = data.draw(st.sampled_from(self.acts()))
        hand = data.draw(st.sampled_from([hand for hand in self.hands(act) if not hand.wrong]))
        form = self.opened(hand, sorted(self.matter.who(act))[0], at)
        wrong = (self.matter.begun(act) if days < 0 else self.day) + dt.timedelta(days=days)
        form.typed["on"] = wrong.isoformat()
        self.answered(form, self.post(form, form.person, at), 422, [])

    @precondition(lambda self: self.lawful())
    @rule(data=st.data(), opens=AT, overtakes=AT, sends=AT)
    def be_overtaken(self, data: st.DataObject, opens: int, overtakes: int, sends: int) -> None:
        """Somebody fills in a form; before it is sent somebody else does something, perhaps at the other program."""
        act = data.draw(st.sampled_from(self.acts()))
        hand = data.draw(st.sampled_from([hand for hand in self.hands(act) if not hand.wrong]))
        form = self.opened(hand, data.draw(st.sampled_from(sorted(self.matter.who(act)))), opens)
        person, other = data.draw(st.sampled_from(self.lawful()))
        self.send(self.opened(other, person, overtakes), overtakes)
        self.send(form, sends)

    @precondition(lambda self: self.acts())
    @rule(data=st.data(), at=AT)
    def leave_open(self, data: st.DataObject, at: int) -> None:
        """Somebody opens a form, fills it in, and is called away."""
        act = data.draw(st.sampled_from(self.acts()))
        hand = data.draw(st.sampled_from([hand for hand in self.hands(act) if not hand.wrong]))
        self.left.append(self.opened(hand, data.draw(st.sampled_from(sorted(self.matter.who(act)))), at))

    @precondition(lambda self: self.left)
    @rule(data=st.data(), at=AT)
    def come_back(self, data: st.DataObject, at: int) -> None:
        """A form that was left open is sent, whatever happened meanwhile."""
        self.send(self.left.pop(data.draw(st.integers(0, len(self.left) - 1))), at)

    def fresh(self) -> list[Form]:
        """What was taken and has not been followed by anything that a form minds."""
        return [form for form, made in self.sent if form.hand.act in SHARED or made == self.matter.mark]

    @precondition(lambda self: self.fresh())
    @rule(data=st.data(), at=AT)
    def press_again(self, data: st.DataObject, at: int) -> None:
        """A form that was taken is sent a second time: it is answered as the first time and nothing happens."""
        form = data.draw(st.sampled_from(self.fresh()))
        self.answered(form, self.post(form, form.person, at), 302, [])

    @precondition(lambda self: self.acts())
    @rule(data=st.data(), at=AT)
    def intrude(self, data: st.DataObject, at: int) -> None:
        """Somebody to whom it is no matter sends the form of somebody else."""
        act = data.draw(st.sampled_from(self.acts()))
        hand = data.draw(st.sampled_from([hand for hand in self.hands(act) if not hand.wrong]))
        form = self.opened(hand, sorted(self.matter.who(act))[0], at)
        intruder = data.draw(st.sampled_from([each for each in PEOPLE if each not in self.matter.who(act)]))
        assert self.ground.open(act, intruder, at).status == 403
        answer = self.post(form, intruder, at)
        # the administrator is turned away at the door of every matter, before anything is asked
        denied = [] if intruder == "admin" else [(act, "denied", intruder, "role")]
        self.answered(form, answer, 403, denied, keeps_words=False)

    @precondition(lambda self: self.acts())
    @rule(data=st.data(), at=AT)
    def lose_the_role(self, data: st.DataObject, at: int) -> None:
        """Somebody fills in a form; before it is sent, the role by which they may is taken from them. It is given back."""
        act = data.draw(st.sampled_from(self.acts()))
        hand = data.draw(st.sampled_from([hand for hand in self.hands(act) if not hand.wrong]))
        form = self.opened(hand, data.draw(st.sampled_from(sorted(self.matter.who(act)))), at)
        with self.ground.turned_away(form.person):
            self.size, _ = self.ground.entries(self.size)
            answer = self.post(form, form.person, at)
            self.answered(form, answer, 403, [(act, "denied", form.person, "role")], keeps_words=False)
        self.size, _ = self.ground.entries(self.size)

    @precondition(lambda self: SIGNED & set(self.acts()))
    @rule(data=st.data(), at=AT)
    def sign_with_another_password(self, data: st.DataObject, at: int) -> None:
        """Somebody signs with a password that is not their own; not so often that the account is locked."""
        act = data.draw(st.sampled_from(sorted(SIGNED & set(self.acts()))))
        hand = data.draw(st.sampled_from([hand for hand in HANDS[act] if not hand.wrong]))
        person = sorted(self.matter.who(act) - {"both"})[0]
        if self.mistyped[person] == MAX_FAILURES - 1:
            return
        self.mistyped[person] += 1
        form = self.opened(hand, person, at)
        form.typed["password"] = "not my own password"
        self.answered(form, self.post(form, form.person, at), 422, [(act, "denied", form.person, "password")])

    @precondition(lambda self: self.acts())
    @rule(data=st.data(), at=AT, token=st.sampled_from(("", "wrong", STRANGER)))
    def forge(self, data: st.DataObject, at: int, token: str) -> None:
        """A form comes without its token, with a wrong one, or from a browser in which nobody is signed in."""
        act = data.draw(st.sampled_from(self.acts()))
        hand = data.draw(st.sampled_from([hand for hand in self.hands(act) if not hand.wrong]))
        form = self.opened(hand, sorted(self.matter.who(act))[0], at)
        person, expected = (STRANGER, 401) if token == STRANGER else (form.person, 400)
        self.answered(form, self.ground.post(act, form.fields, person, at, form.typed, token), expected, [])

    @rule(data=st.data(), at=AT)
    def look_for(self, data: st.DataObject, at: int) -> None:
        """Anybody opens the page of any step: it is there for those who may, when they may, and for nobody else."""
        act, person = data.draw(st.sampled_from(ACTS)), data.draw(st.sampled_from(PEOPLE))
        status = self.ground.open(act, person, at).status
        there = self.matter.open(act) and person in self.matter.who(act)
        assert (status == 200) == there, (act, person, status)
        bystander = person in BYSTANDERS and not there
        assert status in ((403,) if bystander and self.matter.open(act) else (200, 403, 409)), status

    @rule(days=st.sampled_from((1, 8, 31)))
    def wait(self, days: int) -> None:
        """Time passes."""
        self.ground.forward(days)
        self.day += dt.timedelta(days=days)
        self.size, entered = self.ground.entries(self.size)
        assert [(act, result) for act, result, _, _ in entered] == [("clock.moved", "ok")]

    # -- what has to come of it --------------------------------------------------------------------------------------

    def send(self, form: Form, at: int) -> None:
        """Send a form, and hold what came of it against the model."""
        hand, person, matter = form.hand, form.person, self.matter
        status, entered = 302, [(hand.act, "ok", person, "")]
        if hand.wrong == "form" or matter.outgrown(hand.act, form.basis):
            overtaken = hand.act not in SHARED and form.seen != matter.mark
            status, entered = 409 if overtaken or not matter.open(hand.act) else 422, []
        elif self.stale(form) or not matter.open(hand.act):
            status, entered = 409, [(hand.act, "denied", person, "stale")]
        elif matter.unfilled(hand, person, form.day, form.basis, self.day):
            status, entered = 422, []
        elif matter.unlawful(hand, person, form.day, self.day):
            status, entered = 422, [(hand.act, "denied", person, LAW)]
        answer = self.post(form, person, at)
        if status == 302:
            if hand.act in SIGNED:
                self.mistyped[person] = 0
            matter.take(hand, person, form.day, self.day)
            self.sent.append((form, matter.mark))
        self.answered(form, answer, status, entered)

    def stale(self, form: Form) -> bool:
        """Whether the matter has changed since the form was opened, as far as the form minds."""
        if form.hand.act in SHARED:
            return self.matter.answered(form.hand)
        return form.seen != self.matter.mark

    def post(self, form: Form, person: str, at: int) -> Any:
        """Send a form as it was filled in."""
        return self.ground.post(form.hand.act, form.fields, person, at, form.typed)

    def answered(self, form: Form, answer: Any, status: int, entered: Entries, keeps_words: bool = True) -> None:
        """The answer is this one, these entries were made and no others, and no word that was typed is lost."""
        self.size, found = self.ground.entries(self.size)
        shown = [(act, res, who, LAW if entered and entered[0][3] == LAW and by else by) for act, res, who, by in found]
        came, due = (answer.status_code, shown), (status, entered)
        assert came == due, (came, due, form.hand, form.person, told(answer.text))
        if status != 302 and keeps_words:
            assert kept(form.typed, answer.text, files=status == 422), (form.hand, form.person, told(answer.text))

    @invariant()
    def stands_where_the_model_says(self) -> None:
        """State, tracks and version in the database are those of the model."""
        if self.size:
            self.done["actions"] += 1
            found, said = self.ground.standing(), (self.matter.main, self.matter.beside, self.matter.version)
            assert found == said, f"{found}, the model says {said}"

    def teardown(self) -> None:
        """The log is sound, and tells of nothing that must not be."""
        if self.size:
            self.done["runs"] += 1
            self.done["actions"] -= 1  # the look at where it began
            faults = self.ground.faults()
            assert not faults, faults
