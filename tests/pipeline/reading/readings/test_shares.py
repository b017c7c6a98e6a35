"""The total of which all shares of a list are so many per cent."""

from __future__ import annotations

from decimal import Decimal

from extractors.document import Place
from extractors.records import Fact
from pipeline.reading.readings.shares import with_denominators

NOWHERE = Place(None, None, None, None)
SHARE = "noun.x·inherited·fund:none·list·share"


def value(measure: str, yuan: str, statement: int) -> Fact:
    amount = Decimal(yuan)
    return Fact(
        NOWHERE,
        measure,
        "final",
        "narrative",
        statement=statement,
        value=amount,
        value_yuan=amount,
        decimals=2,
    )


def share(measure: str, percent: str, statement: int, of: str, construction: str = SHARE) -> Fact:
    return Fact(
        NOWHERE,
        measure,
        "share",
        "narrative",
        statement=statement,
        value=Decimal(percent),
        decimals=1,
        denominator=of,
        construction=construction,
    )


def denominators(*shares: Fact) -> list[str | None]:
    totals = [value("income_expenditure_total", "1000.00", 1), value("income.total", "800.00", 2)]
    parts = [value("income.fiscal", "600.00", 3), value("income.other", "200.00", 4)]
    facts = [*totals, *parts, *shares]
    return [f.denominator for f in with_denominators(facts, (), [7] * len(facts)) if f.role == "share"]


def test_a_list_is_of_the_total_that_all_of_it_fits() -> None:
    grand = "income_expenditure_total"
    found = denominators(share("income.fiscal", "75.0", 3, grand), share("income.other", "25.0", 4, grand))
    assert found == ["income.total", "income.total"]


def test_a_list_that_fits_as_it_is_stays() -> None:
    grand = "income_expenditure_total"
    found = denominators(share("income.fiscal", "60.0", 3, grand), share("income.other", "20.0", 4, grand))
    assert found == [grand, grand]


def test_a_list_that_fits_no_total_stays() -> None:
    grand = "income_expenditure_total"
    found = denominators(share("income.fiscal", "60.0", 3, grand), share("income.other", "25.0", 4, grand))
    assert found == [grand, grand]


def test_a_total_that_is_said_stays() -> None:
    said = SHARE + ":said"
    assert denominators(share("income.fiscal", "75.0", 3, "income_expenditure_total", said)) == [
        "income_expenditure_total"
    ]
