"""The classification codes of rows: in one column, in 类|款|项 columns with any level left out, in a label.

Source: docs/domain.md §2.2, §2.6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.tables.body import Body
from extractors.tables.cell_values import code_in_label, squeeze, whole_code
from extractors.tables.headers import is_kind
from extractors.tables.panels import Panel, is_government

LEVEL_LENGTHS = (3, 2, 2)
"""Digits of 类, 款 and 项 where each has a column of its own."""


@dataclass(frozen=True, slots=True)
class CodeColumns:
    """Where a panel prints the codes of its rows."""

    levels: tuple[int, ...]
    """Columns that hold 类, 款 and 项 apart; empty where a column holds whole codes."""
    whole: tuple[int, ...]
    """Columns of whole codes; those of the government's classification last."""


def code_columns(body: Body, panel: Panel) -> CodeColumns:
    """The code columns of a panel."""
    whole = sorted(panel.codes, key=lambda col: is_government(body, col))
    return CodeColumns(_level_columns(body, panel), tuple(whole))


def _level_columns(body: Body, panel: Panel) -> tuple[int, ...]:
    run: list[int] = []
    for col in panel.codes:
        if is_government(body, col):
            continue
        if run and col != run[-1] + 1:
            break
        run.append(col)
    for length in range(min(len(run), len(LEVEL_LENGTHS)), 1, -1):
        lower = [t for c in run[1:length] for r in body.rows if (t := _digits(body, r, c))]
        named = all(is_kind("header.level", body.leaf(c)) for c in run[:length])
        if (lower and all(len(t) <= LEVEL_LENGTHS[1] for t in lower)) or (named and not lower):
            return tuple(run[:length])
    return ()


def _digits(body: Body, row: int, col: int) -> str:
    """The text of a cell if it is nothing but digits."""
    text = squeeze(body.text(row, col))
    return text if text.isdigit() else ""


def read_code(
    texts: Mapping[int, str], columns: CodeColumns, carried: Sequence[str]
) -> tuple[str | None, Sequence[str]]:
    """The code of a row, and the levels that the next row may leave out.

    `texts` are those of the row by column; `carried` are the levels of the row above.

    >>> read_code({0: "", 1: "2"}, CodeColumns((0, 1), (0, 1)), ["208", "01"])
    ('20802', ['208', '02'])
    """
    if columns.levels:
        return _joined_levels([squeeze(texts.get(c, "")) for c in columns.levels], carried)
    for col in columns.whole:
        text = squeeze(texts.get(col, ""))
        whole = whole_code(text.replace(",", ""))  # a workbook may show codes in the format of its amounts
        if whole is not None and len(whole) >= LEVEL_LENGTHS[0]:
            return whole, carried
        if inside := code_in_label(text):
            return inside, carried
    return None, carried


def _joined_levels(printed: Sequence[str], carried: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The code of levels that are printed only where they change, and all its levels."""
    filled = [i for i, level in enumerate(printed) if level.isdigit()]
    if not filled:
        return None, carried
    deepest = filled[-1]
    levels = [
        level or (carried[i] if i < len(carried) else "") for i, level in enumerate(printed[: deepest + 1])
    ]
    levels = [level.zfill(LEVEL_LENGTHS[i]) if level and i > 0 else level for i, level in enumerate(levels)]
    return ("".join(levels) if all(levels) else None), levels
