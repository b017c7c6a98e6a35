"""Plain text to a Document: line ends, paragraphs, pipe-delimited tables; tables with delimiters as such.

Canonical text is the decoded file without its byte order mark and with LF line ends, otherwise unchanged
(output/README.md, Conventions).
"""

from __future__ import annotations

from extractors.document import Block, Document, Paragraph
from extractors.errors import Unreadable
from extractors.locators import Locators
from extractors.text.decoding import decode
from extractors.text.delimited import read_delimited
from extractors.text.delimited_reader import delimited_document
from extractors.text.pipe_lines import Line
from extractors.text.pipes import read_pipes

MEDIA_TYPE = "text/plain"


def read_text(data: bytes) -> Document:
    """The Document of a text file in UTF-8, UTF-16 or GB18030.

    Paragraphs are the non-empty lines, without the blanks around them; pipe-delimited tables are grids.
    A text that is a table with delimiters (CSV, TSV) is read as a sheet, its places are cells.
    Raises `Unreadable` with kind `empty` (nothing but white space), `damaged` (UTF-8 with invalid bytes)
    or `binary` (no text in any of these encodings).

    >>> read_text("一、收入\\r\\n无。".encode("gb18030")).text
    '一、收入\\n无。'
    """
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise Unreadable("empty", "the file holds no characters; get the file again from its source")
    text, encoding = decode(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unreadable("empty", "the file holds only white space; get the file again from its source")
    notes = () if encoding == "utf-8" else (f"decoded from {encoding}",)
    table = read_delimited(text)
    if table is not None:
        return delimited_document(table, notes)
    return Document(
        text=text, blocks=tuple(blocks_of(text)), media_type=MEDIA_TYPE, notes=notes, locators=_places(text)
    )


def _places(text: str) -> Locators:
    """The lines of a text, as RFC 5147 names them: lines are counted by what stands between them."""
    starts = [0, *(n + 1 for n, char in enumerate(text) if char == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return Locators("text", starts, ends, [f"line={n},{n + 1}" for n in range(len(starts))])


def blocks_of(text: str) -> list[Block]:
    """The lines of a text, those that are tables delimited by pipes as grids; their spans are of it."""
    lines = _lines(text)
    blocks: list[Block] = []
    taken = 0
    for first, last, grids in read_pipes(text, lines):
        blocks += [Paragraph(line.start, line.end) for line in lines[taken:first]]
        blocks += grids
        taken = last
    blocks += [Paragraph(line.start, line.end) for line in lines[taken:]]
    return blocks


def _lines(text: str) -> list[Line]:
    """The non-empty lines of `text`, blanks at both ends left out."""
    lines = []
    start = 0
    for number, raw in enumerate(text.split("\n")):
        stripped = raw.strip()
        if stripped:
            begin = start + len(raw) - len(raw.lstrip())
            lines.append(Line(begin, begin + len(stripped), number))
        start += len(raw) + 1
    return lines
