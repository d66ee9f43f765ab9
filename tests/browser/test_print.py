"""On paper stands the matter alone: no navigation, no buttons, no note on the demonstration's clock."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import step_into
from tests.browser.site import Site, picture

pytestmark = pytest.mark.browser

SCREEN_ONLY = (".site-header", "nav.site-nav", "aside.demo", ".crumbs", "main .actions", "main .btn", ".skip")


@pytest.mark.parametrize(
    ("person", "path"),
    [
        ("冉光明", "/decisions/2022-004"),
        ("张正平", "/decisions/2022-004/trail"),
        ("张正平", "/report/2022"),
        ("", "/public/decisions/2022-004"),
        ("", "/rules/"),
    ],
)
def test_paper_shows_the_matter_alone(person: str, path: str, shown: Site, visit: Callable[..., Page]) -> None:
    page = visit(shown)
    if person:
        step_into(page, person)
    page.goto(path)
    page.emulate_media(media="print")
    for selector in SCREEN_ONLY:
        for each in page.locator(selector).all():
            expect(each).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    name = path.strip("/").replace("/", "-")
    picture(page, "print", f"{name}.png")
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF-")


def test_no_table_leaves_its_head_alone_at_the_foot_of_a_page(shown: Site, visit: Callable[..., Page]) -> None:
    page = visit(shown)
    step_into(page, "冉光明")
    for path in ("/meetings", "/decisions/2022-004/responsibility"):
        page.goto(path)
        heads = {"".join(each.split()) for each in page.locator("thead tr").all_inner_texts()}
        for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages:
            said = "".join(sheet.extract_text().split())
            assert not [head for head in heads if said.endswith(head)]
