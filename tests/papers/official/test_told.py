"""What a paper says, for its digest: nothing that a field of a later release could change."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.papers.official.document import Cell, Document, Heading, Paragraph, Table
from workflow.services.papers import _digest

PAPER = Document(
    "通知",
    (
        Heading(1, "一、目标", own=True),
        Paragraph("修复道路。"),
        Paragraph("附表", "title"),
        Table(((Cell("序号", label=True), Cell("1")),), (1, 2)),
    ),
    by="清泉乡人民政府",
)


@dataclass(frozen=True)
class Later(Document):
    """A document of a later release."""

    seal: str = ""


def test_a_field_at_its_default_changes_no_digest():
    later = Later(PAPER.title, PAPER.body, by=PAPER.by)
    assert _digest(later) == _digest(PAPER)
    assert _digest(Later(PAPER.title, PAPER.body, by=PAPER.by, seal="印")) != _digest(PAPER)


def test_only_what_it_says_is_in_it():
    assert PAPER.told() == {
        "title": "通知",
        "body": [
            {"level": 1, "text": "一、目标"},
            {"text": "修复道路。"},
            {"text": "附表", "align": "title"},
            {"rows": [[{"text": "序号", "label": True}, {"text": "1"}]], "widths": [1, 2]},
        ],
        "by": "清泉乡人民政府",
    }


def test_the_digest_of_a_printed_paper_stays():
    assert _digest(PAPER) == "d6dd50708b3338bc2f2bd4a8bc4209b1"
