"""The disclosure as a Word document: its own tables and spans, heads that repeat, numbering of its own."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.twins.disclosure import Align, Disclosure, Heading, Line, Prose, Table, placed

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_NUMBERING = """
<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="77">
 <w:multiLevelType w:val="singleLevel"/>
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
 <w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum>"""


def as_docx(disclosure: Disclosure, *, automatic: bool = True) -> bytes:
    """The bytes of the document; `automatic` leaves the numbers of headings (一、) to the word processor."""
    document = docx.Document()
    writer = _Writer(document, automatic)
    for block in disclosure.blocks:
        match block:
            case Heading():
                writer.heading(block)
            case Line():
                writer.line(block.text, block.size, block.align)
            case Prose():
                paragraph = document.add_paragraph(block.text)
                paragraph.paragraph_format.first_line_indent = Pt(24)
            case Table():
                writer.table(block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, document: Any, automatic: bool) -> None:
        self.document, self.automatic = document, automatic
        self._lists = 0

    def heading(self, block: Heading) -> None:
        numbered = self.automatic and block.level == 2
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(block.text if numbered else block.printed)
        run.bold = True
        run.font.size = Pt(16 if block.level == 1 else 14)
        if block.level == 1:
            self._lists += 1  # numbers begin anew in each part
        if numbered:
            properties = paragraph._p.get_or_add_pPr()
            number = OxmlElement("w:numPr")
            for name, value in (("w:ilvl", "0"), ("w:numId", str(self._list()))):
                child = OxmlElement(name)
                child.set(qn("w:val"), value)
                number.append(child)
            properties.append(number)

    def line(self, text: str, size: float, align: Align) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        paragraph.add_run(text).font.size = Pt(size)

    def table(self, block: Table) -> None:
        self.line(block.title, 16, "centre")
        self.line(f"编制单位：{block.body}\t单位：{block.unit}", 10, "left")
        table = self.document.add_table(rows=len(block.rows), cols=block.n_cols)
        table.style = "Table Grid"
        for column, width in zip(table.columns, block.widths, strict=True):
            column.width = Pt(width)
        grid = [[table.cell(r, c) for c in range(block.n_cols)] for r in range(len(block.rows))]
        for r, c, cell in placed(block):
            target = grid[r][c]
            if cell.cols > 1 or cell.rows > 1:
                target = target.merge(grid[r + cell.rows - 1][c + cell.cols - 1])
            lines = cell.text.split("\n")
            target.paragraphs[0].text = lines[0]
            for more in lines[1:]:
                target.paragraphs[0].add_run().add_break()
                target.paragraphs[0].add_run(more)
            target.paragraphs[0].alignment = _ALIGN[cell.align]
        for row in table.rows[: block.head_rows]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if block.note:
            self.line(block.note, 10, "left")
        self.document.add_paragraph()

    def _list(self) -> int:
        """The list of this part, a new one of the same numbering."""
        numbering = self.document.part.numbering_part.element
        if not numbering.xpath('w:abstractNum[@w:abstractNumId="77"]'):
            from lxml import etree

            numbering.insert(0, etree.fromstring(_NUMBERING))
        number = 900 + self._lists
        if not numbering.xpath(f'w:num[@w:numId="{number}"]'):
            num = OxmlElement("w:num")
            num.set(qn("w:numId"), str(number))
            abstract = OxmlElement("w:abstractNumId")
            abstract.set(qn("w:val"), "77")
            override = OxmlElement("w:lvlOverride")
            override.set(qn("w:ilvl"), "0")
            start = OxmlElement("w:startOverride")
            start.set(qn("w:val"), "1")
            override.append(start)
            num.append(abstract)
            num.append(override)
            numbering.append(num)
        return number
