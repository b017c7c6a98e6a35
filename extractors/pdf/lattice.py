"""Rules to cells: the ruled grids of a page.

Rules are snapped to shared positions, joined over small gaps, and grouped into connected meshes; each mesh
becomes a lattice of elementary cells, and elementary cells without a wall between them are one merged cell.
"""

from __future__ import annotations

import bisect
import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from extractors.pdf import native

SNAP_ROWS = 2.0
"""Horizontal rules closer than this (points) are one: doubled rules, both edges of a thin rectangle."""
SNAP_COLUMNS = 3.0
"""The same for vertical rules."""
SHORTEST = 1e-6
"""Points; a rule of no length weighs as much as one of this, so that rules without length have a position."""
JOIN_GAP = 3.0
"""Collinear rules with a smaller gap between them are one rule."""
TOUCH = 3.0
"""A rule touches another when it ends within this distance of it."""
SAME_COLUMN = 1.0
"""A piece of a rule that touches no other goes on the column's rule that is nearer than this (points)."""
OPEN_SIDE = 6.0
"""Rules that stand out this far beyond the last crossing rule tell of a border that was not drawn."""
WALL_COVERAGE = 0.6
"""The part of a cell's side that a rule must cover to be a wall."""
MIN_X_EDGES, MIN_Y_EDGES = 3, 2
"""A table has two columns and a row: a frame or a single column is none."""
UNEVEN = "uneven merged cells"

ROOM = 8192
"""So many numbers hold what C finds on most pages."""

Intervals = list[tuple[float, float]]
_LIMITS = np.asarray(
    (SNAP_ROWS, SNAP_COLUMNS, SHORTEST, JOIN_GAP, TOUCH, SAME_COLUMN, OPEN_SIDE, WALL_COVERAGE)
)
_find = native.function(
    "find_lattices",
    ctypes.c_int64,
    native.POINTER,
    native.INT,
    native.POINTER,
    native.INT,
    native.POINTER,
    native.POINTER,
    ctypes.c_int64,
)


class LatticeCell(NamedTuple):
    """Where a cell begins and how many elementary rows and columns it spans."""

    row: int
    col: int
    row_span: int
    col_span: int


class LatticeCells(Sequence[LatticeCell]):
    """The cells of a lattice as a table, shape (n, 4): row, column, row span, column span."""

    __slots__ = ("table",)

    def __init__(self, table: NDArray[np.int64]) -> None:
        self.table = table

    @classmethod
    def of(cls, cells: Sequence[LatticeCell]) -> LatticeCells:
        """These cells as a table."""
        return cls(np.asarray(cells, dtype=np.int64).reshape(-1, 4))

    def __len__(self) -> int:
        return len(self.table)

    @overload
    def __getitem__(self, index: int) -> LatticeCell: ...
    @overload
    def __getitem__(self, index: slice) -> LatticeCells: ...
    def __getitem__(self, index: int | slice) -> LatticeCell | LatticeCells:
        if isinstance(index, slice):
            return LatticeCells(self.table[index])
        return LatticeCell(*self.table[index].tolist())

    def __iter__(self) -> Iterator[LatticeCell]:
        return map(LatticeCell._make, self.table.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LatticeCells):
            return NotImplemented
        return np.array_equal(self.table, other.table)

    __hash__ = None  # type: ignore[assignment]  # a table, no key


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled grid: edges in points as displayed, cells by row and column."""

    x_edges: tuple[float, ...]
    y_edges: tuple[float, ...]
    cells: LatticeCells
    owner: NDArray[np.int64]
    """Index into `cells` of each elementary cell, shape (rows, columns)."""
    doubtful: tuple[str, ...]
    engine: str = "pdfium"
    open_above: tuple[int, ...] = ()
    """Columns that have no rule above them, where others have: a cell of the page before goes on there."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The outer edges: x0, top, x1, bottom."""
        return (self.x_edges[0], self.y_edges[0], self.x_edges[-1], self.y_edges[-1])


def owner_of(cells: Sequence[LatticeCell], n_rows: int, n_cols: int) -> NDArray[np.int64]:
    """The position of the cell that each elementary cell belongs to, shape (rows, columns); -1 for none."""
    owner = np.full((n_rows, n_cols), -1, dtype=np.int64)
    for n, cell in enumerate(cells):
        owner[cell.row : cell.row + cell.row_span, cell.col : cell.col + cell.col_span] = n
    return owner


def find_lattices(horizontal: NDArray[np.float64], vertical: NDArray[np.float64]) -> list[Lattice]:
    """The grids that these rules draw, top to bottom. Rows of the arrays: (position, low, high)."""
    if len(horizontal) < 1 or len(vertical) < 1:
        return []
    found = None if native.LIBRARY is None else _natively_found(horizontal, vertical)
    grids = list(_unpacked(found)) if found is not None else lattices_in_python(horizontal, vertical)
    return sorted(grids, key=lambda g: (g.y_edges[0], g.x_edges[0]))


