"""Hostile documents of other formats than PDF and text: small on disk, endless or senseless in memory.

Each is of its format as far as a reader must look to see what is wrong with it.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable
from itertools import chain

from tests.hostile import LINE
from tests.hostile_containers import megabytes, ole, raw_zip, zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_O = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
"""The entity j is a thousand million words."""
OUTSIDE = "<!DOCTYPE x [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>"
PARAMETERS = "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p; <!ENTITY j 'x'>]>"
_TEXT = LINE.strip()


def relations(*pairs: tuple[str, str], mode: str = "") -> str:
    """A part of relationships: rId1, rId2, … of these types to these targets."""
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELS}/{kind}" Target="{target}"{mode}/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def paragraph(text: str = _TEXT, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, *more: tuple[str, str], doctype: str = "") -> bytes:
    """A Word document of this body, with more parts."""
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    parts = [
        ("[Content_Types].xml", f"{_HEAD}{types}"),
        ("_rels/.rels", relations(("officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            relations(
                ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")
            ),
        ),
        (
            "word/document.xml",
            f"{_HEAD}{doctype}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        ),
        *more,
    ]
    return zipped((name, text.encode()) for name, text in parts)


def xlsx(sheet: str, *more: tuple[str, str], doctype: str = "") -> bytes:
    """A workbook of one sheet with this content."""
    parts = [
        ("[Content_Types].xml", f"{_HEAD}<Types/>"),
        ("_rels/.rels", relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"))),
        ("xl/workbook.xml", f'{_HEAD}<workbook {_S} {_R}><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'),
        ("xl/worksheets/sheet1.xml", f"{_HEAD}{doctype}<worksheet {_S}>{sheet}</worksheet>"),
        *more,
    ]  # fmt: skip
    return zipped((name, text.encode()) for name, text in parts)


def cell(place: str, text: str = "12.50") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ofd(
    page: str, *more: tuple[str, str], box: str = "0 0 210 297", pages: int = 1, doctype: str = ""
) -> bytes:
    """An OFD document that shows one page so many times."""
    shown = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_0/Content.xml"/>' for n in range(9, 9 + pages))
    parts = [
        ("OFD.xml", f"{_HEAD}{doctype}<ofd:OFD {_O} Version='1.0'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
        ("Doc_0/Document.xml", f"{_HEAD}<ofd:Document {_O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>Res.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>{shown}</ofd:Pages></ofd:Document>"),
        ("Doc_0/Res.xml", f"{_HEAD}<ofd:Res {_O}><ofd:Fonts><ofd:Font ID='1' FontName='SimSun'/></ofd:Fonts></ofd:Res>"),
        ("Doc_0/Pages/Page_0/Content.xml", f"{_HEAD}<ofd:Page {_O}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"),
        *more,
    ]  # fmt: skip
    return zipped((name, text.encode()) for name, text in dict(parts).items())


def text_object(code: str, text: str = _TEXT) -> str:
    return f"<ofd:TextObject ID='5' Boundary='10 10 180 10' Font='1' Size='4'><ofd:TextCode X='0' Y='4' {code}>{text}</ofd:TextCode></ofd:TextObject>"


def record(kind: int, data: bytes) -> bytes:
    """A record of a workbook of before 2007."""
    return struct.pack("<HH", kind, len(data)) + data


_BOF_BOOK = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x1234, 1997, 0, 6))
_BOF_SHEET = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x1234, 1997, 0, 6))
_EOF = record(0x0A, b"")


def xls(sheet: bytes, *, sheets: int = 1, at: int | None = None, globals_: bytes = b"") -> bytes:
    """A workbook of before 2007 whose sheets are all the same one, at the same place."""
    one = 4 + 4 + 4 + 1
    start = len(_BOF_BOOK) + len(globals_) + sheets * one + len(_EOF)
    bound = record(0x85, struct.pack("<IBBBB", start if at is None else at, 0, 0, 1, 0) + b"A")
    stream = _BOF_BOOK + globals_ + bound * sheets + _EOF + _BOF_SHEET + sheet + _EOF
    return ole([("Workbook", stream)])


def number(row: int, col: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, col, 0, 12.5))


# ------------------------------------------------------------------------------------------------- Word


def parts_that_are_bombs() -> bytes:
    """A part of 900 MB in one."""
    start = f"<w:document {_W}><w:body><w:p><w:r><w:t>".encode()
    packed, crc, size = megabytes(start, 900, b"</w:t></w:r></w:p></w:body></w:document>")
    return raw_zip([("[Content_Types].xml", 0, b"", 0, 0), ("word/document.xml", 8, packed, crc, size)])


def parts_that_lie() -> bytes:
    """The same, that says it is of ten bytes."""
    packed, crc, _ = megabytes(f"<w:document {_W}><w:body/>".encode(), 900, b"</w:document>")
    return raw_zip([("[Content_Types].xml", 0, b"", 0, 0), ("word/document.xml", 8, packed, crc, 10)])


def two_of_one_name() -> bytes:
    """Two documents in one file."""
    whole = f"{_HEAD}<w:document {_W}><w:body>{{}}</w:body></w:document>"
    return zipped(
        [
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", relations(("officeDocument", "word/document.xml")).encode()),
        ]
        + [("word/document.xml", whole.format(paragraph(text)).encode()) for text in ("one", _TEXT)]
    )


def laughs_in_word() -> bytes:
    return docx(paragraph("&j;"), doctype=LAUGHS)


def laughs_in_styles() -> bytes:
    return docx(
        paragraph(),
        ("word/styles.xml", f'{_HEAD}{LAUGHS}<w:styles {_W}><w:style w:styleId="&j;"/></w:styles>'),
    )


def files_of_others_in_word() -> bytes:
    return docx(paragraph("&j;"), doctype=OUTSIDE)


def parameters_in_word() -> bytes:
    return docx(paragraph("&j;"), doctype=PARAMETERS)


def tables_in_tables_of_word() -> bytes:
    """A hundred thousand, each in a cell of the one before."""
    n = 100_000
    return docx("<w:tbl><w:tr><w:tc>" * n + paragraph() + "</w:tc></w:tr></w:tbl>" * n)


def tables_in_tables_that_parse() -> bytes:
    """As deep as a parser allows, a few hundred times."""
    n = 60
    return docx(("<w:tbl><w:tr><w:tc>" * n + paragraph() + "<w:p/></w:tc></w:tr></w:tbl>" * n) * 300)


def wide_spans_in_word() -> bytes:
    row = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/><w:vMerge w:val="restart"/></w:tcPr>'
        + paragraph()
        + "</w:tc></w:tr>"
    )
    return docx("<w:tbl><w:tblGrid/>" + row + row.replace(' w:val="restart"', "") * 2000 + "</w:tbl>")


def skipped_columns_in_word() -> bytes:
    row = (
        '<w:tr><w:trPr><w:gridBefore w:val="2000000000"/><w:gridAfter w:val="-7"/></w:trPr><w:tc>'
        + paragraph()
        + "</w:tc></w:tr>"
    )
    return docx(f"<w:tbl>{row * 500}</w:tbl>")


def many_columns_in_word() -> bytes:
    return docx(
        "<w:tbl><w:tblGrid>"
        + '<w:gridCol w:w="1"/>' * 100_000
        + f"</w:tblGrid><w:tr><w:tc>{paragraph()}</w:tc></w:tr></w:tbl>"
    )


def styles_in_a_circle() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 5000}"/><w:link w:val="s{n}"/></w:style>'
        for n in range(5000)
    )
    body = paragraph(properties='<w:pPr><w:pStyle w:val="s0"/></w:pPr>') * 500
    return docx(body, ("word/styles.xml", f"{_HEAD}<w:styles {_W}>{styles}</w:styles>"))


def styles_in_a_chain() -> bytes:
    """Each of 4,000 styles is based on the next."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(4_000)
    )
    body = "".join(paragraph("1", f'<w:pPr><w:pStyle w:val="s{n}"/></w:pPr>') for n in range(4_000))
    return docx(paragraph() + body, ("word/styles.xml", f"{_HEAD}<w:styles {_W}>{styles}</w:styles>"))


