"""What a PDF must have to be read, at the boundaries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Page
from extractors.errors import Unreadable
from extractors.pdf import guards
from extractors.pdf.guards import END_MARK, MAX_PAGES, demand_bounded, demand_text, is_cut_off
from extractors.pdf.trust import NONSENSE, OUTLINES
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import pdf
from tests.extractors.pdf.printed import content, printed
from tests.extractors.pdf.shown import refusal


def test_a_page_image_without_text_is_a_scan():
    error = refusal(pdf(pages.scan))
    assert error.kind == "scan"
    assert "no text layer (0 characters on 1 pages; its pages are images): OCR finds no text" in error.message


def test_a_page_of_nothing_is_empty():
    error = refusal(pdf(lambda c: c.rect(60, 60, 100, 100)))
    assert error.kind == "empty"
    assert "neither text nor images" in error.message


def page(text, *, has_image=False):
    return content(printed((0, 100, text)), has_image=has_image)


def kind_of(contents, failed=()):
    try:
        demand_text(contents, failed)
    except Unreadable as error:
        return error.kind
    return None


def test_eight_glyphs_a_page_are_a_text_layer():
    assert kind_of([page("一二三四五六七八")]) is None
    assert kind_of([page("一二三四五六七")]) == "empty"
    assert kind_of([page("一二三四五六七", has_image=True)]) == "scan"
    assert kind_of([page("一二三四五六七八九十甲乙丙丁戊己"), page("")]) is None
    assert kind_of([page("一二三四五六七八九十甲乙丙丁戊"), page("", has_image=True)]) == "scan"


def test_a_text_layer_of_which_three_tenths_decode_to_nothing_is_still_read():
    assert kind_of([page("一二三四五六七���")]) is None
    assert kind_of([page("一二三四五六����")]) == "scan"
    assert kind_of([page("一二三四五六\ue000\ue001\uf8fe\uf8ff")]) == "scan"
    assert kind_of([page("一二三四五六\uf900\uf900\uf900\uf900")]) is None


def test_a_pdf_of_which_no_page_can_be_loaded_is_damaged():
    with pytest.raises(Unreadable, match="none of the PDF's 3 pages can be loaded") as caught:
        demand_text([], [1, 2, 3])
    assert caught.value.kind == "damaged"


def test_more_pages_than_any_disclosure_has_are_refused():
    demand_bounded(MAX_PAGES)
    with pytest.raises(Unreadable, match="it has 20001 pages; the most is 20000") as caught:
        demand_bounded(MAX_PAGES + 1)
    assert caught.value.kind == "too_large"


def test_a_few_bytes_behind_the_end_are_no_loss():
    assert not is_cut_off(b"%PDF-1.7 ... " + END_MARK)
    assert not is_cut_off(b"x" * 5000 + END_MARK + b"y" * (2048 - len(END_MARK)))
    assert is_cut_off(b"x" * 5000 + END_MARK + b"y" * (2049 - len(END_MARK)))
    assert is_cut_off(b"%PDF-1.7 ...")


def message_of(contents, ocr="auto"):
    with pytest.raises(Unreadable) as caught:
        demand_text(contents, [], ocr)
    return caught.value.kind, caught.value.message


def test_a_scan_says_what_to_do_about_it(monkeypatch):
    scan = page("", has_image=True)
    monkeypatch.setattr(guards, "recogniser_available", lambda: False)
    assert "pip install 'mingzhang[ocr]'" in message_of([scan])[1]
    monkeypatch.setattr(guards, "recogniser_available", lambda: True)
    assert message_of([scan])[1].endswith("OCR was not asked")
    blank = replace(scan, page=Page(1, 595, 842, has_image=True, origin="ocr"))
    assert message_of([blank])[1].endswith("OCR finds no text either")
    assert "run with --ocr auto" in message_of([scan], "never")[1]
    assert "OCR fails (Error) on its pages" in message_of([replace(scan, unread="OCR fails (Error)")])[1]


def test_text_drawn_as_outlines_is_a_scan():
    kind, message = message_of([replace(page(""), untrusted=OUTLINES)])
    assert (kind, "drawn as outlines" in message) == ("scan", True)


def test_a_document_of_which_no_page_is_writing_is_a_scan():
    nonsense = replace(page("ÒÔÉÏÊÇ²¿ÃÅÒÔÉÏÊÇ²¿ÃÅ"), untrusted=NONSENSE)
    assert message_of([nonsense])[0] == "scan"
    assert kind_of([nonsense, page("一二三四五六七八")]) is None


def test_blank_backs_do_not_make_a_scan_that_was_read_unreadable():
    blank = page("")
    read = replace(page("一二三四五六七八"), page=Page(1, 595, 842, n_glyphs=8, origin="ocr"))
    assert kind_of([read, blank, blank]) is None
    assert kind_of([page("一二三四五六七八"), blank, blank]) == "empty"
