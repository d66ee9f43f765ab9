"""The machine, while somebody changes files behind the program's back, and an older backup is put back midway."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.stateful.hand import Attached
from tests.stateful.machine import AT, Form, Procedure
from tests.stateful.model import SHARED, Matter


@dataclass(frozen=True)
class Moment:
    """How everything stood when the backup was made."""

    matter: Matter
    day: dt.date
    mistyped: Counter[str]
    size: int
    left: list[Form]
    sent: list[tuple[Form, int]]


class Midway(Procedure):
    """The same matter on a machine on which more goes wrong than people do."""

    changed: Attached | None = None
    """The file that is not what was put in."""
    backup: Moment | None = None
    restored: bool = False

    def __init__(self) -> None:
        super().__init__()
        self.lost: list[Form] = []

    # -- files -------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.matter.files and not self.changed)
    @rule(data=st.data())
    def change_a_file(self, data: st.DataObject) -> None:
        """Somebody who has the disk changes a file: it is given to nobody, and named."""
        self.change(data.draw(st.sampled_from(self.matter.files)))

    def change(self, file: Attached) -> None:
        """Other bytes stand in the place of a file."""
        self.changed = file
        self.ground.disk.write(file, b"other words, put in by nobody")
        faults = self.ground.faults()
        assert len(faults) == 1, faults
        assert file.digest in faults[0], faults

    def post(self, form: Form, person: str, at: int) -> Any:
        """Whoever sends a file once more, with the form that brought it, puts it right."""
        answer = super().post(form, person, at)
        if self.changed and form.typed.get("files") == self.changed and self.ground.disk.holds(self.changed):
            self.changed = None
        return answer

    @precondition(lambda self: self.changed)
    @rule()
    def put_it_right(self) -> None:
        """The right bytes are put back."""
        assert self.changed
        self.ground.disk.write(self.changed, self.changed.content)
        self.changed = None

    @precondition(lambda self: self.matter.files)
    @rule(data=st.data(), at=AT)
    def ask_for_a_file(self, data: st.DataObject, at: int) -> None:
        """Somebody asks for a file of any version: they get what was put in, or nothing."""
        self.ask(data.draw(st.sampled_from(self.matter.files)), at)

    def ask(self, file: Attached, at: int) -> None:
        """A file is given out as it was put in; one that was changed is not."""
        answer = self.ground.file(file, at)
        if file == self.changed:
            assert (answer.status_code, b"other words" in answer.data) == (404, False), answer.data
        else:
            assert (answer.status_code, answer.data) == (200, file.content), answer.data

    # -- a backup ----------------------------------------------------------------------------------------------------

    @precondition(lambda self: not self.backup and not self.changed)
    @rule()
    def back_up(self) -> None:
        """The log is signed, and a backup is made."""
        self.ground.disk.sign()
        self.ground.disk.back_up()
        assert self.ground.entries(self.size) == (self.size, [])
        people = copy.deepcopy(self.matter), self.day, Counter(self.mistyped)
        self.backup = Moment(*people, self.size, [*self.left], [*self.sent])

    @precondition(lambda self: self.backup and not self.restored and self.size > self.backup.size)
    @rule(signed=st.booleans(), at=AT)
    def restore(self, signed: bool, at: int) -> None:
        """The machine is lost and the backup put back: what came after it never was."""
        self.put_back(signed, at)

    def put_back(self, signed: bool, at: int) -> None:
        """`signed`: the log was signed after the backup, so that it is known what is missing; nothing is written then
        before two people have stated it."""
        assert self.backup
        self.done["backups"] += 1
        then, self.restored, self.changed = self.backup, True, None
        if signed:
            self.ground.disk.sign()
        said = self.ground.disk.restore()
        self.ground.come_in_again()
        assert (f"{then.size}至" in said or f"第{then.size}号" in said) == signed, said
        self.lost = [each for each in self.left if not _among(each, then.left)]
        self.lost += [each for each, made in self.sent if (each, made) not in then.sent and not _among(each, then.left)]
        self.matter, self.day, self.mistyped = copy.deepcopy(then.matter), then.day, Counter(then.mistyped)
        self.left, self.sent = [*then.left], [*then.sent]
        self.size, _ = self.ground.entries(0)
        assert self.size == then.size
        if signed:
            self.stopped(at)
            self.ground.disk.state_the_loss()
            self.size, entered = self.ground.entries(self.size)
            assert [(act, result, who) for act, result, who, _ in entered] == [("log.reopened", "ok", "chief")]
            for name in ("chief", "auditor"):
                self.mistyped[name] = 0
        assert self.ground.epochs_told(at) == signed
        assert not self.ground.faults()

    def stopped(self, at: int) -> None:
        """Nothing is entered before the loss is stated; what was typed can be sent again afterwards."""
        for act in self.acts()[:1]:
            form = self.filled(act, at)
            self.answered(form, self.post(form, form.person, at), 503, [])
            self.left.append(form)

    @precondition(lambda self: self.lost)
    @rule(data=st.data(), at=AT)
    def send_what_was_lost(self, data: st.DataObject, at: int) -> None:
        """A form that was opened, or taken, after the backup is sent again."""
        self.send_again(self.lost.pop(data.draw(st.integers(0, len(self.lost) - 1))), at)

    def send_again(self, form: Form, at: int) -> None:
        """What it was opened on is there: it is answered as any other. It is not: nothing comes of it."""
        matter, hand = self.matter, form.hand
        same = hand.act in SHARED or form.seen == matter.mark
        same = same and form.person in matter.who(hand.act)
        if same and form.day <= self.day and matter.there(hand) and form.basis == matter.basis(hand.act):
            self.send(form, at)
            return
        answer = self.post(form, form.person, at)
        self.size, entered = self.ground.entries(self.size)
        # whoever carried it out does so no longer, where that was assigned in what is lost
        refused = (409, 422) if form.person in matter.who(hand.act) else (403,)
        assert answer.status_code in refused, (answer.status_code, form.hand, form.person)
        assert all(each[:2] == (hand.act, "denied") for each in entered), entered

    def teardown(self) -> None:
        """Whatever was changed, once it is put right everything is sound."""
        if self.changed:
            self.put_it_right()
        super().teardown()


def _among(form: Form, forms: list[Form]) -> bool:
    return any(each is form for each in forms)
