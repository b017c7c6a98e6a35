"""How lines with pipes are written."""

from __future__ import annotations

import pytest

from extractors.text.pipe_lines import Line, PipeLines


def one(printed: str) -> PipeLines:
    """A line between others, with blanks around it."""
    return PipeLines(f"甲\n {printed} \n乙", [Line(3, 3 + len(printed), 1)])


@pytest.mark.parametrize(
    ("printed", "style", "row_end"),
    [
        ("决算 |", "cell", 0),
        ("|", "cell", 0),
        ("｜", "cell", 0),
        ("||", "cell", 2),
        ("|｜|", "cell", 3),
        ("决算 ||", "row", 0),
        ("| 决算", "row", 0),
        ("决算 | 预算 |", "row", 0),
        ("决算", None, 0),
    ],
)
def test_styles_of_lines(printed: str, style: str | None, row_end: int) -> None:
    lines = one(printed)
    assert (lines.style(0), lines.row_end(0)) == (style, row_end)
    assert (len(lines), lines.printed(0)) == (1, printed)
