"""Rows read with what hangs on them, as plain as they are kept.

The tables' classes say what belongs to a row; to load that through the ORM takes longer than everything else in a step. So
it is read here by plain statements, and each row is an object of its class that no session knows: it holds what was read
and nothing else. To ask it for more, or to change it, raises an error (UnmappedInstanceError).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, bindparam, inspect, select
from sqlalchemy.orm import QueryableAttribute

from workflow.models.base import Base

_R = TypeVar("_R", bound=Base)

Path = tuple[QueryableAttribute[Any], ...]
"""From a row over its relationships to what hangs on it."""

# a database takes only so many values in one statement
AT_ONCE = 1000


class Form(NamedTuple):
    """How rows of a class are made of what a statement found: its columns first, then those of what always comes with it."""

    kind: type[Base]
    names: tuple[str, ...]
    brought: tuple[tuple[str, Form], ...]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.names) + sum(form.width for _, form in self.brought)

    def of(self, values: Mapping[str, Any]) -> Any:
        """The row that holds these values and no others."""
        row = object.__new__(self.kind)
        row.__dict__.update(values)
        return row

    def row(self, values: Sequence[Any]) -> Any:
        """The row that a statement found with these values."""
        row = self.of(dict(zip(self.names, values, strict=False)))
        end = len(self.names)
        for key, form in self.brought:
            found = values[end : end + form.width]
            row.__dict__[key] = None if all(value is None for value in found) else form.row(found)
            end += form.width
        return row


@cache
def form_of(kind: type[Base]) -> Form:
    """How rows of a class are made."""
    mapper = inspect(kind)
    brought = ((each.key, form_of(each.mapper.class_)) for each in _brought(kind))
    return Form(kind, tuple(each.key for each in mapper.column_attrs), tuple(brought))


def _brought(kind: type[Base]) -> list[Any]:
    """The relationships of a class whose rows always come with it."""
    return [each for each in inspect(kind).relationships if each.lazy == "joined"]


def columns_of(kind: type[Base]) -> list[Any]:
    """The columns of the rows that `form_of` makes."""
    own = [each.columns[0] for each in inspect(kind).column_attrs]
    return own + [column for each in _brought(kind) for column in columns_of(each.mapper.class_)]


@cache
def reading(kind: type[Base]) -> Select[Any]:
    """The statement that reads rows of a class."""
    found = select(*columns_of(kind)).select_from(kind.__table__)
    for each in _brought(kind):
        ((own, other),) = each.local_remote_pairs
        # a row that says of itself what is not there is found all the same
        found = found.outerjoin(each.mapper.local_table, own == other)
    return found


def rows(
    connection: Connection, kind: type[_R], statement: Select[Any], values: Mapping[str, Any] | None = None
) -> list[_R]:
    """The rows of a class that a statement finds, one that `reading` gave, narrowed."""
    form = form_of(kind)
    return [form.row(found) for found in connection.execute(statement, values)]


def read_along(
    connection: Connection,
    roots: Iterable[Any],
    paths: Sequence[Path],
    may_have: Callable[[Any, QueryableAttribute[Any]], bool] = lambda row, attribute: True,
) -> None:
    """Read what hangs on the rows `roots` along `paths`.

    `may_have`: whether a row may have anything in a relationship; where not it is not asked for.
    """
    loaded: dict[Path, list[Any]] = {(): list(roots)}
    for path in paths:
        for end in range(1, len(path) + 1):
            if path[:end] not in loaded:
                parents, attribute = loaded[path[: end - 1]], path[end - 1]
                asked = [parent for parent in parents if may_have(parent, attribute)]
                loaded[path[:end]] = _load(connection, parents, attribute, asked)


class Link(NamedTuple):
    """What joins a row with those of a relationship: the name of its own attribute and of theirs, and their class."""

    own: str
    theirs: str
    kind: type[Base]
    many: bool


@cache
def link_of(attribute: QueryableAttribute[Any]) -> Link:
    """What joins a row with those of a relationship."""
    relation = attribute.property
    ((own, theirs),) = relation.local_remote_pairs
    names = relation.parent.get_property_by_column(own).key, relation.mapper.get_property_by_column(theirs).key
    return Link(*names, relation.mapper.class_, bool(relation.uselist))


def _load(
    connection: Connection, parents: list[Any], attribute: QueryableAttribute[Any], asked: list[Any]
) -> list[Any]:
    """Read one relationship of the rows `asked` and return what it leads to; the other `parents` have none."""
    if not parents:
        return []
    link = link_of(attribute)
    children = list(_children(connection, attribute, link, {parent.__dict__[link.own] for parent in asked} - {None}))
    found: dict[Any, list[Any]] = {}
    for child in children:
        found.setdefault(child.__dict__[link.theirs], []).append(child)
    for parent in parents:
        own = found.get(parent.__dict__[link.own], [])
        parent.__dict__[attribute.key] = own if link.many else next(iter(own), None)
    return children


def _children(
    connection: Connection, attribute: QueryableAttribute[Any], link: Link, keys: Collection[Any]
) -> Iterator[Any]:
    if len(keys) == 1:
        yield from rows(connection, link.kind, _statement(attribute, many=False), {"parent": next(iter(keys))})
        return
    sought = sorted(keys)
    for start in range(0, len(sought), AT_ONCE):
        parents = {"parents": sought[start : start + AT_ONCE]}
        yield from rows(connection, link.kind, _statement(attribute, many=True), parents)


@cache
def _statement(attribute: QueryableAttribute[Any], *, many: bool) -> Select[Any]:
    """The statement that reads a relationship of one row, or of many at once."""
    relation = attribute.property
    ((_, theirs),) = relation.local_remote_pairs
    table = relation.mapper.local_table
    of = theirs.in_(bindparam("parents", expanding=True)) if many else theirs == bindparam("parent")
    return reading(relation.mapper.class_).where(of).order_by(*(table.c[each.name] for each in relation.order_by or ()))