def numbers_of_themselves() -> bytes:
    """Numbering that is defined by a style that is defined by it, with levels that show each other."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="2000000000"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:lvlText w:val="{"%9%1" * 20000}"/><w:pStyle w:val="s"/></w:lvl>'
        for n in (0, 0, 8, 99, -1)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="s"/>{levels}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="s"/><w:numStyleLink w:val="s"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    style = '<w:style w:type="numbering" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = (
        paragraph(properties='<w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr>')
        * 2000
    )
    return docx(
        body,
        ("word/styles.xml", f"{_HEAD}<w:styles {_W}>{style}</w:styles>"),
        ("word/numbering.xml", f"{_HEAD}<w:numbering {_W}>{numbering}</w:numbering>"),
    )


def notes_of_themselves() -> bytes:
    note = (
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/><w:t>x</w:t></w:r></w:p></w:footnote>'
    )
    return docx(
        paragraph() + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * 5_000,
        ("word/footnotes.xml", f"{_HEAD}<w:footnotes {_W}>{note}</w:footnotes>"),
    )


def boxes_in_boxes() -> bytes:
    n = 70
    return docx(
        "<w:p><w:r><w:pict><w:txbxContent>" * n + paragraph() + "</w:txbxContent></w:pict></w:r></w:p>" * n
    )


def parts_elsewhere() -> bytes:
    """Parts that lead out of the file, to the network, and to themselves."""
    body = paragraph() + '<w:altChunk r:id="rId1"/><w:altChunk r:id="rId2"/><w:altChunk r:id="rId3"/>'
    rels = relations(
        ("aFChunk", "file:///etc/passwd"), ("aFChunk", "../../../../etc/passwd"), ("aFChunk", "document.xml"),
        ("attachedTemplate", "http://127.0.0.1:9/x.dotm"),
    )  # fmt: skip
    return docx(body, ("word/_rels/document.xml.rels", rels))


# ------------------------------------------------------------------------------------------------ Excel


def a_sheet_of_all_cells() -> bytes:
    """It says that it has seventeen thousand million cells, and has its first and its last."""
    rows = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576", _TEXT)}</row>'
    return xlsx(f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>')


def merges_of_all_cells() -> bytes:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 1000 + '<mergeCell ref="A1:ZZZZZZ99999999999"/>'
    return xlsx(
        f'<sheetData><row r="1">{cell("A1", _TEXT)}</row></sheetData><mergeCells>{merges}</mergeCells>'
    )


def merges_without_end() -> bytes:
    """A cell of text in each of 300 rows, and a merge over each, two hundred columns wide."""
    rows = "".join(f'<row r="{n}">{cell(f"A{n}")}</row>' for n in range(1, 301))
    merges = "".join(f'<mergeCell ref="A{n}:GR{n + 4000}"/>' for n in range(1, 301))
    return xlsx(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>")


def places_that_are_none() -> bytes:
    bad = ("A0", "1A", "", "ZZZZZZZ1", "A99999999999999999999", "A-1", "XFE1", "A1048577", "А1")
    cells = "".join(cell(place) for place in bad)
    return xlsx(
        f'<sheetData><row r="-5">{cells}</row><row r="99999999999">{cells}</row><row>{cell("A1", _TEXT)}</row></sheetData>'
    )


def one_string_many_times() -> bytes:
    """A string of a megabyte in fifty thousand cells."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 50_001))
    strings = f"<sst {_S}><si><t>{_TEXT}{'万' * 400_000}</t></si></sst>"
    return xlsx(f"<sheetData>{cells}</sheetData>", ("xl/sharedStrings.xml", _HEAD + strings))


