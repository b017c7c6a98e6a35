"""How the forms benchmark compares what a person read with the datasets."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from benchmarks.forms import GOLD, NUMBERS, Tally, find_form, score_form

WANTED: dict[str, Any] = {
    "pages": [3],
    "name_raw": "平台",
    "total_score": "98",
    "funds": [["total", "1.50", None]],
    "goals": [["建成平台。", "已建成。"]],
    "indicators": [["产出指标", "≥8个", "10"]],
}
FILE: dict[str, Any] = {
    "document": "ab" * 32,
    "fund_unit": "10000",
    "fund_columns": ["fund_type", "initial_budget_raw", "score_raw"],
    "indicator_columns": ["level1", "target_raw", "weight"],
}
GOT: dict[str, Any] = {
    "page": 3,
    "name_raw": "平 台",
    "total_score": Decimal("98.0"),
    "funds": [
        {
            "fund_type": "total",
            "initial_budget_raw": "1.50",
            "initial_budget": Decimal(15000),
            "score_raw": None,
        }
    ],
    "goals": [{"expected": "建成平台。", "actual": "已建成。"}],
    "indicators": [{"level1": "产出指标", "target_raw": "≥8个", "weight": Decimal(10)}],
}


def misses(got: dict[str, Any] | None) -> list[str]:
    tally = Tally()
    score_form(tally, FILE, WANTED, got)
    return [miss.column for miss in tally.misses]


def test_what_the_page_says_is_right() -> None:
    assert misses(GOT) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"total_score": Decimal(97)}, ["total_score"]),
        ({"goals": []}, ["expected", "actual"]),
        ({"indicators": [*GOT["indicators"], {"level1": "效益指标"}]}, ["indicator"]),
        ({"funds": [{**GOT["funds"][0], "initial_budget": Decimal("1.5")}]}, ["initial_budget"]),
        ({"funds": [{**GOT["funds"][0], "score_raw": "--"}]}, ["score_raw"]),
        ({"funds": [*GOT["funds"], {"fund_type": "other"}]}, ["fund_type"]),
    ],
)
def test_a_wrong_cell_counts_once(change: dict[str, Any], wrong: list[str]) -> None:
    assert misses({**GOT, **change}) == wrong


def test_a_form_that_is_not_found_has_every_cell_wrong() -> None:
    tally = Tally()
    score_form(tally, FILE, WANTED, None)
    blank = 1  # the score of the fund, which is blank on the page too
    assert len(tally.misses) == sum(tally.cells.values()) - blank


def test_a_form_is_found_on_its_pages_by_its_name() -> None:
    other = {**GOT, "name_raw": "其他"}
    assert find_form(FILE, [other, GOT], WANTED) is GOT
    assert find_form(FILE, [{**GOT, "page": 4}], WANTED) is None
    assert find_form(FILE, [other], WANTED) is other
    namesake = {**GOT, "funds": [{"fund_type": "total", "initial_budget_raw": "9.00", "score_raw": None}]}
    assert find_form(FILE, [namesake, GOT], WANTED) is GOT


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda p: p.stem)
def test_the_committed_answers_are_whole(path: Any) -> None:
    """Every row has all columns, numbers are numbers, and a document is named by its hash."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert len(bytes.fromhex(gold["document"])) == 32
    assert gold["forms"]
    for form in gold["forms"]:
        assert form["indicators"] or form["goals"]
        assert all(len(fund) == len(gold["fund_columns"]) for fund in form["funds"])
        for indicator in form["indicators"]:
            row = dict(zip(gold["indicator_columns"], indicator, strict=True))
            assert all(Decimal(row[c]) is not None for c in NUMBERS if row.get(c) is not None)
