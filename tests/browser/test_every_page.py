"""Every page that links lead to, for everybody who can sign in and for nobody: on a desk in Chinese, on a phone too."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.english import Data, leftovers
from tests.browser.hands import step_into
from tests.browser.pages import Crawl, Found, faults
from tests.browser.site import DESK, PHONE, Site, aside, picture

pytestmark = pytest.mark.browser

Windows = Callable[[Found], Page]


@pytest.fixture(scope="module")
def linked(shown: Site) -> list[Found]:
    """The pages to look at, found once: which there are depends on neither language nor window."""
    return aside(Crawl(shown).worth_looking_at)


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


def opened(found: Found, page: Page) -> list[str]:
    answer = page.goto(found.path)
    assert answer is not None
    return [] if answer.status == 200 else [f"status {answer.status}"]


def pictured(found: Found, page: Page, folder: str) -> None:
    name = re.sub(r"[^\w.]+", "-", "-".join(found.kind))
    whose = found.person.roles.replace(" ", "-") if found.person else "anybody"
    picture(page, "pages", folder, f"{name}-{whose}.png")


def said(found: Found, wrong: list[str]) -> list[str]:
    return [f"{found.path} ({found.person.name if found.person else 'anybody'}): {each}" for each in wrong]


def test_on_a_desk_in_chinese(
    shown: Site, linked: list[Found], visit: Callable[..., Page], pytestconfig: pytest.Config
) -> None:
    """Each page is then narrowed as far as a phone, where it has to fit too.

    Colours are measured on the pages on which anything stands that stood on none before; with --everywhere on all.
    """
    everywhere = bool(pytestconfig.getoption("everywhere"))
    of = windows(shown, visit, viewport=DESK)
    wrong: list[str] = []
    for found in linked:
        page = of(found)
        faulty = opened(found, page) + faults(page, "zh-CN", contrast=found.fresh or everywhere)
        pictured(found, page, "desk")
        page.set_viewport_size(PHONE)
        faulty += faults(page, "zh-CN", axe=False)
        pictured(found, page, "phone")
        page.set_viewport_size(DESK)
        wrong += said(found, faulty)
    assert len(linked) > 60
    assert not wrong, "\n".join(wrong)


def test_on_a_phone_in_english(
    shown: Site, linked: list[Found], visit: Callable[..., Page], pytestconfig: pytest.Config
) -> None:
    """English words are longer. What does not hang on them was looked at in Chinese; with --everywhere it is again."""
    axe = bool(pytestconfig.getoption("everywhere"))
    of = windows(shown, visit, viewport=PHONE, locale="en-US", is_mobile=True, has_touch=True)
    wrong: list[str] = []
    data = Data(shown.app.extensions["shenjue"].settings.sqlite_path)
    for found in linked:
        page = of(found)
        wrong += said(found, opened(found, page) + faults(page, "en", axe=axe) + leftovers(page, data))
    assert not wrong, "\n".join(wrong)


FAULTY = """<!doctype html><html lang="en"><head><title>审决</title></head><body><main><h1>One</h1><h1>Two</h1>
<p id="a" style="color: #ccc; background: #fff">pale</p><p id="a" style="width: 3000px">wide {{ name }}</p>
<img src="data:,"></main></body></html>"""


def test_a_faulty_page_is_found_out(browser: Browser) -> None:
    page = browser.new_page(viewport=DESK)
    page.set_content(FAULTY)
    found = " | ".join(faults(page, "zh-CN"))
    for each in ("2 h1", "title", "lang 'en'", "px wide", "markup", "ids twice", "axe color-contrast", "axe image-alt"):
        assert each in found


class Slow(BaseHTTPRequestHandler):
    """A page whose beginning is there and whose rest takes its time."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.flush()
        time.sleep(0.3)
        self.wfile.write(FAULTY.encode())

    def log_message(self, *_args: object) -> None:
        """Nothing of it in the tests' output."""


def test_a_page_is_looked_at_once_it_is_whole(browser: Browser) -> None:
    """A link was pressed: what comes has begun, and has no root element yet."""
    with HTTPServer(("127.0.0.1", 0), Slow) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page(viewport=DESK)
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="commit")
        found = faults(page, "zh-CN", axe=False)
        server.shutdown()
    assert "2 h1" in found
