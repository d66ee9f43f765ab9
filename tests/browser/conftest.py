"""A Chromium, a demonstration to look at, and windows that fail the test when anything goes wrong in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import DESK, Site, Watch, serving
from tests.demonstration import loaded
from tests.helpers import find_chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)

# without a Chinese font of its own a machine would draw boxes, and the pictures would depend on what it has
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
"""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as loaded, to be copied."""
    return loaded(tmp_path_factory)


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser is told about fonts."""
    place = tmp_path_factory.mktemp("fonts")
    config = place / "fonts.conf"
    config.write_text(FONTS.format(folder=Path(pylopdf_fonts_zh_cn.__file__).parent, cache=place / "cache"))
    return config


@pytest.fixture
def browser(fonts: Path) -> Iterator[Browser]:
    """A Chromium, gone at the end of the test: its event loop would stand in the way of other tests of the worker."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=ARGUMENTS,
            headless=True,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        yield chromium
        chromium.close()


@pytest.fixture
def site(demonstration: Path, tmp_path: Path) -> Iterator[Site]:
    """A demonstration of the test's own, which it may change."""
    with serving(demonstration, tmp_path / "site") as found:
        yield found


@pytest.fixture(scope="session")
def shown(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration that all tests of a worker look at and none changes."""
    with serving(demonstration, tmp_path_factory.mktemp("shown")) as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[Site], Visit]]:
    """`visit(site)` opens a window on the site; what goes wrong in it fails the test at its end.

    Keywords: locale, viewport, and whatever else a browser context takes.
    """
    opened: list[tuple[Page, Watch]] = []

    def open_window(at: Site, **options: object) -> Page:
        settings = {"locale": "zh-CN", "viewport": DESK, "timezone_id": "Asia/Shanghai", "base_url": at.address}
        # nobody waits for a page that scrolls smoothly to the button that is to be pressed
        context = browser.new_context(**(settings | {"reduced_motion": "reduce"} | options))
        context.set_default_timeout(10_000)
        watch = Watch(at.address)
        watch.over(context)
        opened.append((context.new_page(), watch))
        return opened[-1][0]

    yield open_window
    faults = []
    for page, watch in opened:
        page.context.close()
        faults += watch.faults
    assert not faults, "\n".join(faults)
