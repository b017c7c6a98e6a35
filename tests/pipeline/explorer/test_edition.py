"""What stands in a document is read from the files in which it stands, and is what the views say."""

from __future__ import annotations

import pytest

from pipeline.datasets.schema import datasets
from pipeline.explorer.edition import Edition, NotThere

OF_DOCUMENTS = [
    d.name
    for d in datasets().values()
    if any(column.name == "doc_id" for column in d.columns) and not (d.on_request or d.internal)
]


@pytest.mark.parametrize("dataset", OF_DOCUMENTS)
def test_the_rows_of_a_document_are_those_that_the_dataset_has_of_it(edition: Edition, dataset: str) -> None:
    for document in edition.rows("select * from documents"):
        whole = edition.rows(f"select * from {dataset} where doc_id = ?", [document["doc_id"]])
        found = edition.of_document(dataset, document)
        assert sorted(map(repr, found)) == sorted(map(repr, whole))


def test_a_page_has_its_figures(edition: Edition) -> None:
    document = edition.row("select * from documents where file_name = 'landscape_budget.pdf'")
    assert document is not None
    columns = ["page", "value_raw as printed"]
    found = edition.of_document(
        "table_cells", document, columns, page=3, where="value_yuan > $least", values={"least": 0}
    )
    assert found
    assert {row["page"] for row in found} == {3}
    assert list(found[0]) == ["page", "printed"]


def test_a_document_that_is_not_there_is_said(edition: Edition) -> None:
    with pytest.raises(NotThere, match="no document abcdef012345 in this output"):
        edition.document("abcdef0123456789")
