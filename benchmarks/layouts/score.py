"""Cells, facts and forms of an extraction against the truth of its book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.layouts.sheets import Book, Sheet
from extractors.records import Cell, Fact
from extractors.tables.cell_values import squeeze
from pipeline.reading.extraction import Extraction


@dataclass(slots=True)
class Score:
    """Right, expected and found, of cells, facts and rows of forms; what was missed and what was wrong."""

    cells: list[int] = field(default_factory=lambda: [0, 0])
    facts: list[int] = field(default_factory=lambda: [0, 0])
    wrong: int = 0
    """Facts that the document does not state."""
    forms: list[int] = field(default_factory=lambda: [0, 0])
    doubtful: int = 0
    """Tables that the tool marked."""
    tables: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for mine, theirs in ((self.cells, other.cells), (self.facts, other.facts), (self.forms, other.forms)):
            mine[0] += theirs[0]
            mine[1] += theirs[1]
        self.wrong += other.wrong
        self.doubtful += other.doubtful
        self.tables += other.tables


def score(book: Book, found: Extraction) -> Score:
    """Every printed amount once: the right value under the right row and column; every fact once."""
    result = Score(tables=len(book.sheets), doubtful=sum(bool(t.doubtful) for t in found.tables))
    got_cells = Counter(k for t in found.tables for c in t.cells if c.value is not None for k in _cell(c))
    for sheet in book.sheets:
        for cell in sheet.cells:
            key = (Decimal(cell.printed.replace(",", "")), squeeze(cell.row), _path(cell.path))
            result.cells[1] += 1
            if got_cells[key] > 0:
                got_cells[key] -= 1
                result.cells[0] += 1
            else:
                result.misses.append(
                    f"cell {sheet.canonical} {cell.row} | {'/'.join(cell.path)} | {cell.printed}"
                )
    got = Counter(_fact(f, found) for f in found.facts if f.source_kind == "table")
    want = Counter(_wanted(book))
    result.facts = [(got & want).total(), want.total()]
    result.wrong = (got - want).total()
    result.misses += [f"fact missing {' '.join(map(str, k))}" for k in (want - got).elements()]
    result.misses += [f"fact WRONG {' '.join(map(str, k))}" for k in (got - want).elements()]
    rows = Counter(
        (squeeze(i.level1_raw or ""), squeeze(i.level2_raw or ""), squeeze(i.level3_raw or ""),
         squeeze(i.target_raw or ""), squeeze(i.actual_raw or ""), i.weight, i.score)
        for p in found.projects
        for i in p.indicators
    )  # fmt: skip
    for sheet in book.sheets:
        for i in sheet.indicators:
            row = (
                squeeze(i.level1),
                squeeze(i.level2),
                squeeze(i.level3),
                squeeze(i.target),
                squeeze(i.actual or ""),
                i.weight,
                i.score,
            )
            result.forms[1] += 1
            if rows[row]:
                rows[row] -= 1
                result.forms[0] += 1
            else:
                result.misses.append(f"form {sheet.canonical} {' '.join(map(str, row))}")
    return result


def _cell(cell: Cell) -> Iterator[tuple[Decimal | None, str, tuple[str, ...]]]:
    """The key of a cell: by its code where it has one, else by its label."""
    yield cell.value, cell.row_code or squeeze(cell.row_label or ""), _path(cell.column_path)


def _path(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(squeeze(p) for p in path)


def _fact(fact: Fact, found: Extraction) -> tuple[str, str, str, str, Decimal | None, Decimal | None]:
    canonical = "" if fact.table is None else found.tables[fact.table].canonical_table or ""
    code = fact.function_code or fact.economic_code or squeeze(fact.item_label or "")
    value = None if fact.value is None else fact.value.normalize()
    return canonical, fact.measure, fact.role, code, value, fact.value_yuan


def _wanted(book: Book) -> Iterator[tuple[str, str, str, str, Decimal | None, Decimal | None]]:
    def of(sheet: Sheet) -> Iterator[tuple[str, str, str, str, Decimal | None, Decimal | None]]:
        for f in sheet.facts:
            yield sheet.canonical, f.measure, f.role, squeeze(f.code), f.value.normalize(), f.yuan

    for sheet in book.sheets:
        yield from of(sheet)
