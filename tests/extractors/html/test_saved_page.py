"""Pages saved with their parts."""

from __future__ import annotations

import base64

import pytest

from extractors.errors import Unreadable
from extractors.html.reader import read_html
from extractors.read import read


def saved(*parts: tuple[str, str, bytes]) -> bytes:
    """A message of parts: location, media type, content."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    body = b"".join(
        f"--B\r\nContent-Location: file:///C:/0/{name}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Type: {kind}\r\n\r\n".encode()
        + base64.encodebytes(content)
        + b"\r\n"
        for name, kind, content in parts
    )
    return head + body + b"--B--\r\n"


def sheet(title: str, amount: str) -> bytes:
    rows = f"<tr><td>项目<td>决算数<tr><td>收入<td>{amount}<tr><td>支出<td>{amount}"
    return f"<html><body><table><tr><td colspan=2>{title}{rows}</table></body></html>".encode("gb18030")


def test_a_page_is_found_among_its_parts():
    page = "<html><body><p>本年支出12.50万元。</p></body></html>".encode()
    document = read(saved(("a.htm", "text/html", page), ("a.png", "image/png", b"\x89PNG")))
    assert document.text == "本年支出12.50万元。\n"
    assert document.place(0, 4).locator == "html:/html/body/p[1]"


def test_sheets_of_a_workbook_come_in_their_order_with_places_of_their_own():
    frames = b'<frameset><frame src="b.files/sheet001.htm"></frameset>'
    document = read(
        saved(
            ("b.htm", "text/html", frames),
            ("b.files/sheet002.htm", "text/html", sheet("支出决算表", "20.00")),
            ("b.files/sheet001.htm", "text/html", sheet("收入决算表", "10.00")),
        )
    )
    assert document.text.index("10.00") < document.text.index("20.00")
    grids = list(document.grids)
    last = grids[1].cells[-1]
    assert last.text == "20.00"
    assert document.place(last.start, last.end).locator == (
        "html:sheet002.htm!/html/body/table[1]/tbody[1]/tr[4]/td[2]"
    )


def test_a_message_without_a_page_is_damaged():
    with pytest.raises(Unreadable) as caught:
        read_html(saved(("a.png", "image/png", b"\x89PNG")), "multipart/related")
    assert caught.value.kind == "damaged"
