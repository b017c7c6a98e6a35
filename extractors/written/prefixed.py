"""A document with what stands before its pages: the title and dates of the page that shows them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.document import Block, Document, Grid, Place
from extractors.frozen import replaced
from extractors.locators import Locators


def prefixed(document: Document, before: Document) -> Document:
    """`document` behind the text of `before`, which has no pages; every offset moves along."""
    n = len(before.text)
    if not n:
        return document
    assert document.char_page is not None
    assert document.char_box is not None
    nowhere = np.full((n, 4), np.nan, dtype=np.float32)
    return replace(
        document,
        text=before.text + document.text,
        blocks=(*before.blocks, *(_moved(block, n) for block in document.blocks)),
        char_page=np.concatenate((np.zeros(n, dtype=np.int16), document.char_page)),
        char_box=np.concatenate((nowhere, document.char_box)),
        rejects=tuple(replace(r, place=_place(r.place, n)) for r in (*before.rejects, *document.rejects)),
        locators=_joined(before.locators, document.locators, n),
    )


def _moved(block: Block, by: int) -> Block:
    start, end = block.start + by, block.end + by
    if isinstance(block, Grid):
        cells = tuple(replaced(c, start=c.start + by, end=c.end + by) for c in block.cells)
        return replaced(block, start=start, end=end, cells=cells)
    lines = tuple((low + by, high + by) for low, high in block.lines)
    return replaced(block, start=start, end=end, lines=lines)


def _place(place: Place, by: int) -> Place:
    if place.start is None or place.end is None:
        return place
    return replace(place, start=place.start + by, end=place.end + by)


def _joined(first: Locators | None, second: Locators | None, by: int) -> Locators | None:
    if first is None or second is None:
        return first or second
    return Locators(
        first.scheme,
        (*first.starts, *(start + by for start in second.starts)),
        (*first.ends, *(end + by for end in second.ends)),
        (*first.names, *second.names),
    )
