"""What goes wrong is said on a page like any other: in the layout, readable for everybody, with a way on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.hands import fill, main_button, open_decision, open_step, step_into, today
from tests.browser.pages import faults
from tests.browser.site import PHONE, Site, aside, picture
from tests.walk import lawful
from workflow.services.unit import Busy
from workflow.web.security import limiter

pytestmark = pytest.mark.browser

STAFF, CHIEF, ADMIN = "向丽华", "冉光明", "覃国栋"
WORDS = "把三组也纳入管网，并说明资金来源。"


@pytest.fixture
def locale() -> str:
    """The language of the browser, unless a test asks for others."""
    return "zh-CN"


@pytest.fixture
def page(locale: str, site: Site, visit: Callable[..., Page]) -> Page:
    """A window on a narrow screen, where a page overflows first."""
    return visit(site, viewport=PHONE, locale=locale)


def language(page: Page) -> str:
    return str(page.evaluate("() => navigator.language")).replace("en-US", "en")


def as_it_should_be(page: Page, answer: Response | None, status: int, name: str) -> None:
    assert answer is not None
    assert answer.status == status
    picture(page, "errors", f"{name}-{language(page)}.png")
    assert not faults(page, language(page))
    expect(page.locator("main a, main button").first).to_be_visible()


def sent(page: Page) -> Response:
    """Press the main button, say yes where the page asks whether it is meant, and take the page that comes back."""
    with page.expect_navigation() as navigation:
        main_button(page).click()
        if page.locator("dialog.confirm[open]").count():
            page.locator("dialog.confirm button[value=yes]").click()
    return navigation.value


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_pages_that_are_not_there_or_not_for_this_viewer(page: Page) -> None:
    as_it_should_be(page, page.goto("/public/notices/2019-999"), 404, "404-public")
    step_into(page, STAFF)
    as_it_should_be(page, page.goto("/no/such/page"), 404, "404")
    as_it_should_be(page, page.goto("/decisions/2019-999"), 404, "404-decision")
    as_it_should_be(page, page.goto("/audit"), 403, "403")
    as_it_should_be(page, page.goto("/clock"), 405, "405")
    # a step that is not for now
    as_it_should_be(page, page.goto("/decisions/2022-004/drafting.save"), 409, "409-not-now")


def test_a_failure_of_our_own(page: Page, site: Site) -> None:
    step_into(page, STAFF)

    def fail(**_values: object) -> NoReturn:
        raise RuntimeError("a fault nobody foresaw")

    def busy(**_values: object) -> NoReturn:
        raise Busy

    site.app.view_functions["decisions.index"] = busy
    as_it_should_be(page, page.goto("/decisions"), 503, "503")
    site.app.view_functions["decisions.index"] = fail
    as_it_should_be(page, page.goto("/decisions"), 500, "500")
    assert "a fault nobody foresaw" not in page.content()


def test_a_form_of_a_stay_that_is_over_keeps_what_was_typed(page: Page) -> None:
    step_into(page, STAFF)
    page.goto("/decisions/new")
    fill(page, lawful("initiation.propose", today(page)) | {"problem": WORDS})
    page.context.clear_cookies(name="shenjue")
    as_it_should_be(page, sent(page), 401, "401")
    expect(page.locator(f"main [value='{WORDS}']")).to_be_attached()


def test_a_page_without_its_token_offers_to_send_again(page: Page) -> None:
    step_into(page, STAFF)
    page.goto("/decisions/new")
    fill(page, lawful("initiation.propose", today(page)) | {"problem": WORDS})
    page.evaluate("() => document.querySelector('main [name=csrf_token]').value = 'old'")
    as_it_should_be(page, sent(page), 400, "csrf")
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    expect(page.locator("main")).to_contain_text(WORDS)


def test_whoever_comes_second_is_told_what_changed(page: Page, site: Site, visit: Callable[..., Page]) -> None:
    step_into(page, CHIEF)
    open_decision(page, "2022-019")
    open_step(page, "initiation.decline")
    fill(page, {"reason": WORDS})
    other = visit(site)
    step_into(other, CHIEF)
    open_decision(other, "2022-019")
    open_step(other, "initiation.approve")
    fill(other, {"deputy": "石昌林", "deputy_on": today(other)})
    assert sent(other).status == 200, other.locator("main").inner_text()
    as_it_should_be(page, sent(page), 409, "409-stale")
    expect(page.locator("main")).to_contain_text(CHIEF)
    expect(page.locator("main details dd").filter(has_text=WORDS)).to_be_attached()


def test_a_file_that_is_too_large(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"0" * (23 * 1024 * 1024) + b"\n%%EOF")
    step_into(page, "白建军")
    open_decision(page, "2022-018")
    open_step(page, "drafting.save")
    fill(page, {"files": large})
    as_it_should_be(page, sent(page), 413, "413")


@pytest.fixture
def counters() -> Iterator[None]:
    """Counters of requests live as long as the process: begin and end with none."""
    aside(limiter.reset)
    yield
    aside(limiter.reset)


@pytest.mark.usefixtures("counters")
def test_too_many_opinions_from_one_address_keep_the_words(page: Page, site: Site) -> None:
    site.app.config["PUBLIC_POST_LIMIT"] = "1 per day"
    page.goto("/public/notices/2022-018")
    for place in range(2):
        page.locator("[name=text]").fill(f"{WORDS}{place}")
        with page.expect_navigation() as navigation:
            page.locator("#opinion button[type=submit]").last.click()
        if place == 0:
            page.goto("/public/notices/2022-018")
    as_it_should_be(page, navigation.value, 429, "429-public")
    expect(page.locator("[name=text]")).to_have_value(f"{WORDS}1")
