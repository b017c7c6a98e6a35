"""What a recogniser places behind a rule goes back to its piece, and nothing else does."""

from __future__ import annotations

import numpy as np

from extractors.pdf.cell_glyphs import fill
from extractors.pdf.glyphs import make_glyphs
from extractors.pdf.lattice import LatticeCell
from extractors.pdf.straddling import without_straddling
from tests.extractors.pdf.printed import cell_texts, lattice, printed

GRID = lattice((0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0))
"""Rules at 0, 100, 200 and 300; characters are 10 points high, Chinese ones 10 wide, others 5."""


def cells(*strings):
    """What lies in each cell once nothing straddles, and what lies in none; every string is a piece."""
    glyphs = printed(*strings)
    pieces = np.repeat(np.arange(len(strings)), [len(value) for _, _, value in strings]).astype(np.int32)
    mended = without_straddling(glyphs, pieces, [GRID])
    (grid,), outside = fill(mended, [GRID])
    return [t for t in cell_texts(grid, glyphs) if t], "".join(glyphs.chars[g] for g in outside)


def test_a_last_digit_behind_the_rule_stays_with_its_number():
    assert cells((64, 15, "9,146.79")) == (["9,146.79"], "")  # the 9 lies from 99 to 104
    assert cells((164, 15, "9,146.79"), (230, 15, "12.00")) == (["9,146.79", "12.00"], "")


def test_a_first_character_before_the_rule_stays_with_its_word():
    assert cells((93, 15, "小计数")) == (["小计数"], "")
    assert cells((94, 15, "小计")) == (["小计"], "")  # of two the middle decides: 104 is behind the rule


def test_one_character_strays_however_wide_its_box_is():
    glyphs = printed((86, 15, "凭证编号"))
    wide = glyphs.boxes.copy()
    wide[0, 0] = 60
    glyphs = make_glyphs(glyphs.chars, glyphs.baselines, wide, glyphs.source)
    (grid,), _ = fill(without_straddling(glyphs, np.zeros(4, dtype=np.int32), [GRID]), [GRID])
    assert [t for t in cell_texts(grid, glyphs) if t] == ["凭证编号"]


def test_a_digit_behind_the_last_rule_stays_in_the_grid():
    assert cells((264, 15, "9,146.79")) == (["9,146.79"], "")


def test_what_belongs_outside_of_the_grid_stays_there():
    assert cells((262, 55, "不在格中")) == ([], "不在格中")
    assert cells((-28, 15, "在左边")) == ([], "在左边")  # its last third lies in the first cell


def test_a_text_of_its_own_behind_the_rule_is_left_alone():
    assert cells((64, 15, "9,146.7"), (101, 15, "9")) == (["9,146.7", "9"], "")
    assert cells((59, 15, "财政拨款收入")) == (["财政拨款", "收入"], "")  # wider than one character


def test_a_character_apart_from_the_rest_is_left_alone():
    glyphs = printed((50, 15, "9,146.7"), (101, 15, "9"))
    together = np.zeros(8, dtype=np.int32)
    (grid,), _ = fill(without_straddling(glyphs, together, [GRID]), [GRID])
    assert [t for t in cell_texts(grid, glyphs) if t] == ["9,146.7", "9"]


def test_a_merged_cell_has_no_rule_inside():
    merged = lattice((0.0, 100.0, 200.0), (0.0, 20.0), [LatticeCell(0, 0, 1, 2)])
    glyphs = printed((92, 15, "项目"))
    same = without_straddling(glyphs, np.zeros(2, dtype=np.int32), [merged])
    assert same.middle_x.tolist() == glyphs.middle_x.tolist()


def test_without_grids_and_without_glyphs_nothing_happens():
    glyphs, none = printed((64, 15, "9")), printed()
    assert without_straddling(glyphs, np.zeros(1, dtype=np.int32), []) is glyphs
    assert without_straddling(none, np.zeros(0, dtype=np.int32), [GRID]) is none
