"""The funds of a form: a fund type in every row and the amounts in columns, or the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from extractors.forms import labels
from extractors.forms.amounts import yuan
from extractors.forms.draft import FormDraft
from extractors.forms.form_columns import Columns, joined_text, under
from extractors.forms.row_stream import FormCell, FormRow

AMOUNTS = ("initial_budget", "full_year_budget", "executed")

TransposedPart = Literal["heads", "second_heads", "amounts"]
"""A row of funds whose types are column heads: total | fiscal | other, a second row of heads, the amounts."""


def fund_columns(row: FormRow) -> Columns:
    """The columns of a header of funds, with one of amounts among them; empty where the row is none."""
    heads = labels.roles(labels.FUND_COLUMN, row.cells)
    if len(heads) < 2 or not any(field in AMOUNTS for field, _ in heads):
        return ()
    first = next(i for i, c in enumerate(row.cells) if c is heads[0][1])
    by_cell = {id(cell): field for field, cell in heads}
    return tuple((by_cell.get(id(c)), c) for c in row.cells[first:])


class FundRows:
    """Reads the funds of a form into a draft."""

    def __init__(self, draft: FormDraft) -> None:
        self._draft = draft
        self._columns: Columns = ()
        self._types: Columns = ()
        """Fund types as column heads, while their amounts are awaited."""

    def head(self, columns: Columns) -> None:
        """Takes the header of the amounts' columns."""
        self._columns = columns
        self._draft.has_results |= any(field in ("executed", "score") for field, _ in columns)

    def is_of_period(self, fund_type: str, values: Sequence[FormCell]) -> bool:
        """True for a fund of the whole period, beside the annual one of the same name further right.

        `values` are the cells right of its label.
        """
        if self._columns or labels.is_label(values[0].text):
            return False
        return any(labels.meaning(labels.FUND_TYPE, c.text) == fund_type for c in values[1:])

    def put(self, fund_type: str, label: FormCell, values: Sequence[FormCell], ordered: bool) -> None:
        """Takes the amounts of a fund, whose label stands left of them."""
        if not self._columns:
            self._draft.put_fund(fund_type, "initial_budget", values[0].text, label.place)
            return
        if ordered:
            texts = [(f, c.text) for (f, _), c in zip(self._columns, values, strict=False)]
        else:
            texts = [(f, joined_text(under(header, values))) for f, header in self._columns]
        for field, text in texts:
            if field is not None:
                self._draft.put_fund(fund_type, field, text, label.place)

    def transposed_part(self, row: FormRow) -> TransposedPart | None:
        """What the row is of funds whose types are column heads; null where it is nothing of them."""
        if row.ordered:
            return None
        types = labels.roles(labels.FUND_TYPE, row.cells)
        if len(types) < 2 and not self._types:
            return None
        has_number = any(_is_number(c.text) for c in row.cells)
        if len(types) >= 2 and not has_number:
            return "second_heads" if self._types else "heads"
        if not self._types:
            return None
        if not has_number:
            return "second_heads" if types else None
        first = row.first.text
        is_amounts = labels.meaning(labels.FUND_TYPE, first) == "total" or _is_number(first)
        return "amounts" if is_amounts else None

    def feed_transposed(self, row: FormRow, part: TransposedPart) -> None:
        """Takes a row of funds whose types are column heads."""
        if part == "heads":
            self._types = tuple(labels.roles(labels.FUND_TYPE, row.cells))
        elif part == "amounts":
            for fund_type, header in self._types:
                cells = under(header, row.cells)
                if cells and fund_type is not None and _is_number(cells[0].text):
                    self._draft.put_fund(fund_type, "initial_budget", cells[0].text, header.place)
            self._types = ()


def amounts_after(cells: Sequence[FormCell]) -> Sequence[FormCell]:
    """The amounts right of a fund's label, up to the next label; empty where none stands there."""
    end = next((at for at, c in enumerate(cells) if labels.is_label(c.text)), len(cells))
    return cells[:end] if end and _is_amount(cells[0].text) else ()


def _is_amount(text: str) -> bool:
    """True for an amount, a blank or a dash."""
    return not any(c.isalpha() for c in text) or any(c.isdigit() for c in text)


def _is_number(text: str) -> bool:
    """True for an amount, with or without a unit of money."""
    return yuan(text, Decimal(1)) is not None
