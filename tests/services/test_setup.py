"""The beginning of an instance: the one-time token, the first account, and databases that stay what they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.helpers import KEY, ORIGIN
from workflow.domain.text import Text
from workflow.services import accounts, organ, setup
from workflow.services.accounts import AccountRefused
from workflow.settings import Settings
from workflow.wiring import NotReady, check, db

PASSWORD = "a first long password"


@pytest.fixture
def production(make_app, production_settings) -> Iterator[object]:
    with make_app(production_settings).app_context():
        yield db.session


def begin(session, settings, token, now, **changes):
    fields = {
        "organ_name": Text("清泉乡人民政府", ""),
        "login": "admin",
        "name": "管理员",
        "post": "",
        "password": PASSWORD,
    }
    return setup.first_admin(session, settings, token=token, real_now=now, **{**fields, **changes})


def test_the_token_makes_the_first_account_once(production, production_settings, clock):
    token = setup.make_token(production, real_now=clock())
    person_id = begin(production, production_settings, f" {token} ", clock())
    actor = accounts.actor_of(production, person_id)
    assert (actor.public_id, actor.roles) == ("P-0001", {"admin"})
    assert organ.organ(production).name == Text("清泉乡人民政府", "清泉乡人民政府")
    with pytest.raises(AccountRefused, match="accounts already"):
        begin(production, production_settings, token, clock(), login="second")
    with pytest.raises(AccountRefused, match="accounts already"):
        setup.make_token(production, real_now=clock())


def test_a_token_is_good_for_24_hours(production, production_settings, clock):
    token = setup.make_token(production, real_now=clock())
    with pytest.raises(AccountRefused, match="expired"):
        begin(production, production_settings, token, clock() + timedelta(hours=24))
    assert begin(production, production_settings, token, clock() + timedelta(hours=24, seconds=-1))


def test_a_new_token_ends_the_one_before(production, production_settings, clock):
    first = setup.make_token(production, real_now=clock())
    second = setup.make_token(production, real_now=clock())
    for wrong in (first, "made up", ""):
        with pytest.raises(AccountRefused, match="token"):
            begin(production, production_settings, wrong, clock())
    assert begin(production, production_settings, second, clock())


def test_a_refused_beginning_does_not_use_the_token_up(production, production_settings, clock):
    token = setup.make_token(production, real_now=clock())
    with pytest.raises(AccountRefused):
        begin(production, production_settings, token, clock(), password="short")
    assert organ.organ(production) is None
    assert begin(production, production_settings, token, clock())


def test_a_database_stays_what_it_was_begun_as(make_app, settings, production_settings):
    demo = make_app(settings)
    as_production = Settings(
        mode="production",
        secret_key=KEY,
        origin=ORIGIN,
        instance_dir=settings.instance_dir,
        database_url=settings.database,
    )
    with demo.app_context(), pytest.raises(setup.WrongInstance, match="demonstration"):
        setup.mark(db.session, as_production, real_now=demo.extensions["shenjue"].real_now())
    make_app(production_settings)
    as_demo = Settings(mode="demo", instance_dir=settings.instance_dir, database_url=production_settings.database)
    with pytest.raises(setup.WrongInstance, match="production"):
        make_app(as_demo)


def test_an_application_on_the_wrong_database_is_not_ready(make_app, settings, monkeypatch, lasting):
    app = make_app(settings)
    house = app.extensions["shenjue"]
    monkeypatch.setattr("workflow.wiring.pending", lambda app: False)
    check(app)
    house.settings = Settings(
        mode="production",
        secret_key=KEY,
        origin=ORIGIN,
        instance_dir=settings.instance_dir,
        database_url=settings.database,
    )
    with pytest.raises(NotReady, match="演示环境"):
        check(app)


def test_a_log_keeps_its_name(make_app, settings):
    app = make_app(settings)
    other = settings.model_copy(update={"origin": "other.local/x"})
    with app.app_context(), pytest.raises(setup.WrongInstance, match=r"other\.local"):
        setup.verify_mark(db.session, other)


def test_the_rules_an_organ_follows_are_named_in_the_settings(production, production_settings, clock):
    token = setup.make_token(production, real_now=clock())
    elsewhere = production_settings.model_copy(update={"profile": "nowhere"})
    with pytest.raises(AccountRefused, match="No rules named “nowhere” are in force: set SHENJUE_PROFILE") as refused:
        begin(production, elsewhere, token, clock())
    assert "cq-township" in str(refused.value)
    begin(production, production_settings, token, clock())
    assert organ.organ(production).profile_id == "cq-township"
