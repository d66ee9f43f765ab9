"""Reading the law files: everything wrong in them is said at once, with file and key."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from workflow.domain import guards  # noqa: F401  (registers the guards the files name)
from workflow.domain.extending import CannotExtend, Raw, extended, extended_procedure
from workflow.domain.guarding import GUARDS
from workflow.domain.lawparts import Coverage, Instrument, Profile
from workflow.domain.lawproblems import Problem, key_of, problems_of
from workflow.domain.lawreferences import Shelf, params_problems, references, since_problem
from workflow.domain.procedure import LawPart, Procedure, together
from workflow.domain.rulebook import Rulebook
from workflow.domain.text import Text


class LawFilesError(ValueError):
    """The law files cannot be used; `problems` has them all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Library:
    """All law files of a folder: instruments, procedures, and profiles in all their versions."""

    instruments: dict[str, Instrument] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    coverages: dict[str, Coverage] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    _rulebooks: dict[str, Rulebook] = field(default_factory=dict)

    def rulebook(self, label: str) -> Rulebook:
        """The rulebook of a label such as ``cq-township-2020.1`` or ``…:contract``. Raises KeyError if there is none.

        Kinds are taken in the order of the profile, once each: neither order nor repetition makes another procedure.
        """
        if label not in self._rulebooks:
            self._rulebooks[label] = self._rulebook(*label.partition(":")[::2])
        return self._rulebooks[label]

    def _rulebook(self, label: str, kinds: str) -> Rulebook:
        profile = self.profiles[label]
        by_key = {kind.key: self.procedures[kind.procedure] for kind in profile.kinds}
        named = set(kinds.split("+")) if kinds else {profile.kinds[0].key}
        if unknown := named - by_key.keys():
            raise KeyError(f"{label}: no kind of matter {', '.join(sorted(unknown))}")
        chosen = tuple(key for key in by_key if key in named)
        procedure = together([by_key[key] for key in chosen])
        layers = tuple(self.instruments[each.instrument] for each in profile.layers)
        return Rulebook(profile, procedure, layers, chosen)

    def in_force(self, profile_id: str, day: date, kinds: Sequence[str] = ()) -> Rulebook:
        """The newest version of a profile in force on `day`, for a matter of these kinds. Raises KeyError if none is."""
        found = [profile for profile in self.profiles.values() if profile.id == profile_id and profile.since <= day]
        if not found:
            raise KeyError(f"{profile_id}: no version in force on {day.isoformat()}")
        newest = max(found, key=lambda profile: profile.since)
        return self.rulebook(f"{newest.label}:{'+'.join(kinds)}" if kinds else newest.label)


_KINDS: Mapping[str, tuple[str, type[LawPart]]] = {
    "instruments": ("instrument", Instrument),
    "procedures": ("procedure", Procedure),
    "profiles": ("profile", Profile),
    "coverage": ("coverage", Coverage),
}


EXTENDING: Mapping[type[LawPart], Callable[[Raw, Mapping[str, Raw]], Raw]] = {
    Profile: extended,
    Procedure: extended_procedure,
}
"""The files that may extend another of their kind."""


def read_library(folder: Traversable) -> Library:
    """Read every law file below `folder`. Raises LawFilesError with all problems of all files."""
    library, problems = Library(), list[Problem]()
    for room, (_, model) in _KINDS.items():
        if not (folder / room).is_dir():
            problems.append(
                Problem(room, "folder", Text("没有这个文件夹，请建立。", "there is no such folder: make it"))
            )
            continue
        paths = [each for each in (folder / room).iterdir() if each.name.endswith(".toml")]
        raws = {
            path.name.removesuffix(".toml"): raw
            for path in sorted(paths, key=lambda each: each.name)
            if (raw := _raw(path, f"{room}/{path.name}", model, library, problems)) is not None
        }
        for stem, raw in raws.items():
            _read(stem, f"{room}/{stem}.toml", raw, raws, model, library, problems)
    shelf = Shelf(library.instruments, library.procedures, library.profiles, library.digests)
    problems += references(shelf)
    if problems:
        # what several profiles share is complained of once
        raise LawFilesError(dict.fromkeys(problems))
    return library


@cache
def library() -> Library:
    """The law files of this installation, read once."""
    return read_library(files("workflow") / "law")


def _raw(path: Traversable, name: str, model: type[LawPart], into: Library, problems: list[Problem]) -> Raw | None:
    content = path.read_bytes()
    if model is not Coverage:  # what carries the law is no law: it grows with the system
        into.digests[name] = hashlib.sha256(content).hexdigest()
    try:
        return tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(Problem(name, "TOML", _NOT_TOML.fmt(why=error)))
        return None


_NOT_TOML = Text(
    "格式不对：{why}。核对该处的引号、括号和等号，均用英文半角；文件用 UTF-8 编码保存。",
    "{why}; look at the quotation marks, brackets and equals signs there, and save the file as UTF-8",
)


def _read(
    stem: str,
    name: str,
    raw: Raw,
    others: Mapping[str, Raw],
    model: type[LawPart],
    into: Library,
    problems: list[Problem],
) -> None:
    try:
        whole = EXTENDING[model](raw, others) if model in EXTENDING else raw
    except CannotExtend as error:
        problems.append(Problem(name, error.key, error.said))
        return
    try:
        part = model.model_validate(whole)
    except ValidationError as error:
        problems.extend(problems_of(name, error.errors(), whole, model))
        problems.extend(_params_unread(name, whole))
        return
    match part:
        case Instrument():
            key, into.instruments[part.id] = part.id, part
        case Procedure():
            key, into.procedures[part.id] = part.id, part
        case Coverage():
            key, into.coverages[part.instrument] = part.instrument, part
        case Profile():
            key = part.label
            into.profiles[key] = part
            problems.extend(_begins(name, part, raw, others))
    if key != stem:
        problems.append(Problem(name, "id", _NAMED.fmt(name=f"{key}.toml")))


def _params_unread(name: str, whole: Raw) -> Iterator[Problem]:
    """Wrong parameters in a file that cannot be read: something else wrong in it does not hide them until the next run."""
    house = whole.get("house")
    for way, rules in (
        (("rules",), whole.get("rules")),
        (("house", "rules"), house.get("rules") if isinstance(house, dict) else None),
    ):
        for place, rule in enumerate(rules if isinstance(rules, list) else ()):
            guard, given = (rule.get("guard"), rule.get("params", {})) if isinstance(rule, dict) else (None, None)
            if isinstance(guard, str) and guard in GUARDS and isinstance(given, dict):
                for where, message in params_problems(guard, given):
                    yield Problem(name, f"{key_of((*way, place), whole)}.{where}", message)


_NAMED = Text("文件名应当与 id、version 一致，请改名为{name}。", "the file must be named {name}")


def _begins(name: str, profile: Profile, raw: Raw, others: Mapping[str, Raw]) -> Iterator[Problem]:
    """Whether a version begins after the one it extends."""
    parent = others.get(str(raw.get("extends", "")))
    begun = parent and extended(parent, others).get("since")
    if parent and type(begun) is date:
        same = extended(parent, others).get("id") == profile.id
        found = since_problem(profile.since, str(raw["extends"]), begun, same)
        if found:
            yield Problem(name, "since", found)
