"""Rules on words: every pattern has its examples; here is what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.document import Document, Grid, GridCell, Paragraph
from pipeline.audit.evidence import Evidence
from pipeline.audit.wording import labels, ordinals, wording
from tests.pipeline.audit.drawn import cell, evidence, table
from tests.pipeline.audit.sentences import audited, codes, only, raws


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
