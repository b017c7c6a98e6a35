"""Rules on words: every pattern has its examples; here is what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.document import Document, Grid, GridCell, Paragraph
from pipeline.audit.evidence import Evidence
from pipeline.audit.wording import labels, ordinals, wording
from tests.pipeline.audit.drawn import cell, document, evidence, table
from tests.pipeline.audit.sentences import audited, codes, only, raws


def test_a_sentence_that_opens_a_list_is_not_empty() -> None:
    text = "三、情况说明\n\n某市教育局部门预算包括：。\n\n{after}\n"
    assert "EMPTY_STATEMENT" not in codes(text.format(after="1.某市第一中学"))
    assert "EMPTY_STATEMENT" in codes(text.format(after="某市教育局的职责是管理教育。"))


@pytest.mark.parametrize(
    ("sentence", "code", "shown", "severity"),
    [
        ("比上年增加（减少）0万元。", "TEMPLATE_RESIDUE", "增加（减少）", "warning"),
        ("无政府性基金收支的，仍保留该表格式，并在本表下方作下述说明：", "TEMPLATE_RESIDUE", None, "warning"),
        ("比上年增加314.25万元万元，主要是人员变化。", "DOUBLED_WORD", "万元万元", "warning"),
        (
            "2024年度支出增加1193.20万元，增长13.95。主要原因是项目增加。",
            "UNIT_MISSING",
            "增长13.95",
            "warning",
        ),
        ("某市教育局部门预算包括：。", "EMPTY_STATEMENT", None, "warning"),
        ("预算数3,623.98为万元。", "UNIT_MISPLACED", "3,623.98为万元", "warning"),
        ("支出比上年增加-5万元。", "DOUBLE_NEGATIVE", "增加-5万元", "warning"),
        ("支出完成。。", "PUNCTUATION", None, "info"),
    ],
)
def test_a_slip_of_words(sentence: str, code: str, shown: str | None, severity: str) -> None:
    text = f"三、情况说明\n\n{sentence}\n"
    found = only(text, code)
    assert found.severity == severity
    if shown is not None:
        assert raws(text, code) == [shown]


def test_clean_sentences_say_nothing() -> None:
    text = "三、情况说明\n\n2024年度支出100.00万元，主要包括：基本工资、津贴补贴。具体情况如下。\n"
    assert codes(text) == []


def test_one_rule_is_one_finding_with_all_its_places() -> None:
    text = "三、情况说明\n\n收入增加（减少）0万元。\n\n支出增加（减少）0万元，下降（增长）0%。\n"
    assert raws(text, "TEMPLATE_RESIDUE") == ["增加（减少）", "增加（减少）", "下降（增长）"]


def test_bold_type_that_is_drawn_twice_is_no_doubled_word() -> None:
    text = "三、情况说明\n\n新新建建基基站站万万元元万元万元以以上上的的项项目目。\n"
    report, _ = audited(text)
    assert [f for f in report.findings if f.code == "DOUBLED_WORD"] == []


ROWS = (
    "".join(f"{n} | 第{n}项 | 1.00 |\n" for n in range(1, 28)) + "39 | 第28项 | 1.00 |\n29 | 末项 | 1.00 |\n"
)


def test_one_ordinal_that_does_not_follow() -> None:
    text = f"项目支出表\n单位：万元\n\n序号 | 项目 | 金额 |\n{ROWS}"
    found = only(text, "ORDINAL_SLIP")
    assert (found.printed, found.computed) == ("39", "28")


def test_numbers_that_are_no_ordinals() -> None:
    rows = "".join(f"{n * 7 % 13} | 第{n}项 | 1.00 |\n" for n in range(1, 28))
    assert "ORDINAL_SLIP" not in codes(f"项目支出表\n单位：万元\n\n得分 | 项目 | 金额 |\n{rows}")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", True),
        ("甲甲乙乙丙丙", "", True),
        ("甲甲乙乙丙丙丁丁", "", False),
        ("", "甲甲乙乙丙丙丁丁", False),
        ("", "甲甲乙乙丙丙", True),
    ],
)
def test_four_doubled_characters_around_are_bold_type(before: str, after: str, found: bool) -> None:
    assert bool(list(wording(evidence(f"{before}增加5万元万元{after}")))) is found


def test_doubled_characters_far_away_are_another_matter() -> None:
    for text in (f"甲甲乙乙丙丙丁丁{'—' * 30}增加5万元万元", f"增加5万元万元{'—' * 30}甲甲乙乙丙丙丁丁"):
        assert [f.code for f in wording(evidence(text))] == ["DOUBLED_WORD"]


@pytest.mark.parametrize(("length", "found"), [(12, True), (11, False)])
def test_only_long_cells_are_read_and_by_some_rules(length: int, found: bool) -> None:
    residue = "（按照“某表填写）".ljust(length, "。")
    cell = GridCell(0, 0, residue, 0, len(residue))
    document_ = Document(residue, (Grid(0, len(residue), 1, 1, (cell,)),), "text/plain")
    notes = [f.code for f in wording(evidence(residue, document=document_))]
    assert notes == ["TEMPLATE_RESIDUE"] * found
    doubled = "增加5万元万元。增加5万元。"
    cell = GridCell(0, 0, doubled, 0, len(doubled))
    in_grid = Document(doubled, (Grid(0, len(doubled), 1, 1, (cell,)),), "text/plain")
    assert list(wording(evidence(doubled, document=in_grid))) == []


def labelled(*texts: str) -> list[tuple[str, str, str]]:
    return [(f.code, f.printed or "", f.computed or "") for f in labels(evidence("\n".join(texts)))]


def test_one_number_of_another_form_than_its_sisters() -> None:
    sisters = ("公开01表", "公开02表", "公开03表", "公开04表")
    assert labelled(*sisters, "表5") == [("TITLE_WORDING", "表5", "公开01表")]
    assert labelled(*sisters[:3], "表5") == []
    assert labelled(*sisters, "表5", "表5") == [("TITLE_WORDING", "表5", "公开01表")]
    assert labelled(*sisters, "表5", "表6") == []
    assert labelled(*sisters, f"表5{'说明' * 20}") == []


def paged(*pages: int) -> Evidence:
    """A label on a line of its own on each page given, and a line of text behind it on the next."""
    text, numbers, blocks = "", list[int](), list[Paragraph]()
    for n, page in enumerate(pages):
        for line, at in ((f"公开0{n + 1}表", n + 1), ("部门支出", page)):
            blocks.append(Paragraph(len(text), len(text) + len(line)))
            text += line
            numbers += [at] * len(line)
    boxes = np.zeros((len(text), 4), dtype=np.float32)
    read = Document(
        text, tuple(blocks), "text/plain", char_page=np.array(numbers, dtype=np.int16), char_box=boxes
    )
    return evidence(text, document=read)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ((1, 2, 3, 4), []),
        ((1, 3, 3, 4), [("HEADING_APART", "公开02表")]),
        ((2, 3, 3, 4), []),
        ((1, 4, 3, 4), []),
        ((1, 3, 3), []),
    ],
)
def test_one_number_on_the_page_before_its_table(
    pages: tuple[int, ...], found: list[tuple[str, str]]
) -> None:
    assert [(f.code, f.printed) for f in labels(paged(*pages))] == found


def column(*numbers: int) -> list[tuple[str, str]]:
    cells = [cell(str(n), row, 0) for row, n in enumerate(numbers)]
    found = ordinals(evidence(tables=[table(*cells)]))
    return [(f.printed or "", f.computed or "") for f in found]


def test_ordinals_need_a_column_of_nine() -> None:
    assert column(1, 2, 3, 4, 8, 6, 7, 8, 9) == [("8", "5")]
    assert column(1, 2, 3, 4, 8, 6, 7, 8) == []
    assert column(1, 2, 3, 4, 5, 6, 7, 8, 9) == []
    assert column(1, 2, 3, 4, 6, 7, 8, 9, 10) == []
    assert column(*range(995, 1000), 999, *range(1001, 1006)) == []


@pytest.mark.parametrize(("between", "found"), [(13, False), (14, True)])
def test_the_24_characters_before_and_behind_are_looked_at(between: int, found: bool) -> None:
    """Eight doubled characters, then `between` others and `增加5`, or `。`, beside `万元万元`."""
    before = f"甲甲乙乙丙丙丁丁{'—' * between}增加5万元万元。"
    behind = f"增加5万元万元。{'—' * (between + 2)}甲甲乙乙丙丙丁丁"
    for text in (before, behind):
        assert bool(list(wording(evidence(text)))) is found


def test_doubled_marks_are_no_bold_type() -> None:
    assert [f.code for f in wording(evidence("——、、……！！增加5万元万元"))] == ["DOUBLED_WORD"]


def test_cells_are_read_by_every_rule_that_reads_cells() -> None:
    residue = "无政府性基金收支的，仍保留该表格式，并在本表下方作下述说明："
    cells = [GridCell(0, 0, "短", 0, 1), GridCell(0, 1, residue, 1, 1 + len(residue))]
    text = "短" + residue
    read = Document(text, (Grid(0, len(text), 1, 2, tuple(cells)),), "text/plain")
    assert [f.code for f in wording(evidence(text, document=read))] == ["TEMPLATE_RESIDUE"]


def test_furniture_is_not_read() -> None:
    text = "增加5万元万元"
    read = Document(text, (Paragraph(0, len(text), "furniture"),), "text/plain")
    assert list(wording(evidence(text, document=read))) == []


def test_the_first_printing_of_a_rule_is_shown() -> None:
    (found,) = wording(evidence("收入增加（减少）0万元。\n支出下降（增长）0%。"))
    assert (found.printed, [p.start for p in found.places]) == ("增加（减少）", [2, 15])


SISTERS = ("公开01表", "公开02表", "公开03表", "公开04表")


@pytest.mark.parametrize(("length", "found"), [(40, True), (41, False)])
def test_a_short_paragraph_may_begin_with_the_number_of_a_table(length: int, found: bool) -> None:
    other = "表5 ".ljust(length, "说")
    assert bool(labelled(*SISTERS, other)) is found


@pytest.mark.parametrize(("row", "found"), [(0, True), (1, True), (2, False)])
def test_the_first_two_rows_of_a_grid_may_have_the_number_of_a_table(row: int, found: bool) -> None:
    text = "\n".join((*SISTERS, ""))
    start = len(text)
    cells = (GridCell(0, 0, "", start, start), GridCell(row, 1, "表5", start, start + 2))
    read = document(text, Grid(start, start + 2, 3, 2, cells))
    whole = Document(text + "表5", read.blocks, "text/plain")
    found_ = [(f.code, f.printed) for f in labels(evidence(document=whole))]
    assert found_ == ([("TITLE_WORDING", "表5")] if found else [])


def test_three_numbers_in_all_are_too_few() -> None:
    assert labelled(*SISTERS[:3], "表5", "表5") == []


def blocks_on_pages(*lines: tuple[str, int]) -> Evidence:
    """Paragraphs, each with its page."""
    text, numbers, blocks = "", list[int](), list[Paragraph]()
    for line, page in lines:
        blocks.append(Paragraph(len(text), len(text) + len(line)))
        text += line
        numbers += [page] * len(line)
    boxes = np.zeros((len(text), 4), dtype=np.float32)
    read = Document(
        text, tuple(blocks), "text/plain", char_page=np.array(numbers, dtype=np.int16), char_box=boxes
    )
    return evidence(text, document=read)


def apart(*lines: tuple[str, int]) -> list[tuple[str, str, list[int | None]]]:
    told = [("公开01表", 5), ("支出", 5), ("公开02表", 6), ("支出", 6), ("公开03表", 7), ("支出", 7)]
    return [
        (f.code, f.message_zh, [p.page for p in f.places])
        for f in labels(blocks_on_pages(*lines, *told))
        if f.code == "HEADING_APART"
    ]


def test_a_page_number_between_a_number_and_its_table_does_not_count() -> None:
    ((_, message, pages),) = apart(("公开09表", 1), ("- 1 -", 1), ("支出", 2))
    assert pages == [1, 2]
    assert "2" in message
    assert apart(("公开09表", 1), ("说明", 1), ("支出", 2)) == []


def test_a_number_with_words_behind_it_or_at_the_end_has_no_table_to_leave() -> None:
    assert apart(("公开09表 支出", 1), ("支出", 2)) == []
    last = blocks_on_pages(*((f"公开0{n}表", n) for n in range(1, 5)))
    assert [f.code for f in labels(last)] == []


def test_the_middle_of_what_stands_behind_tells_its_page() -> None:
    read = blocks_on_pages(
        ("公开01表", 1), ("支", 1), ("出总表", 2), *((s, 3) for s in SISTERS[1:]), ("末", 3)
    )
    first, *rest = read.document.blocks
    joined = Paragraph(rest[0].start, rest[1].end)
    blocks = (first, joined, *rest[2:])
    where = read.document
    whole = Document(where.text, blocks, "text/plain", char_page=where.char_page, char_box=where.char_box)
    (found,) = labels(evidence(where.text, document=whole))
    assert (found.code, found.printed, [p.page for p in found.places]) == (
        "HEADING_APART",
        "公开01表",
        [1, 2],
    )
    assert (found.places[1].start, found.places[1].end) == (7, 8)


def test_ordinals_at_both_ends_of_a_column() -> None:
    assert column(1, 9, 3, 4, 5, 6, 7, 8, 9) == [("9", "2")]
    assert column(1, 2, 3, 4, 5, 6, 7, 1, 9) == [("1", "8")]
    assert column(5, 2, 3, 4, 5, 6, 7, 8, 9) == []
    assert column(1, 2, 3, 4, 5, 6, 7, 8, 3) == []
    assert column(1, 2, 3, 4, 8, 6, 7, 8, 10) == []


def test_columns_of_ordinals_are_read_from_top_to_bottom_and_one_by_one() -> None:
    numbers = (1, 2, 3, 4, 8, 6, 7, 8, 9)
    cells = [cell(str(n), row, col) for col in (1, 3) for row, n in enumerate(numbers)]
    cells += [cell("名称", row, 2) for row in range(9)] + [cell("ab", 0, 4), cell("１", 0, 4)]
    (first, second) = ordinals(evidence(tables=[table(*reversed(cells))]))
    assert (first.printed, second.printed) == ("8", "8")
    assert {first.places[0].start, second.places[0].start} == {1041, 1043}


def test_short_columns_do_not_hide_the_next_ones() -> None:
    few = [cell(str(n), n, 0) for n in range(3)]
    many = [cell(str(n), row, 1) for row, n in enumerate((1, 2, 3, 4, 8, 6, 7, 8, 9))]
    assert len(list(ordinals(evidence(tables=[table(*few, *many)])))) == 1


def test_numbers_of_three_digits_may_be_ordinals() -> None:
    assert column(*range(101, 105), 999, *range(106, 111)) == [("999", "105")]


def test_digits_of_another_script_are_no_ordinals() -> None:
    cells = [cell(n, row, 0) for row, n in enumerate("１２３４８６７８９")]
    assert list(ordinals(evidence(tables=[table(*cells)]))) == []


def test_a_short_cell_late_in_the_text_is_not_read() -> None:
    short, before = "（按“某”填写）", "。" * 20
    text = before + short
    cell_ = GridCell(0, 0, short, len(before), len(text))
    read = Document(text, (Grid(len(before), len(text), 1, 1, (cell_,)),), "text/plain")
    assert list(wording(evidence(text, document=read))) == []


def test_the_last_table_of_a_document_may_stand_apart() -> None:
    lines = [*((name, n) for n, name in enumerate(SISTERS, 1)), ("支出", 5)]
    (found,) = labels(
        blocks_on_pages(("说明", 1), *((s, 1) for s, _ in lines[:3]), ("公开04表", 4), lines[-1])
    )
    assert (found.code, found.printed) == ("HEADING_APART", "公开04表")
