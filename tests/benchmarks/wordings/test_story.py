"""Marks of running text."""

from __future__ import annotations

import pytest

from benchmarks.wordings.story import marks, parse_mark, printed_text

TEXT = "支出[[1,234.56|expenditure.total|final]]万元，下降[[2.10|expenditure.total|growth_yoy|dir=-1]]%。"


def test_marks_stand_where_they_are_printed() -> None:
    shown = printed_text(TEXT)
    assert shown == "支出1,234.56万元，下降2.10%。"
    assert [shown[at : at + len(m.printed)] for at, m in marks(TEXT)] == ["1,234.56", "2.10"]


def test_alternatives_and_keys() -> None:
    mark = parse_mark(
        "5", "gpb.basic/fiscal.basic_expenditure|share|code=301|of=gpb.basic_expenditure|year=2023"
    )
    assert mark.measures == ("gpb.basic_expenditure", "fiscal.basic_expenditure")
    assert (mark.role, mark.code, mark.of, mark.year) == ("share", "301", "gpb.basic_expenditure", 2023)


def test_nothing_may_come_of_it_and_not_scored() -> None:
    assert (parse_mark("5", "-").measures, parse_mark("5", "-").scored) == ((), True)
    assert not parse_mark("5", "?").scored


@pytest.mark.parametrize("rest", ["income.total", "income.total|final|colour=1", "income.total|final|dir=2"])
def test_a_mark_that_says_nothing_is_refused(rest: str) -> None:
    with pytest.raises(ValueError, match=r"role|keys|direction"):
        parse_mark("5", rest)
