"""A mutant is the document with one span changed, and everything behind it moved."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from benchmarks.mutations import Mutant, mutated, values
from extractors.document import Document, Grid, GridCell, Paragraph
from extractors.read import read
from pipeline.reading.extract import extract_document

SAMPLE = Path(__file__).parents[2] / "samples/documents/landscape_budget.pdf"
TEXT = "收入5万元。\n\n甲\t12.50\t3.00\n\n完。"


def document() -> Document:
    cells = (
        GridCell(0, 0, "甲", 8, 9),
        GridCell(0, 1, "12.50", 10, 15),
        GridCell(0, 2, "3.00", 16, 20),
    )
    blocks = (
        Paragraph(0, 6, lines=((0, 3), (3, 6))),
        Grid(8, 20, 1, 3, cells, page=1),
        Paragraph(22, 24),
    )
    pages = np.ones(len(TEXT), dtype=np.int16)
    boxes = np.repeat(np.arange(len(TEXT), dtype=np.float32)[:, None], 4, axis=1)
    return Document(TEXT, blocks, "text/plain", char_page=pages, char_box=boxes)


@pytest.mark.parametrize("new", ["元", "亿元", "百万元"])
def test_a_unit_in_a_paragraph_moves_what_follows(new: str) -> None:
    start = TEXT.index("万元")
    one = mutated(document(), Mutant("unit", start, start + 2, new))
    shift = len(new) - 2
    assert one.text == TEXT.replace("万元", new)
    first, grid, last = one.blocks
    assert isinstance(grid, Grid)
    assert one.text[first.start : first.end] == f"收入5{new}。"
    assert [one.text[c.start : c.end] for c in grid.cells] == ["甲", "12.50", "3.00"]
    assert one.text[last.start : last.end] == "完。"
    assert one.char_page is not None
    assert one.char_box is not None
    assert len(one.char_page) == len(one.char_box) == len(one.text)
    assert one.char_box[-1][0] == len(TEXT) - 1
    assert one.char_box[8 + shift][0] == 8


def test_a_digit_of_a_cell_changes_text_and_cell() -> None:
    start = TEXT.index("12.50")
    one = mutated(document(), Mutant("value", start, start + 5, "12.90"))
    grid = one.blocks[1]
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.cells] == ["甲", "12.90", "3.00"]
    assert one.text == TEXT.replace("12.50", "12.90")


def test_only_a_change_that_rounding_cannot_explain_is_determined() -> None:
    found = extract_document(read(SAMPLE.read_bytes()))
    made = list(values(found, random.Random(1)))
    assert made
    for mutant in made:
        old = found.document.text[mutant.start : mutant.end]
        change = abs(Decimal(mutant.new.replace(",", "")) - Decimal(old.replace(",", "")))
        assert change > 0
        if mutant.determined:
            assert change > Decimal("0.005")


def test_a_mutant_of_nothing_changes_nothing() -> None:
    one = mutated(document(), Mutant("value", 2, 3, "5"))
    assert one.text == TEXT
    assert one.blocks == document().blocks
    assert replace(one, char_page=None, char_box=None) == replace(document(), char_page=None, char_box=None)
