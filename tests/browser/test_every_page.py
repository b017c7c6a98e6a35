"""What holds of every page in a browser: axe finds nothing grave, it fits a telephone, paper has no menu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, TimeoutError

from pipeline.explorer.library import Library
from tests.pipeline.explorer.every_page import every_address

NARROW = 360
_GRAVE = ("serious", "critical")
_OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}
_COLOURS = {**_OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
"""What another theme may change."""


@pytest.fixture(scope="module")
def addresses(samples_output: Path) -> list[tuple[str, str]]:
    """Of all pages that are HTML."""
    edition = Library(str(samples_output)).edition()
    return list(every_address(edition))


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One page for all addresses: making one takes longer than most of what is looked at."""
    size = {"width": 1280, "height": 900}
    # What is still on its way from one colour to the other would be looked at in the middle:
    context = browser.new_context(locale="zh-CN", viewport=size, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def grave(axe: Axe, tab: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds that keeps somebody from reading or using a page."""
    found = axe.run(tab, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in _GRAVE
        for node in one["nodes"][:3]
    ]


def too_wide(tab: Page) -> list[int]:
    """How wide a page is that does not fit its window; a chart may take a moment to follow."""
    with suppress(TimeoutError):
        tab.wait_for_function("document.scrollingElement.scrollWidth <= innerWidth", timeout=2_000)
        return []
    return [tab.evaluate("document.scrollingElement.scrollWidth")]


def test_every_page_can_be_read_by_everybody(site: str, tab: Page, addresses: list[tuple[str, str]]) -> None:
    axe, faults = Axe(), []
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    for name, address in addresses:
        complaints.clear()
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.emulate_media(media="screen", color_scheme="light")
        response = tab.goto(site + address)
        assert response is not None
        if tab.locator("header.top").count() == 0:
            continue  # a part of another page
        faults += [f"{name}, light: {one}" for one in grave(axe, tab, _OPTIONS)]
        tab.emulate_media(color_scheme="dark")
        faults += [f"{name}, dark: {one}" for one in grave(axe, tab, _COLOURS)]
        tab.set_viewport_size({"width": NARROW, "height": 800})
        faults += [f"{name}: {width} px wide at {NARROW}" for width in too_wide(tab)]
        tab.emulate_media(media="print")
        if tab.locator("header.top").is_visible():
            faults.append(f"{name}: the menu is printed")
        if response.ok:  # else the browser notes that there is no page
            faults += [f"{name}: {complaint}" for complaint in complaints]
    assert not faults, "\n".join(faults)
