"""Panels: neighbouring columns that share their labels (项目|决算数|项目|决算数 are two)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.body import Body
from extractors.tables.column_kinds import ColumnKind
from extractors.tables.headers import is_kind


@dataclass(frozen=True, slots=True)
class Panel:
    """The columns of a panel by what they hold, left to right."""

    codes: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()
    values: tuple[int, ...] = ()


def find_panels(body: Body, kinds: Sequence[ColumnKind]) -> tuple[tuple[Panel, ...], tuple[int, ...]]:
    """Panels from left to right, and for each column the position of its panel.

    A panel begins at codes or labels to the right of values, where values follow.
    """
    panel_of: list[int] = []
    number, has_values = 0, False
    for col, kind in enumerate(kinds):
        if kind in ("code", "label") and has_values and "value" in kinds[col:]:
            number, has_values = number + 1, False
        has_values = has_values or kind == "value"
        panel_of.append(number)
    columns = [[c for c, n in enumerate(panel_of) if n == panel] for panel in range(number + 1)]
    return tuple(_panel(body, kinds, own) for own in columns), tuple(panel_of)


def _panel(body: Body, kinds: Sequence[ColumnKind], columns: Sequence[int]) -> Panel:
    values = tuple(c for c in columns if kinds[c] == "value")
    return Panel(
        codes=tuple(c for c in columns if kinds[c] == "code"),
        labels=tuple(
            c
            for c in columns
            if kinds[c] == "label"
            # Words left of the values may name rows as well, unless their header says that they describe.
            or (kinds[c] == "text" and not any(v < c for v in values) and not _describes(body, c))
        ),
        values=values,
    )


def _describes(body: Body, col: int) -> bool:
    return bool(body.path(col)) and is_kind("header.description", body.leaf(col))


def label_order(body: Body, panel: Panel) -> list[int]:
    """Label columns, the one that names the row first: the last that is neither a unit nor a second
    classification."""

    def rank(col: int) -> tuple[bool, bool, int]:
        is_unit = bool(body.path(col)) and is_kind("header.unit_axis", body.leaf(col))
        return is_government(body, col), is_unit, -col

    return sorted(panel.labels, key=rank)


def is_government(body: Body, col: int) -> bool:
    """Whether a column is of the government's economic classification, beside the department's own."""
    path = body.path(col)
    if any(is_kind("header.government", name) for name in path):
        return True
    # The codes of a classification stand left of its names and may be headed by 科目编码 alone.
    if not any(is_kind("header.code", name) for name in path):
        return False
    for right in range(col + 1, body.sheet.n_cols):
        names = body.path(right)
        if not any(is_kind("header.code", name) for name in names):
            return any(is_kind("header.government", name) for name in names)
    return False
