"""Who holds which role and which seat by the log, and whether the database says the same; who acted in a role not held.

A role smuggled into the table would let its holder act, and every entry of that would be genuine. Names and posts are in no
entry of an account's own: they are held against those of the last thing its holder did. What only signs somebody in,
login and password, no entry tells, and it is held against nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from workflow.domain.terms import Role
from workflow.domain.text import Text, joined
from workflow.models.bodies import BodyMember
from workflow.models.people import Person, PersonRole
from workflow.services import ledger
from workflow.services.raw import raw
from workflow.services.unit import Session

Told = tuple[int | None, Text]
Seat = tuple[str, ...]

_ROLES = "roles="
_AS_ACTED = {"name": Text("姓名", "name"), "post": Text("职务", "post")}


@dataclass
class _Known:
    """An account as the entries tell of it, each with the number of the entry."""

    roles: frozenset[str]
    seq: int
    active: bool = True
    acted: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Name and post as they stood when the person last did something, as long as neither was changed since."""


class People:
    """The accounts and seats a log tells of, followed entry by entry."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._seats: dict[tuple[str, str], list[tuple[Seat, int]]] = {}

    def follow(self, seq: int, entry: Mapping[str, str]) -> Iterator[Told]:
        """Take an entry of what was done; whoever did it has to have held the role they did it in."""
        if (known := self._known.get(entry["who"])) is not None:
            if entry["as"] and (entry["as"] not in known.roles or not known.active):
                yield (
                    seq,
                    Text(
                        f"{entry['who']}以“{_named(entry['as']).zh}”身份办理，按日志其时没有这一角色",
                        f"{entry['who']} acted as {_named(entry['as']).en}, a role not held then by the log",
                    ),
                )
            known.acted = {name: (entry[name], seq) for name in _AS_ACTED}
        act, person = entry["act"], entry["obj"].removeprefix("person/")
        if act == "person.created":
            self._known[person] = _Known(_listed(entry["d.roles"]), seq)
        elif act == "person.disabled":
            self._known[person].active = False
            self._known[person].seq = seq
        elif act == "person.changed" and entry["d.what"].startswith(_ROLES):
            self._known[person].roles = _listed(entry["d.what"].removeprefix(_ROLES))
            self._known[person].seq = seq
        elif act == "person.changed":
            for name in entry["d.what"].split(","):
                self._known[person].acted.pop(name, None)
        elif act == "body.seated":
            seat = (entry["d.post"], entry["d.chief"], entry["d.since"], entry["d.why"], "", "")
            self._of(entry).append((seat, seq))
        elif act == "body.left":
            self._leave(seq, entry)

    def _of(self, entry: Mapping[str, str]) -> list[tuple[Seat, int]]:
        return self._seats.setdefault((entry["d.meeting"], entry["d.member"]), [])

    def _leave(self, seq: int, entry: Mapping[str, str]) -> None:
        seats = self._of(entry)
        for place, (seat, _) in enumerate(seats):
            if not seat[4] and seat[2] <= entry["d.until"]:
                seats[place] = (*seat[:4], entry["d.until"], entry["d.why"]), seq
                return

    def disagreements(self, session: Session, organ_id: int) -> Iterator[Told]:
        """What the tables say otherwise than the log: by which entry, and a sentence."""
        yield from self._accounts(session)
        yield from self._bodies(session, organ_id)

    def _accounts(self, session: Session) -> Iterator[Told]:
        held: dict[int, set[str]] = {}
        roles = select(PersonRole.person_id, PersonRole.role).where(PersonRole.ended_at.is_(None))
        for person_id, role in session.execute(roles):
            held.setdefault(person_id, set()).add(role)
        missing = dict(self._known)
        for row in session.execute(select(Person.id, Person.public_id, Person.name, Person.post, Person.active)):
            known = missing.pop(row.public_id, None)
            if known is None:
                yield (
                    None,
                    Text(
                        f"日志中没有设立账号{row.public_id}的条目",
                        f"no entry tells that the account {row.public_id} was made",
                    ),
                )
                continue
            here = held.get(row.id, set())
            if here != known.roles:
                yield (
                    known.seq,
                    Text(
                        f"账号{row.public_id}的角色为“{_all(here).zh}”，按日志应为“{_all(known.roles).zh}”",
                        f"the roles of the account {row.public_id} are “{_all(here).en}”, by the log they are "
                        f"“{_all(known.roles).en}”",
                    ),
                )
            if bool(row.active) != known.active:
                yield (
                    known.seq,
                    Text(
                        f"账号{row.public_id}的启用状态与日志不符",
                        f"whether the account {row.public_id} is open is not as the log tells",
                    ),
                )
            for name, (written, seq) in known.acted.items():
                if getattr(row, name) != written:
                    yield (
                        seq,
                        Text(
                            f"账号{row.public_id}的{_AS_ACTED[name].zh}为“{getattr(row, name)}”，按日志应为“{written}”",
                            f"the {_AS_ACTED[name].en} of the account {row.public_id} is “{getattr(row, name)}”, by the "
                            f"log it is “{written}”",
                        ),
                    )
        for person, known in missing.items():
            yield (
                known.seq,
                Text(f"日志所载账号{person}不存在", f"the account {person}, told by the log, does not exist"),
            )

    def _bodies(self, session: Session, organ_id: int) -> Iterator[Told]:
        seated = Counter[tuple[str, ...]]()
        columns = ("body", "name", "post", "chief", "since", "why", "until", "left_why")
        found = raw(*(getattr(BodyMember, each) for each in columns)).where(BodyMember.organ_id == organ_id)
        for row in session.execute(found):
            ended = str(row.until) if row.until else ""
            chief, left_why = "yes" if row.chief else "no", ledger.short(row.left_why)
            here: Seat = row.body, row.name, row.post, chief, str(row.since), ledger.short(row.why), ended, left_why
            seated[here] += 1
        for (body, member), seats in self._seats.items():
            for seat, seq in seats:
                if not seated[body, member, *seat]:
                    yield (
                        seq,
                        Text(
                            f"{member}的会议组成人员登记与日志不符",
                            f"what is registered of the seat of {member} is not what the log tells",
                        ),
                    )
                seated[body, member, *seat] -= 1
        for (_, member, *_), count in seated.items():
            if count > 0:
                yield (
                    None,
                    Text(
                        f"日志中没有{member}这一会议组成人员登记的条目",
                        f"no entry of the log tells of this seat of {member}",
                    ),
                )


def _listed(roles: str) -> frozenset[str]:
    return frozenset(filter(None, roles.split(",")))


def _named(role: str) -> Text:
    return Role.of(role).label


def _all(roles: frozenset[str] | set[str]) -> Text:
    return joined([_named(each) for each in sorted(roles)]) if roles else Text("无", "none")
