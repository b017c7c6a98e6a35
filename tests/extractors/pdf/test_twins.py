"""C and Python find the same lattices, lines and cells: the same numbers, bit for bit."""

from __future__ import annotations

import itertools
import random
import re

import numpy as np
import pytest

from extractors.pdf import cell_glyphs, cell_text, cut_numbers, lines, native, overflow
from extractors.pdf.cell_glyphs import CUT, OPEN, OVERFLOWS, FilledLattice, fill, fill_in_python
from extractors.pdf.cell_text import read_cells, read_in_python
from extractors.pdf.cut_numbers import mend_cut_numbers
from extractors.pdf.doubts import Doubts, doubts_of
from extractors.pdf.glyph_columns import columns_of
from extractors.pdf.glyphs import Glyphs, is_wide, make_glyphs
from extractors.pdf.lattice import Lattice, find_lattices, lattices_in_python
from extractors.pdf.lines import build_lines, lines_in_python
from extractors.pdf.native import sources
from extractors.pdf.overflow import mend_overflow
from extractors.pdf.unruled import open_rows
from extractors.pdf.unruled.open_rows import split_open_rows
from extractors.pdf.unruled.stretches import may_have_amounts, stretches_of
from extractors.pdf.unruled.table_lines import is_row
from tests.extractors.pdf.printed import printed

SEEDS = range(300)
TEXTS = ("预算", "合计", "2,946.25", "0.00", "1.2.3", "Word", "a b", "20%", "，", " ", "𠀀", "7 7", "…")
NAMES = {"lines.c": [lines], "cells.c": [cell_text, cell_glyphs, cut_numbers, overflow, open_rows, lines]}

pytestmark = pytest.mark.skipif(
    native.LIBRARY is None, reason="the C helper is not compiled: python hatch_build.py"
)


