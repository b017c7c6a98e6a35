"""What the tool makes of a story's numbers, against what they mean."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.wordings.story import CellFact, Grid, Mark, Para, Story, marks, printed_text

if TYPE_CHECKING:
    from extractors.records import Fact
    from pipeline.reading.extraction import Extraction

UNITS = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000), "元": Decimal(1)}
CONTEXT = 24
"""Characters shown on each side of a number."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one number: right, missing, wrong, spurious, quiet (rightly no fact).

    unmarked: a fact at a number that the story does not mark, such as a year or the number of a clause.
    """

    status: str
    place: str
    """prose or table"""
    wanted: str
    context: str
    got: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    """In what the nearest fact is unlike."""


@dataclass(slots=True)
class Result:
    """Everything that is scored of one document."""

    name: str
    style: str
    outcomes: list[Outcome] = field(default_factory=list)
    findings: list[tuple[str, str, str]] = field(default_factory=list)
    """Severity, code and message of errors and warnings: a story contradicts itself nowhere."""
    seconds: float = 0.0
    failure: str = ""

    def count(self, status: str, place: str = "prose") -> int:
        return sum(o.status == status and o.place == place for o in self.outcomes)


class _Text:
    """Canonical text without white space, and where each of its characters stands."""

    def __init__(self, text: str) -> None:
        kept = [(i, c) for i, char in enumerate(text) if not char.isspace() for c in _folded(char)]
        self.offsets = [i for i, _ in kept]
        self.text = "".join(c for _, c in kept)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.offsets[start], self.offsets[end - 1] + 1


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def score(story: Story, found: Extraction, result: Result) -> None:
    """Adds the outcomes of every mark and every cell with a truth, and the findings."""
    text = _Text(found.document.text)
    prose = _by_place(found, {"narrative"})
    cells = _by_place(found, {"table"})
    cursor = 0
    for block in story.blocks:
        if isinstance(block, Para):
            start = text.text.find(_folded(printed_text(block.text)), cursor)
            seen: set[int] = set()
            for at, length, mark, context, unit in _numbers(block):
                whole = text.span(start + at, start + at + length) if start >= 0 else None
                span = whole or _by_context(text, block, at, length, cursor)
                facts = [] if span is None else prose.at(*span)
                seen.update(map(id, facts))
                outcome = judged(mark, facts, unit, context)
                if outcome is not None:
                    result.outcomes.append(outcome)
            if start >= 0:
                end = start + len(_folded(printed_text(block.text)))
                result.outcomes += _unmarked(prose.at(*text.span(start, end)), seen, block)
                cursor = end
        elif isinstance(block, Grid):
            cursor = _grid(block, text, cells, cursor, result)
    result.findings += [
        (f.severity, f.code, f.message_zh) for f in found.findings if f.severity in ("error", "warning")
    ]


def _numbers(block: Para) -> Iterator[tuple[int, int, Mark, str, Decimal | None]]:
    """Offset and length in the folded text, mark, context and yuan for one unit, of every mark."""
    shown = printed_text(block.text)
    for at, mark in marks(block.text):
        end = at + len(mark.printed)
        context = f"{shown[max(0, at - CONTEXT) : at]}【{mark.printed}】{shown[end : end + CONTEXT // 2]}"
        after = shown[end:].lstrip()
        unit = next((v for k, v in UNITS.items() if after.startswith(k)), None)
        yield len(_folded(shown[:at])), len(_folded(mark.printed)), mark, context, unit


def _by_context(text: _Text, block: Para, at: int, length: int, cursor: int) -> tuple[int, int] | None:
    """The place of a number whose paragraph is not in the text as a whole; by the words around it."""
    shown = _folded(printed_text(block.text))
    for before, behind in ((12, 4), (6, 2), (3, 0)):
        first = max(0, at - before)
        start = text.text.find(shown[first : at + length + behind], cursor)
        if start >= 0:
            return text.span(start + at - first, start + at - first + length)
    return None


def _unmarked(facts: list[Fact], seen: set[int], block: Para) -> list[Outcome]:
    return [
        Outcome("unmarked", "prose", "-", printed_text(block.text)[: 2 * CONTEXT], (described(f),))
        for f in facts
        if id(f) not in seen and any(c.isdigit() for c in f.value_raw or "")
    ]


class _Places:
    """Facts by the first character of their number."""

    def __init__(self, facts: list[tuple[int, int, Fact]]) -> None:
        self.facts = sorted(facts, key=lambda f: f[0])
        self.starts = [s for s, _, _ in self.facts]

    def at(self, start: int, end: int) -> list[Fact]:
        first = bisect_left(self.starts, start - 64)
        return [f for s, e, f in self.facts[first : bisect_left(self.starts, end)] if s < end and e > start]


def _by_place(found: Extraction, kinds: set[str]) -> _Places:
    return _Places(
        [
            (f.place.start, f.place.end, f)
            for f in found.facts
            if f.source_kind in kinds
            and f.place.start is not None
            and f.place.end is not None
            and f.value_raw is not None
        ]
    )


def judged(mark: Mark, facts: list[Fact], unit: Decimal | None, context: str) -> Outcome | None:
    """The outcome of one number of running text; null where it is not scored."""
    if not mark.scored:
        return None
    got = tuple(described(f) for f in facts)
    if not mark.measures:
        return Outcome("spurious" if facts else "quiet", "prose", "-", context, got)
    wanted = " ".join(
        str(part)
        for part in ("/".join(mark.measures), mark.role, mark.code, mark.label, mark.direction, mark.scope)
        if part is not None
    )
    if not facts:
        return Outcome("missing", "prose", wanted, context)
    why = min((unlike(mark, f, unit) for f in facts), key=len)
    return Outcome("wrong" if why else "right", "prose", wanted, context, got, why)


def unlike(mark: Mark, fact: Fact, unit: Decimal | None) -> tuple[str, ...]:
    """In what a fact is not what its number says."""
    measures = set(mark.measures)
    if mark.code and mark.code.startswith(("30", "31", "39")) and not mark.scope:
        # one amount where all money is of the general budget, and section titles name either
        basic = {"gpb.basic_expenditure", "fiscal.basic_expenditure"}
        measures |= basic if measures & basic else set()
    found = [
        ("measure", fact.measure in measures),
        ("role", fact.role in mark.role.split("/")),
        ("direction", mark.direction is None or fact.direction == mark.direction),
        ("scope", mark.scope is None or fact.scope == mark.scope),
        ("year", mark.year is None or fact.value_year in (None, mark.year)),
        ("of", mark.of is None or fact.denominator in (None, *mark.of.split("/"))),
        ("item", _same_item(mark, fact)),
        ("value", _same_value(mark, fact, unit)),
    ]
    return tuple(name for name, holds in found if not holds)


def _same_item(mark: Mark, fact: Fact) -> bool:
    codes = {c for c in (fact.function_code, fact.economic_code) if c}
    if mark.code is not None:
        return mark.code in codes
    labels = [_folded(t) for t in (fact.item_label, fact.unit) if t]
    if mark.label is None:
        return not codes and not labels
    wanted = _folded(mark.label)
    if any(wanted in label or label in wanted for label in labels):
        return True
    return any(wanted in map(_folded, _names(code, fact.value_year)) for code in codes)


def _names(code: str, year: int | None) -> tuple[str, ...]:
    from patterns.codes import names_in

    return names_in(code, year)


def _same_value(mark: Mark, fact: Fact, unit: Decimal | None) -> bool:
    printed = Decimal(_folded(mark.printed).replace(",", "").rstrip("%"))
    if unit is not None and fact.value_yuan is not None:
        return abs(fact.value_yuan) == abs(printed * unit)
    return fact.value is not None and abs(fact.value) == abs(printed)


def described(fact: Fact) -> str:
    """What a fact says, in one line."""
    parts = (
        fact.measure, fact.role, fact.function_code, fact.economic_code, fact.item_label, fact.unit,
        fact.direction, fact.scope, fact.value_year, fact.denominator, fact.value_raw,
    )  # fmt: skip
    return " ".join(str(p) for p in parts if p is not None)


def _grid(grid: Grid, text: _Text, cells: _Places, cursor: int, result: Result) -> int:
    """Outcomes of a table's cells, rows found one after the other; where the last of them ends."""
    start = text.text.find(_folded(grid.title), cursor)
    cursor = max(cursor, start)
    wanted: dict[int, list[CellFact]] = {}
    for fact in grid.facts:
        wanted.setdefault(fact.row, []).append(fact)
    for r, row in enumerate(grid.body):
        shown = [_folded(t) if t not in ("<", "^") else "" for t in row]
        at = text.text.find("".join(shown), cursor)
        for truth in wanted.get(r, []):
            said = f"{truth.measure} {truth.role} {truth.code or ''} {truth.label or ''}"
            context = f"{grid.title} | {' | '.join(row[:2])} | 【{row[truth.col]}】"
            first = at + len("".join(shown[: truth.col]))
            facts = [] if at < 0 else cells.at(*text.span(first, first + len(shown[truth.col])))
            right = any(_same_cell(truth, f) for f in facts)
            status = "right" if right else "wrong" if facts else "missing"
            why = ("row not found",) if at < 0 else ()
            got = tuple(described(f) for f in facts)
            result.outcomes.append(Outcome(status, "table", said, context, got, why))
        cursor = at + len("".join(shown)) if at >= 0 else cursor
    return cursor


def _same_cell(truth: CellFact, fact: Fact) -> bool:
    codes = (fact.function_code, fact.economic_code)
    label = _folded(truth.label or "")
    return (
        fact.measure in truth.measure.split("/")
        and fact.role in truth.role.split("/")
        and (truth.code is None or truth.code in codes)
        and (not label or label in _folded(fact.item_label or "") or any(codes))
    )
