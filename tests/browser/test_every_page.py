"""Every page that links lead to, for everybody who can sign in and for nobody: on a desk in Chinese, on a phone too."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.english import Data, leftovers
from tests.browser.hands import step_into
from tests.browser.pages import Crawl, Found, faults
from tests.browser.site import DESK, PHONE, Site, aside, picture

pytestmark = pytest.mark.browser

Windows = Callable[[Found], Page]


def windows(site: Site, visit: Callable[..., Page], **options: object) -> Windows:
    """A window for each person, opened and signed in when first needed."""
    opened: dict[str, Page] = {}

    def of(found: Found) -> Page:
        name = found.person.name if found.person else ""
        if name not in opened:
            opened[name] = visit(site, **options)
            if name:
                step_into(opened[name], name)
        return opened[name]

    return of


def looked_at(found: Found, page: Page, folder: str, language: str, axe: bool = True) -> list[str]:
    answer = page.goto(found.path)
    assert answer is not None
    wrong = faults(page, language, axe)
    if answer.status != 200:
        wrong.append(f"status {answer.status}")
    name = re.sub(r"[^\w.]+", "-", "-".join(found.kind))
    if folder:
        whose = found.person.roles.replace(" ", "-") if found.person else "anybody"
        picture(page, "pages", folder, f"{name}-{whose}.jpeg")
    return [f"{found.path} ({found.person.name if found.person else 'anybody'}): {each}" for each in wrong]


def test_on_a_desk_in_chinese(shown: Site, visit: Callable[..., Page]) -> None:
    of = windows(shown, visit, viewport=DESK)
    wrong: list[str] = []
    pages = aside(Crawl(shown).worth_looking_at)
    for found in pages:
        wrong += looked_at(found, of(found), "desk", "zh-CN")
    assert len(pages) > 60
    assert not wrong, "\n".join(wrong)


def test_on_a_phone_in_english_and_chinese(shown: Site, visit: Callable[..., Page]) -> None:
    """All is looked at in English, whose words are longer; in Chinese only whether it fits."""
    english = windows(shown, visit, viewport=PHONE, locale="en-US", is_mobile=True, has_touch=True)
    chinese = windows(shown, visit, viewport=PHONE, is_mobile=True, has_touch=True)
    wrong: list[str] = []
    data = Data(shown.app.extensions["shenjue"].settings.sqlite_path)
    for found in aside(Crawl(shown).worth_looking_at):
        wrong += looked_at(found, english(found), "", "en")
        wrong += [f"{found.path} in English: {each}" for each in leftovers(english(found), data)]
        wrong += looked_at(found, chinese(found), "phone", "zh-CN", axe=False)
    assert not wrong, "\n".join(wrong)
