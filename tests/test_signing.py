"""The log is signed while the site is served: where there is a signer, whenever it grew, and never against its memory."""

from __future__ import annotations

import json
import logging
import threading
import time

import click
import pytest

from tests import backing, sealing
from tests.backing import run
from tests.databases import cut_off_last
from tests.helpers import step_into
from tests.walk import Walk
from workflow.checkpointfile import checkpoint_group
from workflow.domain.terms import Role
from workflow.epochfile import epoch_group
from workflow.instancefile import serve_command
from workflow.services import checkpoints, signers
from workflow.services.identity import actor_of
from workflow.signing import demonstration_signer, sign_once, signing
from workflow.wiring import NotReady, check, db


def sizes(session) -> list[int]:
    session.rollback()
    return [each.size for each in checkpoints.points(session)]


def grow(session) -> None:
    Walk(session, {"staff": actor_of(session, 1)}).take("initiation.propose", "staff", 0)


def checked(app) -> None:
    with app.app_context():
        check(app)


def wait_for(session, count: int) -> list[int]:
    until = time.monotonic() + 10
    while len(sizes(session)) < count and time.monotonic() < until:
        time.sleep(0.02)
    return sizes(session)


def test_without_a_signer_nothing_is_signed(year, year_session):
    with signing(year, 1):
        assert "shenjue-signing" not in {each.name for each in threading.enumerate()}
    sign_once(year)
    assert sizes(year_session) == []


def test_it_is_signed_at_the_start_and_again_when_it_grew(year, year_session, monkeypatch):
    sealing.signer_of(year)
    with signing(year, 0):
        assert sizes(year_session) == []
    # a tenth of a second stands in for the seconds of the settings
    with signing(year, 0.1):  # type: ignore[arg-type]
        (first,) = wait_for(year_session, 1)
        grow(year_session)
        assert wait_for(year_session, 2) == [first + 1, first]
    assert "shenjue-signing" not in {each.name for each in threading.enumerate()}


def test_serving_signs_until_it_is_stopped(year, year_session, monkeypatch, lasting):
    served = []

    class Server:
        def run(self) -> None:
            served.append(wait_for(year_session, 1))

    monkeypatch.setattr("waitress.create_server", lambda *_, **__: Server())
    monkeypatch.setattr("signal.signal", lambda *_: None)
    sealing.signer_of(year)
    answer = year.test_cli_runner().invoke(serve_command)
    assert answer.exit_code == 0, answer.output
    assert [len(each) for each in served] == [1]
    assert "shenjue-signing" not in {each.name for each in threading.enumerate()}


def test_a_refusal_is_said_loudly_and_on_the_audit_page_until_it_is_over(year, year_session, in_year, caplog):
    house = year.extensions["shenjue"]
    memory = house.settings.signer / signers.MEMORY
    sealing.issue(year, year_session)
    older = memory.read_bytes()
    grow(year_session)
    sign_once(year)
    newer = memory.read_bytes()
    memory.write_bytes(older)
    grow(year_session)
    with caplog.at_level(logging.CRITICAL):
        sign_once(year)
    assert "拒绝签署审计日志" in caplog.text
    assert len(sizes(year_session)) == 2
    auditor = in_year("auditor")
    assert "签署程序拒绝签署当前日志" in auditor.get("/audit").text
    memory.write_bytes(newer)
    sign_once(year)
    assert len(sizes(year_session)) == 3
    assert "签署程序拒绝签署当前日志" not in auditor.get("/audit").text


def test_what_goes_wrong_once_does_not_end_it(year, year_session, monkeypatch, caplog):
    sealing.signer_of(year)
    with monkeypatch.context() as broken:
        broken.setattr(checkpoints, "issue", lambda *_: 1 / 0)
        sign_once(year)
    assert "could not be signed" in caplog.text
    sign_once(year)
    assert len(sizes(year_session)) == 1


@pytest.mark.sqlite
def test_a_demonstration_makes_its_signer_and_sets_an_older_one_aside(year):
    folder = year.extensions["shenjue"].settings.signer
    demonstration_signer(year, anew=True)
    first = (folder / signers.KEY).read_bytes()
    demonstration_signer(year, anew=False)
    assert (folder / signers.KEY).read_bytes() == first
    demonstration_signer(year, anew=True)
    assert (folder / signers.KEY).read_bytes() != first
    assert first in {path.read_bytes() for path in folder.iterdir()}


@pytest.mark.one_database
def test_a_signer_that_was_only_begun_is_none_and_is_begun_again(year):
    """The power failed between its memory and its key: the program starts, and so does signing."""
    folder = year.extensions["shenjue"].settings.signer
    demonstration_signer(year, anew=False)
    (folder / signers.KEY).unlink()
    checked(year)
    assert signers.signer_in(folder) is None
    demonstration_signer(year, anew=False)
    assert signers.signer_in(folder)


def test_with_the_signer_in_a_process_of_its_own_work_goes_on_while_it_is_away(year, make_app, tmp_path, lasting):
    before = year.extensions["shenjue"]
    keys = tmp_path / "of the other account"
    signer = signers.create_signer(keys, before.settings.log_origin, b"L" * 32)
    with sealing.place_of_socket() as path:
        apart = {"signer_process": f"unix:{path}", "sign_seconds": 0}
        app = make_app(before.settings.model_copy(update=apart))
        client = app.test_client()
        step_into(client, f"P-{[each.value for each in Role].index('auditor') + 1:04d}")

        def looked(code: int, command: click.Command, *arguments: str) -> tuple[str, str]:
            """The auditor's page, and what a command says."""
            return client.get("/audit").text, run(app, command, *arguments, code=code).output

        checked(app)
        backing.grow(app)
        assert not sign_once(app)
        page, said = looked(1, checkpoint_group, "issue")
        assert "检查点待签" in page
        assert str(path) in page
        with sealing.answering(path, lambda: signers.kept_in(keys)):
            app.extensions["shenjue"].watch._asked_anew = 0.0
            checked(app)
            assert sign_once(app)
            page, said = looked(0, checkpoint_group, "issue")
            assert "检查点待签" not in page
            assert f"\n{signer.last().size}\n" in said
            for command, words in ((checkpoint_group, "init"), (epoch_group, "open")):
                assert "以签署程序的账号运行" in run(app, command, words, code=1).output
            assert json.loads(run(app, checkpoint_group, "key").stdout)["logs"]
            # a database put back to an older state is neither signed nor written on, as with a key of one's own
            app.extensions["shenjue"].watch._asked_anew = 0.0
            with app.app_context():
                db.session.close()
                cut_off_last(db.engine.url)
            with app.app_context(), pytest.raises(NotReady, match="1 in all"):
                check(app)
            assert "由备份恢复" in run(app, checkpoint_group, "issue", code=1).output
    assert not before.settings.signer.exists()
