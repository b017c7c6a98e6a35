"""Tables are drawn: what the picture says in words, gaps and breaks, and where a click leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from pipeline.explorer.addresses import Addresses
from pipeline.explorer.rendering import rendered

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LINE = """
<table data-chart="line" data-unit="yuan" data-source="two documents"><caption>Receptions</caption>
<thead><tr><th scope="col">year</th><th scope="col" data-series>final</th></tr></thead><tbody>
<tr><th scope="row">2021</th><td data-value="1200000"><a href="/d/a/p/1">1,200,000.00</a></td></tr>
<tr><th scope="row">2022</th><td data-value="">—</td></tr>
<tr><th scope="row">2023</th><td data-value="3000000"><a href="/d/b/p/7">3,000,000.00</a></td></tr>
<tr data-break="renamed"><th scope="row">2024</th><td data-value="2000000">2,000,000.00</td></tr>
</tbody></table>"""
RANKING = """
<table data-chart="ranking" data-unit="辆"><caption>Vehicles</caption>
<thead><tr><th scope="col">body</th><th scope="col" data-series>vehicles</th></tr></thead><tbody>
<tr><th scope="row">甲局</th><td data-value="12"><a href="/d/a/p/3">12</a></td></tr>
<tr><th scope="row">&lt;b&gt;乙局</th><td data-value="4"><a href="/d/b/p/4">4</a></td></tr>
</tbody></table>"""


def shown(site: str, page: Page, table: str) -> Locator:
    """The picture of a table on a page of the site, under the policy that all pages have."""
    to = Addresses()
    html = (
        f"<!doctype html><html lang='en'><head><link rel=stylesheet href='{to.static('explorer.css')}'>"
        f"{rendered('chart_head.html', to=to)}<script defer src='{to.static('explorer.js')}'></script></head>"
        f"<body><main>{table}</main>{rendered('chart_scripts.html', to=to)}</body></html>"
    )

    def answered(route: Route) -> None:
        route.fulfill(
            body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
        )

    page.route(f"{site}/drawn", answered)
    page.goto(f"{site}/drawn")
    picture = page.get_by_role("img")
    expect(picture).to_be_visible()
    return picture


def clicked(page: Page, picture: Locator, across: float, down: float) -> None:
    """A click on a place of the picture, in shares of its width and height."""
    box = picture.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def test_a_line_says_its_numbers_in_words_and_keeps_its_table(site: str, page: Page) -> None:
    picture = shown(site, page, LINE)
    expect(picture).to_have_attribute(
        "aria-label",
        "Receptions, line chart, in 10,000 yuan. final: 120 in 2021 to 200 in 2024, lowest 120, highest 300. "
        "The numbers stand in the table.",
    )
    expect(page.get_by_role("link", name="3,000,000.00")).to_be_visible()


def test_a_click_near_a_point_opens_its_page_and_elsewhere_nothing(site: str, page: Page) -> None:
    page.route("**/d/**", lambda route: route.fulfill(body="there", content_type="text/plain"))
    picture = shown(site, page, LINE)
    clicked(page, picture, 0.40, 0.5)  # 2022, where there is a gap
    assert page.url == f"{site}/drawn"
    point = page.evaluate(
        """() => { const chart = echarts.getInstanceByDom(document.querySelector("[role=img]"));
                   return chart.convertToPixel("grid", [2, 300]); }"""
    )
    box = picture.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + point[0] + 5, box["y"] + point[1] - 5)
    page.wait_for_url(f"{site}/d/b/p/7")


def test_a_line_is_broken_where_the_body_is_another(site: str, page: Page) -> None:
    shown(site, page, LINE)
    drawn = page.evaluate(
        """() => echarts.getInstanceByDom(document.querySelector("[role=img]")).getOption().series
                 .map((one) => one.data.map((point) => point && point.value))"""
    )
    assert drawn == [[120, None, 300, None], [None, None, None, 200]]


def test_a_bar_is_followed_from_its_row(site: str, page: Page) -> None:
    page.route("**/d/**", lambda route: route.fulfill(body="there", content_type="text/plain"))
    picture = shown(site, page, RANKING)
    expect(picture).to_have_attribute(
        "aria-label",
        "Vehicles, bar chart, in 辆. vehicles: 12 in 甲局 to 4 in <b>乙局, lowest 4, highest 12. "
        "The numbers stand in the table.",
    )
    clicked(page, picture, 0.9, 0.8)  # in the row of the second, beyond the end of its bar
    page.wait_for_url(f"{site}/d/b/p/4")


@pytest.mark.parametrize("form", ["PNG", "SVG"])
def test_the_picture_is_saved_with_its_title_and_source(
    site: str, page: Page, form: str, tmp_path: Path
) -> None:
    shown(site, page, LINE)
    with page.expect_download() as saved:
        page.get_by_role("button", name=f"Save as {form}").click()
    assert saved.value.suggested_filename == f"Receptions.{form.lower()}"
    file = tmp_path / "saved"
    saved.value.save_as(file)
    if form == "PNG":
        assert file.read_bytes().startswith(b"\x89PNG")
    else:
        text = file.read_text(encoding="utf-8")
        assert "Receptions" in text
        assert "two documents" in text
        assert "10,000 yuan" in text


def test_dark_is_drawn_in_colours_that_are_seen_on_it(site: str, page: Page) -> None:
    shown(site, page, LINE)
    of_line = """() => echarts.getInstanceByDom(document.querySelector("[role=img]")).getOption().series[0]
                         .itemStyle.color"""
    assert page.evaluate(of_line) == "#0b57a4"
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(200)  # the event of the change comes with the next frame
    assert page.evaluate(of_line) == "#78b7f5"
