"""Units that a document lists as part of its department (docs/domain.md §6).

They stand in a sentence, as numbered paragraphs or in a small table. A list counts only where what stands in
it are names of bodies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import patterns
from extractors.document import Block, Document, Grid, Paragraph
from extractors.frozen import frozen
from extractors.identity.bodies import is_body, split_qualifier
from extractors.identity.body_statements import has_place
from extractors.identity.cover import squeeze
from extractors.identity.departments import canonical_body
from extractors.identity.unit_names import (
    LONGEST_ITEM,
    ListItem,
    Stretch,
    is_marked_own,
    is_own,
    list_item,
    offsets_of,
    own_part,
    stretch,
)
from extractors.records import ListedUnit
from patterns.shapes.identity import IdentityWords
from patterns.shapes.unit_lists import UnitListWords

MOST_COLUMNS = 6
SHORT_BREAK = 12
"""Characters that may stand between the parts of one table: a page number."""
GOOD_SHARE = 0.6
"""Share of a sentence's pieces that must be names of bodies for it to be a list of units."""


@frozen
class UnitLists:
    """The units, and how many the document says there are."""

    units: tuple[ListedUnit, ...] = ()
    stated: int | None = None
    """Null where it says none."""
    stated_span: tuple[int, int] | None = None


_Count = tuple[int, tuple[int, int]]
"""A number and its span."""
_List = tuple[str, list[ListItem], _Count | None]
"""Kind, items, and how many the document says there are."""


def find_units(doc: Document, publisher: str | None, division_code: str | None) -> UnitLists:
    """Every unit once, in the order in which it is first listed; `kind` is of the strongest list it is in."""
    blocks = [b for b in doc.blocks if not (isinstance(b, Paragraph) and b.role == "furniture")]
    found: dict[str, tuple[str, ListItem, bool]] = {}
    stated: list[tuple[bool, int, tuple[int, int]]] = []
    open_table: _Columns | None = None
    for number, block in enumerate(blocks):
        lists: list[_List] = []
        if isinstance(block, Grid):
            columns = _columns(block)
            first = block.cells[0].row + 1 if columns is not None else 0
            if columns is None and open_table is not None:
                columns = open_table.moved(block)
            open_table = columns
            if columns is not None:
                lists = [("budget_scope", _from_table(block, columns, first), None)]
        else:
            open_table = open_table if block.end - block.start <= SHORT_BREAK else None
            lists = list(_from_paragraph(doc, blocks, number))
        for kind, items, count in lists:
            if count is not None:
                stated.append((kind == "budget_scope", count[0], count[1]))
            for item in items:
                own = is_own(item.name.text, publisher, division_code)
                key = (
                    "own" + own_part(item.name.text)
                    if own
                    else canonical_body(item.name.text, division_code).core
                )
                if key not in found:
                    found[key] = (kind, item, own)
                    continue
                known_kind, known, _ = found[key]
                generic = patterns.compiled(UnitListWords)["own_unit"]
                if own and generic.match(known.name.text) and not generic.match(item.name.text):
                    known = item  # 某局本级 says more than 局本级
                found[key] = (kind if kind == "budget_scope" else known_kind, known, own)
    units = tuple(
        ListedUnit(
            place=doc.place(*item.name.span()),
            unit_name_raw=doc.text[slice(*item.name.span())].replace("\n", ""),
            note_raw=item.note,
            kind=kind,
            is_own=own,
        )
        for kind, item, own in found.values()
    )
    best = max(stated, key=lambda s: (s[0], s[1]), default=None)
    if best is None or not units:
        return UnitLists(units)
    return UnitLists(units, best[1], best[2])


