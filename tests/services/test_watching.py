"""A log that is not the one that was signed is neither served nor written on, nor where nobody can say whether it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from tests import sealing
from tests.backing import grow, run
from tests.databases import attacking, cut_off_last, lift_protection, put_back_protection, rewrite_entry
from tests.helpers import PASSWORD, token_in
from workflow.checkpointfile import checkpoint_group
from workflow.models.trail import Entry
from workflow.services import signers
from workflow.signing import sign_once
from workflow.trail import statefile
from workflow.verifyfile import verify_command
from workflow.wiring import NotReady, check, db

OURS = {"Sec-Fetch-Site": "same-origin"}


def folder_of(app: Flask) -> Path:
    return app.extensions["shenjue"].settings.signer


def length(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Entry).count()


@pytest.fixture
def signed(year: Flask) -> Flask:
    """The year, its log signed as it stands."""
    with year.app_context():
        sealing.issue(year, db.session)
    return year


def put_back_older(app: Flask) -> None:
    """An older state of the database in the place of the newer, while the program runs."""
    with app.app_context():
        for _ in range(2):
            cut_off_last(db.engine.url)


@pytest.fixture
def post(signed: Flask, in_year) -> Callable[[], tuple[int, str]]:
    """Somebody tries to write: the status and the page they get."""
    client = in_year("staff")
    token = token_in(client.get("/account/password").text)
    typed = {"old": "wrong", "new": "correct horse staple", "again": "correct horse staple", "csrf_token": token}

    def send() -> tuple[int, str]:
        answer = client.post("/account/password", data=typed, headers=OURS)
        return answer.status_code, answer.text

    return send


def ready(app: Flask) -> None:
    with app.app_context():
        check(app)


@pytest.mark.one_database
def test_a_log_that_grew_past_what_was_signed_is_found_out_at_the_start(signed):
    ready(signed)
    put_back_older(signed)
    with signed.app_context(), pytest.raises(NotReady, match="2 in all"):
        check(signed)
    grow(signed, 5)
    with signed.app_context(), pytest.raises(NotReady, match="are not those that were signed"):
        check(signed)


@pytest.mark.one_database
def test_an_entry_rewritten_below_what_was_signed_is_found_out_at_the_start(signed):
    with signed.app_context():
        rewrite_entry(db.engine.url, 7)
    with signed.app_context(), pytest.raises(NotReady, match="were rewritten"):
        check(signed)


@pytest.mark.one_database
def test_a_leaf_that_is_none_is_no_way_to_be_served(signed):
    with signed.app_context(), attacking(db.engine.url) as connection:
        lift_protection(connection)
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.execute(update(Entry.__table__).where(Entry.seq == 7).values(leaf=b"x"))
        put_back_protection(connection)
    with signed.app_context(), pytest.raises(NotReady, match="were rewritten"):
        check(signed)
    run(signed, verify_command, code=1)


def test_whoever_writes_is_told_when_an_older_database_came_back_meanwhile(signed, post):
    assert post()[0] != 503
    put_back_older(signed)
    status, page = post()
    assert status == 503
    assert "缺少已签署的条目" in page
    grow(signed, 5)
    status, page = post()
    assert status == 503
    assert "与已签署的不同" in page


@pytest.mark.one_database
def test_what_was_signed_after_the_start_is_watched_too(signed, post):
    assert post()[0] != 503
    grow(signed, 3)
    with signed.app_context():
        sealing.issue(signed, db.session)
    assert post()[0] != 503
    put_back_older(signed)
    grow(signed, 2)
    assert post()[0] == 503


@pytest.mark.one_database
def test_a_signature_and_another_database_between_two_requests_are_told_apart(signed, post):
    """The memory is new and so are the entries: what was held before shows that they do not belong together."""
    assert post()[0] != 503
    grow(signed, 3)
    with signed.app_context():
        sealing.issue(signed, db.session)
    put_back_older(signed)
    grow(signed, 4)
    assert post()[0] == 503


@pytest.mark.one_database
def test_what_the_signer_refuses_is_not_written_on(signed, post):
    """An entry far below is rewritten: who writes does not read it, the signer does, once a minute."""
    assert post()[0] != 503
    with signed.app_context():
        rewrite_entry(db.engine.url, 7)
    sign_once(signed, always=True)
    status, page = post()
    assert status == 503
    assert "拒绝签署" in page


@pytest.mark.one_database
def test_reading_goes_on_and_whoever_watches_can_sign_in(signed, in_year):
    put_back_older(signed)
    assert in_year("auditor").get("/audit").status_code == 200
    client = signed.test_client()
    token = token_in(client.get("/sign-in").text)
    answer = client.post("/sign-in", data={"login": "auditor", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code != 503
    assert client.get("/public/log").status_code == 200


@pytest.mark.one_database
def test_to_watch_costs_one_look_at_the_last_entry(signed):
    watch = signed.extensions["shenjue"].watch
    with signed.app_context():
        assert watch.stopped(db.session) is None
        seen: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
        assert watch.stopped(db.session) is None
        assert len([each for each in seen if "FROM entry" in each]) == 1
        assert all("= ?" in each for each in seen if "FROM entry" in each)


# -- a folder that cannot be read --------------------------------------------------------------------------------------


@pytest.fixture(params=["no folder", "closed", "memory"])
def unreadable(request, signed, monkeypatch) -> Flask:
    """The signer's folder is there, and this account cannot read it, or not all of it."""
    folder = folder_of(signed)
    if request.param == "no folder":
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("")
    elif request.param == "closed":

        def refused(*_: object) -> None:
            raise PermissionError(13, "Permission denied", str(folder))

        monkeypatch.setattr(signers, "listdir", refused)
    else:
        read = statefile.Path.read_text

        def reads(path: Path, *given: object, **more: object) -> str:
            if path.name == "log.json":
                raise PermissionError(13, "Permission denied", str(path))
            return read(path, *given, **more)

        monkeypatch.setattr(statefile.Path, "read_text", reads)
    return signed


