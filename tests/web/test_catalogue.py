"""Everything people read has its English: nothing missing, nothing half Chinese, the compiled catalogue current."""

from __future__ import annotations

import re
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "workflow" / "translations" / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)[sd]")
# the form of a document number is Chinese in any language
NUMBERS = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕(?:\d+|…|N)号")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_po(BytesIO((FOLDER / "messages.po").read_bytes()))


@pytest.fixture(scope="module")
def said() -> set[str | tuple[str, ...]]:
    """Every message of the web's modules and the templates; where English has a plural, both forms."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {each["pattern"]: {k: v for k, v in each.items() if k not in ("method", "pattern")} for each in mappings}
    found: set[str | tuple[str, ...]] = set()
    for folder in ("workflow/web", "templates"):
        found |= {
            message
            for _, _, message, _, _ in extract_from_dir(
                ROOT / folder,
                method_map=[
                    (pattern.removeprefix(f"{folder}/"), method)
                    for pattern, method in methods
                    if pattern.startswith(folder)
                ],
                options_map={pattern.removeprefix(f"{folder}/"): more for pattern, more in options.items()},
                keywords=KEYWORDS,
                strip_comment_tags=False,
            )
            if message
        }
    return found


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a message: one, or one for each number."""
    return (words,) if isinstance(words, str) else words


def test_every_message_has_its_english(catalogue: Catalog, said: set[str | tuple[str, ...]]) -> None:
    english = {message.id: message.string for message in catalogue if message.id}
    assert len(said) > 1000
    assert not [text for text in said if not all(forms(english.get(text, "")))]


def test_no_english_is_left_over(catalogue: Catalog, said: set[str | tuple[str, ...]]) -> None:
    assert not [message.id for message in catalogue if message.id and message.id not in said]


def test_no_english_is_half_chinese_or_loses_a_place(catalogue: Catalog) -> None:
    for message in catalogue:
        for chinese, english in zip(forms(message.id), forms(message.string), strict=True) if message.id else ():
            plain = NUMBERS.sub("", english)
            assert not re.search(r"[\u3001\u3002\u4e00-\u9fff\uff08-\uff1f]", plain), english
            assert sorted(PLACES.findall(chinese)) == sorted(PLACES.findall(english)), chinese


def test_the_compiled_catalogue_is_current(catalogue: Catalog) -> None:
    made = BytesIO()
    write_mo(made, catalogue, use_fuzzy=True)
    assert made.getvalue() == (FOLDER / "messages.mo").read_bytes()
