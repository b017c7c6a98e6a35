"""`mingzhang datasets`."""

from __future__ import annotations

from pipeline.datasets.schema import datasets
from tests.pipeline.commands.published import asked


def test_every_dataset_is_listed_with_its_key() -> None:
    status, text = asked("datasets")
    assert status == 0
    for dataset in datasets().values():
        assert f"\n{dataset.name} " in text
        assert dataset.title[:20] in text


def test_the_columns_of_one_dataset_are_listed() -> None:
    status, text = asked("datasets", "documents")
    assert status == 0
    assert "doc_id" in text
    assert "group_role" in text
    assert "value_yuan" not in text


def test_a_dataset_that_there_is_not_is_named() -> None:
    status, text = asked("datasets", "fakts")
    assert (status, "there is no dataset or view fakts; did you mean facts" in text) == (2, True)
