"""Who holds which role and which seat by the log, and whether the database says the same; who acted as what they were not.

A role smuggled into the table would let its holder act, and every entry of that would be genuine; so would a name put in for
an hour. Of what only signs somebody in, login and password, no entry tells, and it is held against nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import String, cast, func

from workflow.domain.terms import Role
from workflow.domain.text import Text, joined
from workflow.models.bodies import BodyMember
from workflow.models.people import Person, PersonRole, Unit
from workflow.services import ledger
from workflow.services.raw import raw, stored_moment
from workflow.services.unit import Session

Told = tuple[int | None, Text]
Seat = tuple[str, ...]

_CALLED = {"name": Text("姓名", "name"), "post": Text("职务", "post"), "unit": Text("单位", "unit")}


@dataclass
class _Known:
    """An account as the entries tell of it; `seq` is the last that made or changed it, `made` when it was made.

    `held`: of each role it ever had, when it was given first and when it was taken away last, empty while it is held.
    """

    seq: int
    made: str
    called: dict[str, str] = field(default_factory=dict)
    held: dict[str, tuple[str, str]] = field(default_factory=dict)
    active: bool = True

    @property
    def roles(self) -> frozenset[str]:
        """The roles held now."""
        return frozenset(role for role, (_, ended) in self.held.items() if not ended)

    def stands(self, seq: int, entry: Mapping[str, str]) -> None:
        """Take what an entry says of how the account stands since."""
        self.seq, now, roles = seq, entry["ts"], frozenset(filter(None, entry["d.roles"].split(";")))
        self.called = {name: entry[f"d.{name}"] for name in _CALLED}
        for role in roles | self.held.keys():
            first, ended = self.held.get(role, (now, ""))
            self.held[role] = first, "" if role in roles else ended or now


class People:
    """The accounts and seats a log tells of, followed entry by entry."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._seats: dict[tuple[str, str], list[tuple[Seat, int]]] = {}

    def follow(self, seq: int, entry: Mapping[str, str]) -> Iterator[Told]:
        """Take an entry of what was done; whoever did it has to have been what it says they were."""
        if (known := self._known.get(entry["who"])) is not None:
            yield from _acted(seq, entry, known)
        act, person = entry["act"], entry["obj"].removeprefix("person/")
        if act == "person.created":
            self._known[person] = _Known(seq, entry["ts"])
            self._known[person].stands(seq, entry)
        elif act == "person.changed":
            self._known[person].stands(seq, entry)
        elif act == "person.disabled":
            self._known[person].active = False
            self._known[person].seq = seq
        elif act == "body.seated":
            told = (entry["d.post"], entry["d.chief"], entry["d.since"], entry["d.why"])
            seat = (*told, entry["ts"], entry["who"], "", "", "")
            self._of(entry).append((seat, seq))
        elif act == "body.left":
            self._leave(seq, entry)

    def _of(self, entry: Mapping[str, str]) -> list[tuple[Seat, int]]:
        return self._seats.setdefault((entry["d.meeting"], entry["d.member"]), [])

    def _leave(self, seq: int, entry: Mapping[str, str]) -> None:
        seats = self._of(entry)
        for place, (seat, _) in enumerate(seats):
            if not seat[6] and seat[2] <= entry["d.until"]:
                seats[place] = (*seat[:6], entry["d.until"], entry["d.why"], entry["ts"]), seq
                return

    def disagreements(self, session: Session, organ_id: int) -> Iterator[Told]:
        """What the tables say otherwise than the log: by which entry, and a sentence."""
        yield from self._accounts(session)
        yield from self._bodies(session, organ_id)

    def _accounts(self, session: Session) -> Iterator[Told]:
        held: dict[int, dict[str, tuple[str, str]]] = {}
        for row in session.execute(
            raw(PersonRole.person_id, PersonRole.role, PersonRole.created_at, PersonRole.ended_at)
        ):
            ended = stored_moment(row.ended_at) if row.ended_at is not None else ""
            held.setdefault(row.person_id, {})[row.role] = stored_moment(row.created_at), ended
        missing = dict(self._known)
        columns = raw(Person.id, Person.public_id, Person.name, Person.post, Person.active, Person.created_at)
        # the number of no unit is no unit, and not none either
        unit = func.coalesce(Unit.name, cast(Person.unit_id, String), "")
        found = columns.add_columns(unit.label("unit")).outerjoin(Unit, Person.unit_id == Unit.id)
        for row in session.execute(found.order_by(Person.id)):
            known = missing.pop(row.public_id, None)
            if known is None:
                said = Text("日志中没有设立账号{id}的条目", "no entry tells that the account {id} was made")
                yield None, said.fmt(id=row.public_id)
                continue
            yield from _held(known, row.public_id, held.get(row.id, {}))
            if bool(row.active) != known.active:
                said = Text("账号{id}的启用状态与日志不符", "whether the account {id} is open is not as the log tells")
                yield known.seq, said.fmt(id=row.public_id)
            if stored_moment(row.created_at) != known.made:
                said = Text("账号{id}的设立时间与日志不符", "when the account {id} was made is not as the log tells")
                yield known.seq, said.fmt(id=row.public_id)
            for name, written in known.called.items():
                if (stored := getattr(row, name)) != written:
                    said = Text(
                        "账号{id}的{name}为“{stored}”，按日志应为“{written}”",
                        "the {name} of the account {id} is “{stored}”, by the log it is “{written}”",
                    )
                    yield (
                        known.seq,
                        said.fmt(id=row.public_id, name=_CALLED[name], stored=str(stored), written=written),
                    )
        for person, known in missing.items():
            said = Text("日志所载账号{id}不存在", "the account {id}, told by the log, does not exist")
            yield known.seq, said.fmt(id=person)

    def _bodies(self, session: Session, organ_id: int) -> Iterator[Told]:
        seated = Counter[tuple[str, ...]]()
        columns = ("body", "name", "post", "chief", "since", "why", "until", "left_why", "entered", "left_entered")
        found = raw(*(getattr(BodyMember, each) for each in columns)).where(BodyMember.organ_id == organ_id)
        who = found.add_columns(Person.public_id).outerjoin(Person, BodyMember.entered_by == Person.id)
        for row in session.execute(who):
            chief, why, entered = "yes" if row.chief else "no", ledger.short(row.why), stored_moment(row.entered)
            ended = str(row.until) if row.until else "", ledger.short(row.left_why)
            left = stored_moment(row.left_entered) if row.left_entered else ""
            began = row.post, chief, str(row.since), why, entered, row.public_id or ""
            seated[row.body, row.name, *began, *ended, left] += 1
        for (body, member), seats in self._seats.items():
            for seat, seq in seats:
                if not seated[body, member, *seat]:
                    said = Text(
                        "{member}的会议组成人员登记与日志不符",
                        "what is registered of the seat of {member} is not what the log tells",
                    )
                    yield seq, said.fmt(member=member)
                seated[body, member, *seat] -= 1
        for (_, member, *_), count in seated.items():
            if count > 0:
                said = Text(
                    "日志中没有{member}这一会议组成人员登记的条目", "no entry of the log tells of this seat of {member}"
                )
                yield None, said.fmt(member=member)


