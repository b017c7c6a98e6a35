"""Codes, labels and names of recognised pages, by the lists that say what can stand there.

Only characters that were read without certainty change, and only to the one entry that is near: a code to
one whose name stands beside it, a label to a name of the code beside it or to a listed name, the name of a
body to how the document prints it elsewhere. What a list does not settle stays as it was read.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from extractors.document import Document, Grid, GridCell
from extractors.records import Identity
from patterns.codes import code_names
from patterns.han import is_ideograph
from pipeline.reading.repair.grammar import LETTERS

UNSURE = 0.97
"""A character that is more probable is not changed."""
LEAST_LABEL = 5
"""A shorter name is near to too many others."""
LEAST_BESIDE_CODE = 2
"""The same of a name whose code stands beside it."""
LETTERS_FOR_SLIP = 6
"""A name may differ from a list in one character for so many."""
LEAST_NAME = 6
"""The name of a body of fewer characters may be another body's."""
PRINTED_ELSEWHERE = 2
"""So often the document prints a name otherwise before it is taken for it."""
CODES, NAMES, BODIES = "codes", "names", "bodies"
"""Names of the lists, as `Reading.repaired_by` gives them."""
_CODE_LENGTHS = (3, 5, 7)
_LEVEL_LENGTHS = (2,)
"""Digits of a level, where each stands in its own cell."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A span of the text that a list says otherwise."""

    start: int
    end: int
    raw: str
    text: str
    by: str


def reworded(document: Document, identity: Identity) -> list[Reworded]:
    """What is put right, by start; spans do not overlap."""
    if document.char_confidence is None:
        return []
    rows = _Rows(document)
    found = [one for grid in document.grids for one in rows.of_grid(grid)]
    taken = np.zeros(len(document.text) + 1, dtype=bool)
    for one in found:
        taken[one.start : one.end] = True
    found += [one for one in _bodies(document, identity) if not taken[one.start : one.end].any()]
    return sorted(found, key=lambda one: one.start)


