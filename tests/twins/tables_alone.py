"""Single tables as comma separated values: what a spreadsheet exports of one sheet."""

from __future__ import annotations

import csv
import io

from tests.twins.captions import with_captions
from tests.twins.disclosure import Table, placed


def as_csv(table: Table, title: str = "", *, encoding: str = "gb18030", delimiter: str = ",") -> bytes:
    """The bytes; a merged cell has its text in its first, as spreadsheets export it. `title` stands first."""
    inside, _ = with_captions(table)
    rows = [[""] * table.n_cols for _ in inside.rows]
    for r, c, cell in placed(inside):
        rows[r][c] = cell.text
    if title:
        rows.insert(0, [title, *[""] * (table.n_cols - 1)])
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)
