"""What must be equal of two documents of one content, whatever their formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from benchmarks.layouts.accounts import names as listed
from extractors.records import Cell, Project
from extractors.tables.cell_values import squeeze
from patterns.shapes.code_lists import FunctionalCode
from pipeline.reading.extraction import Extraction
from tests.twins.disclosure import Disclosure

KINDS = ("facts", "table facts", "cells", "body cells", "sections", "quantities", "forms")


@dataclass(frozen=True)
class Difference:
    """How two collections differ."""

    equal: int
    missing: tuple[Hashable, ...]
    """What only the first has."""
    further: tuple[Hashable, ...]
    """What only the second has."""

    @property
    def share(self) -> float:
        """Of all that either has, the part that both have."""
        whole = self.equal + len(self.missing) + len(self.further)
        return self.equal / whole if whole else 1.0


def compared(one: Iterable[Hashable], other: Iterable[Hashable]) -> Difference:
    """As multisets."""
    first, second = Counter(one), Counter(other)
    missing, further = first - second, second - first
    return Difference(
        (first & second).total(),
        tuple(sorted(missing.elements(), key=str)),
        tuple(sorted(further.elements(), key=str)),
    )


def told(disclosure: Disclosure, found: Extraction, kind: str) -> Difference:
    """What was read of the tables against what their author knows: facts, or amounts in rows and columns.

    Of cells only those that are missed count: a table has numbers that are no amounts.
    """
    if kind == "facts":
        known: list[Hashable] = [
            (f.measure, f.role, squeeze(f.code), f.yuan) for t in disclosure.tables for f in t.facts_told
        ]
        left = Counter(known)
        names = {code: squeeze(name) for code, name in listed(FunctionalCode).items()}
        read: list[Hashable] = []
        for f in found.facts:
            if f.source_kind != "table":
                continue
            code = f.function_code or f.economic_code
            keys = [
                (
                    f.measure,
                    f.role,
                    name,
                    f.value_yuan,
                )  # where rows print no codes, names tell what they are of
                for name in (
                    code,
                    names.get(code or ""),
                    squeeze(f.item_label or ""),
                )
                if name is not None
            ]
            key = next((key for key in keys if left[key] > 0), keys[0])
            left[key] -= 1
            read.append(key)
        return compared(known, read)
    known = [
        (c.value, squeeze(c.row), tuple(map(squeeze, c.path)))
        for t in disclosure.tables
        for c in t.cells_told
    ]
    read = [
        (c.value, c.row_code or squeeze(c.row_label or ""), tuple(map(squeeze, c.column_path)))
        for t in found.tables
        for c in t.cells
        if c.value is not None
    ]
    difference = compared(known, read)
    return Difference(difference.equal, difference.missing, ())


def content(found: Extraction, kind: str) -> list[Hashable]:
    """What a document says of one kind, without its places."""
    match kind:
        case "facts" | "table facts":
            return [
                (
                    *(f.measure, f.role, f.scope, f.value_year, f.function_code, f.economic_code),
                    *(_words(f.item_label), f.source_kind, f.value_yuan, f.value),
                )
                for f in found.facts
                if f.source_kind == "table" or (kind == "facts" and f.source_kind != "derived")
            ]
        case "cells" | "body cells":
            return [
                (
                    *(t.canonical_table, _words(c.row_label), c.row_code),
                    *(_path(c), c.is_header, _words(c.text), c.value_yuan),
                )
                for t in found.tables
                for c in t.cells
                if not (kind == "body cells" and c.is_header)
            ]
        case "sections":
            return [(s.level, s.number_raw, _words(s.title), s.kind) for s in found.sections]
        case "quantities":
            return [(q.kind, q.value, q.value_yuan, q.unit_raw) for q in found.quantities]
        case "forms":
            return [row for project in found.projects for row in _form(project)]
    raise ValueError(f"no kind {kind!r}; there are {', '.join(KINDS)}")


def _path(cell: Cell) -> tuple[str | None, ...] | None:
    """The column path; null for a label over several columns, which stands below the widest of them: formats differ
    in widths, and many do not write them."""
    is_wide_label = cell.col_span > 1 and cell.value is None
    return None if is_wide_label else tuple(map(_words, cell.column_path))


def _form(project: Project) -> list[Hashable]:
    """What a form says: its head, each line of money, each indicator."""
    name = _words(project.name_raw)
    rows: list[Hashable] = [
        (
            *(name, project.form_kind, _words(project.implementing_unit)),
            project.total_weight,
            project.total_score,
        )
    ]
    rows += [
        (
            name,
            f.fund_type,
            f.initial_budget,
            f.full_year_budget,
            f.executed,
            f.execution_rate,
            f.weight,
            f.score,
        )
        for f in project.funds
    ]
    rows += [(name, _words(g.expected), _words(g.actual)) for g in project.goals]
    rows += [
        (
            *(name, _words(i.level1_raw), _words(i.level2_raw), _words(i.level3_raw)),
            *(_words(i.target_raw), _words(i.actual_raw), i.weight, i.score),
        )
        for i in project.indicators
    ]
    return rows


def _words(text: str | None) -> str | None:
    """Without white space, which formats set differently."""
    return None if text is None else "".join(text.split())
