"""What is done while its system calls fail, each with what must hold afterwards whatever failed.

An operation was answered or not. Answered, it is there; not answered, it is there whole or not at all, and whoever asks
again gets it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session

from tests.faults.tracing import let_anyone_trace
from tests.faults.worker import BEGIN, TAKEN, program, request_number, send
from tests.helpers import ORIGIN, slipping_in
from tests.sealing import SIGNED
from tests.walk import CALENDAR, WAY, lawful
from workflow.domain.terms import Role
from workflow.models import Base, engine
from workflow.models.participation import Opinion, OpinionSender
from workflow.models.trail import Entry
from workflow.services import backups, checkpoints, files, restoring, signers
from workflow.services.asking import Request
from workflow.services.identity import actor_of
from workflow.services.soundness import examine
from workflow.services.steps import perform
from workflow.wiring import alembic, check, db, migrate, pending

DONE = "done"
"""The answer of an operation that says it has succeeded; any other is the name of an error."""

STEP = 2 * len(TAKEN) - 1
"""The step that is taken, by its number among the requests of `worker`: the draft of the second matter is saved."""

WORDS = "菜市场收集点离住户太近。"

CONTENT = "走访九个村，四百一十户。\n".encode() * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def url_in(place: Path) -> str:
    """The database in a folder."""
    return f"sqlite:///{place}/shenjue.db"


@contextmanager
def opened(place: Path, url: str = "") -> Iterator[Session]:
    """A session of the program on what is in a folder, or on another database; nothing of it is left open."""
    with program(url or url_in(place), str(place)).app_context():
        yield db.session
        db.session.close()
        db.engine.dispose()


def prepare(place: Path) -> None:
    """Bring a database with the staff to where each of the operations can be done: a matter on which the public is asked,
    half of another, a file, a signer, a database at its first revision."""
    with opened(place) as session:
        for n in range(STEP):
            if n == len(TAKEN):
                _ask_the_public(session)
            send(n)
        with slipping_in(session):
            files.register(session, _upload(place / "files"), SIGNED)
    signers.create_signer(place / "signer", ORIGIN, b"L" * 32)
    _older(place).mkdir()
    with program(url_in(_older(place)), str(_older(place))).app_context():
        first = alembic.script_directory.get_base()
        assert first
        alembic.upgrade(first)
        db.engine.dispose()


def _ask_the_public(session: Session) -> None:
    step, role, day = WAY[len(TAKEN)]
    now = BEGIN + timedelta(days=day)
    request = Request(step, lawful(step, now.date()), "the notice", decision_id=1, seen=len(TAKEN))
    person = list(Role).index(Role(role)) + 1
    perform(session, request, actor=actor_of(session, person), now=now, calendar=CALENDAR)


def _older(place: Path) -> Path:
    """The folder of a database that is to be brought to the newest form."""
    return place / "older"


# -- the operations -----------------------------------------------------------------------------------------------------


def _upload(store: Path) -> files.FileRef:
    return files.save(store, "走访记录.txt", BytesIO(CONTENT), len(CONTENT))


def _sign(place: Path) -> int:
    signer = signers.signer_in(place / "signer")
    assert signer is not None
    return checkpoints.issue(db.session, signer, SIGNED).size


def _back_up(place: Path) -> backups.Manifest:
    return backups.make(url_in(place), place / "files", place / "kept.tar", program="shenjue", made_at=SIGNED)


def _say() -> int:
    """A citizen sends an opinion, and says who they are."""
    now = BEGIN + timedelta(days=WAY[len(TAKEN)][2] + 1)
    said = {"on": now.date(), "channel": "web", "text": WORDS, "name": "住户", "contact": "13800000000"}
    asked = Request("participation.receive", said, "the opinion", decision_id=1)
    return perform(db.session, asked, actor=None, now=now, calendar=CALENDAR).seq


def _migrate(place: Path) -> None:
    app = program(url_in(_older(place)), str(_older(place)))
    migrate(app)
    with app.app_context():
        db.engine.dispose()


# -- what must hold -----------------------------------------------------------------------------------------------------


def _sound(session: Session) -> None:
    assert [fault.said.en for found in examine(session) for fault in found.faults] == []


def _times_taken(session: Session) -> int:
    act = request_number(STEP).step_id
    return session.scalar(select(func.count(Entry.seq)).where(Entry.act == act, Entry.decision_id != 1)) or 0


def _step_holds(place: Path, *, answered: bool) -> None:
    with opened(place) as session:
        _sound(session)
        times = _times_taken(session)
        assert times == 1 if answered else times <= 1, f"answered: {answered}, entered {times} times"
        send(STEP)
        assert _times_taken(session) == 1
        _sound(session)


def _opinion_holds(place: Path, *, answered: bool) -> None:
    with opened(place) as session:
        _sound(session)
        times = _times_said(session)
        assert times == 1 if answered else times <= 1, f"answered: {answered}, entered {times} times"
        _say()
        assert _times_said(session) == 1
        _sound(session)


def _times_said(session: Session) -> int:
    """How often the opinion is there: in the log, as a row, and with its sender."""
    entered = select(func.count(Entry.seq)).where(Entry.act == "participation.receive", Entry.result == "ok")
    kept = select(func.count(OpinionSender.id)).join(Opinion).where(Opinion.text == WORDS)
    times = {session.scalar(each) or 0 for each in (entered, kept)}
    assert len(times) == 1, f"entered and kept are not the same: {times}"
    return times.pop()


def _upload_holds(place: Path, *, answered: bool) -> None:
    store = place / "more"
    if answered:
        assert files.open_file(store, DIGEST) == CONTENT
    else:
        with suppress(files.FileMissing):
            assert files.open_file(store, DIGEST) == CONTENT
    _upload(store)
    assert files.open_file(store, DIGEST) == CONTENT


def _checkpoint_holds(place: Path, *, answered: bool) -> None:
    with opened(place) as session:
        _sound(session)
        newest = checkpoints.newest_point(session)
        assert newest or not answered, "answered, and no checkpoint is there"
        size = _sign(place)
        assert newest is None or newest.size == size
        _sound(session)


def _backup_holds(place: Path, *, answered: bool) -> None:
    target = place / "kept.tar"
    assert target.exists() or not answered, "answered, and no backup is there"
    with opened(place) as session:
        _sound(session)
    if not target.exists():
        _back_up(place)
    assert restoring.examine(target).damaged == ()


def _migration_holds(place: Path, *, answered: bool) -> None:
    app = program(url_in(_older(place)), str(_older(place)))
    assert not (answered and pending(app)), "answered, and the database is not up to date"
    migrate(app)
    check(app)
    with app.app_context():
        assert compare_metadata(MigrationContext.configure(db.session.connection()), Base.metadata) == []
        db.session.close()
        db.engine.dispose()


class Operation(NamedTuple):
    """Something that is done in a folder, the check of what is there afterwards, and the paths that make it last.

    What was written to a path that ends so is on the disk before the answer is given.
    """

    do: Callable[[Path], object]
    holds: Callable[..., None]
    lasts_by: tuple[str, ...]


OPERATIONS = {
    "step": Operation(lambda _: send(STEP), _step_holds, ("-wal",)),
    "opinion": Operation(lambda _: _say(), _opinion_holds, ("-wal",)),
    "upload": Operation(lambda place: _upload(place / "more"), _upload_holds, (DIGEST[2:], DIGEST[:2], "/more")),
    "checkpoint": Operation(_sign, _checkpoint_holds, ("-wal", "/log.json.new", "/signer")),
    "backup": Operation(_back_up, _backup_holds, (r"/\.kept\.tar\.\w+",)),
    "migration": Operation(_migrate, _migration_holds, ("/older/shenjue.db-wal",)),
}


# -- the process that does it -------------------------------------------------------------------------------------------


def run(name: str, place: str, go: Connection, tell: Connection, mutant: str = "") -> None:
    """Do an operation once told to, and tell how it ended. `mutant`: one of `MUTANTS`."""
    let_anyone_trace()
    if mutant:
        MUTANTS[mutant]()
    with opened(Path(place)):
        tell.send("ready")
        go.recv()
        try:
            OPERATIONS[name].do(Path(place))
            answer = DONE
        except Exception as error:
            answer = type(error).__name__
        # that too may be made to fail
        with suppress(OSError):
            tell.send(answer)


def _not_written_through() -> None:
    engine.PRAGMAS = (*engine.PRAGMAS, "PRAGMA synchronous=OFF")
    os.fsync = lambda _: None


def _failed_commits_pass() -> None:
    commit = SQLiteDialect.do_commit

    def passing(dialect: SQLiteDialect, connection: DBAPIConnection) -> None:
        with suppress(sqlite3.OperationalError):
            commit(dialect, connection)

    SQLiteDialect.do_commit = passing


MUTANTS: dict[str, Callable[[], None]] = {
    "not written through": _not_written_through,
    "failed commits pass": _failed_commits_pass,
}
"""The program as it must not be: it answers what is not on the disk, or what could not be committed."""
