"""Report, publication, archive."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import MATTERS, TIMES
from workflow.domain.reading import day_of
from workflow.domain.terms import PartyReportKind, Reconsidered
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    # a request counts once, as it stands: its reply is entered by the same step
    reported = list({entry["obj"]: entry for entry in tally.did("publication.report_party")}.values())
    label = Text("向同级党委请示报告", "Reports to the Party committee")
    total = tally.put_count("reported", label, TIMES, reported)
    names = {str(kind): kind.label for kind in PartyReportKind}
    parts = tally.put_parts("reported", names, TIMES, reported, lambda entry: entry["d.kind"])
    tally.check("请示报告＝请示＋报告", "Reports = requests + reports", total, parts)
    congress = tally.did("publication.report_congress")
    tally.put_count(
        "congress", Text("提请人大讨论决定或者报告", "Matters before the people's congress"), TIMES, congress
    )
    reconsidered = tally.did("publication.reconsider")
    label = Text("没有获得同意的决策的处理", "What became of decisions that were not agreed to")
    total = tally.put_count("reconsidered", label, TIMES, reconsidered)
    ways = {str(way): way.label for way in Reconsidered}
    parts = tally.put_parts("reconsidered", ways, TIMES, reconsidered, lambda entry: entry["d.way"])
    tally.check("没有获得同意的处理＝修改＋终止", "Not agreed to = changed + ended", total, parts)
    published = tally.did("publication.publish")
    tally.put_count("published", Text("公布决策", "Decisions published"), MATTERS, published)
    due = [entry for entry in published if entry["d.publish_by"]]
    late = [entry for entry in due if day_of(entry).isoformat() > entry["d.publish_by"]]
    tally.put_count("published_late", Text("逾期公布", "Published late"), MATTERS, late, part=True)
    withheld = tally.did("publication.withhold")
    tally.put_count("withheld", Text("依法不予公开", "Lawfully not made public"), MATTERS, withheld)
    lifted = tally.did("publication.disclose")
    tally.put_count("disclosed", Text("解除不予公开", "No longer withheld"), MATTERS, lifted)
    tally.put_count("archived", Text("归档", "Archived"), MATTERS, tally.did("publication.archive"))
