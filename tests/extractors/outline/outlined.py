"""Outlines of texts and of drawn pages, and how tests write them."""

from __future__ import annotations

import numpy as np

from extractors.document import Block, Document, Grid, GridCell, Page, Paragraph
from extractors.outline.flow import Flow, flow_of
from extractors.outline.headings import Heading
from extractors.outline.sections import outline
from extractors.records import Section
from extractors.text.reader import read_text

Row = tuple[int, str, str, str]
"""Level, number system, kind, title."""
Line = tuple[int, str, float, bool]
"""Page, text, size in points, whether it is centred; the text `#` stands for a table."""


def sections(text: str) -> list[Section]:
    """The sections of a text file."""
    return outline(read_text(text.encode()))


def tree(found: list[Section]) -> list[Row]:
    """Sections as tests write them."""
    return [(s.level, s.number_system, s.kind, s.title) for s in found]


def body(text: str) -> list[Row]:
    """The sections of a text file without its table of contents."""
    return [row for row in tree(sections(text)) if row[2] not in ("toc_title", "toc_entry")]


def pages(*lines: Line) -> Document:
    """A document with layout."""
    text = ""
    blocks: list[Block] = []
    where: list[int] = []
    for page, line, size, centred in lines:
        start = len(text)
        text += line + "\n"
        where += [page] * len(line) + [0]
        end = start + len(line)
        if line == "#":
            cells = (GridCell(0, 0, "项目", start, end), GridCell(0, 1, "金额", start, end))
            blocks.append(Grid(start, end, 1, 2, cells, page=page))
        else:
            blocks.append(Paragraph(start, end, size=size, centred=centred, lines=((start, end),)))
    boxes = np.tile(np.array([60, 100, 70, 110], dtype=np.float32), (len(text), 1))
    numbers = sorted({page for page, *_ in lines})
    return Document(
        text,
        tuple(blocks),
        "application/pdf",
        pages=tuple(Page(n, 595, 842) for n in numbers),
        char_page=np.array(where, dtype=np.int16),
        char_box=boxes,
    )


def flow(*lines: str | Line) -> Flow:
    """The flow of drawn lines; a string is a plain line on page 1, `#` a table."""
    return flow_of(pages(*((1, line, 12.0, False) if isinstance(line, str) else line for line in lines)))


def heading(title: str, system: str = "none", ordinal: int | None = None, kind: str = "heading") -> Heading:
    """A heading without a place."""
    number = None if ordinal is None else str(ordinal)
    return Heading(0, 0, title, kind, system, number, ordinal)


PROSE: Line = (
    3,
    "按照综合预算的原则，本部门所有收入和支出均纳入部门预算管理，共计一千二百万元。",
    12.0,
    False,
)