def _acted(seq: int, entry: Mapping[str, str], known: _Known) -> Iterator[Told]:
    # a door that needs no role names all that were held
    roles = {role for role in entry["as"].split(",") if role}
    if roles and not (known.active and roles <= known.roles):
        said = Text(
            "{who}以“{role}”身份办理，按日志其时没有这一角色", "{who} acted as {role}, a role not held then by the log"
        )
        yield seq, said.fmt(who=entry["who"], role=_all(frozenset(roles)))
    for name, written in known.called.items():
        if entry[name] != written:
            said = Text(
                "{who}办理时{name}记为“{stored}”，按日志其时为“{written}”",
                "the {name} of {who} is entered as “{stored}”, by the log it was “{written}” then",
            )
            yield seq, said.fmt(who=entry["who"], name=_CALLED[name], stored=entry[name], written=written)


def _held(known: _Known, person: str, here: Mapping[str, tuple[str, str]]) -> Iterator[Told]:
    """What the rows of an account's roles say otherwise."""
    roles = frozenset(role for role, (_, ended) in here.items() if not ended)
    if roles != known.roles:
        said = Text(
            "账号{id}的角色为“{stored}”，按日志应为“{written}”",
            "the roles of the account {id} are “{stored}”, by the log they are “{written}”",
        )
        yield known.seq, said.fmt(id=person, stored=_all(roles), written=_all(known.roles))
    elif here != known.held:
        said = Text(
            "账号{id}的角色授予、收回时间与日志不符",
            "when the roles of the account {id} were given or taken away is not as the log tells",
        )
        yield known.seq, said.fmt(id=person)


def _named(role: str) -> Text:
    return next((each.label for each in Role if each.value == role), Text(role, role))


def _all(roles: frozenset[str]) -> Text:
    return joined([_named(each) for each in sorted(roles)]) if roles else Text("无", "none")
