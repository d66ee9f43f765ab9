"""What is kept from the public and by whom: the forms, and what follows, said anew (713 arts. 14 and 32, 711 art. 18)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.helpers import PASSWORD
from tests.stateful.hand import TODAY, Fields, Hand, days

NOT_ASKED: Fields = {
    **{"traits": None, "skip_participation": "", "by_law": "", "citation": "", "scope": ""},
    # taken only where an earlier version asked
    "why_dropped": "光缆已经改线，不再涉及。",
}
ASKED: Fields = {
    "traits": ["not_public"],
    "skip_participation": "载有军用光缆走向，公开后线路可能被破坏。",
    "by_law": "secret",
    "scope": "草案全文及起草说明",
}
"""What a draft says of it."""

_KEPT: Fields = {
    "ground": "danger",
    "scope": "决策文件全文",
    "reason": "载有水源地和应急物资储备点位，公开后可能被破坏。",
    "review_on": days(180),
    "password": PASSWORD,
}
_SIGNED: Fields = {"password": PASSWORD}

HANDS = (
    Hand("participation.withhold", "agreed", _SIGNED | {"agreed": "yes"}),
    Hand("participation.withhold", "refused", _SIGNED | {"agreed": "no", "opinion": "走向早已公开。"}),
    Hand("participation.withhold", "refused", _SIGNED | {"agreed": "no", "opinion": ""}, "form"),
    Hand("publication.withhold", typed=_KEPT),
    Hand("publication.withhold", typed=_KEPT | {"review_on": TODAY}, wrong="form"),
    Hand("publication.disclose", typed=_SIGNED | {"reason": "储备点位已经迁移，原点位不再使用。"}),
    Hand("publication.disclose", typed=_SIGNED | {"reason": ""}, wrong="form"),
)
SIGNED = {"participation.withhold", "publication.withhold", "publication.disclose"}


@dataclass
class Kept:
    """What the newest draft asks, what the chief said to it, and what was decided of the decision itself."""

    asked: bool = False
    decided: list[bool] = field(default_factory=list)
    decisions: list[bool] = field(default_factory=list)
    """Of the decision itself: withheld, or lifted."""

    @property
    def agreed(self) -> bool:
        """Whether the newest draft asks for it, and the chief agreed: nobody has to be heard."""
        return self.asked and self.decided[-1:] == [True]

    @property
    def back(self) -> bool:
        """Whether it was agreed to while it was drafted, and nothing was decided of the decision itself since."""
        return not self.decisions and self.decided[-1:] == [True]

    @property
    def withheld(self) -> bool:
        """Whether the decision itself is withheld now."""
        return self.decisions[-1:] == [True]

    @property
    def lifted(self) -> bool:
        """Whether the newest word on the decision itself is that it may be public."""
        return self.decisions[-1:] == [False]

    def take(self, hand: Hand) -> None:
        """Remember what was asked or decided."""
        match hand.act:
            case "drafting.save":
                self.asked = hand.says == "secret"
            case "participation.withhold":
                self.decided.append(hand.says == "agreed")
            case "publication.withhold":
                self.decisions.append(True)
            case "publication.disclose":
                self.decisions.append(False)
