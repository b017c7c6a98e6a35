"""Text files: decoding, line ends, blocks."""

from __future__ import annotations

import codecs
import random

import pytest

from extractors.document import Grid, Paragraph
from extractors.errors import Unreadable
from extractors.text.reader import read_text

PROSE = "第一部分 部门概况\n一、主要职责\n某局负责全区的道路养护工作，2023年度收、支总计1234.56万元。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_the_same_in_every_encoding(encoding: str) -> None:
    assert read_text(PROSE.encode(encoding)).text == PROSE


def test_utf16_big_endian_with_mark() -> None:
    assert read_text(codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be")).text == PROSE


def test_the_receipt_says_what_was_decoded() -> None:
    assert read_text(PROSE.encode("gb18030")).notes == ("decoded from gb18030",)
    assert read_text(PROSE.encode("utf-8")).notes == ()


def test_line_ends_become_line_feeds_and_nothing_else_changes() -> None:
    data = "一、收入\r\n　　2023年\t度 \r\r\n二、支出\n".encode()
    assert read_text(data).text == "一、收入\n　　2023年\t度 \n\n二、支出\n"


def test_paragraphs_are_the_lines_without_the_blanks_around_them() -> None:
    doc = read_text("　　一、收入 \n\n \n2023年".encode())
    assert [doc.text[b.start : b.end] for b in doc.blocks] == ["一、收入", "2023年"]
    assert all(isinstance(b, Paragraph) for b in doc.blocks)


def test_pipe_lines_between_paragraphs_are_a_grid() -> None:
    doc = read_text("目标\n一级指标 |\n二级指标 |\n产出 |\n数量 |\n(二)说明".encode())
    kinds = [type(b) for b in doc.blocks]
    assert kinds == [Paragraph, Grid, Paragraph]
    assert doc.text[doc.blocks[2].start : doc.blocks[2].end] == "(二)说明"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff \n　".encode(), b"\0\0\0"])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        read_text(data)
    assert error.value.kind == "empty"


@pytest.mark.parametrize(
    "data",
    [
        "决算\0报表".encode(),
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        ("\ue000" * 40 + "决算").encode(),
        ("\x01\x02\x03" * 10 + "决算报表").encode(),
        "部門決算報表與預算執行情況說明書，財務總額".encode("big5"),
        b"A report on the r\xe9sum\xe9s of 2023 with " + b"plain words " * 20,
        b"BAFF\xbf\xf7\xa2\xfe\n1 0 obj << /Type /Catalog >> endobj xref trailer",
    ],
    ids=["nul", "all bytes", "png", "private use", "controls", "big5", "latin", "pdf comment"],
)
def test_bytes_without_readable_text_are_binary(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        read_text(data)
    assert error.value.kind == "binary"


def test_random_bytes_are_never_text() -> None:
    source = random.Random(7)
    for size in (50, 500, 5000):
        with pytest.raises(Unreadable):
            read_text(source.randbytes(size))


def test_utf8_with_a_broken_character_is_damaged_and_not_read_as_gb18030() -> None:
    before, after = "第一部分 部门概况".encode(), "，主要职责如下。某局负责全区的道路养护工作。".encode()
    with pytest.raises(Unreadable) as error:
        read_text(before + b"\xff" + after)
    assert error.value.kind == "damaged"
    assert f"byte {len(before)};" in error.value.message


def test_utf8_cut_within_a_character_is_damaged() -> None:
    with pytest.raises(Unreadable) as error:
        read_text(PROSE.encode()[:-1])
    assert error.value.kind == "damaged"


def test_the_message_says_what_to_do() -> None:
    with pytest.raises(Unreadable, match="convert it to UTF-8"):
        read_text(bytes(range(256)))


def test_ascii_is_text() -> None:
    assert read_text(b"| a | b |\n| 1 | 2 |\n").text == "| a | b |\n| 1 | 2 |\n"
