"""`mingzhang search`."""

from __future__ import annotations

import csv
import json

import pytest

from tests.pipeline.commands.published import asked, printed, published

__all__ = ["published"]


@pytest.mark.usefixtures("published")
def test_hits_are_printed_with_what_was_found() -> None:
    status, text = asked("search", "Education", "-o", "out")
    assert status == 0
    assert text.startswith("1. Education · 2023 · final_account")
    assert "in/c" in text


@pytest.mark.usefixtures("published")
def test_hits_for_programs_mark_the_words() -> None:
    status, text = asked("search", "Education", "-o", "out", "-f", "json")
    assert status == 0
    hits = json.loads(text)
    assert {hit["entity_name"] for hit in hits} == {"Education"}
    assert any("【Education】" in str(hit["title"]) + str(hit["snippet"]) for hit in hits)
    status, text = asked("search", "Education", "-o", "out", "-f", "csv")
    rows = list(csv.DictReader(text.splitlines()))
    assert (status, len(rows)) == (0, len(hits))
    assert {row["fiscal_year"] for row in rows} == {"2023"}


@pytest.mark.usefixtures("published")
def test_filters_narrow_and_places_are_chosen() -> None:
    assert asked("search", "Education", "-o", "out", "--year", "2022")[0] == 1
    assert asked("search", "Education", "-o", "out", "--kind", "budget")[0] == 1
    assert asked("search", "Education", "-o", "out", "--entity", "Educ", "--division", "31")[0] == 0
    everywhere = json.loads(printed("search", "Education", "-o", "out", "-f", "json"))
    assert {hit["kind"] for hit in everywhere} == {"section", "table", "title"}
    only = ["--in", "sections", "--in", "titles"]
    some = json.loads(printed("search", "Education", "-o", "out", "-f", "json", *only))
    assert {hit["kind"] for hit in some} == {"section", "title"}


@pytest.mark.usefixtures("published")
def test_so_many_hits_at_most() -> None:
    assert len(json.loads(printed("search", "Education", "-o", "out", "-f", "json", "-n", "1"))) == 1
    assert len(json.loads(printed("search", "Education", "-o", "out", "-f", "json", "-n", "2"))) == 2


@pytest.mark.usefixtures("published")
def test_nothing_found_says_what_to_try() -> None:
    status, text = asked("search", "zebra", "-o", "out")
    assert (status, "nothing found; try fewer words, or other filters" in text) == (1, True)
    assert asked("search", "zebra", "-o", "nowhere")[0] == 1


@pytest.mark.usefixtures("published")
def test_an_answer_that_was_looked_for_more_widely_says_so() -> None:
    status, text = asked("search", "Education zebra", "-o", "out")
    assert status == 0
    assert "no place has all of these words; places that have some:" in text


@pytest.mark.usefixtures("published")
def test_a_division_goes_by_its_name() -> None:
    hits = json.loads(printed("search", "Education", "-o", "out", "-f", "json", "--division", "上海"))
    assert {hit["entity_name"] for hit in hits} == {"Education"}
    assert asked("search", "Education", "-o", "out", "--division", "北京")[0] == 1
    status, text = asked("search", "Education", "-o", "out", "--division", "朝阳区")
    assert (status, "give a code: 110105 北京市朝阳区, 220104 吉林省长春市朝阳区" in text) == (2, True)


@pytest.mark.usefixtures("published")
def test_a_figure_is_found_with_its_row_column_and_printed_value() -> None:
    status, text = asked("search", "1.70", "-o", "out")
    assert (status, text.splitlines()[0]) == (0, "1. Central · 2022 · final_account  cell, page 1")
    assert "income | " in text
    assert ": 1.70" in text
    cells = json.loads(printed("search", "17,000", "-o", "out", "--in", "tables", "-f", "json"))
    assert {(hit["kind"], hit["printed"], hit["match"]) for hit in cells} == {("cell", "1.70", "other_unit")}
    text = asked("search", "17,000", "-o", "out")[1]
    assert "the same money, printed in another unit" in text
    assert asked("search", "17,001", "-o", "out")[0] == 1
