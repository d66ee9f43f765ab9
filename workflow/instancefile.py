"""`shenjue migrate|init|demo|serve`: make an instance, fill a demonstration, serve it."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from workflow import create_app
from workflow.papers.plaintext import width
from workflow.services import accounts, setup
from workflow.services.passwords import DEMO_PASSWORD
from workflow.signing import demonstration_signer, signing
from workflow.web import context
from workflow.wiring import NotReady, check, db, migrate


def _house() -> context.House:
    house: context.House = current_app.extensions[context.KEY]
    return house


def _this_app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


@click.command("migrate")
@with_appcontext
def migrate_command() -> None:
    """建立或者升级数据库 — make the database, or bring it to its newest form."""
    _migrate(_this_app())
    click.echo("数据库已是最新。 The database is up to date.")


@click.command("init")
@with_appcontext
def init_command() -> None:
    """生成首个账号的一次性令牌 — print the one-time token for the first account (production)."""
    house = _house()
    if house.settings.demo:
        raise click.ClickException(
            "演示模式不需要令牌，演示账号见登录页。 "
            "A demonstration needs no token; its accounts are on the sign-in page."
        )
    _migrate(_this_app())
    try:
        token = setup.make_token(house.session(), real_now=house.real_now())
    except accounts.AccountRefused as refused:
        raise click.ClickException("\n".join(f"{reason.zh} {reason.en}" for reason in refused.reasons)) from None
    base = house.settings.address
    click.echo("请在24小时内打开下列地址，用此一次性令牌建立系统管理员账号。")
    click.echo("Within 24 hours, open this address and make the administrator's account with this one-time token.")
    click.echo(f"\n  {base}/setup\n  {token}\n")


@click.command("demo")
@with_appcontext
def demo_command() -> None:
    """向空数据库载入演示数据 — load the demonstration data into an empty database."""
    settings = _house().settings
    if not settings.demo:
        raise click.ClickException(
            "只有演示模式可以载入演示数据，请设置 SHENJUE_MODE=demo。 "
            "Demonstration data is loaded in demonstration mode only: set SHENJUE_MODE=demo."
        )
    if not _load_demo(_this_app()):
        raise click.ClickException(
            "数据库中已有数据，未载入演示数据。 There is data in the database already; nothing was loaded."
        )
    _print_accounts()


@click.command("serve")
@click.option(
    "--prepare", is_flag=True, help="演示模式下先升级数据库并载入数据 — in a demonstration: migrate and load first"
)
@with_appcontext
def serve_command(prepare: bool) -> None:
    """启动网站（HOST、PORT）— serve the site on HOST and PORT."""
    import waitress

    app, settings = _this_app(), _house().settings
    if prepare and settings.demo:
        demonstration_signer(app, anew=_load_demo(app))
        _migrate(app)
    try:
        check(app)
    except NotReady as error:
        raise click.ClickException(str(error)) from None
    try:
        server = waitress.create_server(app, host=settings.host, port=settings.port, threads=8, ident=None)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise click.ClickException(
                f"端口 {settings.port} 已被占用，请换一个，例如 PORT={settings.port + 1} make run。 "
                f"Port {settings.port} is in use; choose another, for example PORT={settings.port + 1} make run."
            ) from None
        raise click.ClickException(
            f"无法在 {settings.host}:{settings.port} 启动。 Cannot serve on {settings.host}:{settings.port}: {error}"
        ) from None
    if settings.demo:
        _print_accounts()
    click.secho(f"审决已启动 serving: http://{settings.host}:{settings.port}/   (Ctrl+C 停止 stops)", bold=True)
    # asked to stop, what is under way is finished first, as with Ctrl+C
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with signing(app, settings.sign_seconds):
        server.run()


def _migrate(app: Flask) -> None:
    try:
        migrate(app)
    except setup.WrongInstance as wrong:
        raise click.ClickException(str(wrong)) from None


def _load_demo(app: Flask) -> bool:
    """Load the demonstration into an empty database; False when there is something in it already.

    A new SQLite file is built beside its place and moved there when it is whole: an interrupted start leaves no half of
    a demonstration behind.
    """
    house: context.House = app.extensions[context.KEY]
    settings = house.settings
    place = settings.sqlite_path
    if place is None or (place.exists() and place.stat().st_size):
        _migrate(app)
        if not setup.nobody_yet(house.session()):
            return False
        _fill(app)
        return True
    draft = place.with_name(place.name + ".loading")
    _remove(draft)
    beside = create_app(settings.model_copy(update={"database_url": f"sqlite:///{draft}"}), real_now=house.real_now)
    _migrate(beside)
    with beside.app_context():
        _fill(beside)
        db.session.close()
        db.engine.dispose()  # the last connection closes and takes the write-ahead log with it
    os.replace(draft, place)
    return True


def _fill(app: Flask) -> None:
    from workflow.demo import load

    click.echo("正在载入演示数据 … loading the demonstration data")
    house: context.House = app.extensions[context.KEY]

    def tell(done: int, total: int) -> None:
        if done * 10 // total > (done - 1) * 10 // total:
            click.echo(f"  {done * 100 // total}%", nl=done == total)

    load(house.session(), settings=house.settings, real_now=house.real_now(), progress=tell)


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _print_accounts() -> None:
    people = [one for one in accounts.accounts(_house().session()) if one.active and one.roles]
    click.echo("演示账号（登录页可一键进入） demonstration accounts (one click on the sign-in page)")
    rows = [
        (
            one.name,
            one.login,
            "、".join(role.label.zh for role in one.roles),
            ", ".join(role.label.en for role in one.roles),
        )
        for one in people
    ]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(4)]
    for row in rows:
        cells = (text + " " * (room - width(text)) for text, room in zip(row, widths, strict=True))
        click.echo("  " + "  ".join(cells).rstrip())
    click.echo(f"  密码均为 the password of each: {DEMO_PASSWORD}")
