"""Changes that say by their growth what they are of."""

from __future__ import annotations

from decimal import Decimal

from extractors.narrative.aspects import Subject
from extractors.narrative.heads import Figure
from extractors.narrative.proven_changes import fits, half_of_last, proven
from tests.extractors.narrative.paragraphs import BUDGET, read
from tests.extractors.narrative.test_regions import line

BASIC, PROJECT = Subject("expenditure.basic"), Subject("expenditure.project")
FIGURES = (Figure(BASIC, Decimal(1600)), Figure(PROJECT, Decimal(500)))


def test_the_value_that_grew_so_is_the_subject() -> None:
    assert proven(FIGURES, Decimal(13), Decimal("0.01"), Decimal("0.82"), 2) == BASIC
    assert proven(FIGURES, Decimal(-25), Decimal("0.01"), Decimal("-4.76"), 2) == PROJECT


def test_what_fits_nothing_or_everything_proves_nothing() -> None:
    assert proven(FIGURES, Decimal(13), Decimal("0.01"), Decimal("9.99"), 2) is None
    assert proven(FIGURES, Decimal(0), Decimal("0.01"), Decimal(0), 2) is None
    assert (
        proven(
            (*FIGURES, Figure(Subject("income.total"), Decimal(1600))),
            Decimal(13),
            Decimal(0),
            Decimal("0.82"),
            2,
        )
        is None
    )


def test_from_nothing_there_is_no_growth() -> None:
    assert not fits(Decimal(13), Decimal(13), Decimal(0), Decimal(100), 2)


def test_the_last_digit_of_an_amount_in_yuan() -> None:
    assert half_of_last(Decimal("1.50"), Decimal(15000), 2) == Decimal(50)


def test_behind_a_list_the_figures_say_that_the_whole_is_meant() -> None:
    facts, _ = read(
        "收入预算80.00万元，其中：一般公共预算拨款收入70.00万元、事业收入10.00万元。比上年增加4.00万元，增长5.26%。",
        canonical="income",
        identity=BUDGET,
    )
    assert [line(f) for f in facts][3:] == [
        "income_expenditure_total change_yoy 4.00",
        "income_expenditure_total growth_yoy 5.26",
    ]
    assert facts[-1].construction is not None
    assert "+growth" in facts[-1].construction


def test_a_change_of_a_wrong_subject_is_taken_back() -> None:
    facts, _ = read(
        "基本支出160.00万元。项目支出50.00万元，与上年相比增加1.30万元，增长0.82%。",
        canonical="expenditure",
        identity=BUDGET,
    )
    assert [line(f) for f in facts] == [
        "expenditure.basic initial_budget 160.00",
        "expenditure.project initial_budget 50.00",
        "expenditure.basic change_yoy 1.30",
        "expenditure.basic growth_yoy 0.82",
    ]


def test_a_subject_that_the_words_name_stays_though_its_figures_do_not_fit() -> None:
    facts, _ = read(
        "基本支出160.00万元。项目支出50.00万元，项目支出比上年增加1.30万元，增长0.82%。",
        canonical="expenditure",
        identity=BUDGET,
    )
    assert [f.measure for f in facts][2:] == ["expenditure.project", "expenditure.project"]
