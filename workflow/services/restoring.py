"""Restoring a backup: every byte of it is checked before anything is written, and it is written into an empty place only."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

from pydantic import ValidationError
from sqlalchemy import create_engine, make_url, text

from workflow.domain.text import Text
from workflow.models.protection import STATEMENTS
from workflow.services import pgclient
from workflow.services.backups import (
    CHUNK,
    DATABASE,
    MANIFEST,
    SUM,
    BackupRefused,
    Manifest,
    Member,
    Progress,
)
from workflow.services.files import put
from workflow.services.unit import Session
from workflow.trail.folders import sync

CHECKING = Text("正在核对备份", "checking the backup")
RESTORING = Text("正在恢复文件", "restoring files")

_NAMES = re.compile("|".join((*DATABASE.values(), MANIFEST, SUM, "files/[0-9a-f]{2}/[0-9a-f]{62}")).replace(".", "[.]"))
_LISTED_LIMIT = 256 * 1024 * 1024


class BackupDamaged(BackupRefused):
    """The file is no backup, or not as it was made."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(
            Text(f"备份已损坏，没有写入任何内容：{zh}。", f"The backup is damaged; nothing was written: {en}.")
        )


def examine(file: Path, progress: Progress = lambda *_: None) -> Manifest:
    """Read a backup from end to end and hold every member against the manifest. Raises BackupDamaged."""
    found: dict[str, Member] = {}
    kept: dict[str, bytes] = {}
    with _opened(file) as tar:
        for info, stream in _members(tar):
            if info.name in found:
                raise BackupDamaged(f"{info.name}有两个", f"there are two of {info.name}")
            if info.name in (MANIFEST, SUM):
                kept[info.name] = stream.read(_LISTED_LIMIT)
                found[info.name] = _member(info.name, kept[info.name])
            else:
                digest, size = _digest(stream)
                found[info.name] = Member(name=info.name, sha256=digest, size=size)
            progress(CHECKING, info.offset_data + info.size, file.stat().st_size)
    manifest = _manifest(kept)
    listed = {each.name: each for each in manifest.members}
    for name in sorted(listed.keys() | found.keys() - kept.keys()):
        if name not in found:
            raise BackupDamaged(f"缺少{name}", f"{name} is missing")
        if found[name] != listed.get(name):
            raise BackupDamaged(f"{name}与清单不符", f"{name} is not what the manifest says")
    if DATABASE[manifest.database] not in listed:
        raise BackupDamaged("没有数据库", "there is no database in it")
    return manifest


def _manifest(kept: dict[str, bytes]) -> Manifest:
    if kept.keys() != {MANIFEST, SUM}:
        raise BackupDamaged("没有清单，文件不完整", "it has no manifest: its end is missing")
    listed = kept[MANIFEST]
    if kept[SUM] != f"{hashlib.sha256(listed).hexdigest()}  {MANIFEST}\n".encode():
        raise BackupDamaged("清单与其摘要不符", "the manifest is not the one its digest was made of")
    try:
        return Manifest.model_validate_json(json.dumps(json.loads(listed)))
    except (ValidationError, ValueError):
        raise BackupDamaged("清单不能识别", "the manifest cannot be read") from None


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(file, "r:") as tar:
            yield tar
    except (tarfile.TarError, UnicodeError, EOFError):
        raise BackupDamaged("不是完整的备份文件", "it is not a whole backup file") from None


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """The members, of which no name is ever used as a path: it is one of those a backup has, or none."""
    for info in tar:
        # a sparse member says of itself how long it is
        stream = tar.extractfile(info) if info.isreg() and not info.issparse() else None
        if stream is None or not _NAMES.fullmatch(info.name):
            raise BackupDamaged(f"含有不属于备份的{info.name[:80]!r}", f"{info.name[:80]!r} does not belong in it")
        with stream:
            yield info, stream


def _digest(stream: IO[bytes]) -> tuple[str, int]:
    state, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        state.update(chunk)
        size += len(chunk)
    return state.hexdigest(), size


