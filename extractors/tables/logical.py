"""Logical tables: the grids of all pages put together, header found, rows and columns named.

`drafts` stitches and `sheets` lays out, `captions` and `notes` read what stands around, `header_rows` and
`row_axis` name columns and rows, `catalogue` says which statutory table it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document, Grid, Place
from extractors.outline.section_index import SectionIndex
from extractors.records import Section, Table
from extractors.tables.assumed_units import assumed_multiplier
from extractors.tables.catalogue import recognise
from extractors.tables.document_kind import document_kind
from extractors.tables.drafts import Draft, draft_tables
from extractors.tables.header_rows import find_header
from extractors.tables.headers import Header
from extractors.tables.money_units import multiplier, unit_in_header
from extractors.tables.notes import read_notes
from extractors.tables.row_axis import read_rows
from extractors.tables.sheets import Sheet, lay_out
from extractors.tables.table_cells import NamedSheet, table_cells
from patterns.shapes.tables import TableKind

FEWER_COLUMNS = "fewer columns on a later page"
"""A reason for doubt: which columns are left out is told by their places alone."""
FEW_CELLS = 2
"""A table with more filled cells below its header is not declared empty by one of them."""


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A table whose header is found."""

    draft: Draft
    sheet: Sheet
    header: Header

    @property
    def is_export(self) -> bool:
        """Whether it is of a text export with moved placeholders."""
        return bool(self.draft.grids[0].moved_placeholders)

    @property
    def header_texts(self) -> list[str]:
        """The texts that name columns, by row."""
        return [text for row in self.header.naming for text in self.sheet.texts(row)]


def logical_tables(
    doc: Document, sections: Sequence[Section], known: KnownTables | None = None
) -> list[Table]:
    """The tables of a document in reading order.

    Continuation pages are stitched to their table; grids of text exports with moved placeholders pass
    through, one table each. Rows and columns of cells are those of the logical table, 0-based. Tables that
    are `known` are not made again.
    """
    index = SectionIndex(sections)
    drafts = draft_tables(doc)
    if known is None:
        laid_out = [_lay_out(draft) for draft in drafts]
    else:
        laid_out = [known.lay_out(draft) for draft in drafts]
    kind = document_kind(doc, ((table.draft.caption.title, table.header_texts) for table in laid_out))

    def table(n: int, assumed: Decimal | None = None) -> Table:
        if known is None:
            return _table(doc, laid_out[n], kind, index, assumed)
        rest = (kind, assumed)
        return known.table(drafts[n], laid_out[n], rest, lambda new: _table(doc, new, kind, index, assumed))

    tables = [table(n) for n in range(len(drafts))]
    units = [assumed_multiplier(one, tables) for one in tables]
    return [
        one if unit is None else table(n, unit)
        for n, (one, unit) in enumerate(zip(tables, units, strict=True))
    ]


class KnownTables:
    """Tables of several readings of one document, in which every page has one reading by each engine.

    What a further reading leaves as it was is not made again: its pages and boxes are the same, but sections
    and positions in the text are those of the reading that it was made of.
    """

    def __init__(self) -> None:
        self._laid_out: dict[object, _LaidOut] = {}
        self._tables: dict[object, Table] = {}

    def lay_out(self, draft: Draft) -> _LaidOut:
        """A draft whose header is found."""
        key = _content_of(draft)
        if key not in self._laid_out:
            self._laid_out[key] = _lay_out(draft)
        return self._laid_out[key]

    def table(
        self, draft: Draft, laid_out: _LaidOut, rest: object, make: Callable[[_LaidOut], Table]
    ) -> Table:
        """The table of a draft that `lay_out` gave `laid_out` for; `rest` is what else decides what `make`
        makes of it."""
        key = (id(laid_out), rest)
        if key not in self._tables:
            self._tables[key] = make(laid_out if laid_out.draft is draft else _lay_out(draft))
        return self._tables[key]


def _content_of(draft: Draft) -> object:
    """Everything that a table is made of but where in the text it stands."""
    grids = tuple(
        (
            (grid.page, grid.engine, grid.ruled, grid.turn, grid.n_rows, grid.n_cols, grid.box),
            (grid.x_edges, grid.y_edges, grid.open_above, grid.doubtful, grid.moved_placeholders),
            tuple(
                (c.row, c.col, c.text, c.start - grid.start, c.end - c.start, c.row_span, c.col_span)
                for c in grid.cells
            ),
        )
        for grid in draft.grids
    )
    return (grids, draft.caption, draft.below, draft.slots, draft.is_narrowed)


def _lay_out(draft: Draft) -> _LaidOut:
    sheet = lay_out(draft.grids, draft.slots)
    if draft.grids[0].moved_placeholders:
        return _LaidOut(draft, sheet, Header(frozenset(), ()))
    return _LaidOut(draft, sheet, find_header(sheet, draft.caption.rows, sheet.first_rows[1:]))


def _table(
    doc: Document,
    laid_out: _LaidOut,
    kind: TableKind | None,
    index: SectionIndex,
    assumed: Decimal | None = None,
) -> Table:
    """One table; `assumed` is its yuan per printed unit where it prints no unit."""
    draft, sheet, header = laid_out.draft, laid_out.sheet, laid_out.header
    grids, title = draft.grids, draft.caption.title
    texts = laid_out.header_texts
    unit = draft.caption.unit or next((u for t in texts if (u := unit_in_header(t))), None)
    yuan = multiplier(unit) or assumed
    axis = None if laid_out.is_export else read_rows(sheet, header)
    codes = list(axis.codes.values()) if axis is not None else []
    notes = read_notes(draft.below)
    return Table(
        place=_place(doc, grids),
        section=index.at(grids[0].start),
        canonical_table=recognise(title, texts, codes, kind),
        title_raw=title,
        unit_raw=unit,
        unit_multiplier=yuan,
        n_rows=sheet.n_rows,
        n_cols=sheet.n_cols,
        pages=tuple(sorted({g.page for g in grids if g.page is not None})),
        engine="+".join(dict.fromkeys(g.engine for g in grids)),
        cells=tuple(table_cells(doc, NamedSheet(sheet, header, axis, yuan))),
        is_declared_empty=notes.declares_empty or _says_empty(sheet, header),
        note_raw=notes.text,
        doubtful=tuple(
            dict.fromkeys(
                [*(reason for g in grids for reason in g.doubtful), *[FEWER_COLUMNS] * draft.is_narrowed]
            )
        ),
        doubtful_pages=tuple(
            sorted({g.page for g in grids if g.doubtful and g.ruled and g.page is not None})
        ),
        moved_placeholders=grids[0].moved_placeholders,
        header_rows=header.n_rows,
    )


def _place(doc: Document, grids: Sequence[Grid]) -> Place:
    """Where a table stands: its first grid, and the text of all."""
    start, end = grids[0].start, grids[-1].end
    locator = None if doc.locators is None else doc.locators.of(start, end)
    return Place(grids[0].page, grids[0].box, start, end, locator)


def _says_empty(sheet: Sheet, header: Header) -> bool:
    """Whether a row inside the table declares it empty."""
    body = [c.text for c in sheet.cells if c.text and not header.holds(c)]
    return len(body) <= FEW_CELLS and any(read_notes([text]).declares_empty for text in body)
