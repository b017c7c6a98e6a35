"""Headline figures that a document prints in their items only: personnel and public money, staff.

Rules: `composition` of patterns/derived.toml. Nothing is derived for a figure that the document prints, and
nothing where what is printed does not add up: the items of a whole must be the whole, and rules that give the
same figure must give the same value. Source: docs/domain.md §2.4 (I12, I13), §3.2 (P15).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractors.records import Fact, Table
from patterns import load
from patterns.shapes.derived import Composition, Derived
from pipeline.figures.derivation import derived
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side, equality_result, total

ROLES = ("final", "initial_budget", "count")
"""Roles that headline figures have."""
COMPOSED = frozenset({"sum_of_classes", "remainder", "sum_of_items", "other_words"})
"""What `Fact.derivation` says of these figures."""
_CLASS_LENGTH = 3


def compositions(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Fact]:
    """The figures that follow from printed items, each with its operands; where none is printed.

    `facts` are linked (`pipeline.figures.links`). A figure that a rule has given is an operand of later ones.

    >>> compositions([], [])
    []
    """
    known = list(facts)
    figures = _Figures(known, tables)
    for rule in load(Derived).composition:
        for period in figures.periods():
            positions = _operands(figures, rule, period)
            if positions:
                figures.add(_composed(figures, rule, positions))
    return known[len(facts) :]


@dataclass(frozen=True, slots=True)
class _Period:
    """What operands of one figure share."""

    role: str
    year: int | None


class _Figures:
    """The body's own figures by measure, economic class and period: the best printings, and sums of rows."""

    def __init__(self, facts: list[Fact], tables: Sequence[Table]) -> None:
        self.facts = facts
        self._tables = tables
        self._found: dict[tuple[_Period, str], dict[str | None, int]] = {}
        self._several: set[tuple[_Period, str]] = set()
        """Measures of which figures of other bodies or items are printed: of whom a total is, is not sure."""
        for n in range(len(facts)):
            self._note(n)

    def add(self, fact: Fact) -> None:
        """A figure that was derived."""
        self.facts.append(fact)
        self._note(len(self.facts) - 1)

    def periods(self) -> list[_Period]:
        """Roles and years of headline figures, in the order of the facts."""
        return list(dict.fromkeys(period for period, _ in self._found))

    def of(self, measure: str, period: _Period, code: str | None = None) -> int | None:
        """The figure's position."""
        return self._found.get((period, measure), {}).get(code)

    def classes(self, measure: str, period: _Period) -> Mapping[str, int]:
        """The figure's economic classes of three digits, with their positions."""
        found = self._found.get((period, measure), {})
        return {code: n for code, n in found.items() if code is not None}

    def is_of_several(self, measure: str, period: _Period) -> bool:
        """Whether the document counts such things body by body."""
        return (period, measure) in self._several

    def side(self, n: int) -> Side:
        """The value with the slack of its decimals; derived figures are as exact as their operands."""
        fact = self.facts[n]
        if fact.derived_from:
            return total(self.side(m) for m in fact.derived_from)
        side = side_of(fact, self._tables)
        assert side is not None
        return side

    def _note(self, n: int) -> None:
        fact = self.facts[n]
        if fact.role not in ROLES or fact.value is None or fact.value_state == "template_residue":
            return
        code = fact.economic_code
        if fact.function_code is not None or (code is not None and len(code) != _CLASS_LENGTH):
            return
        key = (_Period(fact.role, fact.value_year), fact.measure)
        if fact.unit is not None or (fact.item_label is not None and code is None):
            self._several.add(key)
            return
        if fact.duplicate_of is None and fact.part_of is None:
            self._found.setdefault(key, {}).setdefault(code, n)


def _operands(figures: _Figures, rule: Composition, period: _Period) -> list[int]:
    """The positions of what a figure follows from; none where it is printed or does not follow."""
    if figures.of(rule.gives, period) is not None:
        return []
    if rule.role and period.role not in rule.role:
        return []
    match rule.derivation:
        case "sum_of_classes":
            return _by_class(figures, rule, period)
        case "remainder":
            return _remainder(figures, rule, period)
        case "sum_of_items" | "other_words":
            return _items(figures, rule, period)


def _by_class(figures: _Figures, rule: Composition, period: _Period) -> list[int]:
    """The classes of one side, where those of all sides are the whole."""
    whole = None if rule.whole is None else figures.of(rule.whole, period)
    if whole is None:
        return []
    for measure in rule.of:
        classes = figures.classes(measure, period)
        other = [n for code, n in classes.items() if code not in rule.classes | rule.others]
        inside = [n for code, n in sorted(classes.items()) if code in rule.classes]
        divided = not any(figures.facts[n].value for n in other)
        if inside and divided and _adds_up(figures, whole, classes.values()):
            beside = [n for measure in rule.beside if (n := figures.of(measure, period)) is not None]
            return inside if not beside or _adds_up(figures, whole, (*inside, *beside)) else []
    return []


