"""What shares are of: in words, by mistake, each of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.document import Place
from extractors.records import Fact, Finding
from pipeline.audit.percentage import NO_HINT, Hint
from pipeline.audit.share_denominators import different_denominators, named_denominators, right_denominator
from pipeline.figures.tolerance import Side
from tests.pipeline.audit.drawn import NOWHERE, evidence, printed, stated, table
from tests.pipeline.audit.sentences import codes


def test_shares_of_different_totals_that_add_to_100() -> None:
    text = (
        "九、政府采购支出情况说明\n\n2024年度政府采购支出总额100.00万元，其中：政府采购货物支出40.00万元、"
        "政府采购服务支出60.00万元。货物采购授予中小企业合同金额占货物支出金额的{a}%，"
        "服务采购授予中小企业合同金额占服务支出金额的{b}%。\n"
    )
    assert "DENOMINATOR_SLIP" in codes(text.format(a="9.16", b="90.84"))
    assert "DENOMINATOR_SLIP" not in codes(text.format(a="9.16", b="80.84"))
    assert "DENOMINATOR_SLIP" not in codes(text.format(a="0", b="100"))


TEXT = "项目支出预算50.00万元，占部门支出总额的20.00%"
PART = Side(Decimal(500000), Decimal(50))


def named(percent: str, *facts: Fact) -> list[Finding]:
    text = TEXT.replace("20.00%", percent)
    return list(named_denominators(evidence(text, facts, [table()])))


def total(value: str, measure: str = "expenditure.total", **more: object) -> Fact:
    return replace(printed(value, measure), **more)


def test_a_share_of_a_total_that_the_sentence_names() -> None:
    assert named("20.00%", total("250.00")) == []
    part = total("50.00", "expenditure.project", place=Place(None, None, TEXT.index("50.00"), None))
    (found,) = named("25.00%", total("250.00"), part)
    assert (found.code, found.severity, found.printed, found.computed) == (
        "SHARE_MISMATCH",
        "warning",
        "25.00%",
        "19.998%～20.002%",
    )
    assert found.facts == (0,)
    assert "50.00万元/250.00万元" in found.message_zh
    assert found.places[0].start == TEXT.index("20.00%")


def test_a_part_that_is_no_value_of_the_role_of_its_total_accuses_nobody() -> None:
    (found,) = named("25.00%", total("250.00"))
    assert found.severity == "info"
    planned = total(
        "50.00", "perf.projects", role="amount", place=Place(None, None, TEXT.index("50.00"), None)
    )
    (found,) = named("25.00%", total("250.00"), planned)
    assert found.severity == "info"


def test_a_share_of_another_total_than_the_named_one() -> None:
    (found,) = named("25.00%", total("250.00"), total("200.00", "income.total"))
    assert "25.00%是占" in found.message_zh
    (found,) = named("25.00%", total("250.00"), total("201.00", "income.total"))
    assert "是占" not in found.message_zh


def test_a_named_total_that_differs_or_is_nothing_says_nothing() -> None:
    assert named("25.00%", total("250.00"), total("300.00")) == []
    assert named("25.00%", total("0.00")) == []
    assert named("25.00%") == []
    assert named("25.00%", total("250.00", role="prior_final")) == []
    assert named("25.00%", total("250.00", item_label="甲")) == []


def test_a_share_that_is_a_fact_is_judged_as_one() -> None:
    share = stated(TEXT, "20.00%", "share")
    assert named("25.00%", total("250.00"), share) == []
    assert len(named("25.00%", total("250.00"), replace(share, place=NOWHERE))) == 1


def test_the_one_other_total_that_a_share_is_right_for() -> None:
    def hint(*totals: Fact, known: tuple[int, ...] = (), role: str = "final") -> Hint:
        share = stated(TEXT, "20.00%", "share")
        return right_denominator(evidence(TEXT, totals), share, PART, known, role)

    right = total("250.00")
    assert hint(right).zh.endswith("250.00万元的比重")
    assert hint(right, known=(0,)) == NO_HINT
    assert hint(right, role="initial_budget") == NO_HINT
    assert hint(total("250.00", function_code="201")) == NO_HINT
    assert hint(right, total("250.01", "income.total")) == NO_HINT
    assert hint(right, total("250.00", "income.total")) != NO_HINT


def test_a_named_total_has_no_code_and_is_the_first_printing() -> None:
    (found,) = named("25.00%", total("250.00"), total("250.00"))
    assert found.facts == (0,)
    for change in ({"function_code": "201"}, {"economic_code": "301"}, {"unit": "某中心"}):
        assert named("25.00%", total("250.00", **change)) == []
        assert len(named("25.00%", total("250.00"), total("300.00", **change))) == 1


def test_a_share_that_is_judged_or_names_nothing_does_not_hide_the_next() -> None:
    named_ = "占部门支出总额的"
    text = f"甲50.00万元，占某总额的20.00%。乙60.00万元，{named_}21.00%。丙70.00万元，{named_}22.00%"
    known = stated(text, "21.00%", "share")
    (found,) = named_denominators(evidence(text, [total("250.00"), known], [table()]))
    assert found.printed == "22.00%"


def test_a_total_that_is_known_or_of_another_role_does_not_hide_the_next() -> None:
    share = stated(TEXT, "20.00%", "share")
    facts = [
        total("9.00"),
        total("250.00", economic_code="301"),
        total("9.00", role="prior_final"),
        total("250.00"),
    ]
    assert right_denominator(evidence(TEXT, facts), share, PART, (0,), "final") != NO_HINT
    assert right_denominator(evidence(TEXT, facts[:3]), share, PART, (0,), "final") == NO_HINT
    silent = total("250.00", value_yuan=None)
    assert right_denominator(evidence(TEXT, [silent]), share, PART, (), "final") == NO_HINT


SHARES = "货物占0.50%，工程占99.50%，服务占0.00%"


def split(*percents: str | None) -> list[tuple[str, tuple[int, ...]]]:
    kinds = ("goods", "works", "services")
    raws = ("0.50%", "99.50%", "0.00%")
    facts = [
        replace(
            stated(SHARES, raw, "share", f"procurement.{kind}_sme"),
            value=None if percent is None else Decimal(percent),
        )
        for kind, raw, percent in zip(kinds, raws, percents, strict=False)
    ]
    return [(f.printed or "", f.facts) for f in different_denominators(evidence(SHARES, facts))]


def test_small_shares_and_shares_of_nothing_add_to_100_too() -> None:
    assert split("0.5", "99.5") == [("0.50%+99.50%", (0, 1))]
    assert split("0.5", "99.5", None) == [("0.50%+99.50%+0.00%", (0, 1, 2))]
    assert split("0", "100", "0") == []
    assert split("0.5", "99.4") == split("100") == []


def test_two_shares_of_one_kind_are_of_two_years() -> None:
    facts = [stated(SHARES, raw, "share", "procurement.goods_sme") for raw in ("0.50%", "99.50%")]
    assert list(different_denominators(evidence(SHARES, facts))) == []
