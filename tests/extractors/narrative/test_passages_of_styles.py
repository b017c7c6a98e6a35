"""Invented passages of many provinces' styles: every marked figure means what its mark says.

First sight, before the grammar was changed for them: 115 of the 207 marks that were `seen`, 71 of the 107
`aside`, 399 of the 433 that came `later`.
"""

from __future__ import annotations

import pytest

from tests.extractors.narrative.marked_passages import Passage, answers, misses, passages_of


@pytest.mark.parametrize("passage", [*passages_of("seen"), *passages_of("later")], ids=lambda p: p.name)
def test_a_passage_is_read_as_it_means(passage: Passage) -> None:
    assert misses([passage]) == []


def test_passages_that_were_put_aside_are_read_as_they_mean_but_for_few() -> None:
    found = [answer.is_right for passage in passages_of("aside") for answer in answers(passage)]
    assert sum(found) >= 105
    assert len(found) == 107


def test_a_mark_that_is_not_met_is_seen() -> None:
    wrong = Passage("wrong", "一、支出预算情况\n2026年支出预算5.00万元{expenditure.basic v}。")
    assert misses([wrong]) == [
        "wrong: expenditure.basic v <> expenditure.total~all_funds initial_budget 5.00"
    ]


def test_a_total_where_none_may_be_is_seen() -> None:
    wrong = Passage("wrong", "一、支出预算情况\n2026年支出预算5.00万元{!}。")
    assert len(misses([wrong])) == 1
