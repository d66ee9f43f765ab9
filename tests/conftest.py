"""What the tests share: settings, an application on its own SQLite file, a clock, a small staffed organ."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import URL, Dialect, Engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests import databases
from tests.databases import Original, plain
from tests.helpers import KEY, ORIGIN, Clock, Staff, find_chromium, make_staff, staff_in, step_into
from tests.year import YEAR_BEGIN, YEAR_END, walk_year
from workflow import create_app
from workflow.domain.terms import Role
from workflow.services import passwords, setup
from workflow.settings import Settings
from workflow.wiring import alembic, db

BEGIN = datetime(2022, 8, 1, 1, 0, tzinfo=UTC)
"""The real time of a test that sets no other."""

pytest_plugins = ("tests.longtier.recording",)

# no test may depend on what the developer's shell has set
for _name in [name for name in os.environ if name.startswith("SHENJUE_")]:
    del os.environ[_name]
for _name in ("DATABASE_URL", "SECRET_KEY", "HOST", "PORT", "FLASK_ENV"):
    os.environ.pop(_name, None)


def _compiled_once() -> None:
    """The addresses of the thousands of applications of a run are the same: how one is built is compiled once."""
    compiled, builders = Rule._compile_builder, dict[tuple[object, ...], Any]()

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown
        if key not in builders:
            builders[key] = compiled(rule, append_unknown)
        return builders[key]

    Rule._compile_builder = builder  # type: ignore[assignment, method-assign]


_compiled_once()

# real parameters cost a fifth of a second each; that they are used outside the tests is a test of its own
passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", params=databases.KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """The database a test runs on; tests that are about one of them say so with a mark of its name."""
    return str(request.param)


@pytest.fixture(scope="session")
def empty_database(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Original:
    """A database in its newest form with nothing in it, made once and copied for each test."""
    place = tmp_path_factory.mktemp("empty")
    url = databases.new(database_kind, place)
    app = create_app(Settings(mode="demo", instance_dir=place, database_url=plain(url)))
    with app.app_context():
        alembic.upgrade()
    # the migration's own connection is given back with its context
    with app.app_context():
        db.engine.dispose()
    return Original(url)


@pytest.fixture
def lasting(database_kind: str) -> Iterator[None]:
    """A server that keeps what was committed, as one in production has to."""
    if database_kind == "postgresql":
        databases.server().keeps("on")
    yield
    if database_kind == "postgresql":
        databases.server().keeps("off")


@pytest.fixture
def copied() -> Iterator[Callable[[Original, Path], str]]:
    """Copies of databases for one test, as URLs; they are gone after it."""
    made: list[URL] = []

    def copy(original: Original, place: Path) -> str:
        made.append(original.copy(place))
        return plain(made[-1])

    yield copy
    for url in made:
        databases.drop(url)


@pytest.fixture
def clock() -> Clock:
    """The real time, as far as the application knows; a test may set it."""
    return Clock(BEGIN)


@pytest.fixture
def settings(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    empty_database: Original,
    copied: Callable[[Original, Path], str],
) -> Settings:
    """A demonstration on a database of its own, with people in it where the test asks for `staff`."""
    staffed = "staff" in request.fixturenames
    original: Original = request.getfixturevalue("staffed_database") if staffed else empty_database
    return Settings(mode="demo", instance_dir=tmp_path, database_url=copied(original, tmp_path))


@pytest.fixture
def production_settings(tmp_path: Path, empty_database: Original, copied: Callable[[Original, Path], str]) -> Settings:
    """A production instance on a database of its own, served over TLS."""
    place = tmp_path / "production"
    place.mkdir()
    return Settings(
        mode="production",
        instance_dir=place,
        database_url=copied(empty_database, place),
        secret_key=KEY,
        public_url="https://shenjue.test",
        origin=ORIGIN,
    )


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates compiled once for the hundreds of applications of a worker."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def compile_once() -> Callable[[Engine], None]:
    """Statements compiled once for the hundreds of databases of a worker, all of one kind."""
    dialects: dict[str, Dialect] = {}
    statements: dict[str, dict[Any, Any]] = {}

    def share(engine: Engine) -> None:
        name = engine.dialect.name
        if name == "sqlite":
            # a compiled statement belongs to its dialect; that of PostgreSQL learns from its first connection
            engine.dialect = dialects.setdefault(name, engine.dialect)
            engine.update_execution_options(compiled_cache=statements.setdefault(name, {}))

    return share


@pytest.fixture
def make_app(
    clock: Clock, templates: FileSystemBytecodeCache, compile_once: Callable[[Engine], None]
) -> Iterator[Callable[[Settings], Flask]]:
    """Applications for given settings; their connections are closed at the end of the test."""
    made: list[Flask] = []

    def make(settings: Settings) -> Flask:
        app = create_app(settings, real_now=clock)
        app.config["TESTING"] = True
        app.jinja_env.bytecode_cache = templates
        app.config["SIGN_IN_LIMIT"] = app.config["PUBLIC_POST_LIMIT"] = "100000 per minute"
        with app.app_context():
            compile_once(db.engine)
            setup.mark(db.session, settings, real_now=clock())
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def app(make_app: Callable[[Settings], Flask], settings: Settings) -> Flask:
    """The application of a demonstration with an empty database."""
    return make_app(settings)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the application, for calling services directly."""
    with app.app_context():
        yield db.session


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript, not signed in."""
    return app.test_client()


def _filled(empty: Original, place: Path, real_now: datetime, fill: Callable[[], object]) -> Original:
    """A database that is filled once by an application of its own, and copied for each test."""
    url = empty.copy(place)
    settings = Settings(mode="demo", instance_dir=place, database_url=plain(url))
    app = create_app(settings)
    with app.app_context():
        setup.mark(db.session, settings, real_now=real_now)
        fill()
        db.session.close()
        db.engine.dispose()
    return Original(url)


@pytest.fixture(scope="session")
def staffed_database(tmp_path_factory: pytest.TempPathFactory, empty_database: Original) -> Original:
    """A database with the people of `make_staff`, made once and copied for each test."""
    return _filled(empty_database, tmp_path_factory.mktemp("staffed"), BEGIN, lambda: make_staff(db.session, BEGIN))


@pytest.fixture
def staff(app: Flask) -> Staff:
    """The organ, two units and one account for each role; see `tests.helpers.Staff`."""
    with app.app_context():
        return make_staff(db.session, BEGIN) if setup.nobody_yet(db.session) else staff_in(db.session)


@pytest.fixture
def signed_in(app: Flask, staff: Staff) -> Callable[[str], FlaskClient]:
    """`signed_in("staff")` gives a browser in which the person of that role has signed in."""

    def enter(role: str) -> FlaskClient:
        browser = app.test_client()
        step_into(browser, staff.public_id(role))
        return browser

    return enter


# -- a year of decisions ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def year_database(tmp_path_factory: pytest.TempPathFactory, empty_database: Original) -> Original:
    """A database with the decisions of `tests.year`, walked once and copied for each test."""

    def walked() -> None:
        staff = make_staff(db.session, YEAR_BEGIN)
        walk_year(db.session, {role: staff.actor(db.session, role) for role in staff.people})

    return _filled(empty_database, tmp_path_factory.mktemp("year"), YEAR_END, walked)


@pytest.fixture
def year(
    year_database: Original,
    copied: Callable[[Original, Path], str],
    tmp_path: Path,
    clock: Clock,
    make_app: Callable[[Settings], Flask],
) -> Flask:
    """The application on a copy of that year, shortly before its end; the roles are those of `staff`."""
    place = tmp_path / "year"
    place.mkdir()
    clock.now = YEAR_END
    return make_app(Settings(mode="demo", instance_dir=place, database_url=copied(year_database, place)))


@pytest.fixture
def year_session(year: Flask) -> Iterator[Session]:
    """A session on that year."""
    with year.app_context():
        yield db.session


@pytest.fixture
def in_year(year: Flask) -> Callable[[str], FlaskClient]:
    """`in_year("auditor")` gives a browser in which the person of that role has signed in to that year."""

    def enter(role: str) -> FlaskClient:
        browser = year.test_client()
        step_into(browser, f"P-{[each.value for each in Role].index(role) + 1:04d}")
        return browser

    return enter


# -- which tests run on which database --------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--everywhere`: the long tier. Every test of a database on both, also those for which one of them is enough from
    day to day, and the numbers of the test programme for a release; see `tests.longtier`."""
    parser.addoption("--everywhere", action="store_true", help="every database test on both, with the release numbers")


