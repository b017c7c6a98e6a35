"""What bytes are, by content."""

from __future__ import annotations

import io
import zipfile

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
    assert "sound" in refused(b"RIFF\x24\x00\x00\x00WAVEfmt ").message
    assert sniff(b"RIFF\x24\x00\x00\x00RMIDdata") == "text/plain"


def test_a_refusal_names_the_format_and_what_to_do():
    assert refused(b"\x1f\x8b rest").message == "this is a gzip file; `mingzhang run` reads what is in it"
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
        "<单位：万元> 决算",
        "[注] 本表反映收入情况。",
        "a <html> in the middle",
    ],
)
def test_other_text_is_text(text):
    assert sniff(text.encode()) == "text/plain"


def packed(**members: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return sink.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + f"{stream}\0".encode("utf-16-le")


MAIL = b"Received: from a.cn\r\nFrom: a@a.cn\r\nTo: b@b.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (MAIL + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", "an e-mail"),
        (MAIL + b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n", "an e-mail"),
        (compound("__properties_version1.0"), "an e-mail"),
        (compound("PowerPoint Document"), "PowerPoint presentation of before 2007"),
        (packed(ppt__presentation_dot_xml="<x/>"), "PowerPoint presentation; "),
        (compound("MatOST"), "Works"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), ".odt"),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (packed(mimetype="application/epub+zip"), "EPUB"),
        (packed(a="1"), "a ZIP archive; `mingzhang run`"),
        (b"AC1032\0\0", "CAD"),
        (b"\0\0\0\x18ftypmp42", "a video"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"MZ\x90\0\3\0", "a program"),
        (b"\r\n/* jQuery v3 */\n!function(e,t){}(window)", "JavaScript"),
        (b"var list = [1];\nfunction show() {}", "JavaScript"),
        (b"$(function () {})", "JavaScript"),
        (b"@charset 'utf-8';\nbody { color: red; }", "CSS"),
        (b".a, .b > td { width: 10px }", "CSS"),
        (b"<?xml version='1.0'?>\n<rss version='2.0'>", "a news feed"),
        (
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>",
            ".docx",
        ),
        (b"<?xml version='1.0' encoding='UTF-8'?><uof:UOF xmlns:uof='x'>", "a UOF document"),
        (b"<?xml version='1.0'?><data/>", "XML data"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><data/>", "XML data"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "SVG"),
        (b"JVBERi0xLjcK", "base64"),
        (b"[InternetShortcut]\r\nURL=http://a.cn/", "a link"),
    ],
)
def test_what_no_reader_takes_is_named_with_what_to_do(data: bytes, said: str) -> None:
    error = refused(data)
    assert error.kind == "unsupported"
    assert said in error.message
    assert "; " in error.message


@pytest.mark.parametrize(
    "text",
    [
        "各位代表：\n现将2023年决算报告如下。",
        "To: 财政局\n关于决算的说明",
        "收件人: 财政局\n主题: 决算\n\n一、收入",
        "项目:金额\n收入:12\n支出:11\n\n合计",
        "function 一词在本文中指职能。",
        "(一)部门职责 {注：略}",
        "let us begin",
        "var. 12",
        "a { b",
    ],
)
def test_text_of_disclosures_is_none_of_them(text: str) -> None:
    assert sniff(text.encode()) == "text/plain"


def test_a_page_that_a_browser_saved_is_no_mail() -> None:
    saved = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.cn/\r\nSubject: x\r\nDate: x\r\n"
    saved += b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n\r\n--x\r\n'
    assert sniff(saved) == "multipart/related"
    assert (
        sniff(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n")
        == "multipart/related"
    )


def test_what_is_looked_at_is_looked_at_once() -> None:
    """A text of remarks without end that never becomes a script or a root costs its length alone."""
    for text in (
        b"<?xml version='1.0'?>" + b"<!---->" * 100_000,
        b"/**/" * 200_000,
        b"a:" * 200_000 + b"{",
        b"//\n" * 99_999,
    ):
        assert sniff(text + b"?") == "text/plain"


@pytest.mark.parametrize("prefix", ["", "ss:"])
def test_excel_as_one_xml_file_is_a_workbook_and_no_web_page(prefix):
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    text = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    text += f'<{prefix}Workbook xmlns="{namespace}">'
    assert sniff(text.encode()) == sniff(text.encode("utf-16")) == "application/vnd.ms-excel"
    assert sniff(f'<html xmlns:x="{namespace}"><body>Workbook'.encode()) == "text/html"


def test_excel_records_without_a_file_around_them_are_a_workbook():
    assert sniff(b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(30)) == "application/vnd.ms-excel"
