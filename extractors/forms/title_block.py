"""What stands above a form: its title, year, unit of money and department (docs/domain.md §4.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document, Paragraph
from extractors.forms.amounts import unit_of
from extractors.forms.row_stream import FormRow
from extractors.records import Table
from extractors.tables.cell_values import squeeze
from patterns import compiled
from patterns.shapes.forms import Forms

LINES_ABOVE = 6
"""How many paragraphs above a table may hold its title, year and unit."""
MAX_TITLE = 60
"""Longer lines are prose."""


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What the lines above a form say of it; null for what none says."""

    title: str | None = None
    year: int | None = None
    unit: Decimal | None = None
    """Yuan per unit of the form's amounts."""
    department: str | None = None


def title_block(lines: Iterable[str]) -> TitleBlock:
    """What lines above a form say, the nearest first: the first that says a thing counts.

    >>> title_block(["单位：万元", "项目支出绩效自评表（2023年度）"])
    TitleBlock(title='项目支出绩效自评表（2023年度）', year=2023, unit=Decimal('10000'), department=None)
    """
    block = TitleBlock()
    for line in lines:
        text = squeeze(line)
        is_short = len(text) <= MAX_TITLE
        department = compiled(Forms)["department_line"].search(line)
        block = TitleBlock(
            title=line if block.title is None and is_title(text) else block.title,
            year=year_of(text) if block.year is None and is_short else block.year,
            unit=unit_of(text) if block.unit is None else block.unit,
            department=department["name"] if department and block.department is None else block.department,
        )
    return block


def is_title(text: str) -> bool:
    """True for the title of a form.

    >>> is_title("项目支出绩效自评表"), is_title("项目支出决算表")
    (True, False)
    """
    return len(text) <= MAX_TITLE and compiled(Forms)["form_title"].search(squeeze(text)) is not None


def is_title_row(row: FormRow) -> bool:
    """True for a row that is one text, the title of a form."""
    filled = row.filled
    return len(filled) == 1 and is_title(filled[0].text)


def year_of(text: str) -> int | None:
    """The year that a title or a line of the form prints.

    >>> year_of("（2023年度）"), year_of("表14")
    (2023, None)
    """
    match = compiled(Forms)["year"].search(text)
    return int(match["year"]) if match else None


class LinesAbove:
    """The paragraphs above the tables of a document."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._ends = [block.end for block in doc.blocks]

    def of(self, table: Table) -> list[str]:
        """The title of the table and the paragraphs between it and the table before, the nearest first."""
        return [*([table.title_raw] if table.title_raw else []), *self._paragraphs(table.place.start)]

    def title(self, table: Table) -> str | None:
        """The title of a form that stands above the table, in comparable form."""
        return next((squeeze(line) for line in self.of(table) if is_title(line)), None)

    def _paragraphs(self, start: int | None) -> list[str]:
        if start is None:
            return []
        paragraphs: list[str] = []
        before = self._doc.blocks[: bisect_left(self._ends, start) + 1]
        for block in reversed(before):
            if len(paragraphs) == LINES_ABOVE:
                break
            if block.start >= start:
                continue
            if not isinstance(block, Paragraph):
                break
            paragraphs.append(self._doc.text[block.start : block.end].strip())
        return paragraphs


def lines_of(rows: Sequence[FormRow]) -> list[str]:
    """The texts of rows that stand above a form in its own table, the nearest row first."""
    return [cell.text for row in reversed(rows) for cell in row.filled]
