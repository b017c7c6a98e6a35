"""The levels of indicators, printed once for several rows and carried down to each of them.

A level goes on where the row has no cell of its own in that column, because the cell above is merged over
it, or a blank one that is known to be the rest of the cell above (docs/domain.md §4.1). A new first level
closes the second, unless the second's own cell still spans the row. A name may be merged over rows just so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from extractors.forms.indicators import RawIndicator
from extractors.forms.levels import known_level, parents_of
from extractors.forms.row_stream import FormCell
from extractors.frozen import frozen

Level = Literal["level1", "level2"]
LEVELS: tuple[Level, ...] = ("level1", "level2")


def depth_of(level: Level) -> int:
    """1 for the first level, 2 for the second."""
    return LEVELS.index(level) + 1


@frozen
class LevelCell:
    """What a row has in the column of a level."""

    text: str
    row_span: int = 1
    goes_on: bool = False
    """Of a blank cell: it is the rest of the one above."""
    completes: bool = False
    """Of a text: it is the print of the cell that is open, or with what that printed before."""


@frozen
class OpenLevel:
    """The cell of one level that is open."""

    text: str | None = None
    rows_left: int = 0
    """How many of the rows below it spans."""
    since: int | None = None
    """How many indicators stand before it; null until a cell was seen."""


def _closed() -> dict[Level, OpenLevel]:
    return {level: OpenLevel() for level in LEVELS}


@frozen
class OpenLevels:
    """The levels that are open at a row: those that it prints and those that it inherits."""

    by_level: Mapping[Level, OpenLevel] = field(default_factory=_closed)
    inherited: tuple[Level, ...] = ()
    """Which of them the row has from a cell above."""
    has_spans: bool = False
    """False while every merged cell was written as one text and blanks below it."""

    def text(self, level: Level) -> str | None:
        """The text of a level as printed; null where none is open."""
        return self.by_level[level].text

    def at(self, cells: Mapping[Level, LevelCell], indicators: int = 0) -> OpenLevels:
        """The levels of the next row, whose level cells are `cells` and which `indicators` stand before."""
        levels: dict[Level, OpenLevel] = {}
        inherited: list[Level] = []
        is_new = False
        for level in LEVELS:
            cell, above = cells.get(level), self.by_level[level]
            rows_left = above.rows_left - 1 if cell is None else cell.row_span - 1
            if cell is not None and cell.text:
                is_new = is_new or (cell.text != above.text and not cell.completes)
                levels[level] = OpenLevel(cell.text, rows_left, indicators)
            elif (cell is None and above.rows_left > 0) or (not is_new and (cell is None or cell.goes_on)):
                levels[level] = replace(above, rows_left=rows_left)
                if above.text is not None:
                    inherited.append(level)
            else:
                levels[level] = OpenLevel(None, rows_left, indicators)
        has_spans = self.has_spans or any(cell.row_span > 1 for cell in cells.values())
        return OpenLevels(levels, tuple(inherited), has_spans)


@frozen
class OpenName:
    """The cell of a name that is open; it may span rows, even of two projects."""

    cell: FormCell
    rows_left: int

    def below(self) -> OpenName | None:
        """The name at the next row where that has no cell of its own; null below the cell."""
        return OpenName(self.cell, self.rows_left - 1) if self.rows_left > 0 else None


def name_at(above: OpenName | None, own: FormCell | None) -> OpenName | None:
    """The name that is open at a row with the cell `own`, or with none."""
    if own is not None:
        return OpenName(own, own.row_span - 1)
    return above.below() if above is not None else None


def with_level(raw: RawIndicator, level: Level, text: str) -> RawIndicator:
    """The indicator under another first or second level."""
    return replace(raw, level1=text) if level == "level1" else replace(raw, level2=text)


def completed_label(above: OpenLevel, depth: int, text: str) -> str | None:
    """The whole label of a cell whose text stands on a new page; null where it is another one.

    It may be the rest of a label that the page break cut, or the only print of a cell that began above.
    """
    if above.text is not None and known_level(above.text, depth):
        return None
    whole = f"{above.text or ''}{text}"
    return whole if known_level(whole, depth) else None


def with_label_since(
    indicators: Sequence[RawIndicator], since: int | None, level: Level, text: str
) -> list[RawIndicator]:
    """The indicators, those from `since` on under the level whose label was completed below them."""
    first = len(indicators) if since is None else since
    return [*indicators[:first], *(with_level(raw, level, text) for raw in indicators[first:])]


def with_first_level_above(indicators: Sequence[RawIndicator], text: str) -> list[RawIndicator]:
    """The indicators, the last ones without a first level under this one where it is theirs.

    Within a page the first level may be printed beside a later row of its cell; the second levels tell.
    """
    name = known_level(text, 1)
    first = len(indicators)
    while (
        name is not None
        and first
        and indicators[first - 1].level1 is None
        and name in parents_of(indicators[first - 1].level2)
    ):
        first -= 1
    return with_label_since(indicators, first, "level1", text)
