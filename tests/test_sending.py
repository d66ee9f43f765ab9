"""A witness is asked over HTTP: a real one that serves, and others that answer what they should not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from tests import sealing
from tests.sealing import COSIGNED, COUNTY
from workflow.checkpointfile import checkpoint_group
from workflow.sending import NotCosigned, post, send
from workflow.services import checkpoints
from workflow.services.organ import create_unit
from workflow.trail.note import NoteError, public_key
from workflow.trail.trust import LogTrust, Trust
from workflow.trail.witness import Witness
from workflow.witnessfile import application

# what goes over the network is the same for both; what is kept, the services' own tests ask of both
pytestmark = pytest.mark.one_database


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is written beside the tests' own output."""


@pytest.fixture
def serving() -> Iterator[Callable[[object], str]]:
    """The address at which a WSGI application is served."""
    servers = []

    def serve(app) -> str:
        server = make_server("127.0.0.1", 0, app, handler_class=_Quiet)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def keys(year):
    return {origin: (public_key(vkey),) for origin, vkey in sealing.signer_of(year).vkeys.items()}


@pytest.fixture
def county(tmp_path) -> Witness:
    return Witness.create(tmp_path / "county.key", tmp_path / "county.json", COUNTY, b"C" * 32)


@pytest.fixture
def trust(keys, county) -> Trust:
    return Trust(tuple(LogTrust(*each, 1) for each in keys.items()), (county.key,))


def grow(session) -> None:
    create_unit(session, actor=None, now=sealing.SIGNED, name=f"某办{checkpoints.newest_point(session).size}")


def test_it_is_cosigned_and_kept_and_again_when_the_log_grew(year, year_session, serving, county, keys, trust):
    address = serving(application(county, keys, lambda: COSIGNED))
    for _ in range(2):
        point = sealing.issue(year, year_session)
        assert [each.witness for each in send(year_session, f"{address}/", trust)] == [COUNTY]
        assert [each.witness for each in checkpoints.point_of(year_session, point.size).cosigned] == [COUNTY]
        assert send(year_session, address, trust, COUNTY) == []
        grow(year_session)


def test_an_answer_that_was_lost_on_the_way_is_made_up_for(year, year_session, serving, county, keys, trust):
    """The witness cosigned what is not known here: it says so, and the proof begins where it stands."""
    sealing.issue(year, year_session)
    for each in checkpoints.requests(year_session, 0):
        county.add(each, keys, COSIGNED)
    grow(year_session)
    newest = sealing.issue(year, year_session)
    assert send(year_session, serving(application(county, keys, lambda: COSIGNED)), trust)
    assert checkpoints.point_of(year_session, newest.size).cosigned


def test_what_a_witness_does_not_know_it_does_not_cosign(year, year_session, serving, county, trust):
    sealing.issue(year, year_session)
    with pytest.raises(NotCosigned, match="404"):
        send(year_session, serving(application(county, {}, lambda: COSIGNED)), trust)


def test_a_signature_of_somebody_else_is_not_kept(year, year_session, serving, keys, trust, tmp_path):
    point = sealing.issue(year, year_session)
    stranger = Witness.create(tmp_path / "other.key", tmp_path / "other.json", COUNTY, b"X" * 32)
    with pytest.raises(NoteError):
        send(year_session, serving(application(stranger, keys, lambda: COSIGNED)), trust)
    assert checkpoints.point_of(year_session, point.size).cosigned == ()


@pytest.mark.parametrize(
    ("status", "said", "told"),
    [
        ("302 Found", "", "302"),
        ("409 Conflict", "99999999", "409"),
        ("409 Conflict", "not a number", "409"),
        ("409 Conflict", "0", "409"),
        ("503 Service Unavailable", "稍后再试", "503"),
    ],
)
def test_whatever_else_is_answered_is_told(year, year_session, serving, trust, status, said, told):
    sealing.issue(year, year_session)

    def strange(_environ, start):
        start(status, [("Content-Type", "text/plain"), ("Location", "http://127.0.0.1:1/add-checkpoint")])
        return [said.encode()]

    with pytest.raises(NotCosigned, match=told):
        send(year_session, serving(strange), trust)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "witness.example", "", "http://", "http://127.0.0.1:99999"])
def test_an_address_that_is_none_is_told(address):
    with pytest.raises(NotCosigned):
        post(address, "")


def test_a_witness_that_is_not_there_is_told(serving):
    with pytest.raises(NotCosigned, match="cannot be reached"):
        post("http://127.0.0.1:1", "")


def test_the_command(year, year_session, serving, county, keys, trust, tmp_path):
    file = tmp_path / "trust.json"
    file.write_text(trust.encode(), "utf-8")
    runner = year.test_cli_runner()
    address = serving(application(county, keys, lambda: COSIGNED))
    early = runner.invoke(checkpoint_group, ["send", address, "--trust", str(file)])
    assert (early.exit_code, "checkpoint issue" in early.output) == (1, True)
    sealing.issue(year, year_session)
    assert COUNTY in runner.invoke(checkpoint_group, ["send", address, "--trust", str(file)]).output
    assert "已经收存" in runner.invoke(checkpoint_group, ["send", address, "--trust", str(file)]).output
    away = runner.invoke(checkpoint_group, ["send", "http://127.0.0.1:1", "--trust", str(file)])
    assert (away.exit_code, "无法连接见证单位" in away.output) == (1, True)
