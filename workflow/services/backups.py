"""Making a backup: one file with a consistent copy of the database and the uploaded files, while everything is running.

The key of the signer and its memory are not in it: kept apart, they are what recognises an older backup. The file appears
under its name when it is whole and on the disk, and not before.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import URL, create_engine, make_url, select, text

from workflow.domain.text import Text
from workflow.models.files import StoredFile
from workflow.models.people import Instance
from workflow.models.trail import Checkpoint, Entry, LogHead
from workflow.services import pgclient
from workflow.services.files import FileMissing, open_file
from workflow.services.unit import Session
from workflow.services.wholefile import draft_of, whole
from workflow.trail.merkle import Range, leaf_hash

MANIFEST, SUM = "manifest.json", "manifest.sha256"
DATABASE = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
"""The names of members: the database by its kind, and at the end what is in the file and the digest of that."""

PAGES = 2048
CHUNK = 1 << 20

Progress = Callable[[Text, int, int], None]
"""Told what is being done, and how much of how much."""

COPYING = Text("正在复制数据库", "copying the database")
PACKING = Text("正在写入文件", "writing files")


class BackupRefused(Exception):
    """No backup is made, or none is restored; `reason` says why."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Member(_Kept):
    """A file in the backup."""

    name: str
    sha256: str
    size: int


class Manifest(_Kept):
    """What a backup holds, and how far the log was at the moment of its snapshot."""

    format: Literal[1] = 1
    program: str
    made_at: str
    mode: str
    origin: str
    database: Literal["sqlite", "postgresql"]
    revision: str
    log: str = Field(description="name of the log, which changes with its epochs")
    size: int
    root: str
    checkpoint: str = Field(description="the newest checkpoint; empty where the log was never signed")
    members: tuple[Member, ...]
    damaged: tuple[str, ...] = Field(description="digests of files that were missing or damaged already")


def make(
    url: str, files: Path, target: Path, *, program: str, made_at: datetime, progress: Progress = lambda *_: None
) -> Manifest:
    """Write the backup of a database and its files. Raises BackupRefused, ClientFailed, OSError."""
    if target.exists():
        raise BackupRefused(
            Text(f"{target} 已经存在，请另取文件名。", f"{target} is there already: choose another name.")
        )
    with whole(target) as file, draft_of(target) as draft:
        with _snapshot(make_url(url), draft, progress) as session:
            written = _Writing(file, made_at)
            kind = make_url(url).get_backend_name()
            written.add_file(DATABASE[kind], draft)
            digests = list(session.scalars(select(StoredFile.digest).order_by(StoredFile.digest)))
            damaged = tuple(written.add_files(files, digests, progress))
            manifest = _manifest(session, kind, program, made_at, tuple(written.members), damaged)
        written.finish(manifest)
    return manifest


@contextmanager
def _snapshot(url: URL, draft: Path, progress: Progress) -> Iterator[Session]:
    """Copy the database as it is at one moment, and give a session that sees that moment."""
    progress(COPYING, 0, 1)
    if url.get_backend_name() == "sqlite":
        _copy_sqlite(Path(url.database or ""), draft, progress)
        # nobody else has the copy: it is read as it lies there, without a log or a lock beside it
        query = {"mode": "ro", "immutable": "1", "uri": "true"}
        engine = create_engine(URL.create("sqlite", database=f"file:{quote(str(draft))}", query=query))
    else:
        engine = create_engine(url, isolation_level="REPEATABLE READ", execution_options={"postgresql_readonly": True})
    try:
        with Session(engine) as session:
            if url.get_backend_name() == "postgresql":
                taken = session.scalar(text("SELECT pg_export_snapshot()"))
                options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={taken}", f"--file={draft}"]
                version = pgclient.major(session)
                if version >= 17:
                    # what examines indexes holds no data, and only a superuser could restore it
                    options.append("--exclude-extension=amcheck")
                pgclient.run("pg_dump", version, url.render_as_string(hide_password=False), *options)
            progress(COPYING, 1, 1)
            yield session
    finally:
        engine.dispose()


def _copy_sqlite(path: Path, draft: Path, progress: Progress) -> None:
    def told(_status: int, remaining: int, total: int) -> None:
        progress(COPYING, total - remaining, total)

    if not path.is_file() or not path.stat().st_size:
        raise BackupRefused(Text(f"没有数据库文件 {path}。", f"There is no database file {path}."))
    source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)
    with closing(source), closing(sqlite3.connect(draft)) as copy:
        # the copy is of the moment this reading began, however long it takes and whoever writes meanwhile
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        try:
            source.backup(copy, pages=PAGES, progress=told)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(draft)) from None


class _Writing:
    """Adds members to the file and notes what they are."""

    def __init__(self, file: IO[bytes], made_at: datetime) -> None:
        self.tar = tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT)  # noqa: SIM115 - closed by finish
        self.made_at = int(made_at.timestamp())
        self.members: list[Member] = []

    def add(self, name: str, size: int, stream: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self.made_at, 0o600
        self.tar.addfile(info, stream)

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            stream.seek(0)
            self.members.append(Member(name=name, sha256=digest, size=path.stat().st_size))
            self.add(name, path.stat().st_size, stream)

    def add_files(self, store: Path, digests: list[str], progress: Progress) -> Iterator[str]:
        """Add the uploaded files; give the digests of those that are not there as they were put in."""
        for count, digest in enumerate(digests, 1):
            progress(PACKING, count, len(digests))
            try:
                content = open_file(store, digest)
            except FileMissing:
                yield digest
                continue
            name = f"files/{digest[:2]}/{digest[2:]}"
            self.members.append(Member(name=name, sha256=digest, size=len(content)))
            self.add(name, len(content), io.BytesIO(content))

    def finish(self, manifest: Manifest) -> None:
        listed = manifest.model_dump_json(indent=1).encode() + b"\n"
        summed = f"{hashlib.sha256(listed).hexdigest()}  {MANIFEST}\n".encode()
        self.add(MANIFEST, len(listed), io.BytesIO(listed))
        self.add(SUM, len(summed), io.BytesIO(summed))
        self.tar.close()


def _manifest(
    session: Session,
    kind: str,
    program: str,
    made_at: datetime,
    members: tuple[Member, ...],
    damaged: tuple[str, ...],
) -> Manifest:
    head = session.execute(select(LogHead.origin).order_by(LogHead.organ_id).limit(1)).scalar_one_or_none()
    instance = session.get(Instance, 1)
    tree = Range()
    for body in session.scalars(
        select(Entry.body).order_by(Entry.organ_id, Entry.seq).execution_options(yield_per=1000)
    ):
        tree.append(leaf_hash(body))
    return Manifest.model_validate(
        {
            "program": program,
            "made_at": made_at.isoformat(timespec="seconds"),
            "mode": instance.mode if instance else "",
            "origin": instance.origin if instance else "",
            "database": kind,
            "revision": session.scalar(text("SELECT version_num FROM alembic_version")) or "",
            "log": head or "",
            "size": tree.size,
            "root": tree.root().hex(),
            "checkpoint": session.scalar(select(Checkpoint.file).order_by(Checkpoint.size.desc()).limit(1)) or "",
            "members": members,
            "damaged": damaged,
        }
    )