def _member(name: str, content: bytes) -> Member:
    return Member(name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _refuse_unless_fit(manifest: Manifest, url: str, files: Path, revisions: Collection[str]) -> None:
    """Raise BackupRefused unless a backup can be restored here: same kind of database, a known form, an empty place."""
    kind = make_url(url).get_backend_name()
    if manifest.database != kind:
        raise BackupRefused(
            Text(
                f"备份来自 {manifest.database}，DATABASE_URL 是 {kind}：请恢复到同一种数据库。",
                f"The backup is of {manifest.database}, DATABASE_URL is {kind}: restore it into the same kind.",
            )
        )
    if manifest.revision not in revisions:
        raise BackupRefused(
            Text(
                f"备份的数据库版本 {manifest.revision} 新于本程序，请先更新程序。",
                f"The database in the backup ({manifest.revision}) is newer than this program: update the program.",
            )
        )
    if not _empty(url):
        raise BackupRefused(
            Text(
                "数据库中已有数据，没有恢复。请恢复到空的数据库。",
                "There is data in the database; nothing was restored. Restore into an empty one.",
            )
        )
    if files.is_dir() and any(files.iterdir()):
        raise BackupRefused(
            Text(
                f"文件目录 {files} 不是空的，没有恢复。请另设 SHENJUE_FILES_DIR 或者先将其移走。",
                f"The folder of files {files} is not empty; nothing was restored. Set SHENJUE_FILES_DIR, or move it away.",
            )
        )


def _empty(url: str) -> bool:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        if not path.exists() or not path.stat().st_size:
            return True
        # our own connections leave a file with a head and nothing in it
        with closing(sqlite3.connect(path)) as connection:
            return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    engine = create_engine(url)
    try:
        with Session(engine) as session:
            counted = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            return not session.scalar(text(counted))
    finally:
        engine.dispose()


def restore(
    file: Path,
    manifest: Manifest,
    url: str,
    files: Path,
    *,
    revisions: Collection[str],
    migrate: Callable[[str], None],
    progress: Progress = lambda *_: None,
) -> None:
    """Put a backup that was examined into its place, which has to be empty, and bring the database to the newest form.

    `revisions` are the forms this program knows; `migrate` is told the URL. What fails leaves the place as it was, except a
    PostgreSQL database that was loaded whole and could not be brought to the newest form: that is kept with its files.
    Raises BackupRefused (NotBrought), ClientFailed, OSError.
    """
    _refuse_unless_fit(manifest, url, files, revisions)
    sqlite, there = manifest.database == "sqlite", files.is_dir()
    place = Path(make_url(url).database or "") if sqlite else files
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(place.name + ".restoring")
    try:
        try:
            _unpack(file, manifest, files, draft, progress)
            if sqlite:
                _bring(
                    migrate, make_url(url).set(database=str(draft)).render_as_string(hide_password=False), NOT_RESTORED
                )
                _put(draft, place)
            else:
                _load(url, draft)
        except BaseException:
            _take_back(manifest, files, there)
            raise
        if sqlite:
            sync(place.parent)
        else:
            _bring(_close, url, KEPT)
            _bring(migrate, url, KEPT)
    finally:
        _remove(draft)


NOT_RESTORED = Text("数据库和文件目录保持原样", "Database and files are as they were")
KEPT = Text(
    "数据库和文件已全部载入，没有删除。排除原因后依次运行 shenjue migrate、shenjue database grant、shenjue verify，"
    "或者清空数据库和文件目录后重新恢复；在此之前不要启动程序",
    "The database and the files were loaded whole, and are kept. Mend the cause and run shenjue migrate, shenjue database "
    "grant and shenjue verify; or empty both and restore again. Do not start the program before",
)


class NotBrought(BackupRefused):
    """The database of a backup could not be brought to the newest form; what follows from it is said."""

    def __init__(self, error: BaseException, follows: Text) -> None:
        why = " ".join(str(error).split())[:300] or type(error).__name__
        super().__init__(
            Text(
                f"备份中的数据库未能升级到最新版本（{why}）。{follows.zh}。",
                f"The database of the backup could not be brought to the newest form ({why}). {follows.en}.",
            )
        )


def _bring(bring: Callable[[str], None], url: str, follows: Text) -> None:
    try:
        bring(url)
    except (Exception, KeyboardInterrupt) as error:
        raise NotBrought(error, follows) from error


def _put(draft: Path, place: Path) -> None:
    _remove(place)
    draft.replace(place)


def _take_back(manifest: Manifest, files: Path, there: bool) -> None:
    """Remove the files that a backup put in; what else is there is somebody else's, and so is a folder that was there."""
    for each in manifest.members:
        if each.name.startswith("files/"):
            (files / each.name.removeprefix("files/")).unlink(missing_ok=True)
    folders = sorted((each for each in files.glob("*") if each.is_dir()), reverse=True)
    for folder in [*folders, *([] if there else [files])]:
        with suppress(OSError):
            folder.rmdir()


def _unpack(file: Path, manifest: Manifest, files: Path, draft: Path, progress: Progress) -> None:
    listed = {each.name: each for each in manifest.members}
    with _opened(file) as tar:
        count = 0
        for info, stream in _members(tar):
            if info.name.startswith("files/"):
                count += 1
                progress(RESTORING, count, len(listed) - 1)
                content = stream.read()
                _same(listed, _member(info.name, content))
                put(files, info.name.removeprefix("files/").replace("/", ""), content)
            elif info.name in listed:
                with closing(os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")) as out:
                    shutil.copyfileobj(stream, out, CHUNK)
                    out.flush()
                    os.fsync(out.fileno())
                with draft.open("rb") as copied:
                    digest, size = _digest(copied)
                _same(listed, Member(name=info.name, sha256=digest, size=size))


def _same(listed: dict[str, Member], found: Member) -> None:
    if listed.get(found.name) != found:
        raise BackupDamaged(f"{found.name}在恢复期间被改动", f"{found.name} was changed meanwhile")


def _load(url: str, draft: Path) -> None:
    """Load a dump of PostgreSQL whole or not at all."""
    engine = create_engine(url)
    try:
        with Session(engine) as session:
            version = pgclient.major(session)
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(draft))
        pgclient.run("pg_restore", version, url, *options)
    finally:
        engine.dispose()


def _close(url: str) -> None:
    """Close the functions of the log to everybody, as they were."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in STATEMENTS["postgresql"]:
                if statement.startswith("REVOKE"):
                    connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
