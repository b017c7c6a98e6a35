"""The codes of rows that print names only: 社会保障和就业支出 › 行政事业单位养老支出 › 行政单位离退休.

Names are those of the lists; of a name with several codes, the one that lies below the rows above it. What
was inferred stands only where the amounts agree: every row is the sum of those below it. Source:
docs/domain.md §2.2, §5.2, §5.3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractors.records import Cell, Table
from extractors.tables.catalogue import CODE_LENGTHS
from extractors.tables.column_measures import code_tables
from extractors.tables.headers import is_kind
from extractors.tables.row_labels import bare_label
from patterns import load
from patterns.codes import code_names
from patterns.shapes.column_measures import ColumnMeasures

NAMED, ROWS = 0.8, 3
"""So many of the rows, and so many rows at least, must get a code; else their names are no subjects."""
STEP = 3.0
"""Points by which a name is indented at least."""
_NOWHERE = (0.0, 0.0, 0.0, 0.0)
"""Where there are no pages nothing says how far a name is indented: names and sums decide alone."""
DIGITS = "235"
"""Functional codes, economic codes of departments, of governments."""


@dataclass(frozen=True, slots=True)
class _Row:
    row: int
    label: str
    name: str
    left: float
    right: float
    amounts: Mapping[int, Cell]


def inferred_codes(table: Table, year: int | None) -> dict[tuple[int, str], str]:
    """(row, label) → code, for tables of codes that print none; empty where names or sums leave it open.

    `year` is the fiscal year: of names that changed their code, those of the year go first.
    """
    body = [c for c in table.cells if not c.is_header]
    if table.canonical_table not in code_tables() or any(c.row_code for c in body):
        return {}
    found: dict[tuple[int, str], str] = {}
    for rows in _panels(body):
        best = max((_assigned(rows, digit, year) for digit in DIGITS), key=len, default={})
        subjects = [r for r in rows if not is_kind("row.total", bare_label(r.label))]
        enough = len(best) >= max(ROWS, NAMED * len(subjects)) and len(set(best.values())) == len(best)
        if enough and _adds_up(rows, best):
            found |= {(r.row, r.label): best[r.row] for r in rows if r.row in best}
    return found


def _panels(body: Sequence[Cell]) -> Iterator[list[_Row]]:
    """The rows of each column of labels, top to bottom."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in body:
        by_row[cell.row].append(cell)
    panels: dict[int, list[_Row]] = defaultdict(list)
    for row in sorted(by_row):
        for cell in by_row[row]:
            if cell.row_label and cell.row_label == "".join(cell.text.split()):
                amounts = {
                    c.col: c for c in by_row[row] if c.value is not None and c.row_label == cell.row_label
                }
                box = cell.place.box or _NOWHERE
                name = bare_label(cell.row_label)
                panels[cell.col].append(_Row(row, cell.row_label, name, box[0], box[2], amounts))
    yield from panels.values()


@cache
def _codes_of(year: int | None) -> dict[str, tuple[str, ...]]:
    """Name, with and without 支出 at its end → its codes in a year, or of others where it has none."""
    suffix = load(ColumnMeasures).class_suffix
    found: dict[str, set[str]] = defaultdict(set)
    ever: dict[str, set[str]] = defaultdict(set)
    for code, names in code_names().items():
        for listed in names:
            name = bare_label(listed.name)
            for spelt in {name, name.removesuffix(suffix) or name}:
                ever[spelt].add(code)
                if listed.holds_in(year) if year else listed.valid_to is None:
                    found[spelt].add(code)
    return {name: tuple(sorted(found[name] or codes)) for name, codes in ever.items()}


def _candidates(name: str, digit: str, year: int | None) -> list[str]:
    suffix, codes = load(ColumnMeasures).class_suffix, _codes_of(year)
    found = codes.get(name) or codes.get(name.removesuffix(suffix), ())
    return [code for code in found if code[0] == digit and len(code) in CODE_LENGTHS]


def _assigned(rows: Sequence[_Row], digit: str, year: int | None) -> dict[int, str]:
    """Row → code, top to bottom: each name as close below the rows above it as the lists allow."""
    codes: dict[int, str] = {}
    path: list[tuple[str, int]] = []
    depths = _depths(rows)
    for row in rows:
        depth = depths[row.row]
        code = _choice(_candidates(row.name, digit, year), path, depth)
        if code is None:
            continue
        codes[row.row] = code
        path = [(c, d) for c, d in path if len(c) < len(code) and code.startswith(c)]
        path.append((code, depth))
    return codes


def _depths(rows: Sequence[_Row]) -> dict[int, int]:
    """How far each name is indented, in steps; nothing says so where names are centred."""
    if len(rows) < 2:
        return {r.row: 0 for r in rows}
    middles = [(r.left + r.right) / 2 for r in rows]
    if max(middles) - min(middles) < STEP:
        return {r.row: 0 for r in rows}
    edges = sorted({round(r.left, 1) for r in rows})
    starts = [edges[0], *(b for a, b in pairwise(edges) if b - a >= STEP)]
    return {r.row: sum(r.left >= s - 0.1 for s in starts) - 1 for r in rows}


def _choice(candidates: Sequence[str], path: Sequence[tuple[str, int]], depth: int) -> str | None:
    """The code of a name below the codes of `path`; null where several would do, or none."""
    shallow = [c for c in candidates if len(c) == CODE_LENGTHS[0]]
    for above, own in reversed(path):
        if depth and depth <= own:
            continue  # it stands beside that row, not below it
        below = [c for c in candidates if c.startswith(above) and len(c) > len(above)]
        near = [c for c in below if len(c) == min(map(len, below))]
        if len(near) == 1:
            return near[0]
        if near:
            return None
    if shallow:
        return shallow[0] if len(shallow) == 1 else None
    return candidates[0] if len(candidates) == 1 else None


def _adds_up(rows: Sequence[_Row], codes: Mapping[int, str]) -> bool:
    """Is every code, and the total, the sum of the codes below it in every column, and is there a sum?"""
    by_code = {codes[r.row]: r for r in rows if r.row in codes}
    below: dict[str, list[_Row]] = defaultdict(list)
    for code, row in by_code.items():
        parents = [c for c in by_code if code != c and code.startswith(c)]
        below[max(parents, key=len, default="")].append(row)
    totals = [r for r in rows if is_kind("row.total", bare_label(r.label))]
    sums = [(by_code[code], parts) for code, parts in below.items() if code]
    if len(totals) == 1:
        sums.append((totals[0], below[""]))
    # A flat list adds up to its total whatever its rows are: projects are called like subjects, too.
    proved = any(below) and any(sum(map(_has_amount, parts)) > 1 for _, parts in sums)
    return proved and all(_is_sum(whole, parts) for whole, parts in sums)


def _has_amount(row: _Row) -> bool:
    return any(cell.value for cell in row.amounts.values())


def _is_sum(whole: _Row, parts: Sequence[_Row]) -> bool:
    return all(_adds_up_in(col, cell, parts) for col, cell in whole.amounts.items())


def _adds_up_in(col: int, whole: Cell, parts: Sequence[_Row]) -> bool:
    cells = [p.amounts[col] for p in parts if col in p.amounts]
    total = sum((c.value for c in cells if c.value is not None), Decimal(0))
    slack = sum(Decimal(10) ** -(c.decimals or 0) for c in (whole, *cells)) / 2
    return abs((whole.value or Decimal(0)) - total) <= slack
