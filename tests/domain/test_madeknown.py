"""From which day a decision binds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from workflow.domain.facts import Archive, Publication, Reconsideration, Withholding
from workflow.domain.madeknown import Issued

FIRST, THEN, LAST = (dt.date(2022, 5, day) for day in (1, 2, 3))
KEPT = Withholding(on=FIRST, reason="涉及储备点位。", decided_by="李明")
LIFTED = Withholding(on=THEN, lifted=True, reason="点位已经迁移。", decided_by="李明")
PUBLISHED = Publication(on=LAST, number="清泉府发〔2022〕1号")
FILED = Archive(on=FIRST, retention="permanent", received_by="档案室")
CHANGED = Reconsideration(on=THEN, way="change", reason="压缩规模。", version=2)


@pytest.mark.parametrize(
    ("there", "day"),
    [
        ({}, None),
        ({"archive": FILED}, None),
        ({"archive": FILED, "publishes": False}, FIRST),
        ({"publication": PUBLISHED}, LAST),
        ({"withholdings": (KEPT,)}, FIRST),
        # what was kept back while it was drafted: lifting that issues nothing
        ({"withholdings": (LIFTED,)}, None),
        ({"withholdings": (LIFTED,), "publication": PUBLISHED}, LAST),
        # who lifts a withholding, and publishes, takes nothing of it back
        ({"withholdings": (KEPT, LIFTED)}, FIRST),
        ({"withholdings": (KEPT, LIFTED), "publication": PUBLISHED}, FIRST),
        # what was withheld before it was sent back was another decision
        ({"withholdings": (KEPT, LIFTED), "reconsiderations": (CHANGED,)}, None),
        ({"withholdings": (KEPT, LIFTED), "reconsiderations": (CHANGED,), "publication": PUBLISHED}, LAST),
    ],
)
def test_a_decision_binds_from_the_day_it_was_made_known_first(there: dict[str, Any], day: dt.date | None) -> None:
    assert Issued(**{"publishes": True} | there).succeeding("2022-009").in_force_on == day
