"""What is in the file but in no block."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Place, Reject
from extractors.pdf.clipping import Hidden
from extractors.pdf.rejects import page_rejects
from tests.extractors.pdf.printed import content, printed


def test_each_text_is_a_reject_with_its_reason_and_its_box():
    glyphs = printed((0, 100, "甲乙"), (50, 100, "12"), (60, 100, "34"), (0, 300, " "))
    page = content(glyphs, number=7, hidden=Hidden(stretches=((0, 1), (6,))))
    page = replace(page, repeats=((2, 3, 4, 5),))
    assert list(page_rejects(page)) == [
        Reject(
            "read",
            "repeats what the page before prints of this cell",
            Place(7, (50.0, 92.0, 70.0, 102.0), None, None),
            "1234",
        ),
        Reject(
            "read",
            "outside of the visible part of the page",
            Place(7, (0.0, 92.0, 20.0, 102.0), None, None),
            "甲乙",
        ),
    ]


def test_words_keep_their_blanks():
    glyphs = printed((0, 100, "12"), (15, 100, "34"))
    (reject,) = page_rejects(content(glyphs, hidden=Hidden(stretches=((0, 1, 2, 3),))))
    assert reject.raw == "12 34"


def test_a_page_of_which_all_is_seen_has_none():
    assert list(page_rejects(content(printed((0, 100, "甲"))))) == []
