"""The header of the indicators: which column is which, in one row or in two (docs/domain.md §4.1, §4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.forms import labels
from extractors.forms.form_columns import Columns, shares_column, under
from extractors.forms.level_inheritance import LEVELS
from extractors.forms.row_stream import FormCell, FormRow

LEVEL_COLUMNS = frozenset((*LEVELS, "level3"))


def indicator_columns(row: FormRow) -> Columns:
    """The columns of an indicator header; empty where the row is none."""
    heads = labels.roles(labels.INDICATOR, row.cells)
    if any(field == "level4" for field, _ in heads):
        # Of four levels the leaf is the indicator.
        leaf = {"level4": "level3", "level3": "skipped"}
        heads = [(leaf.get(field, field), cell) for field, cell in heads]
    fields = {field for field, _ in heads}
    name = bool(fields & {"level3", "combined"})
    value = bool(fields & {"target", "actual", "weight"})
    if not (name and value) or not (fields & {"level1", "level2", "operator", "unit", "level3"}):
        return ()
    if "level3" in fields or "level1" in fields:
        heads = [(field, cell) for field, cell in heads if field != "combined"]
    cells = row.cells
    by_cell = _annual_side(cells) or {id(cell): field for field, cell in heads}
    if "level2" in fields and "level1" not in fields:
        # The first level's head is blank where its text could not be read; its place is left.
        at = next(i for i, c in enumerate(cells) if by_cell.get(id(c)) == "level2")
        if at and not cells[at - 1].text:
            by_cell[id(cells[at - 1])] = "level1"
    first = next(i for i, c in enumerate(cells) if id(c) in by_cell)
    return tuple((by_cell.get(id(c)), c) for c in cells[first:])


def _annual_side(cells: Sequence[FormCell]) -> dict[int, str] | None:
    """The fields of a header whose right half repeats the left: the period's indicators beside the year's.

    The year's stand on the right (项目支出绩效目标申报表); the left half is left out. Null for other headers.
    """
    heads = [(labels.meaning(labels.INDICATOR, c.text), c) for c in cells]
    fields = [field for field, _ in heads]
    if any(fields.count(field) != 2 for field in ("level3", "target")):
        return None
    start = fields.index("target") + 1
    right = {id(c): field for field, c in heads[start:] if field is not None}
    missing = frozenset(LEVELS) - frozenset(right.values())
    left = {id(c): field for field, c in heads[:start] if field in missing}
    return left | right


def merged_header(upper: FormRow, lower: FormRow) -> FormRow | None:
    """One row of two that head the indicators together; null where they do not.

    `绩效指标 | 年度指标值 | 分值` above `一级指标 | 二级指标 | 三级指标 | 指标值 | 单位`, or the levels in
    the upper row and parts of the target below. What stands below goes before what spans it.
    """
    parts = lower.filled
    if len(parts) < 2 or upper.ordered != lower.ordered:
        return None
    fields: list[str | None] = []
    for cell in parts:
        field = labels.meaning(labels.INDICATOR, cell.text)
        if field is None:
            return None
        fields.append(field)
    if lower.ordered:
        cells = _merged_by_order(upper.cells, parts, fields)
    else:
        cells = _merged_by_place(upper.cells, parts, lower.cells)
    if cells is None or len(cells) <= len(parts):
        return None
    merged = replace(upper, cells=cells)
    return merged if len(indicator_columns(merged)) >= len(parts) else None


def with_merged_headers(rows: Sequence[FormRow]) -> list[FormRow]:
    """The rows with every indicator header of two rows as one."""
    kept: list[FormRow] = []
    for row in rows:
        merged = merged_header(kept[-1], row) if kept else None
        if merged is None:
            kept.append(row)
        else:
            kept[-1] = merged
    return kept


def has_header(rows: Sequence[FormRow]) -> bool:
    """True where one of the rows heads indicators."""
    return any(indicator_columns(row) for row in rows)


def _merged_by_place(
    upper: Sequence[FormCell], parts: Sequence[FormCell], lower: Sequence[FormCell]
) -> tuple[FormCell, ...] | None:
    """Heads of two rows by their columns; null where what stands above the parts is no head of them."""
    kept = [c for c in upper if not any(shares_column(c, part) for part in parts)]
    spanning = [c for c in upper if c not in kept]
    if any(c.text and labels.meaning(labels.INDICATOR, c.text) is None for c in spanning):
        return None
    if any(c.row_span == 1 and not under(c, lower) for c in kept):
        return None
    return tuple(sorted((*kept, *parts), key=lambda c: c.left))


def _merged_by_order(
    upper: Sequence[FormCell], parts: Sequence[FormCell], fields: Sequence[str | None]
) -> tuple[FormCell, ...] | None:
    """Heads of two rows in the order of their columns, where merged cells left no trace of their place."""
    levels = [c for c, f in zip(parts, fields, strict=True) if f in LEVEL_COLUMNS]
    values = [c for c, f in zip(parts, fields, strict=True) if f not in LEVEL_COLUMNS]
    cells: list[FormCell] = []
    for cell in upper:
        field = labels.meaning(labels.INDICATOR, cell.text)
        if field == "combined" and levels:
            cells, levels = [*cells, *levels], []
        elif field in ("target", "actual") and values:
            cells, values = [*cells, *values], []
        else:
            cells.append(cell)
    return None if levels or values else tuple(cells)
