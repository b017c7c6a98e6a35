"""What is new in the published datasets since a moment before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.upkeep.published import Before, News, ids, tables

KEYS = {"documents": "doc_id", "findings": "finding_id", "revisions": "revision_id"}


def publish(output: Path, dataset: str, part: str, *rows: dict[str, Any]) -> None:
    path = output / "datasets" / dataset / part
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = pa.schema([(KEYS[dataset], pa.string()), ("note", pa.string())])
    pq.write_table(pa.Table.from_pylist(list(rows), schema), path)


def row(dataset: str, number: int) -> dict[str, Any]:
    return {KEYS[dataset]: f"{dataset}-{number}", "note": f"n{number}"}


def test_ids_are_those_of_all_files(tmp_path: Path) -> None:
    publish(tmp_path, "findings", "year=1/b.parquet", row("findings", 1))
    publish(tmp_path, "findings", "a.parquet", row("findings", 2), row("findings", 3))
    assert ids(tmp_path, "findings", "finding_id") == {"findings-1", "findings-2", "findings-3"}
    assert [t.num_rows for t in tables(tmp_path, "findings")] == [2, 1]
    assert next(iter(tables(tmp_path, "findings", ["note"]))).column_names == ["note"]


def test_what_was_there_before_is_no_news(tmp_path: Path) -> None:
    for dataset in KEYS:
        publish(tmp_path, dataset, "a.parquet", row(dataset, 1))
    before = Before.now(tmp_path)
    assert before.news(tmp_path) == News((), (), ())
    for dataset in KEYS:
        publish(tmp_path, dataset, "a.parquet", row(dataset, 2), row(dataset, 1))
        publish(tmp_path, dataset, "b.parquet", row(dataset, 3))
    assert before.news(tmp_path) == News(
        *((row(dataset, 2), row(dataset, 3)) for dataset in ("documents", "findings", "revisions"))
    )


def test_before_the_first_night_nothing_is_there(tmp_path: Path) -> None:
    before = Before.now(tmp_path)
    assert before == Before(frozenset(), frozenset(), frozenset())
    publish(tmp_path, "revisions", "a.parquet", row("revisions", 1))
    assert before.news(tmp_path) == News((), (), (row("revisions", 1),))


def test_a_damaged_file_hinders_no_night_and_what_it_held_is_not_called_new(tmp_path: Path) -> None:
    def of(number: int) -> dict[str, Any]:
        return {"finding_id": f"f{number}", "doc_id": f"d{number}"}

    def write(part: str, *rows: dict[str, Any]) -> Path:
        path = tmp_path / "datasets" / "findings" / part
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(list(rows)), path)
        return path

    write("a.parquet", of(1))
    damaged = write("b.parquet", of(2))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    before = Before.now(tmp_path)
    assert before.findings == {"f1"}
    assert [file.path for file in before.damaged] == [damaged]
    assert [file.path for file in before.news(tmp_path).damaged] == [damaged]
    write("b.parquet", of(2), of(3))  # mended by the run, which also read d3
    news = before.news(tmp_path, {"d3"})
    assert (news.findings, news.damaged) == ((of(3),), ())
