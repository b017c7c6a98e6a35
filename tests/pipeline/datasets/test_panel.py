"""`v_panel`: what an innocent join of two years takes wrong, each as a small disclosure."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.ask.query import connect
from pipeline.publishing.disclosures import arrange
from pipeline.reading.extract import extract
from pipeline.rows.assembly import to_rows
from tests.pipeline.datasets.lighthouses import DISCLOSURES
from tests.pipeline.datasets.test_key_facts_views import invented, samples
from tests.pipeline.published import Row, document, fact, publish

TOTAL = "three_public.total"
KEY = "entity_id, fiscal_year, measure, scope, role"
SELF_JOIN = f"""
    select now.value_yuan, before.value_yuan, now.value_yuan - before.value_yuan
    from v_panel now join v_panel before using (entity_id, measure, scope, role)
    where before.fiscal_year = now.fiscal_year - 1 and measure = '{TOTAL}'
"""


def asked(output: Path, sql: str) -> list[tuple[Any, ...]]:
    return connect(output).execute(sql).fetchall()


def one(output: Path, columns: str, where: str = "true") -> tuple[Any, ...]:
    (row,) = asked(output, f"select {columns} from v_panel where {where}")
    return row


def account(doc: str, year: int, name: str = "灯塔局", **more: Any) -> Row:
    return document(doc, name, **{"doc_kind": "final_account", "fiscal_year": year, **more})


def budget(doc: str, year: int, name: str = "灯塔局", **more: Any) -> Row:
    return document(doc, name, **{"fiscal_year": year, **more})


def final(doc: str, year: int, yuan: str | None, page: int = 1, **more: Any) -> Row:
    given = {"role": "final", "fiscal_year": year, "value_year": year, "scope": "fiscal", **more}
    return fact(doc, given.pop("measure", TOTAL), yuan, page, **given)


def initial(doc: str, year: int, yuan: str | None, page: int = 1, **more: Any) -> Row:
    return final(doc, year, yuan, page, **{"role": "initial_budget", **more})


def counted(doc: str, year: int, value_year: int, number: int, page: int = 1) -> Row:
    more = {"role": "count", "value": Decimal(number), "value_year": value_year, "scope": "all_funds"}
    return final(doc, year, None, page, measure="assets.vehicles", **more)


def test_two_years_joined_by_hand_give_each_body_once(tmp_path: Path) -> None:
    """Joined without its fund, 52.99 stood against the 0.00 of another fund, twice."""
    facts = []
    for doc, year, yuan in (("a", 2023, "529900"), ("b", 2024, "612500")):
        facts.append(final(doc, year, yuan, 5))
        facts.append(final(doc, year, "0", 6, scope="gov_fund"))
        facts.append(final(doc, year, yuan, 9, source_kind="narrative"))
        facts.append(final(doc, year, "120000", 5, item_label="灯塔所"))
        facts.append(final(doc, year, "130000", 5, unit_name="航标所"))
        facts.append(final(doc, year, "140000", 5, economic_code="30217"))
        facts.append(final(doc, year, "150000", 5, function_code="208"))
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    assert sorted(asked(output, SELF_JOIN)) == [(0, 0, 0), (612500, 529900, 82600)]
    assert asked(output, f"select count(*) from v_panel where measure = '{TOTAL}'") == [(4,)]


def test_a_fund_that_the_document_does_not_name_joins_too(tmp_path: Path) -> None:
    facts = [final(d, y, n, scope=None) for d, y, n in (("a", 2023, "5"), ("b", 2024, "7"))]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    assert asked(output, SELF_JOIN) == [(7, 5, 2)]
    assert one(output, "scope, change_yuan", "fiscal_year = 2024") == ("unknown", 2)


CHANGE = "previous_value_yuan, change_yuan, previous_basis, why_not_comparable"


def test_the_year_before_comes_from_its_own_document(tmp_path: Path) -> None:
    facts = [final("a", 2023, "529900", 5), final("b", 2024, "612500", 7)]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    places = "page, source, previous_page, previous_source"
    assert one(output, f"{CHANGE}, {places}", "fiscal_year = 2024") == (
        *(529900, 82600, "document of the year before", None),
        *(7, "b.pdf#page=7", 5, "a.pdf#page=5"),
    )
    assert one(output, CHANGE, "fiscal_year = 2023") == (None, None, None, "no earlier figure")


def test_what_the_document_prints_beside_it_comes_first_and_a_restated_year_is_flagged(
    tmp_path: Path,
) -> None:
    facts = [
        final("a", 2023, "500"),
        final("b", 2024, "700", 4),
        final("b", 2024, "550", 6, role="prior_final", value_year=2023),
    ]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    found = one(output, f"{CHANGE}, previous_source, flags", "fiscal_year = 2024")
    assert found == (550, 150, "printed beside it", None, "b.pdf#page=6", ["restated"])


def test_a_printed_change_implies_the_year_before(tmp_path: Path) -> None:
    implied = {"role": "prior_budget", "value_year": 2025, "source_kind": "derived", "value_state": "derived",
               "derivation": "implied_prior"}  # fmt: skip
    facts = [initial("a", 2026, "300", 7), initial("a", 2026, "250", 8, **implied)]
    output = publish(tmp_path, documents=[budget("a", 2026)], facts=facts)
    assert one(output, CHANGE) == (250, 50, "implied by the printed change", None)


def test_the_year_before_of_a_sentence_belongs_to_the_figure_of_the_table(tmp_path: Path) -> None:
    """The table names the general budget, the sentence fiscal money: two names for one figure."""
    table = initial("a", 2026, "300", 7, scope="gpb")
    sentence = {"source_kind": "narrative", "scope": "fiscal"}
    facts = [
        table,
        initial("a", 2026, "300", 9, **sentence, duplicate_of=table["fact_id"], duplicate_kind="complete"),
        initial("a", 2026, "250", 9, **sentence, role="prior_budget", value_year=2025),
    ]
    output = publish(tmp_path, documents=[budget("a", 2026)], facts=facts)
    assert one(output, f"scope, {CHANGE}") == ("gpb", 250, 50, "printed beside it", None)
    apart = [
        *facts[1:],
        initial("a", 2026, "290", 8, **sentence),
        initial("a", 2026, "9", 8, scope="gov_fund"),
    ]
    output = publish(tmp_path / "apart", documents=[budget("a", 2026)], facts=[table, *apart])
    found = asked(output, "select scope, value_yuan, previous_value_yuan from v_panel order by scope")
    assert found == [("fiscal", 290, 250), ("gov_fund", 9, None), ("gpb", 300, None)]


def test_a_department_and_its_own_office_are_not_compared(tmp_path: Path) -> None:
    documents = [account("a", 2023), account("b", 2024, scope_type="department_own")]
    facts = [final("a", 2023, "529900"), final("b", 2024, "80000")]
    output = publish(tmp_path, documents=documents, facts=facts)
    found = one(output, f"{CHANGE}, previous_fact_id", "fiscal_year = 2024")
    assert found[:4] == (None, None, None, "scope_type changed")
    assert found[4] == facts[0]["fact_id"]


def moved(before: str, after: str, kind: str) -> Row:
    """A reorganisation in March 2024."""
    day = datetime.date(2024, 3, 1)
    ends = {"from_entity_id": before, "to_entity_id": after, "effective_from": day, "effective_to": day}
    return {"relation_id": kind, "kind": kind, **ends}


def test_a_renamed_body_is_one_series_and_its_years_are_not_compared(tmp_path: Path) -> None:
    rename = moved("灯塔局", "航标局", "rename")
    documents = [account("a", 2023), account("b", 2024, "航标局"), account("c", 2025, "航标局")]
    facts = [
        final("a", 2023, "5"),
        final("b", 2024, "7", entity_id="航标局"),
        final("c", 2025, "8", entity_id="航标局"),
    ]
    entities = [{"entity_id": name, "canonical_name": name} for name in ("灯塔局", "航标局")]
    output = publish(tmp_path, documents=documents, facts=facts, entities=entities, entity_relations=[rename])
    assert asked(output, SELF_JOIN) == [(8, 7, 1)]
    columns = f"series_id, {CHANGE}"
    found = asked(output, f"select {columns} from v_panel order by fiscal_year")
    assert found == [
        ("航标局", None, None, None, "no earlier figure"),
        ("航标局", None, None, None, "break in series"),
        ("航标局", 7, 1, "document of the year before", None),
    ]


def test_a_body_that_takes_in_another_is_not_compared_with_itself(tmp_path: Path) -> None:
    merger = moved("潮汐局", "灯塔局", "merge")
    documents = [account("a", 2023), account("b", 2024)]
    entities = [{"entity_id": name, "canonical_name": name} for name in ("灯塔局", "潮汐局")]
    output = publish(tmp_path, documents=documents, facts=[final("a", 2023, "5"), final("b", 2024, "7")],
                     entities=entities, entity_relations=[merger])  # fmt: skip
    assert one(output, CHANGE, "fiscal_year = 2024") == (None, None, None, "break in series")


def test_a_count_of_the_same_day_in_two_documents_is_no_change(tmp_path: Path) -> None:
    """An account counts the cars at the end of its year, the next budget those of the same day."""
    documents = [account("a", 2024), budget("b", 2025), budget("c", 2026)]
    facts = [counted("a", 2024, 2024, 12), counted("b", 2025, 2024, 12), counted("c", 2026, 2025, 9)]
    output = publish(tmp_path, documents=documents, facts=facts)
    columns = "value, value_year, previous_count, change_count, why_not_comparable"
    found = asked(output, f"select {columns} from v_panel order by fiscal_year")
    assert found == [
        (12, 2024, None, None, "no earlier figure"),
        (12, 2024, None, None, "same year"),
        (9, 2025, 12, -3, None),
    ]


def test_a_count_of_its_own_year_comes_before_one_of_the_year_before(tmp_path: Path) -> None:
    documents = [budget("b", 2024), account("a", 2024)]
    facts = [counted("b", 2024, 2023, 15), counted("a", 2024, 2024, 12)]
    output = publish(tmp_path, documents=documents, facts=facts)
    assert one(output, "value, doc_kind, other_in") == (12, "final_account", None)


@pytest.mark.parametrize(("now", "before"), [(None, "5"), ("5", None)])
def test_a_blank_is_not_nothing(tmp_path: Path, now: str | None, before: str | None) -> None:
    state = {True: "blank", False: "printed"}
    facts = [
        final("a", 2023, before, value_state=state[before is None]),
        final("b", 2024, now, value_state=state[now is None]),
    ]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    assert one(output, CHANGE, "fiscal_year = 2024") == (None, None, None, "blank")


def test_nothing_is_a_value(tmp_path: Path) -> None:
    facts = [final("a", 2023, "529900"), final("b", 2024, "0", value_state="printed_zero")]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    assert one(output, "change_yuan, value_state", "fiscal_year = 2024") == (-529900, "printed_zero")


def test_yuan_that_are_called_ten_thousands_are_no_growth(tmp_path: Path) -> None:
    facts = [final("a", 2023, "3000000"), final("b", 2024, "31500000000")]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    found = one(output, f"{CHANGE}, flags", "fiscal_year = 2024")
    assert found == (None, None, None, "unit in doubt", ["unit_in_doubt"])


def test_a_scan_that_nothing_proves_is_not_compared(tmp_path: Path) -> None:
    facts = [final("a", 2023, "5", ocr_status="unproven"), final("b", 2024, "7", ocr_status="confirmed")]
    output = publish(tmp_path, documents=[account("a", 2023), account("b", 2024)], facts=facts)
    assert one(output, CHANGE, "fiscal_year = 2024") == (None, None, None, "unproven scan")
    assert one(output, "flags", "fiscal_year = 2023") == (["unproven_scan"],)


OTHER = "value_yuan, doc_kind, other_value_yuan, other_in, other_source, flags"


def test_the_initial_budget_is_that_of_the_budget_and_the_accounts_is_told(tmp_path: Path) -> None:
    documents = [account("a", 2024), budget("b", 2024)]
    facts = [initial("a", 2024, "570000", 3), initial("b", 2024, "580000", 8), final("a", 2024, "612500", 3)]
    output = publish(tmp_path, documents=documents, facts=facts)
    assert one(output, OTHER, "role = 'initial_budget'") == (
        *(580000, "budget", 570000, "final_account", "a.pdf#page=3"),
        ["printed_differently"],
    )
    assert one(output, OTHER, "role = 'final'") == (612500, "final_account", None, None, None, [])


def test_a_budget_without_a_document_of_its_own_is_that_of_the_account(tmp_path: Path) -> None:
    output = publish(tmp_path, documents=[account("a", 2024)], facts=[initial("a", 2024, "570000", 3)])
    assert one(output, OTHER) == (570000, "final_account", None, None, None, [])


@pytest.mark.parametrize(("other", "told"), [("580049", None), ("580151", 580151)])
def test_rounding_is_no_disagreement(tmp_path: Path, other: str, told: int | None) -> None:
    """58.00 and 58.0049 ten thousands are one figure; 58.0151 is another."""
    documents = [account("a", 2024), budget("b", 2024)]
    facts = [
        initial("b", 2024, "580000", value=Decimal("58"), decimals=2),
        initial("a", 2024, other, value=Decimal(other)),
    ]
    output = publish(tmp_path, documents=documents, facts=facts)
    assert one(output, "value_yuan, other_value_yuan") == (580000, told)


def test_two_files_of_a_disclosure_and_a_replaced_one_are_told_apart(tmp_path: Path) -> None:
    documents = [
        budget("t", 2026),
        budget("w", 2026, is_primary=False, group_role="part", primary_doc_id="t"),
        budget("x", 2026, is_primary=False, group_role="replaced", primary_doc_id="t"),
    ]
    facts = [
        initial("t", 2026, "900", 5),
        initial("w", 2026, "901", 8, source_kind="narrative"),
        initial("w", 2026, "40", 9, measure="agency_operating", source_kind="narrative"),
        initial("t", 2026, "7", 5, measure="income.total"),
        initial("x", 2026, "6", 4, measure="income.total"),
        initial("x", 2026, "4", 4, measure="income.other"),
    ]
    output = publish(tmp_path, documents=documents, facts=facts)
    columns = "measure, value_yuan, source, other_value_yuan, other_in, flags"
    assert asked(output, f"select {columns} from v_panel order by measure") == [
        ("agency_operating", 40, "w.pdf#page=9", None, None, []),
        ("income.total", 7, "t.pdf#page=5", 6, "replaced", ["revised"]),
        (TOTAL, 900, "t.pdf#page=5", 901, "other_file", ["printed_differently"]),
    ]


def test_what_a_document_prints_twice_and_differently_is_told(tmp_path: Path) -> None:
    best = final("a", 2024, "100", 5)
    second = final("a", 2024, "120", 9, source_kind="narrative", duplicate_of=best["fact_id"],
                   duplicate_kind="inconsistent")  # fmt: skip
    output = publish(tmp_path, documents=[account("a", 2024)], facts=[best, second])
    assert one(output, OTHER) == (
        *(100, "final_account", 120, "same_document", "a.pdf#page=9"),
        ["printed_differently"],
    )


def test_of_the_rows_of_a_list_the_total_is_taken_and_the_row_says_so(tmp_path: Path) -> None:
    """A list of purchases prints its total and its rows under one name."""
    purchases = {"measure": "procurement.total", "scope": None}
    facts = [initial("a", 2026, yuan, page, **purchases) for yuan, page in (("30", 8), ("100", 9), ("70", 9))]
    output = publish(tmp_path, documents=[budget("a", 2026)], facts=facts)
    assert one(output, "value_yuan, page, flags") == (100, 9, ["one_of_several"])


def test_units_that_a_department_counts_in_are_not_bodies_of_their_own(tmp_path: Path) -> None:
    documents = [account("a", 2024), account("u", 2024, "灯塔所", is_primary=False)]
    facts = [final("a", 2024, "100"), final("u", 2024, "20", entity_id="灯塔所")]
    output = publish(tmp_path, documents=documents, facts=facts)
    assert asked(output, "select entity_id, value_yuan from v_panel") == [("灯塔局", 100)]


def test_a_row_says_whose_figure_it_is_and_how_much_of_the_division_is_there(tmp_path: Path) -> None:
    documents = [account("a", 2024), account("b", 2023, "潮汐局"), account("c", 2023)]
    output = publish(
        tmp_path,
        documents=documents,
        facts=[final("a", 2024, "100", confirmed_by=["sum"])],
        divisions=[{"code": "310107", "name": "普陀区", "full_name": "上海市普陀区", "valid_from": 2005}],
    )
    columns = (
        "entity_name, division_code, division_name, province, scope_type, doc_kind, bodies, bodies_known"
    )
    assert one(output, f"{columns}, confirmed_by") == (
        *("灯塔局", "310107", "上海市普陀区", "31", "department_rollup", "final_account", 1, 2),
        ["sum"],
    )


def test_a_derived_figure_says_so(tmp_path: Path) -> None:
    derived = {"source_kind": "derived", "value_state": "derived", "derivation": "sum_of_items"}
    output = publish(tmp_path, documents=[account("a", 2024)], facts=[final("a", 2024, "100", **derived)])
    assert one(output, "source_kind, derivation, flags") == ("derived", "sum_of_items", ["derived"])


def keys(output: Path) -> tuple[int, int, int]:
    """Rows, different keys, keys with a null in them."""
    whole = " || ".join(KEY.split(", "))
    counted = f"count(*), count(distinct ({KEY})), count(*) - count({whole})"
    ((rows, different, null),) = asked(output, f"select {counted} from v_panel")
    return rows, different, null


@cache
def of_samples() -> dict[str, list[Row]]:
    return {name: rows for name, rows in samples().items() if name != "key_facts"}


def test_every_key_is_there_once_over_the_samples(tmp_path: Path) -> None:
    rows, different, null = keys(publish(tmp_path, **of_samples()))
    assert rows == different > 50
    assert null == 0


@pytest.mark.parametrize("seed", range(4))
def test_every_key_is_there_once_over_disclosures_of_several_files(tmp_path: Path, seed: int) -> None:
    rows, different, null = keys(publish(tmp_path, **invented(seed)))
    assert rows == different > 20
    assert null == 0


def test_what_is_left_of_a_template_and_rows_of_one_item_are_no_figures(tmp_path: Path) -> None:
    whole = final("a", 2024, "100", 5)
    facts = [
        whole,
        final("a", 2024, "900", 5, part_of=whole["fact_id"]),
        final("a", 2024, "800", 6, measure="agency_operating", value_state="template_residue"),
    ]
    output = publish(tmp_path, documents=[account("a", 2024)], facts=facts)
    assert asked(output, "select measure, value_yuan, flags from v_panel") == [(TOTAL, 100, [])]


def test_texts_of_two_bureaus_come_out_as_they_are_printed(tmp_path: Path) -> None:
    rows: dict[str, list[Row]] = {}
    for text in DISCLOSURES.values():
        for name, found in to_rows(extract(text.encode())).items():
            rows.setdefault(name, []).extend(found)
    del rows["key_facts"]
    arrange(rows["documents"], rows.get("units_listed", ()))
    output = publish(tmp_path, **rows)
    columns = "fiscal_year, role, value_yuan, change_yuan, why_not_comparable, other_value_yuan"
    where = f"where measure = '{TOTAL}' order by 1, 2"
    assert asked(output, f"select {columns} from v_panel {where}") == [
        (2023, "final", 529900, None, "no earlier figure", None),
        (2023, "initial_budget", 600000, None, "no earlier figure", None),
        (2024, "final", 612500, 82600, None, None),
        (2024, "initial_budget", 580000, -20000, None, 570000),
        (2025, "initial_budget", 80000, None, "scope_type changed", None),
    ]
    tides = asked(output, "select why_not_comparable from v_panel where value_yuan = 31500000000")
    assert set(tides) == {("unit in doubt",)}
    execution = f"select fiscal_year, budget, published_budget, gap_yuan from v_budget_execution {where}"
    assert asked(output, execution) == [(2023, 600000, None, -70100), (2024, 570000, 580000, 42500)]
