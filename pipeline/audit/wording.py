"""What the words of a document get wrong by themselves (patterns/wording.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import regex

from extractors.document import Block, Grid, Paragraph, Place
from extractors.records import Finding, Table
from patterns import Matcher, compiled, han, load
from patterns.shapes.wording import Wording, WordingRule
from pipeline.audit.entries import finding
from pipeline.audit.evidence import Evidence

_NEAR = 24
_FIRST_ORDINALS = 8
"""So many ordinals in a row make a column of ordinals."""


def wording(evidence: Evidence) -> Iterator[Finding]:
    """Template residue, doubled words, missing units, sentences without content."""
    found: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    rules = compiled(Wording)
    whole = evidence.text
    hinted = [
        (hint, n) for n, rule in enumerate(rules.values()) for hint in rule.entry.hint if hint in whole
    ]  # most are nowhere in a document
    for start, end, is_cell in _passages(evidence):
        text = evidence.text[start:end]
        may_hit = {n for hint, n in hinted if hint in text}
        for n, rule in enumerate(rules.values()) if may_hit else ():
            if n not in may_hit or (is_cell and not rule.entry.cells):
                continue
            for match in rule.finditer(text):
                if _opens_list(evidence, rule.entry, start + match.end(), end):
                    continue
                if not _is_drawn_twice(text, match.start(), match.end()):
                    place = evidence.place(start + match.start(), start + match.end())
                    found[rule.id].append((match.group().strip(), place))
    for rule_id, hits in found.items():
        places = [place for _, place in hits]
        yield finding(rules[rule_id].entry, places, {"printed": hits[0][0]})


def _opens_list(evidence: Evidence, rule: WordingRule, at: int, end: int) -> bool:
    """Does a list begin behind a sentence that ends its paragraph?"""
    if rule.unless_before is None or evidence.text[at:end].strip():
        return False
    return regex.match(rule.unless_before, evidence.text[end : end + _NEAR].lstrip()) is not None


def _passages(evidence: Evidence) -> Iterator[tuple[int, int, bool]]:
    """Spans of paragraphs, and of cells that are long enough to say something."""
    length = load(Wording).cell_length
    for block in evidence.document.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                if cell.end - cell.start >= length:
                    yield cell.start, cell.end, True
        elif block.role == "body":
            yield block.start, block.end, False


def _is_drawn_twice(text: str, start: int, end: int) -> bool:
    """Is the text around bold type, drawn twice and read so?"""
    around = text[max(0, start - _NEAR) : end + _NEAR]
    pairs = sum(a == b and han.is_han(a) for a, b in pairwise(around))
    return pairs >= load(Wording).doubled_glyphs


@cache
def _labels() -> tuple[Matcher, ...]:
    return tuple(Matcher(each.id, "wording.toml", regex.compile(each.regex)) for each in load(Wording).label)


@lru_cache(maxsize=1 << 12)
def _labels_at(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of tables that a text begins with, each with its pattern."""
    hits = ((pattern.id, pattern.match(text)) for pattern in _labels())
    return tuple((name, hit.group()) for name, hit in hits if hit is not None)


def labels(evidence: Evidence) -> Iterator[Finding]:
    """Numbers of tables: one of another form than its sisters, one on another page than its table."""
    found: dict[str, list[_Label]] = defaultdict(list)
    page_marks = load(Wording).page_number_marks
    blocks = [
        b
        for b in evidence.document.blocks
        if isinstance(b, Grid)
        or (
            b.role == "body" and not evidence.text[b.start : b.end].strip(page_marks).isdigit()
        )  # a page number
    ]
    for n, block in enumerate(blocks):
        for start, end in _heads(block):
            text = evidence.text[start:end].strip()
            for pattern, label in _labels_at(text):
                alone = isinstance(block, Paragraph) and label == text
                place = evidence.place(start, start + len(label))
                found[pattern].append(_Label(place, label, n if alone else None))
    if sum(map(len, found.values())) >= 4:
        yield from _other_forms(found)
        yield from _apart(evidence, blocks, [one for several in found.values() for one in several])


@dataclass(frozen=True, slots=True)
class _Label:
    place: Place
    text: str
    block: int | None
    """The block that it fills alone."""


def _heads(block: Paragraph | Grid) -> list[tuple[int, int]]:
    """Where a block may carry the number of a table: a short paragraph, or the first cells of a grid."""
    if isinstance(block, Grid):
        return [(cell.start, cell.end) for cell in block.cells if cell.row < 2 and cell.text]
    return [(block.start, block.end)] if block.end - block.start <= 40 else []


def _other_forms(found: Mapping[str, list[_Label]]) -> Iterator[Finding]:
    common = max(found, key=lambda name: len(found[name]))
    for name, several in found.items():
        if name != common and len({one.text for one in several}) == 1 and len(found[common]) > 3:
            values = {"printed": several[0].text, "computed": found[common][0].text}
            yield finding(load(Wording).title_form, [one.place for one in several], values)


def _apart(evidence: Evidence, blocks: Sequence[Block], found: Sequence[_Label]) -> Iterator[Finding]:
    apart = []
    for one in found:
        after = blocks[one.block + 1] if one.block is not None and one.block + 1 < len(blocks) else None
        if after is not None and one.place.page is not None:
            middle = (after.start + after.end) // 2
            there = evidence.place(middle, middle + 1)
            if there.page == one.place.page + 1:
                apart.append((one, there))
    if len(apart) == 1:
        (one, there), values = apart[0], {"printed": apart[0][0].text, "page": str(apart[0][1].page)}
        yield finding(load(Wording).label_apart, [one.place, there], values)


def ordinals(evidence: Evidence) -> Iterator[Finding]:
    """One number in a column of ordinals that does not follow, though the next does."""
    entry = load(Wording).ordinal
    for table in evidence.tables:
        for column in _columns(table):
            numbers = [number for number, _ in column]
            for i in range(1, len(column) - 1):
                before, number, after = numbers[i - 1 : i + 2]
                if after - before == 2 and number != before + 1:
                    values = {"printed": str(number), "computed": str(before + 1)}
                    yield finding(entry, [column[i][1]], values)


def _columns(table: Table) -> Iterator[list[tuple[int, Place]]]:
    """The columns that hold ordinals but for one cell at most."""
    found: dict[int, list[tuple[int, int, Place]]] = defaultdict(list)
    for cell in table.cells:
        if cell.text.isascii() and cell.text.isdigit() and len(cell.text) <= 3:
            found[cell.col].append((cell.row, int(cell.text), cell.place))
    for cells in found.values():
        rows = sorted(cells, key=lambda c: c[0])
        steps = [b[1] - a[1] for a, b in pairwise(rows)]
        if sum(step != 1 for step in steps) <= 2 and len(steps) >= _FIRST_ORDINALS:
            yield [(number, place) for _, number, place in rows]
