"""Reading the law files: everything wrong in them is said at once, with file and key."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from workflow.domain import guards  # noqa: F401  (registers the guards the files name)
from workflow.domain.extending import CannotExtend, Raw, extended, extended_procedure
from workflow.domain.guarding import GUARDS
from workflow.domain.machine import procedure_problems
from workflow.domain.procedure import LawPart, Procedure
from workflow.domain.rulebook import TAKEN_BY, Coverage, Instrument, Profile, Rule, Rulebook
from workflow.domain.terms import RiskConsequence, Trait


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which file, at which key."""

    file: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}"


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
        """The rulebook of a label such as ``cq-township-2020.1`` or ``…:contract``. Raises KeyError if there is none."""
        if label not in self._rulebooks:
            self._rulebooks[label] = self._rulebook(*label.partition(":")[::2])
        return self._rulebooks[label]

    def _rulebook(self, label: str, kinds: str) -> Rulebook:
        profile = self.profiles[label]
        by_key = {kind.key: self.procedures[kind.procedure] for kind in profile.kinds}
        chosen = tuple(kinds.split("+")) if kinds else (profile.kinds[0].key,)
        first, *others = (by_key[key] for key in chosen)
        for other in others:
            first = first.with_steps_of(other)
        return Rulebook(profile, first, tuple(self.instruments[each.instrument] for each in profile.layers), chosen)

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
            problems.append(Problem(room, "folder", "there is no such folder"))
            continue
        paths = [each for each in (folder / room).iterdir() if each.name.endswith(".toml")]
        raws = {
            path.name.removesuffix(".toml"): raw
            for path in sorted(paths, key=lambda each: each.name)
            if (raw := _raw(path, f"{room}/{path.name}", model, library, problems)) is not None
        }
        for stem, raw in raws.items():
            _read(stem, f"{room}/{stem}.toml", raw, raws, model, library, problems)
    problems += _references(library)
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
        problems.append(Problem(name, "TOML", str(error)))
        return None


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
        part = model.model_validate(EXTENDING[model](raw, others) if model in EXTENDING else raw)
    except CannotExtend as error:
        problems.append(Problem(name, "extends", str(error)))
        return
    except ValidationError as error:
        problems.extend(
            Problem(name, ".".join(str(place) for place in found["loc"]), found["msg"]) for found in error.errors()
        )
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
    if key != stem:
        problems.append(Problem(name, "id", f"the file must be named {key}.toml"))


# what the guards know to do with; the effects of the other vocabularies are outcomes of a step
_EFFECTS = {"risk_levels": {"", *RiskConsequence}, "risk_procedures": {"", "simple"}}


def _references(library: Library) -> Iterable[Problem]:
    for procedure in library.procedures.values():
        for key, message in procedure_problems(procedure):
            yield Problem(f"procedures/{procedure.id}.toml", key, message)
    for label, profile in library.profiles.items():
        name = f"profiles/{label}.toml"
        for place, kind in enumerate(profile.kinds):
            if f"procedures/{kind.procedure}.toml" not in library.digests:
                yield Problem(name, f"kinds.{place}.procedure", f"there is no procedure {kind.procedure}")
        known = [library.procedures[kind.procedure] for kind in profile.kinds if kind.procedure in library.procedures]
        yield from (
            Problem(name, key, f"there is no kind {kind}")
            for key, kinds in _kinds_named(profile)
            for kind in set(kinds) - {each.key for each in profile.kinds}
        )
        for vocabulary, entries in profile.vocabularies.items():
            for key, times in Counter(entry.key for entry in entries).items():
                if times > 1:
                    yield Problem(name, f"vocabularies.{vocabulary}", f"{key} is there twice")
            for entry in entries:
                if vocabulary in _EFFECTS and entry.effect not in _EFFECTS[vocabulary]:
                    yield Problem(name, f"vocabularies.{vocabulary}.{entry.key}", f"there is no effect {entry.effect}")
        yield from (Problem(name, key, message) for key, message in _dead_ends(profile, known))
        sources = [(name, "house.rules", profile.house.rules)] if profile.house else []
        for place, layer in enumerate(profile.layers):
            if layer.instrument in library.instruments:
                begins = library.instruments[layer.instrument].in_force
                if begins > profile.since:
                    message = f"{layer.instrument} is in force only since {begins}: a profile of {profile.since} has no such layer"
                    yield Problem(name, f"layers.{place}.instrument", message)
                rules = library.instruments[layer.instrument].rules
                sources.append((f"instruments/{layer.instrument}.toml", "rules", rules))
            elif f"instruments/{layer.instrument}.toml" not in library.digests:  # else that file tells its own problem
                yield Problem(name, f"layers.{place}.instrument", f"there is no instrument {layer.instrument}")
        yield from _all_rules(sources, known)
    yield from _catalogue_rules(library)
    layered = {layer.instrument for profile in library.profiles.values() for layer in profile.layers}
    for instrument in library.instruments.values():
        if instrument.id not in layered:
            yield from _all_rules([(f"instruments/{instrument.id}.toml", "rules", instrument.rules)], [])


