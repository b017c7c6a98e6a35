"""What was read of a file as a page of its own, with places marked: for formats that take no marks.

The page asks nothing of the network and runs nothing; everything of the file is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from extractors.document import Document, Grid, GridCell, Paragraph
from pipeline.language.places import Locator
from pipeline.reports.marked.mark import COLOURS, PALE, Mark

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
"""Of copies: nothing of them is run, and nothing fetched."""
ANCHOR = "mingzhang"
"""Id of the first figure that was asked for, else of the first mark."""
_STYLE = """\
body { font: 15px/1.6 sans-serif; max-width: 60em; margin: 1em auto; padding: 0 1em; }
table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto; }
td { border: 1px solid #999; padding: .2em .5em; vertical-align: top; white-space: pre-line; }
"""


def reading_copy(document: Document, marks: Sequence[Mark], title: str) -> tuple[bytes, int]:
    """The page, and how many marks it has. Marks whose text is not that of the document are left out."""
    found = [mark for mark in marks if _fits(document, mark)]
    first = next((mark for mark in found if mark.kind == "figure"), found[0] if found else None)
    writer = _Writer(document, found, first)
    body = "\n".join(writer.block(block) for block in document.blocks)
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )
    return page.encode("utf-8", "replace"), len(found)


def _fits(document: Document, mark: Mark) -> bool:
    """Whether the text stands where it stood when it was published."""
    if mark.start is None or mark.end is None:
        return False
    return mark.raw is None or document.text[mark.start : mark.end] == mark.raw


class _Writer:
    def __init__(self, document: Document, marks: Sequence[Mark], first: Mark | None) -> None:
        self._document = document
        self._first = first
        self._marks = sorted(marks, key=lambda mark: mark.start or 0)

    def block(self, block: Paragraph | Grid) -> str:
        if isinstance(block, Paragraph):
            return f"<p{self._exact(block.start, block.end)}>{self._text(block.start, block.end)}</p>"
        rows: dict[int, list[GridCell]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell)
        lines = (
            "<tr>" + "".join(map(self._cell, sorted(rows.get(n, ()), key=lambda c: c.col))) + "</tr>"
            for n in range(block.n_rows)
        )
        return "<table>\n" + "\n".join(lines) + "\n</table>"

    def _cell(self, cell: GridCell) -> str:
        spans = "".join(
            f' {name}="{count}"'
            for name, count in (("rowspan", cell.row_span), ("colspan", cell.col_span))
            if count > 1
        )
        marks = self._within(cell.start, cell.end)
        if marks:
            return f"<td{spans}{self._marked(marks[-1], marks)}>{escape(cell.text)}</td>"
        return f"<td{spans}{self._exact(cell.start, cell.end)}>{escape(cell.text)}</td>"

    def _text(self, start: int, end: int) -> str:
        """The text of a paragraph, marked spans in it; of spans that overlap the first is seen."""
        text, at, parts = self._document.text, start, list[str]()
        for mark in self._within(start, end):
            begin, behind = max(mark.start or 0, start), min(mark.end or 0, end)
            if begin < at:
                continue
            inside = escape(text[begin:behind])
            parts += [escape(text[at:begin]), f"<mark{self._marked(mark, [mark])}>{inside}</mark>"]
            at = behind
        return "".join(parts) + escape(text[at:end])

    def _within(self, start: int, end: int) -> list[Mark]:
        return [
            mark
            for mark in self._marks
            if (mark.start or 0) < max(end, start + 1) and max(mark.end or 0, (mark.start or 0) + 1) > start
        ]

    def _marked(self, mark: Mark, marks: Sequence[Mark]) -> str:
        said = "\n\n".join(dict.fromkeys(one.contents for one in marks))
        anchor = f' id="{ANCHOR}"' if self._first in marks else ""
        if anchor:
            self._first = None
        style = f"background:#{PALE[mark.kind]};outline:2px solid #{COLOURS[mark.kind]}"
        return f'{anchor} style="{style}" title="{escape(said)}"'

    def _exact(self, start: int, end: int) -> str:
        """The place of a part in its file, shown when one points at it."""
        locator = self._document.place(start, end).locator
        if locator is None:
            return ""
        told = Locator.of(locator).spoken()
        return f' title="{escape(f"{told.zh} / {told.en} ({locator})")}"'
