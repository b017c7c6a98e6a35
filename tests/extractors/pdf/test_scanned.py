"""Scanned pages to glyphs, grids and lines, with a recogniser that is told what to read."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from extractors.document import Warp
from extractors.errors import Unreadable
from extractors.ocr.picture import Picture, RasterRules
from extractors.pdf import reader
from extractors.pdf.reader import read_pdf
from extractors.pdf.rereading import Rereading
from extractors.pdf.scanned import MOST_PIXELS, picture_of
from pipeline.reading.arbitration import read_by
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import HEIGHT, WIDTH, pdf, text
from tests.extractors.pdf.recognised import NO_RULES, leaf, read_as, ruled, tell
from tests.extractors.pdf.shown import body, grid_texts, only_grid

SENTENCE = "这一页有完整的文字层，可以读取。"
READ = read_as((60, 100, "某市某局二〇二四年度部门决算公开"), (60, 130, "一、部门概况"))


def sentence(canvas):
    text(canvas, 60, 700, SENTENCE)


def parts(document):
    """What of a Document can be compared."""
    return document.text, document.blocks, document.pages, document.notes, document.partial


def test_a_scanned_page_among_others_is_read_and_the_others_stay(monkeypatch):
    told = tell(monkeypatch, READ)
    document = read_pdf(pdf(sentence, pages.scan, sentence))
    assert len(told.seen) == 1
    assert body(document)[:3] == [SENTENCE, "某市某局二〇二四年度部门决算公开", "一、部门概况"]
    assert [page.origin for page in document.pages] == ["native", "ocr", "native"]
    assert (document.text_origin, document.partial) == ("mixed", False)
    assert document.notes == ("pages read by OCR: 2",)
    assert [page.n_glyphs for page in document.pages] == [16, 22, 16]


def test_a_document_of_scans_is_of_ocr_and_a_digital_one_is_not(monkeypatch):
    tell(monkeypatch, READ)
    assert read_pdf(pdf(pages.scan, pages.scan)).text_origin == "ocr"
    document = read_pdf(pdf(sentence))
    assert (document.text_origin, document.char_confidence, document.notes) == ("native", None, ())


def test_every_character_has_its_confidence_and_print_has_none(monkeypatch):
    tell(monkeypatch, read_as((60, 100, "某市某局部门决算"), confidence=0.75))
    document = read_pdf(pdf(sentence, pages.scan))
    at = document.text.index("某市某局")
    assert document.char_confidence is not None
    assert document.char_confidence[at : at + 8].tolist() == [0.75] * 8
    assert np.isnan(document.char_confidence[:at]).all()
    assert len(document.char_confidence) == len(document.text)


def test_rules_of_the_picture_make_grids(monkeypatch):
    cells = read_as((70, 115, "科目名称"), (220, 115, "合计"), (70, 135, "行政运行"), (220, 135, "2,946.25"))
    tell(monkeypatch, [(leaf(), cells, ruled((60.0, 200.0, 340.0), (100.0, 120.0, 140.0)))])
    grid = only_grid(read_pdf(pdf(pages.scan)))
    assert grid_texts(grid) == [["科目名称", "合计"], ["行政运行", "2,946.25"]]
    assert grid.page == 1


def test_places_lie_on_the_page_as_displayed(monkeypatch):
    """The leaf stood on its head in the picture, half as large: what is read upright lies there."""
    matrix = [[-0.5, 0, 595], [0, -0.5, 842], [0, 0, 1]]
    cells = read_as((70, 115, "科目"), (220, 115, "合计"), (70, 135, "行政"), (220, 135, "2.25"))
    rules = ruled((60.0, 200.0, 340.0), (100.0, 120.0, 140.0))
    tell(monkeypatch, [(leaf(matrix=matrix), cells, rules)])
    document = read_pdf(pdf(pages.scan))
    grid = only_grid(document)
    assert grid.box == pytest.approx((425, 772, 565, 792), abs=1)
    assert grid.cell_box(0, 0, 1, 1) == pytest.approx((495, 782, 565, 792), abs=1)
    at = document.text.index("科目")
    place = document.place(at, at + 2)
    assert (place.page, place.box) == (1, pytest.approx((550, 783.5, 560, 788.5), abs=1))


def test_two_pages_on_one_sheet_are_read_one_after_the_other(monkeypatch):
    right = [[1, 0, 300], [0, 1, 0], [0, 0, 1]]
    rules = RasterRules(NO_RULES, NO_RULES)
    tell(
        monkeypatch,
        [
            (leaf(297), read_as((20, 400, "左页的最后一段文字。")), rules),
            (leaf(297, matrix=right), read_as((20, 60, "右页的第一段文字。")), rules),
        ],
    )
    document = read_pdf(pdf(pages.scan))
    assert body(document) == ["左页的最后一段文字。", "右页的第一段文字。"]
    at = document.text.index("右")
    assert document.place(at, at + 1).box == pytest.approx((320, 52, 330, 62), abs=1)
    assert (len(document.pages), document.notes) == (1, ("pages read by OCR: 1",))


def test_a_blank_back_is_an_empty_page_without_complaint(monkeypatch):
    tell(monkeypatch, READ, [])
    document = read_pdf(pdf(pages.scan, pages.scan))
    assert [(page.origin, page.n_glyphs) for page in document.pages] == [("ocr", 22), ("ocr", 0)]
    assert (document.notes, document.partial) == (("pages read by OCR: 1, 2",), False)


def test_ink_in_which_nothing_is_read_is_noted(monkeypatch):
    nothing = [(leaf(), read_as(), RasterRules(NO_RULES, NO_RULES))]
    tell(monkeypatch, READ, nothing, [(leaf(ink=False), *nothing[0][1:])])
    document = read_pdf(pdf(pages.scan, pages.scan, pages.scan))
    assert document.notes == ("pages read by OCR: 1, 3", "pages on which OCR finds no text: 2")
    assert not document.partial


def drawing(canvas):
    path = canvas.beginPath()
    for n in range(50):
        path.moveTo(60 + 9 * n, 700)
        for _ in range(25):
            path.curveTo(60 + 9 * n, 702, 64 + 9 * n, 706, 68 + 9 * n, 700)
    canvas.drawPath(path, stroke=0, fill=1)


def test_text_drawn_as_outlines_is_read_and_a_drawing_without_text_is_no_scan(monkeypatch):
    tell(monkeypatch, READ)
    document = read_pdf(pdf(sentence, drawing))
    assert (document.text_origin, document.notes) == ("mixed", ("pages read by OCR: 2",))
    tell(monkeypatch, [(leaf(), read_as(), RasterRules(NO_RULES, NO_RULES))])
    document = read_pdf(pdf(sentence, drawing))
    assert (document.text_origin, document.notes, document.partial) == ("native", (), False)


def test_nonsense_in_which_nothing_is_read_does_not_come_back(monkeypatch):
    mojibake = ("部门预算收入支出总表的编制说明" * 2).encode("gb18030").decode("latin-1")
    data = pdf(sentence, lambda c: text(c, 20, 700, mojibake, 8, font="Helvetica"))
    tell(monkeypatch, [(leaf(), read_as(), RasterRules(NO_RULES, NO_RULES))])
    document = read_pdf(data)
    assert body(document) == [SENTENCE]
    assert document.notes == ("pages on which OCR finds no text: 2",)
    without = read_pdf(data, ocr="never")
    assert without.notes == ("pages with a text layer that decodes to nothing readable: 2",)
    assert without.partial


def test_a_page_that_breaks_the_recogniser_costs_that_page_only(monkeypatch):
    tell(monkeypatch, READ, RuntimeError("onnxruntime"))
    kept = []
    data = pdf(pages.scan, pages.scan)
    document = read_pdf(data, kept)
    assert document.notes == ("pages on which OCR fails (RuntimeError): 2", "pages read by OCR: 1")
    assert document.partial
    with Rereading(data, document, kept) as again:
        assert parts(again.document({})) == parts(document)


def test_without_the_extra_scanned_pages_are_noted_and_a_scan_is_refused(monkeypatch):
    tell(monkeypatch, READ, available=False)
    document = read_pdf(pdf(sentence, pages.scan))
    assert (document.notes, document.partial) == (("pages without text layer (images): 2",), True)
    with pytest.raises(Unreadable, match=r"pip install 'mingzhang\[ocr\]'") as refused:
        read_pdf(pdf(pages.scan))
    assert refused.value.kind == "scan"


def test_ocr_reads_no_page_or_all_pages_where_it_is_told_to(monkeypatch):
    told = tell(monkeypatch, READ)
    with pytest.raises(Unreadable, match="run with --ocr auto"):
        read_pdf(pdf(pages.scan), ocr="never")
    assert told.seen == []
    document = read_pdf(pdf(sentence, sentence), ocr="always")
    assert (document.text_origin, len(told.seen)) == ("ocr", 2)


def test_a_text_layer_that_cannot_be_seen_stands_where_nobody_can_read_the_picture(monkeypatch):
    def page(canvas):
        canvas.saveState()
        written = canvas.beginText(60, 700)
        written.setFont(pages.FONT, 12)
        written.setTextRenderMode(3)
        written.textOut("旧的识别结果，有错别字。")
        canvas.drawText(written)
        canvas.restoreState()
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)

    data = pdf(page)
    tell(monkeypatch, READ, available=False)
    assert body(read_pdf(data)) == ["旧的识别结果，有错别字。"]
    tell(monkeypatch, READ)
    document = read_pdf(data)
    assert (body(document)[0], document.text_origin) == ("某市某局二〇二四年度部门决算公开", "ocr")


def test_seals_are_kept_apart(monkeypatch):
    sealed = replace(leaf(), seals=((300.0, 600.0, 400.0, 700.0),))
    tell(monkeypatch, [(sealed, READ, RasterRules(NO_RULES, NO_RULES))])
    (reject,) = read_pdf(pdf(pages.scan)).rejects
    assert (reject.stage, reject.reason, reject.raw) == ("read", "seal", "")
    assert (reject.place.page, reject.place.box) == (1, pytest.approx((300, 600, 400, 700), abs=1))


def test_page_numbers_of_scans_are_furniture(monkeypatch):
    tell(monkeypatch, read_as((60, 100, "部门决算公开的正文在这里。"), (290, 810, "- 3 -")))
    document = read_pdf(pdf(pages.scan))
    assert body(document) == ["部门决算公开的正文在这里。"]


def test_nobody_recognises_a_page_twice(monkeypatch):
    monkeypatch.setattr(reader, "MOST_KEPT", 10)
    told = tell(monkeypatch, READ)
    data, kept = pdf(sentence, pages.scan), []
    document = read_pdf(data, kept)
    assert [content.page.number for content in kept] == [2]
    with Rereading(data, document, kept) as again:
        assert not again.has_opinion(2, "pdfplumber")
        assert not again.has_opinion(2, "camelot")
        assert parts(again.document({2: "pdfplumber"})) == parts(document)
    assert read_by(data, document, "pdfplumber", kept).text == document.text
    assert len(told.seen) == 1
    with Rereading(data, document) as again:  # who kept nothing pays for it
        assert again.document({}).text == document.text
    assert len(told.seen) == 2


def rendered(width, height, dpi, *, size=None):
    """The picture that is taken of a page of a grey picture of so many pixels."""
    buffer = io.BytesIO()
    Image.new("L", (width, height), 200).save(buffer, "PDF", resolution=dpi)
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        if size is not None:
            document[0].set_mediabox(0, 0, *size)
        return picture_of(document, 1)


def test_a_page_is_rendered_with_the_pixels_of_its_picture():
    picture = rendered(1654, 2339, 200)
    assert picture.pixels.shape == (2339, 1654, 3)
    assert picture.dpi == pytest.approx(200, abs=0.1)
    assert picture.size == pytest.approx((595, 842), abs=1)


def test_resolution_has_bounds():
    assert rendered(827, 1169, 100).pixels.shape[:2] == pytest.approx((1754, 1240), abs=2)
    assert rendered(4961, 7016, 600).pixels.shape[:2] == pytest.approx((3508, 2480), abs=2)


def test_a_page_whose_points_are_pixels_is_taken_for_paper():
    picture = rendered(1654, 2339, 72)
    assert picture.pixels.shape == (2339, 1654, 3)
    assert picture.size == pytest.approx((595, 841), abs=1)


def test_a_page_without_bounds_is_rendered_coarser():
    picture = rendered(20, 20, 72, size=(14_000, 14_000))
    height, width = picture.pixels.shape[:2]
    assert height * width <= MOST_PIXELS * 1.01


def test_what_is_turned_on_the_page_is_rendered_as_displayed():
    image = Image.new("L", (400, 200), 255)
    ImageDraw.Draw(image).rectangle((0, 0, 399, 20), fill=0)
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=36)
    with pypdfium2.PdfDocument(buffer.getvalue()) as document:
        document[0].set_rotation(90)
        picture = picture_of(document, 1)
    assert picture.pixels.shape[0] > picture.pixels.shape[1]
    assert picture.pixels[:, -5].mean() < 50 < picture.pixels[:, 5].mean()


def test_a_warp_of_a_photograph_gives_the_box_around_the_corners():
    warp = Warp((1, 0.5, 10, 0, 1, 20, 0, 0, 1), 100, 200)
    assert warp.displayed((0, 0, 10, 20)) == (10, 20, 30, 40)
    assert warp.upright == (100, 200)
    far = Warp((1, 0, 0, 0, 1, 0, 0, 0.01, 1), 100, 100)
    assert far.displayed((100, 0, 100, 100)) == pytest.approx((50, 0, 100, 50))


def test_the_picture_of_the_test_is_as_large_as_its_page(monkeypatch):
    told = tell(monkeypatch, READ)
    read_pdf(pdf(pages.scan))
    (picture,) = told.seen
    assert isinstance(picture, Picture)
    assert picture.size == pytest.approx((WIDTH, HEIGHT), abs=0.5)


def test_ink_that_is_no_writing_is_kept_apart_with_what_was_read_in_it(monkeypatch):
    read = read_as((60, 100, "部门决算公开的正文。"), (300, 600, "伞"))
    unsure = replace(read, confidence=np.asarray([0.9] * 10 + [0.1], dtype=np.float32))
    tell(monkeypatch, unsure)
    document = read_pdf(pdf(pages.scan))
    assert body(document) == ["部门决算公开的正文。"]
    (reject,) = document.rejects
    assert (reject.reason, reject.raw) == ("ink that is no writing", "伞")
    assert reject.place.box == pytest.approx((300, 592, 310, 602), abs=1)
