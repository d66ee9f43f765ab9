"""What one person types into one form."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Fields = dict[str, Any]


@dataclass(frozen=True)
class Attached:
    """A file that is chosen in a form; what is in it follows from its name."""

    name: str

    @property
    def content(self) -> bytes:
        """What is in it."""
        return f"{self.name}的内容。".encode()

    @property
    def digest(self) -> str:
        """By which it is kept."""
        return hashlib.sha256(self.content).hexdigest()


def with_draft(number: int | str) -> Attached:
    """The file that comes with a version of the draft: with each one of its own."""
    return Attached(f"附件{number}.txt")


@dataclass(frozen=True)
class Hand:
    """What is typed over what the form begins with; None leaves a field out.

    `says` is the word on which it depends where the matter goes. `wrong`: the form itself sees it and nothing is
    entered, or the law refuses it and that is entered; "" where nothing is wrong.
    """

    act: str
    says: str = ""
    typed: Fields = field(default_factory=dict, repr=False)
    wrong: Literal["", "form", "law"] = ""

    def on(self, today: dt.date, numbers: Mapping[str, int]) -> Fields:
        """The fields as they are typed on that day, with the number of the next draft, of the expert who sits."""
        typed = {name: _numbered(value, numbers) for name, value in self.typed.items()}
        return {
            name: (today + value).isoformat() if isinstance(value, dt.timedelta) else value
            for name, value in typed.items()
        }


def _numbered(value: Any, numbers: Mapping[str, int]) -> Any:
    if isinstance(value, Attached):
        return Attached(value.name.format(**numbers))
    return value.format(**numbers) if isinstance(value, str) else value


TODAY = dt.timedelta()


def days(many: int) -> dt.timedelta:
    """So many days after the day on which it is typed."""
    return dt.timedelta(days=many)
