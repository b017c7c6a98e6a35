"""The rows of a sheet: the label and the code of each, in each panel.

A table can stand in parallel panels (项目|决算数|项目|决算数); each value belongs to the labels of its own
panel (docs/domain.md §2.2, §2.6).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.tables.body import Body, body_of
from extractors.tables.cell_values import code_in_label, read_cell
from extractors.tables.column_kinds import ColumnKind, column_kinds
from extractors.tables.headers import Header
from extractors.tables.panels import Panel, find_panels, label_order
from extractors.tables.row_codes import code_columns, read_code
from extractors.tables.row_labels import is_known_label
from extractors.tables.sheets import Sheet


@dataclass(frozen=True, slots=True)
class RowAxis:
    """What names the rows of a sheet."""

    kinds: tuple[ColumnKind, ...]
    """Per column, what it holds."""
    panel_of: tuple[int, ...]
    """Per column: position of its panel."""
    labels: dict[tuple[int, int], str]
    """(row, panel) → label."""
    codes: dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class _PanelRows:
    """Labels and codes of the rows of one panel."""

    labels: dict[int, str]
    codes: dict[int, str]


def read_rows(sheet: Sheet, header: Header) -> RowAxis:
    """Labels and codes of every row and panel of a sheet."""
    body = body_of(sheet, header)
    kinds = column_kinds(body)
    panels, panel_of = find_panels(body, kinds)
    by_panel = [_panel_rows(body, panel) for panel in panels]
    labels = {(row, n): label for n, rows in enumerate(by_panel) for row, label in rows.labels.items()}
    codes = {(row, n): code for n, rows in enumerate(by_panel) for row, code in rows.codes.items()}
    return RowAxis(kinds, panel_of, _with_centred_totals(body, panels, labels, codes), codes)


def _panel_rows(body: Body, panel: Panel) -> _PanelRows:
    labels: dict[int, str] = {}
    codes: dict[int, str] = {}
    columns = code_columns(body, panel)
    naming = (*label_order(body, panel), *panel.codes)
    printing = (*panel.codes, *panel.labels)
    at = body.at
    carried: Sequence[str] = ()
    for row in body.rows:
        line = at[row]
        texts = {c: cell.text for c in printing if (cell := line[c]) is not None}
        code, carried = read_code(texts, columns, carried)
        label = _label(texts, naming)
        if label:
            labels[row] = label
            code = code or code_in_label(label)
        if code:
            codes[row] = code
    return _PanelRows(_with_joined_labels(body, panel, labels, codes), codes)


def _label(texts: Mapping[int, str], naming: Sequence[int]) -> str | None:
    """The first word in the columns that name rows, without white space."""
    for col in naming:
        text = "".join(texts.get(col, "").split())
        if text and read_cell(text).is_word:
            return text
    return None


def _with_joined_labels(
    body: Body, panel: Panel, labels: Mapping[int, str], codes: Mapping[int, str]
) -> dict[int, str]:
    """The labels, those joined that a page break cut in two: where only the two halves make a known name, or
    where the row below the break is the rest of a row."""
    joined = dict(labels)
    sheet, header = body.sheet, body.header
    for start in sheet.first_rows[1:]:
        lower = next((r for r in range(start, sheet.n_rows) if r not in header.rows), start)
        above, below = joined.get(start - 1), joined.get(lower)
        blank = not any(body.text(lower, c) for c in panel.values)
        if not above or not below or not blank or lower in codes:
            continue
        known = is_known_label(above + below) and not is_known_label(above)
        if known or (not is_known_label(below) and _is_rest(body, start - 1, lower)):
            joined[start - 1] = above + below
            del joined[lower]
    return joined


def _is_rest(body: Body, upper: int, lower: int) -> bool:
    """Is a row but the ends of texts of the row above: blank where that begins, words below words?"""
    texts = [(body.text(upper, col), body.text(lower, col)) for col in range(body.sheet.n_cols)]
    first = next((pair for pair in texts if pair[0]), ("", ""))
    return not first[1] and all(
        above and read_cell(above).value is None and read_cell(below).value is None
        for above, below in texts
        if below
    )


def _with_centred_totals(
    body: Body,
    panels: Sequence[Panel],
    labels: Mapping[tuple[int, int], str],
    codes: Mapping[tuple[int, int], str],
) -> dict[tuple[int, int], str]:
    """The labels, with those of totals: one that was centred over several panels names the amount in the
    last of them (公用经费合计)."""
    named = dict(labels)
    for row in body.rows:
        for number in range(1, len(panels)):
            own, left = (row, number), (row, number - 1)
            if own in named or own in codes or left in codes:
                continue
            beside = [t for c in panels[number - 1].values if (t := body.text(row, c))]
            words = [t for t in beside if read_cell(t).is_word]
            if len(words) < len(beside) or not any(body.text(row, c) for c in panels[number].values):
                continue
            name = named.get(left) or next(iter(words), None)
            if name:
                named[own] = "".join(name.split())
    return named
