"""The document page in a browser: the box is where the glyphs are, box and row are one, keys, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.explorer.edition import Edition
from pipeline.reports.page_pictures import PagePictures
from tests.pipeline.explorer.pages.test_document import BEIJING, SHANGHAI, fact_of
from tests.pipeline.explorer.shown import SAMPLES, edition

__all__ = ["edition"]
POINTS = 3
"""So far a side of a box may lie from the ink: boxes are as high as the font, and drawn one point larger."""
STROKE = 2
"""Pixels, at any size."""


@pytest.fixture(scope="session")
def address(edition: Edition) -> str:
    """The address of 3.10 万元, the three public expenses of the sample from Shanghai."""
    return f"/d/{SHANGHAI}/p/9?fact={fact_of(edition, SHANGHAI, 'three_public.total', 'final')['fact_id']}"


@pytest.fixture(scope="session")
def glyphs() -> tuple[float, ...]:
    """Where PDFium finds "3.10" on page 9, in points."""
    with PagePictures((SAMPLES / "shanghai_style_final_account.pdf").read_bytes()) as pages:
        (place,) = pages.find(9, "3.10")
    return place


def lies_on(page: Page, glyphs: tuple[float, ...]) -> None:
    """The marked box lies on the screen where the glyphs are drawn, and within the window."""
    sheet = page.locator(".sheet").bounding_box()
    box = page.locator(".box.marked rect").bounding_box()
    window = page.viewport_size
    assert sheet is not None
    assert box is not None
    assert window is not None
    scale = sheet["width"] / 595
    drawn = [sheet["x"] + glyphs[0] * scale, sheet["y"] + glyphs[1] * scale]
    drawn += [sheet["x"] + glyphs[2] * scale, sheet["y"] + glyphs[3] * scale]
    edges = [box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]]
    off = [b - a if n < 2 else a - b for n, (a, b) in enumerate(zip(edges, drawn, strict=True))]
    assert all(-1 < each < POINTS * scale + STROKE for each in off), (edges, drawn)
    assert 0 <= box["x"] <= window["width"]
    assert 0 <= box["y"] <= window["height"]


def test_a_link_to_a_figure_opens_with_its_box_on_the_glyphs(
    site: str, page: Page, address: str, glyphs: tuple[float, ...]
) -> None:
    page.goto(site + address)
    expect(page.locator(".box.marked")).to_have_count(1)
    named = re.compile("3.10 万元, .*final account 2025")
    expect(page.locator(".box.marked")).to_have_attribute("aria-label", named)
    expect(page.locator("#figure")).to_contain_text("31,000.00")
    expect(page.locator("#figure .citation")).to_contain_text(SHANGHAI[:16])
    lies_on(page, glyphs)
    for _ in range(3):
        page.get_by_role("button", name="Larger").click()
        lies_on(page, glyphs)
    page.keyboard.press("0")
    lies_on(page, glyphs)


def test_box_and_row_are_one(site: str, page: Page, address: str) -> None:
    page.goto(site + address.partition("?")[0])
    page.get_by_role("link", name="1.20", exact=True).first.click()
    expect(page.locator(".layer .marked")).to_have_attribute("aria-label", re.compile("1.20"))
    expect(page.locator("#figure h2")).to_contain_text("1.20")
    page.locator(".layer a[aria-label^='1.85']").first.click()
    expect(page.locator(".grid td.marked")).to_have_text("1.85")
    expect(page.locator("#figure h2")).to_contain_text("1.85")
    expect(page).to_have_url(re.compile("fact="))
    page.keyboard.press("Escape")
    expect(page.locator(".marked")).to_have_count(0)


def test_keys_go_from_number_to_number_and_page_to_page(site: str, page: Page, address: str) -> None:
    page.goto(site + address)
    expect(page.locator(".box.marked")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#figure h2")).to_contain_text("0.00")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/p/10$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_without_script_box_and_panel_are_there(
    browser: Browser, site: str, address: str, glyphs: tuple[float, ...], width: int
) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="en-US", viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(site + address)
    lies_on(page, glyphs)
    expect(page.locator("#figure")).to_contain_text("three public expenses and their parts")
    context.close()


def test_a_telephone_has_all_of_it(
    browser: Browser, site: str, address: str, glyphs: tuple[float, ...]
) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site + address)
    lies_on(page, glyphs)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".grid td.marked").scroll_into_view_if_needed()
    expect(page.locator(".grid td.marked")).to_be_in_viewport()
    context.close()


def test_a_text_opens_at_the_number(site: str, page: Page, edition: Edition) -> None:
    fact = fact_of(edition, BEIJING, "three_public.reception", "final")
    page.goto(f"{site}/d/{BEIJING}?fact={fact['fact_id']}")
    expect(page.locator(".figure-in-text.marked")).to_have_text("1.20万元")
    expect(page.locator(".figure-in-text.marked")).to_be_in_viewport()
    expect(page.locator("#figure")).to_be_in_viewport()
