"""A decision exported from the web is a file of `shenjue check`, and checks to the same findings."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select

from tests.demonstration import REAL_NOW, copied, loaded
from tests.helpers import Clock, step_into
from workflow import create_app
from workflow.checkfile import check_bytes
from workflow.domain.calendar import WorkingCalendar
from workflow.domain.checking import check_dossier, setting_of
from workflow.domain.dossierfile import read_dossier
from workflow.domain.lawfiles import library
from workflow.domain.schema import schema
from workflow.models.decisions import Decision
from workflow.services import accounts, clock, dossiers
from workflow.wiring import db


def test_every_decision_of_the_demonstration(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> None:
    settings = copied(loaded(tmp_path_factory), tmp_path / "site")
    app = create_app(settings, real_now=Clock(REAL_NOW))
    client = app.test_client()
    with app.app_context():
        today = clock.today(clock.now(db.session, settings, REAL_NOW))
        office = next(one for one in accounts.accounts(db.session) if "office" in one.roles)
        rows = list(db.session.scalars(select(Decision).order_by(Decision.number)))
        kept = {row.number: (library().rulebook(row.rulebook), dossiers.dossier_of(db.session, row)) for row in rows}
        db.session.close()
    step_into(client, office.public_id)
    valid = Draft202012Validator(schema())
    for number, (rulebook, dossier) in kept.items():
        answer = client.get(f"/decisions/{number}/dossier.json")
        assert answer.status_code == 200, number
        valid.validate(json.loads(answer.data))
        assert read_dossier(answer.data) == dossier
        setting = setting_of(rulebook, today, WorkingCalendar())
        report = check_bytes(answer.data, today)
        assert report.rulebook.label == rulebook.label
        assert list(report.findings) == check_dossier(rulebook, dossier, setting)
        # what the one door let through is lawful, unless the door was told a reason; a later check finds no more
        assert [each for each in check_bytes(answer.data, today + timedelta(days=1)).unmet if each.stops] == [], number
    with app.app_context():
        db.engine.dispose()
