"""Search in an edition finds what `mingzhang search` finds, from the few documents that print a figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.ask.hits import Filters, WrongSearch
from pipeline.ask.search import search
from pipeline.explorer.edition import Edition
from pipeline.explorer.library import Library


@pytest.fixture(scope="module")
def prepared(samples_output: Path) -> Iterator[Edition]:
    library = Library(str(samples_output))
    library.wait()
    assert library.edition().is_prepared
    yield library.edition()
    library.close()


@pytest.mark.parametrize(
    "query", ["公务接待", "72.45", "72.45万元", "1,334万元", "15,250,000", "99.03%", "2025", "4711.12"]
)
def test_the_hits_are_those_of_the_command(prepared: Edition, samples_output: Path, query: str) -> None:
    found = prepared.search(query)
    assert found == search(str(samples_output), query)
    assert found.hits or query == "4711.12"


def test_filters_leave_documents_out_before_they_are_read(prepared: Edition, samples_output: Path) -> None:
    assert len({hit.doc_id for hit in prepared.search("237.40").hits}) == 2
    for filters, documents in ((Filters(division="31"), 1), (Filters(year=2025), 2), (Filters(year=2026), 0)):
        found = prepared.search("237.40", ("tables",), filters)
        assert found == search(str(samples_output), "237.40", within=("tables",), filters=filters)
        assert len({hit.doc_id for hit in found.hits if hit.kind == "cell"}) == documents


def test_a_filter_that_there_is_not_is_said(prepared: Edition) -> None:
    with pytest.raises(WrongSearch, match=r"there is no kind of document budgets; .*did you mean"):
        prepared.search("0", filters=Filters(kind="budgets"))
