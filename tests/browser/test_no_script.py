"""Everything works with JavaScript off; the browser runs none here."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import fill, main_button, open_decision, open_step, step_into, taken, today
from tests.browser.site import PHONE, Site
from tests.walk import lawful

pytestmark = pytest.mark.browser

STAFF, LEAD, CHIEF = "向丽华", "彭国华", "冉光明"


def test_a_matter_is_proposed_and_rows_are_added_and_removed(site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site, java_script_enabled=False)
    step_into(page, STAFF)
    page.locator("main a[href='/decisions/new']").first.click()
    fill(page, lawful("initiation.propose", today(page)) | {"title": ""})
    main_button(page).click()
    expect(page.locator(".summary a[href='#title']")).to_be_visible()
    expect(page.locator("[name=problem]")).not_to_have_value("")
    fill(page, {"title": "清泉乡公共厕所建设方案"})
    main_button(page).click()
    taken(page)
    number = page.url.rsplit("/", 1)[1].partition("#")[0]

    for name, step in ((LEAD, "initiation.study"), (CHIEF, "initiation.approve")):
        step_into(page, name)
        open_decision(page, number)
        open_step(page, step)
        if step == "initiation.study":
            fill(page, lawful(step, today(page)))
        else:
            page.get_by_label("经济发展办公室", exact=True).check()
            fill(page, {"deputy": "石昌林", "deputy_on": today(page)})
        main_button(page).click()
        taken(page)

    step_into(page, STAFF)
    open_decision(page, number)
    open_step(page, "drafting.save")
    draft = lawful("drafting.save", today(page))
    rows = page.locator("[data-rows=bases] > [data-row]")
    before = rows.count()
    fill(
        page,
        {"title": draft["title"], "body": draft["body"], "note": draft["note"], "bases-0-title": "中华人民共和国水法"},
    )
    page.locator("[data-add][value=bases]").click()
    expect(rows).to_have_count(before + 1)
    fill(page, {f"bases-{before}-title": "重庆市环境保护条例"})
    page.locator("[data-add][value=bases]").click()
    expect(rows).to_have_count(before + 2)
    # what was typed is still there, and only the row that was meant goes
    rows.nth(before + 1).locator("[data-remove]").click()
    expect(rows).to_have_count(before + 1)
    expect(page.locator("[name='bases-0-title']")).to_have_value("中华人民共和国水法")
    expect(page.locator("[name=body]")).to_have_value(re.compile("总体要求"))
    main_button(page).click()
    taken(page)
    expect(page.locator("main")).to_contain_text("重庆市环境保护条例")


def test_an_opinion_is_sent_and_its_receipt_read(site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site, java_script_enabled=False, viewport=PHONE)
    page.goto("/public/")
    page.locator("main a[href^='/public/notices/']").first.click()
    page.locator("[name=text]").fill("")
    page.locator("#opinion button[type=submit]").last.click()
    expect(page.locator(".summary")).to_be_visible()
    page.locator("[name=text]").fill("建议在村口增设公示栏。")
    page.locator("#opinion button[type=submit]").last.click()
    code = page.locator("output").inner_text()
    page.goto("/public/receipt")
    page.locator("[name=code]").fill(code)
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#found")).to_be_visible()
    expect(page.locator("main")).to_contain_text("建议在村口增设公示栏。")


def test_the_clock_and_the_language_are_changed(site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site, java_script_enabled=False)
    step_into(page, STAFF)
    day = today(page)
    page.locator("aside.demo summary").click()
    page.locator("aside.demo button[name=days][value='7']").click()
    expect(page.locator(".alert-success")).to_be_visible()
    assert (today(page) - day).days == 7
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
