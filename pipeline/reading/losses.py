"""Amounts that are printed in a document and of which nothing came: said by table, never passed over.

Every glyph of a page is in a cell, in a paragraph or in a reject; what a table holds can still come to
nothing, because its title, its columns or its place were not understood.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document, Paragraph, Place, Reject
from extractors.records import Cell, Fact, Table
from extractors.tables.cell_values import is_code
from extractors.tables.column_measures import code_tables, group_of
from extractors.tables.logical import FEWER_COLUMNS
from patterns import compiled
from patterns.shapes.layout import Layout

STAGE = "tables"
NO_FACT = "a statutory table that gives no fact"
UNKNOWN = "a table of no known kind"
UNTITLED = "a table without title, of no known kind"
NO_FACT_HERE = "a page of a table that gives facts on its other pages only"
LEFT_OUT = "a table that has fewer columns on a later page, and does not add up"
NO_HEAD = "columns without a head"
LOOSE = "lines of several amounts outside of any table"
GRAVE = frozenset({NO_FACT, UNTITLED, NO_FACT_HERE, LEFT_OUT, NO_HEAD, LOOSE})
"""What makes a document one that was read in part; the others are only noted."""
FEW = 4
"""Fewer amounts are an example or a remark."""
AMOUNTS_OF_ROW = 2
"""A line of so many amounts between wide gaps looks like a row of a table."""
LEAST_ROWS = 3
"""Fewer lines of amounts are the labels of a chart."""
BIG = 1000
"""A whole number of at least this size is an amount, whatever else it looks like."""
LOST_TABLES, LOST_AMOUNTS = "tables_of_which_nothing_came", "amounts_of_which_nothing_came"
"""Counts of receipts."""
MOST_LISTED = 8
"""So many losses a document names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Amounts of which nothing came, and why."""

    reason: str
    n_amounts: int
    place: Place
    title: str | None = None

    def __str__(self) -> str:
        where = "" if self.place.page is None else f"page {self.place.page}: "
        name = "" if self.title is None else f" ({self.title})"
        return f"{where}{self.n_amounts} amounts in {self.reason}{name}"

    @property
    def is_grave(self) -> bool:
        """Whether the document was read in part for it."""
        return self.reason in GRAVE

    def is_of(self, table: Table) -> bool:
        """Whether it is a loss of this table."""
        start = self.place.start
        first, last = table.place.start, table.place.end
        return start is not None and first is not None and last is not None and first <= start < last

    def as_reject(self) -> Reject:
        """The loss as a row of `rejects`."""
        return Reject(STAGE, f"{self.n_amounts} amounts in {self.reason}", self.place, self.title or "")


def find_losses(document: Document, tables: Sequence[Table], facts: Iterable[Fact]) -> list[Loss]:
    """What came to nothing in the tables of a disclosure, and in lines that look like tables."""
    cells: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for fact in facts:
        if fact.table is not None and fact.row is not None and fact.col is not None:
            cells[fact.table].add((fact.row, fact.col))
    losses = [loss for n, table in enumerate(tables) for loss in _of_table(table, cells[n])]
    return [*losses, *_loose(document)]


def notes_of(losses: Sequence[Loss]) -> list[str]:
    """What a document says of its losses, the first ones by name."""
    named = [str(loss) for loss in losses[:MOST_LISTED]]
    more = len(losses) - len(named)
    return [*named, f"{more} more tables with amounts of which nothing came"] if more else named


def lost_counts(losses: Sequence[Loss]) -> dict[str, int]:
    """What a receipt counts of losses; nothing where there are none."""
    if not losses:
        return {}
    return {LOST_TABLES: len(losses), LOST_AMOUNTS: sum(loss.n_amounts for loss in losses)}


def _of_table(table: Table, read: set[tuple[int, int]]) -> Iterator[Loss]:
    amounts = [cell for cell in table.cells if is_amount(cell)]
    if not amounts or table.moved_placeholders:
        return
    if table.canonical_table is None:
        if len(amounts) >= FEW:
            reason = UNTITLED if table.title_raw is None else UNKNOWN
            yield Loss(reason, len(amounts), table.place, table.title_raw)
        return
    if group_of(table.canonical_table) is None:
        return
    if not read:
        yield Loss(NO_FACT, len(amounts), table.place, table.title_raw)
        return
    if FEWER_COLUMNS in table.doubtful and table.ties_out is not True:
        yield Loss(LEFT_OUT, len(amounts), table.place, table.title_raw)
    if table.canonical_table in code_tables():
        yield from _of_pages(table, amounts, read)
        bare = [c for c in amounts if not c.column_path and (c.row, c.col) not in read]
        if len(bare) >= FEW:
            yield Loss(NO_HEAD, len(bare), bare[0].place, table.title_raw)


def _of_pages(table: Table, amounts: Sequence[Cell], read: set[tuple[int, int]]) -> Iterator[Loss]:
    printed = Counter(c.place.page for c in amounts)
    pages = {c.place.page for c in table.cells if (c.row, c.col) in read}
    for page, count in printed.items():
        if page not in pages and count >= FEW:
            first = next(c for c in amounts if c.place.page == page)
            yield Loss(NO_FACT_HERE, count, first.place, table.title_raw)


def is_amount(cell: Cell) -> bool:
    """Whether a cell of the body prints an amount other than nought, and no code or number of a row."""
    if cell.is_header or cell.value is None or cell.value_state != "printed":
        return False
    if cell.decimals or "," in cell.text:
        return True
    return abs(cell.value) >= BIG and not is_code(cell.text) and cell.text != cell.row_code


def _loose(document: Document) -> Iterator[Loss]:
    """Lines that look like rows, page by page."""
    if document.char_page is None:
        return
    counts: Counter[int] = Counter()
    rows: Counter[int] = Counter()
    first: dict[int, Paragraph] = {}
    for paragraph in document.paragraphs:
        text = document.text[paragraph.start : paragraph.end]
        if "\t" not in text:
            continue
        amounts = sum(_is_printed_amount(piece) for piece in text.split("\t"))
        page = document.place(paragraph.start, paragraph.end).page
        if amounts >= AMOUNTS_OF_ROW and page is not None:
            counts[page] += amounts
            rows[page] += 1
            first.setdefault(page, paragraph)
    for page, count in counts.items():
        if rows[page] >= LEAST_ROWS:
            yield Loss(LOOSE, count, document.place(first[page].start, first[page].end))


def _is_printed_amount(piece: str) -> bool:
    return compiled(Layout)["amount"].fullmatch(piece.strip()) is not None
