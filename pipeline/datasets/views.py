"""The datasets as DuckDB views, and the views that answer what users ask most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.datasets.schema import datasets

VIEWS = Path(__file__).with_name("views.sql")
UNKNOWN = "unknown"
"""The folder of documents of which the fiscal year, or the province, is not known."""
_BY_FOLDER = (
    f"* replace (nullif(parse_path(filename)[-3], '{UNKNOWN}')::smallint as fiscal_year, "
    f"nullif(parse_path(filename)[-2], '{UNKNOWN}') as province)"
)
"""The columns of a dataset in folders, year and province as its folders have them."""


def dataset_view(
    name: str, root: str, files: Sequence[str] | None = None, *, by_folder: bool = False, before: str = ""
) -> str:
    """The statement that makes a dataset a view over all files of its folder below `root`, or over these.

    All columns are in the files; what the folders above are called is none. With `by_folder` year and
    province are taken from the folders, which say the same: DuckDB opens no file of another year then, where
    it else opens each for its statistics. The files must stand where they were published. `before` is SQL for
    what stands before `root`.

    >>> dataset_view("texts", "datasets").split(" as ")[1]
    "select * from read_parquet('datasets/texts/*.parquet', hive_partitioning = false);"
    """
    dataset = datasets()[name]
    if files is None:
        places = before + quoted(f"{root}/{name}/{'*/*/' if dataset.partition else ''}*.parquet")
    else:
        places = "[" + ", ".join(quoted(f"{root}/{path}") for path in files) + "]"
    source = f"read_parquet({places}, hive_partitioning = false)"
    columns = _BY_FOLDER if by_folder and dataset.partition else "*"
    return f"create or replace view {name} as select {columns} from {source};"


def views_sql(root: str, names: Iterable[str], files: Mapping[str, Sequence[str]] | None = None) -> str:
    """All statements: a view for each of the named datasets below `root`, then the views over them.

    `files` are those of each dataset, below `root`, where not all that stand there are to be read.
    """
    made = (dataset_view(name, root, None if files is None else files[name]) for name in names)
    return "\n".join([*made, "", VIEWS.read_text(encoding="utf-8")])


def quoted(text: str) -> str:
    """A string in SQL."""
    return "'" + text.replace("'", "''") + "'"
