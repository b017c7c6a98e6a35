"""Numbers that are no quantity: what no other extractor holds is rejected with a reason, never dropped."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document, Paragraph, Reject
from extractors.records import Quantity
from patterns import compiled, load
from patterns.shapes.quantities import Quantities

_PATTERNS = compiled(Quantities)
_WORDS = load(Quantities).words


def unplaced_numbers(doc: Document, quantities: Sequence[Quantity]) -> list[Reject]:
    """Decimals and numbers with thousands separators in paragraphs that no quantity holds.

    Page furniture is read too: nothing that is printed vanishes without a word .
    """
    placed = sorted((q.place.start or 0, q.place.end or 0) for q in quantities)
    at = 0
    rejects: list[Reject] = []
    for block in sorted((b for b in doc.blocks if isinstance(b, Paragraph)), key=lambda b: b.start):
        reason = _WORDS.reject_furniture if block.role == "furniture" else _WORDS.reject_body
        for match in _PATTERNS["conserved"].finditer(doc.text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            while at < len(placed) and placed[at][1] <= start:
                at += 1
            if at == len(placed) or not placed[at][0] <= start < end <= placed[at][1]:
                marked = _PATTERNS["marked_year"].match(doc.text, start)
                why = _WORDS.reject_marked_year if marked else reason
                rejects.append(Reject("quantities", why, doc.place(start, end), match[0]))
    return rejects
