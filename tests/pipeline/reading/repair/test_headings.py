"""Headers and titles put right by what statutory tables print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractors.document import Document, Grid, Paragraph
from extractors.records import Identity
from extractors.tables.cell_values import squeeze
from pipeline.reading.repair.headings import (
    expected,
    headings,
    listed_headers,
    listed_titles,
    meanings,
    of_header,
    of_title,
    text_of,
)
from tests.pipeline.reading.repair.signs import signs
from tests.pipeline.reading.repair.test_wording import scan

NOBODY = Identity(None, "budget", 2024, None, "unknown", None)
CASES = [
    line
    for line in (Path(__file__).parent / "misread_headings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("case", CASES)
def test_a_misread_header_is_put_right_and_another_wording_stays(case: str) -> None:
    read, arrow, printed = case.partition("=>")
    printed = squeeze(printed) if arrow else ""
    read = read.partition("~>")[0].removesuffix("=").strip()
    found: str | None
    if read.startswith("title:"):
        found = of_title(signs(read.removeprefix("title:")), listed_titles())
    else:
        cells = read.split("|")
        at = next(n for n, cell in enumerate(cells) if cell.startswith("*"))
        row = [signs(cell.removeprefix("*")) for cell in cells]
        near = of_header(row[at], listed_headers(), expected([text_of(c) for c in row], at))
        found = None if near is None else near.text
    assert squeeze(found or "") == printed


def changed(document: Document) -> list[tuple[str, str, str]]:
    return [(one.raw, one.text, one.by) for one in headings(document, NOBODY)]


def test_headers_above_the_numbers_are_looked_at_and_nothing_below() -> None:
    rows = [("科目名称", "合计", "基本支出e"), ("基本支出e", "1.00", "2.00")]
    assert changed(scan(*rows, unsure="e")) == [("基本支出e", "基本支出", "headers")]


def test_print_stays_as_it_is() -> None:
    document = scan(("科目名称", "合计", "基本支出e"), ("行政运行", "1.00", "2.00"))
    print_ = replace(document, char_confidence=np.full(len(document.text), np.nan, dtype=np.float32))
    assert changed(print_) == []
    assert changed(replace(document, char_confidence=None)) == []


def test_letters_that_several_headers_end_with_are_printed() -> None:
    assert changed(scan(("科目名称", "预算数A", "决算数B"), ("行政运行", "1.00", "2.00"))) == []


def test_what_the_document_prints_clearly_elsewhere_is_known() -> None:
    first, second = scan(("镇街自筹资金", "合计")), scan(("镇街自筹资金", "小计"))
    misread = scan(("镇街自筹资佥", "总计"), unsure="佥")
    text = first.text + second.text + misread.text
    offset, grids = 0, []
    for each in (first, second, misread):
        (grid,) = each.grids
        cells = tuple(replace(c, start=c.start + offset, end=c.end + offset) for c in grid.cells)
        grids.append(replace(grid, start=offset, end=offset + len(each.text), cells=cells))
        offset += len(each.text)
    confidence = np.asarray([0.6 if sign == "佥" else 0.999 for sign in text], dtype=np.float32)
    together = Document(text, tuple(grids), "image/png", char_confidence=confidence)
    assert changed(together) == [("镇街自筹资佥", "镇街自筹资金", "headers")]
    assert changed(misread) == []


def test_a_title_above_a_grid_is_put_right() -> None:
    grid_of = scan(("科目名称", "合计"), ("行政运行", "1.00"), before="2026年收入总\n")
    (grid,) = grid_of.grids
    title = Paragraph(0, 8)
    document = replace(grid_of, blocks=(title, Grid(9, grid.end, grid.n_rows, grid.n_cols, grid.cells)))
    assert changed(document) == [("2026年收入总", "2026年收入总表", "titles")]


def test_a_text_means_what_all_of_it_says() -> None:
    assert meanings("基本支出") >= {"expenditure.basic", "gpb.basic"}
    assert meanings("基本支出e") == frozenset()


def test_neighbours_say_what_may_stand_between_them() -> None:
    between = expected(["国有资本经营预算拨款", "?", "事业收入"], 1)
    assert "财政专户管理资金" in between
    assert "其他收入" not in between
    assert expected(["?", "甲", "乙"], 0) == frozenset()


def test_a_speck_before_the_line_of_the_body_does_not_hide_the_title() -> None:
    before = "收入总表\n·部门（单位）：某市水务局\n"
    drawn = scan(("科目名称", "合计"), ("行政运行", "1.00"), before=before)
    (grid,) = drawn.grids
    lines = (Paragraph(0, 4), Paragraph(5, len(before) - 1))
    document = replace(drawn, blocks=(*lines, replace(grid, start=len(before))))
    assert changed(document) == [("·部", "部", "titles")]
