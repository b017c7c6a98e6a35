"""What the rules of the audit look up in the records of one document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from typing import Any

from extractors.document import Document, Grid, GridCell, Paragraph, Place
from extractors.records import Quantity
from patterns import Pattern, load
from patterns.rule import SearchedIn
from patterns.shapes.marks import Marks
from pipeline.audit.document_records import DocumentRecords
from pipeline.figures.printings import side_of
from pipeline.figures.tolerance import Side


@dataclass(frozen=True, slots=True)
class Hit:
    """What a pattern finds in a paragraph."""

    document: Document
    paragraph: Paragraph
    match: Any

    def __getitem__(self, group: str | int) -> Any:
        """The text of a group; null where it has no part in the match."""
        return self.match.group(group)

    @property
    def start(self) -> int:
        """Where it begins in the document's text."""
        return self.start_of(0)

    def start_of(self, group: str | int) -> int:
        """Where a group begins in the document's text."""
        return int(self.paragraph.start + self.match.start(group))

    def end_of(self, group: str | int) -> int:
        """Where a group ends in the document's text."""
        return int(self.paragraph.start + self.match.end(group))

    @property
    def before(self) -> str:
        """The paragraph up to it."""
        return self.document.text[self.paragraph.start : self.start]

    def place(self, group: str | int = 0) -> Place:
        """The place of a group; of all of it where none is named."""
        return self.place_from(group, group)

    def place_from(self, first: str | int, last: str | int = 0) -> Place:
        """The place from the beginning of one group to the end of another."""
        start = self.paragraph.start
        return self.document.place(start + self.match.start(first), start + self.match.end(last))


@dataclass(frozen=True)
class Evidence(DocumentRecords):
    """The records of one document with what is found in them by place, measure and statement.

    Facts, tables and sections are referred to by position.
    """

    @classmethod
    def of(cls, records: DocumentRecords) -> Evidence:
        """The same records."""
        return cls(**{field.name: getattr(records, field.name) for field in fields(DocumentRecords)})

    @property
    def text(self) -> str:
        """The canonical text of the document."""
        return self.document.text

    def raw(self, place: Place) -> str:
        """What stands at a place; empty where it has no span."""
        return "" if place.start is None else self.text[place.start : place.end]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body, in reading order; furniture and grids left out."""
        return tuple(b for b in self.document.blocks if isinstance(b, Paragraph) and b.role == "body")

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that a character stands in; null in tables."""
        n = bisect_right(self._starts, offset) - 1
        return self.paragraphs[n] if n >= 0 and offset < self.paragraphs[n].end else None

    def place(self, start: int, end: int) -> Place:
        """The place of a span of the text."""
        return self.document.place(start, end)

    def hits(self, pattern: Pattern[SearchedIn]) -> Iterator[Hit]:
        """What a pattern finds in the paragraphs of the body, in reading order."""
        for paragraph in self.paragraphs:
            text = self.text[paragraph.start : paragraph.end]
            if pattern.entry.may_be_in(text):
                for match in pattern.finditer(text):
                    yield Hit(self.document, paragraph, match)

    @cached_property
    def statements(self) -> Mapping[int, tuple[int, ...]]:
        """Positions of the facts of each statement of the narrative, in reading order."""
        found: dict[int, list[int]] = defaultdict(list)
        for n, fact in enumerate(self.facts):
            if fact.source_kind == "narrative" and fact.statement is not None:
                found[fact.statement].append(n)
        return {key: tuple(positions) for key, positions in found.items()}

    @cached_property
    def by_measure(self) -> Mapping[str, tuple[int, ...]]:
        """Positions of the facts that are printed (no derived ones) by measure, in the order of the facts."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, fact in enumerate(self.facts):
            if fact.source_kind != "derived":
                found[fact.measure].append(n)
        return {key: tuple(positions) for key, positions in found.items()}

    def side(self, n: int) -> Side:
        """The value of fact `n`, which has one, with the slack of its printed decimals."""
        side = side_of(self.facts[n], self.tables)
        assert side is not None
        return side

    @cached_property
    def shares(self) -> tuple[int, ...]:
        """Positions of the printed shares."""
        return tuple(
            n for n, f in enumerate(self.facts) if f.role == "share" and f.source_kind == "narrative"
        )

    def clause_before(self, offset: int) -> str:
        """The words of the paragraph before a character, back to the last comma, stop or list mark."""
        paragraph = self.paragraph_at(offset)
        if paragraph is None:
            return ""
        words = self.text[paragraph.start : offset]
        cut = max(words.rfind(sign) for sign in load(Marks).clause_ends)
        return words[cut + 1 :]

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return [q.place.start or 0 for q in self.quantities]

    def quantities_in(self, start: int, end: int) -> Sequence[Quantity]:
        """The quantities whose number begins in a span."""
        first, last = (bisect_left(self._quantity_starts, at) for at in (start, end))
        return self.quantities[first:last]

    def totals_of(self, yuan: Decimal) -> Sequence[int]:
        """Positions of the facts of tables without code or label that print this amount."""
        return self._totals.get(yuan, ())

    @cached_property
    def _totals(self) -> Mapping[Decimal, list[int]]:
        found: dict[Decimal, list[int]] = defaultdict(list)
        for n, f in enumerate(self.facts):
            plain = not (f.function_code or f.economic_code or f.item_label)
            if f.source_kind == "table" and plain and f.value_yuan:
                found[f.value_yuan].append(n)
        return found

    @cached_property
    def _cells(self) -> list[GridCell]:
        return [c for b in self.document.blocks if isinstance(b, Grid) for c in b.cells]

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [c.start for c in self._cells]

    def cells_after(self, offset: int, reach: int) -> Sequence[GridCell]:
        """The cells of grids that begin within `reach` characters behind an offset, in reading order."""
        first, last = (bisect_left(self._cell_starts, at) for at in (offset, offset + reach))
        return self._cells[first:last]

    @cached_property
    def _glossaries(self) -> list[tuple[int, int]]:
        return [(s.body_start, s.body_end) for s in self.sections if s.canonical_section == "glossary"]

    def is_glossary(self, offset: int) -> bool:
        """Does a character stand where terms are explained, not figures?"""
        return any(start <= offset < end for start, end in self._glossaries)
