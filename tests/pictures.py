"""The pictures of docs/explorer.md: pages over the samples in Chromium. `python -m tests.pictures`"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from pipeline.ask.query import connect
from pipeline.running.run import run
from tests.browser.conftest import CHROMIUM, served
from tests.pipeline.explorer.shown import SAMPLES
from tests.pipeline.running.runs import InlineExecutor

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH, HEIGHT = 1180, 760
_QUALITY = 80
_FIGURE = """
    select doc_id, page, fact_id, entity_id from v_headline_facts
    where measure = 'three_public.total' and page is not null order by doc_id limit 1
"""
_SQL = """select entity_name, fiscal_year, value_raw, unit_raw, value_yuan, page, doc_id, fact_id
from v_headline_facts
where measure like 'three_public.%' and page is not null
order by value_yuan desc"""


def addresses(output: Path) -> dict[str, str]:
    """What is shown, by the name of its picture."""
    from pipeline.explorer.addresses import Addresses

    row = connect(output).execute(_FIGURE).fetchone()
    assert row is not None
    doc_id, page, fact_id, entity_id = row
    to = Addresses()
    return {
        "start": to.page("start"),
        "body": to.body(entity_id),
        "page": to.place(doc_id, page, fact=fact_id),
        "compare": to.page("compare", measure="three_public.total"),
        "findings": to.page("findings"),
        "ask": to.page("ask", sql=_SQL),
    }


@contextmanager
def browser() -> Iterator[Page]:
    """A page of somebody who reads English, in a light room."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        size = {"width": WIDTH, "height": HEIGHT}
        yield chromium.new_page(locale="en-US", viewport=size, color_scheme="light")  # type: ignore[arg-type]
        chromium.close()


def main() -> None:
    """Writes the pictures."""
    with tempfile.TemporaryDirectory() as folder, browser() as page:
        output = Path(folder) / "output"
        run([str(SAMPLES)], output, executor=InlineExecutor())
        for site in served(output):
            for name, address in addresses(output).items():
                page.goto(site + address)
                page.wait_for_load_state("networkidle")
                picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
                target = FOLDER / f"explorer-{name}.webp"
                picture.convert("RGB").save(target, "WEBP", quality=_QUALITY, method=6)
                sys.stdout.write(f"{target} {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
