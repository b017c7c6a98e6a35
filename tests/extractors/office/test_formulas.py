"""Formulas without results: what is a sum of known cells is known, all else is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.office.cell_styles import PLAIN
from extractors.office.formulas import Formulas, shifted
from extractors.office.kept_cells import KeptCell

CELLS = {
    (0, 0): KeptCell(Decimal("0.1"), PLAIN),
    (0, 1): KeptCell(Decimal("0.2"), PLAIN),
    (0, 2): KeptCell("甲", PLAIN),
    (0, 3): KeptCell("#REF!", PLAIN),
    (1, 0): KeptCell(None, PLAIN, "A1+B1", is_counted=False),
    (1, 1): KeptCell(None, PLAIN, "B2", is_counted=False),
    (1, 2): KeptCell(None, PLAIN, "D2", is_counted=False),
    (1, 3): KeptCell(None, PLAIN, "C2", is_counted=False),
}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1+B1", "0.3"),
        ("SUM(A1:C1)", "0.3"),
        ("SUM(A1,B1,2)", "2.3"),
        ("SUM(A1:B1)-A2*2", "-0.3"),
        ("ROUND(A1/3,2)", "0.03"),
        ("-(A1+B1)", "-0.3"),
        ("B1/A1*100%", "2"),
        ("'收 入'!A1+1", "5"),
        ("$A$1+Z99", "0.1"),
        ("A1/Z99", None),
        ("A1+C1", None),
        ("SUM(A1:D1)", None),
        ("B2", None),
        ("C2", None),
        ("IF(A1>0,1,2)", None),
        ("VLOOKUP(A1,A:B,2)", None),
        ("[1]表!A1", None),
        ("A1 B1", None),
        ("(" * 3000 + "1" + ")" * 3000, None),
        ("", None),
    ],
)
def test_what_can_be_added_up_is_added_up(formula, value):
    cells = {**CELLS, (9, 9): KeptCell(None, PLAIN, formula, is_counted=False)}
    other = {(0, 0): KeptCell(Decimal(4), PLAIN)}
    found = Formulas({"表": cells, "收 入": other}).value("表", 9, 9)
    assert found == (None if value is None else Decimal(value))


def test_a_shared_formula_moves_with_its_cell_and_names_in_quotes_do_not():
    assert shifted("'A1 表'!B2+$C3+D$4", 1, 1) == "'A1 表'!C3+$C4+E$4"
    assert shifted("A1", -1, 0) == "#REF!"