class _Rows:
    """Rows of grids: codes and the labels beside them."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        confidence = document.char_confidence
        assert confidence is not None
        self.confidence = confidence
        printed = Counter(
            comparable(cell.text)
            for grid in document.grids
            for cell in grid.cells
            if any(map(is_ideograph, cell.text)) and self._is_sure(cell)
        )
        often = (text for text, count in printed.items() if count >= PRINTED_ELSEWHERE)
        self.names = tuple(sorted({*often, *_codes_by_name()}))
        """Listed names, and what the document prints in several cells."""
        self.known = frozenset(self.names)

    def of_grid(self, grid: Grid) -> Iterator[Reworded]:
        columns = _code_columns(grid)
        rows: dict[int, list[GridCell]] = defaultdict(list)
        for cell in grid.cells:
            rows[cell.row].append(cell)
        for cells in rows.values():
            code: list[GridCell] = []
            for cell in sorted(cells, key=lambda c: c.col):
                if any(map(is_ideograph, cell.text)):
                    yield from self._pair(code, cell) if code else self._label(cell, self.names)
                    code = []
                elif cell.col in columns and _digits(cell.text, _CODE_LENGTHS):
                    code = [cell]
                elif code and _digits(cell.text, _LEVEL_LENGTHS):
                    code.append(cell)
                elif comparable(cell.text):
                    code = []

    def _pair(self, cells: Sequence[GridCell], label: GridCell) -> Iterator[Reworded]:
        """A code, in one cell or in one for each level, and the label beside it: one that is listed puts the
        other right, where it is near."""
        parts = [_digits(cell.text, (*_CODE_LENGTHS, *_LEVEL_LENGTHS)) or "" for cell in cells]
        read, name = "".join(parts), comparable(label.text)
        names = _names_by_code()
        if name in names.get(read, ()):
            for cell, part in zip(cells, parts, strict=True):
                if part != cell.text:
                    yield from self._changed(cell, part, CODES)
            return
        if name not in _codes_by_name():
            beside = names.get(read, self.names)
            for one in self._label(label, beside, LEAST_BESIDE_CODE if read in names else LEAST_LABEL):
                name = comparable(one.text)
                yield one
        if name not in names.get(read, ()):
            yield from self._code(cells, parts, name)

    def _code(self, cells: Sequence[GridCell], parts: Sequence[str], name: str) -> Iterator[Reworded]:
        """The one code of a name that is near to what is read."""
        near = [c for c in _codes_by_name().get(name, ()) if self._may_be(cells, parts, c)]
        at = 0
        for cell, part in zip(cells, parts, strict=True):
            found, at = near[0][at : at + len(part)] if len(near) == 1 else part, at + len(part)
            if found != part:
                yield from self._changed(cell, found, CODES)

    def _may_be(self, cells: Sequence[GridCell], parts: Sequence[str], code: str) -> bool:
        """Does a code differ from what is read in one digit that is not sure?"""
        if sum(map(len, parts)) != len(code):
            return False
        apart, at = [], 0
        for cell, part in zip(cells, parts, strict=True):
            apart += [(cell, i) for i, sign in enumerate(part) if sign != code[at + i]]
            at += len(part)
        return len(apart) == 1 and self._is_unsure(apart[0][0], [apart[0][1]])

    def _label(self, cell: GridCell, names: Sequence[str], least: int = LEAST_LABEL) -> Iterator[Reworded]:
        text = comparable(cell.text)
        if len(text) < least or text in self.known or self._is_sure(cell) or not self._is_whole(cell):
            return
        most = 1 + len(text) // LETTERS_FOR_SLIP
        near = [
            (len(apart), name)
            for name in names
            if len(name) == len(text)
            and 0 < len(apart := [i for i in range(len(text)) if text[i] != name[i]]) <= most
            and all(is_ideograph(text[i]) and is_ideograph(name[i]) for i in apart)
            and self._is_unsure(cell, apart)
        ]
        if near and sum(distance == min(near)[0] for distance, _ in near) == 1:
            pairs = zip(cell.text, text, min(near)[1], strict=True)
            mended = "".join(new if new != read else printed for printed, read, new in pairs)
            yield from self._changed(cell, mended, NAMES)

    def _is_whole(self, cell: GridCell) -> bool:
        """Is the text of a cell that of its span, and as long as lists know it?"""
        return self.text[cell.start : cell.end] == cell.text and len(comparable(cell.text)) == len(cell.text)

    def _is_sure(self, cell: GridCell) -> bool:
        """Was every character of a cell read with certainty?"""
        return not (self.confidence[cell.start : cell.end] < UNSURE).any()

    def _is_unsure(self, cell: GridCell, at: Sequence[int]) -> bool:
        """Were these characters of a cell all read without certainty?"""
        return self._is_whole(cell) and bool(
            (self.confidence[cell.start : cell.end][list(at)] < UNSURE).all()
        )

    def _changed(self, cell: GridCell, text: str, by: str) -> Iterator[Reworded]:
        if self._is_whole(cell) and np.isfinite(self.confidence[cell.start]):
            yield Reworded(cell.start, cell.end, cell.text, text, by)


def _bodies(document: Document, identity: Identity) -> Iterator[Reworded]:
    """The name of the body, and of the department that it belongs to, where one character was misread."""
    confidence = document.char_confidence
    assert confidence is not None
    text = document.text  # names of units differ in a numeral only: these are not looked for
    names = (identity.entity_name, identity.parent_name)
    known = {n for n in names if n and len(n) >= LEAST_NAME and text.count(n) >= PRINTED_ELSEWHERE}
    taken: set[int] = set()
    unsure = np.flatnonzero(confidence < UNSURE).tolist()
    for name in sorted(known, key=lambda n: (-len(n), n)):
        for at in unsure:
            for i in range(len(name) - 1):  # what differs at its end may go on otherwise
                start, end = at - i, at - i + len(name)
                if start < 0 or at in taken or text[at] == name[i]:
                    continue
                read = text[start:end]
                alike = read[:i] == name[:i] and read[i + 1 :] == name[i + 1 :] and len(read) == len(name)
                if alike and text.count(read) < PRINTED_ELSEWHERE:
                    taken.update(range(start, end))
                    yield Reworded(at, at + 1, read[i], name[i], BODIES)


def comparable(text: str) -> str:
    """A label as lists are searched for it.

    >>> comparable(" 行政 运行"), comparable("(境)")
    ('行政运行', '(境)')
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _digits(text: str, lengths: Sequence[int]) -> str | None:
    """What a cell says if it is so many digits, letters that look like digits replaced; null for others."""
    plain = comparable(text).translate(LETTERS)
    return plain if plain.isdigit() and len(plain) in lengths else None


def _code_columns(grid: Grid) -> frozenset[int]:
    """The columns of a grid most of whose numbers are listed codes."""
    codes: Counter[int] = Counter()
    numbers: Counter[int] = Counter()
    for cell in grid.cells:
        code = _digits(cell.text, _CODE_LENGTHS)
        if code is not None or comparable(cell.text).replace(",", "").replace(".", "").isdigit():
            numbers[cell.col] += 1
            codes[cell.col] += code in code_names()
    return frozenset(column for column, count in codes.items() if 2 * count > numbers[column])


@cache
def _names_by_code() -> Mapping[str, tuple[str, ...]]:
    return {code: tuple(comparable(n.name) for n in names) for code, names in code_names().items()}


@cache
def _codes_by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, names in _names_by_code().items():
        for name in names:
            found[name].append(code)
    return {name: tuple(sorted(set(codes))) for name, codes in found.items()}
