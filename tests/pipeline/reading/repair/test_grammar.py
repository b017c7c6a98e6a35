"""How columns write numbers, and what ill-written ones were meant as."""

from __future__ import annotations

import pytest

from extractors.document import Grid, GridCell
from pipeline.reading.repair.grammar import Grammar, grammars, plain_digits

TWO = Grammar(2, True, True)


def column(*texts: str) -> Grammar:
    cells = tuple(GridCell(n, 0, text, 0, 0) for n, text in enumerate(texts))
    return grammars(Grid(0, 0, len(texts), 1, cells))[0]


def test_a_column_has_the_decimals_and_separators_that_most_of_its_numbers_have() -> None:
    assert column("1,234.56", "2,000.00", "7,777.10", "12.00", "3,450.00") == TWO
    assert column("1234.5", "22.25", "3456.1", "9000") == Grammar(None, False, True)
    assert column("1234", "5678", "9012").grouped is False


def test_a_column_of_codes_has_no_amounts() -> None:
    assert not column("201", "20106", "2010601", "208").is_of_amounts
    assert not column("合计", "其中").is_of_amounts


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1,234,56", ["1,234.56"]),
        ("1.234.56", ["1,234.56"]),
        ("1,23456", ["1,234.56"]),
        ("0:00", ["0.00"]),
        ("-1234,56", ["-1,234.56"]),
        ("l2.5O", ["12.50"]),
        ("1,234.5", []),  # a digit is lost, and nothing says which
        ("12.345.6", []),
        ("01234", []),
        ("合计", []),
    ],
)
def test_variants_keep_every_digit(read: str, meant: list[str]) -> None:
    assert list(TWO.variants(read)) == meant


def test_what_looks_like_a_number() -> None:
    assert plain_digits("12O.5l") == "120.51"
    assert plain_digits("O.OO") is None
    assert plain_digits("2024年") is None
