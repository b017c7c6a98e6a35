"""The encodings of text files, at the edges of what is refused."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.text.decoding import decode

PROSE = "某局负责全区的道路养护工作，收、支总计1234.56万元。"


def kind(data: bytes) -> str | None:
    """Why the bytes are refused; null where they are text."""
    try:
        decode(data)
    except Unreadable as error:
        return error.kind
    return None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(encoding: str, name: str) -> None:
    assert decode(PROSE.encode(encoding)) == (PROSE, name)


def test_bytes_that_the_mark_contradicts_are_damaged() -> None:
    with pytest.raises(
        Unreadable, match="the byte order mark says utf-16-le, but byte 2 is invalid"
    ) as error:
        decode(b"\xff\xfe" + "决".encode("utf-16-le") + b"\x00\xd8")
    assert error.value.kind == "damaged"


@pytest.mark.parametrize(("controls", "refused"), [(1, False), (2, True)])
def test_one_stray_control_is_no_proof(controls: int, refused: bool) -> None:
    assert kind((PROSE + "\x01" * controls).encode()) == ("binary" if refused else None)


def test_in_a_long_text_one_control_in_a_thousand_is_borne() -> None:
    text = "决算报表" * 1000
    assert kind((text + "\x01" * 4).encode()) is None
    assert kind((text + "\x01" * 5).encode()) == "binary"


def test_layout_controls_are_text() -> None:
    assert kind((PROSE + "\t\n\r\f\v" * 20).encode()) is None


@pytest.mark.parametrize("char", ["\ue000", "\ufffd", "\uffff"])
def test_two_characters_in_a_hundred_that_no_font_prints_are_borne(char: str) -> None:
    text = "决算" * 49
    assert kind((text + char * 2).encode()) is None
    assert kind((text + char * 3).encode()) == "binary"


def test_a_nul_is_in_no_text() -> None:
    assert kind(f"{PROSE}\0".encode()) == "binary"


def test_stray_high_bytes_in_ascii_are_no_chinese() -> None:
    """Two bytes of Latin-1 are a character of GB18030 too."""
    assert kind(b"budget report " * 10 + "决".encode("gb18030")) == "binary"
    assert kind("budget 决算报表".encode("gb18030")) is None


def test_rare_characters_tell_mojibake() -> None:
    """Four in five characters must be everyday ones."""
    common, rare = "决算报表", "鼯"  # the second is of GB 2312's second level
    assert kind((common + rare).encode("gb18030")) is None
    assert kind((common + rare * 2).encode("gb18030")) == "binary"


def test_signs_of_other_scripts_tell_mojibake() -> None:
    """One in ten characters may be neither Han nor ASCII nor punctuation."""
    assert kind(("决算报表总表附表" * 9 + "й" * 8).encode("gb18030")) is None
    assert kind(("决算报表总表附表" * 9 + "й" * 9).encode("gb18030")) == "binary"


def test_punctuation_of_either_width_is_readable() -> None:
    assert kind("一、决算（报表）：１２３“支出”①②×±".encode("gb18030")) is None


@pytest.mark.parametrize(("damaged", "expected"), [(1, "damaged"), (5, "damaged"), (6, "binary")])
def test_up_to_one_byte_in_twenty_is_damage(damaged: int, expected: str) -> None:
    """Of 100 characters; the bytes are no GB18030 and no UTF-16 either, for their number is odd."""
    text = "决算报表" * 30
    body = text[: 100 - damaged].encode()
    data = body[:30] + b"\xff" * damaged + body[30:]
    assert kind(data) == expected


def test_the_message_counts_the_damage() -> None:
    with pytest.raises(Unreadable, match="UTF-8 text with 1 invalid places, the first at byte 30"):
        decode(("决算报表" * 10).encode()[:30] + b"\xff" + ("决算报表" * 10).encode())