def strings_that_are_not_there() -> bytes:
    values = ("-1", "1000000000", "1e9", "x", "")
    cells = "".join(f'<c r="A{n}" t="s"><v>{v}</v></c>' for n, v in enumerate(values, 1))
    return xlsx(
        f"<sheetData><row r='1'>{cells}</row></sheetData>",
        ("xl/sharedStrings.xml", f"{_HEAD}<sst {_S} count='4000000000' uniqueCount='4000000000'/>"),
    )


def formats_that_are_hostile() -> bytes:
    """Number formats of a megabyte, of brackets without end, and dates of the year a hundred million."""
    codes = (
        "#" * 500_000,
        "[" * 200_000,
        "0." + "0" * 100_000,
        "yyyy-mm-dd;" * 10_000,
        '"' * 99_999,
        "\\" * 99_999,
    )
    formats = "".join(
        f"<numFmt numFmtId='{164 + n}' formatCode='{code.replace(chr(34), '&quot;')}'/>"
        for n, code in enumerate(codes)
    )
    xfs = "".join(f"<xf numFmtId='{n}'/>" for n in chain(range(164, 170), (14, 22, 999)))
    values = ("1e308", "-1e308", "1e-308", "99999999999999999999", "NaN", "INF", "12.5", "-0", "2958466")
    rows = "".join(
        f"<row r='{r}'>"
        + "".join(f"<c r='{chr(65 + s)}{r}' s='{s}'><v>{value}</v></c>" for s in range(9))
        + "</row>"
        for r, value in enumerate(values, 1)
    )
    return xlsx(
        f"<sheetData>{rows}</sheetData>",
        (
            "xl/styles.xml",
            f"{_HEAD}<styleSheet {_S}><numFmts>{formats}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>",
        ),
    )


