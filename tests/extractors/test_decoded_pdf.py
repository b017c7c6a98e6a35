"""A PDF that was decoded as text is said to be that, however it was decoded; no other file is."""

from __future__ import annotations

import html
import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.decoded_pdf import decoded_pdf
from extractors.errors import Unreadable
from extractors.read import read
from extractors.sniff import sniff
from tests.hostile import page, pdf, stream


def packed() -> bytes:
    """A PDF whose page is a packed stream."""
    return page(stream(b"".join(b"0 0 m 100 %d l S\n" % (n * n) for n in range(300))))


def in_ascii(*, compressed: bool) -> bytes:
    """A PDF of ten lines whose streams are plain, or packed and written in ASCII (ASCII85)."""
    sink = io.BytesIO()
    canvas = Canvas(sink, pageCompression=int(compressed))
    for n in range(10):
        canvas.drawString(72, 700 - 20 * n, f"{n}. Total revenue 1,234.{n}6 and so many words more")
    canvas.showPage()
    canvas.save()
    return sink.getvalue()


def shown(text: str) -> str:
    """What a browser saves that was told that a PDF is plain text."""
    return f"<html><head></head><body><pre>{html.escape(text, quote=False)}</pre></body></html>"


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "utf-8": lambda data: data.decode("utf-8", "replace").encode(),
    "utf-8, what is none left out": lambda data: data.decode("utf-8", "ignore").encode(),
    "with a byte order mark": lambda data: data.decode("utf-8", "replace").encode("utf-8-sig"),
    "latin-1 to utf-8": lambda data: data.decode("latin-1").encode(),
    "windows-1252 to utf-8": lambda data: data.decode("cp1252", "replace").encode(),
    "gbk to utf-8": lambda data: data.decode("gbk", "replace").encode(),
    "gbk to gbk": lambda data: data.decode("gbk", "replace").encode("gbk", "replace"),
    "gb18030 to gb18030": lambda data: data.decode("gb18030", "replace").encode("gb18030"),
    "ascii": lambda data: data.decode("ascii", "replace").encode("ascii", "replace"),
    "to utf-16": lambda data: data.decode("gbk", "replace").encode("utf-16"),
    "to utf-16, the other way round": lambda data: data.decode("cp437").encode("utf-16-be"),
    "other line ends": lambda data: data.decode("utf-8", "replace").replace("\n", "\r\n").encode(),
    "shown by a browser": lambda data: shown(data.decode("utf-8", "replace")).encode(),
    "far inside of a page": lambda data: b"<!DOCTYPE html>"
    + b"<style>p{}</style>" * 200
    + shown(data.decode("utf-8", "replace")).encode(),
    "twice": lambda data: data.decode("utf-8", "replace").encode().decode("latin-1").encode(),
    "cut off in a character": lambda data: data.decode("utf-8", "replace").encode().rpartition(b"\xbd")[0],
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_however_it_was_decoded_it_is_damaged_and_ocr_is_no_advice(way: Callable[[bytes], bytes]) -> None:
    whole = packed()
    assert sniff(whole) == "application/pdf"
    for ocr in ("auto", "never"):
        with pytest.raises(Unreadable) as refused:
            read(way(whole), ocr=ocr)
        assert refused.value.kind == "damaged"
        assert "a PDF that was decoded as text and saved again" in refused.value.message
        assert "--ocr" not in refused.value.message


def test_how_much_was_lost_is_said_where_it_can_be_counted() -> None:
    whole = packed()
    assert "its bytes are others now" in str(decoded_pdf(WAYS["latin-1 to utf-8"](whole)))
    lost = whole.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
    assert f"({lost} characters in it" in str(decoded_pdf(WAYS["utf-8"](whole)))


def test_pictures_in_it_tell_it_where_no_stream_is_packed() -> None:
    head = b"<< /Type /XObject /Subtype /Image /Length 99 /Filter [ /DCTDecode ] >>\nstream\n"
    jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(128, 256)) * 2
    scan = page(b"<< /Length 3 >>\nstream\n0 g\nendstream", extra=[head + jpeg + b"\nendstream"])
    assert decoded_pdf(scan) is None
    for way in ("utf-8", "latin-1 to utf-8", "ascii"):
        assert decoded_pdf(WAYS[way](scan)) is not None


@pytest.mark.parametrize(
    "whole",
    [
        packed(),
        in_ascii(compressed=False),
        in_ascii(compressed=True),
        b"%PDF-1.7\n%\xc2\xb5\xc2\xb6\n" + in_ascii(compressed=False)[9:],
        pdf([b"<< /Length 10 /Type /Metadata >>\nstream\n<x>\xef\xbf\xbd</x>\nendstream"]),
        b"%PDF-1.7\n",
    ],
    ids=["packed", "plain", "packed in ASCII", "a comment in UTF-8", "metadata that say U+FFFD", "cut off"],
)  # fmt: skip
def test_a_pdf_as_it_was_made_is_a_pdf(whole: bytes) -> None:
    assert decoded_pdf(whole) is None
    assert sniff(whole) == "application/pdf"


def test_what_lost_nothing_that_counts_is_read() -> None:
    """Streams written in ASCII come through; only the comment at the beginning does not."""
    whole = in_ascii(compressed=True)
    through = WAYS["utf-8"](whole)
    assert through != whole
    assert read(through).text == read(whole).text


def test_a_page_about_pdf_is_a_page() -> None:
    assert sniff(b"<!DOCTYPE html>" + b" " * 2000 + b"<p>A file begins with %PDF-1.7") == "text/html"
