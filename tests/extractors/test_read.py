"""The reader that the content calls for, whatever the file is called."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.read import read, read_again
from tests.extractors.pdf.pages import pdf, text

PROSE = "本单位二〇二四年度收入支出均按照规定执行。"


def test_a_pdf_is_read_as_a_pdf_and_text_as_text():
    printed = read(pdf(lambda c: text(c, 60, 700, PROSE)))
    written = read(PROSE.encode("gb18030"))
    assert (printed.media_type, written.media_type) == ("application/pdf", "text/plain")
    assert printed.text.strip() == written.text.strip() == PROSE
    assert len(printed.pages) == 1
    assert written.pages == ()


def test_what_no_reader_takes_is_refused():
    with pytest.raises(Unreadable) as caught:
        read(b"<html><body>404</body></html>")
    assert caught.value.kind == "html"


def test_only_a_pdf_can_be_read_again():
    data = pdf(lambda c: text(c, 60, 700, PROSE))
    again = read_again(data, read(data))
    assert again is not None
    with again as pages:
        assert pages.document({}).text.strip() == PROSE
    assert read_again(PROSE.encode(), read(PROSE.encode())) is None
