"""The flow of a document."""

from __future__ import annotations

from extractors.document import Document, Paragraph
from extractors.outline.flow import flow_of
from tests.extractors.outline.outlined import flow

DRAWN = flow((1, "一、收入", 16.0, True), (2, "本年收入增加。", 12.0, False), (2, "#", 30.0, False))


def test_blocks_are_named_by_their_position() -> None:
    assert [DRAWN.raw(number) for number in range(3)] == ["一、收入", "本年收入增加。", "#"]
    assert [DRAWN.page(number) for number in range(3)] == [1, 2, 2]
    mark = DRAWN.mark(0)
    assert mark is not None
    assert (mark.system, DRAWN.mark(1)) == ("cn_dun", None)


def test_the_size_of_the_text_is_that_of_most_characters() -> None:
    assert DRAWN.text_size == 12.0
    assert flow((1, "甲乙", 12.0, False), (1, "丙丁", 14.0, False)).text_size == 14.0
    nearly = ((1, "甲乙丙", 12.04, False), (1, "丁戊", 11.96, False))
    assert flow(*nearly, (1, "己庚辛壬", 14.0, False)).text_size == 12.0
    assert flow("#").text_size is None


def test_pages_with_tables_are_known() -> None:
    assert DRAWN.table_pages == {2}


def test_furniture_is_left_out() -> None:
    text = "页眉\n收入"
    blocks = (Paragraph(0, 2, role="furniture"), Paragraph(3, 5))
    found = flow_of(Document(text, blocks, "application/pdf"))
    assert [found.raw(n) for n in range(len(found.blocks))] == ["收入"]
    assert (found.page(0), found.text_size) == (None, None)
