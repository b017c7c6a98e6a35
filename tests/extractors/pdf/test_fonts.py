"""Fonts are shared between PDFs by what they are made of."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.pdffont import PDFFont
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import LIT

from extractors.pdf.fonts import Fonts, content_of


def spec(table: bytes = b"1 beginbfchar <0041> <4e00> endbfchar", **more: Any) -> dict[str, Any]:
    """A composite font whose table of characters is `table`."""
    below = {"Subtype": LIT("CIDFontType2"), "BaseFont": LIT("A"), "W": [65, [500]], **more}
    return {
        "Subtype": LIT("Type0"),
        "Encoding": LIT("Identity-H"),
        "ToUnicode": PDFStream({"Length": len(table)}, table),
        "DescendantFonts": [below],
    }


def font(fonts: Fonts, number: int, described: dict[str, Any]) -> PDFFont:
    """The font as a new PDF that numbers it so has it."""
    return fonts.resources().get_font(number, described)


def test_the_same_font_is_made_once_whatever_its_number() -> None:
    fonts = Fonts()
    first = font(fonts, 7, spec())
    assert first.to_unichr(0x41) == "\u4e00"
    assert font(fonts, 9, spec()) is first


@pytest.mark.parametrize(
    "other",
    [
        spec(b"1 beginbfchar <0041> <4e8c> endbfchar"),
        spec(W=[65, [501]]),
        spec(DW=999),
        spec(BaseFont=LIT("B")),
    ],
)
def test_another_font_of_the_same_number_is_another(other: dict[str, Any]) -> None:
    fonts = Fonts()
    assert font(fonts, 7, spec()) is not font(fonts, 7, other)


def test_within_a_pdf_the_number_tells() -> None:
    resources = Fonts().resources()
    assert resources.get_font(7, spec()) is resources.get_font(7, spec())


def test_what_leads_back_into_itself_is_not_compared() -> None:
    around: dict[str, Any] = {}
    around["Parent"] = around
    assert content_of(around) is None
    fonts = Fonts()
    assert font(fonts, 7, {**spec(), "Parent": around}) is not font(fonts, 7, {**spec(), "Parent": around})


def test_encrypted_streams_are_not_compared() -> None:
    described = spec()
    described["ToUnicode"].decipher = lambda *_: b""
    assert content_of(described) is None
