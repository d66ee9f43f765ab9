"""What is done once more with a text that it was done with already: it is said why (no article speaks of it)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import restates
from workflow.domain.facts import ExpertReview, Hearing
from workflow.domain.guarding import Gap, Params, Setting, guard
from workflow.domain.substance import says_why_again, stated
from workflow.domain.text import Text


@guard(own_fact=True)
def assessed_again_for_reason(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a text that was assessed is assessed once more, or another takes the place of a report before the finding on it,
    it is said why (no article speaks of it).

    After an uncontrollable risk another rule judges. Papers may well be silent on it.
    """
    rounds = dossier.risk_assessments
    for place, later in enumerate(rounds):
        if setting.record and not later.again.strip():
            continue
        for earlier in rounds[:place]:
            stands = earlier.finding is None or earlier.finding.controllable
            same = stands and restates(dossier, later.version, earlier.version)
            replaced = earlier is rounds[place - 1] and earlier.finding is None
            if earlier.report and (same or replaced):
                levels = setting.labels.get("risk_levels", {})
                yield Gap(
                    Text(
                        "草案第{version}版已经评估为{level}{found}，{text}再次评估的理由：{reason}。",
                        "Version {version} was assessed as {level} {found}; {text}. Why it is assessed again: {reason}.",
                    ).fmt(
                        text=(_SAME if same else _OTHER).fmt(later=later.version or "—"),
                        found=_CONTROLLABLE if earlier.finding else _NOT_FOUND,
                        version=earlier.version or "—",
                        level=levels.get(earlier.report.level, earlier.report.level),
                        reason=stated(later.again, says_why_again),
                    ),
                    excused=says_why_again(later.again),
                )


_CONTROLLABLE = Text("并认定可控", "and found controllable")
_NOT_FOUND = Text("、尚未认定是否可控", "and awaits the finding")
_SAME = Text("第{later}版的内容与其相同，", "version {later} says the same")
_OTHER = Text("另行评估第{later}版，", "version {later} is assessed instead")


@guard(own_fact=True)
def argued_again_for_reason(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a text that experts argued already is put before experts once more, it is said why."""
    yield from _once_more(dossier, dossier.expert_reviews, Text("专家论证", "expert review"), setting)


@guard(own_fact=True)
def heard_again_for_reason(dossier: Dossier, params: Params, setting: Setting) -> Iterator[Gap]:
    """Where a text on which a hearing was held is heard once more, it is said why."""
    done = [each for each in dossier.hearings if each.cancellation is None and (each.report or each is dossier.hearing)]
    yield from _once_more(dossier, done, Text("听证", "hearing"), setting)


def _once_more(dossier: Dossier, done: Sequence[ExpertReview | Hearing], what: Text, setting: Setting) -> Iterator[Gap]:
    """Papers may well be silent on it."""
    for place, later in enumerate(done):
        if setting.record and not later.again.strip():
            continue
        if any(restates(dossier, later.version, earlier.version) for earlier in done[:place]):
            yield Gap(
                Text(
                    "草案第{version}版的内容已经办过{what}，再次办理的理由：{reason}。",
                    "The {what} on what version {version} says was done already. Why it is done again: {reason}.",
                ).fmt(version=later.version or "—", what=what, reason=stated(later.again, says_why_again)),
                excused=says_why_again(later.again),
            )
