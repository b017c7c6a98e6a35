"""Words for the relation of a target."""

from __future__ import annotations

import pytest

from extractors.forms.relation_words import relations, relations_after, states_relation


def test_the_longest_word_comes_first() -> None:
    for words in (relations(), relations_after()):
        lengths = [len(word) for word, _ in words]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("word", "relation"), [("不得低于", "≥"), ("不超过", "≤"), ("》", ">"), ("小于", "<"), ("等于", "=")]
)
def test_words_before_a_number(word: str, relation: str) -> None:
    assert dict(relations())[word] == relation


@pytest.mark.parametrize(("word", "relation"), [("及以上", "≥"), ("(含)以内", "≤"), ("以下", "≤")])
def test_words_behind_a_number(word: str, relation: str) -> None:
    assert dict(relations_after())[word] == relation


def test_a_relation_may_stand_anywhere_in_a_text() -> None:
    assert states_relation("合格率不低于90%")
    assert not states_relation("合格率90%")
