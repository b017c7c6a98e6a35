"""Which printed lines read on into the next."""

from __future__ import annotations

from functools import partial

import pytest

from extractors.document import Paragraph
from extractors.pdf.paragraphs import PageLines, build_runs, find_furniture
from extractors.pdf.reader import read_pdf
from tests.extractors.pdf import pages
from tests.extractors.pdf.pages import ROWS, pdf, text
from tests.extractors.pdf.printed import lines_of, printed
from tests.extractors.pdf.shown import body


def prose(canvas, lines, top=700.0):
    for k, line in enumerate(lines):
        indent = 24 if line.startswith("  ") else 0
        text(canvas, 60 + indent, top - 20 * k, line.strip())


FULL = "本单位二〇二四年度收入支出均按照规定执行并按时公开全部信息接受社会监督"  # 35 characters


def test_wrapped_lines_are_one_paragraph_and_indented_lines_begin_one():
    def page(canvas):
        prose(canvas, ["  " + FULL, "共计12.5万元。", "  第二段从这里开始，" + FULL[:26], "到此为止。"])

    assert body(read_pdf(pdf(page))) == [
        FULL + "共计12.5万元。",
        "第二段从这里开始，" + FULL[:26] + "到此为止。",
    ]


def test_a_paragraph_goes_on_over_the_page_break_around_page_number_and_running_head():
    def page(canvas, lines, number):
        text(canvas, 60, 810, "某市某局2024年度部门决算", 9)
        prose(canvas, lines)
        text(canvas, 280, 30, f"- {number} -", 9)

    document = read_pdf(
        pdf(
            partial(page, lines=["  甲" + FULL, "  乙" + FULL], number=1),
            partial(page, lines=["共计12.5万元。", "  丙" + FULL], number=2),
            partial(page, lines=["结束。"], number=3),
        )
    )
    assert body(document) == ["甲" + FULL, "乙" + FULL + "共计12.5万元。", "丙" + FULL + "结束。"]
    furniture = [
        document.text[b.start : b.end]
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role == "furniture"
    ]
    assert sorted(f.replace(" ", "") for f in furniture) == [
        "-1-",
        "-2-",
        "-3-",
        *["某市某局2024年度部门决算"] * 3,
    ]


def test_the_heading_of_a_part_does_not_read_on_into_the_title_of_its_first_table():
    """A part's heading reached the margin at the foot of its page; 「一、收支预算总表」 began the next."""

    def first(canvas):
        for y in range(760, 100, -20):
            text(
                canvas, 60, y, "江苏省级单位预算编制的依据主要包括工作任务和发展规划以及公用支出综合定额标准"
            )
        text(canvas, 72, 80, "第二部分　省级单位二〇一七年度部门预算公开表以及部门预算情况的说明和解释")

    def second(canvas):
        text(canvas, 60, 780, "一、收支预算总表")
        pages.strokes(canvas)
        pages.cell_texts(canvas, ROWS)

    assert body(read_pdf(pdf(first, second)))[-2:] == [
        "第二部分 省级单位二〇一七年度部门预算公开表以及部门预算情况的说明和解释",
        "一、收支预算总表",
    ]


def page(*strings, number=1, has_grid=False):
    """A page of 600 by 800 points; full lines of 40 characters end at 500, where others begin at 100."""
    glyphs = printed(*strings)
    return PageLines(number, 600.0, 800.0, glyphs, tuple(lines_of(glyphs)), has_grid)


def paragraphs(*shown):
    """Texts of the paragraphs, furniture in brackets."""
    texts = []
    for run in build_runs(list(shown)):
        joined = "".join(line.text for p, line in run.lines)
        texts.append(f"[{joined}]" if run.furniture else joined)
    return texts


LONG = "一" * 40
"""Fills a line from 100 to 500."""


def test_a_full_line_goes_on_and_a_short_one_ends():
    assert paragraphs(page((100, 200, LONG), (100, 220, "二二"))) == [LONG + "二二"]
    short = "一" * 35
    assert paragraphs(page((100, 200, short + "。"), (100, 220, LONG))) == [short + "。", LONG]


@pytest.mark.parametrize(("length", "goes_on"), [(39, True), (38, False)])
def test_a_line_that_ends_a_sentence_is_full_when_the_next_word_and_six_tenths_would_not_fit(length, goes_on):
    first = "一" * (length - 1) + "。"
    shown = page((100, 180, LONG), (100, 200, first), (100, 220, "二" * 40))
    assert len(paragraphs(shown)) == (1 if goes_on else 2)


