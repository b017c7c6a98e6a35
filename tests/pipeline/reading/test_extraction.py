"""What is known about one document: its status and what was seen and not placed."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from extractors.document import Place, Reject
from pipeline.audit.document_records import DocumentRecords
from pipeline.reading.extraction import Extraction
from tests.pipeline.fakes import extraction

FOUND = extraction("2023|110112|某区财政局|final_account\n收入合计 1.50".encode())


@pytest.mark.parametrize(
    ("disclosure", "partial", "status"),
    [
        (True, False, "ok"),
        (True, True, "partial"),
        (False, False, "not_disclosure"),
        (False, True, "not_disclosure"),
    ],
)
def test_status(disclosure: bool, partial: bool, status: str) -> None:
    found = replace(
        FOUND,
        identity=replace(FOUND.identity, is_disclosure=disclosure),
        document=replace(FOUND.document, partial=partial),
    )
    assert found.status == status


def test_rejects_are_those_of_the_reader_then_numbers_without_place() -> None:
    unplaced = Reject("quantities", "no unit", Place(1, None, 0, 1), "7")
    assert [r.raw for r in replace(FOUND, unplaced=(unplaced,)).rejects] == ["x", "7"]


def test_the_records_of_the_document_are_reachable_by_name() -> None:
    assert isinstance(FOUND, DocumentRecords)
    names = [f.name for f in fields(Extraction)]
    assert names[:8] == [f.name for f in fields(DocumentRecords)]
    assert names[8:] == ["doc_id", "byte_size", "checks", "findings", "unplaced", "ruling", "losses"]
