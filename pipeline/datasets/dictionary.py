"""The data dictionary in words: for the terminal, and as `output/README.md`."""

from __future__ import annotations

import re

from pipeline.datasets.schema import Column, Dataset, arrow_type, datasets, schema_version
from pipeline.datasets.views import VIEWS

_HEAD = """# Results

`mingzhang run` writes here (or to the folder given with `--output`):

| path | what it is |
|---|---|
| `datasets/<name>/…/part-….parquet` | the datasets below, as Parquet files with all their columns |
| `datasets/datapackage.json` | every file and column described (Frictionless Data Package) |
| `views.sql` | all datasets and views for DuckDB, from any folder: `duckdb -init output/views.sql` |
| `search.sqlite` | the words of all documents for `mingzhang search` (SQLite FTS5) |
| `report.html`, `report.json` | what the last run did |
| `logs/` | what `mingzhang nightly` did, as JSON lines |
| `state/` | staged documents of the tool itself; delete it and everything is extracted again |

`mingzhang query "select * from v_headline"` asks the datasets and the views over them;
`mingzhang query --list` shows the named questions.

"""
_FOLDERS = "\nFiles by fiscal year and province: `2023/31/part-….parquet`, `unknown` for null.\n"
_VIEW = re.compile(r"((?:^-- .*\n)+)create or replace view (\w+)", re.MULTILINE)


def dataset_lines(dataset: Dataset) -> list[tuple[str, str, str]]:
    """Name, type and meaning of every column."""
    return [(c.name, _type(c), c.description) for c in dataset.columns]


def view_lines() -> list[tuple[str, str]]:
    """Name and meaning of every view, from the comments of `views.sql`."""
    return [
        (found[2], " ".join(line.removeprefix("--").strip() for line in found[1].splitlines()))
        for found in _VIEW.finditer(VIEWS.read_text(encoding="utf-8"))
    ]


def readme() -> str:
    """`output/README.md`: the datasets, their keys and columns."""
    views = "".join(f"| `{name}` | {meaning} |\n" for name, meaning in view_lines())
    parts = [_HEAD, f"## Views\n\n| view | what it holds |\n|---|---|\n{views}\n"]
    parts.append(f"## Datasets (schema version {schema_version()})\n")
    for dataset in datasets().values():
        parts.append(f"\n### {dataset.name}\n{dataset.title}. Key: {', '.join(dataset.key)}.\n")
        if dataset.copy_of is not None:
            parts.append(f"\nThe columns are those of `{dataset.copy_of}`.\n")
            continue
        if dataset.partition:
            parts.append(_FOLDERS)
        parts.append("\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| {name} | {kind} | {text} |\n" for name, kind, text in dataset_lines(dataset)]
    return "".join(parts)


def _type(column: Column) -> str:
    """The type as Parquet readers show it; the composite ones by the dictionary's word."""
    if column.type in ("evidence", "counts", "box", "candidates"):
        return {
            "evidence": "list<struct<doc_id, page, bbox, char_start, char_end, raw>>",
            "candidates": "list<struct<text, probability>>",
            "counts": "map<string, int64>",
            "box": "fixed_size_list<float32, 4>",
        }[column.type]
    if column.type.startswith("list<"):
        return column.type
    return str(arrow_type(column.type))
