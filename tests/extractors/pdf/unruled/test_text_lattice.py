"""A table without vertical rules as a lattice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.pdf.unruled.head_columns import HeadSpan
from extractors.pdf.unruled.heads import head_of
from extractors.pdf.unruled.stretches import Stretch, stretches_of
from extractors.pdf.unruled.table_lines import UnruledPage
from extractors.pdf.unruled.text_lattice import TextTable, lay_out
from tests.extractors.pdf.printed import lines_of, printed

STRINGS = (
    (100, 60, "本年"),
    (70, 80, "小计"),
    (130, 80, "项目"),
    (0, 70, "科目"),
    (0, 100, "栏次"),
    (85, 100, "1"),
    (142, 100, "2"),
    (0, 120, "行政"),
    (75, 120, "1.50"),
    (0, 140, "卫生健康支出"),
    (135, 140, "2.50"),
)
COLUMNS = [(0.0, 60.0), (70.0, 95.0), (130.0, 155.0)]
EDGES = [0.0, 45.0, 112.0, 155.0]


def table(first_row=3, *, with_heads=True):
    glyphs = printed(*STRINGS)
    lines = tuple(lines_of(glyphs))
    page = UnruledPage(lines, [stretches_of(line, glyphs) for line in lines], glyphs, np.empty((0, 3)))

    def head(text, x0, *numbers, below=()):
        stretch = Stretch(tuple(numbers), x0, x0 + 20.0, text, 70.0)
        return replace(head_of(stretch, 10.0), below=below)

    subtotal, project, label = head("小计", 70.0, 2, 3), head("项目", 130.0, 4, 5), head("科目", 0.0, 6, 7)
    heads = (label, head("本年", 100.0, 0, 1, below=(subtotal, project))) if with_heads else ()
    spans = [HeadSpan(label, 0, 0), HeadSpan(subtotal, 1, 1), HeadSpan(project, 2, 2)] if with_heads else []
    found = TextTable(
        page,
        range(first_row if not with_heads else 0, len(lines)),
        first_row,
        COLUMNS,
        EDGES,
        heads,
        spans,
        ("why",),
    )
    return found, glyphs


def texts(grid, glyphs):
    return [
        (c.row, c.col, c.row_span, c.col_span, "".join(glyphs.chars[g] for g in members))
        for c, members in zip(grid.lattice.cells, grid.cell_glyphs, strict=True)
    ]


def test_heads_span_their_levels_and_their_columns():
    found, glyphs = table()
    grid = lay_out(found)
    assert found.depth == 2
    assert texts(grid, glyphs) == [
        (0, 0, 2, 1, "科目"),
        (0, 1, 1, 2, "本年"),
        (1, 1, 1, 1, "小计"),
        (1, 2, 1, 1, "项目"),
        (2, 0, 1, 1, "栏次"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"),
        (3, 0, 1, 1, "行政"),
        (3, 1, 1, 1, "1.50"),
        (3, 2, 1, 1, ""),
        (4, 0, 1, 1, "卫生健康支出"),
        (4, 1, 1, 1, ""),
        (4, 2, 1, 1, "2.50"),
    ]
    assert grid.lattice.owner.tolist() == [[0, 1, 1], [0, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]]
    assert (grid.lattice.engine, grid.lattice.doubtful) == ("whitespace", ("why",))
    assert grid.lattice.x_edges == tuple(EDGES)


def test_rows_end_half_way_between_their_texts_and_levels_are_equally_high():
    """Texts reach from 8 points above their baselines to 2 below them."""
    found, _ = table()
    # header from 52 on; its last line ends at 82, the body begins at 92: the edge lies at 87
    assert lay_out(found).lattice.y_edges == (52.0, 69.5, 87.0, 107.0, 127.0, 142.0)


def test_a_table_without_header_begins_with_its_first_row():
    found, glyphs = table(with_heads=False)
    grid = lay_out(found)
    assert found.depth == 0
    assert grid.lattice.y_edges == (92.0, 107.0, 127.0, 142.0)
    assert texts(grid, glyphs)[0] == (0, 0, 1, 1, "栏次")


def test_where_no_head_stands_the_header_has_empty_cells():
    found, glyphs = table()
    bare = replace(found, heads=found.heads[1:])
    assert texts(lay_out(bare), glyphs)[:3] == [(0, 0, 1, 1, ""), (0, 1, 1, 2, "本年"), (1, 0, 1, 1, "")]


def test_two_heads_over_the_same_columns_are_one_cell():
    found, _ = table()
    label = found.heads[0]
    second = replace(head_of(Stretch((10,), 0.0, 10.0, "x", 70.0), 10.0))
    spans = [*found.spans, HeadSpan(second, 0, 0)]
    grid = lay_out(replace(found, heads=(label, second, found.heads[1]), spans=spans))
    assert grid.cell_glyphs[0] == [6, 7, 10]
