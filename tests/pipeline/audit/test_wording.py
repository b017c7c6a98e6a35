"""Rules on words: every pattern has its examples; here is what becomes of them."""

from __future__ import annotations

import pytest

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
