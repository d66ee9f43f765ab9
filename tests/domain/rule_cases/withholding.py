"""Who decides that something is not made public: the house rule."""

from __future__ import annotations

from typing import Any

from tests.domain.rule_cases.case import holds, refuses

DECIDER = "house.withheld"


def decided(part: str, author: str, decider: str) -> dict[str, Any]:
    """Somebody decided; `author` wrote the first version of the draft."""
    agreed = {"on": "2022-09-01", "version": 1, "agreed": True, "ground": "secret", "scope": "草案全文"}
    withheld = {"on": "2022-10-20", "ground": "danger", "reason": "载有储备点位。", "review_on": "2023-10-20"}
    who = {"decided_by": "李明", "decided_by_id": decider}
    facts = {"non_disclosures": [agreed | who], "withholding": withheld | who}
    return {"drafts.0.author": "周文", "drafts.0.author_id": author, part: facts[part]}


def in_turn(*deciders: str) -> dict[str, Any]:
    """Each decided on the version of that place; the second version was written by P-0001."""
    one = decided("non_disclosures", "P-0002", "")["non_disclosures"][0]
    said = [one | {"version": place, "decided_by_id": each} for place, each in enumerate(deciders, start=1)]
    return {"drafts.0.author_id": "P-0002", "drafts.1.author_id": "P-0001", "non_disclosures": said}


WITHHELD = decided("withholding", "", "P-0006")["withholding"]

CASES = [
    holds(DECIDER, "nothing was kept back"),
    holds(DECIDER, "who decided on version 1 wrote version 2, and another decides on it", in_turn("P-0001", "P-0006")),
    holds(DECIDER, "who decided on version 1 wrote version 2", in_turn("P-0001")),
    refuses(DECIDER, "who wrote version 2 decides on it", in_turn("P-0006", "P-0001"), "李明起草了草案第2版"),
    holds(DECIDER, "the decision withheld by another", in_turn("P-0001") | {"withholding": WITHHELD}),
    *(
        case
        for part in ("non_disclosures", "withholding")
        for case in (
            holds(DECIDER, f"{part}: another account", decided(part, "P-0001", "P-0006")),
            holds(DECIDER, f"{part}: papers without accounts", decided(part, "", "")),
            refuses(
                DECIDER, f"{part}: the account that drafted", decided(part, "P-0001", "P-0001"), "李明起草了草案第1版"
            ),
        )
    ),
]
