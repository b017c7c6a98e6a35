"""From a name to a body to a figure to its page, and what a chart leads to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

BODY = "/b/310107%3Aunclassified%3Ainstitution%3A4e3f85f9d961"
NAME = "上海市普陀区示例政务事务中心"


def test_from_a_name_to_the_page_of_a_figure(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("searchbox").press_sequentially("普陀区示例", delay=20)
    page.locator("#suggested").get_by_role("link", name=NAME).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.locator("#three_public").get_by_role("link", name="1.20", exact=True).click()
    expect(page).to_have_url(re.compile(r"/d/23b9b33a5ce1[0-9a-f]{52}/p/9\?fact=[0-9a-f]{16}$"))


def test_a_search_without_script_is_a_form(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(site)
    page.get_by_role("searchbox").fill("1.60")
    page.get_by_role("button", name=re.compile("Search|搜索")).click()
    first = page.locator(".hits a").first
    expect(first).to_contain_text("1.60")
    expect(first).to_have_attribute("href", re.compile(r"^/d/[0-9a-f]{64}(/p/\d+)?\?"))
    context.close()


def test_another_measure_is_drawn_as_soon_as_it_is_chosen(site: str, page: Page) -> None:
    page.goto(site + BODY)
    page.get_by_label("Measure").select_option("gpb.personnel")
    page.wait_for_url("**measure=gpb.personnel**")
    expect(page.locator("#years caption")).to_contain_text("Personnel expenses (general public budget)")
    expect(page.locator("#years").get_by_role("link", name="855.16", exact=True)).to_be_visible()


def test_a_bar_leads_to_the_page_of_its_class(site: str, page: Page) -> None:
    page.goto(site + BODY)
    picture = page.locator("#classes").get_by_role("img").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    row = page.locator("#classes tbody tr").first.get_by_role("link")
    place = row.get_attribute("href")
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 70)
    page.wait_for_url(f"{site}{place}")


@pytest.mark.parametrize("address", ["/", BODY, "/search?q=1.60", "/in/unknown"])
@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_nothing_is_wider_than_a_telephone(site: str, browser: Browser, address: str, locale: str) -> None:
    context = browser.new_context(locale=locale, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
