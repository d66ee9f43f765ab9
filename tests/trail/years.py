"""Years nobody lived: entries of every act in an order that the dice chose, to count in two ways."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator

from tests.trail.course import LABEL, Fields, opened, z
from workflow.domain.figures import Figures
from workflow.domain.lawfiles import library
from workflow.domain.terms import (
    Category,
    CompetitionConclusion,
    Disposition,
    EvaluationAdvice,
    ExecutionReportKind,
    Handling,
    HearingWay,
    PartyReportKind,
    PastStage,
    WorkKind,
)
from workflow.domain.worklog import MEASURES
from workflow.trail.entry import ENVELOPE
from workflow.trail.offline import NONE, Counted, untold, way_of
from workflow.trail.vocabulary import COUNTS, DENIED, DETAILS

YEAR = 2022
BOOK = library().rulebook(LABEL)
KINDS = [kind.key for kind in BOOK.profile.kinds]
STATES = [state.key for state in BOOK.procedure.track_by_key["main"].states if state.key != "new"]
FIRST = dt.datetime(YEAR - 1, 7, 1, 1, tzinfo=dt.UTC)
DAYS = 700

# words of a detail of an act; "word" is one the rulebook does not have
WORDS: dict[tuple[str, str], list[str]] = {
    ("participation.answer", "disposition"): list(Disposition),
    ("participation.hear", "way"): list(HearingWay),
    ("participation.hear", "number"): ["1", "2", "3"],
    ("risk_assessment.find", "level"): [*BOOK.labels["risk_levels"], "word"],
    ("risk_assessment.find", "controllable"): ["yes", "no"],
    ("fair_competition.conclude", "conclusion"): list(CompetitionConclusion),
    ("legality_review.conclude", "conclusion"): [*BOOK.labels["conclusions"], "word"],
    ("legality_review.conclude", "working_days"): ["", "3", "5", "7", "8", "12"],
    ("deliberation.convene", "meeting"): [*BOOK.labels["meeting_kinds"], "word"],
    ("deliberation.decide", "outcome"): list(BOOK.labels["outcomes"]),
    ("deliberation.decide", "against_majority"): ["yes", "no", "no"],
    ("publication.report_party", "kind"): list(PartyReportKind),
    ("publication.publish", "publish_by"): ["", f"{YEAR}-03-01", f"{YEAR}-09-01", f"{YEAR + 1}-06-01"],
    ("execution.report", "kind"): list(ExecutionReportKind),
    ("execution.answer", "handling"): list(Handling),
    ("execution.answer", "suggestion"): ["1", "2", "3"],
    ("evaluation.report", "advice"): list(EvaluationAdvice),
    ("expert_review.opine", "expert"): ["1", "2", "3"],
}
RULES = ["role", "stale", "house.participation", "cn-713.25.1"]
OF_KIND = {"publication.sign": "contract", "publication.file": "policy_document"}
ONCE = {"initiation.propose", "initiation.amend", "expert_review.conclude"}
FREE = sorted(
    act for act in DETAILS if act.partition(".")[0] in {"hearing", *(stage.key for stage in BOOK.procedure.stages)}
)
OFTEN = ["participation.receive", "participation.answer", "participation.hear", "expert_review.opine"]


def year(seed: int, length: int = 2000) -> list[Fields]:
    """The entries of a log, with their numbers; what is said of each matter hangs together as far as it is counted."""
    dice = random.Random(seed)
    moments = sorted(FIRST + dt.timedelta(seconds=dice.randrange(DAYS * 86_400)) for _ in range(length))
    matters: list[_Matter] = []
    listing, ledger, past = _Listing(dice), _Ledger(dice), _Past(dice)
    entries = [opened()]
    for at in moments:
        roll = dice.random()
        if roll < 0.015 or not matters:
            matters.append(_Matter(dice, len(matters)))
            told = matters[-1].propose(listing.any())
        elif roll < 0.06:
            told = listing.entry()
        elif roll < 0.16:
            told = dice.choice([ledger, ledger, past]).entry()
        elif roll < 0.2:
            rules = ";".join(dice.sample(RULES, dice.randint(1, 2)))
            told = {"act": dice.choice(FREE), "res": "denied", "obj": dice.choice(matters).name}
            told |= {f"d.{key}": "" for key in DENIED} | {"d.rules": rules}
        else:
            told = dice.choice(matters).entry()
        back = dice.choice([0] * 6 + [1, 5, 40])
        day = (at + dt.timedelta(hours=8)).date() - dt.timedelta(days=back)
        eff = "" if told.get("res") == "denied" or dice.random() < 0.05 else day.isoformat()
        fields = {"v": "1", "res": "ok", "ts": z(at), "eff": eff, "rule": f"{LABEL}#{told['act']}"}
        entries.append(dict.fromkeys(ENVELOPE, "") | fields | told)
    return [each | {"seq": str(seq)} for seq, each in enumerate(entries)]


class _Matter:
    def __init__(self, dice: random.Random, number: int) -> None:
        self.dice, self.name = dice, f"decision/{YEAR}-{number:03d}"
        self.opinions = 0
        self.kinds: list[str] = []
        self.over = False

    def propose(self, item: str) -> Fields:
        kinds = self.dice.choice([[], [], [KINDS[0]], self.dice.sample(KINDS, 2), [self.dice.choice(KINDS[1:])]])
        self.kinds = kinds
        return self.of("initiation.propose", to="main:proposed", kinds=";".join(kinds), catalogue_item=item)

    def entry(self) -> Fields:
        act = self.dice.choice([*(each for each in FREE if each not in ONCE), *OFTEN, *OFTEN, "initiation.amend"])
        if OF_KIND.get(act, "") not in ("", *self.kinds):
            act = "legality_review.conclude"
        if act == "participation.answer" and not self.opinions:
            act = "participation.receive"
        if self.dice.random() < 0.02:
            act = "expert_review.conclude"
        to = f"main:{self.dice.choice(STATES)}" if self.dice.random() < 0.3 and not self.over else ""
        self.over = self.over or to == "main:archived"
        more: Fields = {}
        if act == "participation.receive":
            self.opinions += 1
            more = {"opinion": str(self.opinions)}
        if act == "participation.answer":
            some = self.dice.sample(range(1, self.opinions + 1), min(self.opinions, self.dice.randint(1, 2)))
            more = {"opinion": ";".join(map(str, some))}
        if act == "initiation.amend":
            more = {"catalogue_item": ""}
        return self.of(act, to=to, **more)

    def of(self, act: str, to: str = "", **more: str) -> Fields:
        pick: Callable[[list[str]], str] = self.dice.choice
        details = {}
        for key in sorted(DETAILS[act]):
            number = str(self.dice.randint(0, 6)) if key in COUNTS.get(act, ()) or key == "wanted" else ""
            details[key] = str(pick(WORDS.get((act, key), [number])))
        if act in ("initiation.propose", "initiation.amend"):
            details["category"] = str(pick(list(Category)))
        return {"act": act, "obj": self.name, "to": to} | {f"d.{k}": v for k, v in (details | more).items()}


class _Listing:
    """The catalogue of the year as it is drawn up, published and adjusted."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.version, self.items, self.sent = dice, 0, list[str](), list[str]()
        self.number = 0

    def any(self) -> str:
        return self.dice.choice(["", *self.items])

    def entry(self) -> Fields:
        if self.version and not self.sent and self.dice.random() < 0.2:
            return self.of("catalogue.published", version=str(self.version))
        self.version += 1
        if self.sent and self.dice.random() < 0.7:
            item = self.sent.pop()
            change = self.dice.choice(["added", "removed"])
        else:
            change = self.dice.choice(["sent", "added", "added", *(["changed", "removed"] if self.items else [])])
            self.number += change in ("sent", "added")
            item = f"{YEAR}-{self.number:02d}" if change in ("sent", "added") else self.dice.choice(self.items)
        if change == "sent":
            self.sent.append(item)
        if change == "added":
            self.items.append(item)
        if change == "removed" and item in self.items:
            self.items.remove(item)
        return self.of("catalogue.item", version=str(self.version), catalogue_item=item, change=change)

    def of(self, act: str, **details: str) -> Fields:
        return {"act": act, "obj": f"catalogue/{YEAR}"} | {
            f"d.{key}": details.get(key, "") for key in sorted(DETAILS[act])
        }


