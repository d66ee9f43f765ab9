"""The demonstration's data, loaded once for all tests that look at it: loading takes every step through the one door."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workflow import create_app
from workflow.demo import load
from workflow.settings import ROOT, Settings
from workflow.signing import demonstration_signer, sign_once
from workflow.wiring import db, migrate

REAL_NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""The real time at which the tests load and serve the demonstration; its own clock stands in December 2022."""

# whatever decides how the loaded database looks
_MAKERS = ("workflow/demo", "workflow/models", "workflow/law", "workflow/domain", "workflow/trail", "workflow/services")


def loaded(factory: pytest.TempPathFactory) -> Path:
    """A folder with the database and files of the demonstration as loaded. Only ever copied, never served.

    Kept between runs beside pytest's own folders, under a name that changes with what made it; the workers of one run
    share it, the first one loads.
    """
    base = factory.getbasetemp()
    shared = base.parent.parent if os.environ.get("PYTEST_XDIST_WORKER") else base.parent
    place = shared / f"demonstration-{_digest()}"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "shenjue.db").exists():
            # the newest few stay, as with pytest's own folders: another run may be copying from one of them
            for old in sorted(shared.glob("demonstration-*"), key=lambda each: each.stat().st_mtime)[:-3]:
                shutil.rmtree(old)
            draft = shared / f"demonstration-{os.getpid()}.loading"
            _load(draft)
            draft.rename(place)
    return place


def copied(source: Path, place: Path) -> Settings:
    """A demonstration of one's own in `place`, from what `loaded` gave."""
    shutil.copytree(source, place, dirs_exist_ok=True)
    return Settings(mode="demo", instance_dir=place)


def _digest() -> str:
    total = hashlib.sha256()
    for folder in _MAKERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".toml", ".json"):
                total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    for path in sorted((ROOT / "migrations").glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _load(place: Path) -> None:
    place.mkdir()
    settings = Settings(mode="demo", instance_dir=place)
    app = create_app(settings, real_now=lambda: REAL_NOW)
    migrate(app)
    with app.app_context():
        load(db.session, settings=settings, real_now=REAL_NOW)
        db.session.close()
    # as `shenjue serve` would
    demonstration_signer(app, anew=True)
    sign_once(app)
    with app.app_context():
        db.engine.dispose()
