"""The pages as files, opened from a disk: no server, and the browser complains of nothing."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline.explorer.app import PAGES
from pipeline.explorer.library import Library
from pipeline.explorer.site.chosen import Choice
from pipeline.explorer.site.site import Asked, write_site
from tests.pipeline.explorer.shown import SAMPLES


@pytest.fixture(scope="module")
def folder(samples_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the document of 2026, with pictures."""
    folder = tmp_path_factory.mktemp("site") / "a folder"
    library = Library(str(samples_output), (str(SAMPLES),))
    write_site(library.edition(), PAGES, folder, Asked(Choice(years=(2026,)), dpi=96))
    library.studio.close()
    return folder


@pytest.fixture(scope="module")
def web(folder: Path) -> Iterator[str]:
    """The same below an address of a web server that only gives files."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    handler = functools.partial(Quiet, directory=str(folder.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/a%20folder"
        server.shutdown()


@pytest.mark.parametrize("how", ["disk", "web"])
def test_a_box_marks_its_row_without_a_server(folder: Path, web: str, page: Page, how: str) -> None:
    root = web if how == "web" else folder.as_uri()
    document = next(path.stem for path in (folder / "d").glob("*.html"))
    page.goto(f"{root}/d/{document}/p/2.html")
    picture = page.locator("img.picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 500
    assert page.evaluate("getComputedStyle(document.querySelector('.layer')).position") == "absolute"
    box = page.locator("svg a.box").first
    key = box.get_attribute("data-key")
    box.click(force=True)
    expect(page.locator(f"[data-key='{key}'].marked").first).to_be_attached()
    page.goto(page.url)  # the address leads to the same box again
    expect(page.locator(f"svg [data-key='{key}'].marked")).to_be_attached()
