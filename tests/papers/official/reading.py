"""What a paper says, for tests."""

from __future__ import annotations

import io
import re
import zipfile

from tests.domain.dossiers import rulebook
from workflow.domain.dossier import Dossier
from workflow.papers.official.document import Document
from workflow.papers.official.filling import Templates
from workflow.papers.official.kinds import available, kinds_of
from workflow.papers.official.values import Words, values_of


def words(file: bytes) -> str:
    """The text of a Word file."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


def made(dossier: Dossier, key: str, given: str = "") -> Document:
    """The paper of that key; `given`: the number the office gave to it."""
    rules = rulebook()
    found = next(each for each in available(kinds_of(), dossier) if each.key == key)
    said = Words(rules.labels)
    values = values_of(dossier, found, number="2022-001", said=said, kind=rules.kind_name, given=given)
    return Templates().fill(found.kind.key, values)


def text(document: Document) -> str:
    """Everything it says, one piece a line."""
    return "\n".join(document.texts())