# pages are the same on both: these ask the database what the services' own tests do not
_PAGES_ON_BOTH = {
    *("test_audit", "test_report", "test_public", "test_year_catalogue", "test_experts", "test_plans"),
    *("test_other_kinds", "test_forms_participation", "test_forms_deliberation", "test_language", "test_export"),
}


def _elsewhere(item: pytest.Item, everywhere: bool) -> bool:
    """Whether a test is not to run on the database it was given."""
    call = getattr(item, "callspec", None)
    kind = call.params.get("database_kind") if call else None
    about = {each for each in databases.KINDS if item.get_closest_marker(each)}
    if kind is None or (about and kind not in about):
        return kind is not None
    if kind == "sqlite" or about or everywhere:
        return False
    page = item.path.parent.name in ("web", "demo", "papers", "domain")
    return item.get_closest_marker("one_database") is not None or (page and item.path.stem not in _PAGES_ON_BOTH)


# -- browser tests ---------------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of one database runs on that alone; browser tests need a Chromium, without one they are skipped together."""
    everywhere = config.getoption("--everywhere")
    kept, foreign = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        (foreign if _elsewhere(item, everywhere) else kept).append(item)
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = kept
    if find_chromium() is not None:
        return
    for item in items:
        if "browser" in item.keywords or "/browser/" in str(item.path):
            item.add_marker(pytest.mark.skip(reason="no Chromium"))
            config.stash[_without_browser] = config.stash.get(_without_browser, 0) + 1


def pytest_collection_finish() -> None:
    """What was collected stays to the end: to look through it for garbage again and again took a fifth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


_without_browser = pytest.StashKey[int]()


def pytest_sessionfinish() -> None:
    """Stop the server that was started for the tests."""
    databases.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line that says why the browser tests did not run and how to make them."""
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if "no Chromium" in str(r.longrepr)]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} browser tests skipped: no Chromium found; "
            "install it with `apt install chromium-headless-shell` (or chromium), or name one in CHROMIUM=/path/to/chromium."
        )
