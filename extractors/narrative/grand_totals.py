"""Totals of a year that contain what was carried over: they are grand totals, whatever they are called.

Xi'an writes 「当年预算收入4,203.47万元，其中：一般公共预算拨款4,005.29万元、上年实户资金余额98.18万元、
其他收入100.00万元」: the parts add up to the total only with the balance, so it is 收入总计 and not
本年收入合计. The sum decides, within the rounding of its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.frozen import replaced
from extractors.narrative.proven_changes import fits
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
_NEAR = 12
"""In characters: what stands so near behind a total, in brackets, is a part of it."""


def name_grand_totals(facts: Sequence[Fact], text: str) -> list[Fact]:
    """The facts of a narrative in reading order; totals whose parts contain a balance are grand totals.

    The parts are the amounts that follow in the sentence; they count as soon as their sum is the total.
    """
    named = list(facts)
    for n, fact in enumerate(facts):
        following = facts[n + 1 :]
        if _is_total(fact) and (_holds_total(fact, following) or _has_balance(fact, following, text)):
            named[n] = replaced(fact, measure=_TOTALS[fact.measure])
            _share_anew(named, n)
            _change_anew(named, n, fact.measure)
    return named


def _holds_total(total: Fact, following: Sequence[Fact]) -> bool:
    """Is the next figure a smaller one of the same name? 支出预算900万元(本年支出预算800万元)."""
    inner = following[0] if following else None
    return (
        inner is not None
        and _is_total(inner)
        and (inner.measure, inner.role, inner.scope, inner.section)
        == (total.measure, total.role, total.scope, total.section)
        and (inner.place.start or 0) - (total.place.end or 0) <= _NEAR
        and _half_unit(total) < (total.value_yuan or 0) - (inner.value_yuan or 0)
    )


def _share_anew(facts: list[Fact], at: int) -> None:
    """Shares behind a grand total that are of it and not of the total in it: their figures say so."""
    total = facts[at]
    inner = facts[at + 1] if at + 1 < len(facts) else None
    for n in range(at + 1, len(facts)):
        share, part = facts[n], facts[n - 1]
        if share.section != total.section:
            break
        is_share = share.role == "share" and share.denominator in _TOTALS
        of_inner = inner is not None and _is_share(part, inner, share)
        of_total = _is_share(part, total, share) and not of_inner
        if is_share and of_total and part.statement == share.statement:
            facts[n] = replaced(share, denominator=total.measure)


def _change_anew(facts: list[Fact], at: int, measure: str) -> None:
    """The change and the growth behind a grand total are of it where their figures say so."""
    total = facts[at]
    for n in range(at + 1, len(facts) - 1):
        change, growth = facts[n], facts[n + 1]
        is_next = n > at + 1 and change.measure == measure and _is_total(change)
        if change.section != total.section or is_next:
            return
        coded = change.item_label or change.function_code or change.economic_code
        pair = change.measure == growth.measure == measure and not coded
        if not (pair and change.role.startswith("change_") and growth.role.startswith("growth_")):
            continue
        amount, rate, slack = change.value_yuan, growth.value, _half_unit(change)
        whole = total.value_yuan or Decimal(0)
        if amount and rate and fits(whole, amount, slack, rate, growth.decimals or 0):
            facts[n] = replaced(change, measure=total.measure)
            facts[n + 1] = replaced(growth, measure=total.measure)


def _is_share(part: Fact, total: Fact, share: Fact) -> bool:
    """Whether a part is so many per cent of a total, rounded or cut."""
    if not part.value_yuan or not total.value_yuan or share.value is None:
        return False
    room = Decimal(1).scaleb(-(share.decimals or 0))
    return abs(part.value_yuan / total.value_yuan * 100 - share.value) < room


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
