"""Where a pattern of the audit is searched."""

from __future__ import annotations

from patterns.rule import SearchedIn


def test_a_text_is_searched_where_one_of_the_words_stands() -> None:
    pattern = SearchedIn(id="p", regex="x", only_with=("追加", "结转"))
    assert pattern.may_be_in("上年结转")
    assert pattern.may_be_in("追加经费")
    assert not pattern.may_be_in("支出")


def test_without_words_every_text_is_searched() -> None:
    assert SearchedIn(id="p", regex="x").may_be_in("")
