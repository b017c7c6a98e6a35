"""Tables with a row on every line."""

from __future__ import annotations

import pytest

from extractors.text.row_lines import row_table
from tests.extractors.text.lines import pipe_lines


def rows(*written: str) -> list[list[str]] | None:
    lines = pipe_lines(written)
    grid = row_table(lines.text, lines.lines)
    return None if grid is None else [[c.text for c in grid.row(n)] for n in range(grid.n_rows)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["| 甲 | 乙 |"], [["甲", "乙"]]),  # pipes around it make a row of one line
        (["甲 | 乙"], None),
        (["甲 | 乙", "丙 | 丁"], [["甲", "乙"], ["丙", "丁"]]),
        (["甲 | 乙", "丙 | 丁 | 戊"], None),
        (["甲 | 乙", "--- | ---"], [["甲", "乙"]]),
        (["甲 | 乙", ":-: | --=", "丙 | 丁 | 戊"], [["甲", "乙"], ["丙", "丁", "戊"]]),
        (["| 甲 | 乙 |", "| 丙 |"], [["甲", "乙"], ["丙"]]),
        (["--- | ---"], None),
        (["| 甲 | | 乙 |", "｜丙｜丁｜戊｜"], [["甲", "", "乙"], ["丙", "丁", "戊"]]),
        (["甲 | --- ", "丙 | 丁"], [["甲", "---"], ["丙", "丁"]]),
    ],
)
def test_rows_of_pipes(written: list[str], expected: list[list[str]] | None) -> None:
    assert rows(*written) == expected


def test_cells_span_their_text_and_the_grid_is_as_wide_as_its_widest_row() -> None:
    lines = pipe_lines(["|  甲 |  |", "| 丙 | 丁 | 戊 |"])
    grid = row_table(lines.text, lines.lines)
    assert grid is not None
    assert grid.n_cols == 3
    assert [lines.text[c.start : c.end] for c in grid.cells] == ["甲", "", "丙", "丁", "戊"]
    assert [c.start for c in grid.row(0)] == [3, 6]
    assert (grid.start, grid.end) == (0, len(lines.text))
