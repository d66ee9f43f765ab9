"""The two who open an epoch: who they are by the log, and whether two different people stand behind their accounts.

Whoever manages accounts can make one up and sign with it. What the log told before the loss, under a signature, nobody can
make up afterwards: an account counts for its holder if it stood like that then, and otherwise for whoever made or changed it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from sqlalchemy import select

from workflow.domain.actor import Actor
from workflow.domain.terms import Role
from workflow.domain.text import Text
from workflow.models.trail import Entry
from workflow.services.unit import Session
from workflow.trail.accounts import ACTS, Account, Accounts
from workflow.trail.entry import decode
from workflow.trail.epoch import Signatory, Statement

STATES = (Role.CHIEF, Role.ADMIN)
"""Who states a loss: the head who answers for the organ, or the administrator who restored the backup."""
CONFIRMS = Role.AUDITOR
"""Who confirms it: who watches the system and has no other part in it."""


class EpochRefused(Exception):
    """No new epoch is opened; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def refuse(zh: str, en: str) -> NoReturn:
    """Open no epoch, for this reason."""
    raise EpochRefused(Text(zh, en))


def roles_of(states: Actor, confirms: Actor) -> tuple[Role, Role]:
    """The roles in which two people sign. Raises EpochRefused unless they are two, of the roles that may."""
    if states.person_id == confirms.person_id or states.name == confirms.name:
        refuse("说明人和确认人应为两人。", "The one who states the loss and the one who confirms it are two people.")
    role = next((each for each in STATES if states.has(each.value)), None)
    if role is None:
        refuse(
            "说明人应为行政首长或者系统管理员。",
            "The loss is stated by the chief or by the system administrator.",
        )
    if not confirms.has(CONFIRMS.value):
        refuse("确认人应为审计监督人员。", "The loss is confirmed by an auditor.")
    return role, CONFIRMS


def account_of(session: Session, person: str) -> Account | None:
    """How the account of a person, named by their number, stands by the entries that are there."""
    found = Accounts()
    about = select(Entry.seq, Entry.body).where(Entry.obj == f"person/{person}", Entry.act.in_(ACTS))
    for seq, body in session.execute(about.order_by(Entry.seq)):
        found.follow(seq, decode(body))
    return found.known.get(person)


@dataclass(frozen=True)
class Signed:
    """One of the two who signed a statement, and the entry by which the account stood as it did: when, and by whom."""

    name: str
    role: Text
    since: int
    at: datetime | None
    by: str


def signed(session: Session, statement: Statement) -> list[Signed]:
    """The two who signed, as pages and commands name them."""
    return [_signed(session, each) for each in statement.signatories]


def _signed(session: Session, each: Signatory) -> Signed:
    row = session.execute(select(Entry.at, Entry.body).where(Entry.seq == each.since).limit(1)).one_or_none()
    label = Role.of(each.role).label
    if row is None:
        return Signed(each.name, label, each.since, None, "")
    return Signed(each.name, label, each.since, row.at, json.loads(row.body).get("name", ""))


def sign(
    session: Session, people: Sequence[tuple[Actor, Role]], *, vouched: int, lost: bool
) -> tuple[Signatory, Signatory]:
    """The two as the statement names them. Raises EpochRefused, EntryError.

    `vouched`: how many of the entries there were signed before, 0 where none were; `lost`: whether entries are missing.
    """
    accounts = [(actor, _standing(session, actor, role)) for actor, role in people]
    early = [not vouched or account.since < vouched for _, account in accounts]
    if lost and not all(early):
        late = next(actor for (actor, _), before in zip(accounts, early, strict=True) if not before)
        refuse(
            f"{late.name}的账号在最后一次签署之后才设立或者变更，不能为丢失签名。",
            f"The account of {late.name} was made or changed after the last signature: it cannot sign for a loss.",
        )
    behind = [
        actor.public_id if before else account.by for (actor, account), before in zip(accounts, early, strict=True)
    ]
    if behind[0] == behind[1]:
        refuse(
            "两人的账号在最后一次签署之后由同一人设立或者变更，不能视为两人。",
            "One person is behind both accounts: since the last signature one of them made or changed the other, or a "
            "third one both.",
        )
    first, second = (
        Signatory(actor.public_id, role.value, actor.name.replace(";", ","), actor.post, account.since)
        for (actor, role), (_, account) in zip(people, accounts, strict=True)
    )
    return first, second


def _standing(session: Session, actor: Actor, role: Role) -> Account:
    account = account_of(session, actor.public_id)
    if account is None or role.value not in account.roles:
        refuse(
            f"日志中没有{actor.name}的账号取得此角色的条目。",
            f"No entry of the log tells how the account of {actor.name} came to this role.",
        )
    return account
