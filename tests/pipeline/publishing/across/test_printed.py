from __future__ import annotations

from decimal import Decimal

from pipeline.figures.tolerance import Side
from pipeline.publishing.across.printed import best_printings, printed_facts
from tests.pipeline.publishing.across.drawn import fact, printed


def test_only_amounts_that_are_no_parts_of_sums_are_compared() -> None:
    rows = [fact("1.00"), fact("2.00", value_yuan=None), fact("3.00", part_of="sum")]
    assert [p.fact.value_raw for p in printed_facts(rows)] == ["1.00"]


def test_a_row_and_its_record_say_the_same() -> None:
    row = fact("1.50", function_code="201", economic_code="301", item_label="人员", unit_name="本级",
               comparator="last_year", denominator="income.total")  # fmt: skip
    found = printed(row)
    record = found.fact
    assert found.row is row
    assert (record.measure, record.role, record.source_kind, record.scope) == (
        "gpb.expenditure", "final", "table", "gpb",
    )  # fmt: skip
    assert (record.function_code, record.economic_code, record.item_label, record.unit) == (
        "201", "301", "人员", "本级",
    )  # fmt: skip
    assert (record.value, record.value_yuan, record.decimals) == (Decimal("1.50"), Decimal(15000), 2)
    assert (record.value_year, record.value_raw, record.unit_raw) == (2024, "1.50", "万元")
    assert (record.comparator, record.denominator) == ("last_year", "income.total")


def test_a_figure_stands_for_half_a_unit_of_its_last_digit_to_either_side() -> None:
    assert printed(fact("12.5")).amount == Side(Decimal(125000), Decimal(500))
    assert printed(fact("12.50")).amount == Side(Decimal(125000), Decimal(50))


def test_what_is_derived_from_two_figures_in_wan_yuan_has_the_slack_of_both() -> None:
    assert printed(fact("12.5", source_kind="derived")).amount == Side(Decimal(125000), Decimal(1000))
    whole = printed(fact("12", source_kind="derived", decimals=None)).amount
    assert whole == Side(Decimal(120000), Decimal(10000))


def test_an_item_of_a_classification_is_coded() -> None:
    assert printed(fact("1", function_code="201")).is_coded
    assert printed(fact("1", economic_code="301")).is_coded
    assert not printed(fact("1", item_label="人员经费")).is_coded


def test_the_best_printing_of_a_figure_is_the_one_that_is_no_duplicate() -> None:
    second = fact("1.00", page=7, duplicate_of="first")
    first = fact("1.00", page=3)
    other = fact("5.00", function_code="205")
    best = best_printings(printed_facts([second, first, other]))
    assert [p.row["page"] for p in best.values()] == [3, 3]
    assert [p.fact.value_raw for p in best.values()] == ["1.00", "5.00"]


def test_of_two_that_are_no_duplicates_the_first_is_the_best() -> None:
    best = best_printings(printed_facts([fact("1.00", page=2), fact("1.01", page=9)]))
    assert [p.row["page"] for p in best.values()] == [2]
