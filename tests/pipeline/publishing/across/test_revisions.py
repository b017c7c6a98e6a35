from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.datasets.schema import datasets
from pipeline.publishing.across.revisions import revision_rows
from tests.pipeline.publishing.across.drawn import fact, figures_of, pair

Row = dict[str, Any]


def revised(before: list[Row], after: list[Row]) -> list[Row]:
    return list(revision_rows(pair("revised", "old", "new"), figures_of({"old": before, "new": after})))


def test_every_figure_that_is_changed_left_out_or_added_is_a_row() -> None:
    rows = revised(
        [fact("9.50"), fact("1.00", function_code="201"), fact("3.00", function_code="205")],
        [fact("9.00"), fact("1.00", function_code="201"), fact("4.00", function_code="208")],
    )
    assert [(r["change"], r["function_code"], r["value_before"], r["value_after"], r["difference"])
            for r in rows] == [
        ("changed", None, Decimal(95000), Decimal(90000), Decimal(-5000)),
        ("removed", "205", Decimal(30000), None, None),
        ("added", "208", None, Decimal(40000), None),
    ]  # fmt: skip
    assert len({r["revision_id"] for r in rows}) == 3


def test_a_row_belongs_to_the_document_that_counts_and_names_both_facts() -> None:
    (row,) = revised([fact("9.50", fact_id="f1")], [fact("9.00", fact_id="f2", item_label=None)])
    assert set(row) == set(datasets()["revisions"].schema.names)
    assert (row["doc_id"], row["previous_doc_id"]) == ("new", "old")
    assert (row["fact_id_before"], row["fact_id_after"]) == ("f1", "f2")
    assert (row["measure"], row["role"], row["scope"], row["value_year"]) == (
        "gpb.expenditure", "final", "gpb", 2024,
    )  # fmt: skip


def test_one_side_of_what_was_added_or_removed_is_null() -> None:
    (removed,) = revised([fact("3.00", fact_id="f1")], [])
    assert (removed["fact_id_before"], removed["fact_id_after"]) == ("f1", None)
    (added,) = revised([], [fact("3.00", fact_id="f2")])
    assert (added["fact_id_before"], added["fact_id_after"]) == (None, "f2")


def test_the_same_figures_are_no_revision() -> None:
    assert revised([fact("9.50"), fact("1.0")], [fact("9.5"), fact("1.00")]) == []
