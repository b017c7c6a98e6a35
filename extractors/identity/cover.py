"""The lines that identify a document: cover, title, running heads (docs/domain.md §1.1).

Covers are letter-spaced, broken over lines and mixed with web chrome, so lines are read without white
space, with full-width digits, letters and brackets made half-width, and joined by up to four.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import patterns
from extractors.document import Document, Grid, Paragraph
from extractors.frozen import frozen
from extractors.identity.bodies import is_body, split_qualifier
from patterns.shapes.identity import IdentityWords

COVER_BLOCKS = 60
"""A cover ends at the latest here; a text export may print a navigation menu above the title."""
COVER_PAGES = 2
JOINED_LINES = 4
LONGEST_LINE = 90
"""Longer paragraphs are prose, no title."""


@frozen
class Line:
    """A printed line without white space; `start:end` is its span in the document."""

    text: str
    start: int
    end: int
    page: int
    cover: bool
    """True before the contents or the first heading."""
    cell: bool = False
    """True for the text of a table's cell."""


@frozen
class Title:
    """A line or lines that read as a disclosure's title."""

    line: Line
    text: str
    body: str | None
    qualifier: str | None
    year: int | None
    of: str | None
    """Whether the title says 单位 or 部门."""
    kind: str
    """The words from the title's noun on."""


def squeeze(text: str) -> str:
    """`text` without white space, its full-width digits, letters, brackets and colons half-width.

    >>> squeeze("２ ０ ２ ６ 年（本级）：")
    '2026年(本级):'
    """
    text = "".join(text.split())
    return text if text.isascii() else _WIDE(_half_width, text)


_squeezed = lru_cache(maxsize=1 << 13)(squeeze)
"""Of short lines and cells, which documents and their tables repeat."""


def unsqueezed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span in `text` of `squeeze(text)[start:end]`; `start` and `end` differ.

    >>> unsqueezed("２ ０ ２６年", 1, 3)
    (2, 5)
    """
    first = last = seen = 0
    for run in _PRINTED(text):
        at, behind = run.span()
        if seen <= start < seen + behind - at:
            first = at + start - seen
        seen += behind - at
        if end <= seen:
            last = behind - 1 - (seen - end)
            break
    return first, last + 1


_HALF_WIDTH = {
    wide: unicodedata.normalize("NFKC", wide)
    for wide in map(chr, range(0xFF01, 0xFF5F))
    if wide not in "，；！？～"
}


_PRINTED = re.compile(r"\S+").finditer
_WIDE = re.compile(f"[{re.escape(''.join(_HALF_WIDTH))}]").sub
"""Replaces what is made half-width: few characters are, and the others are not looked up one by one."""


def _half_width(match: re.Match[str]) -> str:
    return _HALF_WIDTH[match[0]]


def short_lines(doc: Document) -> list[Line]:
    """Every line that may be a title, label or heading: paragraphs, running heads and short cells."""
    lines: list[Line] = []
    contents = patterns.compiled(IdentityWords)["contents_heading"]
    pages: list[int] = [] if doc.char_page is None else doc.char_page.tolist()
    on_cover = True
    for number, block in enumerate(doc.blocks):
        if on_cover and number >= COVER_BLOCKS:
            on_cover = False
        is_grid = isinstance(block, Grid)
        for start, end in _spans(doc.text, block):
            if end - start > 2 * LONGEST_LINE:
                continue
            text = _squeezed(doc.text[start:end])
            if not text or len(text) > LONGEST_LINE:
                continue
            page = pages[start] if start < len(pages) else 0
            if on_cover and (page > COVER_PAGES or contents.search(text)):
                on_cover = False
            lines.append(Line(text, start, end, page, on_cover, is_grid))
    return lines


def titles(lines: list[Line]) -> Iterator[Title]:
    """Titles among the lines, in order; lines of one page are joined while they still read as one.

    Of the joins that begin at one line, the one that says most (body and year) and then the longest wins.
    """
    pattern = patterns.compiled(IdentityWords)["title"]
    mark = patterns.compiled(IdentityWords)["heading_mark"]
    no_body = patterns.compiled(IdentityWords)["no_body"]
    has_noun = patterns.any_of(patterns.load(IdentityWords).title_nouns)
    contents = set(patterns.load(IdentityWords).contents_words)
    for first, line in enumerate(lines):
        if (line.cell and not line.cover) or line.text in contents:
            continue
        best: tuple[tuple[int, int], Title] | None = None
        text = ""
        for last in range(first, min(first + (JOINED_LINES if line.cover else 2), len(lines))):
            if lines[last].page != line.page or (last > first and mark.match(lines[last].text)):
                break
            text += lines[last].text
            if len(text) > LONGEST_LINE:
                break
            if not has_noun(text):
                continue
            found = pattern.match(text)
            if found is None or no_body.search(found["body"] or ""):
                continue
            title = _title(
                found, text, Line(text, line.start, lines[last].end, line.page, line.cover, line.cell)
            )
            rank = (2 * (title.body is not None) + (title.year is not None), last)
            if best is None or rank > best[0]:
                best = (rank, title)
        if best is not None:
            yield best[1]


def _title(found: Any, text: str, line: Line) -> Title:
    group = found.groupdict()
    body, qualifier = split_qualifier(group["body"] or "", group["qualifier"] or group["qualifier2"])
    said = (group["of"] or "") + group["kind"]
    year = group["year"] or group["year2"] or group["year3"]
    return Title(
        line=line,
        text=text[len(group["part"] or "") :],
        body=body if is_body(body) else None,
        qualifier=qualifier,
        year=_year(year) if year else None,
        of=next((w for w in patterns.load(IdentityWords).scope_words if w in said), None),
        kind=group["kind"],
    )


def _year(text: str) -> int:
    if text.isdecimal() and text.isascii():
        return int(text)
    digits = patterns.load(IdentityWords).year_digits
    return int("".join(str(digits.index(c) if c in digits else 0) for c in text))


def _spans(text: str, block: Paragraph | Grid) -> Iterator[tuple[int, int]]:
    """The paragraph, at tabs the pieces between them (a row of a table in plain text); a grid's cells."""
    if isinstance(block, Paragraph):
        start = block.start
        for piece in text[block.start : block.end].split("\t"):
            yield start, start + len(piece)
            start += len(piece) + 1
        return
    for cell in block.cells:
        yield cell.start, cell.end
