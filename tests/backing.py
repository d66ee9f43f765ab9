"""Backups made and restored by the commands, as an administrator does, for the tests of them."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click
from click.testing import Result
from flask import Flask

from tests.helpers import slipping_in
from tests.walk import Walk
from workflow import create_app
from workflow.services import files
from workflow.services.identity import actor_of
from workflow.settings import Settings
from workflow.wiring import db

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def grow(app: Flask, entries: int = 1) -> None:
    """Some more entries in the log."""
    with app.app_context():
        staff = actor_of(db.session, 1)
        assert staff is not None
        for _ in range(entries):
            Walk(db.session, {"staff": staff}).take("initiation.propose", "staff", 0)


def upload(app: Flask, name: str, content: bytes = PDF) -> str:
    """A file in the store and in the table of files; its digest."""
    house = app.extensions["shenjue"]
    with app.app_context():
        ref = files.save(house.settings.files, name, io.BytesIO(content), len(content))
        with slipping_in(db.session):
            files.register(db.session, ref, house.real_now())
    return ref.digest


def run(app: Flask, command: click.Command, *arguments: object, code: int = 0, typed: str = "") -> Result:
    """Run a command of ours on this application, whatever else a test has open, and expect its exit code."""
    with app.app_context():
        done = app.test_cli_runner().invoke(command, [str(each) for each in arguments], input=typed)
    assert done.exit_code == code, (done.output, done.exception)
    return done


@contextmanager
def opened(settings: Settings, clock: Callable[..., object]) -> Iterator[Flask]:
    """An application as a command starts it, whatever its database is."""
    app = create_app(settings, real_now=clock)
    app.config["TESTING"] = True
    try:
        yield app
    finally:
        with app.app_context():
            db.session.close()
            db.engine.dispose()


def members(file: Path) -> dict[str, bytes]:
    """What is in a backup."""
    with tarfile.open(file, "r:") as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]


def packed(file: Path, content: list[tuple[str, bytes]]) -> Path:
    """A tar of these members, as somebody else writes it."""
    with tarfile.open(file, "w") as tar:
        for name, data in content:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return file


HOUR = timedelta(hours=1)
