"""Scans lie where they are said to lie, and a scan that says something else scores less."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from benchmarks.pages import cut
from benchmarks.scans import degrade
from benchmarks.scans.alike import distance, plain
from benchmarks.scans.measure import Score, measured
from benchmarks.scans.render import RECIPES, Scan, render
from benchmarks.scans.sheets import Sheet, Warp
from benchmarks.scans.truths import Read
from extractors.document import Document, Grid
from extractors.edited import edited
from extractors.read import read
from pipeline.reading.extract import extract_document

NUMBER = re.compile(r"\d,\d{3},\d{3}")
SAMPLE = Path(__file__).parents[2] / "samples/documents/landscape_budget.pdf"
SQUARE = (230.0, 20.0, 250.0, 40.0)
"""In points of a page of 300 by 200."""


def page_with_square() -> Sheet:
    pixels = np.full((400, 600, 3), 255, np.uint8)
    pixels[40:80, 460:500] = 0
    return Sheet(pixels, (144.0, 144.0), {1: Warp()})


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


@pytest.mark.parametrize(
    "happens",
    [
        lambda s: degrade.skewed(s, 1.5),
        lambda s: degrade.turned(s, 1),
        lambda s: degrade.turned(s, 2),
        lambda s: degrade.turned(s, 3),
        degrade.as_fax,
        lambda s: degrade.turned(degrade.skewed(s, -1.0), 3),
    ],
)
def test_what_is_drawn_lies_where_the_scan_says(happens: Callable[[Sheet], Sheet]) -> None:
    sheet = happens(page_with_square())
    rows, cols = np.nonzero(sheet.pixels[:, :, 0] < 128)
    found = (cols.min(), rows.min(), cols.max() + 1, rows.max() + 1)
    across, down = (72 / dpi for dpi in sheet.dpi)
    box = [edge * (across, down)[n % 2] for n, edge in enumerate(found)]
    assert box == pytest.approx(sheet.warps[1].box(SQUARE), abs=1.0)
    assert box != pytest.approx(SQUARE, abs=1.0) or happens is degrade.as_fax


def test_a_photograph_knows_where_things_are() -> None:
    sheet = degrade.photographed(page_with_square(), rng(), tilt=0.05, k=0.03)
    grey = sheet.pixels.min(axis=2)
    left, top, right, bottom = (round(edge * 2) for edge in sheet.warps[1].box(SQUARE))
    inside = grey[top + 3 : bottom - 3, left + 3 : right - 3]
    assert np.mean(inside < 128) > 0.95
    assert np.mean(grey[top - 8 : top - 3, left:right] < 128) < 0.05
    assert np.mean(grey[top:bottom, right + 3 : right + 8] < 128) < 0.05


@cache
def sample() -> tuple[bytes, Document]:
    data = SAMPLE.read_bytes()
    return data, read(data)


def score(document: Document) -> Score:
    data, printed = sample()
    scan = Scan(data, {page.number: (page.number, Warp()) for page in printed.pages})
    truth = Read(extract_document(printed, data))
    return measured(truth, Read(extract_document(document, data)), scan)


def lost(found: Score) -> dict[str, int]:
    return {name: total - right for name, (right, total) in found.pairs.items() if total > right}


def test_a_document_is_like_itself() -> None:
    found = score(sample()[1])
    assert lost(found) == {}
    assert found.differences == []
    assert found.pairs["numbers_in_cell"][1] > 50
    assert found.pairs["lattice_cells"][1] > 50


def test_a_digit_misread_is_one_number_wrong_and_no_other() -> None:
    document = sample()[1]
    cell = next(c for g in document.grids for c in g.cells if NUMBER.fullmatch(c.text))
    at = document.text.index(cell.text, cell.start)
    found = lost(score(edited(document, [(at, at + 1, "7" if cell.text[0] != "7" else "1")])))
    assert (found["numbers_exact"], found["numbers_in_cell"], found["cell_texts"]) == (1, 1, 1)
    assert found["characters"] == 1
    assert found["facts"] >= 1
    assert "lattice_cells" not in found


def test_a_rule_off_its_place_is_a_lattice_gone_wrong() -> None:
    document = sample()[1]
    blocks = list(document.blocks)
    n, grid = next((n, b) for n, b in enumerate(blocks) if isinstance(b, Grid))
    moved = (grid.x_edges[0], grid.x_edges[1] + 5.0, *grid.x_edges[2:])
    blocks[n] = replace(grid, x_edges=moved)
    found = lost(score(replace(document, blocks=tuple(blocks))))
    assert found["lattice_cells"] >= 2 * (grid.n_rows - 3)
    assert set(found) == {"lattice_cells"}


def test_what_could_not_be_read_is_all_wrong() -> None:
    data, printed = sample()
    scan = Scan(data, {page.number: (page.number, Warp()) for page in printed.pages})
    found = measured(Read(extract_document(printed, data)), None, scan)
    assert all(right == 0 for right, _ in found.pairs.values())
    assert found.pairs["characters"][1] > 500


class Repaired(Read):
    """A reading whose rows say what became of them."""

    def __init__(self, document: Document, status: str, raw: str, value: Decimal) -> None:
        data, _ = sample()
        super().__init__(extract_document(document, data))
        cell = next(c for c in self.cells if c["value"] is not None)
        self.printed = cell["value"]
        cell |= {
            "ocr_status": status,
            "value_raw": raw or str(cell["value"]),
            "value": value or cell["value"],
        }


@pytest.mark.parametrize(
    ("status", "raw", "value", "expected"),
    [
        ("repaired", "7777", None, {"repairs_right": 1}),
        ("repaired", "", Decimal(7777), {"repairs_broken": 1}),
        ("repaired", "6666", Decimal(7777), {"repairs_wrong": 1}),
        ("confirmed", "7777", Decimal(7777), {}),
    ],
)
def test_repairs_are_judged_by_what_is_printed(
    status: str, raw: str, value: Decimal, expected: dict[str, int]
) -> None:
    data, printed = sample()
    scan = Scan(data, {page.number: (page.number, Warp()) for page in printed.pages})
    truth = Read(extract_document(printed, data))
    found = measured(truth, Repaired(printed, status, raw, value), scan)
    assert {name: n for name, n in found.counts.items() if name.startswith("repairs")} == expected
    assert found.pairs[f"right_of_{status}"] == (int(value is None), 1)
    cells = found.pairs["numbers_in_cell"]
    before = found.pairs["numbers_in_cell_before"]
    assert cells[1] - cells[0] == int(value is not None)
    assert before[1] - before[0] == int(raw != "")


def test_the_same_seed_gives_the_same_scan_without_text() -> None:
    data = cut(SAMPLE, [1])
    scans = [render(data, RECIPES["degraded150"], seed).data for seed in (3, 3, 4)]
    assert scans[0] == scans[1] != scans[2]
    with pypdfium2.PdfDocument(scans[0]) as document:
        assert document[0].get_textpage().count_chars() == 0


def test_an_old_layer_holds_wrong_text_at_the_place_of_the_lines() -> None:
    data = cut(SAMPLE, [0, 1, 2])
    with pypdfium2.PdfDocument(render(data, RECIPES["old_layer"], 1).data) as document:
        layer = "".join(page.get_textpage().get_text_range() for page in document)
    with pypdfium2.PdfDocument(data) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert len(text) > 200
    assert 0.05 < distance(plain(layer), plain(text)) / len(plain(text)) < 0.3


def test_half_of_a_mixed_document_stays_digital() -> None:
    data = cut(SAMPLE, [0, 1])
    scan = render(data, RECIPES["mixed"], 1)
    with pypdfium2.PdfDocument(scan.data) as document:
        digital = {n + 1 for n, page in enumerate(document) if page.get_textpage().count_chars()}
    assert digital == scan.digital
    assert 0 < len(digital) < 2


@pytest.mark.parametrize(
    ("text", "raw", "expected"),
    [("", "X", "right"), ("X", "", "broken"), ("X", "Y", "wrong")],
)
def test_repairs_of_names_are_judged_too(text: str, raw: str, expected: str) -> None:
    data, printed = sample()
    scan = Scan(data, {page.number: (page.number, Warp()) for page in printed.pages})
    truth = Read(extract_document(printed, data))
    found = Read(extract_document(printed, data))
    cell = next(c for c in found.cells if c["text"] == "住房公积金")
    cell |= {"text": text or cell["text"], "value_raw": raw or cell["text"], "ocr_status": "repaired"}
    repairs = {k: n for k, n in measured(truth, found, scan).counts.items() if k.startswith("text_repairs")}
    assert repairs == {f"text_repairs_{expected}": 1}


def test_a_number_read_as_text_is_wrong_by_its_status() -> None:
    data, printed = sample()
    scan = Scan(data, {page.number: (page.number, Warp()) for page in printed.pages})
    truth = Read(extract_document(printed, data))
    found = Read(extract_document(printed, data))
    cell = next(c for c in found.cells if c["value"] is not None)
    cell |= {"text": "1.234.56", "value": None, "value_raw": "1.234.56", "ocr_status": "read"}
    assert measured(truth, found, scan).pairs["right_of_read"] == (0, 1)
