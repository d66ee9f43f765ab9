"""What became of a matter from one version of its draft to the next: what it declares no longer, what saw another text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import holds_text, places, restates, same_version
from workflow.domain.facts import Draft
from workflow.domain.substance import says_something
from workflow.domain.terms import Trait
from workflow.domain.text import Text


@dataclass(frozen=True)
class Seen:
    """What was done with a version of the draft."""

    what: Text
    version: int


def no_longer(dossier: Dossier) -> tuple[Trait, ...]:
    """What some version before the newest declared that the matter touches and the newest does not."""
    declared = {trait for each in dossier.drafts for trait in each.traits}
    return tuple(trait for trait in Trait if trait in declared.difference(dossier.traits))


def on_other_texts(dossier: Dossier, version: int) -> tuple[Seen, ...]:
    """What was last put before the chief, the public, the experts and the assessors, where `version` says something else."""
    hearing, experts, risk, kept = dossier.hearing, dossier.expert_review, dossier.risk, dossier.non_disclosure
    competition = dossier.competition
    seen = (
        (Text("审定不予公开", "decision to keep it from the public"), kept if kept and kept.agreed else None),
        (Text("公开征求意见", "public notice"), dossier.notice),
        (Text("听证", "hearing"), hearing if hearing and hearing.sitting else None),
        (Text("专家论证", "expert review"), experts if experts and experts.sitting else None),
        (Text("风险评估", "risk assessment"), risk if risk and risk.report else None),
        (Text("公平竞争审查", "fair competition review"), competition if competition and competition.opinion else None),
    )
    return tuple(
        Seen(what, fact.version)
        for what, fact in seen
        if fact is not None and fact.version is not None and not same_version(dossier, fact.version, version)
    )


def unheard(dossier: Dossier, version: int) -> tuple[Seen, ...]:
    """What was done with another text than a final one has, where it was not said already why that is not done again.

    What it says otherwise than what was heard is told of where the version reviewed before it says the same, and the unit
    explained it. Papers do not always hold the text: where nothing is known of it, nothing is said of it.
    """
    drafts = {each.version: each for each in dossier.drafts}
    final = drafts.get(version)
    if final is None or not holds_text(final):
        return ()
    earlier = [each.submission for each in dossier.reviews if each.submission.version < version]
    explained = earlier[-1].version if earlier and says_something(earlier[-1].not_anew) else None
    reviewed = drafts.get(explained) if explained is not None else None
    found = []
    for seen in on_other_texts(dossier, version):
        heard = drafts.get(seen.version)
        if heard is None or seen.version > version or not holds_text(heard):
            continue
        if explained is not None:
            if reviewed is None or not holds_text(reviewed) or same_version(dossier, explained, version):
                continue
            if _otherwise(heard, final) < _otherwise(heard, reviewed):
                continue
        found.append(seen)
    return tuple(found)


def _otherwise(heard: Draft, draft: Draft) -> Counter[tuple[str, ...]]:
    """What one version says and the other does not, each place by itself."""
    before, after = places(heard), places(draft)
    told = {("gone", *place): count for place, count in (before - after).items()}
    return Counter(told | {("new", *place): count for place, count in (after - before).items()})


def assessed_already(dossier: Dossier) -> bool:
    """Whether a report waits for the finding, or the newest draft says what was found controllable already."""
    last, newest = dossier.risk, dossier.draft.version if dossier.draft else None
    return bool(last and last.report and last.finding is None) or any(
        each.report and each.finding and each.finding.controllable and restates(dossier, each.version, newest)
        for each in dossier.risk_assessments
    )


def argued_already(dossier: Dossier) -> bool:
    """Whether experts concluded on what the newest draft says."""
    newest = dossier.draft.version if dossier.draft else None
    return any(each.result and restates(dossier, each.version, newest) for each in dossier.expert_reviews)


def heard_already(dossier: Dossier) -> bool:
    """Whether a hearing was reported on what the newest draft says."""
    newest = dossier.draft.version if dossier.draft else None
    return any(each.report and restates(dossier, each.version, newest) for each in dossier.hearings)
