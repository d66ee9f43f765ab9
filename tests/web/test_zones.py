"""Whatever zone the server keeps, the same is shown, written and counted: moments are UTC, days are China's."""

from __future__ import annotations

import datetime as dt
import re
import time
import zoneinfo
from collections.abc import Iterator

import pytest

from tests.longtier.recording import Many, Ran
from workflow.services import ledger
from workflow.services.clock import today

pytestmark = [pytest.mark.one_database, pytest.mark.trial("T21")]

# all that have a name, and one as POSIX writes them
ZONES = [*sorted(zoneinfo.available_timezones()), "CST-8"]
# a day ahead, a day behind, half an hour off in summer alone
FEW = ["Pacific/Kiritimati", "Pacific/Niue", "Australia/Lord_Howe"]
PATHS = {
    "office": (
        *("/report/2022/report.docx", "/report/2022/report.json", "/report/2022/report.xlsx", "/report/2022"),
        *("/decisions", "/decisions/2022-001", "/decisions/2022-001/dossier.json", "/work/2022"),
        *("/public/", "/public/decisions"),
    ),
    "auditor": ("/decisions/2022-001/trail", "/audit/log"),
}
# what is another with each request
_TOKEN = re.compile(rb'name="(csrf_token|key)"[^>]*>')
EDGES = [
    dt.datetime(2022, 1, 1, hour, minute, second, tzinfo=dt.UTC) + dt.timedelta(days=days)
    for days in (0, 30, 58, 364, 3652)
    for hour, minute, second in ((0, 0, 0), (15, 59, 59), (16, 0, 0), (23, 59, 59))
]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The zone of the server, put back afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def keep(zone: pytest.MonkeyPatch, name: str) -> None:
    zone.setenv("TZ", name)
    time.tzset()


def seen(browsers) -> dict[str, bytes]:
    """Everything that is looked at, by its place."""
    found = {}
    for role, browser in browsers.items():
        for path in PATHS[role]:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            found[path] = _TOKEN.sub(b"", answer.data)
    return found


def test_a_server_may_keep_any_zone(in_year, zone, many: Many, ran: Ran):
    keep(zone, "UTC")
    browsers = {role: in_year(role) for role in PATHS}
    expected = seen(browsers)
    moments = [(today(each), ledger.moment(each)) for each in EDGES]
    assert {day.isoformat() for day, _ in moments} != {said[:10] for _, said in moments}, "days are China's"
    for name in (zones := ZONES[: many(0, len(ZONES))] or FEW):
        keep(zone, name)
        assert [(today(each), ledger.moment(each)) for each in EDGES] == moments, name
        assert [path for path, was in seen(browsers).items() if was != expected[path]] == [], name
    ran(zones=len(zones))
