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
