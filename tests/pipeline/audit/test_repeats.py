"""One figure printed twice: in a sentence and in a table, or in two sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Check, Fact, Quantity
from pipeline.audit.repeats import one_digit_apart, repeats
from tests.pipeline.audit.drawn import evidence, printed, stated, table
from tests.pipeline.audit.sentences import codes, only, raws, results

TABLE = """表五 一般公共预算财政拨款支出决算表
单位：万元

项目 | 本年支出 |
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
合计 | 2940.05 | 2336.91 | 603.14 |
"""


def text(total: str, again: str = "") -> str:
    """A table of fiscal totals in a text export, and sentences that repeat its figures."""
    told = f"五、一般公共预算财政拨款支出决算情况说明\n\n2024年度一般公共预算财政拨款支出决算{total}，"
    told += "主要用于以下方面。\n"
    if again:
        told += (
            f"\n六、一般公共预算财政拨款支出决算具体情况\n\n2024年度一般公共预算财政拨款支出决算{again}。\n"
        )
    return told


def test_two_sentences_that_agree_give_checks_and_no_finding() -> None:
    whole = text("2940.05万元", "2,940.05万元")
    assert results(whole, "N01") == ["pass"]
    assert codes(whole) == []


@pytest.mark.parametrize(
    ("again", "code"),
    [
        ("2940.05元", "UNIT_SLIP"),
        ("29400.5万元", "UNIT_SLIP"),
        ("2490.05万元", "DIGIT_SLIP"),
        ("2840.05万元", "DIGIT_SLIP"),
        ("22940.05万元", "DIGIT_SLIP"),
    ],
)
def test_two_sentences_that_do_not(again: str, code: str) -> None:
    assert codes(text("2940.05万元", again), "warning") == [code]
    assert raws(text("2940.05万元", again), code) == [again, "2940.05万元"]


def test_two_figures_that_no_slip_explains_may_be_of_two_things() -> None:
    whole = text("2940.05万元", "3712.77万元")
    assert codes(whole, "info") == ["REPEAT_MISMATCH"]
    assert raws(whole, "REPEAT_MISMATCH") == ["3712.77万元", "2940.05万元"]


def test_rounding_and_the_last_digit() -> None:
    assert results(text("2940.05万元", "2940.1万元"), "N01") == ["pass_rounding"]
    assert codes(text("2940.05万元", "2940.1万元")) == []
    assert codes(text("2940.05万元", "2940.06万元")) == ["LAST_DIGIT"]
    assert only(text("2940.05万元", "2940.06万元"), "LAST_DIGIT").severity == "info"


def test_a_difference_that_the_sentence_explains_is_no_finding() -> None:
    whole = text("2940.05万元") + (
        "\n六、一般公共预算财政拨款支出决算具体情况\n\n2024年度一般公共预算财政拨款支出决算3000.05万元，"
        "较上年增加，原因是上年结转60.00万元。\n"
    )
    assert "REPEAT_MISMATCH" not in codes(whole)


def test_numbers_one_digit_apart() -> None:
    assert one_digit_apart("88736", "8736")
    assert not one_digit_apart("88736", "8637")
    assert not one_digit_apart("11", "12")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("123", "124", True),
        ("12", "13", False),
        ("123", "123", False),
        ("123", "132", True),
        ("123", "321", False),
        ("1234", "1243", True),
        ("1234", "2143", False),
        ("1234", "123", True),
        ("1234", "234", True),
        ("1234", "432", False),
        ("12345", "123", False),
        ("1203", "1302", False),
    ],
)
def test_one_digit(one: str, other: str, apart: bool) -> None:
    assert one_digit_apart(one, other) is apart
    assert one_digit_apart(other, one) is apart


SENTENCE = "一般公共预算财政拨款支出2940.05万元"
MEASURE = "gpb.expenditure"


def sentence(value: str = "2940.05", text: str = SENTENCE, **more: object) -> Fact:
    fact = stated(text, "2940.05万元", measure=MEASURE, **{"duplicate_of": 0, **more})
    return replace(fact, value=Decimal(value), value_yuan=Decimal(value) * 10000, value_raw=value)


def run(*facts: Fact, text: str = SENTENCE, **more: object) -> list[Check]:
    return list(repeats(evidence(text, facts, [table()], **more)))


BEST = printed("2940.05", MEASURE)


@pytest.mark.parametrize(
    ("value", "result", "finding"),
    [
        ("2940.05", "pass", "N01"),
        ("2940.06", "pass_rounding", "N01"),
        ("2940.07", "fail", "N01"),
        ("29400.5", "fail", "UNIT_SLIP"),
        ("2490.05", "fail", "DIGIT_SLIP"),
        ("2940.15", "fail", "DIGIT_SLIP"),
        ("2940.14", "fail", "N01"),
        ("3712.77", "fail", "N01"),
    ],
)
def test_a_sentence_against_a_table(value: str, result: str, finding: str) -> None:
    (check,) = run(BEST, sentence(value))
    assert (check.code, check.result, check.finding) == ("N01", result, finding)
    assert (check.lhs_facts, check.rhs_facts) == ((1,), (0,))
    assert check.severity == ("error" if result == "fail" else "info")
    assert (check.printed, check.computed) == (f"{value}万元", "2940.05万元")


@pytest.mark.parametrize(
    "change",
    [
        {"duplicate_of": None},
        {"source_kind": "form"},
        {"value_yuan": None},
        {"role": "change_yoy"},
        {"role": "share"},
    ],
)
def test_what_is_no_printing_of_an_amount_is_not_compared(change: dict[str, object]) -> None:
    assert run(BEST, replace(sentence("1.00"), **change)) == []
    assert run(replace(BEST, value_yuan=None, value=None), sentence("1.00")) == []


def test_the_figure_of_another_total_is_another_scope() -> None:
    other = printed("3712.77", "expenditure.total")
    (check,) = run(BEST, sentence("3712.77"), other)
    assert (check.finding, "3712.77万元是" in check.message_zh) == ("SCOPE_SLIP", True)
    (check,) = run(BEST, sentence("3712.77"), replace(other, role="initial_budget"))
    assert check.finding == "N01"
    (check,) = run(BEST, sentence("3712.77"), replace(other, item_label="甲"))
    assert check.finding == "N01"
    near = printed("2942.89", "expenditure.total")
    (check,) = run(BEST, sentence("2942.89"), near)
    assert check.finding == "N01"
    (check,) = run(
        BEST, sentence("2943.19"), replace(near, value=Decimal("2943.19"), value_yuan=Decimal(29431900))
    )
    assert check.finding == "SCOPE_SLIP"


def test_what_a_sentence_explains_is_no_contradiction() -> None:
    text = f"{SENTENCE}，加上结转60.00万元"
    start = text.index("60.00")
    amount = Decimal("60.00")
    sixty = Quantity(
        Place(1, None, start, start + 7), None, "amount", "60.00", "万元", 2, amount, amount * 10000, "body"
    )
    (check,) = run(BEST, sentence("3000.05", text), text=text, quantities=(sixty,))
    assert check.result == "not_applicable"
    (check,) = run(BEST, sentence("3000.06", text), text=text, quantities=(sixty,))
    assert check.result == "fail"


@pytest.mark.parametrize(
    ("words", "confidence"),
    [
        ("本部门一般公共预算财政拨款支出", 1.0),
        ("扣除一次性项目后支出", 0.5),
        ("某甲乙丙丁支出", 0.5),
        ("某甲乙丙支出", 1.0),
    ],
)
def test_words_before_a_figure_may_narrow_it(words: str, confidence: float) -> None:
    text = f"{words}2940.05万元"
    (check,) = run(BEST, sentence("1234.56", text), text=text)
    assert (check.result, check.confidence) == ("fail", confidence)
    (coded,) = run(BEST, sentence("1234.56", text, function_code="201"), text=text)
    assert coded.confidence == (0.5 if "扣除" in words else 1.0)


def test_a_sentence_against_another_one_is_a_warning() -> None:
    first = replace(sentence(), duplicate_of=None)
    (check,) = run(first, sentence("3712.77"))
    assert (check.severity, check.finding) == ("warning", "REPEAT_MISMATCH")


def test_fiscal_money_of_a_code_that_no_fund_has_is_general_public_money() -> None:
    cell = printed("10.00", MEASURE, function_code="2080505")
    told = replace(
        sentence("12.00"), measure="fiscal.expenditure", function_code="2080505", duplicate_of=None
    )
    assert [c.result for c in run(cell, told)] == ["fail"]
    fund = printed("1.00", "gov_fund.expenditure", function_code="2080505")
    assert run(cell, told, fund) == []
    assert run(cell, told, replace(cell, value_yuan=Decimal(1))) == []
    assert run(replace(cell, economic_code="301"), told) == []
    assert run(cell, replace(told, function_code="2080506")) == []
    assert run(cell, replace(told, value_year=2020)) == []


@pytest.mark.parametrize("digits", [1, 2, 3, 4, 8])
def test_a_factor_of_ten_is_a_wrong_unit(digits: int) -> None:
    factor = 10**digits
    small = sentence("2940.05")
    large = printed("2940.05", MEASURE, value=BEST.value and BEST.value * factor)
    large = replace(large, value_yuan=large.value and large.value * 10000)
    for best, told in (
        (large, small),
        (replace(BEST, value_yuan=small.value_yuan), sentence(str(large.value))),
    ):
        (check,) = run(best, told)
        assert (check.result, check.finding) == ("fail", "UNIT_SLIP")
        assert f"相差{factor}倍" in check.message_zh


@pytest.mark.parametrize("digits", [5, 6, 7, 9])
def test_other_powers_of_ten_are_no_unit(digits: int) -> None:
    (check,) = run(BEST, sentence(str(Decimal("2940.05") * 10**digits)))
    assert check.finding != "UNIT_SLIP"


@pytest.mark.parametrize(
    ("value", "finding"), [("29400.55", "UNIT_SLIP"), ("29400.555", "UNIT_SLIP"), ("29400.56", "DIGIT_SLIP")]
)
def test_rounding_counts_in_a_wrong_unit(value: str, finding: str) -> None:
    """Half a hundredth ten times, and half a hundredth."""
    assert run(BEST, sentence(value))[0].finding == finding
    assert (
        run(replace(BEST, value=Decimal(value), value_yuan=Decimal(value) * 10000), sentence())[0].finding
        == finding
    )


def test_nothing_is_no_wrong_unit_of_something() -> None:
    (check,) = run(BEST, sentence("0.00"))
    assert (check.result, check.finding) == ("fail", "N01")


def test_a_difference_is_shown_with_both_pages() -> None:
    told = replace(sentence("3712.77"), place=replace(sentence().place, page=7))
    (check,) = run(replace(BEST, place=Place(9, None, None, None)), told)
    assert "正文（第7页）印为3712.77万元，表中（第9页）为2940.05万元" in check.message_zh
    assert check.message_zh.endswith("2940.05万元")
    assert check.formula == "gpb.expenditure = gpb.expenditure"
    (right,) = run(BEST, sentence())
    assert right.confidence == 1.0


def test_figures_that_words_state_are_shown_in_words() -> None:
    silent = {"value": Decimal(0), "value_yuan": Decimal(0), "value_raw": None, "unit_raw": None}
    nothing = {**silent, "value_state": "stated_none"}
    (check,) = run(replace(BEST, **nothing), sentence("3712.77"))
    assert check.computed == "无"
    (check,) = run(BEST, replace(sentence("3712.77"), **nothing))
    assert check.printed == "无"


def test_what_differs_from_a_table_is_not_told_again_of_a_sentence() -> None:
    wrong = sentence("3712.77")
    again = replace(sentence(), duplicate_of=1)
    found = run(BEST, wrong, again)
    assert [(c.lhs_facts, c.result) for c in found] == [((1,), "fail")]
    same = replace(wrong, duplicate_of=1)
    assert [(c.lhs_facts, c.result) for c in run(BEST, wrong, same)] == [((1,), "fail"), ((2,), "pass")]
    right = replace(sentence(), duplicate_of=0)
    other = replace(wrong, duplicate_of=1)
    found = run(BEST, right, other)
    assert [(c.lhs_facts, c.rhs_facts, c.result) for c in found] == [
        ((1,), (0,), "pass"),
        ((2,), (1,), "fail"),
    ]


def test_what_is_no_printing_does_not_hide_the_next() -> None:
    assert len(run(BEST, replace(sentence(), duplicate_of=None), sentence())) == 1


def test_the_figure_of_another_total_needs_no_code() -> None:
    other = printed("3712.77", "expenditure.total")
    for change in ({"function_code": "201"}, {"economic_code": "301"}):
        (check,) = run(BEST, replace(sentence("3712.77"), **change), other)
        assert check.finding == "N01"
    same = printed("3712.77", MEASURE)
    (check,) = run(BEST, sentence("3712.77"), same, other)
    assert check.finding == "SCOPE_SLIP"


def amount_at(text: str, raw: str) -> Quantity:
    start, number = text.index(raw), Decimal(raw)
    where = Place(1, None, start, start + len(raw))
    return Quantity(where, None, "amount", raw, "万元", 2, number, number * 10000, "body")


def test_a_figure_does_not_explain_itself_and_other_paragraphs_explain_nothing() -> None:
    nothing = replace(BEST, value=Decimal(0), value_yuan=Decimal(0), value_raw="0.00")
    text = f"{SENTENCE}\n上年结转60.00万元"
    own = amount_at(text, "2940.05")
    (check,) = run(nothing, sentence(text=text), text=text, quantities=(own,))
    assert check.result == "fail"
    (check,) = run(BEST, sentence("3000.05", text), text=text, quantities=(amount_at(text, "60.00"),))
    assert check.result == "fail"
    nowhere = replace(sentence("3000.05"), place=replace(sentence().place, start=None, end=None))
    assert run(BEST, nowhere)[0].result == "fail"


def test_the_other_sentence_may_explain_a_difference_too() -> None:
    text = f"{SENTENCE}，加上结转60.00万元\n支出共3000.05万元"
    first = replace(sentence(text=text), duplicate_of=None)
    second = replace(stated(text, "3000.05万元", measure=MEASURE), duplicate_of=0)
    (check,) = run(first, second, text=text, quantities=(amount_at(text, "60.00"),))
    assert check.result == "not_applicable"


def test_the_less_sure_of_two_sentences_decides() -> None:
    text = f"{SENTENCE}\n扣除一次性项目后支出3000.05万元"
    first = replace(sentence(text=text), duplicate_of=None)
    second = replace(stated(text, "3000.05万元", measure=MEASURE), duplicate_of=0)
    assert [c.confidence for c in run(first, second, text=text)] == [0.5]


def test_a_name_may_have_the_word_of_another_basis() -> None:
    text = "年末结转2940.05万元"
    told = {"text": text, "value": "3712.77"}
    closing = replace(sentence(**told), measure="balance.closing")
    assert run(replace(BEST, measure="balance.closing"), closing, text=text)[0].confidence == 1.0
    assert run(BEST, sentence(**told), text=text)[0].confidence == 0.5


def test_same_money_of_two_amounts_or_of_a_table_is_not_compared() -> None:
    cell = printed("10.00", MEASURE, function_code="2080505")
    told = replace(sentence("12.00"), measure="fiscal.expenditure", function_code="2080505")
    of_itself = replace(told, duplicate_of=None)
    (check,) = run(cell, cell, of_itself)
    assert (check.lhs_facts, check.rhs_facts, check.code) == ((2,), (0,), "N01")
    assert [c.rhs_facts for c in run(cell, told)] == [(0,)]
    assert run(cell, replace(of_itself, value_yuan=None)) == []
    assert run(replace(cell, value=None, value_yuan=None), of_itself) == []
    assert run(replace(cell, source_kind="narrative"), of_itself) == []
    assert run(cell, replace(of_itself, source_kind="table")) == []
    assert run(cell, replace(of_itself, role="initial_budget")) == []
    assert run(cell, replace(of_itself, unit="某中心")) == []
    other = replace(of_itself, duplicate_of=2)
    assert {c.rhs_facts for c in run(cell, other, of_itself)} == {(0,), (2,)}


def test_what_is_no_money_of_a_code_does_not_hide_the_next() -> None:
    cell = printed("10.00", MEASURE, function_code="2080505")
    told = replace(
        sentence("12.00"), measure="fiscal.expenditure", function_code="2080505", duplicate_of=None
    )
    in_table = replace(told, duplicate_of=0)
    assert len(run(cell, replace(told, value_yuan=None), told)) == 1
    assert len(run(cell, in_table, told)) == 2


def test_a_difference_of_nine_in_the_last_digit_is_no_slip_of_a_digit() -> None:
    best = replace(BEST, value=Decimal("2940.00"), value_yuan=Decimal(29400000))
    assert run(best, sentence("2940.09"))[0].finding == "N01"


def test_two_sentences_that_nothing_narrows_are_sure_and_no_surer() -> None:
    first = replace(sentence(), duplicate_of=None)
    assert [c.confidence for c in run(first, sentence("3712.77"))] == [1.0]
    coded = {"function_code": "201"}
    assert [c.confidence for c in run(replace(first, **coded), sentence("3712.77", **coded))] == [1.0]
    nowhere = {"place": Place(1, None, None, None)}
    both = (replace(first, **nowhere), replace(sentence("3712.77"), **nowhere))
    assert [c.confidence for c in run(*both)] == [1.0]
