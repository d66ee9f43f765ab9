"""Legality review."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally, mean, number
from workflow.domain.figures import PAPERS, TIMES, WORKING_DAYS
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    submitted = tally.did("legality_review.submit")
    tally.put_count("submissions", Text("送请合法性审查", "Submitted for review"), TIMES, submitted)
    returned = tally.did("legality_review.return")
    tally.put_count("returned", Text("退回承办单位", "Returned to the unit"), TIMES, returned)
    asked = tally.did("legality_review.request_supplement")
    tally.put_count("supplements", Text("要求补充材料", "Supplements asked for"), TIMES, asked)
    given = tally.did("legality_review.conclude")
    total = tally.put_count("reviews", Text("出具合法性审查意见书", "Legality opinions given"), PAPERS, given)
    names = tally.rulebook.labels.get("conclusions", {})
    parts = tally.put_parts("review", names, PAPERS, given, lambda entry: entry["d.conclusion"])
    tally.check("意见书＝各结论之和", "Opinions = sum over conclusions", total, parts)
    timed = [entry for entry in given if entry["d.working_days"]]
    days = [number(entry, "working_days") for entry in timed]
    seqs = [int(entry["seq"]) for entry in timed]
    if days:
        average = Text("平均审查用时", "Average time taken")
        tally.put("review_days", average, mean(days), WORKING_DAYS, seqs, part=True)
        for key, label, value in (
            ("shortest", Text("最短审查用时", "Shortest time taken"), min(days)),
            ("longest", Text("最长审查用时", "Longest time taken"), max(days)),
        ):
            which = [seq for seq, taken in zip(seqs, days, strict=True) if taken == value]
            tally.put(f"review_days.{key}", label, value, WORKING_DAYS, which, part=True)
