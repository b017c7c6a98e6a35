"""A hostile document in a real browser: nothing of it runs, and the browser complains of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.ask.query import connect
from tests.browser.conftest import served
from tests.pipeline.explorer.hostile_output import ELEMENT, hostile_output

PATHS = (
    "",
    "findings",
    "search?q=%E6%8E%A5%E8%AE%BF",
    "compare",
    "ask",
    "operations",
    "operations?status=all",
)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_output(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(output: Path) -> Iterator[str]:
    yield from served(output)


def test_nothing_of_a_hostile_document_runs(hostile: str, output: Path, page: Page) -> None:
    page.add_init_script("window.pwned = () => { window.ran = true; }")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    rows = connect(output).execute("select doc_id, page_count, entity_id from documents").fetchall()
    paths = list(PATHS)
    for doc_id, pages, entity_id in rows:
        paths += [f"d/{doc_id}", f"d/{doc_id}/text", f"b/{entity_id}"]
        paths += [f"d/{doc_id}/p/1"] if pages else []
    for path in paths:
        page.goto(f"{hostile}/{path}")
        page.wait_for_load_state("networkidle")
        assert page.locator(ELEMENT).count() == 0, path
        assert page.evaluate("window.ran") is None, path
        assert page.evaluate("document.querySelectorAll('[onclick],[onerror],[onload]').length") == 0, path
