"""Logical tables: the grids of all pages put together, header found, rows and columns named.

`drafts` stitches and `sheets` lays out, `captions` and `notes` read what stands around, `header_rows` and
`row_axis` name columns and rows, `catalogue` says which statutory table it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Document, Place
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


def logical_tables(doc: Document, sections: Sequence[Section]) -> list[Table]:
    """The tables of a document in reading order.

    Continuation pages are stitched to their table; grids of text exports with moved placeholders pass
    through, one table each. Rows and columns of cells are those of the logical table, 0-based.
    """
    index = SectionIndex(sections)
    laid_out = [_lay_out(draft) for draft in draft_tables(doc)]
    kind = document_kind(doc, ((table.draft.caption.title, table.header_texts) for table in laid_out))
    tables = [_table(doc, table, kind, index) for table in laid_out]
    assumed = [assumed_multiplier(table, tables) for table in tables]
    return [
        table if unit is None else _table(doc, drawn, kind, index, unit)
        for table, drawn, unit in zip(tables, laid_out, assumed, strict=True)
    ]


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
        place=Place(grids[0].page, grids[0].box, grids[0].start, grids[-1].end),
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


def _says_empty(sheet: Sheet, header: Header) -> bool:
    """Whether a row inside the table declares it empty."""
    body = [c.text for c in sheet.cells if c.text and not header.holds(c)]
    return len(body) <= FEW_CELLS and any(read_notes([text]).declares_empty for text in body)
