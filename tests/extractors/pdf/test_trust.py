"""Which pages have no text layer that can be trusted, on small PDFs and on texts."""

from __future__ import annotations

import random

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.pdf.omitted import Omitted
from extractors.pdf.reader import read_pages
from extractors.pdf.trust import HIDDEN, IMAGE, NONSENSE, OUTLINES, is_nonsense
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import HEIGHT, WIDTH, pdf, text

SENTENCE = "这一页有完整的文字层，可以读取。"
PROSE = (
    "一、部门职责。负责全市财政预算决算的编制、执行和监督，贯彻执行国家财政税收法律法规。"
    "2024年收入总计1,234.56万元，支出总计1,234.56万元，比上年增加12.30万元，主要原因是人员经费增加。"
)
TRADITIONAL = "一、部門職責。負責全市財政預算決算的編制、執行和監督，貫徹執行國家財政稅收法律法規。"


def untrusted(*drawers):
    """Why each page of a PDF is not to be trusted."""
    data = pdf(*drawers)
    with pypdfium2.PdfDocument(data) as document:
        contents, _ = read_pages(document, Omitted(data))
    return [content.untrusted for content in contents]


def picture(canvas, x=0.0, y=0.0, width=WIDTH, height=HEIGHT, *, opaque=True):
    """A grey picture; one that is not opaque lets everything through."""
    image = Image.new("RGBA", (120, 160), (200, 200, 200, 255 if opaque else 0))
    canvas.drawImage(ImageReader(image), x, y, width, height, mask="auto")


def invisible(canvas, value=SENTENCE):
    canvas.saveState()  # how text is rendered goes on to the texts behind
    written = canvas.beginText(60, 700)
    written.setFont(pages.FONT, 12)
    written.setTextRenderMode(3)
    written.textOut(value)
    canvas.drawText(written)
    canvas.restoreState()


def test_an_ordinary_page_is_trusted():
    def page(canvas):
        pages.strokes(canvas)
        pages.cell_texts(canvas, pages.ROWS)

    assert untrusted(page, lambda c: text(c, 60, 700, SENTENCE)) == ["", ""]


def test_a_page_of_nothing_is_no_scan():
    assert untrusted(lambda c: c.rect(60, 60, 100, 100)) == [""]


def test_a_picture_where_the_text_should_be_is_a_scan_and_a_seal_is_not():
    assert untrusted(pages.scan, lambda c: picture(c, 60, 60, 200, 200)) == [IMAGE, ""]


def test_a_picture_beside_text_takes_nothing_from_it():
    def page(canvas):
        picture(canvas)
        text(canvas, 60, 700, SENTENCE)

    assert untrusted(page) == [""]


def test_seven_glyphs_beside_a_picture_are_no_text_layer_and_eight_are():
    def page(value):
        def draw(canvas):
            picture(canvas, 0, 0, WIDTH, HEIGHT / 2)
            text(canvas, 60, 600, value)

        return draw

    assert untrusted(page("一二三四五六七"), page("一二三四五六七八")) == [IMAGE, ""]


def test_what_is_stamped_in_the_margins_of_a_scan_is_no_text_layer():
    def page(y):
        def draw(canvas):
            picture(canvas)
            text(canvas, 60, y, "某市档案馆扫描第一百二十三号")

        return draw

    assert untrusted(page(HEIGHT - 30), page(20), page(HEIGHT / 2)) == [IMAGE, IMAGE, ""]


def test_text_that_is_not_painted_over_a_picture_of_the_page_is_not_to_be_trusted():
    def page(canvas):
        picture(canvas)
        invisible(canvas)

    assert untrusted(page, invisible) == [HIDDEN, ""]


def test_text_under_a_picture_of_the_page_is_hidden_unless_it_shines_through():
    def page(opaque):
        def draw(canvas):
            text(canvas, 60, 700, SENTENCE)
            picture(canvas, opaque=opaque)

        return draw

    assert untrusted(page(True), page(False)) == [HIDDEN, ""]


def test_a_few_hidden_words_on_a_page_with_a_picture_hide_no_page():
    def page(canvas):
        picture(canvas)
        invisible(canvas, "扫描件")
        text(canvas, 60, 600, SENTENCE)

    assert untrusted(page) == [""]


def test_curves_without_text_are_text_as_outlines_and_rules_are_not():
    def outlines(canvas):
        path = canvas.beginPath()
        for n in range(50):
            x, y = 60 + 9 * n, 700
            path.moveTo(x, y)
            for _ in range(25):
                path.curveTo(x, y + 2, x + 4, y + 6, x + 8, y)
        canvas.drawPath(path, stroke=0, fill=1)

    def form(canvas):
        for n in range(600):
            canvas.line(60, 100 + n, 500, 100 + n)

    assert untrusted(outlines, form) == [OUTLINES, ""]


def codes(value):
    return np.frombuffer(value.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@pytest.mark.parametrize(
    "value",
    [
        PROSE,
        TRADITIONAL,
        "",
        "1,234.56 78.90 " * 40,
        "A report on the budget; income of 2024 is 1,234.56 (2023: 1,000.00). " * 4,
        "Été 2024 : les dépenses réelles du département s’élèvent à 1 234,56 €, créé dû aux élèves âgés. "
        * 2,
        "Báo cáo quyết toán ngân sách nhà nước năm 2024 của tỉnh Bắc Ninh, tổng thu là 1.234 tỷ đồng. " * 3,
        "def f(x): return {'a': [x+1, x*2], \"b\": x<3 and x>1 or ~x^2 & 3 | 4 ; # $HOME `ls` @dec \\n ? !"
        * 3,
        "鑫淼垚犇喆堃祎珺玥昇",  # names: rare characters, but few
        "第" * 77 + "�" * 33,
    ],
)
def test_writing_is_no_nonsense(value):
    assert not is_nonsense(codes(value))


def substituted(value, seed):
    """Each Chinese character replaced, always by the same one drawn at random."""
    drawn = random.Random(seed)
    by_char = {c: chr(drawn.randrange(0x4E00, 0x9FA6)) for c in sorted(set(value)) if "一" <= c <= "龥"}
    return "".join(by_char.get(c, c) for c in value)


@pytest.mark.parametrize(
    "value",
    [
        "第" * 69 + "�" * 31,
        "第" * 69 + "\ue001" * 31,
        "第" * 69 + "\U000f0001" * 31,
        PROSE.encode().decode("gb18030", "replace"),
        PROSE.encode().decode("cp1252", "replace"),
        PROSE.encode("gb18030").decode("latin-1"),
        PROSE.encode("gb18030").decode("big5", "replace"),
        PROSE.encode("gb18030").decode("shift_jis", "replace"),
        *(substituted(PROSE * 2, seed) for seed in range(20)),
        "".join(chr(0x21 + 37 * n % 94) for n in range(200)),
        "".join(chr(0x21 + min(7 * n % 94, 11 * n % 17)) for n in range(200)),
    ],
)
def test_what_fonts_without_meaning_give_is_nonsense(value):
    assert is_nonsense(codes(value))


def test_a_page_of_nonsense_is_not_trusted():
    mojibake = PROSE.encode("gb18030").decode("latin-1")
    assert untrusted(lambda c: text(c, 20, 700, mojibake, 4, font="Helvetica")) == [NONSENSE]
