"""What commands share: a database that is only read, sentences in both languages, and what ends a command."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session

from workflow.domain.figures import OutsideYear
from workflow.domain.text import Text
from workflow.services import clock, logreading, report
from workflow.settings import Settings

UNREADABLE = 2


def say(text: Text, lang: str) -> str:
    """A sentence in one language, or in both."""
    return text.say(lang) if lang != "both" else f"{text.zh} {text.en}"


@contextmanager
def reading() -> Iterator[Session]:
    """A session on the database of the environment that can only read, and sees one moment of it throughout.

    Secret keys and the other settings of an instance are not asked for: an auditor has none.
    """
    url = _url()
    if url.get_backend_name() == "sqlite":
        path = Path(url.database or "")
        if not path.is_file():
            raise stop(Text(f"没有数据库文件 {path}。", f"There is no database file {path}."))
        url = URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}", query={"mode": "ro", "uri": "true"})
        engine = create_engine(url)
        event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    else:
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        engine = create_engine(url, execution_options=options)
    try:
        with Session(engine) as session:
            yield session
    except DatabaseError as error:
        said = Text("数据库无法读取，或者不是审决的数据库", "The database cannot be read, or is not one of Shenjue")
        raise stop(Text(f"{said.zh}：{error.orig}", f"{said.en}: {error.orig}")) from None
    finally:
        engine.dispose()


def settings_given() -> Settings:
    """Where things are, by the environment; nothing else of the settings is asked for."""
    given: dict[str, Any] = {"database_url": os.environ.get("DATABASE_URL", "")}
    for name in ("instance_dir", "files_dir", "papers_dir", "fonts_dir"):
        if place := os.environ.get(f"SHENJUE_{name.upper()}"):
            given[name] = Path(place)
    return Settings.model_construct(**given)


def _url() -> URL:
    try:
        return make_url(settings_given().database)
    except ArgumentError:
        raise stop(
            Text(
                "DATABASE_URL 无法识别，应形如 sqlite:////绝对路径/shenjue.db。",
                "DATABASE_URL cannot be read; it should look like sqlite:////absolute/path/shenjue.db.",
            )
        ) from None


class Stop(click.ClickException):
    """Nothing could be examined."""

    exit_code = UNREADABLE


def stop(text: Text) -> Stop:
    """What ends a command with a sentence in both languages."""
    return Stop(f"{text.zh} {text.en}")


def disk_failed(error: OSError) -> Text:
    """What is said where a file could not be written, which then is not there at all."""
    return Text(
        f"磁盘无法写入或者读取，未写入不完整的内容：{error}。",
        f"The disk failed; nothing incomplete is left: {error}.",
    )


def figures_of(session: Session, year: int, as_of: dt.date | None) -> report.Report:
    """The figures of a year up to a day, the last there is if none is named; says what is wrong where there are none."""
    try:
        log = logreading.read_log(session)
        return report.report_of(log, year, as_of or report.last_day_of(year, today_of(session)))
    except logreading.BadLog as bad:
        raise bad_log(bad) from None
    except OutsideYear:
        raise outside_year() from None


def today_of(session: Session) -> dt.date:
    """Today by the clock of the instance, which a demonstration may have moved."""
    return clock.today(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=clock.offset(session)))


def bad_log(bad: logreading.BadLog) -> Stop:
    """What stops a report on a log that is not sound."""
    said = Text(
        "审计日志第{seq}条有误，请先运行 shenjue audit verify。",
        "Entry {seq} of the log is bad: run shenjue audit verify.",
    )
    return stop(said.fmt(seq=bad.seq))


def outside_year() -> click.BadParameter:
    """What is said of a last day that is none of the year, and of a year to come."""
    said = "年度不得晚于今年，截止日应在该年度内。 The year is not to come, and the day lies in it."
    return click.BadParameter(said, param_hint="--year, --as-of")
