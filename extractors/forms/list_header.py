"""The header of a list of projects, and the cells of a row below it (docs/domain.md §4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.forms import labels
from extractors.forms.form_columns import Columns, joined_text, under
from extractors.forms.indicator_header import indicator_columns
from extractors.forms.level_inheritance import LEVELS, depth_of
from extractors.forms.levels import known_level
from extractors.forms.row_stream import FormCell, FormRow
from extractors.frozen import frozen
from patterns import load
from patterns.shapes.forms import Forms

NAME = "name"
GOAL = "goal"
RUNNING = "running"
"""All indicators of a project as running text."""
UNIT = "project_unit"
LEADER = "project_leader"
PHONE = "project_phone"
PERSON_COLUMNS = {"leader": LEADER, "leader_and_phone": LEADER, "phone": PHONE, "skipped": PHONE}
FIRST_FUNDS = ("total", "current_year_fiscal")
"""The amounts that every project of a list has."""

MIN_COLUMNS = 3
"""Of a list without columns of indicators: name, goal and an amount."""


@frozen
class ListRow:
    """A row of a list, its cells by the columns of the header."""

    cells: Mapping[str, Sequence[FormCell]]
    amounts: tuple[tuple[str, FormCell], ...]
    """The first cell of every fund type, in the order of the columns."""
    starts_page: bool
    """True for the first row of a page and the one below a header."""
    tops: bool
    """True for the first row of a page alone."""

    def of(self, column: str) -> Sequence[FormCell]:
        """The cells of a column, left to right."""
        return self.cells.get(column, ())

    def text(self, column: str) -> str:
        """What stands in a column; empty where nothing does."""
        return joined_text(self.of(column))

    @property
    def name(self) -> FormCell | None:
        """The first cell in the column of names."""
        return next(iter(self.of(NAME)), None)

    @property
    def unit(self) -> FormCell | None:
        """The cell that prints the unit of the projects; null where none does."""
        return next((c for c in self.of(UNIT) if c.text), None)

    @property
    def first_amounts(self) -> list[FormCell]:
        """The cells of the amounts that every project has."""
        return [cell for fund_type, cell in self.amounts if fund_type in FIRST_FUNDS]


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The columns of a list: name, goal, fund types, and indicator fields or `running`."""

    columns: Columns
    name: FormCell
    is_running: bool
    second_row: Columns = ()
    """Fund types of a second header row, below 其中."""

    @property
    def all_columns(self) -> Columns:
        """The columns of both header rows."""
        return (*self.columns, *self.second_row)

    def with_second_row(self, row: FormRow) -> ListHeader | None:
        """The header with the fund types of a second row; null where the row is no such header."""
        types = labels.roles(labels.FUND_TYPE, row.cells)
        if not types or len(types) < len(row.filled) - 1:
            return None
        known = {field for field, _ in self.all_columns}
        more = tuple((field, cell) for field, cell in types if field not in known)
        return replace(self, second_row=(*self.second_row, *more))

    def renewed_by(self, header: ListHeader) -> ListHeader:
        """This header, or its print on a new page; one with fewer columns does not replace it."""
        return header if len(header.columns) >= len(self.columns) else self

    def cells(self, row: FormRow) -> dict[str, list[FormCell]]:
        """The cells of a row by their column, blank ones too."""
        return {field: under(head, row.cells) for field, head in self.all_columns if field is not None}

    def row(self, row: FormRow, starts_page: bool) -> ListRow:
        """A row below the header."""
        cells = self.cells(row)
        amounts = tuple(
            (field, cells[field][0])
            for field, head in self.all_columns
            if field is not None
            and field not in (NAME, GOAL, RUNNING, UNIT)
            and labels.meaning(labels.FUND_TYPE, head.text) is not None
            and cells[field]
        )
        return ListRow(cells, amounts, starts_page, row.tops)

    def accepts(self, row: FormRow) -> bool:
        """True where a row of a following table can be the next row of the list."""
        if repeats_header(row):
            return True
        cells = self.cells(row)
        if self.is_running:
            return bool(cells[NAME] and (cells.get(GOAL) or cells.get(RUNNING)))
        return any(
            known_level(below[0].text, depth_of(level)) is not None
            for level in LEVELS
            if (below := cells.get(level)) and below[0].text
        )


def list_header(row: FormRow) -> ListHeader | None:
    """The header of a list of projects; null where the row is none."""
    name: FormCell | None = None
    goal: FormCell | None = None
    for cell in row.cells:
        if not cell.text:
            continue
        if name is None and _heads_names(cell.text):
            name = cell
        elif goal is None and labels.meaning(labels.GOAL, cell.text) == "annual":
            goal = cell
    if row.ordered or name is None:
        return None
    indicators = indicator_columns(row)
    columns: list[tuple[str | None, FormCell]] = [(NAME, name)]
    if goal is not None:
        columns.append((GOAL, goal))
    words = load(Forms).project_list
    unit = next((c for c in row.cells if labels.is_one_of(words.unit, c.text)), None)
    columns += [
        (fund_type, cell)
        for fund_type, cell in labels.roles(labels.FUND_TYPE, row.cells)
        if cell is not name and cell is not goal
    ]
    levelled = any(field == "level1" for field, _ in indicators)
    if levelled:
        columns += [(field, cell) for field, cell in indicators if field is not None]
    else:
        if goal is None or len(columns) < MIN_COLUMNS:
            return None
        columns += [(RUNNING, c) for c in row.cells if labels.meaning(labels.INDICATOR, c.text) == "combined"]
    if unit is not None and unit is not name:
        columns.append((UNIT, unit))
    persons = [(PERSON_COLUMNS.get(labels.meaning(labels.HEAD, c.text) or ""), c) for c in row.cells]
    columns += [(column, cell) for column, cell in persons if column is not None]
    return ListHeader(tuple(columns), name, not levelled)


def repeats_header(row: FormRow) -> bool:
    """True for the header of a list printed again, also where other text was printed over its first cells."""
    return len(indicator_columns(row)) >= 3


@lru_cache(maxsize=1 << 12)
def _heads_names(text: str) -> bool:
    words = load(Forms).project_list
    return (
        labels.meaning(labels.START, text) == "name"
        or labels.is_one_of(words.name, text)
        or labels.is_exactly(words.name_or_unit, text)
    )
