"""Strings that PDFium leaves out of its text because it has no font to measure them with."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace

import pytest

from extractors.pdf import omitted
from extractors.pdf.frame import Frame
from extractors.pdf.omitted import Omitted
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf.printed import printed
from tests.extractors.pdf.shown import body

NOTE = "附件：市审计局二〇二六年度部门预算报表"
TITLE = "第二部分部门预算报表"


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


FRAME = Frame(0.0, 0.0, 600.0, 800.0, 0)
FONT = frozenset({b"Song"})


def item(char, x, baseline):
    """A character as pdfminer gives it: from the lower left corner, ten points wide and high."""
    return SimpleNamespace(
        get_text=lambda: char,
        matrix=(10.0, 0.0, 0.0, 10.0, x, 800.0 - baseline),
        x0=x,
        x1=x + 10.0,
        y0=800.0 - baseline - 2.0,
        y1=800.0 - baseline + 8.0,
    )


def merged(glyphs, *items):
    return omitted._merged(glyphs, list(items), FRAME)


def test_what_is_missing_stands_behind_what_the_file_writes_before_it():
    glyphs = printed((0, 100, "甲"), (20, 100, "丙"))
    found = merged(glyphs, item("甲", 0, 100), item("乙", 10, 100), item("丙", 20, 100), item("丁", 30, 100))
    assert found.chars == ["甲", "乙", "丙", "丁"]
    assert found.source == [0, -1, 1, -1]
    assert found.boxes[1].tolist() == [10, 92, 20, 102]
    assert found.baseline == [100, 100, 100, 100]
    assert merged(glyphs, item("甲", 0, 100), item("丙", 20, 100)) is glyphs


@pytest.mark.parametrize(("shift", "is_new"), [(2.0, False), (2.1, True), (-2.0, False), (-2.1, True)])
def test_two_readers_place_a_glyph_at_most_two_points_apart(shift, is_new):
    glyphs = printed((50, 100, "甲"))
    assert (merged(glyphs, item("甲", 50 + shift, 100)) is not glyphs) is is_new
    assert (merged(glyphs, item("甲", 50, 100 + shift)) is not glyphs) is is_new


def test_blanks_and_ligatures_are_not_missed():
    glyphs = printed((0, 100, "甲"))
    assert merged(glyphs, item(" ", 200, 100), item("fi", 300, 100)) is glyphs


def test_the_shift_between_two_page_boxes_is_told_by_rare_characters():
    glyphs = printed((0, 100, "甲乙丙"))
    moved = [item(char, 10 * n + 30, 150) for n, char in enumerate("甲乙丙")]
    assert merged(glyphs, *moved) is glyphs
    found = merged(glyphs, *moved, item("丁", 60, 150))
    assert found.chars == ["甲", "乙", "丙", "丁"]
    assert (found.x0[3], found.baseline[3]) == (30.0, 100.0)


def test_two_characters_are_no_proof_of_a_shift():
    glyphs = printed((0, 100, "甲乙"))
    assert omitted._shift(glyphs, ["甲", "乙"], [(30.0, 150.0), (40.0, 150.0)]) == (0.0, 0.0)
    three = printed((0, 100, "甲乙丙"))
    places = [(30.0, 150.0), (40.0, 150.0), (50.0, 150.0)]
    assert omitted._shift(three, ["甲", "乙", "丙"], places) == (-30.0, -50.0)


def test_characters_that_a_page_has_often_tell_nothing_of_a_shift():
    often = printed((0, 100, "甲甲甲甲"))
    assert omitted._shift(often, ["甲"] * 4, [(30.0 + 10 * n, 150.0) for n in range(4)]) == (0.0, 0.0)
    rare = printed((0, 100, "甲甲甲"))
    assert omitted._shift(rare, ["甲"] * 3, [(30.0 + 10 * n, 150.0) for n in range(3)]) == (-30.0, -50.0)


def test_a_glyph_is_found_across_the_bounds_of_the_index():
    glyphs = printed((3, 100, "甲"))
    near = defaultdict(list, {(round(3 / 2.0), round(100 / 2.0)): [0]})
    assert omitted._at(glyphs, near, 4.9, 101.9) == 0
    assert omitted._at(glyphs, near, 5.1, 100) is None


def test_a_font_of_which_nothing_was_missing_on_two_pages_is_not_looked_at_again(monkeypatch):
    glyphs = printed((0, 100, "甲"))
    asked = []

    def characters(_self, number, _frame):
        asked.append(number)
        return [item("甲", 0, 100)]

    monkeypatch.setattr(Omitted, "_characters", characters)
    pages = Omitted(b"")
    assert [pages.complete(glyphs, n, FRAME, FONT) is glyphs for n in (1, 2, 3)] == [True, True, True]
    assert asked == [1, 2]
    pages.complete(glyphs, 4, FRAME, FONT | {b"Other"})
    assert asked == [1, 2, 4]


@pytest.mark.parametrize(
    ("font", "is_asked"),
    [
        (b"Times New Roman,Bold", False),
        (b"TimesNewRomanPS-BoldItalicMT", False),
        (b"Times-Roman", False),
        (b"Helvetica", False),
        (b"Arial,Italic", False),
        (b"ArialMT", False),
        (b"Courier-BoldOblique", False),
        (b"CourierNew", False),
        (b"ZapfDingbats", False),
        (b"Symbol", False),
        (b"SimSun", True),
        (b"Arial Unicode MS", True),
        (b"Arial-Hei", True),
        (b"ABCDEE+Times-Roman", True),
        (b"", True),
    ],
)
def test_what_has_no_width_in_a_standard_font_is_blank(monkeypatch, font, is_asked):
    glyphs = printed((0, 100, "甲"))
    monkeypatch.setattr(Omitted, "_characters", lambda *_: [item("乙", 50, 100)])
    pages = Omitted(b"")
    assert (pages.complete(glyphs, 1, FRAME, frozenset({font})) is not glyphs) is is_asked
    assert pages.complete(glyphs, 1, FRAME, frozenset({font, b"SimSun"})) is not glyphs


def test_a_font_of_which_something_was_missing_is_looked_at_on_every_page(monkeypatch):
    glyphs = printed((0, 100, "甲"))
    monkeypatch.setattr(Omitted, "_characters", lambda *_: [item("乙", 50, 100)])
    pages = Omitted(b"")
    for number in range(1, 5):
        assert pages.complete(glyphs, number, FRAME, FONT).chars == ["乙", "甲"]
