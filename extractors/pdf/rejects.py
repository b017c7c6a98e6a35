"""What of a page is in the file but in no block of its Document: kept as rejects, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from extractors.document import Place, Reject
from extractors.pdf.lines import WHITE, build_lines, join_cell
from extractors.pdf.page import PageContent

STAGE = "read"
REPEATED = "repeats what the page before prints of this cell"
UNSEEN = "outside of the visible part of the page"


def page_rejects(content: PageContent) -> Iterator[Reject]:
    """What the page repeats of the page before, then what is not to be seen on it, text by text, then what
    OCR set aside."""
    yield from _rejects(content, content.repeats, REPEATED)
    yield from _rejects(content, content.hidden.stretches, UNSEEN)
    for reason, box, text in content.aside:
        yield Reject(STAGE, reason, Place(content.page.number, box, None, None), text)


def _rejects(content: PageContent, texts: Iterable[tuple[int, ...]], reason: str) -> Iterator[Reject]:
    glyphs = content.glyphs
    for members in texts:
        sequence = join_cell(build_lines(glyphs, list(members)), glyphs)
        if any(g >= 0 for g in sequence):
            text = "".join(glyphs.chars[g] if g >= 0 else WHITE[g] for g in sequence)
            yield Reject(STAGE, reason, _place(content, sequence), text)


def _place(content: PageContent, sequence: list[int]) -> Place:
    boxes = content.displayed_boxes()[[g for g in sequence if g >= 0]]
    x0, top, x1, bottom = np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0))).tolist()
    return Place(content.page.number, (x0, top, x1, bottom), None, None)