def rules(source: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Rules of one or two tables, some of them doubled, broken, short, slightly off or left out."""
    found: tuple[list[list[float]], list[list[float]]] = ([], [])
    for _ in range(source.randint(1, 2)):
        x, y = source.uniform(0, 300), source.uniform(0, 400)
        xs = list(
            itertools.accumulate([x, *(source.choice((2.5, 20, 60)) for _ in range(source.randint(1, 6)))])
        )
        ys = list(
            itertools.accumulate([y, *(source.choice((1.5, 12, 30)) for _ in range(source.randint(1, 6)))])
        )
        for positions, across, drawn in ((ys, xs, found[0]), (xs, ys, found[1])):
            for position in positions:
                ends = (
                    sorted(source.choices(across, k=2)) if source.random() < 0.3 else [across[0], across[-1]]
                )
                if source.random() < 0.1:
                    continue
                for _ in range(source.choice((1, 1, 2))):
                    off = source.choice((0, 0, 0.4, -0.7, 1.5))
                    drawn.append([position + off, ends[0] + source.choice((0, 2.9, -4)), ends[1] + off])
    horizontal, vertical = (np.asarray(drawn).reshape(-1, 3) for drawn in found)
    return horizontal, vertical


def glyphs(source: random.Random, n: int) -> Glyphs:
    """Texts on a page: some letter-spaced, doubled, wrapped, overlapping or with glyphs of other sizes."""
    chars, baselines, boxes = [], [], []
    for _ in range(n):
        x, y, em = source.uniform(0, 300), source.uniform(0, 400), source.choice((9, 10, 10, 18))
        spacing = source.choice((0, 0, 0, -0.5, 0.08, 0.2, 0.5, 0.9, 2.5)) * em
        for char in source.choice(TEXTS) + source.choice(TEXTS):
            width = em if is_wide(char) else em / 2
            for _ in range(source.choice((1, 1, 1, 2)) if spacing == 0 else 1):
                chars.append(char)
                baselines.append(y + source.choice((0, 0, 0, 0.3)))
                boxes.append((x, y - 0.8 * em, x + width, y + 0.2 * em))
            x += width + spacing
            if source.random() < 0.05:
                x, y = x - 4 * em, y + source.choice((0.3, 1.2)) * em
    return make_glyphs(chars, np.asarray(baselines), np.asarray(boxes), list(range(len(chars))))


def same_lattices(found: list[Lattice], expected: list[Lattice]) -> bool:
    key = lambda grid: (grid.y_edges[0], grid.x_edges[0])  # noqa: E731
    return [parts(grid) for grid in found] == [parts(grid) for grid in sorted(expected, key=key)]


def parts(grid: Lattice) -> tuple[object, ...]:
    table = grid.cells.table.tolist()
    return grid.x_edges, grid.y_edges, table, grid.owner.tolist(), grid.doubtful, grid.open_above


@pytest.mark.parametrize("seeds", [SEEDS[k::10] for k in range(10)])
def test_lattices(seeds):
    n_found = 0
    for seed in seeds:
        horizontal, vertical = rules(random.Random(seed))
        found = find_lattices(horizontal, vertical)
        is_drawn = len(horizontal) and len(vertical)
        assert same_lattices(found, lattices_in_python(horizontal, vertical) if is_drawn else []), seed
        n_found += len(found)
    assert n_found


def test_a_lattice_larger_than_the_room_for_most():
    ends = np.asarray([[12.0 * n, 0.0, 1200.0] for n in range(101)])
    (found,) = find_lattices(ends, ends)
    assert len(found.cells) == 10_000
    assert same_lattices([found], lattices_in_python(ends, ends))


def test_rules_that_are_nowhere_are_left_to_python():
    ends = np.asarray([[12.0 * n, 0.0, 48.0] for n in range(5)])
    nowhere = np.asarray([*ends.tolist(), [np.nan, 0.0, 48.0]])
    assert same_lattices(find_lattices(nowhere, ends), lattices_in_python(nowhere, ends))


@pytest.mark.parametrize("seeds", [SEEDS[k::10] for k in range(10)])
def test_lines(seeds):
    for seed in seeds:
        source = random.Random(seed)
        page = glyphs(source, source.randint(1, 40))
        members = sorted(source.sample(range(len(page)), k=source.randint(1, len(page))))
        if source.random() < 0.2:
            source.shuffle(members)
        assert build_lines(page, members) == lines_in_python(page, members), seed


def test_a_line_in_which_no_cell_ends_is_no_row_of_a_table():
    n_rows = n_others = 0
    for seed in SEEDS:
        source = random.Random(seed)
        page = glyphs(source, source.randint(1, 6))
        for line in build_lines(page, list(range(len(page)))):
            if may_have_amounts(line):
                n_rows += is_row(stretches_of(line, page))
            else:
                assert not is_row(stretches_of(line, page)), (seed, line.text)
                n_others += 1
    assert min(n_rows, n_others) > 20


@pytest.mark.parametrize("seeds", [SEEDS[k::10] for k in range(10)])
def test_cells(seeds):
    n_cells = n_mended = 0
    for seed in seeds:
        source = random.Random(seed)
        lattices = find_lattices(*rules(source))
        page = glyphs(source, source.randint(1, 60))
        filled, outside = fill(page, lattices)
        twins, twin_outside = fill_in_python(page, lattices)
        assert outside == twin_outside
        assert [grid.cell_glyphs for grid in filled] == [grid.cell_glyphs for grid in twins], seed
        for grid, twin in zip(filled, twins, strict=True):
            assert grid.cell_of(len(page)).tolist() == twin.cell_of(len(page)).tolist()
            found, expected = read_cells(page, grid), read_in_python(page, twin)
            assert found.text == expected.text, seed
            assert found.sequence.tolist() == expected.sequence.tolist(), seed
            assert (found.starts, found.is_suspect) == (expected.starts, expected.is_suspect), seed
            n_cells += len(grid.cell_glyphs)
            n_mended += sum(map(len, grid.cell_glyphs)) != sum(g >= 0 for g in expected.sequence.tolist())
    assert n_cells
    assert n_mended


def test_a_grid_without_a_suspect_cell_gives_no_reason_for_doubt():
    (lattice,) = find_lattices(
        np.asarray([[0.0, 0, 400], [40, 0, 400]]), np.asarray([[x, 0.0, 40] for x in (0, 200, 400)])
    )
    n_doubtful = n_others = 0
    for seed in SEEDS:
        source = random.Random(seed)
        texts = [source.choice(("1.50", "201", "2010", "合计", "5%", "2.5", "-7.00")) for _ in range(3)]
        page = printed(
            *((x, source.choice((10, 10, 22)), text) for x, text in zip((5, 60, 205), texts, strict=True))
        )
        ((grid,), _) = fill(page, [lattice])
        cells = read_cells(page, grid)
        doubts = Doubts(page)
        for cell, text in enumerate(cells.texts()):
            doubts.see(text, cells.sequence_of(cell), cell)
        assert doubts_of(page, cells, cells.texts(), (0, 1)) == doubts.reasons(), texts
        n_doubtful += bool(doubts.reasons())
        n_others += not cells.is_suspect
    assert min(n_doubtful, n_others) > 20


@pytest.mark.parametrize("seeds", [SEEDS[k::10] for k in range(10)])
def test_a_grid_that_needs_no_second_look_is_not_changed_by_one(seeds, monkeypatch):
    looks = {CUT: 0, OVERFLOWS: 0, OPEN: 0}
    for seed in seeds:
        source = random.Random(seed)
        page = glyphs(source, source.randint(1, 60))
        grids, outside = fill(page, find_lattices(*rules(source)))
        needs = [[what for what in looks if grid.may_need(what, page)] for grid in grids]
        with monkeypatch.context() as always:
            always.setattr(FilledLattice, "may_need", lambda *_: True)
            for grid, needed in zip(grids, needs, strict=True):
                changed = {
                    CUT: mend_cut_numbers(page, grid),
                    OVERFLOWS: mend_overflow(page, grid, frozenset(outside))[0],
                    OPEN: split_open_rows(grid, page),
                }
                for what, after in changed.items():
                    looks[what] += what not in needed
                    assert what in needed or after.cell_glyphs == grid.cell_glyphs, (seed, what)
    assert all(looks.values())


def test_what_is_not_finite_is_left_to_python():
    page = glyphs(random.Random(1), 5)
    assert columns_of(page) is not None
    page.boxes[0, 0] = np.inf
    assert columns_of(page.part(list(range(len(page))))) is None


@pytest.mark.parametrize("name", NAMES)
def test_the_constants_in_c_are_those_of_python(name):
    text = (sources.FOLDER / name).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    own = {"INSERTED"}
    checked = 0
    for constant, value in re.findall(r"\b([A-Z][A-Z_]+) = (-?[\d.]+)", text):
        if constant in own:
            continue
        of = [float(getattr(module, constant)) for module in NAMES[name] if hasattr(module, constant)]
        assert float(value) in of, constant
        checked += 1
    assert checked > 5
