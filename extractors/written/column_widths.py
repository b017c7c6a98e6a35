"""How wide columns are whose widths are not written: as wide as their longest text, within reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from extractors.document import GridCell

EM = 8.0
"""Points of a wide character, as tables are set."""
NARROWEST, WIDEST = 3.0, 18.0
"""Of a column, in wide characters."""
_WIDE = frozenset("WF")


def column_widths(cells: Sequence[GridCell], n_cols: int) -> list[float]:
    """Widths of the columns in points, from the cells that lie in one column alone.

    >>> column_widths([GridCell(0, 0, "一般公共服务支出", 0, 8), GridCell(0, 1, "12.50", 9, 14)], 2)
    [64.0, 24.0]
    """
    widest = [NARROWEST] * n_cols
    for cell in cells:
        if cell.col_span == 1 and cell.col < n_cols:
            width = sum(1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.5 for char in cell.text)
            widest[cell.col] = max(widest[cell.col], min(width, WIDEST))
    return [EM * width for width in widest]
