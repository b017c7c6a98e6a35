"""Asking in a browser: by keys, by name, with names that a click writes; and a look that stays as chosen."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect


def test_sql_is_asked_by_keys_and_its_figure_leads_to_the_page(site: str, page: Page) -> None:
    page.goto(f"{site}/ask")
    box = page.get_by_label("A question in SQL")
    box.fill("select  from v_headline_facts where measure = 'gpb.expenditure'")
    box.press("Home")
    for _ in range(len("select ")):
        box.press("ArrowRight")
    page.get_by_placeholder("Find a name or a meaning").fill("v_headline_facts")
    summary = page.locator("summary", has_text=re.compile("^v_headline_facts$"))
    shelf = page.locator("details").filter(has=summary)
    shelf.locator("summary").click()
    for name in ("doc_id", "page", "fact_id", "value_yuan"):
        shelf.get_by_role("button", name=name, exact=True).click()
        if name != "value_yuan":
            page.keyboard.type(",")
    box.press("Control+Enter")
    page.wait_for_url(re.compile("sql="))
    assert "doc_id, page, fact_id, value_yuan" in box.input_value().replace(",", ", ").replace(",  ", ", ")
    figure = page.locator("td.number a.figure").first
    expect(figure).to_have_attribute("href", re.compile(r"/d/[0-9a-f]{64}(/p/\d+)?\?fact=[0-9a-f]+$"))
    expect(page.locator("tbody th a").first).to_have_text(re.compile(r"page \d+|document"))


def test_tab_leaves_the_question(site: str, page: Page) -> None:
    page.goto(f"{site}/ask")
    page.get_by_label("A question in SQL").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()


def test_a_question_by_name_is_narrowed_and_taken_away(site: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{site}/ask")
    page.get_by_role("link", name="Which documents print numbers that contradict each other?").click()
    rows = page.locator("table.answer tbody tr")
    before = rows.count()
    assert before > 0
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()
    assert downloading.value.suggested_filename == "mingzhang-ask-question=contradictions.csv"
    downloading.value.save_as(tmp_path / "taken.csv")
    with (tmp_path / "taken.csv").open(encoding="utf-8-sig", newline="") as stream:
        taken = list(csv.DictReader(stream))
    assert len(taken) == before
    assert all(re.fullmatch(rf"{site}/d/[0-9a-f]{{64}}(/p/\d+)?", row["source"]) for row in taken)
    page.get_by_label("year").fill("1999")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No row answers this.")).to_be_visible()
    assert page.url.endswith("/ask?question=contradictions&year=1999"), "nothing that was left empty"


def test_dark_is_kept_and_stands_before_the_page_is_drawn(site: str, page: Page) -> None:
    page.goto(site)
    switch = page.get_by_title("Light, dark, or as this machine has it")
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    switch.click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 21, 26)"
    page.goto(f"{site}/ask")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_title("Light, dark, or as this machine has it").click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")
