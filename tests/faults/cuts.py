"""What is done on a machine whose power is cut, and what must be there when it comes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
from flask import current_app

from tests.databases import running
from tests.faults.operations import opened, url_in
from tests.faults.tracing import let_anyone_trace
from tests.faults.whole import nothing_is_torn, requests_entered
from tests.faults.worker import TAKEN, send
from tests.helpers import ORIGIN, make_staff
from tests.sealing import SIGNED
from tests.year import YEAR_BEGIN
from workflow.models import engine
from workflow.services import checkpoints, files, signers
from workflow.services.installation import inspect
from workflow.trail import folders
from workflow.wiring import check, db, migrate

Told = dict[str, Any]
"""An answer: the number of a request, the digest of a file, how many entries are signed."""

SIGNER, STORE, CLUSTER = "signer", "files", "data"

NAME = "shenjue"

NOT_KEPT = ("-shm", f"/{CLUSTER}/log", "/postmaster.pid", "/.s.PGSQL.5432", "/.s.PGSQL.5432.lock", "/.handle_pids.json")
"""How the names end of what matters only as long as the machine runs: memory shared by processes, sockets and the like."""


@contextmanager
def serving(place: Path) -> Iterator[str]:
    """The URL of the database in a folder; a server that is there runs meanwhile."""
    if not (place / CLUSTER).is_dir():
        yield url_in(place)
        return
    server = running(place / CLUSTER)
    try:
        yield server.get_uri(NAME)
    finally:
        server.cleanup()


def settle(place: Path, kind: str) -> None:
    """Make a database with the staff in it, which nobody has open."""
    if kind == "postgresql":
        (place / CLUSTER).mkdir()
    with serving(place) as url:
        if kind == "postgresql":
            tell(url, f"CREATE DATABASE {NAME}")
        with opened(place, url) as session:
            migrate(current_app)
            make_staff(session, YEAR_BEGIN)


def tell(url: str, statement: str) -> None:
    """Have the server do something."""
    with closing(psycopg.connect(url.replace(f"/{NAME}?", "/postgres?"), autocommit=True)) as admin:
        admin.execute(statement)


def content(n: int) -> bytes:
    """The file that goes with the nth request."""
    return f"第{n}次走访，四百一十户。\n".encode() * 500


def take(place: Path, n: int) -> Iterator[Told]:
    """Send the nth request; the last one of a matter has a file with it, and the log is signed after it."""
    last = n % len(TAKEN) == len(TAKEN) - 1
    kept = [files.save(place / STORE, "走访记录.txt", BytesIO(content(n)), 2**20)] if last else []
    yield from ({"file": each.digest} for each in kept)
    send(n, **({"files": kept} if kept else {}))
    yield {"request": n}
    if last:
        signer = signers.signer_in(place / SIGNER)
        assert signer is not None
        yield {"signed": checkpoints.issue(db.session, signer, SIGNED).size}


def run(place: str, requests: int, rests: Sequence[int], go: Connection, answers: Connection, mutant: str = "") -> None:
    """Make a signer and send so many requests, each answer told as soon as it is there.

    `rests`: before these requests nobody has the database open for a moment, so that it is tidied up. `mutant`: one of
    `MUTANTS`.
    """
    let_anyone_trace()
    answers.send_bytes(b"ready")
    go.recv()
    if mutant:
        {**MUTANTS["sqlite"], **MUTANTS["postgresql"]}[mutant](Path(place))
    with serving(Path(place)) as url, opened(Path(place), url):
        signers.create_signer(Path(place) / SIGNER, ORIGIN, b"L" * 32)
        answers.send_bytes(json.dumps({"signed": 0}).encode())
        for n in range(requests):
            if n in rests:
                db.session.close()
                db.engine.dispose()
                if db.engine.dialect.name == "postgresql":
                    tell(url, "CHECKPOINT")
            for told in take(Path(place), n):
                answers.send_bytes(json.dumps(told).encode())


def holds(place: Path, told: Sequence[Told]) -> None:
    """The program starts, all that was told is there and nothing by halves, and the next request is answered."""
    requests, known, signed = ([each[key] for each in told if key in each] for key in ("request", "file", "signed"))
    with serving(place) as url, opened(place, url) as session:
        check(current_app)
        _right(place)
        for digest in known:
            files.open_file(place / STORE, digest)
        if signed:
            signer = signers.signer_in(place / SIGNER)
            assert signer is not None, "the signer is gone"
            assert signer.last().size >= signed[-1], "the signer forgot what it signed"
        newest = checkpoints.newest_point(session)
        assert (newest.size if newest else 0) >= max(signed, default=0), "a checkpoint is gone"
        entered = len(requests_entered(session))
        # the last one may have come through without its answer
        assert len(requests) <= entered <= len(requests) + 1, f"{len(requests)} answered, {entered} entered"
        if not signers.places(place / SIGNER):
            signers.create_signer(place / SIGNER, ORIGIN, b"L" * 32)
        list(take(place, entered))
        nothing_is_torn(session, entered + 1)
        _right(place)


def _right(place: Path) -> None:
    found = inspect(db.session, place / STORE, place / SIGNER, SIGNED)
    problems = [*found.problems, *(fault.said for log in found.logs for fault in log.faults)]
    assert [each.en for each in problems] == []
    assert found.lost is None, found.lost.en


# -- the program as it must not be ------------------------------------------------------------------------------------

Mutant = Callable[[Path], None]


def _synchronous(how: str) -> Mutant:
    def change(_: Path) -> None:
        engine.PRAGMAS = (*engine.PRAGMAS, f"PRAGMA synchronous={how}")

    return change


def _configured(*lines: str) -> Mutant:
    def change(place: Path) -> None:
        file = place / CLUSTER / "postgresql.auto.conf"
        file.write_text("\n".join((file.read_text(), *lines, "")))

    return change


def _synced_if(wanted: Callable[[Path], bool]) -> Mutant:
    def sync(path: Path) -> None:
        if wanted(path):
            folders.sync(path)

    def change(_: Path) -> None:
        vars(files)["folders"] = SimpleNamespace(make=folders.make, sync=sync)

    return change


_STORE = {"files not synced": _synced_if(Path.is_dir), "folders not synced": _synced_if(Path.is_file)}

MUTANTS: dict[str, dict[str, Mutant]] = {
    "sqlite": {"synchronous NORMAL": _synchronous("NORMAL"), **_STORE, "synchronous OFF": _synchronous("OFF")},
    "postgresql": {
        # it may write when it has nothing better to do; chance is not to decide whether it did
        "synchronous_commit off": _configured(
            "synchronous_commit = off", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'"
        ),
        "fsync off": _configured("fsync = off"),
    },
}
"""On each database, it answers what is not on the disk: a step, a file, the name of a file."""
