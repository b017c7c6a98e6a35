"""Which measure somebody means: by its id or a name of its own; and what it can be a share of."""

from __future__ import annotations

from patterns import load
from patterns.shapes.derived import Derived
from patterns.shapes.measures import Measures
from pipeline.ask.suggestions import near, with_near
from pipeline.language.spoken import tr

TOTAL = "expenditure.total"
_QUOTES = "“”\"'"
_PER_HEAD = "staff.personnel_cost_per_head"
_SPENT = ("expenditure.", "fiscal.expenditure", "three_public.", "agency_operating")
_SPENT_OF = (".expenditure", ".basic_expenditure", ".project_expenditure", ".personnel", ".public")


class NothingToCompare(ValueError):
    """No figure answers the question; the message says what there is instead."""


class NoSuchMeasure(NothingToCompare):
    """What is asked for is no measure; the message says which may be meant."""


def measure_id(measure: str) -> str:
    """The id of a measure that is given by its id or by a name of its own. Raises `NoSuchMeasure`."""
    known = {m.id: m for m in load(Measures).measure}
    if measure in known:
        return measure
    names = {m.id: {_plain(n) for n in (m.name_zh, *m.aliases)} for m in known.values()}
    named = [one for one, own in names.items() if _plain(measure) in own]
    if len(named) == 1:
        return named[0]
    meant = [f"{one} ({known[one].name_zh})" for one in named or near(measure, names, names)]
    problem = tr("there is no measure {name} (`mingzhang measures` lists them)", name=measure)
    raise NoSuchMeasure(with_near(problem, meant))


def _plain(name: str) -> str:
    return name.translate({ord(c): None for c in _QUOTES})


def totals_of(measure: str) -> tuple[str, ...]:
    """The measures that a share of this one can be taken of, the one that serves first.

    >>> totals_of("three_public.reception"), totals_of("income.gpb")[0]
    (('expenditure.total', 'three_public.total'), 'income.total')
    """
    (known,) = (m for m in load(Measures).measure if m.id == measure)
    first = (TOTAL,) if is_spending(measure) and measure != TOTAL else ()
    named = (*first, *known.share_of, *([known.parent] if known.parent else ()))
    return tuple(dict.fromkeys(one for one in named if one != measure))


def is_spending(measure: str) -> bool:
    """Whether it is money that a body spends, so that it cannot be more than all its expenditure."""
    return measure.startswith(_SPENT) or measure.endswith(_SPENT_OF)


def heads() -> tuple[tuple[str, ...], ...]:
    """The counts that staff is: of these sets the first that is printed, its counts added."""
    (ratio,) = (r for r in load(Derived).ratio if r.measure == _PER_HEAD)
    return ratio.per


def counting_word(measure: str) -> str:
    """The measure word of a count, as Chinese has it; empty of amounts.

    >>> counting_word("assets.vehicles"), counting_word("income.total")
    ('辆', '')
    """
    (known,) = (m for m in load(Measures).measure if m.id == measure)
    return known.unit_kind.partition(":")[2]
