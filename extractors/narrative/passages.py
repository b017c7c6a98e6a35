"""Paragraphs that state something, each with its figures and its statements without a number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.document import Document, Paragraph
from extractors.narrative.unnumbered import Unnumbered, find_unnumbered
from extractors.records import Quantity

Item = Quantity | Unnumbered
"""What a paragraph states: figures, and statements without one."""


def passages(
    doc: Document, quantities: Sequence[Quantity]
) -> Iterator[tuple[Paragraph | None, Paragraph, list[Item]]]:
    """The paragraph before, a paragraph that states something, and what; cells of tables are left out."""
    paragraphs = list(doc.paragraphs)
    starts = [p.start for p in paragraphs]
    inside: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        start = quantity.place.start
        slot = bisect_right(starts, start) - 1 if start is not None else -1
        if slot >= 0 and start is not None and start < paragraphs[slot].end:
            inside.setdefault(slot, []).append(quantity)
    for slot, paragraph in enumerate(paragraphs):
        figures = inside.get(slot, [])
        statements = find_unnumbered(doc.text, paragraph.start, paragraph.end)
        items: list[Item] = [*figures, *(s for s in statements if not _holds(s, figures))]
        if items:
            items.sort(key=span_of)
            yield (paragraphs[slot - 1] if slot else None), paragraph, items


def span_of(item: Item) -> tuple[int, int]:
    """Where an item stands in the text."""
    if isinstance(item, Unnumbered):
        return item.start, item.end
    return item.place.start or 0, item.place.end or 0


def _holds(statement: Unnumbered, figures: Sequence[Quantity]) -> bool:
    """Whether there is a figure among the words, other than a limit: 未安排购置单位价值100万元以上设备."""
    spans = [span_of(q) for q in figures if q.where != "threshold"]
    return any(start < statement.end and statement.start < end for start, end in spans)
