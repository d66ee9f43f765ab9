"""Deliberation."""

from __future__ import annotations

from workflow.domain.counting.tally import Tally
from workflow.domain.figures import OPINIONS, TIMES
from workflow.domain.text import Text

POSTPONED = "postponed"
"""What a meeting that put a matter off came to: that is no decision on it."""


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    returned = tally.did("deliberation.send_back")
    tally.put_count("sent_back", Text("暂不能审议、退回承办单位", "Sent back as not ready"), TIMES, returned, part=True)
    brought = tally.did("deliberation.convene")
    total = tally.put_count("meetings", Text("提请会议讨论", "Brought before a meeting"), TIMES, brought)
    kinds = tally.rulebook.labels.get("meeting_kinds", {})
    parts = tally.put_parts("meeting_kind", kinds, TIMES, brought, lambda entry: entry["d.meeting"])
    tally.check("提请会议讨论＝各种会议之和", "Brought before meetings = sum over kinds", total, parts)
    decided = tally.did("deliberation.decide")
    postponed = [entry for entry in decided if entry["d.outcome"] == POSTPONED]
    taken = [entry for entry in decided if entry["d.outcome"] != POSTPONED]
    total = tally.put_count("resolutions", Text("会议作出决定", "Decisions taken"), TIMES, taken)
    names = {key: name for key, name in tally.rulebook.labels.get("outcomes", {}).items() if key != POSTPONED}
    parts = tally.put_parts("outcome", names, TIMES, taken, lambda entry: entry["d.outcome"])
    tally.check("会议决定＝各结果之和", "Decisions = sum over outcomes", total, parts)
    tally.put_count(f"outcome.{POSTPONED}", Text("会议决定暂缓", "Put off by the meeting"), TIMES, postponed)
    tally.put_sum("dissents", Text("载明的不同意见", "Dissents recorded"), OPINIONS, decided, "dissent")
    against = [entry for entry in decided if entry["d.against_majority"] == "yes"]
    label = Text("与多数人意见不一致的决定", "Decisions against the majority")
    tally.put_count("against_majority", label, TIMES, against, part=True)
