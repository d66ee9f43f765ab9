"""The ways in a dossier: the keys and numbers that lead to a place, and the patterns that stand for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.domain.dossier import Dossier

Way = tuple[str | int, ...]
"""The keys and numbers that lead to a place in a dossier."""


def spread(dossier: Dossier, earlier: str, later: str) -> Iterator[tuple[Way, Way]]:
    """The pairs two patterns stand for: a star is every item of a list, the same one on both sides."""
    fuller, other = (earlier, later) if earlier.count("*") > later.count("*") else (later, earlier)
    for way in ways(dossier, fuller):
        numbers = iter([step for step, key in zip(way, fuller.split("."), strict=True) if key == "*"])
        beside = tuple(next(numbers) if key == "*" else _step(key) for key in other.split("."))
        yield (way, beside) if fuller == earlier else (beside, way)


def ways(part: object, pattern: str) -> Iterator[Way]:
    """The ways in a dossier that a pattern stands for; those that lead nowhere are left out."""
    key, _, rest = pattern.partition(".")
    if key == "*":
        found: Iterable[tuple[str | int, object]] = enumerate(part) if isinstance(part, tuple) else ()
    else:
        found = [(_step(key), _next(part, _step(key)))]
    for step, value in found:
        if value is not None:
            yield from ((step, *way) for way in (ways(value, rest) if rest else [()]))


def _step(key: str) -> str | int:
    return int(key) if key.isdigit() else key


def _next(part: object, step: str | int) -> object:
    if isinstance(step, int):
        return part[step] if isinstance(part, tuple) and step < len(part) else None
    return getattr(part, step, None)


def at(part: object, way: Way) -> object:
    """What stands at a place; None where there is nothing."""
    for step in way:
        part = _next(part, step)
    return part
