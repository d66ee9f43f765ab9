"""Everything is reached with the keyboard alone, and the focus goes where something has to be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import fill, main_button, open_decision, step_into, taken, today
from tests.browser.site import Site
from tests.walk import lawful

pytestmark = pytest.mark.browser

STAFF, CHIEF, RECORDER = "向丽华", "冉光明", "石明月"


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.getAttribute('name') || document.activeElement.className"))


def test_the_first_key_offers_to_skip_to_the_content(shown: Site, visit: Callable[..., Page]) -> None:
    page = visit(shown)
    step_into(page, STAFF)
    page.goto("/decisions/new")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    # from the content on, the next stops are the way back and then the form's fields in the order they are read
    stops = []
    while len(stops) < 20 and "source" not in stops:
        page.keyboard.press("Tab")
        stops.append(focused(page))
    assert [stop for stop in stops if stop in ("title", "category", "source")] == ["title", "category", "source"]


def test_every_stop_of_the_keyboard_is_seen(shown: Site, visit: Callable[..., Page]) -> None:
    page = visit(shown)
    step_into(page, STAFF)
    page.goto("/decisions/new")
    for _each in range(25):
        page.keyboard.press("Tab")
        outlined = page.evaluate(
            """() => {
              const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
              return {name: node.outerHTML.slice(0, 80), width: parseFloat(style.outlineWidth),
                      style: style.outlineStyle, seen: box.width > 0 && box.height > 0};
            }"""
        )
        assert outlined["seen"], outlined
        assert outlined["style"] == "auto" or outlined["width"] >= 2, outlined


def test_what_is_wrong_is_read_first_and_leads_to_its_field(shown: Site, visit: Callable[..., Page]) -> None:
    page = visit(shown)
    step_into(page, STAFF)
    page.goto("/decisions/new")
    fill(page, lawful("initiation.propose", today(page)) | {"title": "", "basis": ""})
    main_button(page).focus()
    page.keyboard.press("Enter")
    summary = page.locator(".summary")
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    title = page.locator("[name=title]")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    described = title.get_attribute("aria-describedby") or ""
    assert any(page.locator(f"#{part}").inner_text().strip() for part in described.split() if part.endswith("-error"))


def test_a_question_is_closed_with_escape_and_gives_the_focus_back(site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site)
    step_into(page, CHIEF)
    open_decision(page, "2022-016")
    page.locator("#actions a[href$='/risk_assessment.find']").click()
    # what is not filled in is told before anything is asked
    main_button(page).press("Enter")
    expect(page.locator("[name=reason]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("dialog.confirm")).to_have_count(0)
    fill(page, {"controllable": "yes", "reason": "措施得当。"})
    button = main_button(page)
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog.confirm")
    expect(dialog).to_be_visible()
    assert page.evaluate("() => document.querySelector('dialog.confirm').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    expect(page.locator("[name=reason]")).to_have_value("措施得当。")
    # asked again, and this time meant
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(dialog.locator("button[value=yes]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".summary")).to_have_count(0)
    taken(page)


def test_rows_are_added_and_removed_with_the_focus_kept(shown: Site, visit: Callable[..., Page]) -> None:
    page = visit(shown)
    step_into(page, RECORDER)
    open_decision(page, "2022-009")
    page.locator("#actions a[href$='/deliberation.convene']").click()
    rows = page.locator("[data-rows=members] > [data-row]")
    before = rows.count()
    page.locator("[data-add][value=members]").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before + 1)
    expect(page.locator(f"[name=members-{before}-name]")).to_be_focused()
    rows.nth(before).locator("[data-remove]").focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before)
    page.wait_for_function("() => document.activeElement.name.startsWith('members-')")