def laughs_in_excel() -> bytes:
    return xlsx(f"<sheetData><row r='1'>{cell('A1', '&j;')}</row></sheetData>", doctype=LAUGHS)


def laughs_in_strings() -> bytes:
    return xlsx(
        "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData>",
        ("xl/sharedStrings.xml", f"{_HEAD}{LAUGHS}<sst {_S}><si><t>&j;</t></si></sst>"),
    )


def files_of_others_in_excel() -> bytes:
    return xlsx(f"<sheetData><row r='1'>{cell('A1', '&j;')}</row></sheetData>", doctype=OUTSIDE)


def many_sheets() -> bytes:
    """A hundred thousand sheets that are one."""
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 100_001))
    book = f"{_HEAD}<workbook {_S} {_R}><sheets>{sheets}</sheets></workbook>"
    return xlsx(f"<sheetData><row r='1'>{cell('A1', _TEXT)}</row></sheetData>", ("xl/workbook.xml", book))


def sheets_elsewhere() -> bytes:
    rels = relations(("worksheet", "../../../../etc/passwd"), ("worksheet", "file:///etc/passwd"))
    return xlsx(
        f"<sheetData><row r='1'>{cell('A1', _TEXT)}</row></sheetData>", ("xl/_rels/workbook.xml.rels", rels)
    )


def wide_columns() -> bytes:
    cols = '<cols><col min="1" max="1000000000" hidden="1"/><col min="-5" max="16384" width="1e308"/></cols>'
    return xlsx(f"{cols}<sheetData><row r='1'>{cell('B1', _TEXT)}</row></sheetData>")


def sheet_of_2003(rows: str, doctype: str = "") -> bytes:
    return (
        f'{_HEAD}{doctype}<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="1"><Table ss:ExpandedColumnCount="2000000000" '
        f'ss:ExpandedRowCount="2000000000">{rows}</Table></Worksheet></Workbook>'
    ).encode()


def indexes_of_2003() -> bytes:
    data = f'<Data ss:Type="String">{_TEXT}</Data>'
    row = f'<Row ss:Index="1000000000"><Cell ss:Index="1000000000" ss:MergeAcross="1000000000" ss:MergeDown="1000000000">{data}</Cell></Row>'
    return sheet_of_2003(row * 3 + f'<Row ss:Span="1000000000"/><Row><Cell ss:Index="-3">{data}</Cell></Row>')


def laughs_of_2003() -> bytes:
    return sheet_of_2003('<Row><Cell><Data ss:Type="String">&j;</Data></Cell></Row>', LAUGHS)


