"""The datasets as DuckDB views, and the views that answer what users ask most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.datasets.schema import datasets

VIEWS = Path(__file__).with_name("views.sql")
_DUCKDB_TYPES = {"int16": "SMALLINT", "string": "VARCHAR"}


def dataset_view(name: str, root: str, files: Sequence[str] | None = None) -> str:
    """The statement that makes a dataset a view; partition columns keep their types (00 stays text).

    Over all files of its folder below `root`, or over these.

    >>> dataset_view("texts", "datasets")
    "create or replace view texts as select * from read_parquet('datasets/texts/*.parquet');"
    """
    dataset = datasets()[name]
    if files is None:
        places = _quoted(f"{root}/{name}/{'*/*/' if dataset.partition else ''}*.parquet")
    else:
        places = "[" + ", ".join(_quoted(f"{root}/{path}") for path in files) + "]"
    if not dataset.partition:
        source = f"read_parquet({places})"
    else:
        types = ", ".join(f"'{c.name}': {_DUCKDB_TYPES[c.type]}" for c in dataset.partition)
        source = f"read_parquet({places}, hive_partitioning = true, hive_types = {{{types}}})"
    return f"create or replace view {name} as select * from {source};"


def views_sql(root: str, names: Iterable[str], files: Mapping[str, Sequence[str]] | None = None) -> str:
    """All statements: a view for each of the named datasets below `root`, then the views over them.

    `files` are those of each dataset, below `root`, where not all that stand there are to be read.
    """
    made = (dataset_view(name, root, None if files is None else files[name]) for name in names)
    return "\n".join([*made, "", VIEWS.read_text(encoding="utf-8")])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
