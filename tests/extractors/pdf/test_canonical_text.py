"""The canonical text, and what printed each of its characters."""

from __future__ import annotations

import numpy as np

from extractors.pdf.canonical_text import CanonicalText
from extractors.pdf.lines import BLANK, TAB
from tests.extractors.pdf.printed import content, printed


def test_every_character_knows_page_and_box_and_white_space_neither():
    text = CanonicalText([content(printed((0, 100, "收入"))), content(printed((50, 200, "支")), number=3)])
    assert text.add_glyphs([1, BLANK, 0], 0) == "入 收"
    text.add_white("\n")
    assert text.length == 4
    assert text.add_glyphs([0, TAB], 1) == "支\t"
    assert text.text() == "入 收\n支\t"
    assert text.length == 6
    pages, boxes = text.provenance()
    assert pages.tolist() == [1, 0, 1, 0, 3, 0]
    assert pages.dtype == np.int16
    assert boxes.dtype == np.float32
    assert boxes[[0, 2, 4]].tolist() == [[10, 92, 20, 102], [0, 92, 10, 102], [50, 192, 60, 202]]
    assert np.isnan(boxes[[1, 3, 5]]).all()


def test_glyphs_are_those_of_their_page_also_behind_a_page_without_any():
    text = CanonicalText(
        [
            content(printed((0, 100, "甲乙丙"))),
            content(printed(), number=2),
            content(printed((7, 50, "丁")), number=4),
        ]
    )
    assert text.add_glyphs([0], 2) == "丁"
    pages, boxes = text.provenance()
    assert pages.tolist() == [4]
    assert boxes.tolist() == [[7, 42, 17, 52]]


def test_text_is_added_with_its_glyphs_as_a_list_or_an_array():
    text = CanonicalText([content(printed((0, 100, "收入"))), content(printed((50, 200, "支")), number=3)])
    text.add("入", (1,), 0)
    text.add("收\t入", np.asarray([0, -1, 1]), 0)
    text.add_white("\n")
    text.add("支", np.asarray([0]), 1)
    pages, boxes = text.provenance()
    assert text.text() == "入收\t入\n支"
    assert pages.tolist() == [1, 1, 0, 1, 0, 3]
    assert boxes[[0, 1, 3, 5], 0].tolist() == [10, 0, 10, 50]


def test_a_document_without_a_block_has_no_characters():
    pages, boxes = CanonicalText([content(printed())]).provenance()
    assert (pages.shape, boxes.shape) == ((0,), (0, 4))