# ---------------------------------------------------------------------------------- Word, Excel before 2007


def chains_in_a_circle() -> bytes:
    return ole([("WordDocument", bytes(5000))], fat={1: 1})


def chains_in_a_long_circle() -> bytes:
    return ole([("Workbook", _BOF_BOOK + _EOF)], fat={1: 2, 2: 3, 3: 1}, sizes={0: 0x7FFFFFFF})


def directories_in_a_circle() -> bytes:
    return ole(
        [("WordDocument", bytes(4096)), ("1Table", bytes(4096))],
        siblings={0: (1, 1, 1), 1: (0, 2, 1), 2: (1, 1, 0)},
    )


def sectors_of_any_size() -> bytes:
    return ole([("Workbook", _BOF_BOOK + _EOF)], shift=31)


def sectors_beyond_the_end() -> bytes:
    return ole([("WordDocument", bytes(4096))], fat={1: 0x00FFFFFF}, sizes={0: 0xFFFFFFFF})


def pieces_of_nothing() -> bytes:
    """A Word document whose table of pieces says that it has a thousand million characters."""
    fib = bytearray(4096)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 0xA, 0x200)
    struct.pack_into("<H", fib, 0x20, 14)
    struct.pack_into("<H", fib, 0x3E, 22)
    struct.pack_into("<i", fib, 0x4C, 1_000_000_000)
    struct.pack_into("<H", fib, 0x98, 0x5D)
    struct.pack_into("<II", fib, 0x1A2, 0, 4000)
    clx = b"\2" + struct.pack("<I", 28) + struct.pack("<3I", 0, 500_000_000, 1_000_000_000)
    clx += (b"\0\0" + struct.pack("<I", 0x40000000) + b"\0\0") * 2
    return ole([("WordDocument", bytes(fib)), ("1Table", clx)])


def sheets_at_themselves() -> bytes:
    """A hundred sheets that are one, of a hundred rows."""
    return xls(b"".join(number(row, 1) for row in range(100)), sheets=100)


def sheets_beyond_the_end() -> bytes:
    return xls(number(0, 0), at=0xFFFFFFF0)


def sheets_that_are_the_book() -> bytes:
    return xls(number(0, 0), at=0, sheets=300)


def cells_at_the_ends() -> bytes:
    """A cell in the last row and column, and a thousand merges of all."""
    merges = record(0xE5, struct.pack("<H", 1000) + struct.pack("<4H", 0, 65535, 0, 65535) * 1000)
    size = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    return xls(size + number(65535, 255) + number(65535, 65535) + merges)


def strings_beyond_the_table() -> bytes:
    label = record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0xFFFFFFFF))
    sst = record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + struct.pack("<HB", 0xFFFF, 0) + b"x")
    return xls(label * 100, globals_=sst)


def records_without_end() -> bytes:
    """A hundred thousand records of no bytes, and one that is longer than the file."""
    return xls(record(0x3C, b"") * 100_000 + struct.pack("<HH", 0x203, 0xFFFF))


# -------------------------------------------------------------------------------------------------- OFD


def advances_without_end() -> bytes:
    return ofd(text_object("DeltaX='g 1000000000 1'"))


def advances_of_advances() -> bytes:
    return ofd(text_object(f"DeltaX='{'g 1000000000 1 ' * 1000}' DeltaY='g -1 nan 1e999 g'"))


def a_page_of_the_size_of_a_country() -> bytes:
    return ofd(
        text_object("DeltaX='1e300'")
        + "<ofd:PathObject ID='6' Boundary='0 0 1e300 nan' CTM='nan 0 0 inf 1 1'><ofd:AbbreviatedData>M 0 0 L 1e308 1e308</ofd:AbbreviatedData></ofd:PathObject>",
        box="0 0 1e12 1e12",
    )


def one_page_many_times() -> bytes:
    return ofd(text_object("DeltaX='4'"), pages=20_000)


