"""The flow of a document: its body blocks in reading order, in which headings are looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.document import Block, Document, Grid, Paragraph
from extractors.frozen import frozen
from extractors.outline.numbering import Mark, parse_mark


@frozen
class Flow:
    """Paragraphs and grids of a document, page furniture left out; blocks are named by their position."""

    doc: Document
    blocks: tuple[Block, ...]
    text_size: float | None
    """The font size of most of the text, in points; null where the format has none."""
    table_pages: frozenset[int | None]
    """Pages with a grid."""

    def raw(self, number: int) -> str:
        """The text of a block, as printed."""
        block = self.blocks[number]
        return self.doc.text[block.start : block.end]

    def page(self, number: int) -> int | None:
        """The page on which a block begins."""
        block = self.blocks[number]
        return self.doc.page_of(block.start, block.end)

    def mark(self, number: int) -> Mark | None:
        """The numbering mark with which a block begins."""
        block = self.blocks[number]
        return parse_mark(self.doc.text, block.start, block.end)


def flow_of(doc: Document) -> Flow:
    """The flow of a document."""
    blocks = tuple(b for b in doc.blocks if isinstance(b, Grid) or b.role == "body")
    table_pages = frozenset(b.page for b in blocks if isinstance(b, Grid))
    return Flow(doc, blocks, _text_size(blocks), table_pages)


def _text_size(blocks: Sequence[Block]) -> float | None:
    sizes: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph) and block.size:
            sizes[round(block.size, 1)] += block.end - block.start
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else None
