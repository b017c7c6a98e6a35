"""The datasets as DuckDB views, and the views that answer what users ask most."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.datasets.schema import datasets

VIEWS = Path(__file__).with_name("views.sql")
_DUCKDB_TYPES = {"int16": "SMALLINT", "string": "VARCHAR"}


def dataset_view(name: str, root: str, file: str | None = None) -> str:
    """The statement that makes a dataset a view; partition columns keep their types (00 stays text).

    `file` is the path below the dataset's folder of the one file that the view is to be of, instead of all.

    >>> dataset_view("texts", "datasets")
    "create or replace view texts as select * from read_parquet('datasets/texts/*.parquet');"
    """
    dataset = datasets()[name]
    quoted = root.replace("'", "''")
    if not dataset.partition:
        source = f"read_parquet('{quoted}/{name}/{file or '*.parquet'}')"
    else:
        types = ", ".join(f"'{c.name}': {_DUCKDB_TYPES[c.type]}" for c in dataset.partition)
        source = (
            f"read_parquet('{quoted}/{name}/{file or '*/*/*.parquet'}', hive_partitioning = true, "
            f"hive_types = {{{types}}})"
        )
    return f"create or replace view {name} as select * from {source};"


def views_sql(root: str, names: Iterable[str]) -> str:
    """All statements: a view for each of the named datasets below `root`, then the views over them."""
    return "\n".join([*(dataset_view(name, root) for name in names), "", VIEWS.read_text(encoding="utf-8")])