def paths_without_end() -> bytes:
    strokes = "".join(f"M {n} 0 L {n} 297 " for n in range(40_000))
    return ofd(
        text_object("")
        + f"<ofd:PathObject ID='6' Boundary='0 0 210 297'><ofd:AbbreviatedData>{strokes}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def glyphs_without_end() -> bytes:
    return ofd(text_object("DeltaX='0'", "1" * 60_000))


def templates_of_themselves() -> bytes:
    page = f"{_HEAD}<ofd:Page {_O}><ofd:Template TemplateID='7'/><ofd:Content><ofd:Layer>{text_object('')}</ofd:Layer></ofd:Content></ofd:Page>"
    document = (
        f"{_HEAD}<ofd:Document {_O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        "<ofd:TemplatePage ID='7' BaseLoc='Pages/Page_0/Content.xml'/></ofd:CommonData>"
        "<ofd:Pages><ofd:Page ID='9' BaseLoc='Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>"
    )
    return ofd("", ("Doc_0/Pages/Page_0/Content.xml", page), ("Doc_0/Document.xml", document))


def blocks_in_blocks() -> bytes:
    n = 100_000
    return ofd("<ofd:PageBlock>" * n + text_object("") + "</ofd:PageBlock>" * n)


def units_of_themselves() -> bytes:
    """A drawing that is made of itself, ten times."""
    unit = "<ofd:CompositeObject ID='8' ResourceID='3' Boundary='0 0 9 9'/>"
    res = f"{_HEAD}<ofd:Res {_O}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='3' Width='9' Height='9'><ofd:Content>{unit * 10}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    return ofd(unit + text_object(""), ("Doc_0/Res.xml", res))


def pages_elsewhere() -> bytes:
    document = (
        f"{_HEAD}<ofd:Document {_O}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        "<ofd:Pages><ofd:Page ID='9' BaseLoc='../../../../etc/passwd'/><ofd:Page ID='10' BaseLoc='/../OFD.xml'/></ofd:Pages></ofd:Document>"
    )
    return ofd("", ("Doc_0/Document.xml", document))


def laughs_in_ofd() -> bytes:
    return ofd(text_object("", "x"), doctype=LAUGHS)


# -------------------------------------------------------------------------------------- web pages, CSV

_PAGE = "<html><head><meta charset='utf-8'></head><body>"


def tables_in_tables_of_a_page() -> bytes:
    return (_PAGE + f"<p>{_TEXT}</p>" + "<table><tr><td>" * 100_000 + "1.50").encode()


def elements_in_elements() -> bytes:
    return (_PAGE + "<div><b>" * 300_000 + _TEXT).encode()


def wide_spans_of_a_page() -> bytes:
    wide = "<td rowspan=1000000000 colspan=1000000000>1.50</td>"
    return (_PAGE + f"<p>{_TEXT}</p><table>" + f"<tr>{wide * 3}</tr>" * 300 + "</table>").encode()


def the_widest_spans_there_are() -> bytes:
    """As wide and as high as HTML allows, many times: each is right, together they are not."""
    wide = "<td rowspan=65534 colspan=1000>1.50</td>"
    return (_PAGE + f"<p>{_TEXT}</p><table>" + f"<tr>{wide * 20}</tr>" * 3000 + "</table>").encode()


def cells_without_end() -> bytes:
    return (_PAGE + f"<p>{_TEXT}</p><table>" + ("<tr>" + "<td>1" * 2000) * 60).encode()


def places_without_end() -> bytes:
    """Twelve thousand divisions at places of their own, some of them nowhere."""
    at = ("left:1e308px;top:nan", "left:-999999999px;top:5px", "left:5pt;top:99999999999pt", "left:1;top:")
    spots = "".join(
        f"<div style='position:absolute;{at[n % 4]};width:1px;height:1px'>1</div>" for n in range(12_000)
    )
    return (_PAGE + spots + _TEXT).encode()


def attributes_without_end() -> bytes:
    return (_PAGE + "<p " + "".join(f"a{n}=1 " for n in range(15_000)) + f">{_TEXT}</p>").encode()


def sheets_of_style() -> bytes:
    rules = "".join(
        f".c{n} .c{n} > td:nth-child({n}) {{ display: none; left: {n}px }}\n" for n in range(8_000)
    )
    return f"<html><head><style>{rules}</style></head><body><p class='c1'>{_TEXT}</p></body></html>".encode()


def references_without_end() -> bytes:
    return (_PAGE + f"<p>{_TEXT}" + "&#x110000;&#0;&#xD800;&notanentity;&#99999999999;" * 50_000).encode()


def charsets_that_are_none() -> bytes:
    """Names of Python's codecs that are no encodings of text."""
    metas = "".join(
        f"<meta charset='{name}'>" for name in ("zlib_codec", "hex", "idna", "punycode", "rot13", "undefined")
    )
    return f"<html><head>{metas}</head><body><p>{_TEXT}</p></body></html>".encode("gb18030")


def parts_in_parts_of_mail() -> bytes:
    """A page saved with its parts, five thousand deep."""
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
    body = "".join(f"--b{n}\nContent-Type: multipart/related; boundary=b{n + 1}\n\n" for n in range(5000))
    return (head + body + "--b5000\nContent-Type: text/html\n\n" + _PAGE + _TEXT).encode()


def parts_without_end_of_mail() -> bytes:
    part = f"--b\nContent-Type: text/html; charset=zlib_codec\nContent-Transfer-Encoding: base64\n\n{base64.b64encode(b'<html>1').decode()}=\n"
    return ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n" + part * 10_000).encode()


def columns_without_end() -> bytes:
    """A table of a million columns."""
    head = ",".join(["项目", "金额"] * 500_000)
    return (head + "\n" + "1," * 999_999 + "1\n").encode()


def quotes_without_end() -> bytes:
    return ("项目,金额\n合计,12.50\n" + '"' + "a,b\n" * 40_000).encode()


def rows_of_many_lengths() -> bytes:
    return ("项目,金额\n" + "".join("1," * (n % 3000) + "\n" for n in range(400))).encode()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"{made.__name__}.{kind}": made
    for kind, some in {
        "docx": (
            parts_that_are_bombs, parts_that_lie, two_of_one_name, laughs_in_word, laughs_in_styles,
            files_of_others_in_word, parameters_in_word, tables_in_tables_of_word, tables_in_tables_that_parse,
            wide_spans_in_word, skipped_columns_in_word, many_columns_in_word, styles_in_a_circle,
            styles_in_a_chain, numbers_of_themselves, notes_of_themselves, boxes_in_boxes, parts_elsewhere,
        ),
        "xlsx": (
            a_sheet_of_all_cells, merges_of_all_cells, merges_without_end, places_that_are_none,
            one_string_many_times, strings_that_are_not_there, formats_that_are_hostile, laughs_in_excel,
            laughs_in_strings, files_of_others_in_excel, many_sheets, sheets_elsewhere, wide_columns,
        ),
        "xml": (indexes_of_2003, laughs_of_2003),
        "doc": (chains_in_a_circle, directories_in_a_circle, sectors_beyond_the_end, pieces_of_nothing),
        "xls": (
            chains_in_a_long_circle, sectors_of_any_size, sheets_at_themselves, sheets_beyond_the_end,
            sheets_that_are_the_book, cells_at_the_ends, strings_beyond_the_table, records_without_end,
        ),
        "ofd": (
            advances_without_end, advances_of_advances, a_page_of_the_size_of_a_country, one_page_many_times,
            paths_without_end, glyphs_without_end, templates_of_themselves, blocks_in_blocks,
            units_of_themselves, pages_elsewhere, laughs_in_ofd,
        ),
        "html": (
            tables_in_tables_of_a_page, elements_in_elements, wide_spans_of_a_page, the_widest_spans_there_are,
            cells_without_end, places_without_end, attributes_without_end, sheets_of_style,
            references_without_end, charsets_that_are_none,
        ),
        "mht": (parts_in_parts_of_mail, parts_without_end_of_mail),
        "csv": (columns_without_end, quotes_without_end, rows_of_many_lengths),
    }.items()
    for made in some
}  # fmt: skip
"""By the name of a file that holds it."""
