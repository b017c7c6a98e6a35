"""What workbooks hold beside plain cells, and what hostile ones declare."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.office.old_excel import read_xls
from extractors.read import read
from tests.extractors.office.books import reporting_tool
from tests.extractors.office.packed import STRICT, text_cell, workbook

HEAD = f"<row r='1'>{text_cell('A1', '项目')}{text_cell('B1', '金额')}</row>"


def _cells(document: Document) -> dict[str | None, str]:
    return {
        document.place(cell.start, cell.end).locator: cell.text
        for grid in document.grids
        for cell in grid.cells
        if cell.text
    }


def _rows(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def test_runs_are_joined_and_their_pronunciation_is_left_out():
    shared = (
        "<si><r><t>一般公共</t></r><r><rPr/><t>预算</t></r><rPh sb='0' eb='1'><t>イッパン</t></rPh></si>"
        "<si><t>甲_x000D_乙</t></si>"
    )
    body = "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2'><v>5</v></c></row>"
    more = "<row r='3'><c t='s'><v>1</v></c><c><v>6</v></c></row>"
    document = read(workbook(_rows(HEAD, body, more), shared=shared))
    assert _cells(document)["xlsx:附表1!A2"] == "一般公共预算"
    assert _cells(document)["xlsx:附表1!A3"] == "甲乙"
    assert _cells(document)["xlsx:附表1!B3"] == "6"


def test_the_strict_namespace_and_absolute_targets_are_read():
    body = "<row r='2'><c r='A2' t='b'><v>1</v></c><c r='B2' t='e'><v>#DIV/0!</v></c></row>"
    document = read(workbook(_rows(HEAD, body), namespace=STRICT, target="/xl/worksheets/sheet1.xml"))
    assert _cells(document)["xlsx:附表1!A2"] == "TRUE"
    assert _cells(document)["xlsx:附表1!B2"] == "#DIV/0!"


def test_a_formula_that_cannot_be_evaluated_shows_itself_and_is_never_nothing():
    body = f"<row r='2'>{text_cell('A2', '合计')}<c r='B2'><f>VLOOKUP(A2,Z:Z,1)</f></c></row>"
    document = read(workbook(_rows(HEAD, body)))
    assert _cells(document)["xlsx:附表1!B2"] == "=VLOOKUP(A2,Z:Z,1)"
    assert document.partial
    assert [(r.reason, r.place.locator) for r in document.rejects] == [
        ("formula without a value", "xlsx:附表1!B2")
    ]
    assert "1 formula cells have no value" in document.notes[0]


def test_zeros_that_the_sheet_does_not_show_are_not_shown():
    view = "<sheetViews><sheetView showZeros='0' workbookViewId='0'/></sheetViews>"
    body = "<row r='2'>" + text_cell("A2", "合计") + "<c r='B2'><v>0</v></c></row>"
    body += "<row r='3'>" + text_cell("A3", "基本") + "<c r='B3'><v>7</v></c></row>"
    document = read(workbook(view + _rows(HEAD, body)))
    (grid,) = document.grids
    assert [(c.text, c.stored) for c in grid.cells if c.col == 1] == [("金额", None), ("", "0"), ("7", None)]


def test_a_text_centred_over_its_neighbours_is_as_wide_as_they_are():
    styles = (
        "<fonts><font><sz val='11'/></font></fonts><borders><border/></borders>"
        "<cellXfs><xf/><xf><alignment horizontal='centerContinuous'/></xf></cellXfs>"
    )
    head = "<row r='1'><c r='A1' t='inlineStr'><is><t>科目</t></is></c>"
    head += "<c r='B1' s='1' t='inlineStr'><is><t>本年支出</t></is></c><c r='C1' s='1'/></row>"
    sub = f"<row r='2'>{text_cell('A2', '名称')}{text_cell('B2', '基本')}{text_cell('C2', '项目')}</row>"
    body = f"<row r='3'>{text_cell('A3', '合计')}<c r='B3'><v>1</v></c><c r='C3'><v>2</v></c></row>"
    (grid,) = read(workbook(_rows(head, sub, body), styles=styles)).grids
    assert [(c.text, c.col_span) for c in grid.row(0)] == [("科目", 1), ("本年支出", 2)]


def test_drawings_are_noted_and_links_never_followed():
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="d"'
        ' Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    drawing = (
        "<d xmlns:a='urn:a'><sp><cNvPr name='框'/><a:t>附注文字</a:t></sp>"
        "<pic><cNvPr name='图片 1'/></pic></d>"
    )
    sheet = _rows(HEAD, "<row r='2'>" + text_cell("A2", "合计") + "<c r='B2'><v>1</v></c></row>")
    document = read(
        workbook(
            sheet + "<drawing r:id='d'/>",
            extra={
                "xl/worksheets/_rels/sheet1.xml.rels": rels,
                "xl/drawings/drawing1.xml": drawing,
                "xl/externalLinks/externalLink1.xml": "<externalLink/>",
            },
        )
    )
    assert [(r.reason, r.raw) for r in document.rejects] == [
        ("text box over the cells", "附注文字"),
        ("picture over the cells", "图片 1"),
    ]
    assert any("other workbooks" in note for note in document.notes)


def test_what_a_sheet_declares_is_not_believed():
    sheet = (
        "<dimension ref='A1:XFD1048576'/><cols><col min='1' max='16384' width='9'/></cols>"
        + _rows(HEAD, "<row r='1048576'>" + text_cell("XFD1048576", "角") + "</row>")
        + "<mergeCells><mergeCell ref='A3:XFD1048575'/><mergeCell ref='C1:C9'/></mergeCells>"
    )
    document = read(workbook(sheet))
    assert document.text.split() == ["项目", "金额", "角"]


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (workbook("<!DOCTYPE x>"), "damaged", "document type"),
        (workbook(_rows()), "empty", "nothing can be seen"),
        (workbook("<sheetData><row r='1'><c r='A1'><v>1</v>"), "damaged", "no whole XML"),
        (workbook(_rows("<row r='9999999'/>")), "damaged", "beyond the last one"),
        (workbook(_rows(), extra={"xl/workbook.bin": b""}), "unsupported", ".xlsb"),
    ],
)
def test_what_cannot_be_read_says_so(data, kind, said):
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.kind == kind
    assert said in caught.value.message


def test_a_document_type_is_refused_before_its_entities_are():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        "<sst><si><t>&b;</t></si></sst>"
    )
    with pytest.raises(Unreadable, match="document type"):
        read(workbook(_rows(HEAD), extra={"xl/sharedStrings.xml": bomb}))


def test_a_part_that_unpacks_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr("extractors.office.package.MAX_PART", 100_000)
    with pytest.raises(Unreadable) as caught:
        read(workbook(_rows(HEAD, "<row/>" * 40_000)))
    assert caught.value.kind == "too_large"


def test_more_cells_than_are_laid_out_are_refused(monkeypatch):
    monkeypatch.setattr("extractors.office.excel.MAX_CELLS", 10)
    with pytest.raises(Unreadable) as caught:
        read(reporting_tool().make())
    assert caught.value.kind == "too_large"


def test_a_damaged_part_is_named():
    data = bytearray(reporting_tool().make())
    at = data.index(b"xl/worksheets/sheet2.xml") + 60
    data[at : at + 40] = bytes(40)
    with pytest.raises(Unreadable, match="damaged"):
        read(bytes(data))


def test_an_old_workbook_with_a_password_says_so():
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("甲").write(0, 0, "甲")
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    # FILEPASS (0x2F) with RC4 behind the first record of the workbook
    at = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    kind = data[at : at + 2]
    locked = data[:at] + b"\x2f\x00" + data[at + 2 :]
    assert kind != b"\x2f\x00"
    with pytest.raises(Unreadable) as caught:
        read_xls(locked)
    assert caught.value.kind == "encrypted"


def test_excel_2003_xml_without_its_end_is_damaged():
    data = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet>'
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.kind == "damaged"


def test_macros_are_left_alone():
    data = reporting_tool().make()
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macro is run")
    assert read(buffer.getvalue()).text == read(data).text
