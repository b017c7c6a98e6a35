"""Comparing by mouse: choose, look, click a figure, take the rows away; on a telephone; axe."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from playwright.sync_api import Page, expect


def test_a_comparison_is_chosen_followed_and_taken_away(site: str, page: Page) -> None:
    page.goto(f"{site}/compare")
    page.get_by_label("Filter the names").fill("receptions")
    page.get_by_label("What", exact=True).select_option(label="Official receptions")
    page.get_by_label("As", exact=True).select_option(label="spent beyond the budget")
    expect(page.get_by_role("heading", level=2)).to_contain_text(
        "Official receptions: spent beyond the budget"
    )
    expect(page).to_have_url(f"{site}/compare?measure=three_public.reception&form=gap&by=entity&order=most")
    expect(page.locator("figure.chart canvas")).to_be_visible()
    row = page.locator("table.ranking tbody tr").first
    expect(row).to_contain_text("-4,000")  # 1.20 of 1.60 in ten thousands
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(downloading.value.path()).read_text("utf-8-sig"))))
    assert [line["result"] for line in rows] == ["-4000.00"]
    figure = row.get_by_role("link", name="12,000")
    assert figure.get_attribute("href") in rows[0]["place"]
    figure.click()
    assert rows[0]["place"] == page.url


def test_it_is_chinese_and_fits_a_telephone(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/compare?measure=three_public.total&scope=all&lang=zh")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("heading", level=2)).to_contain_text("“三公”经费")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
