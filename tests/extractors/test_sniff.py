"""What bytes are, by content."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.sniff import PDF_HEADER_WINDOW, sniff


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        sniff(data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\t\0", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04rest", "damaged"),
        (b"PK\x05\x06rest", "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "unsupported"),
        ('{"部门": "决算"}'.encode(), "unsupported"),
        (b"\xef\xbb\xbf [1, 2]", "unsupported"),
        (b"Rar!\x1a\x07", "unsupported"),
    ],
)
def test_what_is_no_disclosure_format_is_named(data, kind):
    assert refused(data).kind == kind


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"II*\x00", "image/tiff"),
        (b"MM\x00*", "image/tiff"),
        (b"BM\x8a\x00\x00", "image/bmp"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
    ],
)
def test_pictures_are_told_by_their_first_bytes(data, media_type):
    assert sniff(data) == media_type


@pytest.mark.parametrize(
    "data",
    [
        b"\n <!DOCTYPE html><html><body>404</body></html>",
        b"<?xml version='1.0'?>\n<html xmlns='x'/>",
        b"\xef\xbb\xbf<HTML>",
        b"<script>",
        b"<p>left by a server</p>\n<!DOCTYPE html>\n<html>",
    ],
)
def test_web_pages_are_told_by_their_tags(data):
    assert sniff(data) == "text/html"


def test_a_riff_file_of_another_kind_is_no_picture():
    assert sniff(b"RIFF\x24\x00\x00\x00WAVEfmt ") == "text/plain"


def test_a_refusal_names_the_format_and_what_to_do():
    assert refused(b"\x1f\x8b rest").message == "this is a gzip file; convert it to PDF or text first"
    assert "(3 bytes)" in refused(b" \r\n").message


def test_a_header_may_stand_anywhere_in_the_first_bytes():
    assert sniff(b"x" * (PDF_HEADER_WINDOW - 5) + b"%PDF-1.7") == "application/pdf"
    assert sniff(b"x" * (PDF_HEADER_WINDOW - 4) + b"%PDF-1.7") == "text/plain"
    assert sniff(b"<html>%PDF-1.4") == "application/pdf"


@pytest.mark.parametrize(
    "text",
    [
        "第一部分 部门概况",
        "BM，某市某局部门决算".encode("ascii", "ignore").decode() + " budget memo",
        "{括号里的话，不是数据}",
        "<?xml version='1.0'?><table/>",
        "[注] 本表反映收入情况。",
        "a <html> in the middle",
    ],
)
def test_other_text_is_text(text):
    assert sniff(text.encode()) == "text/plain"