def _adds_up(figures: _Figures, whole: int, parts: Iterable[int]) -> bool:
    return equality_result(figures.side(whole), total(figures.side(n) for n in parts)) != "fail"


def _remainder(figures: _Figures, rule: Composition, period: _Period) -> list[int]:
    """A whole and the parts beside the wanted one, all of them in tables: sentences may speak of less."""
    wanted = [figures.of(measure, period) for measure in (rule.whole, *rule.of) if measure is not None]
    positions = [n for n in wanted if n is not None]
    if len(positions) < len(wanted) or any(figures.facts[n].source_kind != "table" for n in positions):
        return []
    return positions if _value(figures, rule, positions) >= 0 else []


def _items(figures: _Figures, rule: Composition, period: _Period) -> list[int]:
    """The parts: as many as are needed, none counted body by body, each quota with its number."""
    if any(figures.is_of_several(measure, period) for measure in (*rule.of, *rule.perhaps, rule.gives)):
        return []
    if not _nothing_else(figures, rule, period):
        return []
    measures = _counted(figures, rule, period)
    positions = [n for measure in measures if (n := figures.of(measure, period)) is not None]
    filled = list(_filled(figures, rule, period))
    if not positions or not all(filled) or (len(positions) < rule.needs and not filled):
        return []
    if rule.together and len({_spot(figures.facts[n]) for n in positions}) > 1:
        return []
    return positions


def _nothing_else(figures: _Figures, rule: Composition, period: _Period) -> bool:
    """Does the document say that there is nothing of what would make the figure another?"""
    said = [n for measure in rule.zero if (n := figures.of(measure, period)) is not None]
    return not rule.zero or (bool(said) and not any(figures.facts[n].value for n in said))


def _counted(figures: _Figures, rule: Composition, period: _Period) -> tuple[str, ...]:
    """The parts that count beside each other, as the quotas add up; none where they do not tell."""
    doubtful = [
        m for m in rule.perhaps if (n := figures.of(m, period)) is not None and figures.facts[n].value
    ]
    if not doubtful:
        return rule.of
    whole = None if rule.quota is None else figures.of(rule.quota, period)
    if whole is None:
        return ()
    quotas = {filled: quota for quota, filled in rule.requires.items()}

    def of_quotas(measures: Sequence[str]) -> Decimal:
        found = (figures.of(quotas[m], period) for m in measures if m in quotas)
        return sum((figures.facts[n].value or Decimal(0) for n in found if n is not None), Decimal(0))

    fitting = [
        (*rule.of, *chosen)
        for size in range(len(doubtful) + 1)
        for chosen in combinations(doubtful, size)
        if of_quotas((*rule.of, *chosen)) == figures.facts[whole].value
    ]
    return fitting[0] if len(fitting) == 1 else ()


def _filled(figures: _Figures, rule: Composition, period: _Period) -> Iterator[bool]:
    """For each quota that is printed, whether the number of those who fill it is."""
    for quota, actual in rule.requires.items():
        n = figures.of(quota, period)
        if n is not None and figures.facts[n].value:
            yield figures.of(actual, period) is not None


def _spot(fact: Fact) -> tuple[object, ...]:
    """A row of a table, or a sentence."""
    if fact.table is not None:
        return ("table", fact.table, fact.row)
    return ("statement", fact.statement)


def _value(figures: _Figures, rule: Composition, positions: Sequence[int]) -> Decimal:
    """Yuan, or a count."""
    values = [figures.facts[n].value_yuan for n in positions]
    amounts = [v for v in values if v is not None] or [
        figures.facts[n].value or Decimal(0) for n in positions
    ]
    first, rest = amounts[0], sum(amounts[1:], Decimal(0))
    return first - rest if rule.derivation == "remainder" else first + rest


def _composed(figures: _Figures, rule: Composition, positions: Sequence[int]) -> Fact:
    base = figures.facts[positions[0]]
    value = _value(figures, rule, positions)
    sure = min(rule.confidence, *(figures.facts[n].confidence for n in positions))
    return derived(
        base,
        rule.derivation,
        positions,
        value=value,
        value_yuan=None if base.value_yuan is None else value,
        unit_raw=base.unit_raw if base.value_yuan is None else None,
        measure=rule.gives,
        economic_code=None,
        decimals=max((figures.facts[n].decimals or 0 for n in positions), default=0),
        scope=rule.scope or base.scope,
        confidence=sure,
    )
