"""Records become rows with ids, places and exact numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import datasets
from pipeline.rows.assembly import to_columns, to_rows
from pipeline.rows.frames import frame as frame_of
from tests.pipeline.fakes import extraction, form

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()


def test_every_row_has_exactly_the_columns_of_its_dataset() -> None:
    rows = to_rows(form(TEXT), with_contacts=True)
    for name, found in rows.items():
        columns = {c.name for c in (*datasets()[name].columns, *datasets()[name].partition)}
        for row in found:
            assert set(row) == columns, name
        assert to_table(name, found).num_rows == len(found)


def test_raw_is_the_text_of_the_span() -> None:
    found = extraction(TEXT)
    for name in ("facts", "table_cells", "quantities", "sections", "reasons", "tables", "entity_aliases"):
        for row in to_rows(found)[name]:
            assert row["raw"] == found.document.text[row["char_start"] : row["char_end"]]


def test_a_fact_keeps_its_number_place_and_references() -> None:
    rows = to_rows(extraction(TEXT))
    fact = rows["facts"][0]
    assert (fact["value"], fact["value_yuan"], fact["value_raw"]) == (
        Decimal("1.50"),
        Decimal("15000.00"),
        "1.50",
    )
    assert (fact["page"], fact["bbox"], fact["raw"]) == (1, (1.0, 2.0, 3.0, 4.5), "1.50")
    assert fact["table_id"] == rows["tables"][0]["table_id"]
    assert fact["section_id"] == rows["sections"][0]["section_id"]
    assert fact["reason_id"] == rows["reasons"][0]["reason_id"]
    assert rows["reasons"][0]["fact_ids"] == [fact["fact_id"]]
    assert (fact["fiscal_year"], fact["province"], fact["division_code"]) == (2023, "11", "110112")


def test_equal_records_get_different_ids_and_the_same_ones_every_time() -> None:
    found = extraction(TEXT)
    twice = replace(found, facts=found.facts + found.facts, checks=(), findings=())
    ids = [row["fact_id"] for row in to_rows(twice)["facts"]]
    assert len(set(ids)) == 4
    assert ids[:2] == [row["fact_id"] for row in to_rows(found)["facts"]]


def test_a_failing_check_is_a_finding_with_the_places_of_its_operands() -> None:
    rows = to_rows(extraction(TEXT))
    check, finding = rows["checks"][0], rows["findings"][0]
    assert check["result"] == "fail"
    assert check["diff"] == Decimal("1000.00")
    assert check["lhs_ids"] == [rows["facts"][0]["fact_id"]]
    assert finding["check_id"] == check["check_id"]
    assert (finding["printed"], finding["computed"]) == ("15000", "14000")
    assert [e["raw"] for e in finding["evidence"]] == ["1.50", "1.40"]
    assert (finding["raw"], finding["page"], finding["message_en"]) == ("1.50", 1, "not equal")


def test_a_check_that_holds_is_no_finding() -> None:
    equal = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.50".encode()
    rows = to_rows(extraction(equal))
    assert (len(rows["checks"]), len(rows["findings"])) == (1, 0)


def test_what_is_no_disclosure_keeps_its_document_and_text_only() -> None:
    rows = to_rows(extraction(b"||x|novel\na 1"))
    assert rows["documents"][0]["status"] == "not_disclosure"
    assert {name for name, found in rows.items() if found} == {"documents", "texts", "rejects"}


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (Decimal("0.123456789"), Decimal("0.123457")),
        (Decimal("999999999999999999"), Decimal("999999999999999999")),
        (Decimal("1000000000000000000"), None),
        (Decimal("999999999999999999.9999999"), None),
        (Decimal("NaN"), None),
    ],
)
def test_a_number_that_no_column_can_hold_is_null_and_a_reject(
    printed: Decimal, kept: Decimal | None
) -> None:
    found = extraction(TEXT)
    fact = replace(found.facts[0], value=printed, value_yuan=None, reasons=())
    rows = to_rows(replace(found, facts=(fact,), reasons=(), checks=(), findings=()))
    assert rows["facts"][0]["value"] == kept
    lost = [row for row in rows["rejects"] if row["stage"] == "rows"]
    assert [row["raw"] for row in lost] == ([] if kept is not None else ["1.50"])
    to_table("facts", rows["facts"])


def test_contacts_are_rows_on_request_only() -> None:
    assert "project_contacts" not in to_rows(form(TEXT))
    contacts = to_rows(form(TEXT), with_contacts=True)["project_contacts"]
    assert [(row["leader"], row["phone"]) for row in contacts] == [("测试员", "00000000")]


@pytest.mark.parametrize("with_contacts", [False, True])
def test_persons_of_forms_are_in_no_other_dataset_than_the_text(with_contacts: bool) -> None:
    rows = to_rows(form(TEXT), with_contacts=with_contacts)
    for name, found in rows.items():
        if name not in ("texts", "project_contacts"):
            assert "测试员" not in str(found), name
            assert "00000000" not in str(found), name
    cell = rows["table_cells"][0]
    assert (cell["text"], cell["raw"], cell["value"], cell["value_yuan"]) == (None, None, None, None)
    words = rows["texts"][0]["search_tokens"].split()
    assert "负责人" in words
    assert not {"测试员", "00000000"} & set(words)
    assert cell["char_start"] is not None
    assert rows["indicators"][0]["level3_raw"] == "及时完成"


def test_a_frame_shows_what_a_run_would_publish() -> None:
    frame = frame_of(extraction(TEXT), "facts")
    assert list(frame["value_yuan"]) == [Decimal("15000.00"), Decimal("14000.00")]
    assert list(frame["fiscal_year"]) == [2023, 2023]
    with pytest.raises(KeyError, match="no dataset 'fakts'"):
        frame_of(extraction(TEXT), "fakts")


def test_a_reason_has_its_themes_and_the_words_that_name_them() -> None:
    found = extraction(TEXT)
    said = replace(found.reasons[0], cause="在职人员增加，按规定执行", explains="change")
    [row] = to_rows(replace(found, reasons=(said,)))["reasons"]
    assert (row["theme"], row["theme_direction"], row["explains"]) == ("staff_changes", 1, "change")
    assert (row["themes"], row["theme_words"]) == (["staff_changes", "policy"], ["在职人员增加", "按规定"])


def test_reasons_that_open_otherwise_share_their_boilerplate_hash() -> None:
    found = extraction(TEXT)
    one, other = (
        replace(found.reasons[0], text=lead + "按需支出", cause="按需支出") for lead in ("因", "主要是")
    )
    rows = to_rows(replace(found, reasons=(one, other)))["reasons"]
    assert rows[0]["boilerplate_hash"] == rows[1]["boilerplate_hash"]
    assert rows[0]["reason_id"] != rows[1]["reason_id"]


def test_rows_by_column_are_the_rows() -> None:
    for made in (extraction(TEXT), form(TEXT)):
        kept = to_columns(made, with_contacts=True)
        rows = to_rows(made, with_contacts=True)
        assert {name: list(some) for name, some in kept.items()} == rows
        assert all(isinstance(some, list) for some in rows.values())
        for name, some in kept.items():
            assert to_table(name, some).equals(to_table(name, rows[name])), name
