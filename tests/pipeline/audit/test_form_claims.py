"""What a text says of a project, against its form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from extractors.document import Document, Grid, GridCell, Place
from extractors.records import Finding, Goal, Indicator, Project
from pipeline.audit.evidence import Evidence
from pipeline.audit.form_claims import form_claims, texts_of
from tests.pipeline.audit.drawn import NOWHERE, evidence
from tests.pipeline.audit.drawn import document as drawn_document
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


def goal_form(*starts: int, actual: str | None = "已办好") -> tuple[Evidence, Project]:
    """A form whose goal begins at 10, and cells that say `actual` at these places; the text is long."""
    text = " " * 5000
    cells = tuple(GridCell(0, n, "已办好", at, at + 3) for n, at in enumerate(starts))
    goal = Goal(Place(1, None, 10, 12), None, actual)
    project = Project(NOWHERE, "pf_project_self_eval", goals=(goal,))
    read = drawn_document("", Grid(0, 5000, 1, 9, cells))
    whole = Document(text, read.blocks, "text/plain")
    return evidence(text, document=whole, projects=(project, project)), project


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        ((8, 9, 20), [9, 20]),
        ((20, 4008, 4009), [20, 4008]),
        ((20, 30, 40, 50, 60), [20, 30, 40, 50]),
    ],
)
def test_the_goal_of_a_form_is_searched_in_its_next_cells(starts: tuple[int, ...], found: list[int]) -> None:
    of, project = goal_form(*starts)
    assert list(texts_of(of, project)) == [(at, at + 3) for at in found]


def test_only_the_cell_that_prints_the_actual_result_is_the_goals() -> None:
    assert list(texts_of(*goal_form(20, actual="办好"))) == []
    assert list(texts_of(*goal_form(20, actual=None))) == []


def test_a_goal_at_the_beginning_and_without_a_place() -> None:
    of, project = goal_form(0, 20)
    for place in (Place(1, None, 0, 2), NOWHERE):
        moved = replace(project, goals=(Goal(place, None, "已办好"),))
        assert list(texts_of(of, moved)) == [(0, 3), (20, 23)]


def test_paragraphs_tell_of_the_one_form_of_a_document_only() -> None:
    project = Project(NOWHERE, "pf_project_self_eval")
    assert list(texts_of(evidence("甲\n乙", projects=(project,)), project)) == [(0, 1), (2, 3)]
    assert list(texts_of(evidence("甲\n乙", projects=(project, project)), project)) == []


@pytest.mark.parametrize(("words", "found"), [("第一二三四五六七", False), ("第一二三四五六七八", True)])
def test_a_word_within_eight_characters_makes_a_number_a_part(words: str, found: bool) -> None:
    assert bool(contradictions(row("读书活动", "50", "40"), text=f"{words}60场读书活动")) is found


def test_of_several_numbers_those_beside_a_word_of_the_name_count() -> None:
    wrong = [("COUNT_CONTRADICTED", "60场", "40场")]
    assert contradictions(row("读书活动", "50", "40"), text="读书活动60场和晚会70场") == wrong
    assert contradictions(row("读书活动", "50", "40"), text="晚会70场和60场读书活动") == wrong
    assert contradictions(row("读书活动", "50", "40"), text="读书好，有活动的60场") == []
    assert contradictions(row("读书活动", "50", "40"), text="读书的活动约60场") == []
    assert contradictions(row("读书活动会", "50", "40"), text="读书活动会约60场") == wrong


def test_a_number_at_the_very_beginning_and_end() -> None:
    wrong = [("COUNT_CONTRADICTED", "60场", "40场")]
    assert contradictions(row("读书会", "50", "40"), text="60场读书会") == wrong
    assert contradictions(row("读书会", "50", "40"), text="读书会60场") == wrong
    assert contradictions(row("读书会", "50", "40"), text="读书会有60场") == []
    assert contradictions(row("读书活动", "50", "40"), text="读书活动有60场") == wrong


@pytest.mark.parametrize(
    ("clause", "found"),
    [("甲乙丙丁戊己庚辛壬癸子", True), ("甲乙丙丁戊己庚辛", True), ("甲乙丙丁戊己庚", False)],
)
def test_seven_tenths_of_a_name_must_stand_in_the_clause(clause: str, found: bool) -> None:
    name = "甲乙丙丁戊己庚辛壬癸子"
    assert bool(contradictions(row(name, "50", "40"), text=f"{clause}60场")) is found


@pytest.mark.parametrize(("name", "found"), [("会", False), ("灯会", True)])
def test_a_name_of_one_character_is_too_short(name: str, found: bool) -> None:
    assert bool(contradictions(row(name, "50", "40"), text="灯会60场")) is found


def test_numbers_with_separators_are_the_same() -> None:
    assert contradictions(row("读书活动", "50", "1200"), text="读书活动1,200场") == []


def test_a_row_that_says_nothing_does_not_hide_the_next() -> None:
    rows = (row("会", "50", "40"), row("唱歌", "50", "40", actual_value=None), row("读书活动", "50", "40"))
    assert contradictions(*rows) == [("COUNT_CONTRADICTED", "60场", "40场")]
    assert contradictions(row("读书活动", "50", "40", actual_unit=None)) == []


def test_a_form_without_actual_values_says_nothing() -> None:
    below = row("读书活动", "50", "40", actual_raw=None, attainment=Decimal("0.8"))
    assert run(below, text=DONE) == []


def test_degrees_of_which_a_number_is_missing_are_no_count() -> None:
    degree = row("读书活动", "50", "80", actual_semantics="attainment", actual_unit="%")
    assert contradictions(replace(degree, actual_value=None)) == []
    assert contradictions(row("读书活动", "60", "60", actual_semantics="measured")) == []


def test_a_contradiction_has_its_numbers_and_its_cells() -> None:
    text = "举办读书活动60场。\n共60场读书活动。"
    (found,) = run(row("读书活动", "50", "40"), text=text)
    assert [text[p.start : p.end] for p in found.places if p.start is not None] == ["60场", "60场"]
    assert found.places[1] == NOWHERE
    assert found.message_zh == "读书活动：文中为60场，自评表完成值“40场”（目标≥50场）相当于40场"


def test_the_first_degree_and_the_first_rate_are_shown() -> None:
    degrees = [
        row("读书", "50", n, actual_semantics="attainment", actual_raw=f"{n}%", actual_unit="%")
        for n in ("100", "90")
    ]
    rates = [row("满意度", "95", n, unit="%") for n in ("90", "80")]
    (found,) = (f for f in run(*degrees, *rates, text="无") if f.code == "MIXED_SEMANTICS")
    assert (found.printed, found.computed) == ("100%（≥50场）", "90%（≥95%）")
    assert "MIXED_SEMANTICS" not in [f.code for f in run(*degrees, text="无")]
    assert "MIXED_SEMANTICS" not in [f.code for f in run(*rates, text="无")]
    for change in ({"actual_value": None}, {"target_value": None}):
        assert "MIXED_SEMANTICS" not in [
            f.code for f in run(degrees[0], replace(rates[0], **change), text="无")
        ]


def test_the_first_claim_is_shown_and_all_have_places() -> None:
    below = row("读书活动", "50", "40", attainment=Decimal("0.8"))
    text = f"{DONE}在全年内圆满完成工作任务。"
    (found,) = run(below, text=text)
    assert found.printed == "产出率和质量达标率100%"
    assert len(found.places) == 3


@pytest.mark.parametrize(("start", "last"), [(10, 4008), (0, 3998)])
def test_a_goal_reaches_4000_characters_from_before_its_beginning(start: int, last: int) -> None:
    for at, found in ((last, [(last, last + 3)]), (last + 1, [])):
        of, project = goal_form(at)
        moved = replace(project, goals=(Goal(Place(1, None, start, start + 2), None, "已办好"),))
        assert list(texts_of(of, moved)) == found


def test_a_number_near_the_beginning_may_be_a_part_too() -> None:
    assert contradictions(row("读书活动", "50", "40"), text="第60场读书活动") == []


def test_the_last_pair_of_a_name_counts() -> None:
    assert contradictions(row("读书活动", "50", "40"), text="读书活60场") == []


def test_a_row_without_an_actual_value_says_nothing_beside_one_that_has_it() -> None:
    rows = (row("唱歌", "50", "40"), row("读书活动", "50", "40", actual_raw=None))
    assert contradictions(*rows) == []


def test_messages_name_the_project() -> None:
    degree = row("读书", "50", "100", actual_semantics="attainment", actual_raw="100%", actual_unit="%")
    below = row("满意度", "95", "90", unit="%", attainment=Decimal("0.9"))
    found = run(degree, below, text=DONE)
    assert [f.message_zh.partition("：")[0] for f in found] == ["项目", "项目"]
    project = Project(NOWHERE, "pf_project_self_eval", indicators=(degree, below))
    nameless = form_claims(evidence(DONE, projects=(project,)))
    assert [f.message_zh.partition("：")[0] for f in nameless] == ["", ""]
