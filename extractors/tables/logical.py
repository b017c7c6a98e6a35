"""Logical tables: the grids of all pages put together, header found, rows and columns named.

`logical_tables` is the whole of it; `sheets` stitches, `captions` reads what stands around, `headers` and
`row_axis` name columns and rows, `catalogue` says which statutory table it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from extractors.document import Document, Grid, Paragraph, Place
from extractors.outline.section_index import SectionIndex
from extractors.records import Cell, Section, Table
from extractors.tables.captions import Caption, multiplier, read_caption, read_notes, unit_in_header
from extractors.tables.catalogue import bare_title, kind_of, recognise
from extractors.tables.cell_values import read_cell, squeeze
from extractors.tables.headers import Header, find_header, is_kind, looks_like_header, same_header
from extractors.tables.row_axis import RowAxis, read_rows
from extractors.tables.sheets import Sheet, SheetCell, continues, lay_out, places, shared_edges
from patterns import compiled

FEW_LINES = 6
"""More body paragraphs than this between two grids and they are not one table."""
COVER_LINES = 12
"""So many paragraphs at the start of a document may be its cover."""
SPILL = 4
"""So many characters between two grids may be the wrapped end of a label that ran over the last rule."""


@dataclass(slots=True)
class _Draft:
    """Grids that are one table, with what stands above the first and below the last."""

    grids: list[Grid]
    caption: Caption
    below: list[str] = field(default_factory=list)
    edges: list[float] = field(default_factory=list)
    first_texts: list[str] = field(default_factory=list)
    """Texts of the first row below the caption: the header, where there is one."""


def logical_tables(doc: Document, sections: Sequence[Section]) -> list[Table]:
    """The tables of a document in reading order.

    Continuation pages are stitched to their table; grids of text exports with moved placeholders pass
    through, one table each. Rows and columns of cells are those of the logical table, 0-based.
    """
    index = SectionIndex(sections)
    drafts = _drafts(doc)
    sheets = [lay_out(d.grids) for d in drafts]
    headers = [_header(s, d) for s, d in zip(sheets, drafts, strict=True)]
    kind = _document_kind(drafts, sheets, headers) or _kind_said_first(doc)
    return [
        _table(doc, draft, sheet, header, kind, index)
        for draft, sheet, header in zip(drafts, sheets, headers, strict=True)
    ]


def _drafts(doc: Document) -> list[_Draft]:
    drafts: list[_Draft] = []
    between: list[str] = []
    for block in doc.blocks:
        if isinstance(block, Paragraph):
            text = doc.text[block.start : block.end]
            if block.role == "body" and compiled("layout")["page_number"].fullmatch(text.strip()) is None:
                between.append(text)
            continue
        caption = read_caption(between, block)
        texts = _first_texts(block, caption.rows)
        last = drafts[-1] if drafts else None
        if last is not None and _goes_on(last, block, caption, texts, between):
            last.grids.append(block)
            last.edges = shared_edges(last.grids)
        else:
            if last is not None:
                last.below = between
            drafts.append(_Draft([block], caption, [], shared_edges([block]), texts))
        between = []
    if drafts:
        drafts[-1].below = between
    return drafts


def _first_texts(grid: Grid, skip: int) -> list[str]:
    for number in range(skip, grid.n_rows):
        texts = [c.text for c in grid.row(number) if c.text]
        if texts:
            return texts
    return []


def _goes_on(last: _Draft, grid: Grid, caption: Caption, texts: list[str], between: list[str]) -> bool:
    """Whether a grid continues the table above it on the page before."""
    before = last.grids[-1]
    if before.page is None or grid.page is None or not 0 <= grid.page - before.page <= 1:
        return False
    if grid.moved_placeholders or before.moved_placeholders:
        return False
    same_columns = continues(last.edges, grid)
    repeated = same_header(last.first_texts, texts)
    redrawn = (
        repeated
        and len(texts) > 1
        and (same_columns or grid.n_cols == before.n_cols)
        and not any(map(_is_number, texts))
    )
    if not caption.says_nothing or caption.rows:
        # The whole caption printed again on the next page.
        again = caption.title is not None and last.caption.title is not None
        return (
            again
            and len(between) <= FEW_LINES
            and redrawn
            and bare_title(caption.title or "") == bare_title(last.caption.title or "")
        )
    if len("".join(between)) > SPILL or grid.page == before.page:
        return False
    return redrawn or (same_columns and not looks_like_header(texts))


def _is_number(text: str) -> bool:
    return read_cell(text).value is not None


def _header(sheet: Sheet, draft: _Draft) -> Header:
    if draft.grids[0].moved_placeholders:
        return Header(frozenset(), ())
    return find_header(sheet, draft.caption.rows, sheet.first_rows[1:])


def _header_texts(sheet: Sheet, header: Header) -> list[str]:
    return [text for row in header.naming for text in sheet.texts(row)]


def _document_kind(
    drafts: Sequence[_Draft], sheets: Sequence[Sheet], headers: Sequence[Header]
) -> str | None:
    """What most tables of the document say that they are: fa or bd. Titles count before headers, for those
    of both kinds can speak of both."""
    titles: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for draft, sheet, header in zip(drafts, sheets, headers, strict=True):
        if draft.caption.title is None:
            continue
        named = kind_of(bare_title(draft.caption.title)[0])
        headed = kind_of("", map(squeeze, _header_texts(sheet, header)))
        titles.update([named] if named else [])
        columns.update([headed] if headed else [])
    kinds = titles or columns
    return max(sorted(kinds), key=lambda k: kinds[k]) if kinds else None


def _kind_said_first(doc: Document) -> str | None:
    """What the first lines that name a budget or a final account say, where no table does."""
    for paragraph in islice(doc.paragraphs, COVER_LINES):
        kind = kind_of(squeeze(doc.text[paragraph.start : paragraph.end]))
        if kind is not None:
            return kind
    return None


def _table(
    doc: Document,
    draft: _Draft,
    sheet: Sheet,
    header: Header,
    document_kind: str | None,
    index: SectionIndex,
) -> Table:
    first, last = draft.grids[0], draft.grids[-1]
    as_it_is = bool(first.moved_placeholders)
    texts = _header_texts(sheet, header)
    unit = draft.caption.unit or next((u for t in texts if (u := unit_in_header(t))), None)
    axis = None if as_it_is else read_rows(sheet, header)
    codes = list(axis.codes.values()) if axis is not None else []
    note, declared_empty = read_notes(draft.below)
    title = draft.caption.title
    place = Place(first.page, first.box, first.start, last.end)
    return Table(
        place=place,
        section=index.at(first.start),
        canonical_table=recognise(title, texts, codes, document_kind),
        title_raw=title,
        unit_raw=unit,
        unit_multiplier=multiplier(unit),
        n_rows=sheet.n_rows,
        n_cols=sheet.n_cols,
        pages=tuple(sorted({g.page for g in draft.grids if g.page is not None})),
        engine="+".join(dict.fromkeys(g.engine for g in draft.grids)),
        cells=tuple(_cells(doc, sheet, header, axis, multiplier(unit))),
        is_declared_empty=declared_empty or _says_empty(sheet, header),
        note_raw=note,
        doubtful=tuple(dict.fromkeys(reason for g in draft.grids for reason in g.doubtful)),
        doubtful_pages=tuple(
            sorted({g.page for g in draft.grids if g.doubtful and g.ruled and g.page is not None})
        ),
        moved_placeholders=first.moved_placeholders,
        header_rows=header.n_rows,
    )


def _says_empty(sheet: Sheet, header: Header) -> bool:
    """Whether a row inside the table declares it empty."""
    body = [c.text for c in sheet.cells if c.text and not header.holds(c)]
    return 0 < len(body) <= 2 and any(read_notes([text])[1] for text in body)


def _cells(
    doc: Document, sheet: Sheet, header: Header, axis: RowAxis | None, table_multiplier: Decimal | None
) -> list[Cell]:
    found = places(doc, sheet.cells)
    return [
        _cell(sheet, header, axis, table_multiplier, cell, place)
        for cell, place in zip(sheet.cells, found, strict=True)
    ]


def _cell(
    sheet: Sheet,
    header: Header,
    axis: RowAxis | None,
    table_multiplier: Decimal | None,
    cell: SheetCell,
    place: Place,
) -> Cell:
    read = read_cell(cell.text)
    is_header = header.holds(cell)
    value, yuan, state = read.value, None, read.state
    path: tuple[str, ...] = ()
    label = code = None
    if axis is not None:
        kind = axis.kinds[cell.col]
        is_header = is_header or kind == "ordinal"
        if is_header or kind in ("code", "label"):
            value = None
            state = "printed" if state == "printed_zero" else state
        if not is_header:
            row = (cell.row, axis.panel_of[cell.col])
            path, label, code = (
                header.path(sheet, cell.col, cell.col_span),
                axis.labels.get(row),
                axis.codes.get(row),
            )
        if value is not None and not read.is_percent and not (label and is_kind("row.not_money", label)):
            yuan = _yuan(value, path, table_multiplier)
    return Cell(
        place=place,
        row=cell.row,
        col=cell.col,
        row_span=cell.row_span,
        col_span=cell.col_span,
        text=cell.text,
        is_header=is_header,
        row_label=label,
        row_code=code,
        column_path=path,
        value=value,
        value_yuan=yuan,
        value_state=state,
        decimals=None if value is None else read.decimals,
    )


def _yuan(value: Decimal, path: tuple[str, ...], table_multiplier: Decimal | None) -> Decimal | None:
    """Yuan of an amount; null for what is not money and where no unit is known."""
    if not path:
        return None if table_multiplier is None else value * table_multiplier
    if is_kind("header.percent", path[-1]) or is_kind("header.not_money", path[-1]):
        return None
    unit = multiplier(unit_in_header(path[-1])) or table_multiplier
    return None if unit is None else value * unit