@pytest.mark.one_database
def test_where_the_folder_of_the_signer_cannot_be_read_nothing_is_served(unreadable):
    with unreadable.app_context(), pytest.raises(NotReady) as said:
        check(unreadable)
    assert "无法读取签名目录" in str(said.value)
    assert "SHENJUE_SIGNER_DIR" in str(said.value)
    assert str(folder_of(unreadable)) in str(said.value)


@pytest.mark.one_database
def test_nor_is_it_called_sound_nor_signed(unreadable):
    assert "无法读取签名目录" in run(unreadable, verify_command, code=2).output
    assert "无法读取签名目录" in run(unreadable, checkpoint_group, "issue", code=1).output


@pytest.mark.one_database
def test_a_folder_that_becomes_unreadable_stops_writing(signed, post, monkeypatch):
    assert post()[0] != 503

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(signers, "listdir", refused)
    status, page = post()
    assert status == 503
    assert "无法读取签名目录" in page
    # a visitor is not told what lies where
    answer = signed.test_client().post("/clock")
    assert answer.status_code == 503
    assert "暂停录入" in answer.text
    assert "签名目录" not in answer.text


@pytest.mark.one_database
def test_every_page_says_that_the_log_is_not_the_one_that_was_signed(signed, monkeypatch):
    said, visitor = "审计日志与签署记录未能核对一致", signed.test_client()
    assert said not in visitor.get("/public/").text

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(signers, "listdir", refused)
    for path in ("/public/", "/public/decisions", "/public/log", "/login"):
        page = visitor.get(path).text
        assert page.count(said) == 1, path
        # a visitor is not told what lies where
        assert "签名目录" not in page
    assert said not in visitor.post("/clock").text  # which says it itself


@pytest.mark.one_database
def test_an_account_that_has_no_signer_serves(year):
    """The log is signed by another account elsewhere: this one was told of a folder of its own, or of none."""
    ready(year)
    folder_of(year).mkdir()
    ready(year)
    with year.app_context():
        assert db.session.scalar(select(Entry.seq).limit(1)) == 0
