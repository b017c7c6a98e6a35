"""PDFium's functions as the reader calls them."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from extractors.errors import Unreadable
from extractors.pdf.pdfium import address, modified_at, open_pdf, pdf_date
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf.pages import pdf, text
from tests.extractors.pdf.shown import refusal


def test_an_encrypted_pdf_says_so():
    error = refusal(pdf(lambda c: text(c, 60, 700, "需要密码才能打开"), password="secret"))
    assert error.kind == "encrypted"


def test_a_damaged_pdf_says_so():
    assert refusal(b"%PDF-1.7\nthis is not a pdf").kind == "damaged"


def test_what_fonts_the_machine_has_changes_nothing():
    """A Chinese font that is installed gives other boxes than PDFium's own: it must not be asked for."""
    from pypdfium2 import raw

    from extractors.pdf.pdfium import NO_SYSTEM_FONTS

    def page(canvas):
        text(canvas, 60, 700, "一般公共服务支出行政运行", 10)

    def height() -> float:
        document = read_pdf(pdf(page))
        _, top, _, bottom = document.place(0, 1).box
        return bottom - top

    own = height()
    asked = []
    fonts = raw.FPDF_SYSFONTINFO(version=1)
    map_font = type(fonts.MapFont)(lambda *_: asked.append(1))
    fonts.MapFont = map_font
    raw.FPDF_SetSystemFontInfo(fonts)
    try:
        height()
    finally:
        raw.FPDF_SetSystemFontInfo(NO_SYSTEM_FONTS)
    assert asked, "the font is not embedded, so an installed one would be looked for"
    asked.clear()
    assert height() == own
    assert not asked


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("D:20240830151200Z", "2024-08-30T15:12:00+00:00"),
        ("D:20240830151200", "2024-08-30T15:12:00+00:00"),
        ("D:20240830151200+08'00'", "2024-08-30T07:12:00+00:00"),
        ("D:20240830231200-0230", "2024-08-31T01:42:00+00:00"),
        ("D:20240830151200+08", "2024-08-30T07:12:00+00:00"),
    ],
)
def test_dates_are_in_utc(printed, iso):
    assert pdf_date(printed).isoformat() == iso


@pytest.mark.parametrize(
    "printed", ["", "2024", "D:2024083015120", "D:20241330151200", "D:00010101000000+08'00'"]
)
def test_what_is_no_date_is_none(printed):
    assert pdf_date(printed) is None


class Metadata:
    def __init__(self, **values):
        self.values = values

    def get_metadata_value(self, key):
        return self.values.get(key, "")


def test_the_change_comes_before_the_making():
    changed, made = "D:20240102030405Z", "D:20230102030405Z"
    assert modified_at(Metadata(ModDate=changed, CreationDate=made)).year == 2024
    assert modified_at(Metadata(ModDate="yesterday", CreationDate=made)).year == 2023
    assert modified_at(Metadata()) is None


def test_a_pdf_without_a_page_is_damaged():
    with pypdfium2.PdfDocument.new() as empty:
        out = io.BytesIO()
        empty.save(out)
    with pytest.raises(Unreadable, match="download the file again or repair it") as caught:
        open_pdf(out.getvalue())
    assert caught.value.kind == "damaged"


def test_a_null_handle_has_the_address_zero():
    assert address(None) == 0
