"""Header cells and titles of tables on recognised pages, put right by what statutory tables print.

One misread header costs a column of facts, one misread title a table. A header becomes the one that is near
to it (`nearness`) among those of `patterns/printed_headers.toml` and those that the document prints clearly
elsewhere; its neighbours in the row say which may stand between them, and allow more distance. What means
something as it was read never becomes something that means otherwise.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import numpy as np

from extractors.document import Document, Grid, GridCell, Paragraph
from extractors.records import Identity
from extractors.tables.captions import TITLE_LENGTH
from extractors.tables.catalogue import families, is_known
from extractors.tables.cell_values import is_code, read_cell, squeeze
from extractors.tables.headers import is_kind
from patterns import Matcher, compiled, load
from patterns.han import is_ideograph
from patterns.shapes.cells import Cells
from patterns.shapes.column_measures import ColumnMeasures
from patterns.shapes.columns import Columns
from patterns.shapes.printed_headers import HeaderOrder, PrintedHeaders
from patterns.shapes.tables import Tables
from pipeline.reading.repair.nearness import (
    LIKELY,
    MOST_SPECKS,
    SLIGHT,
    Near,
    Sign,
    all_sure,
    has_number,
    nearest,
    only_lost,
)
from pipeline.reading.repair.wording import UNSURE, Reworded

HEADERS, TITLES = "headers", "titles"
"""Names of the lists, as `Reading.repaired_by` gives them."""
MOST_ROWS = 5
"""So many rows at the top of a grid are looked at for headers."""
LONGEST = 40
"""Characters of the longest header that is looked at."""
FOR_SIGN, AT_LEAST = 0.25, 0.15
"""The bound of a distance: so much for each character that was read, and so much more."""
FOR_SIGN_BETWEEN = 0.5
"""The same where the neighbours in the row say what stands there."""
WHERE_ALL_IS_SURE = 0.85
"""The bound where every character is sure and no neighbour says anything: a lost character, or specks."""
LINES_FOR_TITLE = 4
"""So many paragraphs above a grid may be its title."""
PRINTED_ELSEWHERE = 2
"""So often the document prints a header clearly before it is taken for one that is meant."""
_NO_MEANING = ("role.", "title_scope.", "beside.", "header.word")
"""Patterns that say less than what a column or row is."""


def headings(document: Document, identity: Identity) -> list[Reworded]:
    """Headers and titles of recognised pages that were misread, by start."""
    if document.char_confidence is None:
        return []
    signs = Signs(document)
    found = [*_headers(document, signs), *_titles(document, signs, identity)]
    return sorted({one.start: one for one in found}.values(), key=lambda one: one.start)


class Signs:
    """The characters of spans, as lists know them, and how sure they are."""

    def __init__(self, document: Document) -> None:
        assert document.char_confidence is not None
        self.text, self.confidence = document.text, document.char_confidence

    def of(self, start: int, end: int) -> tuple[Sign, ...]:
        """The characters of a span that are printed; none where one has no single form that lists know."""
        found: list[Sign] = []
        for at in range(start, end):
            plain = unicodedata.normalize("NFKC", self.text[at])
            if len(plain) != 1:
                return ()
            if not plain.isspace():
                found.append(Sign(plain, self.text[at], not self.confidence[at] < UNSURE))
        return tuple(found)

    def is_recognised(self, start: int, end: int) -> bool:
        """Was any character of a span recognised?"""
        return bool(np.isfinite(self.confidence[start:end]).any())


def _headers(document: Document, signs: Signs) -> Iterator[Reworded]:
    rows = [row for grid in document.grids for row in header_rows(grid)]
    read = {cell.start: signs.of(cell.start, cell.end) for row in rows for cell in row}
    clear = Counter(text_of(s) for s in read.values() if s and all(sign.is_sure for sign in s))
    often = {text for text, count in clear.items() if count >= PRINTED_ELSEWHERE}
    known = {squeeze(e) for e in (*listed_headers(), *often)}
    clear_words = {text for text in clear if is_kind("header.word", text) and meanings(text)}
    own = {text for text in often | clear_words if not has_number(text)}
    for row in rows:
        texts = [text_of(read[cell.start]) for cell in row]
        numbered = sum(map(_is_numbered, texts)) > 1
        for n, cell in enumerate(row):
            text, start, end = texts[n], cell.start, cell.end
            if text in known or not 2 <= len(text) <= LONGEST or (numbered and _is_numbered(text)):
                continue
            if text != squeeze(cell.text) or not any(map(is_ideograph, text)):
                continue
            if signs.is_recognised(start, end):
                entries = sorted({*listed_headers(), *own} - {text})
                near = of_header(read[start], entries, expected(texts, n))
                if near is not None:
                    yield Reworded(start, end, signs.text[start:end], near.text, HEADERS)


def _is_numbered(text: str) -> bool:
    """Does a header begin or end with a digit, a letter or a number: no speck, if others of its row do?"""
    if has_number(text):
        return False
    ends = text[:1], text[-1:]
    foreign = any(end.isalnum() and not is_ideograph(end) for end in ends)
    return foreign or (text[:1].isnumeric() and bare_text(text)[0] > 0)


def of_header(read: Sequence[Sign], entries: Sequence[str], between: frozenset[str]) -> Near | None:
    """What a header was, of `entries`; `between` are those that its neighbours allow."""
    text = text_of(read)
    bound = FOR_SIGN * len(read) + AT_LEAST
    if all_sure(read):
        bound = min(bound, WHERE_ALL_IS_SURE)
    near = None if has_number(text) else nearest(read, entries, bound, _meaning)
    if near is not None and near.cost > WHERE_ALL_IS_SURE and only_lost(read, near.entry):
        near = None
    if near is None and between and not has_number(text):
        near = nearest(read, entries, FOR_SIGN_BETWEEN * len(read) + AT_LEAST, _meaning)
        if near is not None and squeeze(near.entry) not in between:
            near = None
    if near is None or near.text == text:
        return None
    if not meanings(text) <= meanings(squeeze(near.entry)):
        return None
    if meanings(text) and all(sign.is_sure for sign in read) and near.cost > SLIGHT + SLIGHT:
        return None
    return near


def expected(texts: Sequence[str], n: int) -> frozenset[str]:
    """What may stand at a place of a header row by the neighbours that are known."""
    found: set[str] = set()
    for table in load(PrintedHeaders).table:
        columns = _columns(table)
        before = _place(texts[n - 1], columns) if n else [-1]
        after = _place(texts[n + 1], columns) if n + 1 < len(texts) else [len(columns)]
        if (n == 0 or not before) and (n + 1 == len(texts) or not after):
            continue  # no neighbour says anything
        for first in before or [-1]:
            for last in after or [len(columns)]:
                for column in columns[first + 1 : last]:
                    found.update(column)
    return frozenset(found)


def _place(text: str, columns: Sequence[frozenset[str]]) -> list[int]:
    return [i for i, column in enumerate(columns) if text in column]


def header_rows(grid: Grid) -> Iterator[list[GridCell]]:
    """Rows at the top of a grid with words in several cells, above the first that holds a number or code."""
    for number in range(min(grid.n_rows, MOST_ROWS)):
        cells = sorted((c for c in grid.row(number) if c.text), key=lambda c: c.col)
        if any(read_cell(c.text).value is not None or is_code(c.text) for c in cells):
            return
        if len(cells) > 1:
            yield cells


def _titles(document: Document, signs: Signs, identity: Identity) -> Iterator[Reworded]:
    lines = [b for b in document.blocks if not isinstance(b, Paragraph) or b.role == "body"]
    own: list[str] = []
    for line in lines:
        if isinstance(line, Paragraph) and line.end - line.start <= TITLE_LENGTH:
            read = signs.of(line.start, line.end)
            if read and all(sign.is_sure for sign in read) and is_known(text_of(read)):
                own.append(text_of(read))
    entries = sorted({*listed_titles(), *own})
    names = [n for n in (identity.entity_name, identity.parent_name) if n]
    for start, end in _title_spans(lines):
        read = signs.of(start, end)
        if not 3 <= len(read) <= TITLE_LENGTH or not signs.is_recognised(start, end):
            continue
        near = of_title(read, entries, names)
        if near is not None:
            yield Reworded(start, end, signs.text[start:end], near, TITLES)
        elif (length := _speck_before_body(text_of(read))) and len(read) > length:
            # Between title and table the line of the body: what is none hides the title.
            at = _offset_of(signs.text, start, length)
            yield Reworded(start, at, signs.text[start:at], signs.text[at - 1], TITLES)


def of_title(read: Sequence[Sign], entries: Sequence[str], names: Sequence[str] = ()) -> str | None:
    """What the title of a statutory table was, of `entries`, what stands before its name kept."""
    text = text_of(read)
    by_chance = is_known(text)  # a misread fund passes for a part of a body's name
    if by_chance and (all(sign.is_sure for sign in read) or text in map(squeeze, entries)):
        return None
    starts = {0}
    for lead in compiled(PrintedHeaders)["title_lead"].finditer(text):
        starts.add(lead.end())
    numbering = compiled(Tables)["numbering"].match(text)
    if numbering is not None:
        starts.add(numbering.end())
    starts.update(text.find(squeeze(n)) + len(squeeze(n)) for n in names if squeeze(n) in text)
    best: tuple[float, int, Near] | None = None
    for start in sorted(starts):
        rest = read[start:]
        bound = FOR_SIGN * len(rest) + AT_LEAST
        if all(sign.is_sure for sign in rest):
            bound = min(bound, WHERE_ALL_IS_SURE)
        if by_chance:
            bound = LIKELY
        near = nearest(rest, entries, bound) if len(rest) > 2 else None
        if near is not None and (best is None or (near.cost, start) < best[:2]):
            best = near.cost, start, near
    if best is None:
        return None
    title = "".join(sign.printed for sign in read[: best[1]]) + best[2].text
    plain = squeeze(title)
    fits = compiled(Tables)["title"].search(plain) is not None and is_known(plain)
    return title if fits and title != text else None


def _speck_before_body(text: str) -> int:
    """How many marks stand before the line that names the body; 0 for a line that is none."""
    rest = text.lstrip(
        "".join(sign for sign in text[:MOST_SPECKS] if not sign.isalnum() and sign not in "([")
    )
    body = compiled(Tables)["entity_line"]
    return len(text) - len(rest) if body.match(text) is None and body.match(rest) is not None else 0


def _offset_of(text: str, start: int, length: int) -> int:
    """Where the character behind so many printed ones ends."""
    at = start
    while length or text[at].isspace():
        length -= not text[at].isspace()
        at += 1
    return at + 1


def _title_spans(lines: Sequence[Paragraph | Grid]) -> Iterator[tuple[int, int]]:
    """Paragraphs above grids, and wide cells at the top of grids."""
    for n, line in enumerate(lines):
        if not isinstance(line, Grid):
            continue
        for above in reversed(lines[max(n - LINES_FOR_TITLE, 0) : n]):
            if not isinstance(above, Paragraph):
                break
            yield above.start, above.end
        for number in range(min(line.n_rows, 2)):
            cells = [c for c in line.row(number) if c.text]
            if len(cells) == 1:
                yield cells[0].start, cells[0].end


def text_of(read: Iterable[Sign]) -> str:
    """What the signs print, plain."""
    return "".join(sign.plain for sign in read)


def bare(read: Sequence[Sign]) -> tuple[int, str]:
    """Where a label begins behind its numbering, and its text."""
    return bare_text(text_of(read))


def bare_text(text: str) -> tuple[int, str]:
    """The same of a text.

    >>> bare_text("1.公务用车购置费"), bare_text("合计")
    ((2, '公务用车购置费'), (0, '合计'))
    """
    numbering = compiled(Cells)["numbered_label"].match(text)
    start = numbering.end() if numbering is not None else 0
    return start, text[start:]


@lru_cache(maxsize=1 << 12)
def meanings(text: str) -> frozenset[str]:
    """Ids of the patterns of columns and measures that the whole of a squeezed text satisfies."""
    found = set()
    matchers: dict[str, Matcher] = {**compiled(ColumnMeasures), **compiled(Columns)}
    for name, matcher in matchers.items():
        if name.startswith(_NO_MEANING):
            continue
        match = matcher.search(text)
        if match is not None and match.span() == (0, len(text)):
            found.add(name)
    return frozenset(found)


def _meaning(entry: str) -> frozenset[str]:
    return meanings(squeeze(entry))


@cache
def _columns(table: HeaderOrder) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(squeeze, column)) for column in table.columns)


@cache
def listed_headers() -> tuple[str, ...]:
    """Headers of `patterns/printed_headers.toml`."""
    known = load(PrintedHeaders)
    columns = (word for table in known.table for column in table.columns for word in column)
    return tuple(sorted({*known.words, *columns}))


@cache
def listed_titles() -> tuple[str, ...]:
    """Titles of it, and those of the catalogue."""
    return tuple(sorted({*load(PrintedHeaders).titles, *(t for f in families() for t in f.entry.titles)}))
