"""Pictures as documents."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from extractors.errors import Unreadable
from extractors.images import reader
from extractors.images.reader import read_image
from extractors.read import read, read_again
from tests.extractors.pdf.recognised import leaf, read_as, ruled, tell
from tests.extractors.pdf.shown import body, grid_texts, only_grid

READ = read_as((60, 100, "某市某局二〇二四年度部门决算公开"))


def picture(kind="PNG", pages=1, **options):
    drawn = Image.new("L", (1654, 2339), 200)
    buffer = io.BytesIO()
    if pages > 1:
        options |= {"save_all": True, "append_images": [drawn] * (pages - 1)}
    drawn.save(buffer, kind, dpi=(200, 200), **options)
    return buffer.getvalue()


@pytest.fixture
def told(monkeypatch):
    """Makes our recogniser say what it is told."""

    def say(*pages, available=True):
        monkeypatch.setattr(reader, "recogniser_available", lambda: available)
        return tell(monkeypatch, *pages, available=available)

    return say


def test_a_picture_is_a_document_of_one_page(told):
    cells = read_as((70, 115, "科目名称"), (220, 115, "合计"), (70, 135, "行政运行"), (220, 135, "2,946.25"))
    told([(leaf(), cells, ruled((60.0, 200.0, 340.0), (100.0, 120.0, 140.0)))])
    document = read(picture())
    assert (document.media_type, document.text_origin) == ("image/png", "ocr")
    assert grid_texts(only_grid(document)) == [["科目名称", "合计"], ["行政运行", "2,946.25"]]
    (page,) = document.pages
    assert (page.width, page.height) == pytest.approx((595.4, 842), abs=0.1)
    assert document.char_confidence is not None
    assert read_again(picture(), document) is None


def test_a_tiff_is_a_document_of_its_pages(told):
    told(READ, [], RuntimeError("onnxruntime"))
    document = read(picture("TIFF", 3))
    assert [page.n_glyphs for page in document.pages] == [16, 0, 0]
    assert document.notes == ("pages on which OCR fails (RuntimeError): 3", "pages read by OCR: 1, 2")
    assert document.partial
    assert body(document) == ["某市某局二〇二四年度部门决算公开"]


def refused(**options):
    with pytest.raises(Unreadable) as caught:
        read_image(picture(), "image/png", **options)
    return caught.value


def test_without_the_extra_and_where_it_may_not_be_used_a_picture_is_a_scan(told):
    told(READ, available=False)
    assert refused().kind == "scan"
    assert "pip install 'mingzhang[ocr]'" in refused().message
    told(READ)
    assert refused(ocr="never").kind == "scan"
    assert "--ocr auto" in refused(ocr="never").message


def test_a_picture_without_text_is_empty(told):
    told([])
    assert (refused().kind, "0 characters on 1 pages" in refused().message) == ("empty", True)
    told(read_as((60, 100, "七个字不是文字")))
    assert refused().kind == "empty"


def test_a_picture_that_breaks_the_recogniser_says_so(told):
    told(RuntimeError("onnxruntime"))
    assert (refused().kind, "OCR fails (RuntimeError)" in refused().message) == ("scan", True)
