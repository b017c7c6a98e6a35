"""Shares against part and total, one by one and together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Place
from extractors.records import Check, Fact, Finding
from pipeline.audit.shares import shares
from tests.pipeline.audit.drawn import evidence, printed, stated
from tests.pipeline.audit.sentences import codes, results

EXPENDITURE = (
    "四、支出决算情况说明\n\n2024年度本年支出合计{w}万元，其中：基本支出{a}万元，占支出合计的{p}%；"
    "项目支出{b}万元，占支出合计的{q}%。\n"
)


@pytest.mark.parametrize(
    ("figures", "results_", "found"),
    [
        (("300.00", "100.00", "33.33", "200.00", "66.67"), ["pass", "pass"], []),
        (("4987.68", "2018.13", "40.46", "2969.55", "59.54"), ["pass", "pass"], []),
        (("4987.68", "2018.13", "40.46", "2969.55", "59.53"), ["pass", "pass_truncated"], ["SHARE_MISMATCH"]),
        (
            ("307.82", "29.42", "9.55", "278.40", "90.45"),
            ["pass_plugged", "pass"],
            ["SHARE_PLUGGED"],
        ),
        (("300.00", "100.00", "34.33", "200.00", "66.67"), ["fail", "pass"], ["SHARE_MISMATCH", "SHARE_SUM"]),
    ],
)
def test_shares(figures: tuple[str, ...], results_: list[str], found: list[str]) -> None:
    text = EXPENDITURE.format(**dict(zip("wapbq", figures, strict=True)))
    assert results(text, "P02") == results_
    assert sorted(codes(text)) == found


def test_shares_of_what_is_listed_are_called_so() -> None:
    text = EXPENDITURE.format(w="400.00", a="100.00", p="33.33", b="200.00", q="66.67")
    assert codes(text, "info") == ["SHARE_MISMATCH", "SHARE_MISMATCH"]
    assert codes(text, "error") == []


def test_rounded_amounts_may_take_the_sum_of_shares_from_100() -> None:
    text = (
        "七、“三公”经费支出决算情况说明\n\n2024年度“三公”经费支出决算46.21万元，其中：因公出国（境）费支出决算4.69万元，"
        "占10.15%；公务用车购置及运行费支出决算40.61万元，占87.88%；公务接待费支出决算0.9万元，占1.95%。\n"
    )
    assert codes(text) == ["SUM_ROUNDING"]


TEXT = "支出合计300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.67%"
TOTAL = stated(TEXT, "300.00万元")


def sibling(measure: str, amount_: str, percent: str, statement: int, **more: object) -> list[Fact]:
    """A part and its share of the total, in a statement of their own."""
    settings = {"measure": measure, "statement": statement, **more}
    return [
        stated(TEXT, amount_, **settings),
        stated(TEXT, percent, "share", denominator="expenditure.total", **settings),
    ]


BASIC = sibling("expenditure.basic", "100.00万元", "33.33%", 1)
PROJECT = sibling("expenditure.project", "200.00万元", "66.67%", 2)


def run(*facts: Fact) -> list[Check | Finding]:
    return list(shares(evidence(TEXT, facts)))


def checks_of(found: list[Check | Finding], code: str) -> list[Check]:
    return [c for c in found if isinstance(c, Check) and c.code == code]


def other_percent(fact: Fact, percent: str) -> Fact:
    decimals = len(percent.partition(".")[2])
    return replace(fact, value=Decimal(percent), value_raw=percent, decimals=decimals)


def test_shares_that_are_right_add_up() -> None:
    found = run(TOTAL, *BASIC, *PROJECT)
    assert [(c.result, c.rhs_facts) for c in checks_of(found, "P02")] == [("pass", (1, 0)), ("pass", (3, 0))]
    (together,) = checks_of(found, "P04")
    assert (together.result, together.lhs, together.lhs_facts) == ("pass", Decimal("100.00"), (2, 4))
    assert together.tolerance == Decimal("0.01")


def test_one_share_adds_up_to_nothing() -> None:
    assert checks_of(run(TOTAL, *BASIC), "P04") == []


def test_parts_that_are_not_all_of_the_total_need_not_add_to_100() -> None:
    whole = replace(TOTAL, value=Decimal("400.00"), value_yuan=Decimal(4000000))
    assert checks_of(run(whole, *BASIC, *PROJECT), "P04") == []


def test_labels_that_stand_twice_are_of_two_lists() -> None:
    twice = [replace(f, measure="expenditure.basic") for f in PROJECT]
    found = run(TOTAL, *BASIC, *[replace(f, value=f.value) for f in twice])
    assert checks_of(found, "P04") == []


def test_shares_that_miss_100_by_more_than_rounding() -> None:
    wrong = [PROJECT[0], other_percent(PROJECT[1], "66.87")]
    found = run(TOTAL, *BASIC, *wrong)
    assert [c.result for c in checks_of(found, "P02")] == ["pass", "fail"]
    (together,) = checks_of(found, "P04")
    assert (together.result, together.severity) == ("fail", "info")  # one of them is wrong already


def test_a_share_in_another_section_than_its_total_is_less_sure() -> None:
    wrong = [replace(f, section=5) for f in (BASIC[0], other_percent(BASIC[1], "34.00"))]
    (check,) = checks_of(run(TOTAL, *wrong), "P02")
    assert (check.result, check.confidence) == ("fail", 0.8)
    (check,) = checks_of(run(TOTAL, BASIC[0], other_percent(BASIC[1], "34.00")), "P02")
    assert check.confidence == 1.0


def test_shares_of_what_is_listed_are_not_sure_to_be_wrong() -> None:
    whole = replace(TOTAL, value=Decimal("400.00"), value_yuan=Decimal(4000000), value_raw="400.00")
    found = checks_of(run(whole, *BASIC, *PROJECT), "P02")
    assert [(c.result, c.confidence) for c in found] == [("fail", 0.5)] * 2
    assert all("所列各项之和" in c.message_zh for c in found)


def test_a_share_of_another_total_is_called_so() -> None:
    other = replace(TOTAL, measure="income.total", value=Decimal("250.00"), value_yuan=Decimal(2500000))
    (check,) = checks_of(run(TOTAL, BASIC[0], other_percent(BASIC[1], "40.00"), other), "P02")
    assert "40.00%是占" in check.message_zh


def test_a_cut_share_says_that_the_shares_miss_100_by_it() -> None:
    """2018.13 and 2969.55 of 4987.68 are 40.46 % and 59.54 %; 59.53 % is cut off, and 99.99 is no 100."""
    text = "合计4987.68万元，甲2018.13万元，占40.46%，乙2969.55万元，占59.53%"
    whole = stated(text, "4987.68万元")
    parts = [
        stated(text, raw, role, measure, statement=number, denominator="expenditure.total")
        for number, (measure, raws) in enumerate(
            (
                ("expenditure.basic", ("2018.13万元", "40.46%")),
                ("expenditure.project", ("2969.55万元", "59.53%")),
            ),
            1,
        )
        for raw, role in zip(raws, ("final", "share"), strict=True)
    ]
    found = list(shares(evidence(text, (whole, *parts))))
    (cut,) = (f for f in found if isinstance(f, Finding))
    assert (cut.code, cut.severity, "99.99%" in cut.message_zh) == ("SHARE_MISMATCH", "info", True)
    alone = list(shares(evidence(text, (whole, *parts[2:]))))
    (cut,) = (f for f in alone if isinstance(f, Finding))
    assert (cut.code, cut.severity) == ("PERCENT_TRUNCATED", "info")


def test_a_total_of_nothing_has_no_shares() -> None:
    nothing = replace(TOTAL, value=Decimal(0), value_yuan=Decimal(0))
    (check,) = run(nothing, *BASIC)
    assert isinstance(check, Check)
    assert check.result == "not_applicable"


@pytest.mark.parametrize(
    "change",
    [
        {"role": "initial_budget"},
        {"value_year": 2023},
        {"function_code": "201"},
        {"item_label": "甲"},
        {"part_of": 1},
        {"unit": "某中心"},
        {"value_yuan": None},
    ],
)
def test_only_the_total_of_the_same_role_year_and_unit_is_meant(change: dict[str, object]) -> None:
    assert run(replace(TOTAL, **change), *BASIC) == []


def test_the_total_nearest_before_a_share_is_meant() -> None:
    table_total = printed("300.00")
    assert [c.rhs_facts for c in checks_of(run(table_total, *BASIC), "P02")] == [(1, 0)]
    assert [c.rhs_facts for c in checks_of(run(table_total, TOTAL, *BASIC), "P02")] == [(2, 1)]
    late = replace(TOTAL, place=Place(1, None, 99, 100))
    assert [c.rhs_facts for c in checks_of(run(late, TOTAL, *BASIC), "P02")] == [(2, 1)]
    assert [c.rhs_facts for c in checks_of(run(late, *BASIC), "P02")] == [(1, 0)]


def test_of_two_totals_before_a_share_the_nearer_is_meant() -> None:
    first, second = (replace(TOTAL, place=Place(1, None, n, n + 1)) for n in (0, 1))
    assert [c.rhs_facts for c in checks_of(run(first, second, *BASIC), "P02")] == [(2, 1)]


def test_a_total_behind_a_share_goes_before_that_of_a_table() -> None:
    late = replace(TOTAL, place=Place(1, None, 99, 100))
    assert [c.rhs_facts for c in checks_of(run(printed("300.00"), late, *BASIC), "P02")] == [(2, 1)]
    assert [c.rhs_facts for c in checks_of(run(TOTAL, late, *BASIC), "P02")] == [(2, 0)]


@pytest.mark.parametrize(("share_at", "total_at", "before"), [(1, 0, True), (0, 0, False), (5, 5, False)])
def test_a_total_stands_before_a_share_where_it_begins_before_it(
    share_at: int, total_at: int, before: bool
) -> None:
    late, total = (replace(TOTAL, place=Place(1, None, n, n + 1)) for n in (99, total_at))
    part, share = BASIC
    moved = replace(share, place=Place(1, None, share_at, share_at + 1))
    (check,) = checks_of(run(late, total, part, moved), "P02")
    assert check.rhs_facts == (2, 1 if before else 0)


def test_shares_without_decimals_are_whole_per_cents() -> None:
    whole = [
        replace(f, decimals=None) for f in (other_percent(BASIC[1], "33"), other_percent(PROJECT[1], "67"))
    ]
    found = run(TOTAL, BASIC[0], whole[0], PROJECT[0], whole[1])
    assert [c.result for c in checks_of(found, "P02")] == ["pass", "pass"]
    (together,) = checks_of(found, "P04")
    assert (together.result, together.tolerance) == ("pass", Decimal("1.0"))
    cut = replace(other_percent(PROJECT[1], "66"), decimals=None)
    (note,) = (f for f in run(TOTAL, PROJECT[0], cut) if isinstance(f, Finding))
    assert (note.code, note.computed) == ("PERCENT_TRUNCATED", "66.7%")


def test_a_part_that_is_nothing_has_a_share_of_nothing() -> None:
    nothing = [
        replace(f, value=Decimal(0), value_yuan=None if f.role == "share" else Decimal(0)) for f in BASIC
    ]
    nothing[1] = replace(nothing[1], value_raw="0.00", value_state="printed_zero")
    all_of_it = [
        replace(PROJECT[0], value=Decimal(300), value_yuan=Decimal(3000000)),
        other_percent(PROJECT[1], "100.00"),
    ]
    found = run(TOTAL, *nothing, *all_of_it)
    assert [c.result for c in checks_of(found, "P02")] == ["pass", "pass"]
    assert [c.result for c in checks_of(found, "P04")] == ["pass"]
    (alone,) = checks_of(run(TOTAL, *all_of_it), "P02")
    assert alone.result == "pass"
    assert checks_of(run(TOTAL, *all_of_it), "P04") == []


@pytest.mark.parametrize(("total", "divides"), [("300.015", True), ("300.016", False), ("299.985", True)])
def test_parts_make_a_total_within_rounding(total: str, divides: bool) -> None:
    whole = replace(TOTAL, value=Decimal(total), value_yuan=Decimal(total) * 10000)
    assert bool(checks_of(run(whole, *BASIC, *PROJECT), "P04")) is divides


def test_one_share_of_100_is_of_no_list() -> None:
    (check,) = checks_of(run(TOTAL, BASIC[0], other_percent(BASIC[1], "100.00")), "P02")
    assert (check.result, check.confidence) == ("fail", 1.0)


def test_two_shares_of_which_one_is_wrong_are_of_no_list() -> None:
    found = run(TOTAL, *BASIC, PROJECT[0], other_percent(PROJECT[1], "66.87"))
    assert [c.confidence for c in checks_of(found, "P02")] == [1.0, 1.0]


@pytest.mark.parametrize("change", [{"value": None}, {"value_state": "stated_none"}])
def test_what_is_no_printed_share_is_not_judged(change: dict[str, object]) -> None:
    assert run(TOTAL, BASIC[0], replace(BASIC[1], **change)) == []


def test_shares_of_codes_add_up_level_by_level() -> None:
    def coded(facts: list[Fact], code: str, statement: int) -> list[Fact]:
        more = {"measure": "expenditure.basic", "statement": statement, "function_code": code}
        return [replace(f, **more) for f in facts]

    found = run(TOTAL, *coded(BASIC, "205", 1), *coded(PROJECT, "208", 2), *coded(BASIC, "20501", 3))
    assert [c.lhs_facts for c in checks_of(found, "P04")] == [(2, 4)]


def shares_of(text: str, total: str, *parts: tuple[str, str, str]) -> list[Check | Finding]:
    facts = [stated(text, total)]
    for number, (measure, amount_, percent) in enumerate(parts, 1):
        more = {"measure": measure, "statement": number}
        facts += [
            stated(text, amount_, **more),
            stated(text, percent, "share", denominator="expenditure.total", **more),
        ]
    return list(shares(evidence(text, facts)))


def test_three_shares_that_are_cut_off_miss_100_by_more_than_rounding() -> None:
    """12.3458, 23.4568 and 64.1974 per cent, all cut off."""
    parts = (
        ("expenditure.basic", "12345.80万元", "12.34%"),
        ("expenditure.project", "23456.80万元", "23.45%"),
        ("expenditure.business", "64197.40万元", "64.19%"),
    )
    text = "合计100000.00万元，" + "，".join(f"{a}占{p}" for _, a, p in parts)
    found = shares_of(text, "100000.00万元", *parts)
    (together,) = checks_of(found, "P04")
    assert (together.result, together.diff) == ("fail", Decimal("-0.02"))
    assert together.severity != "info"
    (first, *_) = (f for f in found if isinstance(f, Finding))
    assert first.computed == "12.346%"


def test_shares_that_rounding_takes_from_100_are_a_note() -> None:
    text = "合计4987.68万元，甲2018.13万元占40.46%，乙2969.55万元占59.53%"
    parts = (("expenditure.basic", "2018.13万元", "40.46%"), ("expenditure.project", "2969.55万元", "59.53%"))
    (together,) = checks_of(shares_of(text, "4987.68万元", *parts), "P04")
    assert (together.result, together.severity, together.diff) == ("pass_rounding", "info", Decimal("-0.01"))
    more = run(TOTAL, BASIC[0], other_percent(BASIC[1], "33.34"), *PROJECT)
    (together,) = checks_of(more, "P04")
    assert (together.result, together.diff) == ("pass_rounding", Decimal("0.01"))