def _from_paragraph(doc: Document, blocks: list[Block], number: int) -> Iterator[_List]:
    block = blocks[number]
    raw = doc.text[block.start : block.end]
    if not _leads()(raw):
        return
    text = stretch(doc, block.start, block.end)
    leads = list(patterns.compiled(UnitListWords)["lead"].finditer(text.text))
    for position, lead in enumerate(leads):
        kind = "budget_scope" if lead["budget_scope"] else "subordinate"
        until = len(text.text)
        if position + 1 < len(leads):
            until = max(
                lead.end(), *(text.text.rfind(m, 0, leads[position + 1].start()) for m in "。；;，,:")
            )
        sentence = text.text.find("。", lead.end())
        end = sentence if lead.end() < sentence < until else until
        count = _stated(lead, text)
        items, closing = _inline(text.part(lead.end(), end))
        if count is None and closing is not None:
            count = closing
        last = position + 1 == len(leads)
        marked = patterns.compiled(UnitListWords)["item_mark"].match(text.text[lead.end() :])
        if last and (marked or not items):
            items = [*items, *_numbered(doc, blocks, number + 1)]
        if items or count is not None:
            yield kind, items, count


@cache
def _leads() -> Callable[[str], object]:
    return patterns.any_of(patterns.load(UnitListWords).lead_words)


def _stated(lead: Any, text: Stretch) -> _Count | None:
    if lead["count"]:
        value = number_of(lead["count"])
        start, end = lead.span("count")
        return (value, text.part(start, end).span()) if value is not None else None
    if lead["parts"]:
        counts = patterns.compiled(UnitListWords)["part_count"].finditer(lead["parts"])
        values = [number_of(m["count"]) or 0 for m in counts]
        start, end = lead.span("parts")
        return sum(values), text.part(start, end).span()
    return None


def _inline(text: Stretch) -> tuple[list[ListItem], _Count | None]:
    """The items of a list that goes on in its sentence; none where too few pieces are names of bodies."""
    closing = None
    pieces: list[Stretch] = []
    start = 0
    for match in patterns.compiled(UnitListWords)["closing_count"].finditer(text.text):
        before = text.text[start : match.start()]
        if before.endswith(("、", ",", "，", ";", "；")):
            continue
        pieces += _pieces(text.part(start, match.start()))
        value = number_of(match["count"])
        if value is not None:
            total = value + (closing[0] if closing else 0)
            closing = (total, closing[1] if closing else text.part(*match.span("count")).span())
        start = match.end()
    pieces += _pieces(text.part(start, len(text.text)))
    items: list[ListItem] = []
    bad = 0
    for piece in pieces:
        item = list_item(piece)
        if item is None and items and ":" in piece.text:
            break  # what the unit does, in a list of its own
        if item is not None:
            items.append(item)
        elif items and patterns.compiled(UnitListWords)["remark"].match(piece.text):
            last = items[-1]
            items[-1] = ListItem(last.name, f"{last.note},{piece.text}" if last.note else piece.text)
        else:
            bad += 1
    if not items or len(items) < GOOD_SHARE * (len(items) + bad):
        return [], None
    return items, closing


def _pieces(text: Stretch) -> Iterator[Stretch]:
    """The text between the marks of enumeration that stand outside of brackets."""
    if text.text.startswith("(") and text.text.endswith(")"):
        text = text.part(1, len(text.text) - 1)
    depth, start = 0, 0
    marks = patterns.load(UnitListWords).marks
    known = patterns.compiled(UnitListWords)
    for position, char in enumerate(text.text):
        depth += (char == "(") - (char == ")")
        numbered = position > start and known["item_mark"].match(text.text[position : position + 8])
        if char == "、" and known["bare_number"].match(text.text[start:position]):
            continue  # the mark of an item: 1、某局
        if depth <= 0 and (char in marks or (numbered and text.text[position - 1] not in "0123456789")):
            yield from _halves(text.part(start, position))
            start = position + (char in marks)
    yield from _halves(text.part(start, len(text.text)))


def _halves(text: Stretch) -> Iterator[Stretch]:
    """Two names that 和 or 及 joins, where each side is a name with a place."""
    for word in patterns.load(UnitListWords).joiners:
        at = text.text.find(word)
        while at > 0:
            left, right = text.text[:at], text.text[at + len(word) :]
            if list_item(text.part(0, at)) and _closes(left) and _starts(right):
                yield text.part(0, at)
                yield text.part(at + len(word), len(text.text))
                return
            at = text.text.find(word, at + 1)
    if text.text:
        yield text


def _closes(left: str) -> bool:
    """北京市审计局本级|和: what stands before is a whole name."""
    if left.endswith(patterns.load(UnitListWords).documents):
        return True
    return is_body(split_qualifier(left, None)[0]) and (has_place(left) or is_marked_own(left))


