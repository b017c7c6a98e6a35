"""Totals of a year that contain what was carried over: they are grand totals, whatever they are called.

Xi'an writes 「当年预算收入4,203.47万元，其中：一般公共预算拨款4,005.29万元、上年实户资金余额98.18万元、
其他收入100.00万元」: the parts add up to the total only with the balance, so it is 收入总计 and not
本年收入合计. The sum decides, within the rounding of its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractors.records import Fact
from patterns import load
from patterns.shapes.clauses import Clauses

_TOTALS = {
    "income.total": "income_expenditure_total",
    "expenditure.total": "income_expenditure_total",
    "income.fiscal": "fiscal.income_expenditure_total",
    "fiscal.expenditure": "fiscal.income_expenditure_total",
}
_BALANCES = ("balance.", "fiscal.opening", "fiscal.closing")
_FULL_STOP = load(Clauses).words.full_stop
_CURRENT = ("final", "initial_budget")


def name_grand_totals(facts: Sequence[Fact], text: str) -> list[Fact]:
    """The facts of a narrative in reading order; totals whose parts contain a balance are grand totals.

    The parts are the amounts that follow in the sentence; they count as soon as their sum is the total.
    """
    named = list(facts)
    for n, fact in enumerate(facts):
        if _is_total(fact) and _has_balance(fact, facts[n + 1 :], text):
            named[n] = replace(fact, measure=_TOTALS[fact.measure])
    return named


def _is_total(fact: Fact) -> bool:
    return (
        fact.measure in _TOTALS
        and fact.role in _CURRENT
        and fact.value_yuan is not None
        and (fact.function_code, fact.economic_code, fact.item_label) == (None, None, None)
    )


def _has_balance(total: Fact, following: Sequence[Fact], text: str) -> bool:
    """Do the amounts behind a total add up to it with a balance among them?"""
    stop = text.find(_FULL_STOP, total.place.end or 0)
    left, slack, with_balance = total.value_yuan or Decimal(0), _half_unit(total), False
    for part in following:
        if part.value_yuan is None or (part.place.start or 0) > stop >= 0:
            return False
        left, slack = left - part.value_yuan, slack + _half_unit(part)
        with_balance = with_balance or (part.measure.startswith(_BALANCES) and part.value_yuan > slack)
        if left <= slack:
            return left >= -slack and with_balance
    return False


def _half_unit(fact: Fact) -> Decimal:
    """Half a unit of the last printed decimal, in yuan."""
    unit = fact.value_yuan / fact.value if fact.value and fact.value_yuan else Decimal(1)
    return unit * Decimal(10) ** -(fact.decimals or 0) / 2
