"""Which glyph lies in which cell."""

from __future__ import annotations

from extractors.pdf.cell_glyphs import FilledLattice, fill
from extractors.pdf.glyphs import no_glyphs
from extractors.pdf.lattice import LatticeCell
from tests.extractors.pdf.printed import cell_texts, filled, lattice, printed

XS, YS = (100.0, 200.0, 300.0), (100.0, 120.0, 140.0)


def test_a_glyph_lies_where_its_middle_does():
    """「甲」 of ten points: its middle is five behind its left edge, three above its baseline."""
    glyphs = printed((194.9, 110, "甲"), (195, 110, "乙"), (150, 122.9, "丙"), (150, 123, "丁"))
    assert cell_texts(filled(glyphs, lattice(XS, YS)), glyphs) == ["甲丙", "乙", "丁", ""]


def test_the_left_and_upper_edge_belong_to_the_grid_and_the_others_do_not():
    inside = printed((95, 103, "甲"))
    assert fill(inside, [lattice(XS, YS)])[1] == []
    for strings in ((94.9, 103, "甲"), (95, 102.9, "甲"), (295, 110, "甲"), (150, 143, "甲")):
        grids, outside = fill(printed(strings), [lattice(XS, YS)])
        assert outside == [0]
        assert grids[0].cell_glyphs == [[], [], [], []]


def test_a_merged_cell_has_what_lies_in_any_of_its_parts():
    wide = (LatticeCell(0, 0, 1, 2), LatticeCell(1, 0, 1, 1), LatticeCell(1, 1, 1, 1))
    glyphs = printed((150, 110, "甲"), (250, 110, "乙"), (250, 130, "丙"))
    grid = filled(glyphs, lattice(XS, YS, wide))
    assert cell_texts(grid, glyphs) == ["甲乙", "", "丙"]
    assert [grid.column_of(n) for n in range(3)] == [(100.0, 300.0), (100.0, 200.0), (200.0, 300.0)]


def test_of_grids_that_overlap_the_first_takes_the_glyph():
    glyphs = printed((250, 110, "甲"), (350, 110, "乙"), (10, 10, "丙"))
    (first, second), outside = fill(glyphs, [lattice(XS, YS), lattice((200.0, 320.0, 400.0), YS)])
    assert cell_texts(first, glyphs) == ["", "甲", "", ""]
    assert cell_texts(second, glyphs) == ["", "乙", "", ""]
    assert outside == [2]


def test_a_page_without_glyphs_has_empty_cells_and_one_without_grids_has_all_outside():
    (grid,), outside = fill(no_glyphs(), [lattice(XS, YS)])
    assert (grid.cell_glyphs, outside) == ([[], [], [], []], [])
    assert fill(printed((0, 10, "甲乙")), []) == ([], [0, 1])


def test_a_grid_knows_the_cell_of_each_glyph_and_where_the_file_interrupts_a_cell():
    glyphs = printed((110, 110, "甲"), (210, 110, "乙"), (130, 110, "丙"), (210, 130, "丁戊"), (10, 10, "己"))
    grid = filled(glyphs, lattice(XS, YS))
    assert grid.cell_of(len(glyphs)).tolist() == [0, 1, 0, 3, 3, -1]
    assert grid.has_gaps().tolist() == [True, False, False, False]
    again = FilledLattice(grid.lattice, grid.cell_glyphs)
    assert again.cell_of(len(glyphs)).tolist() == [0, 1, 0, 3, 3, -1]
    assert [numbers.tolist() for numbers in again.arrays] == [[0, 2, 1, 3, 4], [0, 2, 3, 3, 5]]
