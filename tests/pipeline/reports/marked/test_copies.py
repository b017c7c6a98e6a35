"""Copies with marks of files without pages: of twins of one disclosure, and of hostile ones."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from extractors.read import read
from pipeline.reading.extract import extract
from pipeline.reports.cases import Case, from_extraction
from pipeline.reports.marked.copies import copy_suffix, marked_copy
from pipeline.reports.marked.mark import PALE, CannotHighlight, Mark, marks_of
from tests.twins.docx import as_docx
from tests.twins.layouts import layouts
from tests.twins.web import as_clean
from tests.twins.workbooks import as_xls, as_xlsx

TWIN = layouts(0, 1)[0]


def mark(locator: str, kind: str = "figure", contents: str = "said", **span: int) -> Mark:
    return Mark(locator, span.get("start"), span.get("end"), None, kind, contents)


def marks(data: bytes) -> list[Mark]:
    """A mark for each printed figure."""
    case = from_extraction(extract(data), Path("twin"))
    return marks_of(Case(case.document, []), [row for row in case.facts.values() if row["raw"]])


def test_a_workbook_keeps_everything_and_its_marked_cells_have_another_ground() -> None:
    import openpyxl

    data = as_xlsx(TWIN)
    wanted = marks(data)
    copy = marked_copy(data, wanted, "twin")
    assert (copy.suffix, copy.count) == (".xlsx", len(wanted))
    assert read(copy.data).text == read(data).text
    before, after = (openpyxl.load_workbook(io.BytesIO(one)) for one in (data, copy.data))
    coloured = set()
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                other = after[sheet.title][cell.coordinate]
                assert (cell.value, cell.number_format) == (other.value, other.number_format)
                assert (repr(cell.font), repr(cell.border)) == (repr(other.font), repr(other.border))
                if repr(cell.fill) != repr(other.fill):
                    assert other.fill.fgColor.rgb == "FF" + PALE["value"].upper()
                    coloured.add((sheet.title, cell.coordinate))
    named = {m.locator.partition(":")[2].replace("'", "") for m in wanted if m.locator}
    assert {f"{sheet}!{cell}" for sheet, cell in coloured} >= {name for name in named if ":" not in name}
    assert len(coloured) > 50


def test_a_cell_of_a_workbook_says_why_when_it_is_selected() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "1 收入"
    book.active["B2"] = 3
    book.active.print_options.horizontalCentered = True
    stream = io.BytesIO()
    book.save(stream)
    copy = marked_copy(stream.getvalue(), [mark("xlsx:'1 收入'!B2", "error", "SUM 差额\nwrong sum")], "x")
    sheet = openpyxl.load_workbook(io.BytesIO(copy.data))["1 收入"]
    (message,) = sheet.data_validations.dataValidation
    assert (str(message.sqref), message.prompt) == ("B2", "SUM 差额\nwrong sum")
    assert sheet["B2"].fill.fgColor.rgb == "FF" + PALE["error"].upper()
    assert sheet.print_options.horizontalCentered
    parts = zipfile.ZipFile(io.BytesIO(copy.data)).read("xl/worksheets/sheet1.xml").decode()
    assert parts.index("<dataValidations") < parts.index("<printOptions")


def test_what_a_workbook_has_not_is_not_marked() -> None:
    assert marked_copy(as_xlsx(TWIN), [mark("xlsx:无此表!A1"), mark("docx:/p[1]")], "x").count == 0


def test_a_document_of_word_keeps_its_text_and_its_marked_cells_are_shaded() -> None:
    data = as_docx(TWIN)
    wanted = marks(data)
    copy = marked_copy(data, wanted, "twin")
    assert (copy.suffix, copy.count) == (".docx", len(wanted))
    assert read(copy.data).text == read(data).text
    xml = zipfile.ZipFile(io.BytesIO(copy.data)).read("word/document.xml").decode()
    printed = {m.raw for m in wanted if m.locator and "/c[" in m.locator and m.raw}
    shaded = re.findall(rf'<w:tc>(?:(?!</w:tc>).)*w:fill="{PALE["value"].upper()}".*?</w:tc>', xml, re.DOTALL)
    said = {"".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", cell)) for cell in shaded}
    assert printed <= said
    assert len(printed) > 20


def test_the_elements_of_a_web_page_are_outlined() -> None:
    data = as_clean(TWIN)
    wanted = marks(data)
    copy = marked_copy(data, wanted, "twin")
    assert (copy.suffix, copy.count) == (".html", len(wanted))
    assert read(copy.data).text == read(data).text
    cells = re.findall(r"<td[^>]*data-mingzhang[^>]*>([^<]*)</td>", copy.data.decode())
    assert {m.raw for m in wanted if m.locator and "/td[" in m.locator} == {cell.strip() for cell in cells}


def test_a_copy_of_a_hostile_page_runs_nothing_and_fetches_nothing() -> None:
    hostile = (
        '<html data-x="<head>" manifest=m onload=alert(1)><head><base href=//evil.cn>'
        "<meta http-equiv=refresh content='0;url=//evil.cn'><link rel=dns-prefetch href=//evil.cn>"
        "<script>alert(1)</script></head><body onclick=alert(1)><p>合计</p><iframe srcdoc=x></iframe>"
        "<a href='java\tscript:alert(1)' ping=//evil.cn>x</a><svg><script>alert(1)</script>"
        "<a xlink:href='javascript:alert(1)'><text>y</text></a></svg>"
        "<table><tr><td>1</td></tr></table></body></html>"
    )
    said = '"><script>alert(2)</script>'
    copy = marked_copy(hostile.encode(), [mark("html:/html/body/p[1]", contents=said)], "x")
    page = copy.data.decode()
    assert copy.count == 1
    assert page.index("Content-Security-Policy") < page.index("<html")
    assert "default-src 'none'" in page
    for active in ("<script>alert(1)", "<iframe", "<base", "refresh", "<link", "javascript:", "java\tscript"):
        assert active not in page.lower()
    for name in (" onload", " onclick", " ping", " manifest"):
        assert f"{name}=" not in page
    assert "&quot;><script>" in page or "&quot;&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("suffix", ["xls", "txt"])
def test_what_takes_no_marks_is_shown_as_it_was_read(suffix: str) -> None:
    text = "单位：万元\n本年收入合计12.50万元，<b>支出</b>12.00万元。\n".encode("gb18030")
    data = as_xls(TWIN) if suffix == "xls" else text
    wanted = marks(data) if suffix == "xls" else [Mark(None, 12, 17, "12.50", "figure", "one")]
    copy = marked_copy(data, wanted, "a<b")
    page = copy.data.decode()
    assert (copy.suffix, copy.count) == (".html", len(wanted))
    assert "default-src 'none'" in page
    assert "<title>a&lt;b</title>" in page
    if suffix == "txt":
        assert re.search(r'<mark id="mingzhang"[^>]*title="one">12.50</mark>', page)
        assert "&lt;b&gt;支出" in page
    else:
        assert page.count("<td") > page.count("outline:2px") > 50


def test_a_mark_whose_text_is_another_now_is_left_out() -> None:
    text = "本年收入合计12.50万元。\n".encode()
    assert marked_copy(text, [Mark(None, 6, 11, "99.99", "figure", "one")], "x").count == 0


def test_what_a_copy_is() -> None:
    assert copy_suffix(as_xlsx(TWIN)) == ".xlsx"
    assert copy_suffix(as_docx(TWIN)) == ".docx"
    assert copy_suffix(b"<html><body>x</body></html>") == ".html"
    assert copy_suffix(b"%PDF-1.7\n") == ".pdf"
    with pytest.raises(CannotHighlight, match="cannot be marked"):
        marked_copy(b"PK\x03\x04nothing", [], "x")
