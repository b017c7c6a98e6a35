"""The text of a page by its bytes."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.html.page_text import page_text

PROSE = "本年收入合计一千二百万元，比上年增加。"
PAGE = f'<meta charset="utf-8"><p>{PROSE}</p>'


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_decide_whatever_the_page_declares(encoding):
    read = page_text(PAGE.encode(encoding))
    assert (read.text, read.encoding, read.broken) == (PAGE, encoding, 0)


@pytest.mark.parametrize(("mark", "encoding"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le")])
def test_a_byte_order_mark_is_believed(mark, encoding):
    read = page_text(PAGE.encode(mark))
    assert (read.text, read.encoding) == (PAGE, encoding)


def test_a_broken_byte_is_repaired_and_counted():
    data = bytearray(PAGE.encode() * 20)
    data[PAGE.encode().index("年".encode()) + 1] = 0xFF
    read = page_text(bytes(data))
    assert read.encoding == "utf-8"
    assert 1 <= read.broken <= 3
    assert read.text.count(PROSE) == 19


def test_parts_that_a_server_put_together_keep_their_encodings():
    data = "\n".join([PAGE] * 8).encode() + "\n<p>版权所有：某某市财政局</p>".encode("gb18030")
    read = page_text(data)
    assert read.text.endswith("<p>版权所有：某某市财政局</p>")
    assert (read.encoding, read.mixed, read.broken) == ("utf-8", 1, 0)


def test_what_no_encoding_explains_is_damaged():
    with pytest.raises(Unreadable) as caught:
        page_text(b"<p>" + bytes([0xFF, 0x20, 0xFE, 0x0A, 0x80, 0x20]) * 200)
    assert caught.value.kind == "damaged"
