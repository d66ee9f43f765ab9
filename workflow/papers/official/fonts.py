"""Which fonts there are to print with, and whether they have every character of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTCollection, TTFont, TTLibError

WITH_THE_PROGRAM = Path(pylopdf_fonts_zh_cn.__file__).parent
_KINDS = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_NO_GLYPH = frozenset(range(0x20)) | {0x200B, 0x2060, 0xFEFF}
"""What is not printed and needs no glyph."""


class MissingGlyphs(Exception):
    """No font at hand has these characters."""

    def __init__(self, characters: str) -> None:
        self.characters = characters
        super().__init__(characters)


@dataclass(frozen=True)
class Face:
    """The families a font answers to, and the characters it has."""

    families: frozenset[str]
    characters: frozenset[int]


@dataclass(frozen=True)
class FontSet:
    """The fonts in some folders."""

    folders: tuple[Path, ...]
    faces: tuple[Face, ...]

    def families(self, wished: Sequence[str]) -> list[str]:
        """Of the families wished for those there are, in their order; never none."""
        known = frozenset[str]().union(*(face.families for face in self.faces))
        return [each for each in wished if each in known] or ["Noto Serif SC"]

    def missing(self, texts: Iterable[str]) -> str:
        """The characters of `texts` that no font has, each once, in the order of their code points."""
        wanted = {ord(char) for text in texts for char in text} - _NO_GLYPH
        for face in self.faces:
            wanted -= face.characters
        return "".join(map(chr, sorted(wanted)))


def fonts_in(own: Path | None = None) -> FontSet:
    """The government's own fonts, and those that come with the program. Unreadable files are left out."""
    folders = tuple(each for each in (own, WITH_THE_PROGRAM) if each is not None and each.is_dir())
    files = [place for each in folders for place in sorted(each.rglob("*")) if place.suffix.lower() in _KINDS]
    faces = [face for place in files for face in _faces(str(place), place.stat().st_mtime_ns)]
    return FontSet(folders, tuple(faces))


@lru_cache(maxsize=64)
def _faces(file: str, _changed: int) -> tuple[Face, ...]:
    """The faces of a font file; reading twenty megabytes takes a while, so what was read is kept."""
    try:
        if file.lower().endswith(("c",)):
            with TTCollection(file, lazy=True) as collection:
                return tuple(_face(each) for each in collection.fonts)
        with TTFont(file, lazy=True) as font:
            return (_face(font),)
    except (TTLibError, OSError):
        return ()


def _face(font: TTFont) -> Face:
    names = (each for each in font["name"].names if each.nameID in (1, 16))
    return Face(frozenset(each.toUnicode() for each in names), frozenset(font.getBestCmap() or {}))
