"""A sheet of a workbook as its file keeps it, and how it becomes one that is seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractors.frozen import replaced
from extractors.office.cell_styles import GENERAL
from extractors.office.formulas import Formulas
from extractors.office.kept_cells import KeptCell, shown_cell
from extractors.written.visible_cells import across_selection
from extractors.written.worksheet import Merge, Spans, Worksheet

State = Literal["visible", "hidden", "veryHidden"]


@dataclass(slots=True)
class KeptSheet:
    """A sheet of a workbook. Rows and columns are 0-based."""

    name: str
    state: State = "visible"
    cells: dict[tuple[int, int], KeptCell] = field(default_factory=dict, repr=False)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    """First and last of what is hidden together."""
    hidden_cols: list[tuple[int, int]] = field(default_factory=list)
    widths: list[tuple[int, int, float]] = field(default_factory=list)
    """First and last column, and their width in points."""
    shows_zeros: bool = True
    drawn: list[tuple[str, str]] = field(default_factory=list)
    """What lies over the cells: its kind ("picture", "chart", "text box"), and its name or text."""

    def worksheet(self, is_1904: bool) -> Worksheet:
        """What its cells show."""
        sheet = Worksheet(self.name)
        for position, cell in self.cells.items():
            shown = shown_cell(cell, is_1904=is_1904, shows_zeros=self.shows_zeros)
            if shown.text or shown.boxed or shown.stored is not None:
                sheet.cells[position] = shown
        sheet.hidden_rows, sheet.hidden_cols = Spans(self.hidden_rows), Spans(self.hidden_cols)
        cols = sorted({col for _, col in sheet.cells})
        for first, last, width in self.widths:
            sheet.widths |= {col: width for col in cols if first <= col <= last}
        spread = [position for position, cell in self.cells.items() if cell.style.across]
        sheet.merges = [*self.merges, *across_selection(sheet, spread)]
        return sheet


@dataclass(slots=True)
class Evaluated:
    """What became of formulas that nobody had evaluated."""

    done: int = 0
    """How many were evaluated here."""
    left: list[tuple[KeptSheet, tuple[int, int], str]] = field(default_factory=list)
    """Those that were not: sheet, cell, formula."""


def evaluate(sheets: list[KeptSheet]) -> Evaluated:
    """Gives the cells whose formulas have no results their values; where that cannot be done, they show the
    formula, so that nothing is taken for empty or zero."""
    found = Evaluated()
    formulas = Formulas({sheet.name: sheet.cells for sheet in sheets})
    results: list[tuple[KeptSheet, tuple[int, int], Decimal | None]] = []
    for sheet in sheets:
        for position, cell in sheet.cells.items():
            if cell.formula is not None and not cell.is_counted:
                results.append((sheet, position, formulas.value(sheet.name, *position)))
    for sheet, position, value in results:
        cell = sheet.cells[position]
        formula = cell.formula or ""
        if value is not None:
            found.done += 1
            sheet.cells[position] = KeptCell(value, cell.style, formula)
        elif cell.value:
            sheet.cells[position] = KeptCell(cell.value, cell.style, formula)
        else:
            found.left.append((sheet, position, formula))
            sheet.cells[position] = KeptCell(f"={formula}", replaced(cell.style, code=GENERAL), formula)
    return found
