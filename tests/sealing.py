"""A signer for the log of an application, and a county that cosigns, for the tests of whatever shows what they signed."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from workflow.services import checkpoints, signers
from workflow.services.checkpoints import Point
from workflow.services.unit import Session
from workflow.signerfile import listening
from workflow.trail.note import public_key
from workflow.trail.signer import LogSigner
from workflow.trail.signerprocess import Signers, serve
from workflow.trail.trust import LogTrust, Trust
from workflow.trail.witness import Witness

SIGNED = datetime(2026, 7, 1, 1, 0, tzinfo=UTC)
COSIGNED = datetime(2026, 7, 2, 1, 0, tzinfo=UTC)
COUNTY = "county.example/witness"


def signer_of(app: Flask) -> LogSigner:
    """The signer of the log, made where there is none yet."""
    settings = app.extensions["shenjue"].settings
    return signers.signer_in(settings.signer) or signers.create_signer(settings.signer, settings.log_origin, b"L" * 32)


@contextmanager
def place_of_socket() -> Iterator[Path]:
    """Where a socket may be: the name of one has 107 bytes at most, and the places of tests are long."""
    with tempfile.TemporaryDirectory() as place:
        yield Path(place) / "signer"


@contextmanager
def answering(path: Path, load: Signers) -> Iterator[None]:
    """The loop of the signer's process, for as long as the block lasts."""
    with listening(path) as listener:
        served = threading.Thread(target=serve, args=(listener, load), daemon=True)
        served.start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            served.join(5)


def issue(app: Flask, session: Session, at: datetime = SIGNED) -> Point:
    """Sign the log as it stands."""
    return checkpoints.issue(session, signer_of(app), at)


def _county(place: Path) -> Witness:
    files = place / "county.key", place / "county.json"
    return Witness(*files) if files[0].exists() else Witness.create(*files, COUNTY, b"C" * 32)


def county_trusted(app: Flask, place: Path) -> Trust:
    """The key of the log, and that of the county, which has to have cosigned."""
    keys = {origin: (public_key(vkey),) for origin, vkey in signer_of(app).vkeys.items()}
    return Trust(tuple(LogTrust(*each, 1) for each in keys.items()), (_county(place).key,))


def cosign(app: Flask, session: Session, place: Path, at: datetime = COSIGNED) -> Point:
    """Have the county cosign the newest checkpoint."""
    county = _county(place)
    keys = {origin: (public_key(vkey),) for origin, vkey in signer_of(app).vkeys.items()}
    trust = county_trusted(app, place)
    asked = checkpoints.requests(session, checkpoints.cosigned_size(session, COUNTY))
    newest = checkpoints.newest_point(session)
    assert newest is not None
    checkpoints.take(session, trust, "".join(county.add(each, keys, at) for each in asked), newest.size)
    return checkpoints.point_of(session, newest.size)