def _dead_ends(profile: Profile, procedures: list[Procedure]) -> Iterable[tuple[str, str]]:
    """The words of a vocabulary whose effect is no outcome of the step that takes them: they could be chosen in vain."""
    for vocabulary, step_id in TAKEN_BY.items():
        for procedure in procedures:
            step = procedure.step_by_id.get(step_id)
            led = {move.when for move in step.moves} if step else set()
            for entry in profile.vocabularies.get(vocabulary, ()) if step else ():
                if entry.effect not in led:
                    message = f"{step_id} of {procedure.id} has no outcome {entry.effect or '(none)'}"
                    yield f"vocabularies.{vocabulary}.{entry.key}.effect", message


def _kinds_named(profile: Profile) -> Iterable[tuple[str, tuple[str, ...]]]:
    for place, layer in enumerate(profile.layers):
        yield f"layers.{place}.kinds", layer.kinds
    for place, rule in enumerate(profile.house.rules if profile.house else ()):
        yield f"house.rules.{place}.kinds", rule.kinds


def _catalogue_rules(library: Library) -> Iterable[Problem]:
    for instrument in library.instruments.values():
        taken = {rule.id for rule in instrument.rules}
        for place, rule in enumerate(instrument.catalogue):
            file, key = f"instruments/{instrument.id}.toml", f"catalogue.{place}"
            if rule.id in taken:
                yield Problem(file, f"{key}.id", f"{rule.id} is there twice")
            taken.add(rule.id)
            if (rule.act, rule.requires) == ("adopt", "consent") or rule.act == rule.requires:
                yield Problem(file, f"{key}.requires", f"{rule.act} comes before {rule.requires}")


def _all_rules(sources: list[tuple[str, str, tuple[Rule, ...]]], procedures: list[Procedure]) -> Iterable[Problem]:
    seen: set[str] = set()
    concerns: dict[tuple[str, tuple[Trait, ...]], Rule] = {}
    for file, key, rules in sources:
        for place, rule in enumerate(rules):
            if rule.id in seen:
                yield Problem(file, f"{key}.{place}.id", f"{rule.id} is there twice")
            seen.add(rule.id)
            for where, message in _rule_problems(rule, procedures, concerns):
                yield Problem(file, f"{key}.{place}.{where}", message)


def _rule_problems(
    rule: Rule, procedures: list[Procedure], concerns: dict[tuple[str, tuple[Trait, ...]], Rule]
) -> Iterable[tuple[str, str]]:
    if rule.guard not in GUARDS:
        yield "guard", f"there is no guard {rule.guard}"
    else:
        try:
            GUARDS[rule.guard].params.model_validate(rule.params)
        except ValidationError as error:
            for found in error.errors():
                yield ".".join(["params", *(str(place) for place in found["loc"])]), found["msg"]
    if procedures:
        for step in rule.steps:
            if not any(step in each.step_by_id for each in procedures):
                yield "steps", f"the procedure has no step {step}"
        if not any(rule.stage == stage.key for each in procedures for stage in each.stages):
            yield "stage", f"the procedure has no stage {rule.stage}"
    first = concerns.setdefault((rule.concern, tuple(sorted(rule.when))), rule)
    if (first.guard, first.steps) != (rule.guard, rule.steps):
        yield "concern", f"{rule.id} and {first.id} share a concern but not guard and steps: they cannot be merged"
