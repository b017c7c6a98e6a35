"""Labels of rows on recognised pages, with what is too much or lacks in them.

`wording` puts one character in the place of another; here are the specks at an end and the characters that
were lost (`nearness`). A label with a listed code beside it is near to a name of the code; another to a
label of `patterns/printed_headers.toml`, a name of a code, or what the document prints clearly elsewhere,
where labels that are known stand in the same column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.document import Document, Grid, GridCell
from extractors.tables.cell_values import squeeze
from patterns import load
from patterns.codes import code_names
from patterns.han import is_ideograph
from patterns.shapes.printed_headers import PrintedHeaders
from pipeline.reading.repair.headings import (
    AT_LEAST,
    FOR_SIGN,
    FOR_SIGN_BETWEEN,
    LONGEST,
    PRINTED_ELSEWHERE,
    WHERE_ALL_IS_SURE,
    Signs,
    bare,
    header_rows,
    meanings,
    text_of,
)
from pipeline.reading.repair.nearness import Near, Sign, all_sure, has_number, nearest, only_lost
from pipeline.reading.repair.wording import CODES, Reworded

CODE_LENGTHS = (2, 3, 5, 7)
"""Digits of a code, or of one level of it."""
LABELS = "labels"
"""Name of the list, as `Reading.repaired_by` gives it."""
KNOWN_IN_COLUMN = 2
"""So many labels of a column are known where the others may be misread ones."""
SHORTEST = 5
"""A shorter string is near to too many labels where no code stands beside it."""
SPECKS_ALONE = 0.75
"""The bound where every character is sure and no code stands beside it: specks, and no character lost."""


def labels(document: Document) -> list[Reworded]:
    """Labels of recognised pages that were misread, by start."""
    if document.char_confidence is None:
        return []
    signs = Signs(document)
    bodies = [list(_label_cells(grid)) for grid in document.grids]
    printed = Counter(
        bare(read)[1]
        for cells in bodies
        for cell in cells
        if (read := signs.of(cell.start, cell.end)) and all(sign.is_sure for sign in read)
    )
    own = {t for t, count in printed.items() if count >= PRINTED_ELSEWHERE and not any(map(str.isdigit, t))}
    entries = tuple(sorted({*load(PrintedHeaders).labels, *_code_names(), *own}))
    known = frozenset(map(squeeze, entries))
    found = []
    for grid, cells in zip(document.grids, bodies, strict=True):
        codes = _codes(grid)
        count = Counter(c.col for c in cells if bare(signs.of(c.start, c.end))[1] in known)
        for cell in cells:
            read = signs.of(cell.start, cell.end)
            if not signs.is_recognised(cell.start, cell.end) or text_of(read) != squeeze(cell.text):
                continue
            near = of_label(
                read, entries if count[cell.col] >= KNOWN_IN_COLUMN else (), codes.get(cell.row, ()), known
            )
            if near is not None:
                found.append(Reworded(cell.start, cell.end, signs.text[cell.start : cell.end], near, LABELS))
        found += _code_specks(grid, signs)
    return sorted(found, key=lambda one: one.start)


def _code_specks(grid: Grid, signs: Signs) -> Iterator[Reworded]:
    """Marks beside the digits of a code, where without them the row has the code of the name in it."""
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in sorted(grid.cells, key=lambda c: c.col):
        rows[cell.row].append(cell)
    for cells in rows.values():
        parts = {cell.start: _without_marks(cell.text) for cell in cells}
        code = "".join(part for part in parts.values() if part)
        names = {squeeze(name.name) for name in code_names().get(code, ())}
        if not names.isdisjoint(squeeze(cell.text) for cell in cells):
            for cell in cells:
                part = parts[cell.start]
                if part and part != squeeze(cell.text) and signs.is_recognised(cell.start, cell.end):
                    yield Reworded(cell.start, cell.end, signs.text[cell.start : cell.end], part, CODES)


def _without_marks(text: str) -> str | None:
    """The digits of a code or a level of one; null for what holds anything but these and marks.

    >>> _without_marks("- 08"), _without_marks("1.08"), _without_marks("12,08")
    ('08', None, None)
    """
    digits = squeeze(text).strip("".join(sign for sign in squeeze(text) if not sign.isalnum()))
    return digits if digits.isdigit() and len(digits) in CODE_LENGTHS else None


def of_label(
    read: Sequence[Sign], entries: Sequence[str], beside: Sequence[str], known: frozenset[str]
) -> str | None:
    """What a label was: one of the names `beside` it, by its code, or of `entries`; its numbering stays."""
    start, text = bare(read)
    if not text or has_number(text) or text in known or text_of(read) in known or meanings(text):
        return None
    rest = read[start:]
    near: Near | None = None
    if beside:
        near = nearest(rest, beside, FOR_SIGN_BETWEEN * len(rest) + AT_LEAST)
    if near is None and len(rest) >= SHORTEST and _is_doubtful(rest):
        near = nearest(rest, entries, SPECKS_ALONE if all_sure(rest) else FOR_SIGN * len(rest) + AT_LEAST)
        if near is not None and near.cost > WHERE_ALL_IS_SURE and only_lost(rest, near.entry):
            return None
    if near is None or near.cost == 0:
        return None
    return "".join(sign.printed for sign in read[:start]) + near.text


def _is_doubtful(read: Sequence[Sign]) -> bool:
    """Was a character read without certainty, or does a label begin or end with what is none of it?"""
    ends = read[0].plain, read[-1].plain
    return not (all_sure(read) and all(map(is_ideograph, ends)))


def _label_cells(grid: Grid) -> Iterator[GridCell]:
    headers = {cell.row for row in header_rows(grid) for cell in row}
    for cell in grid.cells:
        if cell.row not in headers and len(cell.text) <= LONGEST and any(map(is_ideograph, cell.text)):
            yield cell


def _codes(grid: Grid) -> dict[int, tuple[str, ...]]:
    """By row, the names of the listed code that stands in it, in one cell or in one for each level."""
    parts: dict[int, str] = defaultdict(str)
    for cell in sorted(grid.cells, key=lambda c: (c.row, c.col)):
        text = squeeze(cell.text)
        if text.isdigit() and len(text) in CODE_LENGTHS:
            parts[cell.row] += text
    names = code_names()
    return {row: tuple(sorted({n.name for n in names[code]})) for row, code in parts.items() if code in names}


@cache
def _code_names() -> frozenset[str]:
    return frozenset(name.name for names in code_names().values() for name in names)
