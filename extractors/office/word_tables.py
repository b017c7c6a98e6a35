"""Tables of WordprocessingML: rows, cells, and the columns that they lie in (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lxml import etree

from extractors.errors import Unreadable
from extractors.office.word_blocks import WordBlock, WordCell, WordTable
from extractors.office.word_columns import column_edges, nearest
from extractors.office.word_names import (
    GRID_COL,
    SDT,
    SDT_CONTENT,
    TBL_GRID,
    TC,
    TCPR,
    TEXT,
    TR,
    TRPR,
    W,
    is_on,
    number,
    points,
    value,
)
from extractors.written.manuscript import COLUMN_WIDTH

MOST_COLUMNS = 1024
"""Word itself makes tables of at most 63 columns."""
LEAST_WIDTH = 0.5
"""Points of a column that is written to have none."""
_WIDTH, _TYPE = f"{W}w", f"{W}type"
_WRAPPERS = frozenset({f"{W}{name}" for name in ("customXml", "ins", "moveTo", "smartTag")})
Blocks = Callable[[etree._Element, str], list[WordBlock]]
"""The blocks of a cell, by its element and locator."""
Reject = Callable[[str, str, str], None]
"""Keeps what is not shown: why, what it says, where."""


@dataclass(slots=True)
class _Row:
    """A row before its columns are known."""

    before: int
    """Columns that are left out at its beginning."""
    after: int
    before_width: float | None
    cells: list[tuple[WordCell, int, float | None]]
    """Each with the number of its columns, and its width in points."""

    @property
    def n_cols(self) -> int:
        """How many columns it says that it goes over."""
        return self.before + sum(span for _, span, _ in self.cells) + self.after


def read_table(table: etree._Element, locator: str, blocks: Blocks, reject: Reject) -> WordTable:
    """The table with all that its cells hold.

    Columns are those of its grid; where rows do not fit into this, they follow from the widths of cells.
    Raises `Unreadable` ("too_large") for more columns than `MOST_COLUMNS`.
    """
    rows = [
        _row(row, f"{locator}/r[{n}]", blocks, reject)
        for n, row in enumerate(parts(table, TR), start=1)
        if not _is_away(row, f"{locator}/r[{n}]", reject)
    ]
    grid = [points(col.get(_WIDTH)) for col in table.iterfind(f"{TBL_GRID}/{GRID_COL}")]
    widths = [COLUMN_WIDTH if width is None or width <= 0 else max(width, LEAST_WIDTH) for width in grid]
    n_cols = max((row.n_cols for row in rows), default=0)
    if max(n_cols, len(widths)) > MOST_COLUMNS:
        raise Unreadable("too_large", f"a table of {n_cols} columns at {locator}; at most {MOST_COLUMNS}")
    if any(row.n_cols != len(widths) for row in rows):
        edges = _edges_by_width(rows)
        if edges is not None:
            return WordTable(_placed_by_width(rows, edges), _steps(edges), locator)
        widths += [COLUMN_WIDTH] * (n_cols - len(widths))
    return WordTable([_placed(row) for row in rows], widths, locator)


def parts(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == SDT:
            for content in child.iterchildren(SDT_CONTENT):
                yield from parts(content, tag)
        elif child.tag in _WRAPPERS:
            yield from parts(child, tag)


def _is_away(row: etree._Element, locator: str, reject: Reject) -> bool:
    """Whether a row is deleted or hidden; what it says is kept as a reject."""
    properties = row.find(TRPR)
    if properties is None:
        return False
    if properties.find(f"{W}del") is not None:
        reason = "deleted row"
    elif is_on(properties, "hidden"):
        reason = "hidden row"
    else:
        return False
    _keep(reason, parts(row, TC), locator, reject)
    return True


def _keep(reason: str, cells: Iterable[etree._Element], locator: str, reject: Reject) -> None:
    said = "\t".join("".join(t.text or "" for t in cell.iter(TEXT, f"{W}delText")) for cell in cells)
    if said.strip():
        reject(reason, said, locator)


def _row(row: etree._Element, locator: str, blocks: Blocks, reject: Reject) -> _Row:
    properties = row.find(TRPR)
    cells: list[tuple[WordCell, int, float | None]] = []
    for n, cell in enumerate(parts(row, TC), start=1):
        own = cell.find(TCPR)
        if own is not None and own.find(f"{W}cellDel") is not None:
            _keep("deleted cell", [cell], f"{locator}/c[{n}]", reject)
            continue
        span = min(max(number(value(own, "gridSpan")) or 1, 1), MOST_COLUMNS + 1)
        vertical, horizontal = value(own, "vMerge", "continue"), value(own, "hMerge", "continue")
        place = f"{locator}/c[{n}]"
        held = WordCell(
            *(0, 0, place),
            blocks=blocks(cell, place),
            joins_above=vertical == "continue",
            joins_left=horizontal == "continue",
        )
        cells.append((held, span, _width(own, "tcW")))
    return _Row(
        before=min(max(number(value(properties, "gridBefore")) or 0, 0), MOST_COLUMNS),
        after=min(max(number(value(properties, "gridAfter")) or 0, 0), MOST_COLUMNS),
        before_width=_width(properties, "wBefore"),
        cells=cells,
    )


def _width(properties: etree._Element | None, name: str) -> float | None:
    """A width in points; null where it is not given or a share of something."""
    found = None if properties is None else properties.find(f"{W}{name}")
    if found is None or found.get(_TYPE, "dxa") != "dxa":
        return None
    return points(found.get(_WIDTH))


def _edges_of(row: _Row) -> list[float] | None:
    """Where the cells of a row begin and the last ends, by their widths; null where one gives none."""
    if row.before and row.before_width is None:
        return None
    widths = [width for _, _, width in row.cells]
    if any(width is None or width <= 0 for width in widths):
        return None
    return list(accumulate((w for w in widths if w is not None), initial=row.before_width or 0.0))


def _edges_by_width(rows: Sequence[_Row]) -> list[float] | None:
    edges = [_edges_of(row) for row in rows]
    found = [e for e in edges if e is not None]
    if len(found) < len(edges):
        return None
    together = column_edges(found)
    # What was meant to be one edge lies farther apart than rounding: widths that lead nowhere.
    return together if 1 < len(together) <= MOST_COLUMNS else None


def _placed_by_width(rows: Sequence[_Row], edges: Sequence[float]) -> list[list[WordCell]]:
    placed: list[list[WordCell]] = []
    for row in rows:
        places = [nearest(edges, edge) or 0 for edge in _edges_of(row) or ()]
        for (cell, _, _), left, right in zip(row.cells, places, places[1:], strict=False):
            cell.left, cell.right = left, max(right, left + 1)
        placed.append([cell for cell, _, _ in row.cells])
    return placed


def _placed(row: _Row) -> list[WordCell]:
    col = row.before
    for cell, span, _ in row.cells:
        cell.left, cell.right = col, col + span
        col += span
    return [cell for cell, _, _ in row.cells]


def _steps(edges: Sequence[float]) -> list[float]:
    return [right - left for left, right in pairwise(edges)]