def _starts(right: str) -> bool:
    """和|北京市审计局综合事务中心: what follows is a whole name."""
    return (has_place(right) and is_body(split_qualifier(right, None)[0])) or right.endswith(
        patterns.load(UnitListWords).documents
    )


def _numbered(doc: Document, blocks: list[Block], first: int) -> list[ListItem]:
    """Paragraphs with number marks, or a table, that follow at once."""
    items: list[ListItem] = []
    for block in blocks[first:]:
        if isinstance(block, Grid):
            return items
        text = stretch(doc, block.start, block.end)
        mark = patterns.compiled(UnitListWords)["item_mark"].match(text.text)
        if mark is None or len(text.text) > 20 * LONGEST_ITEM:
            return items
        pieces = list(_pieces_by_marks(text))
        found = [list_item(p) for p in pieces]
        if any(item is None for item in found):
            return items
        items += [item for item in found if item is not None]
    return items


def _pieces_by_marks(text: Stretch) -> Iterator[Stretch]:
    """1.甲局2.乙中心 in one paragraph; a paragraph of one item stays whole."""
    marks = list(patterns.compiled(UnitListWords)["inner_mark"].finditer(text.text))
    starts = [0, *(m.start("mark") for m in marks)]
    for start, end in zip(starts, [*starts[1:], len(text.text)], strict=True):
        yield text.part(start, end)


@frozen
class _Columns:
    """Where a table of units has its names and remarks."""

    n_cols: int
    """Columns that have a head; a page may add blank ones."""
    name: int
    remarks: tuple[int, ...]
    first: int

    def moved(self, grid: Grid) -> _Columns | None:
        """The same columns in the part of the table on the next page; null where that is another table."""
        used = sorted({c.col for c in grid.cells if c.text.strip()})
        if not used or used[-1] - used[0] >= self.n_cols:
            return None
        shift = used[0] - self.first
        return _Columns(self.n_cols, self.name + shift, tuple(c + shift for c in self.remarks), used[0])


def _columns(grid: Grid) -> _Columns | None:
    """The columns of a table 序号 | 单位名称 | 备注; null for other tables."""
    known = patterns.compiled(UnitListWords)
    if grid.n_cols > MOST_COLUMNS or not grid.cells:
        return None
    heads = [(c.col, squeeze(c.text)) for c in grid.cells if c.row == grid.cells[0].row and c.text.strip()]
    names = [col for col, head in heads if known["unit_head"].search(head)]
    if len(names) != 1 or len(heads) < 2:
        return None
    if not all(col == names[0] or known["beside_head"].search(head) for col, head in heads):
        return None
    return _Columns(len(heads), names[0], tuple(col for col, _ in heads if col > names[0]), heads[0][0])


def _from_table(grid: Grid, columns: _Columns, first_row: int) -> list[ListItem]:
    """The units of a table; none where a row names no body."""
    items: list[ListItem] = []
    for row in range(first_row, grid.n_rows):
        cells = {c.col: c for c in grid.row(row)}
        cell = cells.get(columns.name)
        if cell is None or not cell.text.strip():
            continue
        item = list_item(Stretch(squeeze(cell.text), offsets_of(cell.text, cell.start, cell.end)), True)
        if item is None:
            return []
        remarks = [squeeze(cells[c].text) for c in columns.remarks if c in cells and cells[c].text.strip()]
        remark = ",".join(r for r in remarks if r not in patterns.load(UnitListWords).no_remark)
        items.append(ListItem(item.name, remark or item.note))
    return items


def number_of(raw: str) -> int | None:
    """A count in Arabic or Chinese digits, below a hundred in Chinese.

    >>> number_of("18"), number_of("二十一"), number_of("十")
    (18, 21, 10)
    """
    if raw.isascii():
        return int(raw)
    digits: str = patterns.load(IdentityWords).year_digits
    tens, mark, ones = raw.partition(patterns.load(IdentityWords).ten)
    if not mark:
        return digits.index(raw) if len(raw) == 1 else None
    return (digits.index(tens) if tens else 1) * 10 + (digits.index(ones) if ones else 0)
