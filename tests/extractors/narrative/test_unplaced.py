"""Numbers that no quantity holds."""

from __future__ import annotations

from dataclasses import replace

from extractors.narrative.quantities import find_quantities
from extractors.narrative.unplaced import unplaced_numbers
from tests.extractors.narrative.paragraphs import document


def test_no_printed_decimal_vanishes() -> None:
    doc = document("1.1 收入情况", "系统2.0上线,支出3.50万元", "1.2026年安排2,000平方米")
    rejects = unplaced_numbers(doc, find_quantities(doc, []))
    assert [(r.raw, r.stage) for r in rejects] == [
        ("1.1", "quantities"),
        ("2.0", "quantities"),
        ("1.2026", "quantities"),
    ]
    assert rejects[2].reason != rejects[0].reason


def test_numbers_of_running_heads_are_kept_too() -> None:
    doc = document("某局预算 12.5", role="furniture")
    assert find_quantities(doc, []) == []
    assert [r.raw for r in unplaced_numbers(doc, [])] == ["12.5"]


def test_numbers_that_a_quantity_holds_are_placed() -> None:
    doc = document("收入3.50万元，支出2.50万元", "系统2.0上线", "结余1.00万元")
    quantities = find_quantities(doc, [])
    assert [r.raw for r in unplaced_numbers(doc, quantities)] == ["2.0"]
    assert [r.raw for r in unplaced_numbers(doc, quantities[1:])] == ["3.50", "2.0"]
    assert [r.raw for r in unplaced_numbers(doc, [])] == ["3.50", "2.50", "2.0", "1.00"]


def test_a_reject_says_why_and_where() -> None:
    doc = document("1.1 收入情况", role="furniture")
    (reject,) = unplaced_numbers(doc, [])
    assert (reject.place.start, reject.place.end) == (0, 3)
    assert "running head" in reject.reason
    (reject,) = unplaced_numbers(document("系统2.0上线"), [])
    assert "without a unit" in reject.reason
    (reject,) = unplaced_numbers(document("1.2026年安排"), [])
    assert "mark of a list" in reject.reason


def test_a_number_that_a_quantity_holds_in_part_only_is_rejected() -> None:
    doc = document("收入3.50万元")
    (quantity,) = find_quantities(doc, [])
    cut = replace(quantity, place=replace(quantity.place, end=5))
    assert [r.raw for r in unplaced_numbers(doc, [cut])] == ["3.50"]
    assert unplaced_numbers(doc, [replace(quantity, place=replace(quantity.place, end=6))]) == []


def test_a_quantity_at_the_beginning_and_one_directly_behind_another_hold_their_numbers() -> None:
    for text in ("3.50万元", "收入3.50万元2.50万元", "3.50万元2.50万元1.50万元"):
        doc = document(text)
        assert unplaced_numbers(doc, find_quantities(doc, [])) == []
