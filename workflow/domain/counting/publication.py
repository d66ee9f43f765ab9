"""Report, publication, archive."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS, TIMES
from workflow.domain.terms import PartyReportKind
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    reported = tally.did("publication.report_party")
    label = Text("向同级党委请示报告", "Reports to the Party committee")
    total = tally.put_count("reported", label, TIMES, reported)
    names = {str(kind): kind.label for kind in PartyReportKind}
    parts = tally.put_parts("reported", names, TIMES, reported, lambda entry: entry["d.kind"])
    tally.check("请示报告＝请示＋报告", "Reports = requests + reports", total, parts)
    tally.put_count("published", Text("公布决策", "Decisions published"), MATTERS, tally.did("publication.publish"))
    tally.put_count("archived", Text("归档", "Archived"), MATTERS, tally.did("publication.archive"))
