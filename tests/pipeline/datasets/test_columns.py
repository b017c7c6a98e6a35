from __future__ import annotations

import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.columns import Columns, column

TEXTS = Columns(
    {"doc_id": ["d", "e"], "text": ["x", None], "text_sha256": [None] * 2, "search_tokens": ["", ""]}
)


def test_rows_by_column_are_read_as_rows() -> None:
    rows = Columns({"a": [1, 2, 3], "b": ["x", None, "z"]})
    assert list(rows) == [{"a": 1, "b": "x"}, {"a": 2, "b": None}, {"a": 3, "b": "z"}]
    assert rows[-1] == {"a": 3, "b": "z"}
    assert rows[1:] == list(rows)[1:]
    assert len(rows) == 3
    with pytest.raises(IndexError):
        rows[3]


def test_without_columns_there_are_no_rows() -> None:
    assert list(Columns({})) == []
    assert not Columns({"a": []})


def test_columns_of_several_lengths_are_no_rows() -> None:
    with pytest.raises(ValueError, match=r"\[1, 2\]"):
        Columns({"a": [1], "b": [1, 2]})


def test_rows_are_replaced_without_touching_the_others() -> None:
    rows = Columns({"a": [1, 2], "b": ["x", "y"]})
    assert list(rows.with_rows({1: {"a": 5, "b": None}})) == [{"a": 1, "b": "x"}, {"a": 5, "b": None}]
    assert rows.column("a") == [1, 2]


def test_a_column_is_had_of_rows_however_they_are_kept() -> None:
    assert column(TEXTS, "text") == column(list(TEXTS), "text") == ["x", None]
    for rows in (TEXTS, list(TEXTS)):
        with pytest.raises(KeyError):
            column(rows, "gone")


def test_both_become_the_same_table() -> None:
    assert to_table("texts", TEXTS).equals(to_table("texts", list(TEXTS)))
