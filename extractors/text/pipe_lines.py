"""The lines of a text, as tables delimited by pipes are written in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

PIPES = "|｜"

Style = Literal["cell", "row"]
"""How a line of a table is written: a cell on a line of its own, or a whole row."""


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line: `text[start:end]` without the blanks around it, and its number in the file."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class PipeLines:
    """A text with its non-empty lines, which are asked by their position among them."""

    text: str
    lines: Sequence[Line]

    def __len__(self) -> int:
        return len(self.lines)

    def printed(self, position: int) -> str:
        """What a line prints."""
        line = self.lines[position]
        return self.text[line.start : line.end]

    def style(self, position: int) -> Style | None:
        """`cell` for `text |`, `|` and `||||`; `row` for a line with pipes inside; null for prose.

        >>> lines = PipeLines("甲 |\\n甲 | 乙\\n甲", [Line(0, 3, 0), Line(4, 9, 1), Line(10, 11, 2)])
        >>> [lines.style(position) for position in range(len(lines))]
        ['cell', 'row', None]
        """
        printed = self.printed(position)
        body = printed.rstrip(PIPES)
        if any(pipe in body for pipe in PIPES):
            return "row"
        if body == printed:
            return None
        # "text ||" would be a cell and a row end on one line: read as a row with an empty cell instead.
        return "cell" if not body or len(printed) - len(body) == 1 else "row"

    def row_end(self, position: int) -> int:
        """How many pipes a line of pipes has that closes a row; 0 for a cell."""
        printed = self.printed(position)
        return len(printed) if len(printed) >= 2 and not printed.strip(PIPES) else 0
