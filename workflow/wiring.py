"""How the rooms are put together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from inspect import iscoroutinefunction
from typing import Literal

from alembic.autogenerate.api import AutogenContext
from flask import Flask
from flask_alembic import Alembic
from flask_bootstrap import Bootstrap5
from flask_sqlalchemy_lite import SQLAlchemy

from workflow.domain.text import Text
from workflow.models import Base, engine
from workflow.models.base import UTCDateTime
from workflow.services import setup
from workflow.services.protection import unprotected, unsafe_settings
from workflow.services.unit import Session
from workflow.services.watching import Watch, unfit
from workflow.settings import ROOT, Settings
from workflow.web import BLUEPRINTS, context, errors, filters, language, navigation, security

db = SQLAlchemy()
alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)
logging.getLogger("alembic").setLevel(logging.WARNING)


class NotReady(Exception):
    """The database cannot be served; the message says why and what to do, in both languages."""


def _real_now() -> datetime:
    return datetime.now(UTC)


def _render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """How a revision writes our own types: as what they are to the database, so that it needs no module of ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


def build(settings: Settings | None = None, real_now: Callable[[], datetime] | None = None) -> Flask:
    """Put the application together; see `workflow.create_app`."""
    settings = settings or Settings.load()
    app = Flask(
        "workflow",
        root_path=str(ROOT / "workflow"),
        instance_path=str(settings.instance_dir.resolve()),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "workflow" / "web" / "static"),
    )
    app.config.update(
        SQLALCHEMY_ENGINES={"default": engine.options(settings.database)},
        ALEMBIC={"script_location": str(ROOT / "migrations")},
        ALEMBIC_CONTEXT={
            "render_as_batch": True,
            "compare_type": True,
            # our connections begin their transactions themselves: on SQLite too a revision happens whole or not at all
            "transactional_ddl": True,
            "render_item": _render_item,
        },
        BOOTSTRAP_SERVE_LOCAL=True,
    )
    security.configure(app, settings)

    engine.prepare_place(settings.database)
    db.init_app(app)
    # nothing here is asynchronous: to ask the library for that at the end of every request starts a thread and a loop
    app.teardown_appcontext_funcs[:] = [each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)]
    alembic.init_app(app)
    with app.app_context():
        engine.set_up(db.engine)
    app.extensions[context.KEY] = context.House(
        settings=settings, session=lambda: db.session, real_now=real_now or _real_now, watch=Watch(settings.signed_by)
    )

    language.register(app)
    Bootstrap5(app)
    filters.register(app)
    security.register(app, settings)
    context.register(app)
    navigation.register(app)
    errors.register(app)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).bp)
    app.cli.commands.pop("limiter", None)
    return app


def migrate(app: Flask) -> None:
    """Bring the database to the newest form and mark what kind of instance it belongs to.

    :raises WrongInstance: it belongs to another kind.
    """
    with app.app_context():
        alembic.upgrade()
        house: context.House = app.extensions[context.KEY]
        setup.mark(db.session, house.settings, real_now=house.real_now())


def pending(app: Flask) -> bool:
    """Whether the database is not in the newest form."""
    with app.app_context():
        current = {script.revision for script in alembic.current()}
        return current != {script.revision for script in alembic.heads()}


def check(app: Flask) -> None:
    """See `workflow.ready`."""
    if pending(app):
        raise NotReady(
            "数据库尚未升级，请先运行 shenjue migrate（首次部署运行 shenjue init）。 "
            "The database is not up to date: run shenjue migrate first (shenjue init on a new machine)."
        )
    with app.app_context():
        house: context.House = app.extensions[context.KEY]
        try:
            setup.verify_mark(db.session, house.settings)
        except setup.WrongInstance as wrong:
            raise NotReady(str(wrong)) from None
        if found := unfit(db.session, house.settings.signed_by) or house.watch.stopped(db.session):
            raise NotReady(f"{found.zh}\n{found.en}")
        if problems := unsafe(db.session, house.settings):
            lines = [f"{number}. {said.zh}\n   {said.en}" for number, said in enumerate(problems, 1)]
            heading = "数据库设置有误，未启动。 The database is not set up safely; not started."
            raise NotReady("\n".join([heading, *lines]))


def unsafe(session: Session, settings: Settings) -> list[Text]:
    """Why a database must not be served, whatever is in it; a demonstration may own its tables."""
    return [*unsafe_settings(session, separated=not settings.demo), *unprotected(session)]
