"""Content streams taken apart: what pdfminer's parser gives for them, in one pass."""

from __future__ import annotations

import random

import pytest
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF

from extractors.pdf.content_stream import content_objects


def of_pdfminer(*streams: bytes) -> list[object]:
    """The objects that pdfminer's own parser finds."""
    parser = PDFContentParser([PDFStream({}, data) for data in streams])
    found: list[object] = []
    while True:
        try:
            found.append(parser.nextobject()[1])
        except PSEOF:
            return found


@pytest.mark.parametrize(
    "data",
    [
        b"q 1 0 0 1 72.5 -.5 cm\nBT /F1 9 Tf (abc) Tj ET Q",
        b"[(a) -120.5 (b) <4e00 9>] TJ",
        rb"(\(a\)\\ \101\7\x\
b) Tj T* (c) ' 1 2 (d) \"",
        b"/MC0 << /MCID 3 /Lang (zh) /A [1 2 << /B true >>] >> BDC EMC",
        b"+12 -7 3. .25 -.5 00.10 1-2 12abc",
        b"/A/B/C[]<<>>/\xe9\xa1\xb5 /\xff scn f* W* n",
        b"",
        b" \x00 \r\n",
    ],
)
def test_objects_are_those_of_pdfminer(data: bytes) -> None:
    found = content_objects([data])
    assert found is not None
    assert repr(found) == repr(of_pdfminer(data))


def test_a_token_ends_with_its_stream() -> None:
    streams = (b"1 2 re", b"f /N", b"ame 12", b"34 l")
    assert repr(content_objects(streams)) == repr(of_pdfminer(*streams))


@pytest.mark.parametrize(
    "data",
    [
        b"BI /W 1 /H 1 ID \x00 EI Q",
        b"(a(b)c) Tj",
        b"(a",
        b"<4e",
        b"[1 2",
        b"1 2] TJ",
        b"<< /A >> BDC",
        b"/A#20B gs",
        b"% a comment\n1 w",
        b"{ 1 }",
        b"- 1 w",
        rb"(\777) Tj",
    ],
)
def test_what_is_rare_or_broken_is_left_to_pdfminer(data: bytes) -> None:
    assert content_objects([data]) is None


def test_any_mixture_of_tokens_is_read_as_pdfminer_reads_it() -> None:
    pieces = [
        *rb"[ ] << >> ( ) \( \12 < > / # - + . 1 23 4.5 Tj T* re true f ' { % BI 4e0 ab".split(),
        b"\x00",
    ]
    source = random.Random(15)
    read = 0
    for _ in range(3_000):
        chosen = [source.choice(pieces) for _ in range(source.randint(1, 8))]
        data = source.choice((b" ", b"", b"\n")).join(chosen) + b" "
        found = content_objects([data])
        if found is not None:
            read += 1
            assert repr(found) == repr(of_pdfminer(data)), data
    assert read > 500
