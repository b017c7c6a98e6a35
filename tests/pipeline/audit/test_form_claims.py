"""What a text says of a project, against its form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extractors.records import Finding, Indicator, Project
from pipeline.audit.form_claims import form_claims
from tests.pipeline.audit.drawn import NOWHERE, evidence
from tests.pipeline.audit.form_texts import document
from tests.pipeline.audit.sentences import codes, only, raws


def test_a_text_that_agrees_with_its_form() -> None:
    text = document("全年举办读书活动40场，读者满意度为95%。")
    assert [c for c in codes(text) if c.endswith(("CONTRADICTED", "REPEATED", "BUDGETED"))] == []


def test_a_count_that_the_form_contradicts() -> None:
    found = only(document("全年举办读书活动60场。"), "COUNT_CONTRADICTED")
    assert (found.printed, found.computed, found.severity) == ("60场", "40场", "error")


def test_a_rate_that_the_form_contradicts_is_a_warning() -> None:
    assert only(document("经调查，读者满意度为97.5%。"), "RATE_CONTRADICTED").severity == "warning"


def test_a_claim_that_everything_was_done() -> None:
    text = document("各项产出指标完成率均为100%。")
    assert raws(text, "CLAIM_CONTRADICTED")[0] == "产出指标完成率均为100%"
    assert "CLAIM_CONTRADICTED" not in codes(document("产出指标基本完成。"))


TEXT = "全年举办读书活动60场，其中线下20场。\n平均每场读书活动60人。"


def row(name: str, target: str, actual: str, unit: str = "场", **more: object) -> Indicator:
    plain = Indicator(
        NOWHERE, None, None, name, (), f"≥{target}{unit}", f"{actual}{unit}", Decimal(10), Decimal(8),
        target_value=Decimal(target), target_unit=unit,
        actual_value=Decimal(actual), actual_unit=unit, actual_semantics="measured",
    )  # fmt: skip
    return replace(plain, **more)


def run(*rows: Indicator, text: str = TEXT, forms: int = 1) -> list[Finding]:
    project = Project(NOWHERE, "pf_project_self_eval", name_raw="项目", indicators=rows)
    return list(form_claims(evidence(text, projects=(project,) * forms)))


def contradictions(*rows: Indicator, text: str = TEXT) -> list[tuple[str, str, str]]:
    return [
        (f.code, f.printed or "", f.computed or "")
        for f in run(*rows, text=text)
        if f.code in ("COUNT_CONTRADICTED", "RATE_CONTRADICTED")
    ]


def test_a_number_beside_the_name_of_a_row() -> None:
    wrong = [("COUNT_CONTRADICTED", "60场", "40场")]
    assert contradictions(row("指标1:读书活动场次", "50", "40")) == wrong
    assert contradictions(row("读书活动次数不小于50场", "50", "40")) == wrong
    assert contradictions(row("读书活动", "50", "60")) == []
    assert contradictions(row("培训活动", "50", "40")) == []
    assert contradictions(row("读书活动", "50", "40", unit="次")) == []
    assert contradictions(row("读书活动", "50", "40", target_value=None)) == []
    assert contradictions(row("读书活动", "50", "40", actual_raw=None)) == []


def test_numbers_that_are_parts_or_differ_say_nothing() -> None:
    only_part = "其中线下举办读书活动60场。"
    assert contradictions(row("读书活动", "50", "40"), text=only_part) == []
    two = "举办读书活动60场。\n举办读书活动61场。"
    assert contradictions(row("读书活动", "50", "40"), text=two) == []
    one_agrees = "举办读书活动60场。\n举办读书活动40场。"
    assert contradictions(row("读书活动", "50", "40"), text=one_agrees) == []


def test_a_degree_of_attainment_is_so_much_of_the_target() -> None:
    degree = row("读书活动", "50", "80", actual_semantics="attainment", actual_raw="80%", actual_unit="%")
    assert contradictions(degree) == [("COUNT_CONTRADICTED", "60场", "40场")]
    assert contradictions(replace(degree, target_value=Decimal(75))) == []


def test_degrees_beside_measured_rates_below_their_target() -> None:
    degree = row("读书活动", "50", "100", actual_semantics="attainment", actual_raw="100%")
    rate = row("满意度", "95", "90", unit="%")
    (found,) = (f for f in run(degree, rate, text="无") if f.code == "MIXED_SEMANTICS")
    assert (found.printed, found.computed) == ("100%（≥50场）", "90%（≥95%）")
    for other in (
        replace(rate, actual_value=Decimal(95)),
        replace(rate, target_unit="分"),
        replace(rate, actual_unit="分"),
        replace(rate, actual_semantics="attainment"),
    ):
        assert "MIXED_SEMANTICS" not in [f.code for f in run(degree, other, text="无")]


DONE = "项目产出率和质量达标率100%。"


def test_a_claim_that_all_was_done_beside_rows_below_target() -> None:
    below = row("读书活动", "50", "40", attainment=Decimal("0.8"))
    (found,) = run(below, text=DONE)
    assert (found.code, found.computed) == ("CLAIM_CONTRADICTED", "读书活动（40场）")
    assert run(below, text=DONE, forms=2) == []
    assert run(replace(below, attainment=Decimal(1)), text=DONE) == []
    assert run(replace(below, attainment=None), text=DONE) == []
    assert run(replace(below, score=below.weight), text=DONE) == []
    assert run(below, text="无") == []
