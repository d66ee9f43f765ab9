"""How papers look: the measures of GB/T 9704-2012 as data, read from the layout beside the templates."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workflow.papers.official.filling import OWN
from workflow.papers.official.problems import bad_model, bad_toml

FILE = "layout.toml"

Millimetres = Annotated[float, Field(gt=0, le=1000)]
Points = Annotated[float, Field(ge=5, le=72)]
Families = Annotated[tuple[str, ...], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(_Part):
    """The paper and the area that is printed, in millimetres; `lines` of `characters` fill it."""

    width: Millimetres
    height: Millimetres
    top: Millimetres
    left: Millimetres
    right: Millimetres
    bottom: Millimetres
    lines: int = Field(ge=10, le=60)
    characters: int = Field(ge=10, le=60)


class Type(_Part):
    """Sizes of type in points."""

    mark: Points
    title: Points
    body: Points
    small: Points
    note: Points
    table: Points


class Fonts(_Part):
    """Families by what they are for, the wished one first."""

    mark: Families
    title: Families
    body: Families
    heading1: Families
    heading2: Families
    song: Families


class Layout(_Part):
    """The style sheet of papers."""

    page: Page
    type: Type
    fonts: Fonts

    @property
    def area(self) -> float:
        """How wide the printed area is, in points."""
        return (self.page.width - self.page.left - self.page.right) / 25.4 * 72

    def mark_size(self, mark: str) -> float:
        """The size of the red mark, in points: as wished, or as much smaller as one line takes."""
        return min(self.type.mark, self.area / max(len(mark), 1) / 1.06)

    @property
    def line(self) -> float:
        """From one line to the next, in points: the lines fill the page."""
        return (self.page.height - self.page.top - self.page.bottom) / 25.4 * 72 / self.page.lines

    @property
    def tracking(self) -> float:
        """What is added to each character of the body, in points, so that so many fill a line."""
        return self.area / self.page.characters - self.type.body


def layout_of(own: Path | None = None) -> Layout:
    """The government's own layout where it has one, else that of the national standard. Raises BadTemplate."""
    place = own / FILE if own and (own / FILE).is_file() else OWN / FILE
    try:
        raw = tomllib.loads(place.read_text("utf-8"))
        return Layout.model_validate(raw)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise bad_toml(FILE, error) from error
    except ValidationError as error:
        raise bad_model(FILE, error, raw, Layout) from error
