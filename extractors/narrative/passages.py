"""Paragraphs that state something, each with its figures and its statements without a number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.document import Document, Paragraph
from extractors.narrative.unnumbered import Unnumbered, find_unnumbered
from extractors.records import Quantity
from patterns import compiled, load
from patterns.shapes.clauses import Clauses
from patterns.shapes.layout import Layout

_WORDS = load(Clauses).words
_PAGE_NUMBER = compiled(Layout)["page_number"]
_BROKEN = ("level", "zero")
"""Kinds of statements whose own words say where they begin."""
_MARK = compiled(Layout)["mark"]

Item = Quantity | Unnumbered
"""What a paragraph states: figures, and statements without one."""


def passages(
    doc: Document, quantities: Sequence[Quantity]
) -> Iterator[tuple[Paragraph | None, Paragraph, list[Item]]]:
    """The paragraph before, a paragraph that states something, and what; cells of tables are left out."""
    paragraphs = [p for p in doc.paragraphs if not _is_page_number(doc.text[p.start : p.end])]
    starts = [p.start for p in paragraphs]
    inside: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        start = quantity.place.start
        slot = bisect_right(starts, start) - 1 if start is not None else -1
        if slot >= 0 and start is not None and start < paragraphs[slot].end:
            inside.setdefault(slot, []).append(quantity)
    for slot, paragraph in enumerate(paragraphs):
        figures = inside.get(slot, [])
        statements = [*find_unnumbered(doc.text, paragraph.start, paragraph.end)]
        if slot and _runs_on(doc.text, paragraphs[slot - 1], paragraph):
            broken = list(_broken(doc.text, paragraphs[slot - 1], paragraph))
            ends = {statement.end for statement in broken}
            statements = [*broken, *(s for s in statements if s.end not in ends)]
        items: list[Item] = [*figures, *(s for s in statements if not _holds(s, figures))]
        if items:
            items.sort(key=span_of)
            yield (paragraphs[slot - 1] if slot else None), paragraph, items


def span_of(item: Item) -> tuple[int, int]:
    """Where an item stands in the text."""
    if isinstance(item, Unnumbered):
        return item.start, item.end
    return item.place.start or 0, item.place.end or 0


def _is_page_number(text: str) -> bool:
    """Whether a paragraph is a page number that its page did not show to be one."""
    return _PAGE_NUMBER.compiled.fullmatch(text.strip()) is not None


def _runs_on(text: str, before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a sentence is broken between two paragraphs."""
    head = text[paragraph.start : paragraph.end].lstrip()
    return text[: before.end].rstrip()[-1:] not in _WORDS.sentence_ends and not _MARK.compiled.match(head)


def _broken(text: str, before: Paragraph, paragraph: Paragraph) -> Iterator[Unnumbered]:
    """The statements without a number that are broken between two paragraphs: 与2025年预 / 算持平."""
    for statement in find_unnumbered(text, before.start, paragraph.end):
        spans = statement.start < before.end and statement.end > paragraph.start
        if spans and statement.kind in _BROKEN:
            yield statement


def _holds(statement: Unnumbered, figures: Sequence[Quantity]) -> bool:
    """Whether there is a figure among the words, other than a limit: 未安排购置单位价值100万元以上设备."""
    spans = [span_of(q) for q in figures if q.where != "threshold"]
    return any(start < statement.end and statement.start < end for start, end in spans)
