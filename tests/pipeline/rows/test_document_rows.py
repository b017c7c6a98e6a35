"""Rows of the document as a whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from extractors.document import Place, Reject
from pipeline.rows.document_rows import document_rows, reject_rows, text_rows
from pipeline.rows.provenance import NOWHERE, DocumentRows
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()
FOUND = extraction(TEXT)


def test_a_document_says_what_it_has() -> None:
    (row,) = document_rows(DocumentRows(FOUND))
    assert (row["doc_id"], row["fiscal_year"], row["doc_kind"], row["byte_size"]) == (
        FOUND.doc_id,
        2023,
        "final_account",
        len(TEXT),
    )
    assert (row["has_tables"], row["has_narrative"], row["page_count"]) == (True, False, None)
    assert [row[c] for c in ("source_uri", "file_name", "is_primary", "group_role")] == [None] * 4
    narrative = replace(FOUND, facts=(replace(FOUND.facts[0], source_kind="narrative"),), tables=())
    (row,) = document_rows(DocumentRows(narrative))
    assert (row["has_tables"], row["has_narrative"]) == (False, True)


def test_headline_figures_are_measures_of_the_whole_body_in_the_role_of_its_kind() -> None:
    final = replace(FOUND.facts[0], role="final", item_label=None, function_code=None, economic_code=None)
    facts = (
        final,
        replace(final, source_kind="narrative"),  # the same measure again
        replace(final, measure="staff.actual", role="count"),
        replace(final, measure="a", function_code="205"),
        replace(final, measure="b", economic_code="301"),
        replace(final, measure="c", item_label="某所"),
        replace(final, measure="d", unit="某所"),
        replace(final, measure="e", role="initial_budget"),
        replace(final, measure="f", value=None),
    )
    (row,) = document_rows(DocumentRows(replace(FOUND, facts=facts)))
    assert row["headline_figures"] == 2
    budget = replace(FOUND, facts=facts, identity=replace(FOUND.identity, doc_kind="budget"))
    (row,) = document_rows(DocumentRows(budget))
    assert row["headline_figures"] == 2  # staff, and the initial budget


def test_a_text_has_its_hash_and_its_words() -> None:
    (row,) = text_rows(DocumentRows(extraction(b"||x|novel")))
    assert (row["text"], row["search_tokens"]) == ("||x|novel", "x novel")
    assert row["text_sha256"] == sha256(b"||x|novel").hexdigest()


def test_rejects_are_numbered_and_numbers_that_were_lost_stand_last() -> None:
    document = DocumentRows(replace(FOUND, unplaced=(Reject("quantities", "no unit", NOWHERE, "7"),)))
    document.number(Decimal(10) ** 20, Place(1, None, 0, 4))
    rows = reject_rows(document)
    assert [(r["ordinal"], r["stage"], r["raw"]) for r in rows] == [
        (0, "read", FOUND.document.text),
        (1, "quantities", "7"),
        (2, "rows", "2023"),
    ]
