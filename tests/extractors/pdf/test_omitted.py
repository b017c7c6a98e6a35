"""Strings that PDFium leaves out of its text because it has no font to measure them with."""

from __future__ import annotations

import pytest

from extractors.pdf import omitted
from extractors.pdf.reader import read_pdf

NOTE = "附件：市审计局二〇二六年度部门预算报表"
TITLE = "第二部分部门预算报表"


def body(document):
    return [document.text[p.start : p.end] for p in document.paragraphs]


def page_of(*strings, rotation=0, drawing=""):
    """A page of strings (x, y, size, text) in a font that is not in the file: glyph numbers of its own, and a
    table of what they mean, as office software writes where the font's licence forbids to embed it."""
    used = sorted({char for *_, value in strings for char in value})
    codes = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in used)
    meaning = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{codes}\nendbfchar\n"
        "endcmap end end"
    )
    content = drawing + "\n".join(
        f"BT /F1 {size} Tf {x} {y} Td <{''.join(f'{ord(c):04X}' for c in value)}> Tj ET"
        for x, y, size, value in strings
    )
    font = "/FontDescriptor 7 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotation} /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /OwnSong /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /OwnSong /DW 1000 /CIDToGIDMap /Identity {font} >>",
        "<< /Type /FontDescriptor /FontName /OwnSong /Flags 32 /FontBBox [-50 -289 1003 902] /ItalicAngle 0 "
        "/Ascent 902 /Descent -289 /CapHeight 0 /StemV 56 >>",
        f"<< /Length {len(meaning)} >>\nstream\n{meaning}\nendstream",
    ]
    out = "%PDF-1.4\n"
    offsets = []
    for number, value in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{value}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}"
    return (
        out + f"trailer << /Size {len(offsets) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF"
    ).encode()


def letters(x, y, value, size=12):
    """Each character as a string of its own, as beijing/cc6b58d7d88d page 10 prints its headings."""
    return [(x + k * size, y, size, char) for k, char in enumerate(value)]


def test_a_heading_printed_character_by_character_is_read():
    document = read_pdf(page_of(*letters(100, 700, TITLE, 18), (100, 650, 12, NOTE)))
    assert body(document) == [TITLE, NOTE]
    x0, top, x1, bottom = document.char_box[next(iter(document.paragraphs)).start]
    assert (x0, x1) == pytest.approx((100, 118), abs=0.5)
    assert top < 842 - 700 < bottom
    assert not document.partial


def test_characters_that_stand_alone_in_their_cells_are_in_their_cells():
    xs, ys = (60, 160, 300, 420), (700, 670, 640)
    rules = "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)
    rules += "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    heads = [(x + 4, 678, 10, char) for x, char in zip(xs, "类款项", strict=False)]
    codes = [(x + 4, 648, 10, code) for x, code in zip(xs, ("201", "03", "01"), strict=False)]
    (grid,) = read_pdf(page_of(*heads, *codes, (60, 600, 12, NOTE), drawing=rules)).grids
    assert [[c.text for c in grid.row(r)] for r in (0, 1)] == [["类", "款", "项"], ["201", "03", "01"]]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_pdfium_reads_is_not_read_twice(rotation):
    document = read_pdf(page_of(*letters(100, 700, "决算"), (100, 650, 12, NOTE), rotation=rotation))
    text = "".join(body(document)).replace("\t", "")
    assert sorted(text) == sorted("决算" + NOTE)


def test_a_page_that_cannot_be_completed_is_named(monkeypatch):
    def fail(*_):
        raise ValueError("unknown filter")

    monkeypatch.setattr(omitted.Omitted, "_characters", fail)
    document = read_pdf(page_of(*letters(100, 700, TITLE), (100, 650, 12, NOTE)))
    assert body(document) == [NOTE]
    assert document.notes == ("pages with text in fonts that are not embedded, not read in full: 1",)
    assert document.partial
