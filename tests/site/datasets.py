"""The pages of datasets and views, from the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.datasets.arrow import to_table
from pipeline.datasets.dictionary import dataset_lines, view_lines
from pipeline.datasets.schema import datasets, schema_version
from pipeline.datasets.views import VIEWS
from tests.site.text import plain, table


def page() -> str:
    """Every dataset with its key and columns."""
    parts = [
        f"# Datasets\n\nSchema version {schema_version()}. `mingzhang datasets` lists them, "
        "`mingzhang datasets facts` shows the columns of one; `datapackage.json` says the same to programs. "
        "How other tools open them: "
        "[opening](../opening.md). What is asked most is put together in [views](views.md).\n\n"
    ]
    names = [(f"[`{d.name}`](#{d.name})", plain(d.title)) for d in datasets().values()]
    parts.append(table(("dataset", "what it holds"), names))
    for dataset in datasets().values():
        parts.append(f"\n## {dataset.name}\n\n{plain(dataset.title)}. Key: {_names(dataset.key)}.\n\n")
        if dataset.copy_of is not None:
            parts.append(f"The columns are those of [`{dataset.copy_of}`](#{dataset.copy_of}).\n")
            continue
        rows = [(f"`{name}`", f"`{kind}`", plain(text)) for name, kind, text in dataset_lines(dataset)]
        parts.append(table(("column", "type", "meaning"), rows))
    return "".join(parts)


def views_page() -> str:
    """Every view with what it holds."""
    parts = [
        "# Views\n\nOver the [datasets](datasets.md), in `mingzhang query`, in Python, and for DuckDB in "
        "`views.sql` of the output.\n"
    ]
    columns = _columns_of_views()
    parts += [
        f"\n## {name}\n\n{plain(meaning)}\n\nColumns: {_names(columns[name])}\n"
        for name, meaning in view_lines()
    ]
    return "".join(parts)


def _columns_of_views() -> dict[str, list[str]]:
    """The columns of each view, as DuckDB gives them over datasets without rows."""
    import duckdb

    with duckdb.connect() as connection:
        for name in datasets():
            connection.register(name, to_table(name, []))
        connection.execute(VIEWS.read_text(encoding="utf-8"))
        return {
            name: [column for column, *_ in connection.execute(f"describe {name}").fetchall()]
            for name, _ in view_lines()
        }


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
