"""Word documents that are made to break a reader."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
import xlsxwriter

from extractors.errors import Unreadable
from extractors.office import word_package
from extractors.office.word import read_docx
from tests.extractors.office.drawn_words import docx, p, tbl, tc, tr, zipped
from tests.extractors.office.test_word import CASES, paragraphs, tables


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        read_docx(data)
    return error.value.kind


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    held: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {member: archive.read(member) for member in archive.namelist()}
    return zipped({**held, name: content})


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]><w:document xmlns:w="w"><w:body>&x;</w:body></w:document>'
    assert refused(with_part(docx(p("话")), "word/document.xml", bomb)) == "damaged"


def test_tables_in_one_another_are_bounded() -> None:
    inside = p("话")
    for _ in range(40):
        inside = tbl(tr(tc(inside, p(""))), grid=[1000])
    assert paragraphs(read_docx(docx(inside))) == ["话"]
    for _ in range(200):
        inside = tbl(tr(tc(inside, p(""))), grid=[1000])
    assert refused(docx(inside)) == "damaged"


def test_more_columns_than_word_makes_are_too_many() -> None:
    assert refused(docx(tbl(tr(tc("甲", span=1_000_000_000), "乙")))) == "too_large"


def test_a_part_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MOST_BYTES", 10_000)
    assert refused(docx(p("话" * 20_000))) == "too_large"


def test_a_list_that_begins_beyond_counting_is_written_in_digits() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("话", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert paragraphs(read_docx(docx(body, {"numbering": numbering}))) == ["2000000000. 话"]


def test_a_document_without_text_is_empty_and_one_of_pictures_a_scan() -> None:
    assert refused(docx(p(""))) == "empty"
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    assert refused(docx(p(picture))) == "scan"
    found = read_docx(docx(p("话", picture)))
    assert found.notes == ("pictures that were not read: 1",)


def test_what_is_embedded_is_read_or_named() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("附表1")
        for row, texts in enumerate((("项目", "金额"), ("培训费", 3.5), ("会议费", 2))):
            sheet.write_row(row, 0, texts)
    held = '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="r9"/></w:object></w:r>'
    files = {"r9": ("embeddings/a.xlsx", out.getvalue())}
    found = read_docx(docx(p("见表", held), files=files))
    assert tables(found) == [[["项目", "金额"], ["培训费", "3.5"], ["会议费", "2"]]]
    (grid,) = found.grids
    assert found.place(grid.cells[3].start, grid.cells[3].end).locator == "docx:/p[1]/object[1]/附表1!B2"
    other = read_docx(docx(p("见表", held), files={"r9": ("embeddings/a.bin", b"no workbook at all \x00")}))
    assert other.partial
    assert [r.raw for r in other.rejects] == ["word/embeddings/a.bin"]


def test_text_of_another_format_is_named() -> None:
    chunk = docx(p("话") + '<w:altChunk r:id="r9"/>', files={"r9": ("a.html", b"<p>x</p>")})
    found = read_docx(chunk)
    assert found.partial
    assert found.notes == ("embedded text of another format was not read: word/a.html",)


def test_broken_documents_are_refused_and_nothing_else() -> None:
    """Parts changed at random, with a seed: what cannot be read raises `Unreadable` alone."""
    chance = random.Random(19)
    kinds = set()
    for name in ("case_tracked_changes", "case_numbered_headings", "case_merged_heads"):
        with zipfile.ZipFile(io.BytesIO(CASES[name]().data)) as archive:
            held = {member: archive.read(member) for member in archive.namelist()}
        for _ in range(60):
            target = chance.choice(list(held))
            data = bytearray(held[target])
            for _ in range(chance.choice((1, 3))):
                at = chance.randrange(len(data))
                data[at : at + 2] = chance.choice((b"", b"99", b"<", b'"', chance.randbytes(2)))
            try:
                kinds.add(type(read_docx(zipped({**held, target: bytes(data)}))).__name__)
            except Unreadable as error:
                kinds.add(error.kind)
    assert {"Document", "damaged"} <= kinds
