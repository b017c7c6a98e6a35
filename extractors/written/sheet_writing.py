"""A sheet into a manuscript: its name, its lines of text, its tables, and what is hidden on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.errors import Unreadable
from extractors.written.manuscript import COLUMN_WIDTH, Manuscript, WrittenCell
from extractors.written.sheet_order import Line, in_order
from extractors.written.sheet_regions import Covered, Region, find_regions
from extractors.written.sheet_words import (
    LONGEST_TITLE,
    is_caption,
    is_empty_name,
    is_said_by,
    is_title,
    lists_sheets,
    plain,
    uncounted,
)
from extractors.written.visible_cells import Range, Slot, VisibleCells, visible_cells
from extractors.written.worksheet import MAX_CELLS, Worksheet

TITLE_LINES = 3
"""A title is broken into no more lines to fit its cell."""
Locate = Callable[[Range], str]
"""The locator of a range of a sheet, without its scheme."""


class SheetWriter:
    """Writes sheets one after the other into a manuscript."""

    def __init__(self, manuscript: Manuscript, engine: str) -> None:
        self.manuscript = manuscript
        self.engine = engine
        self.hidden = 0
        """How many rows and columns with something in them were hidden."""
        self._cells = 0

    def write(self, sheet: Worksheet, locate: Locate) -> None:
        """Adds what is seen of a sheet, and rejects for what is hidden on it.

        Raises `Unreadable` where the sheets hold more than `MAX_CELLS` cells together.
        """
        seen = visible_cells(sheet)
        lists = lists_sheets(sheet.name) or any(lists_sheets(s.cell.text) for s in seen.slots[:3])
        regions = [] if lists else find_regions(seen)
        items = in_order(seen, regions)
        self._write_name(sheet, seen, regions, locate)
        for item in items:
            if isinstance(item, Region):
                self._write_table(sheet, seen, item, locate)
            elif lists:
                self._write_line([item], locate)
            else:
                self._write_line(_apart(item), locate)
        for cells in seen.hidden:
            self.hidden += 1
            self.manuscript.reject(f"hidden {cells.axis}", cells.text, locate(cells.place))

    def _write_name(
        self, sheet: Worksheet, seen: VisibleCells, regions: Sequence[Region], locate: Locate
    ) -> None:
        """Adds the name of a sheet where it says what no line on it says."""
        filled = [slot for slot in seen.slots if slot.cell.text.strip()]
        if not filled or is_empty_name(sheet.name):
            return
        within, tops = Covered(regions), {region.row for region in regions}
        said = [s for s in filled if s.row in tops or s not in within]
        name = plain(uncounted(sheet.name.strip()))
        if any(is_said_by(name, plain(slot.cell.text)) for slot in said):
            return
        whole = (seen.rows[0], seen.cols[0], seen.rows[-1], seen.cols[-1])
        self.manuscript.paragraph(sheet.name, locate(whole), centred=True, bold=True)

    def _write_line(self, parts: Sequence[Line], locate: Locate) -> None:
        for part in parts:
            first, last = part[0], part[-1]
            place = (first.place[0], first.place[1], max(s.place[2] for s in part), last.place[3])
            for text in _paragraphs(" ".join(slot.cell.text for slot in part)):
                self.manuscript.paragraph(
                    text,
                    locate(place),
                    size=first.cell.size,
                    centred=first.cell.centred,
                    bold=first.cell.bold,
                )

    def _write_table(self, sheet: Worksheet, seen: VisibleCells, region: Region, locate: Locate) -> None:
        n_rows = region.last_row - region.row + 1
        n_cols = region.last_col - region.col + 1
        self._cells += n_rows * n_cols
        if self._cells > MAX_CELLS:
            raise Unreadable(
                "too_large",
                f"the sheets up to {sheet.name!r} have more than {MAX_CELLS} cells; split the file",
            )
        cells: list[WrittenCell] = []
        for row in range(region.row, region.last_row + 1):
            for col in range(region.col, region.last_col + 1):
                slot = seen.at.get((row, col))
                at = (row - region.row, col - region.col)
                if slot is None:
                    place = (seen.rows[row], seen.cols[col]) * 2
                    cells.append(WrittenCell(*at, "", locate(place)))
                elif (row, col) == (max(slot.row, region.row), max(slot.col, region.col)):
                    cells.append(
                        WrittenCell(
                            *(*at, slot.cell.text, locate(slot.place)),
                            row_span=min(slot.last_row, region.last_row) - row + 1,
                            col_span=min(slot.last_col, region.last_col) - col + 1,
                            stored=slot.cell.stored,
                        )
                    )
        widths = [
            sheet.widths.get(seen.cols[c], COLUMN_WIDTH) for c in range(region.col, region.last_col + 1)
        ]
        self.manuscript.table(cells, n_rows, n_cols, engine=self.engine, widths=widths)


def _apart(line: Line) -> list[Line]:
    """The cells of a line, each by itself; what a label asks for stays with it."""
    parts: list[list[Slot]] = []
    for slot in line:
        asks = parts and len(parts[-1]) == 1 and plain(parts[-1][0].cell.text).endswith(":")
        if asks and not is_caption(plain(slot.cell.text)):
            parts[-1].append(slot)
        else:
            parts.append([slot])
    return [tuple(part) for part in parts]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell's text: its lines, unless it is a title that was broken to fit."""
    lines = [line for line in text.splitlines() if line.strip()]
    whole = "".join(lines)
    fits = len(lines) <= TITLE_LINES and len(whole) <= LONGEST_TITLE and is_title(plain(whole))
    return [whole] if fits else lines
