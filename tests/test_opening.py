"""An output opens with pandas, polars, DuckDB and Arrow, as R's arrow does it too, and is the same frame."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.datasets.pandas_types import to_pandas
from pipeline.running.run import run
from tests.documented import blocks
from tests.pipeline.running.runs import InlineExecutor

ROOT = Path(__file__).parent.parent
PYTHON = [
    code
    for language, code in blocks((ROOT / "docs" / "opening.md").read_text("utf-8"))
    if language == "python"
]
CENTRAL = """中国气象局2023年度部门决算

第二部分 2023年度部门决算情况说明

一、收入支出决算总体情况
2023年度收、支总计1200.00万元，比上年增加100.00万元，增长9.09%。主要原因：人员增加。
"""
OF_NO_YEAR = """上海市普陀区民政局部门决算

第二部分 部门决算情况说明

一、收入支出决算总体情况
收、支总计50.00万元。其中：基本支出30.00万元，项目支出20.00万元。
"""
COLUMNS = {
    "fiscal_year": pa.int16(),
    "province": pa.string(),
    "doc_id": pa.string(),
    "fact_id": pa.string(),
    "value_yuan": pa.decimal128(20, 2),
    "page": pa.int16(),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `output`, published from the samples, a document of the centre and one of no year."""
    folder = tmp_path_factory.mktemp("opened")
    (folder / "in").mkdir()
    (folder / "in" / "central.txt").write_text(CENTRAL, encoding="utf-8")
    (folder / "in" / "no_year.txt").write_text(OF_NO_YEAR, encoding="utf-8")
    samples = ROOT / "samples" / "documents"
    run([str(folder / "in"), str(samples)], folder / "output", executor=InlineExecutor())
    return folder


@pytest.fixture
def facts(place: Path) -> str:
    return str(place / "output" / "datasets" / "facts")


def by_pandas(facts: str) -> pa.Table:
    return pa.Table.from_pandas(pd.read_parquet(facts, dtype_backend="pyarrow"), preserve_index=False)


def by_polars(facts: str) -> pa.Table:
    return pl.read_parquet(facts).to_arrow()


def by_polars_files(facts: str) -> pa.Table:
    return pl.scan_parquet(f"{facts}/**/*.parquet", hive_partitioning=True).collect().to_arrow()


def by_duckdb(facts: str) -> pa.Table:
    return duckdb.sql(f"select * from read_parquet('{facts}/**/*.parquet')").to_arrow_table()


def by_duckdb_with_folders(facts: str) -> pa.Table:
    options = "hive_partitioning = true, union_by_name = true"
    return duckdb.sql(f"select * from read_parquet('{facts}/**/*.parquet', {options})").to_arrow_table()


def by_the_views(facts: str) -> pa.Table:
    connection = duckdb.connect()
    connection.execute((Path(facts).parent.parent / "views.sql").read_text(encoding="utf-8"))
    return connection.sql("select * from facts").to_arrow_table()


def by_parquet(facts: str) -> pa.Table:
    return pq.read_table(facts)


def by_arrow(facts: str) -> pa.Table:
    return ds.dataset(facts).to_table()


def by_arrow_as_r_does(facts: str) -> pa.Table:
    """`open_dataset(folder)` of R: the same C++ factory, told to look for Hive's names."""
    return ds.dataset(facts, partitioning="hive", format="parquet").to_table()


def of_the_files(facts: str) -> list[tuple[Any, ...]]:
    """The rows as each file has them, by a reader that knows nothing of folders."""
    tables = [pq.ParquetFile(path).read().select(list(COLUMNS)) for path in Path(facts).rglob("*.parquet")]
    return _rows(pa.concat_tables(tables))


def _rows(table: pa.Table) -> list[tuple[Any, ...]]:
    """The rows of these columns in the order of their ids, text and numbers as one kind of each."""
    columns = [table.column(name).to_pylist() for name in COLUMNS]
    return sorted(zip(*columns, strict=True), key=lambda row: row[3])


@pytest.mark.parametrize(
    "read",
    [
        by_pandas,
        by_polars,
        by_polars_files,
        by_duckdb,
        by_duckdb_with_folders,
        by_the_views,
        by_parquet,
        by_arrow,
        by_arrow_as_r_does,
    ],
)
def test_every_tool_reads_the_same_frame(read: Callable[[str], pa.Table], facts: str) -> None:
    found = read(facts)
    kinds = {name: found.schema.field(name).type for name in COLUMNS}
    texts = (pa.large_string(), pa.string_view())
    assert {name: pa.string() if kind in texts else kind for name, kind in kinds.items()} == COLUMNS
    rows = _rows(found)
    assert rows == of_the_files(facts)
    assert Decimal("12000000.00") in {yuan for year, province, _, _, yuan, _ in rows if province == "00"}
    of_no_year = {(province, yuan) for year, province, _, _, yuan, _ in rows if year is None}
    assert of_no_year == {("31", Decimal(f"{printed}0000.00")) for printed in (50, 30, 20)}


def test_a_frame_of_ours_is_the_same_too(facts: str) -> None:
    frame = to_pandas(pq.read_table(facts))
    assert [str(frame[name].dtype) for name in ("fiscal_year", "province", "page")] == [
        "Int16",
        "string",
        "Int16",
    ]
    frame = frame.sort_values("fact_id")
    wanted = of_the_files(facts)
    for number, name in enumerate(COLUMNS):
        values = [None if value is pd.NA else value for value in frame[name]]
        assert values == [row[number] for row in wanted], name


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_what_is_written_about_opening_runs(code: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    names: dict[str, Any] = {}
    exec(code, names)
    if "central" in names:
        assert len(names["central"]) == 4