class _Ledger:
    """The work ledger as entries are recorded, corrected and withdrawn, each time with another day."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.count, self.standing = dice, 0, dict[str, WorkKind]()

    def entry(self) -> Fields:
        act = self.dice.choice(["recorded", "recorded", "recorded", "corrected", "withdrawn"])
        if act == "recorded" or not self.standing:
            act, self.count = "recorded", self.count + 1
            number = f"{YEAR}-T{self.count:03d}"
            self.standing[number] = self.dice.choice(list(WorkKind))
        number = number if act == "recorded" else self.dice.choice(list(self.standing))
        kind = self.standing.pop(number) if act == "withdrawn" else self.standing[number]
        told = {"kind": kind.value, "number": number} | {
            measure.key: self.dice.choice(["", "0", *[str(self.dice.randint(1, 90))] * 4]) for measure in MEASURES[kind]
        }
        return {"act": f"work.{act}", "obj": f"work/{number}"} | {
            f"d.{key}": told.get(key, "") for key in sorted(DETAILS[f"work.{act}"])
        }


class _Past:
    """Past decisions as they are recorded, corrected and withdrawn."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.count, self.standing = dice, 0, list[str]()

    def entry(self) -> Fields:
        act = self.dice.choice(["recorded", "recorded", "corrected", "withdrawn"]) if self.standing else "recorded"
        if act == "recorded":
            self.count += 1
            self.standing.append(f"{YEAR}-W{self.count:03d}")
        number = self.standing[-1] if act == "recorded" else self.dice.choice(self.standing)
        if act == "withdrawn":
            self.standing.remove(number)
        told = {"number": number} | {key: self.dice.choice(["", f"{YEAR}-05-01"]) for key in ("published", *PastStage)}
        return {"act": f"past.{act}", "obj": f"past/{number}"} | {
            f"d.{key}": told.get(key, "") for key in sorted(DETAILS[f"past.{act}"])
        }


def apart(figures: Figures, again: dict[str, Counted]) -> Iterator[str]:
    """In which figures the program and the verifier differ: in value, entries or unit, or in that only one has them."""
    for each in figures.figures:
        way = way_of(each.key)
        if way is None:
            yield f"{each.key}: unknown to the verifier"
        elif (each.value, list(each.entries)) != again.get(each.key, NONE):
            yield f"{each.key}: {each.value} {each.entries}, the verifier {again.get(each.key, NONE)}"
        elif each.unit.en != way.unit:
            yield f"{each.key}: {each.unit.en}, the verifier {way.unit}"
    for key in untold(again, {each.key: list(each.entries) for each in figures.figures}):
        yield f"{key}: the verifier alone, {again[key]}"
