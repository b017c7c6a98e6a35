"""A file is written only where what it is made of has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.datasets import parquet
from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import datasets
from pipeline.publishing.file_ledger import Ledger, Part
from pipeline.publishing.generation import LocalGeneration
from pipeline.publishing.manifest import Manifest
from pipeline.storage.folders import LocalFolder


def texts(*doc_ids: str) -> list[pa.Table]:
    columns = ("text", "text_sha256", "search_tokens")
    return [to_table("texts", [{"doc_id": doc, **dict.fromkeys(columns)}]) for doc in doc_ids]


def part(mark: str = "m", start: str = "part-") -> Part:
    return Part(datasets()["texts"], start, mark)


def never() -> Iterator[pa.Table]:
    raise AssertionError("asked for rows that are there")
    yield


def ledger(root: Path, before: Manifest | None = None, version: str = "v") -> Ledger:
    """Of a next generation; `before` are the files of the published one."""
    return Ledger(LocalGeneration(LocalFolder(root)), before or Manifest(), version)


def publish(found: Ledger) -> Manifest:
    """Makes the generation of a ledger the published one, and gives what is known of it."""
    found._generation.finish("datapackage.json", b"{}")
    return Manifest(found.groups)


@pytest.fixture
def before(tmp_path: Path) -> Manifest:
    """A published generation: two documents in the group `11`, made of `m`."""
    first = ledger(tmp_path)
    first.begin("11", "group")
    first.write("11", part(), texts("a", "b"))
    return publish(first)


def files(root: Path) -> list[str]:
    return [p.name for p in sorted((root / "datasets" / "texts").iterdir())]


def test_what_is_written_is_entered_with_its_size_rows_and_mark(tmp_path: Path, before: Manifest) -> None:
    (entry,) = before.groups["11"].entries
    path = tmp_path / "datasets" / "texts" / "part-0.parquet"
    assert (entry.path, entry.size, entry.rows) == ("texts/part-0.parquet", path.stat().st_size, 2)
    assert entry.dataset == "texts"
    assert before.groups["11"].mark == "group"


def test_a_group_that_was_made_of_the_same_is_taken_over(tmp_path: Path, before: Manifest) -> None:
    then = ledger(tmp_path, before)
    assert then.take_over("11", "group")
    assert then.groups == before.groups
    assert (then.written, then.kept, then.rows()) == (0, 1, {"texts": 2})
    publish(then)
    assert files(tmp_path) == ["part-0.parquet"]


def test_a_group_is_not_taken_over_where_anything_is_otherwise(tmp_path: Path, before: Manifest) -> None:
    assert not ledger(tmp_path, before).take_over("11", "other mark")
    assert not ledger(tmp_path, before).take_over("31", "group")
    (tmp_path / "datasets" / "texts" / "part-0.parquet").write_bytes(b"torn")
    then = ledger(tmp_path, before)
    assert not then.take_over("11", "group")
    assert then.groups == {}


def test_a_part_that_was_made_of_the_same_is_not_asked_for_its_rows(tmp_path: Path, before: Manifest) -> None:
    then = ledger(tmp_path, before)
    then.begin("11", "another group mark")
    then.write("11", part(), never())
    assert then.entries == list(before.groups["11"].entries)
    assert (then.written, then.kept) == (0, 1)


@pytest.mark.parametrize(("mark", "version"), [("other", "v"), ("m", "other")])
def test_a_part_of_another_mark_or_version_is_written_anew(
    tmp_path: Path, before: Manifest, mark: str, version: str
) -> None:
    then = ledger(tmp_path, before, version)
    then.begin("11", "g")
    then.write("11", part(mark), texts("c"))
    assert (then.written, then.kept, then.rows()) == (1, 0, {"texts": 1})
    assert then.entries[0].mark != before.groups["11"].entries[0].mark


def test_a_file_that_is_gone_is_written_anew(tmp_path: Path, before: Manifest) -> None:
    (tmp_path / "datasets" / "texts" / "part-0.parquet").unlink()
    then = ledger(tmp_path, before)
    then.begin("11", "g")
    then.write("11", part(), texts("a", "b"))
    assert then.entries == list(before.groups["11"].entries)
    assert (then.written, then.kept) == (1, 0)


def test_a_part_of_several_files_is_taken_over_whole_or_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "ROWS_PER_GROUP", 1)
    monkeypatch.setattr(parquet, "BYTES_PER_FILE", 1)
    first = ledger(tmp_path)
    first.begin("", "g")
    first.write("", part(), texts("a", "b", "c"))
    assert [e.path for e in first.entries] == [f"texts/part-{n}.parquet" for n in range(3)]
    assert (first.written, first.rows()) == (3, {"texts": 3})
    before = publish(first)
    then = ledger(tmp_path, before)
    then.begin("", "g")
    then.write("", part(), never())
    assert (then.written, then.kept) == (0, 3)
    publish(then)
    (tmp_path / "datasets" / "texts" / "part-1.parquet").unlink()
    again = ledger(tmp_path, before)
    again.begin("", "g")
    again.write("", part(), texts("a", "b", "c"))
    assert (again.written, again.kept) == (3, 0)


def test_a_part_without_rows_has_no_file_unless_asked_for(tmp_path: Path) -> None:
    found = ledger(tmp_path)
    found.begin("", "g")
    empty = [datasets()["texts"].schema.empty_table()]
    found.write("", part(), empty)
    assert (found.entries, found.rows()) == ([], {})
    with pytest.raises(TypeError, match="positional"):
        found.write("", part(), empty, True)
    found.write("", part(), empty, even_if_empty=True)
    assert found.rows() == {"texts": 0}
    assert found.written == 1


def test_groups_keep_the_order_in_which_they_were_begun(tmp_path: Path) -> None:
    found = ledger(tmp_path)
    for name in ("31", "11"):
        found.begin(name, name)
        found.write(name, part(start=f"part-{name}-"), texts("a"))
    assert list(found.groups) == ["31", "11"]
    assert [e.path for e in found.entries] == ["texts/part-31-0.parquet", "texts/part-11-0.parquet"]
    assert found.rows() == {"texts": 2}