@pytest.mark.parametrize(("length", "goes_on"), [(36, True), (35, False)])
def test_where_no_sentence_ends_three_and_a_half_ems_may_be_left(length, goes_on):
    shown = page((120, 160, LONG[:38]), (100, 180, "一" * length), (110, 200, "二" * 39))
    assert len(paragraphs(shown)) == (1 if goes_on else 2)


@pytest.mark.parametrize(
    ("before", "after", "left", "goes_on"),
    [
        ("一" * 31, "二" * 10, 100, True),  # a word is broken, however much room there was
        ("一" * 30, "二" * 10, 100, False),  # half of the page is a heading
        ("一" * 31, "二" * 10, 110, False),  # what is set in begins anew
        ("一" * 30 + "。", "二" * 10, 100, False),
        ("一" * 31, "12" + "二" * 9, 100, False),  # a number is never broken off a word
    ],
)
def test_a_long_line_that_ends_no_sentence_goes_on_at_the_very_left(before, after, left, goes_on):
    shown = page((100, 160, LONG + "。"), (100, 180, before), (left, 200, after), (100, 240, LONG))
    assert (before + after in "|".join(paragraphs(shown))) is goes_on


def test_a_line_between_dashes_at_the_end_of_a_page_is_its_number_wherever_it_stands():
    shown = page((100, 200, LONG), (290, 640, "—5—")), page((100, 40, "二二。"), number=2)
    assert paragraphs(*shown) == [LONG + "二二。", "[—5—]"]
    assert paragraphs(page((100, 200, LONG), (290, 560, "—5—"))) == [LONG, "—5—"]


def test_last_lines_that_count_the_pages_in_one_place_are_their_numbers():
    def pages(*marks):
        return [page((100, 200, LONG), (290, 640, m), number=n) for n, m in enumerate(marks, 11)]

    assert find_furniture(pages("(3)", "(4)")) == {(0, 1), (1, 1)}
    assert find_furniture(pages("(3)", "(3)")) == set()
    assert find_furniture(pages("(3)")) == set()
    apart = [page((100, 200, LONG), (290, y, m), number=n) for y, m, n in ((640, "3", 1), (660, "4", 2))]
    assert find_furniture(apart) == set()


def test_the_first_word_of_the_next_line_is_what_would_have_to_fit():
    """A number of eight digits is 40 points wide: it did not fit behind 37 characters."""
    shown = page((100, 180, "一" * 36 + "。"), (100, 200, "12345678" + "二" * 36))
    assert len(paragraphs(shown)) == 1
    shown = page((100, 180, "一" * 36 + "。"), (100, 200, "12" + "二" * 39))
    assert len(paragraphs(shown)) == 2


@pytest.mark.parametrize(("left", "goes_on"), [(112, True), (113, False)])
def test_a_line_further_in_than_twelve_tenths_of_an_em_begins_a_paragraph(left, goes_on):
    lines = [(100, 100 + 20 * k, LONG) for k in range(10)]
    shown = page(*lines, (left, 300, "二"))
    assert len(paragraphs(shown)) == (1 if goes_on else 2)


@pytest.mark.parametrize(("drop", "goes_on"), [(26, True), (26.1, False)])
def test_lines_of_a_paragraph_stand_close_enough(drop, goes_on):
    assert len(paragraphs(page((100, 200, LONG), (100, 200 + drop, "二")))) == (1 if goes_on else 2)


def test_a_mark_begins_a_paragraph_unless_the_line_above_had_to_break():
    assert paragraphs(page((100, 200, LONG[1:] + "。"), (100, 220, "（一）收入"))) == [
        LONG[1:] + "。",
        "（一）收入",
    ]
    assert len(paragraphs(page((100, 200, LONG), (100, 220, "1.5万元")))) == 1
    assert len(paragraphs(page((100, 200, LONG), (100, 220, "1、收入")))) == 1
    assert len(paragraphs(page((100, 200, LONG), (100, 220, "二" * 40), (100, 240, "1、收入")))) == 1
    assert len(paragraphs(page((100, 200, "第一部分" + LONG[4:]), (100, 220, "1、收入")))) == 2
    assert (
        len(paragraphs(page((100, 200, LONG), (100, 220, "第一部分" + LONG[4:]), (100, 240, "1、收入")))) == 1
    )


def test_an_entry_of_a_table_of_contents_never_reads_on():
    assert len(paragraphs(page((100, 200, "一" * 30 + "……" * 5), (100, 220, "二")))) == 2


def test_columns_side_by_side_do_not_read_on():
    assert len(paragraphs(page((100, 200, LONG), (100, 220, "二二"), (300, 220, "三")))) == 2


