"""The disclosure as a Word document, as Word and as WPS write it.

Word: headings numbered by their styles, text cut into runs wherever somebody typed again, changes that are
tracked, bookmarks, tables of its own with heads that repeat, wide tables in sections turned on their side, running
heads. WPS: numbering of paragraphs themselves, tables pasted from a spreadsheet with title and unit as rows
without rules, breaks inside of cells.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import Literal

from tests.twins.captions import with_captions
from tests.twins.disclosure import Align, Cell, Disclosure, Heading, Line, Prose, Table, placed

Flavour = Literal["word", "wps", "written", "messy", "convertible"]
"""written: as Word, but the numbers of headings are typed; messy: what many hands leave behind (`_Messy`);
convertible: as Word, with a numbering for each part (LibreOffice's export to .doc begins overridden lists twice)."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHAPES = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_ALIGN = {"left": "left", "centre": "center", "right": "right"}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LEVELS = {2: ("chineseCounting", "%1、"), 3: ("chineseCounting", "（%2）"), 4: ("decimal", "%3.")}
"""How headings are numbered by themselves: 一、 （一） 1."""
_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
_TURNED = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'


def as_docx(disclosure: Disclosure, flavour: Flavour = "word") -> bytes:
    """The bytes of the document, the same ones for the same disclosure."""
    writer = (_Messy if flavour == "messy" else _Writer)(disclosure, flavour)
    body = "".join(writer.body())
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(writer.lists, own=flavour == "convertible"),
        "word/header1.xml": f'<w:hdr xmlns:w="{_W}"><w:p><w:r><w:t>{escape(disclosure.title)}</w:t></w:r></w:p></w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>- </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> -</w:t></w:r></w:p></w:ftr>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"{_SHAPES}><w:body>{body}</w:body></w:document>',
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), _XML + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _Writer:
    def __init__(self, disclosure: Disclosure, flavour: Flavour) -> None:
        self.disclosure, self.flavour = disclosure, flavour
        self.random = random.Random(disclosure.name)
        self.lists = 1
        self._bookmarks = 0
        self._counts = [0, 0, 0]
        self._tracked = False

    def body(self) -> Iterator[str]:
        """The paragraphs, tables and sections."""
        for block in self.disclosure.blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Line():
                    yield self._paragraph(block.text, align=block.align, size=block.size)
                case Prose():
                    yield self._paragraph(
                        block.text,
                        properties='<w:ind w:firstLineChars="200" w:firstLine="480"/>',
                        tracked=True,
                    )
                case Table():
                    yield from self._table(block)
        yield self._section(_PORTRAIT)

    def _heading(self, block: Heading) -> str:
        if block.level == 1:
            self.lists += 1  # numbers begin anew in each part
            self._counts = [0, 0, 0]
        numbered = self.flavour != "written" and block.level in _LEVELS and self._counted(block)
        text = block.text if numbered else block.printed
        short = len(block.text) < 30
        number = (
            f'<w:numPr><w:ilvl w:val="{block.level - 2}"/><w:numId w:val="{self.lists}"/></w:numPr>'
            if numbered
            else ""
        )
        style = f'<w:pStyle w:val="{block.level}"/>' if short and self.flavour != "wps" else ""
        self._bookmarks += 1
        mark = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="_Toc{170000000 + self._bookmarks}"/>'
        end = f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        bold = "<w:b/>" if short else ""
        runs = self._runs(text, f'{bold}<w:sz w:val="{34 - 2 * block.level}"/>')
        return f"<w:p><w:pPr>{style}{number}</w:pPr>{mark}{runs}{end}</w:p>"

    def _counted(self, block: Heading) -> bool:
        """Whether the number that a word processor would give is the one that is meant."""
        at = block.level - 2
        self._counts[at] += 1
        self._counts[at + 1 :] = [0] * (2 - at)
        n = self._counts[at]
        chinese = "一二三四五六七八九十"[n - 1]
        return block.number == ({0: f"{chinese}、", 1: f"（{chinese}）", 2: f"{n}."}[at])

    def _paragraph(
        self,
        text: str,
        *,
        align: Align = "left",
        size: float = 12,
        properties: str = "",
        tracked: bool = False,
    ) -> str:
        jc = f'<w:jc w:val="{_ALIGN[align]}"/>' if align != "left" else ""
        look = f'<w:sz w:val="{int(size * 2)}"/>'
        runs = ""
        if tracked and not self._tracked and self.flavour == "word" and "万元" in text:
            self._tracked = True
            before, after = text.split("万元", 1)
            runs = self._runs(before, look) + (
                '<w:del w:id="901" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>亿元</w:delText></w:r></w:del>'
                '<w:ins w:id="902" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:t>万元</w:t></w:r></w:ins>'
            )
            text = after
        return f"<w:p><w:pPr>{properties}{jc}</w:pPr>{runs}{self._runs(text, look)}</w:p>"

    def _runs(self, text: str, look: str) -> str:
        """The text in runs: cut where somebody typed again, marked where a speller stumbled."""
        if not text:
            return ""
        cuts = [0, len(text)]
        if self.flavour != "wps" and len(text) > 6:
            cuts[1:1] = sorted(self.random.sample(range(1, len(text)), min(3, len(text) // 8 + 1)))
        made = []
        for start, end in pairwise(cuts):
            fonts = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/>'
            pieces = text[start:end].split("\t")
            inner = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in pieces)
            made.append(f'<w:r w:rsidRPr="00A{start:05}"><w:rPr>{fonts}{look}</w:rPr>{inner}</w:r>')
        return '<w:proofErr w:type="gramStart"/>'.join(made)

    def _table(self, block: Table) -> Iterator[str]:
        turned = self.flavour == "word" and block.n_cols > 8
        if turned:
            yield f"<w:p><w:pPr>{self._section(_PORTRAIT)}</w:pPr></w:p>"
        inside = 0
        if self.flavour == "wps" and block.captions:
            block, inside = with_captions(block)
        elif block.captions:
            yield self._paragraph(block.title, align="centre", size=16)
            if block.number:
                yield self._paragraph(block.number, align="right", size=10)
            if block.left_caption or block.right_caption:
                yield self._paragraph(
                    f"{block.left_caption}\t{block.right_caption}", size=10,
                    properties='<w:tabs><w:tab w:val="right" w:pos="8300"/></w:tabs>',
                )  # fmt: skip
        yield "".join(self._rows(block, inside))
        if block.note and not inside:
            yield self._paragraph(block.note, size=10)
        yield f"<w:p><w:pPr>{self._section(_TURNED)}</w:pPr></w:p>" if turned else "<w:p/>"

    def _rows(self, block: Table, inside: int) -> Iterator[str]:
        twips = [round(w * 20) for w in block.widths]
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in twips)
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        by_row: list[list[tuple[int, Cell, str]]] = [[] for _ in block.rows]
        for r, c, cell in placed(block):
            for k in range(cell.rows):
                by_row[r + k].append((c, cell, "" if cell.rows == 1 else "restart" if k == 0 else "continue"))
        for r, cells in enumerate(by_row):
            repeated = inside <= r < block.head_rows and self.flavour != "wps"
            head = "<w:tblHeader/>" if repeated or (self.flavour == "wps" and r < block.head_rows) else ""
            made = "".join(
                self._cell(*one, twips, r < inside) for one in sorted(cells, key=lambda one: one[0])
            )
            yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340"/>{head}</w:trPr>{made}</w:tr>'
        yield "</w:tbl>"

    def _cell(self, c: int, cell: Cell, merge: str, twips: list[int], bare: bool) -> str:
        span = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
        # Word leaves out w:val where a merge goes on
        vertical = {"restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}.get(merge, "")
        sides = "".join(f'<w:{s} w:val="nil"/>' for s in ("top", "left", "right")) if bare else ""
        rules = f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""
        width = f'<w:tcW w:w="{sum(twips[c : c + cell.cols])}" w:type="dxa"/>'
        properties = f'<w:tcPr>{width}{span}{vertical}{rules}<w:vAlign w:val="center"/></w:tcPr>'
        indent = (
            f'<w:ind w:leftChars="{cell.indent * 100}" w:left="{cell.indent * 180}"/>' if cell.indent else ""
        )
        of = f'<w:pPr>{indent}<w:jc w:val="{_ALIGN[cell.align]}"/></w:pPr>'
        lines = [""] if merge == "continue" else cell.text.split("\n")
        look = '<w:sz w:val="18"/>'
        if self.flavour == "wps":
            runs = "<w:r><w:br/></w:r>".join(self._runs(line, look) for line in lines)
            return f"<w:tc>{properties}<w:p>{of}{runs}</w:p></w:tc>"
        paragraphs = "".join(f"<w:p>{of}{self._runs(line, look)}</w:p>" for line in lines)
        return f"<w:tc>{properties}{paragraphs}</w:tc>"

    def _section(self, size: str) -> str:
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
            f'{size}<w:pgMar w:top="1440" w:right="1200" w:bottom="1440" w:left="1200" w:header="851" w:footer="992" w:gutter="0"/>'
            "</w:sectPr>"
        )


class _Messy(_Writer):
    """A document that many hands wrote.

    The cover stands in a text box (with its copy for older programs), amounts in controls and in several runs, long
    tables are cut in two that both have the head, a row was deleted and one word hidden while changes were tracked.
    """

    LONGEST = 14
    """Rows of a body before it is cut."""

    def body(self) -> Iterator[str]:
        """The paragraphs, tables and sections."""
        first = True
        for block in self.disclosure.blocks:
            if first and isinstance(block, Line):
                inner = self._paragraph(block.text, align=block.align, size=block.size)
                yield (
                    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
                    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
                    f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
                    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
                    f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
                )
                first = False
            elif isinstance(block, Heading):
                yield self._heading(block)
            elif isinstance(block, Table):
                yield from self._table(block)
            elif isinstance(block, Prose):
                hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部核对数99.99万元）</w:t></w:r>"
                yield self._paragraph(block.text).removesuffix("</w:p>") + hidden + "</w:p>"
            else:
                yield self._paragraph(block.text, align=block.align, size=block.size)
        yield self._section(_PORTRAIT)

    def _table(self, block: Table) -> Iterator[str]:
        body = block.rows[block.head_rows :]
        spans = any(cell.rows > 1 for row in body for cell in row)
        if spans or len(body) <= self.LONGEST:
            yield from super()._table(block)
            return
        head = block.rows[: block.head_rows]
        yield from super()._table(replace(block, rows=(*head, *body[: self.LONGEST]), note=""))
        rest = replace(block, rows=(*head, *body[self.LONGEST :]), captions=False)
        yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        yield from super()._table(rest)

    def _rows(self, block: Table, inside: int) -> Iterator[str]:
        parts = list(super()._rows(block, inside))
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{round(w * 20)}" w:type="dxa"/></w:tcPr><w:p><w:del w:id="78" w:author="b" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>77.77</w:delText></w:r></w:del></w:p></w:tc>'
            for w in block.widths
        )
        deleted = '<w:tr><w:trPr><w:del w:id="77" w:author="b" w:date="2024-01-01T00:00:00Z"/></w:trPr>'
        parts.insert(-1, f"{deleted}{cells}</w:tr>")
        yield from parts

    def _cell(self, c: int, cell: Cell, merge: str, twips: list[int], bare: bool) -> str:
        made = super()._cell(c, cell, merge, twips, bare)
        if cell.number is not None and not merge and self.random.random() < 0.3:
            return f'<w:sdt><w:sdtPr><w:id w:val="{c + 1}"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        return made

    def _runs(self, text: str, look: str) -> str:
        if len(text) > 3 and text[0].isdigit() and self.random.random() < 0.5:
            cut = len(text) // 2
            return (
                super()._runs(text[:cut], look)
                + '<w:proofErr w:type="spellEnd"/>'
                + super()._runs(text[cut:], look)
            )
        return super()._runs(text, look)


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="a"/>'
        f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2, 3, 4)
    )
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>{headings}</w:styles>'
    )


def _numbering(lists: int, *, own: bool) -> str:
    """A list for each part: each of a numbering of its own, or all of one, beginning anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 2}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (form, text) in _LEVELS.items()
    )
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="1000000{n}"/><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for n in range(1, lists + 1 if own else 2)
    )
    anew = "".join(
        f'<w:lvlOverride w:ilvl="{k}"><w:startOverride w:val="1"/></w:lvlOverride>' for k in range(3)
    )
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n if own else 1}"/>{"" if own else anew}</w:num>'
        for n in range(1, lists + 1)
    )
    return f'<w:numbering xmlns:w="{_W}">{made}{nums}</w:numbering>'


def _content_types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = {
        "document": "document.main",
        "styles": "styles",
        "numbering": "numbering",
        "header1": "header",
        "footer1": "footer",
    }
    parts = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{kind}.{t}+xml"/>' for n, t in names.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'
