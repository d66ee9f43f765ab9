"""The ledger: the only writer of entries. An entry is part of the transaction it tells of."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel

from workflow.domain.actor import Actor
from workflow.models.people import Organ
from workflow.services import logstore
from workflow.services.logstore import Head
from workflow.services.unit import Session, unit_of
from workflow.trail.canonical import canonical
from workflow.trail.commitment import SALT_BYTES, commit
from workflow.trail.entry import encode
from workflow.trail.merkle import leaf_hash
from workflow.trail.refusal import Refusal

_REASONS_LIMIT = 1500


class NoLog(Exception):
    """The organ has no log yet: nothing can be entered."""


class AccountChanged(Refusal):
    """The account of whoever acts was changed or closed after they began: nothing is entered in a name or a role it has lost."""

    def __init__(self) -> None:
        super().__init__(
            "账号刚被调整，没有办理，请重新办理", "the account was changed meanwhile: nothing was done, do it again"
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact to be kept as evidence beside an entry: its kind, which one of its kind, and the fact itself.

    `private` ones are committed to in the entry's ``pc`` instead of ``in``. With a `salt` of its own the fact is kept where
    that salt is, and nowhere else: who sent something stands in one row only, which can be erased one day.
    """

    kind: str
    fact: BaseModel | Mapping[str, object]
    thread: str = ""
    private: bool = False
    salt: bytes = b""

    def body(self) -> bytes:
        """Canonical bytes of the fact."""
        fact: Any = self.fact
        if isinstance(fact, BaseModel):
            fact = fact.model_dump(mode="json", exclude={"entered"})
        return canonical(fact)


def new_salt() -> bytes:
    """A salt for one commitment."""
    return secrets.token_bytes(SALT_BYTES)


def moment(at: datetime) -> str:
    """A moment as entries write it: UTC with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def open_log(session: Session, organ: Organ, *, clock: str, now: datetime, details: Mapping[str, str]) -> None:
    """Begin the log of an organ with its first entry. `clock` is what entries will say of the clock: demo or unsynced."""
    session.flush()
    logstore.open_log(session, organ_id=organ.id, origin=organ.origin, clock=clock, size=0, last_at=now)
    append(session, "log.opened", actor=None, now=now, details=details, obj=f"organ/{organ.id}")


def append(
    session: Session,
    act: str,
    *,
    actor: Actor | None,
    now: datetime,
    details: Mapping[str, str],
    obj: str = "",
    result: str = "ok",
    role: str = "",
    via: str = "",
    request_key: str = "",
    effective: date | None = None,
    decision_id: int | None = None,
    version: int | None = None,
    from_state: str = "",
    to_state: str = "",
    rule: str = "",
    law: str = "",
    proofs: Sequence[Proof] = (),
    origin: str = "",
    head: Head | None = None,
) -> int:
    """Add an entry to the open unit of work and return its number in the log.

    `origin`: the entry begins a new epoch of the log, which bears that name from then on. `head`: that of the log, where
    it was read for this object in the same unit of work already. Raises NoLog before the organ's log was opened, AccountChanged,
    and EntryError for keys or values outside the vocabulary.
    """
    # what the entry tells of is in the database before it
    session.flush()
    unit = unit_of(session)
    if head is None or unit.leaf:  # an entry of this same unit of work has moved it on
        head = logstore.head(session, obj, actor.person_id if actor else 0)
    if head is None:
        raise NoLog
    # whoever changes their own account is not any more who they were when they began
    if actor and obj != f"person/{actor.public_id}" and not head.stands(actor):
        raise AccountChanged
    salted = [(proof, proof.salt or new_salt(), proof.body()) for proof in proofs]
    fields = {
        "v": "1",
        "log": origin or head.origin,
        "seq": str(head.size),
        "ts": moment(now),
        "clk": "regressed" if head.set_back(now) else head.clock,
        "act": act,
        "res": result,
        "who": actor.public_id if actor else "",
        "name": actor.name if actor else "",
        "post": actor.post if actor else "",
        "as": role,
        "unit": actor.unit if actor else "",
        "for": "",
        "via": actor.via if actor else via or "web",
        "req": request_key,
        "obj": obj,
        "ver": "" if version is None else str(version),
        "from": from_state,
        "to": to_state,
        "rule": rule,
        "law": law,
        "eff": effective.isoformat() if effective else "",
        "in": _commitments(salted, private=False),
        "pc": _commitments(salted, private=True),
        "prev": head.previous.hex() if obj and head.previous else "",
        **{f"d.{key}": value for key, value in details.items()},
    }
    body = encode(fields)
    leaf = leaf_hash(body)
    entry = {
        "organ_id": head.organ_id,
        "seq": head.size,
        "body": body,
        "leaf": leaf,
        "at": now,
        "act": act,
        "result": result,
        "obj": obj,
        "person": fields["who"],
        "unit": fields["unit"],
        "effective": effective,
        "decision_id": decision_id,
        # only what was done is an answer: whoever was refused may ask the same again
        "request": request_key if request_key and result == "ok" else None,
    }
    evidence = [
        {"kind": proof.kind, "thread": proof.thread, "salt": salt, "body": content}
        for proof, salt, content in salted
        if not proof.salt
    ]
    logstore.append(session, head, entry, evidence, origin)
    unit.leaf = leaf
    return head.size


def _commitments(salted: Sequence[tuple[Proof, bytes, bytes]], *, private: bool) -> str:
    return ";".join(
        f"{proof.kind}={commit(salt, proof.kind, body)}" for proof, salt, body in salted if proof.private is private
    )


def short(text: str) -> str:
    """A text cut to what an entry can hold."""
    return text if len(text) <= _REASONS_LIMIT else text[: _REASONS_LIMIT - 1] + "…"
