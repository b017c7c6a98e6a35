"""Title, number, body and unit as rows of the table itself, as spreadsheets have them and paste them."""

from __future__ import annotations

from dataclasses import replace

from tests.twins.disclosure import Cell, Table


def caption_rows(table: Table) -> list[tuple[Cell, ...]]:
    """The rows above the head; none where nothing stands above the table."""
    if not table.captions:
        return []
    n = table.n_cols
    rows: list[tuple[Cell, ...]] = [(Cell(table.title, cols=n, align="centre"),)]
    if table.number:
        rows.append((Cell(table.number, cols=n, align="right"),))
    if table.left_caption or table.right_caption:
        left = max(1, n // 2)
        rows.append(
            (Cell(table.left_caption, cols=left), Cell(table.right_caption, cols=n - left, align="right"))
        )
    return rows


def with_captions(table: Table) -> tuple[Table, int]:
    """The table with its captions as rows and its note as the last, and how many rows its captions are."""
    above = caption_rows(table)
    note: list[tuple[Cell, ...]] = [(Cell(table.note, cols=table.n_cols),)] if table.note else []
    rows = (*above, *table.rows, *note)
    return replace(table, rows=rows, head_rows=table.head_rows + len(above), captions=False), len(above)
