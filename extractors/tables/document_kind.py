"""What a document is by its tables: a final account or a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from extractors.document import Document
from extractors.tables.catalogue import bare_title, kind_of
from extractors.tables.cell_values import squeeze
from patterns.shapes.tables import TableKind

COVER_LINES = 12
"""So many paragraphs at the start of a document may be its cover."""


def document_kind(doc: Document, tables: Iterable[tuple[str | None, Sequence[str]]]) -> TableKind | None:
    """What most titled tables of a document say that they are, else its first lines; null where none does.

    `tables` are titles with the texts of their headers. Titles count before headers, for those of both kinds
    can speak of both.
    """
    titles: Counter[TableKind] = Counter()
    headers: Counter[TableKind] = Counter()
    for title, header_texts in tables:
        if title is None:
            continue
        named = kind_of(bare_title(title)[0])
        headed = kind_of("", map(squeeze, header_texts))
        titles.update([named] if named else [])
        headers.update([headed] if headed else [])
    kinds = titles or headers
    if not kinds:
        return _named_on_the_cover(doc)
    return "fa" if kinds["fa"] > kinds["bd"] else "bd"


def _named_on_the_cover(doc: Document) -> TableKind | None:
    """What the first lines that name a budget or a final account say."""
    for paragraph in islice(doc.paragraphs, COVER_LINES):
        kind = kind_of(squeeze(doc.text[paragraph.start : paragraph.end]))
        if kind is not None:
            return kind
    return None
