"""Forms as tables, from drawings in text."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Document, Grid, GridCell, Paragraph, Place
from extractors.forms.projects import find_projects
from extractors.records import Cell, Identity, Project, Table

IDENTITY = Identity(None, "final_account", 2023, None, "unknown", None)
Spans = tuple[int, int, int, int]


def find(*tables: Table, above: str = "") -> list[Project]:
    """Forms of tables that stand below one line of text."""
    blocks = (Paragraph(0, len(above)),) if above else ()
    doc = Document(above, blocks, "text/plain")
    below = [replace(t, place=replace(t.place, start=len(above) + 1)) for t in tables]
    return find_projects(doc, below, IDENTITY)


def table(cells: list[Cell], moved: tuple[int, ...] = ()) -> Table:
    n_rows = max(c.row for c in cells) + 1
    n_cols = max(c.col + c.col_span for c in cells)
    pages = tuple(sorted({c.place.page for c in cells if c.place.page}))
    return Table(
        place=Place(pages[0] if pages else None, None, 0, 1),
        section=None,
        canonical_table=None,
        title_raw=None,
        unit_raw=None,
        unit_multiplier=None,
        n_rows=n_rows,
        n_cols=n_cols,
        pages=pages,
        engine="test",
        cells=tuple(cells),
        moved_placeholders=moved,
    )


def cell(row: int, col: int, text: str, cols: int = 1, rows: int = 1, page: int | None = 1) -> Cell:
    return Cell(
        Place(page, None, None, None),
        row,
        col,
        rows,
        cols,
        text,
        False,
        None,
        None,
        (),
        None,
        None,
        "printed",
    )


def pipes(text: str, width: int) -> Table:
    """A text form: a line is a row, its cells stand between bars; all placeholders are at the row end."""
    rows = [line.strip().split("|") for line in text.strip().splitlines()]
    cells = [cell(r, c, t.strip(), page=None) for r, row in enumerate(rows) for c, t in enumerate(row)]
    return table(cells, moved=tuple(width - len(row) for row in rows))


def ruled(text: str, page: int = 1) -> Table:
    """A ruled form: `<` goes on the cell to the left, `^` the cell above."""
    rows = [[t.strip() for t in line.split("|")] for line in text.strip().splitlines()]
    cells: list[Cell] = []
    for r, row in enumerate(rows):
        for c, text_ in enumerate(row):
            if text_ in ("<", "^"):
                continue
            cols = rows_ = 1
            while c + cols < len(row) and row[c + cols] == "<":
                cols += 1
            while r + rows_ < len(rows) and rows[r + rows_][c] == "^":
                rows_ += 1
            cells.append(cell(r, c, text_, cols, rows_, page))
    return table(cells)


def on_page(source: Table, page: int) -> Table:
    cells = tuple(replace(c, place=replace(c.place, page=page)) for c in source.cells)
    return replace(source, cells=cells, pages=(page,), place=Place(page, None, 0, 1))


ROW_HEIGHT, COLUMN_WIDTH = 20.0, 50.0


def drawn(*pages: str) -> tuple[Document, list[Table]]:
    """Pages with drawn grids, in the notation of `ruled`; `text@30` is printed 30 points below the top.

    Without a height, text stands in the middle of its cell. Above a cell that begins with `/` in the first
    row no rule is drawn.
    """
    text, grids, tables = "", [], []
    for number, source in enumerate(pages, start=1):
        start, drawn_cells, cells = len(text), [], []
        plain = ruled(source, number)
        for c in plain.cells:
            word, _, height = c.text.removeprefix("/").partition("@")
            middle = float(height) if height else (c.row + c.row_span / 2) * ROW_HEIGHT
            left = c.col * COLUMN_WIDTH
            place = Place(number, (left, middle - 4, left + 9, middle + 4), len(text), len(text) + len(word))
            drawn_cells.append(
                GridCell(c.row, c.col, word, len(text), len(text) + len(word), c.row_span, c.col_span)
            )
            cells.append(replace(c, text=word, place=place))
            text += word + "\t"
        edges_x = tuple(COLUMN_WIDTH * k for k in range(plain.n_cols + 1))
        edges_y = tuple(ROW_HEIGHT * k for k in range(plain.n_rows + 1))
        grids.append(
            Grid(
                start, len(text), plain.n_rows, plain.n_cols, tuple(drawn_cells), number,
                x_edges=edges_x, y_edges=edges_y,
                open_above=tuple(c.col for c in plain.cells if c.row == 0 and c.text.startswith("/")),
            )
        )  # fmt: skip
        tables.append(replace(plain, cells=tuple(cells), place=Place(number, None, start, len(text))))
    return Document(text, tuple(grids), "application/pdf"), tables


def find_drawn(*pages: str) -> list[Project]:
    """Forms of pages with drawn grids."""
    doc, tables = drawn(*pages)
    return find_projects(doc, tables, IDENTITY)
