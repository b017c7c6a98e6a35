"""Amounts behind the mere name of a code against the rows of that name: N01 (patterns/repeats.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from extractors.document import Place
from extractors.records import Cell, Check
from patterns import compiled, load
from patterns.shapes.repeats import Repeats
from pipeline.audit import words
from pipeline.audit.code_names import FEW, plain_name
from pipeline.audit.entries import Comparison, evaluated
from pipeline.audit.evidence import Evidence
from pipeline.figures.tolerance import Side, equality_result, printed

_TEN_THOUSAND = Decimal(10000)
"""Yuan: the unit of a printed zero."""
_Amount = tuple[Decimal, Cell, Decimal]
"""Yuan of a cell, the cell, and yuan per unit of its table."""


def item_amounts(evidence: Evidence) -> Iterator[Check]:
    """Amounts behind the name of a code that no row of that name prints, where the text says no more of them.

    The reader of sentences gives no fact where a sentence only names an item; the rows of that name tell what
    it can be. A year, a change or another column may still be meant: a warning.
    """
    rule, rows = load(Repeats).named, _amounts_by_name(evidence)
    if len(rows) < FEW:
        return
    known = {evidence.facts[n].place.start for ns in evidence.by_measure.values() for n in ns}
    for quantity in evidence.quantities:
        start = quantity.place.start
        if quantity.kind != "amount" or quantity.value_yuan is None or start is None or start in known:
            continue
        name = compiled(Repeats)["before_name"].sub("", plain_name(evidence.clause_before(start)))
        amounts = rows.get(name)
        if not amounts or len(name) < rule.shortest or quantity.where != "body":
            continue
        unit = abs(quantity.value_yuan / quantity.value) if quantity.value else _TEN_THOUSAND
        in_text = printed(quantity.value_yuan, quantity.decimals, unit)
        in_table, place = _nearest(amounts, in_text)
        other = evidence.raw(place)
        values = {
            "item": name,
            "printed": evidence.raw(quantity.place),
            "other": other,
            "page": words.page(quantity.place),
            "other_page": words.page(place),
            "computed": other,
        }
        formula = f"{name} in text = {name} in table"
        sides = Comparison(formula, (), (), in_text, in_table, equality_result(in_text, in_table))
        yield evaluated(rule, sides, values, places=[quantity.place, place])


def _nearest(amounts: list[_Amount], of: Side) -> tuple[Side, Place]:
    _, cell, unit = min(amounts, key=lambda amount: abs(amount[0] - of.value))
    return printed(cell.value_yuan or Decimal(0), cell.decimals, unit), cell.place


def _amounts_by_name(evidence: Evidence) -> Mapping[str, list[_Amount]]:
    """The amounts that stand in the rows of each name of a code."""
    amounts: dict[str, list[_Amount]] = defaultdict(list)
    for table in evidence.tables:
        unit = table.unit_multiplier or Decimal(1)
        for cell in table.cells:
            yuan = cell.value_yuan
            if yuan is not None and cell.row_code and cell.row_label and not cell.is_header:
                amounts[plain_name(cell.row_label)].append((yuan, cell, unit))
    return amounts
