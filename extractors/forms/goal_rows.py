"""The goals of a form where they have a header: expected and actual, or period and year, side by side."""

from __future__ import annotations

from extractors.forms import labels
from extractors.forms.form_columns import Columns, under
from extractors.forms.row_stream import FormCell, FormRow

GOAL_COLUMNS = ("expected", "adjusted", "actual", "period")


def goal_columns(row: FormRow) -> Columns:
    """The columns of a header of goals; empty where the row is none."""
    heads = [(f, c) for f, c in labels.roles(labels.GOAL, row.cells) if f in GOAL_COLUMNS]
    annual = [c for c in row.cells if labels.meaning(labels.GOAL, c.text) == "annual"]
    filled = row.filled
    if annual and all(f != "expected" for f, _ in heads) and (heads or len(filled) == len(annual)):
        # 实施期总目标 | 年度目标 side by side, or 年度目标 alone above its text.
        heads = [*heads, ("expected", annual[-1])]
    heads_only = len(heads) >= 2 or len(heads) >= len(filled) - 1
    if not heads or not heads_only or len(filled) < 2 - row.ordered:
        return ()
    order = {id(c): at for at, c in enumerate(row.cells)}
    return tuple(sorted(heads, key=lambda head: order[id(head[1])]))


def goal_texts(columns: Columns, row: FormRow) -> dict[str, FormCell]:
    """The texts of a row below a header of goals, by their column; empty where the row has none."""
    first = row.cells[0]
    if any(labels.is_label(c.text) for c in row.cells[1:]):
        return {}
    if labels.is_label(first.text) and labels.meaning(labels.GOAL, first.text) in (None, "remark"):
        return {}
    texts: dict[str, FormCell] = {}
    if row.ordered:
        values = [c for c in row.cells if not labels.is_label(c.text)]
        texts = {f: c for (f, _), c in zip(columns, values, strict=False) if f is not None}
    else:
        for field, header in columns:
            cells = [c for c in under(header, row.cells) if c.text]
            if cells and field is not None:
                texts[field] = cells[0]
    return texts if any(c.text for c in texts.values()) else {}