def _natively_found(
    horizontal: NDArray[np.float64], vertical: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """What `native/lattices.c` finds, packed as it says there; null where it finds no answer."""
    rows, columns = (np.ascontiguousarray(rules, dtype=np.float64) for rules in (horizontal, vertical))
    room, n = 0, ROOM
    while room < n:
        room = n
        packed = np.empty(room)
        n = _find(
            rows.ctypes.data,
            len(rows),
            columns.ctypes.data,
            len(columns),
            _LIMITS.ctypes.data,
            packed.ctypes.data,
            room,
        )
    return packed[:n] if n >= 0 else None


def _unpacked(packed: NDArray[np.float64]) -> Iterator[Lattice]:
    """Lattice by lattice: five counts, then the x edges, y edges, open columns, cells and owners."""
    at = 1
    for _ in range(int(packed[0])):
        n_x, n_y, n_open, n_cells, uneven = map(int, packed[at : at + 5].tolist())
        at += 5
        edges = packed[at : at + n_x + n_y].tolist()
        at += n_x + n_y
        whole = packed[at : at + n_open + 4 * n_cells + (n_x - 1) * (n_y - 1)].astype(np.int64)
        at += len(whole)
        yield Lattice(
            tuple(edges[:n_x]),
            tuple(edges[n_x:]),
            LatticeCells(whole[n_open : n_open + 4 * n_cells].reshape(-1, 4)),
            whole[n_open + 4 * n_cells :].reshape(n_y - 1, n_x - 1),
            (UNEVEN,) if uneven else (),
            open_above=tuple(whole[:n_open].tolist()),
        )


def lattices_in_python(horizontal: NDArray[np.float64], vertical: NDArray[np.float64]) -> list[Lattice]:
    """What `native/lattices.c` does, in any order: there must be rules of both directions."""
    rows, columns = _snap(horizontal, SNAP_ROWS), _snap(vertical, SNAP_COLUMNS)
    meshes = _meshes(rows, columns)
    free = np.ones(len(columns), dtype=bool)
    for _, column_ids in meshes:
        free[column_ids] = False
    return [
        lattice
        for row_ids, column_ids in meshes
        if (lattice := _lattice(rows[row_ids], _with_free_pieces(columns, column_ids, free))) is not None
    ]


def _snap(rules: NDArray[np.float64], tolerance: float) -> NDArray[np.float64]:
    """One rule per position and stretch: near positions made one, overlaps and small gaps joined."""
    ordered = sorted(rules.tolist())
    snapped: list[tuple[float, float, float]] = []
    start = 0
    for k in range(1, len(ordered) + 1):
        if k < len(ordered) and ordered[k][0] - ordered[k - 1][0] <= tolerance / 2:
            continue
        group = ordered[start:k]
        weights = weighted = 0.0  # one after the other, as C adds: `sum` corrects itself from Python 3.12 on
        for position, low, high in group:
            weight = max(high - low, SHORTEST)
            weights += weight
            weighted += weight * position
        snapped.extend(
            (weighted / weights, low, high) for low, high in _joined([(r[1], r[2]) for r in group])
        )
        start = k
    return np.asarray(snapped)


def _joined(intervals: Intervals) -> Intervals:
    out: Intervals = []
    for low, high in sorted(intervals):
        if out and low <= out[-1][1] + JOIN_GAP:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def _meshes(
    rows: NDArray[np.float64], columns: NDArray[np.float64]
) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Groups of rules that cross or touch one another."""
    crosses = (
        (rows[:, None, 0] >= columns[None, :, 1] - TOUCH)
        & (rows[:, None, 0] <= columns[None, :, 2] + TOUCH)
        & (columns[None, :, 0] >= rows[:, None, 1] - TOUCH)
        & (columns[None, :, 0] <= rows[:, None, 2] + TOUCH)
    )
    free_rows = np.ones(len(rows), dtype=bool)
    meshes = []
    for start in range(len(rows)):
        if not free_rows[start]:
            continue
        row_set: NDArray[np.bool_] = np.zeros(len(rows), dtype=bool)
        row_set[start] = True
        column_set: NDArray[np.bool_] = np.zeros(len(columns), dtype=bool)
        while True:
            more_columns: NDArray[np.bool_] = np.asarray(crosses[row_set].any(axis=0))
            more_rows: NDArray[np.bool_] = np.asarray(crosses[:, more_columns].any(axis=1)) | row_set
            if (more_rows == row_set).all() and (more_columns == column_set).all():
                break
            row_set, column_set = more_rows, more_columns
        free_rows &= ~row_set
        meshes.append((np.flatnonzero(row_set), np.flatnonzero(column_set)))
    return meshes


def _with_free_pieces(
    columns: NDArray[np.float64], mesh_ids: NDArray[np.intp], free: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The mesh's columns, and those that touch none of its rules but belong to it; `free` touch no rule.

    Where rows are not ruled and a cell spans two columns, the rule between these begins in the middle of
    nowhere. And a column whose one cell comes from the page before and goes on to the next has no rule above
    or below it on this page: its sides are free, and as long as the whole grid.
    """
    mesh = columns[mesh_ids]
    if not len(mesh) or len(mesh) == len(columns):
        return mesh
    low, high = mesh[:, 1].min(), mesh[:, 2].max()
    inside = (columns[:, 1] > low) & (columns[:, 2] <= high + JOIN_GAP)
    inside[mesh_ids] = False
    inside &= np.abs(columns[:, None, 0] - mesh[None, :, 0]).min(axis=1) < SAME_COLUMN
    through = free & (np.abs(columns[:, 1] - low) <= JOIN_GAP) & (np.abs(columns[:, 2] - high) <= JOIN_GAP)
    return np.concatenate((mesh, columns[inside | through]))


def _lattice(rows: NDArray[np.float64], columns: NDArray[np.float64]) -> Lattice | None:
    if len(columns) < 1 or len(rows) < 1:
        return None
    xs = _edges(columns[:, 0], SNAP_COLUMNS, float(rows[:, 1].min()), float(rows[:, 2].max()))
    ys = _edges(rows[:, 0], SNAP_ROWS, float(columns[:, 1].min()), float(columns[:, 2].max()))
    if len(xs) < MIN_X_EDGES or len(ys) < MIN_Y_EDGES:
        return None
    right_walls = _walls(columns, xs, ys, SNAP_COLUMNS).T  # (rows, x edges)
    lower_walls = _walls(rows, ys, xs, SNAP_ROWS)  # (y edges, columns)
    open_above = np.flatnonzero(~lower_walls[0]) if lower_walls[0].any() else ()
    for outer in (right_walls.T, lower_walls):
        outer[0] = outer[-1] = True
    lattice = replace(
        _merge(xs, ys, right_walls, lower_walls), open_above=tuple(int(column) for column in open_above)
    )
    if all(cell.col_span == len(xs) - 1 for cell in lattice.cells):  # a chart's grid lines, a framed text
        return None
    return lattice


def _edges(positions: NDArray[np.float64], tolerance: float, low: float, high: float) -> list[float]:
    edges: list[float] = []
    for chain in _chains(np.sort(positions).tolist(), tolerance):
        edges.append(chain[0] if chain[-1] - chain[0] <= tolerance else (chain[0] + chain[-1]) / 2)
    if low < edges[0] - OPEN_SIDE:
        edges.insert(0, low)
    if high > edges[-1] + OPEN_SIDE:
        edges.append(high)
    return edges


def _chains(positions: list[float], tolerance: float) -> list[list[float]]:
    """Ascending positions in groups, each within the tolerance of the one before it: a border and the
    edges of the fills on either side of it are one edge of the grid."""
    chains: list[list[float]] = []
    for position in positions:
        if chains and position - chains[-1][-1] <= tolerance:
            chains[-1].append(position)
        else:
            chains.append([position])
    return chains


def _walls(
    rules: NDArray[np.float64], edges: list[float], cross_edges: list[float], tolerance: float
) -> NDArray[np.bool_]:
    """walls[e, k]: does a rule at edge e cover the stretch between cross edges k and k + 1?"""
    walls = np.zeros((len(edges), len(cross_edges) - 1), dtype=bool)
    stretches: list[Intervals] = [[] for _ in edges]
    for position, low, high in rules.tolist():
        edge = _nearest(edges, position)
        if abs(edges[edge] - position) <= tolerance:
            stretches[edge].append((low, high))
    lows, highs = np.asarray(cross_edges[:-1]), np.asarray(cross_edges[1:])
    for edge, drawn in enumerate(stretches):
        if not drawn:
            continue
        covered = np.zeros(len(lows))
        for low, high in _joined(drawn):
            covered += np.maximum(np.minimum(highs, high) - np.maximum(lows, low), 0)
        walls[edge] = covered >= WALL_COVERAGE * (highs - lows)
    return walls


def _nearest(edges: list[float], position: float) -> int:
    right = bisect.bisect_left(edges, position)
    if right == 0 or (right < len(edges) and edges[right] - position < position - edges[right - 1]):
        return right
    return right - 1


def _merge(
    xs: list[float], ys: list[float], right_walls: NDArray[np.bool_], lower_walls: NDArray[np.bool_]
) -> Lattice:
    n_rows, n_cols = len(ys) - 1, len(xs) - 1
    owner = [[-1] * n_cols for _ in range(n_rows)]
    right, lower = right_walls.tolist(), lower_walls.tolist()
    cells: list[LatticeCell] = []
    uneven = False
    for row in range(n_rows):
        for col in range(n_cols):
            if owner[row][col] >= 0:
                continue
            width = 1
            while col + width < n_cols and not right[row][col + width] and owner[row][col + width] < 0:
                width += 1
            height = 1
            while row + height < n_rows and not any(lower[row + height][col : col + width]):
                below = row + height
                if any(right[below][col + 1 : col + width]) or max(owner[below][col : col + width]) >= 0:
                    uneven = True
                    break
                height += 1
            for r in range(row, row + height):
                owner[r][col : col + width] = [len(cells)] * width
            cells.append(LatticeCell(row, col, height, width))
    return Lattice(
        tuple(xs),
        tuple(ys),
        LatticeCells.of(cells),
        np.asarray(owner, dtype=np.int64),
        (UNEVEN,) if uneven else (),
    )
