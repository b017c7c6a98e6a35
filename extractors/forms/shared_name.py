"""A project's name in a list, printed once in a cell that spans all projects of that name.

A page break cuts such a cell, and its text stands in the middle of all parts together: on the first page, the
last, or one between. What is printed on a page therefore tells how far the cell goes on below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.forms.row_stream import FormCell
from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.forms import Forms

MIN_SLACK = 12.0
"""Points by which the text may miss the middle: about a line."""
SLACK_SHARE = 0.05
"""The same as a part of the cell's whole height."""


@dataclass(slots=True)
class SharedName:
    """The name cell that is open, with what was seen of it so far."""

    texts: list[str] = field(default_factory=list)
    _above: float = 0.0
    """Height of the parts before the one that holds the text."""
    _below: float | None = None
    """How much of the cell should still follow, by where its text stands; null where that is unknown."""
    _height: float = 0.0
    _has_room: bool = False
    """False where the text fills its part of the cell, so that its middle tells nothing."""

    @property
    def text(self) -> str:
        """The name as far as it was seen; empty before its text was."""
        return "".join(self.texts)

    def take(self, cells: Sequence[FormCell]) -> None:
        """Takes the next part of the cell."""
        cell = cells[0]
        text = "".join(c.text for c in cells)
        top, bottom, middle = cell.top, cell.bottom, cell.middle
        if top is not None and bottom is not None:
            self._height += bottom - top
            if text and middle is not None and not self.texts:
                self._below = self._above + (middle - top) - (bottom - middle)
                box = cell.place.box
                self._has_room = box is not None and (bottom - top) - (box[3] - box[1]) > 2 * MIN_SLACK
            elif self._below is not None:
                self._below -= bottom - top
            else:
                self._above += bottom - top
        if text and self._repeats(text):
            self.texts = [max(self.text, text, key=len)]
        elif text:
            self.texts.append(text)

    def _repeats(self, text: str) -> bool:
        """True for the whole name printed again where a page shows only its beginning."""
        whole, part = sorted((squeeze(self.text), squeeze(text)), key=len, reverse=True)
        return bool(part) and whole.startswith(part)

    def is_closed_by(self, cell: FormCell) -> bool:
        """Whether the first cell of a page is that of another name.

        A blank one goes on with this name unless its text stands in the middle of what was seen already,
        better than in the middle of that and the blank part.
        """
        if not self.texts:
            return False
        if not cell.text:
            if self._below is None or not self._has_room:
                return False
            here = (cell.bottom or 0.0) - (cell.top or 0.0)
            misses = abs(self._below)
            return misses <= max(MIN_SLACK, SLACK_SHARE * self._height) and misses < abs(self._below - here)
        patterns = compiled(Forms)
        before = squeeze(self.texts[0])
        if patterns["project_code"].search(before) and self._repeats(cell.text):
            return False
        if patterns["cut_code"].search(before):
            return False
        # A name cut by the page break: its second part has no code where names have one.
        coded = patterns["project_code"]
        return coded.search(squeeze(cell.text)) is not None or coded.search(before) is None
