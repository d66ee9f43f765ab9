"""Papers made of a record, as the documents they are before they are set."""

from __future__ import annotations

from tests.domain.dossiers import rulebook
from workflow.domain.dossier import Dossier
from workflow.papers.official.document import Document, Heading
from workflow.papers.official.filling import Templates
from workflow.papers.official.kinds import available, kinds_of
from workflow.papers.official.values import Words, values_of

TEMPLATES = Templates()


def keys(dossier: Dossier) -> list[str]:
    """What the papers of a record are called."""
    return [each.key for each in available(kinds_of(), dossier)]


def made(dossier: Dossier, key: str) -> Document:
    """The paper of that key."""
    found = next(each for each in available(kinds_of(), dossier) if each.key == key)
    rules = rulebook()
    values = values_of(dossier, found, number="2022-001", said=Words(rules.labels), kind=rules.kind_name)
    return TEMPLATES.fill(found.kind.key, values)


def lines(dossier: Dossier, key: str) -> list[str]:
    """What it says, piece by piece."""
    return list(made(dossier, key).texts())


def empty_headings(document: Document) -> list[str]:
    """Headings that nothing stands under."""
    pairs = zip(document.body, [*document.body[1:], None], strict=True)
    return [
        block.text
        for block, below in pairs
        if isinstance(block, Heading) and (below is None or (isinstance(below, Heading) and below.level <= block.level))
    ]
