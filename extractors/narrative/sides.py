"""The two sides of an account, income and expenditure: which of them a measure, a title or words are of."""

from __future__ import annotations

from collections.abc import Sequence

from patterns import load
from patterns.shapes.clauses import Clauses

_WORDS = load(Clauses).words


def side_of(measure: str) -> str | None:
    """Whether a measure is of income or of expenditure; null where it is of neither, or of both.

    >>> side_of("income.other"), side_of("gpb.expenditure"), side_of("income_expenditure_total")
    ('income', 'expenditure', None)
    """
    last = measure.rpartition(".")[2] if not measure.startswith("income.") else "income"
    if last == "income":
        return last
    return "expenditure" if "expenditure" in measure and not measure.endswith("_total") else None


def side_of_titles(titles: Sequence[str]) -> str | None:
    """The side that the innermost title names which names only one."""
    for title in titles:
        income, expenditure = _WORDS.income in title, _WORDS.expenditure in title
        if income != expenditure:
            return "income" if income else "expenditure"
    return None


def side_of_words(text: str) -> str | None:
    """The side that `text` (squeezed) names at its end and nothing more of the subject: 支出, in 支出减少."""
    words = (("income", _WORDS.income), ("expenditure", _WORDS.expenditure))
    return next((side for side, word in words if text.endswith(word)), None)
