"""What is wrong with a story itself, as far as it can be seen without knowing what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from benchmarks.wordings.figures import rounded
from benchmarks.wordings.story import MARK, ROLES, Grid, Mark, Para, Story, marks, printed_text

_UNMARKED = re.compile(r"[\d,.]*\d\s*(?:万元|亿元|%|％)(?!\s*(?:[（(]含|以上|以下|及以))")
_FUNCTIONAL = re.compile(r"2\d\d(?:\d\d){0,2}")
_DIRECTED = ("change_yoy", "growth_yoy", "change_vs_", "growth_vs_")


def faults(story: Story, measures: frozenset[str]) -> Iterator[str]:
    """Sentences about the story's faults; `measures` are the ids of the catalogue.

    Marks that do not parse, name no measure or role, or have no direction where one is needed; amounts that
    are not marked; rows of unequal length; functional codes that are not the sum of their parts; truths of
    cells that are not there.
    """
    if story.kind not in ("final_account", "budget"):
        yield f"kind {story.kind}"
    for block in story.blocks:
        if isinstance(block, Para):
            yield from _of_para(block, measures)
        elif isinstance(block, Grid):
            yield from _of_grid(block, measures)
            if not _withholds(story):
                yield from _of_codes(block)


def _withholds(story: Story) -> bool:
    """Does the document say that secret items are left out of its tables? Its totals have them."""
    return any(isinstance(b, Para) and "涉密" in b.text for b in story.blocks)


def _of_para(block: Para, measures: frozenset[str]) -> Iterator[str]:
    try:
        found = [mark for _, mark in marks(block.text)]
    except ValueError as error:
        yield str(error)
        return
    rest = MARK.sub("", block.text)
    if "[[" in rest or "]]" in rest or "|" in rest:
        yield f"a mark does not parse: {block.text[:60]}"
    for m in _UNMARKED.finditer(MARK.sub("□", block.text)):
        yield f"not marked: {m[0]} in {printed_text(block.text)[:60]}"
    for mark in found:
        yield from _of_mark(mark, measures)


def _of_mark(mark: Mark, measures: frozenset[str]) -> Iterator[str]:
    try:
        Decimal(mark.printed.replace(",", ""))
    except InvalidOperation:
        yield f"no number: {mark.printed}"
    for measure in mark.measures:
        if measure not in measures:
            yield f"no measure: {measure}"
    for role in mark.role.split("/") if mark.measures else ():
        if role not in ROLES:
            yield f"no role: {role}"
        if role.startswith(_DIRECTED) and mark.direction is None and rounded(_value(mark)) != 0:
            yield f"no direction: {mark.printed} {mark.measures} {role}"
    for measure in mark.of.split("/") if mark.of else ():
        if measure not in measures:
            yield f"no measure that a share is taken of: {measure}"


def _value(mark: Mark) -> Decimal:
    return Decimal(mark.printed.replace(",", ""))


def _of_grid(grid: Grid, measures: frozenset[str]) -> Iterator[str]:
    lengths = {len(row) for row in (*grid.header, *grid.body)}
    if len(lengths) != 1:
        yield f"rows of {sorted(lengths)} cells: {grid.title}"
        return
    for fact in grid.facts:
        if not (0 <= fact.row < len(grid.body) and 0 <= fact.col < len(grid.body[fact.row])):
            yield f"no cell {fact.row}, {fact.col}: {grid.title}"
        elif not grid.body[fact.row][fact.col].strip("<^ "):
            yield f"nothing in cell {fact.row}, {fact.col}: {grid.title}"
        for measure in fact.measure.split("/"):
            if measure not in measures:
                yield f"no measure: {measure}"
        for role in fact.role.split("/"):
            if role not in ROLES:
                yield f"no role: {role}"


def _of_codes(grid: Grid) -> Iterator[str]:
    """Columns in which a functional code is not the sum of the codes one level below it.

    Tables that print a code several times, such as once for each unit, are passed over.
    """
    coded = [(row[0].strip(), row) for row in grid.body if _FUNCTIONAL.fullmatch(row[0].strip())]
    rows = dict(coded)
    if len(rows) != len(coded) or len({len(row) for row in grid.body}) != 1:
        return
    for code, row in rows.items():
        below = [r for c, r in rows.items() if c.startswith(code) and len(c) == len(code) + 2]
        for col in range(2, len(row)):
            parts = [_amount(r[col]) for r in below]
            whole = _amount(row[col])
            if below and whole is not None and None not in parts and whole != sum(p for p in parts if p):
                yield f"{code} is {row[col]} and its parts are {sum(p for p in parts if p)}: {grid.title}"


def _amount(cell: str) -> Decimal | None:
    """A printed amount; nothing is 0, words are none."""
    try:
        return Decimal(cell.replace(",", "").strip() or "0")
    except InvalidOperation:
        return None
