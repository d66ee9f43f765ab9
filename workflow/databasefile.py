"""`shenjue database …`: what the owner of a PostgreSQL database does, and the question whether it is safely set up."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from workflow.output import put
from workflow.services.granting import NoSuchRole, NotPostgresql, grant
from workflow.web import context
from workflow.wiring import db, unsafe

UNSAFE = 1


@click.group("database")
def database_group() -> None:
    """数据库的账号和设置 — accounts and settings of the database."""


@database_group.command("grant")
@click.argument("role")
@with_appcontext
def grant_command(role: str) -> None:
    """由所有者账号授予程序账号 ROLE 所需的权限 — as the owner, give the application's account what it needs, no more.

    程序账号只能通过专用函数追加日志，不能改写日志和已录入的事实。 That account adds to the log through functions alone and
    can change neither the log nor a fact that was entered.
    """
    try:
        grant(db.session, role)
    except NotPostgresql:
        raise click.ClickException(
            "只有 PostgreSQL 区分账号；SQLite 不需要此步骤。 Only PostgreSQL has accounts; SQLite needs no such step."
        ) from None
    except NoSuchRole:
        raise click.ClickException(
            f"没有数据库账号 {role}，请先建立：CREATE ROLE {role} LOGIN PASSWORD '…'。 "
            f"There is no account {role}: create it first, CREATE ROLE {role} LOGIN PASSWORD '…'."
        ) from None
    click.echo(f"已授权：程序以 {role} 连接。 Granted: the application connects as {role}.")


@database_group.command("check")
@with_appcontext
def check_command() -> None:
    """检查数据库设置是否安全 — whether the database is set up safely. 0 safe, 1 not."""
    found = unsafe(db.session, context.settings())
    for said in found:
        put(f"{said.zh} {said.en}\n")
    if found:
        raise click.exceptions.Exit(UNSAFE)
    put("数据库设置符合要求。 The database is set up safely.\n")
