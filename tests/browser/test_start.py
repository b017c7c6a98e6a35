"""The first page, in a browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_first_page_says_what_is_in_it(site: str, page: Page) -> None:
    page.goto(site)
    expect(page.get_by_text("4 documents")).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
