"""Running text with its numbers: paragraphs in pieces, some of which are numbers that were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.document_printed import Printed

_AROUND = 1_500
"""Characters before and behind the numbers of a page within which their paragraphs begin and end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text."""

    text: str
    key: str | None = None
    """Of the number that they are (`printed`); null for words."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the canonical text; of a table one of its lines."""

    start: int
    """Its first character."""
    end: int
    pieces: tuple[Piece, ...]
    keys: tuple[str, ...]
    """Of its numbers, in their order."""


def text_between(edition: Edition, document: Row, start: int, end: int) -> str:
    """Characters of the canonical text of a document."""
    first = max(start, 0)
    rows = edition.of_document(
        "texts", document, (f"substr(text, {first + 1}, {max(end - first, 0)}) as text",)
    )
    return str(rows[0]["text"]) if rows else ""


def around(edition: Edition, document: Row, printed: Sequence[Printed]) -> list[Paragraph]:
    """The paragraphs in which numbers stand, each with all of these that it has."""
    if not printed:
        return []
    start = max(min(p.start for p in printed) - _AROUND, 0)
    text = text_between(edition, document, start, max(p.end for p in printed) + _AROUND)
    return [paragraph for paragraph in paragraphs(text, start, printed) if paragraph.keys]


def paragraphs(text: str, start: int, printed: Iterable[Printed]) -> list[Paragraph]:
    """A text that begins at character `start`, by its lines; empty lines are left out.

    Of numbers that overlap the first is shown.
    """
    numbers = sorted(printed, key=lambda p: (p.start, -p.end))
    found, at, n = [], start, 0
    for line in text.split("\n"):
        end = at + len(line)
        while n < len(numbers) and numbers[n].start < at:
            n += 1
        mine: list[Printed] = []
        while n < len(numbers) and numbers[n].start < end:
            if numbers[n].end <= end and (not mine or numbers[n].start >= mine[-1].end):
                mine.append(numbers[n])
            n += 1
        if line.strip():
            found.append(Paragraph(at, end, tuple(_pieces(line, at, mine)), tuple(p.key for p in mine)))
        at = end + 1
    return found


def _pieces(line: str, start: int, numbers: Sequence[Printed]) -> Iterable[Piece]:
    at = 0
    for number in numbers:
        if number.start - start > at:
            yield Piece(line[at : number.start - start])
        yield Piece(line[number.start - start : number.end - start], number.key)
        at = number.end - start
    if at < len(line):
        yield Piece(line[at:])
