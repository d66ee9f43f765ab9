"""The migrations make exactly what the models say, upwards and downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from flask import Flask
from sqlalchemy import URL, text

from tests import databases
from tests.databases import plain
from workflow import create_app
from workflow.models import Base
from workflow.settings import Settings
from workflow.wiring import NotReady, alembic, check, db, migrate

pytestmark = pytest.mark.trial("T20")


@pytest.fixture
def blank(database_kind: str, tmp_path: Path) -> Iterator[Callable[[], Flask]]:
    """Applications on databases in which nothing has been done yet."""
    made: list[tuple[Flask, URL]] = []

    def make() -> Flask:
        place = tmp_path / str(len(made))
        place.mkdir()
        url = databases.new(database_kind, place)
        made.append((create_app(Settings(mode="demo", instance_dir=place, database_url=plain(url))), url))
        return made[-1][0]

    yield make
    for app, url in made:
        with app.app_context():
            db.engine.dispose()
        databases.drop(url)


@pytest.fixture
def fresh(blank: Callable[[], Flask]) -> Flask:
    return blank()


_FORM = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
    "postgresql": """
SELECT 'column', table_name || '.' || column_name, data_type || is_nullable || coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'trigger', proname, prosrc || proacl::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
}


def schema(app: Flask) -> dict[str, str]:
    """Every table, index and trigger of the database with its SQL."""
    with app.app_context(), db.engine.connect() as connection:
        rows = connection.execute(text(_FORM[connection.dialect.name]))
        return {
            f"{kind} {name}": " ".join((sql or "").split()) for kind, name, sql in rows if "alembic_version" not in name
        }


def revisions(app: Flask) -> list[str]:
    """From the first to the last."""
    with app.app_context():
        return [script.revision for script in alembic.script_directory.walk_revisions()][::-1]


def test_there_is_one_line_of_revisions(fresh):
    with fresh.app_context():
        assert len(alembic.heads()) == 1
        assert len(alembic.script_directory.get_bases()) == 1


def test_the_newest_form_is_what_the_models_say(fresh):
    migrate(fresh)
    with fresh.app_context():
        assert compare_metadata(alembic.migration_context, Base.metadata) == []


def test_migrations_make_the_same_triggers_as_the_models(fresh, blank):
    other = blank()
    with other.app_context():
        Base.metadata.create_all(db.engine)
    by_models = schema(other)
    migrate(fresh)
    migrated = schema(fresh)
    assert set(migrated) == set(by_models)
    triggers = {name for name in by_models if name.startswith("trigger")}
    assert {name: migrated[name] for name in triggers} == {name: by_models[name] for name in triggers}


def test_each_revision_goes_down_to_where_it_came_from(fresh):
    forms = [schema(fresh)]
    for revision in revisions(fresh):
        with fresh.app_context():
            alembic.upgrade(revision)
        forms.append(schema(fresh))
    for before in forms[-2::-1]:
        with fresh.app_context():
            alembic.downgrade(-1)
        assert schema(fresh) == before
    with fresh.app_context():
        alembic.upgrade()
    assert schema(fresh) == forms[-1]


def test_migrating_twice_changes_nothing(fresh):
    migrate(fresh)
    once = schema(fresh)
    migrate(fresh)
    assert schema(fresh) == once


def test_a_database_that_was_not_migrated_is_not_served(fresh, lasting):
    with pytest.raises(NotReady, match="shenjue migrate"):
        check(fresh)
    migrate(fresh)
    check(fresh)
