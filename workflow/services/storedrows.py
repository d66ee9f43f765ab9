"""Whether what is stored keeps to the schema: a constraint can be dropped, and SQLite keeps whatever it is given.

A row that belongs to nothing is in no examination of a log and may be on a page all the same; a day, a yes or a word stored in
another form reads the same, and is found, sorted and compared otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, LargeBinary, Table, UniqueConstraint

from workflow.domain.text import Text
from workflow.models.base import Base, UTCDateTime
from workflow.services.unit import Session

_DAY = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
_MOMENT = f"{_DAY} [0-2][0-9]:[0-5][0-9]:[0-5][0-9]." + "[0-9]" * 6


def misfits(session: Session) -> Iterator[Text]:
    """Rows that belong to nothing, rows that are there twice, and values in a form the program would not have stored."""
    connection = session.connection()
    for sql, said in _constraints():
        if count := connection.exec_driver_sql(sql).scalar():
            yield said.fmt(count=count)
    for table in Base.metadata.sorted_tables:
        counts = connection.exec_driver_sql(_forms(table, connection.dialect.name)).one()
        for column, count in zip(table.columns, counts, strict=True):
            if count:
                said = Text(
                    "数据表{table}的{column}列有{count}个值不是程序写入的形式",
                    "values of {table}.{column} that are not in the form the program writes: {count}",
                )
                yield said.fmt(table=table.name, column=column.name, count=count)


@cache
def _constraints() -> list[tuple[str, Text]]:
    """How many rows break a constraint, as SQL, and what is said of them."""
    found = []
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            parent = key.referred_table.name
            own = [column.name for column in key.columns]
            given = " AND ".join(f'c."{name}" IS NOT NULL' for name in own)
            same = " AND ".join(f'p."{each.column.name}" = c."{each.parent.name}"' for each in key.elements)
            sql = f"SELECT count(*) FROM {table.name} c WHERE {given} AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})"  # noqa: S608
            said = Text(
                f"数据表{table.name}中有{{count}}行所属的{parent}并不存在",
                f"rows of {table.name} that belong to a {parent} that does not exist: {{count}}",
            )
            found.append((sql, said))
        for unique in (each for each in table.constraints if isinstance(each, UniqueConstraint)):
            names = ", ".join(f'"{column.name}"' for column in unique.columns)
            given = " AND ".join(f'"{column.name}" IS NOT NULL' for column in unique.columns)
            same = f"SELECT 1 FROM {table.name} WHERE {given} GROUP BY {names} HAVING count(*) > 1"  # noqa: S608
            said = Text(
                f"数据表{table.name}中{names}应当唯一，重复的有{{count}}组",
                f"{names} of {table.name} should be unique, doubled: {{count}}",
            )
            found.append((f"SELECT count(*) FROM ({same}) d", said))  # noqa: S608
    return found


@cache
def _forms(table: Table, dialect: str) -> str:
    """How many values of each column are in no form of ours, as SQL."""
    form = _form_on_sqlite if dialect == "sqlite" else _form_on_postgresql
    counted = (
        f"coalesce(sum(CASE WHEN {_other(column, form(column))} THEN 1 ELSE 0 END), 0)" for column in table.columns
    )
    return f"SELECT {', '.join(counted)} FROM {table.name}"  # noqa: S608


def _other(column: Column[object], form: str) -> str:
    there = f'"{column.name}" IS NOT NULL'
    return f"({there} AND NOT ({form}))" if column.nullable else f"NOT ({there} AND ({form}))"


def _form_on_sqlite(column: Column[object]) -> str:
    name, kind = f'"{column.name}"', column.type
    stored = f"typeof({name})"
    if isinstance(kind, Boolean):
        return f"{stored} = 'integer' AND {name} IN (0, 1)"
    if isinstance(kind, Integer):
        return f"{stored} = 'integer'"
    if isinstance(kind, LargeBinary):
        return f"{stored} = 'blob'"
    text = f"{stored} = 'text'"
    if isinstance(kind, JSON):
        return f"{text} AND json_valid({name})"
    if isinstance(kind, DateTime | UTCDateTime):
        return f"{text} AND {name} GLOB '{_MOMENT}'"
    return f"{text} AND {name} GLOB '{_DAY}'" if isinstance(kind, Date) else text


def _form_on_postgresql(column: Column[object]) -> str:
    """Types are kept there; but no calendar of ours has the days that PostgreSQL has."""
    if not isinstance(column.type, Date | DateTime | UTCDateTime):
        return "true"
    return f'isfinite("{column.name}") AND extract(year FROM "{column.name}") BETWEEN 1 AND 9999'
