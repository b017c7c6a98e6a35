"""Word documents, part by part, as Word 2016 and 2019 and WPS write them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'mc:Ignorable="w14"'
)
NUMBERING = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="space"/>
<w:lvlText w:val="第%1部分"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%2、"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
<w:lvlText w:val="（%3）"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in SIDES)
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {SPACES}><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="table" w:styleId="a3"><w:name w:val="Table Grid"/>
<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr><w:rPr><w:sz w:val="16"/></w:rPr></w:style></w:styles>"""
TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
%s</Types>"""
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1134" w:bottom="1440" w:left="1134"/>'


def run(text: str, props: str = "", deleted: bool = False) -> str:
    """One run."""
    tag = "delText" if deleted else "t"
    rpr = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{rpr}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def split_runs(text: str, rng: random.Random, props: str = "") -> str:
    """Runs as Word leaves them after edits: cut in the middle of numbers, with spell-check marks between."""
    out, at = [], 0
    while at < len(text):
        size = rng.randint(1, 7)
        rsid = f"{rng.randint(0, 0xFFFFFF):08X}"
        piece = run(text[at : at + size], props).replace("<w:r>", f'<w:r w:rsidR="{rsid}">', 1)
        if rng.random() < 0.3:
            piece = f'<w:proofErr w:type="gramStart"/>{piece}<w:proofErr w:type="gramEnd"/>'
        if rng.random() < 0.1:
            piece += f'<w:bookmarkStart w:id="{at}" w:name="_GoBack"/><w:bookmarkEnd w:id="{at}"/>'
        out.append(piece)
        at += size
    return "".join(out)


def para(inner: str, ppr: str = "") -> str:
    """One paragraph of runs."""
    return f"<w:p><w:pPr>{ppr}</w:pPr>{inner}</w:p>"


def numbered(level: int, inner: str) -> str:
    """A heading whose number is not in its text."""
    return para(
        inner, f'<w:pStyle w:val="1"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    )


CENTRED = '<w:jc w:val="center"/>'
UNIT_TAB = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'


def field(code: str, shown: str) -> str:
    """A field with what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(lines: Sequence[str]) -> str:
    """A paragraph with a drawn text box, and the same box once more for old programs, as Word writes it."""
    inner = "".join(para(run(line, '<w:b/><w:sz w:val="52"/>'), CENTRED) for line in lines)
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return para(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
        f'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{box}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f'<w:pict><v:shape type="#_x0000_t202"><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def cell(inner: str, width: int, span: int = 1, merge: str = "") -> str:
    """A table cell: `inner` are paragraphs, `merge` is restart, continue or nothing."""
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    v = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{v}</w:tcPr>{inner}</w:tc>'


def table(rows: Sequence[str], widths: Sequence[int], head: int = 0) -> str:
    """A table of rows of cells; the first `head` rows repeat on every page."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    repeat = "<w:trPr><w:tblHeader/></w:trPr>"
    body = "".join(f"<w:tr>{repeat if i < head else ''}{r}</w:tr>" for i, r in enumerate(rows))
    props = '<w:tblStyle w:val="a3"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{props}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def package(body: str, parts: dict[str, str] | None = None) -> bytes:
    """The file: `parts` are further parts by their name without .xml."""
    kinds = {"numbering": NUMBERING, "styles": STYLES, **(parts or {})}
    over = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{n.rstrip("1")}+xml"/>'
        for n in kinds
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "".join(
        f'<Relationship Id="rId{i}" Type="{office}/{n.rstrip("1")}" Target="{n}.xml"/>'
        for i, n in enumerate(kinds, 1)
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    refs = "".join(
        f'<w:{n.rstrip("1")}Reference w:type="default" r:id="rId{i}"/>'
        for i, n in enumerate(kinds, 1)
        if n in ("header1", "footer1")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:

        def add(name: str, text: str) -> None:
            z.writestr(zipfile.ZipInfo(name, (2024, 9, 1, 9, 0, 0)), text)

        add("[Content_Types].xml", TYPES % over)
        add(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        add(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relations}">{rels}</Relationships>',
        )
        add(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {SPACES}><w:body>{body}'
            f"<w:sectPr>{refs}{A4}</w:sectPr></w:body></w:document>",
        )
        for name, text in kinds.items():
            add(f"word/{name}.xml", text)
    return out.getvalue()


def part(tag: str, inner: str) -> str:
    """A header, footer or footnotes part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {SPACES}>{inner}</w:{tag}>'
