"""What a person does at the screen: sign in by one click, go where a link leads, fill in a form, press its button."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

Values = dict[str, Any]


def step_into(page: Page, name: str) -> None:
    """Sign out if somebody is signed in, and become the person of that name with one click."""
    leave = page.locator("form[action$='/sign-out'] button")
    if page.url == "about:blank" or not leave.count():
        page.goto("/sign-in")
    else:
        leave.click()
    page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True)).get_by_role(
        "button"
    ).click()
    expect(page.locator(".site-header")).to_contain_text(name)


def open_decision(page: Page, number: str) -> None:
    """From the desk to the register to the decision, as the navigation leads."""
    page.get_by_role("navigation").locator("a[href='/decisions']").first.click()
    page.locator("#q").fill(number)
    page.locator("form[role=search] button").click()
    page.locator(f"table a[href='/decisions/{number}']").click()
    expect(page.locator(".page-head")).to_contain_text(number)


def open_step(page: Page, step: str) -> None:
    """Press the link that offers the step on the page of the decision."""
    page.locator(f"#actions a[href$='/{step}']").click()
    expect(page.locator("main form[method=post]").first).to_be_visible()


def forward(page: Page, days: int | None = None, to: dt.date | None = None) -> None:
    """Move the clock of the demonstration by one of the offered numbers of days, or to a day."""
    demo = page.locator("aside.demo")
    if not demo.locator("details[open]").count():
        demo.locator("summary").click()
    if days is not None:
        demo.locator(f"button[name=days][value='{days}']").click()
    else:
        assert to is not None
        demo.locator("#clock-date").fill(to.isoformat())
        demo.locator("form:has(#clock-date) button").click()
    expect(page.locator(".alert-success").first).to_be_visible()


def today(page: Page) -> dt.date:
    """The day the clock of the demonstration shows."""
    shown = page.locator("aside.demo time").get_attribute("datetime")
    assert shown
    return dt.datetime.fromisoformat(shown).date()


# -- forms -------------------------------------------------------------------------------------------------------------


def fill(page: Page, values: Values, prefix: str = "") -> None:
    """Fill in what is named; what is not named stays as the page offered it.

    Text for a field, a choice's value, True or False for a box, a list of values for boxes, a list of dictionaries for
    rows (rows that are missing are added with the button), a path for a file.
    """
    for name, value in values.items():
        _fill_one(page, prefix + name, value)


def _fill_one(page: Page, name: str, value: Any) -> None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        rows = page.locator(f"[data-rows='{name}']")
        for place, row in enumerate(value):
            if rows.count() and rows.locator(":scope > [data-row]").count() <= place:
                page.locator(f"[data-add][value='{name}']").click()
            fill(page, row, f"{name}-{place}-")
        return
    fields = page.locator(f"main [name='{name}']:not([type=hidden])")
    expect(fields.first, f"no field named {name}").to_be_attached()
    kind = fields.first.evaluate("(field) => field.type || field.tagName.toLowerCase()")
    if isinstance(value, list):
        for box in fields.all():
            box.set_checked(box.get_attribute("value") in value)
    elif kind == "radio":
        page.locator(f"main [name='{name}'][value='{_chosen(value)}']").check()
    elif kind == "checkbox":
        fields.first.set_checked(value)
    elif kind == "select-one":
        fields.first.select_option(_chosen(value))
    elif kind == "file":
        fields.first.set_input_files(value if isinstance(value, Path) else str(value))
    else:
        fields.first.fill(value.isoformat() if isinstance(value, dt.date) else str(value))


def _chosen(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def main_button(page: Page) -> Locator:
    """The button that takes the step."""
    return page.locator("main form[method=post] .actions button[type=submit]:not([name])").last


def press(page: Page) -> None:
    """Press the main button; where the page asks whether it is meant, say yes."""
    main_button(page).click()
    yes = page.locator("dialog.confirm button[value=yes]")
    if page.locator("dialog.confirm[open]").count():
        yes.click()
    page.wait_for_load_state()


def take(page: Page, step: str, **values: Any) -> None:
    """Take a step from the decision's page and see it confirmed."""
    open_step(page, step)
    fill(page, values)
    press(page)
    taken(page)


def taken(page: Page) -> None:
    """The page says that the step was taken."""
    wrong = page.locator("#refused, .summary")
    assert not wrong.count(), f"not taken: {wrong.first.inner_text()}"
    expect(page.locator(".alert-success").first).to_be_visible()


def refusal(page: Page) -> str:
    """What the page says was not met; the focus is on it, so that it is read first."""
    refused = page.locator("#refused")
    expect(refused).to_be_visible()
    expect(refused).to_be_focused()
    return refused.inner_text()
