"""What must be on the in-file list, and what is added to it once the dossier is archived (713 art. 33, 337 art. 37)."""

from __future__ import annotations

from collections import Counter

from workflow.domain import stagerecords
from workflow.domain.dossier import Dossier
from workflow.domain.facts import Archive
from workflow.domain.stagerecords import DueItem
from workflow.domain.text import Text


def due_items(dossier: Dossier) -> list[DueItem]:
    """The records the dossier's facts make due, in the order of the procedure."""
    parts = (
        *(stagerecords.before_review(dossier), stagerecords.review(dossier), stagerecords.after_review(dossier)),
        *(stagerecords.made_known(dossier), stagerecords.amendments(dossier)),
    )
    later = _after_archive(dossier)
    return _told_apart([item for part in parts for item in part if item not in later])


def later_items(dossier: Dossier) -> list[DueItem]:
    """The records formed in execution and evaluation, which may be added once the dossier is archived (337 art. 37).

    So may what was decided after that on a decision that was archived unpublished, a late reply to the proposer, the filing
    of a policy document, and what was put right in or added to what was published.
    """
    return _told_apart([*_after_archive(dossier), *stagerecords.execution(dossier), *stagerecords.evaluation(dossier)])


def _told_apart(items: list[DueItem]) -> list[DueItem]:
    """Several records of one title with their number in it: the same counsel's two opinions, two symposia."""
    many, seen = Counter(item.title for item in items), Counter[Text]()
    found = []
    for item in items:
        seen[item.title] += 1
        found.append(
            item._replace(title=stagerecords.nth(item.title, seen[item.title])) if many[item.title] > 1 else item
        )
    return found


def _after_archive(dossier: Dossier) -> list[DueItem]:
    """What came after the dossier was archived: what became of a decision that was withheld, what was sent out or put right."""
    if dossier.archive is None:
        return []
    known = stagerecords.made_known(dossier) if dossier.withholdings else ()
    made = (*known, *stagerecords.reply(dossier), *stagerecords.filing(dossier), *stagerecords.amendments(dossier))
    listed = {line.key for further in dossier.archive_supplements for line in further.items}
    return [item for item in made if item.key in listed or _followed(item, dossier.archive)]


def _followed(item: DueItem, archive: Archive) -> bool:
    """Whether a record came after the archive: as it was entered, of papers as they say it happened."""
    if item.entered and archive.entered:
        return item.entered > archive.entered
    return item.on > archive.on