def test_lines_of_another_size_do_not_read_on():
    pages_of_two_sizes = page((100, 200, LONG))
    assert len(build_runs([pages_of_two_sizes])) == 1


def test_a_grid_ends_a_paragraph_and_so_does_a_page_between():
    assert len(paragraphs(page((100, 700, LONG)), page((100, 110, "二"), number=2))) == 1
    assert len(paragraphs(page((100, 700, LONG), has_grid=True), page((100, 110, "二"), number=2))) == 2
    assert len(paragraphs(page((100, 700, LONG)), page(number=2), page((100, 110, "二"), number=3))) == 2


def test_page_numbers_are_furniture_at_the_foot_and_at_the_top_only_as_the_first_line():
    assert paragraphs(page((100, 400, LONG), (290, 780, "12"))) == [LONG, "[12]"]
    assert paragraphs(page((290, 30, "12"), (100, 400, LONG))) == ["[12]", LONG]
    assert find_furniture([page((100, 30, "甲"), (290, 50, "12"), (100, 400, LONG))]) == set()
    assert find_furniture([page((100, 400, LONG), (290, 420, "12"))]) == set()


@pytest.mark.parametrize(("baseline", "is_furniture"), [(93.9, True), (94.1, False)])
def test_the_margin_is_twelve_hundredths_of_the_page(baseline, is_furniture):
    """The line's bottom lies two points below its baseline."""
    assert bool(find_furniture([page((290, baseline, "12"))])) is is_furniture


@pytest.mark.parametrize(("baseline", "is_furniture"), [(711.9, False), (712.1, True)])
def test_so_is_that_at_the_foot(baseline, is_furniture):
    assert bool(find_furniture([page((100, 300, "甲"), (290, baseline, "12"))])) is is_furniture


def heads(n, others=0, *, in_grids=0):
    return [
        *(page((100, 30, "某局决算"), (100, 400, "甲")) for _ in range(n)),
        *(page((100, 30, "某局决算"), (100, 400, "甲"), has_grid=True) for _ in range(in_grids)),
        *(page((100, 400, "乙")) for _ in range(others)),
    ]


def test_a_running_head_stands_on_three_pages_of_prose_and_on_a_quarter_of_them():
    assert find_furniture(heads(3)) == {(0, 0), (1, 0), (2, 0)}
    assert find_furniture(heads(2)) == set()
    assert find_furniture(heads(2, in_grids=5)) == set()
    assert len(find_furniture(heads(3, 9))) == 3
    assert find_furniture(heads(3, 10)) == set()
    assert len(find_furniture(heads(3, in_grids=2))) == 5


def test_a_short_line_in_the_middle_of_the_page_is_centred():
    lines = [(100, 100 + 20 * k, LONG) for k in range(10)]
    runs = build_runs([page(*lines, (280, 400, "说明甲乙"))])
    assert [run.centred for run in runs] == [False, True]
    off = build_runs([page(*lines, (293, 400, "说明甲乙"))])
    assert [run.centred for run in off] == [False, False]


@pytest.mark.parametrize(("left", "goes_on"), [(116.9, True), (117.1, False)])
def test_a_line_of_a_block_begins_where_the_line_above_it_does(left, goes_on):
    """Within half an em; the line above begins at 112."""
    lines = [(100, 100 + 20 * k, LONG) for k in range(10)]
    block = ((130, 400, "三" * 37), (112, 420, "三" * 39), (left, 440, "三三"))
    assert len(paragraphs(page(*lines, *block))) == (2 if goes_on else 3)


def test_only_a_line_that_ends_no_sentence_goes_on_in_a_block():
    lines = [(100, 100 + 20 * k, LONG) for k in range(10)]
    block = ((130, 400, "三" * 37), (112, 420, "三" * 38 + "。"), (115, 440, "三三"))
    assert len(paragraphs(page(*lines, *block))) == 3


@pytest.mark.parametrize(("end", "goes_on"), [("三", True), ("1", False)])
def test_a_narrow_justified_block_goes_on_though_its_lines_are_not_full(end, goes_on):
    """The number of the second line did not fit behind the first; both end at 450, or one at 445."""
    lines = [(100, 100 + 20 * k, LONG) for k in range(10)]
    second = "1234567890" + "三" * 29 + end
    block = ((100, 400, "三" * 34 + "。"), (100, 420, second), (100, 440, "三三"))
    shown = page(*lines, *block)
    first, *_ = (run for run in build_runs([shown]) if run.lines[0][1].baseline == 400)
    assert len(first.lines) == (3 if goes_on else 2)
