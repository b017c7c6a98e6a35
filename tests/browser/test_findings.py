"""Reviewing in a browser: with keys, with the mouse alone, on a telephone."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pipeline.reports.audit_index import index_page
from pipeline.reports.cases import Case
from pipeline.reports.statuses import read_statuses
from tests.browser.conftest import served
from tests.pipeline.published import document, evidence, finding


@pytest.fixture
def output(samples_output: Path, tmp_path: Path) -> Path:
    """A copy of the samples, to mark; their gaps are 10,000 times as great, as those of cities are."""
    output = Path(shutil.copytree(samples_output, tmp_path / "output"))
    shutil.rmtree(output / "state")  # what was prepared of them as they were
    for path in (output / "datasets" / "findings").rglob("*.parquet"):
        table = pq.read_table(path)
        at = table.schema.get_field_index("gap_yuan")
        gaps = [gap and gap * 10_000 for gap in table["gap_yuan"].to_pylist()]
        column = pa.array(gaps, table.schema.field(at).type)
        pq.write_table(table.set_column(at, table.schema.field(at), column), path)
    return output


@pytest.fixture
def review(output: Path) -> Iterator[str]:
    """The address of an explorer over it."""
    yield from served(output)


def statuses(output: Path) -> dict[str, str]:
    return {name: row.status for name, row in read_statuses(output).items()}


def test_a_reviewer_needs_no_mouse(review: str, page: Page, output: Path) -> None:
    page.goto(f"{review}/findings?severity=error")
    articles = page.locator("article.finding")
    first, second = (articles.nth(n).get_attribute("id") or "" for n in (0, 1))
    page.get_by_label("Your name").fill("Li")
    page.get_by_label("Your name").press("Tab")
    page.locator("#content").focus()
    page.keyboard.press("j")
    expect(page.locator(f"#{first}")).to_be_focused()
    page.keyboard.press("c")
    expect(page.locator(f"#{first} .state")).to_have_text("confirmed")
    expect(page.locator(f"#{second}")).to_be_focused()
    expect(page.locator("#progress strong")).to_contain_text("1 of ")
    page.keyboard.press("n")
    page.keyboard.type("=1+1 c j")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{second} .note-said")).to_have_text("=1+1 c j")
    page.locator(f"#{second}").focus()
    page.keyboard.press("r")
    expect(page.locator(f"#{second} .state")).to_have_text("false positive")
    page.keyboard.press("u")
    expect(page.locator(f"#{second} .state")).to_have_text("open")
    row = read_statuses(output)[first.removeprefix("f-")]
    assert (row.status, row.by) == ("confirmed", "Li")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    page.get_by_label("These keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator(f"#{second}").focus()
    page.keyboard.press("e")
    page.wait_for_timeout(200)
    assert statuses(output)[second.removeprefix("f-")] == "open", "keys that are off do nothing"


def test_findings_of_a_place_above_an_amount_are_confirmed_and_taken_away_by_mouse_in_few_clicks(
    review: str, page: Page, output: Path
) -> None:
    page.goto(review)
    clicks = 0

    def click(name: str, role: str = "link") -> None:
        nonlocal clicks
        page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        clicks += 1

    def choose(name: str, value: str) -> None:
        nonlocal clicks
        page.wait_for_load_state()  # before it, no script sends what is chosen
        page.locator(f"select[name={name}]").select_option(value)
        page.wait_for_url(f"**{name}={value}*")
        clicks += 2  # opens the list, and takes one

    click("Findings")
    page.wait_for_url("**/findings")
    choose("division", "310107")
    choose("gap", "1000000")
    boxes = page.get_by_label("Choose this finding")
    for n in (0, 1):
        boxes.nth(n).check()
        clicks += 1
    page.locator("#marking").get_by_role("button", name="Confirm").click()
    clicks += 1
    expect(page.locator("#said")).to_contain_text("confirmed: 2 findings")
    with page.expect_download() as taken:
        click("CSV")
    with taken.value.path().open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["status"] for row in rows[:2]] == ["confirmed", "confirmed"]
    assert all(float(row["gap_yuan"]) >= 1_000_000 and row["place"] for row in rows)
    assert sorted(statuses(output)) == sorted(row["finding_id"] for row in rows[:2])
    assert clicks == 9


def test_two_tabs_do_not_overwrite_each_other(review: str, context: BrowserContext, output: Path) -> None:
    one, other = context.new_page(), context.new_page()
    for tab in (one, other):
        tab.goto(f"{review}/findings?severity=error")
    name = one.locator("article.finding").first.get_attribute("id") or ""
    one.locator(f"#{name}").get_by_role("button", name="Confirm").click()
    expect(one.locator(f"#{name} .state")).to_have_text("confirmed")
    other.locator(f"#{name}").get_by_role("button", name="Reject").click()
    expect(other.locator("#said")).to_contain_text("Somebody else has just said something")
    expect(other.locator(f"#{name} .state")).to_have_text("confirmed")
    assert statuses(output) == {name.removeprefix("f-"): "confirmed"}


def test_no_number_of_the_index_is_broken_on_a_telephone(context: BrowserContext, tmp_path: Path) -> None:
    place = evidence("d", 118, raw="915130")
    found = finding("d", page=118, printed="915130万元", computed="96.68万元", evidence=[place])
    index = tmp_path / "index.html"
    index.write_text(index_page([Case(document("d"), [found])], {}), encoding="utf-8")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(index.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for text in ("118", "915130万元", "96.68万元", "10,000.00", "8.33 %"):
            lines = page.locator("td.number", has_text=text).evaluate(
                """cell => {
                  const range = document.createRange();
                  range.selectNodeContents(cell);
                  return new Set([...range.getClientRects()].map(box => box.top)).size;
                }"""
            )
            assert lines == 1, f"{text} at {width}"
    assert refused == [], "the policy of the page allows its style and script"
