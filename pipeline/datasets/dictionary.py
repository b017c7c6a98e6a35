"""The data dictionary in words: for the terminal, and as `output/README.md` and `README.zh.md`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.datasets.schema import Column, Dataset, arrow_type, datasets, schema_version
from pipeline.datasets.views import VIEWS

Said = Callable[[str], str]
"""Says a text in another language, as it is where there is no translation."""
_PATHS = (
    ("`datasets/<name>/…/part-….parquet`", "the datasets below, as Parquet files with all their columns"),
    ("`datasets/datapackage.json`", "every file and column described (Frictionless Data Package)"),
    ("`views.sql`", "all datasets and views for DuckDB, from any folder: `duckdb -init output/views.sql`"),
    ("`search.sqlite`", "the words of all documents for `mingzhang search` (SQLite FTS5)"),
    ("`report.html`, `report.json`", "what the last run did"),
    ("`logs/`", "what `mingzhang nightly` did, as JSON lines"),
    ("`state/`", "staged documents of the tool itself; delete it and everything is extracted again"),
)
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


def readme(said: Said = str) -> str:
    """`output/README.md`: the datasets, their keys and columns; `README.zh.md` where `said` says Chinese."""
    parts = [
        f"# {said('Results')}\n\n",
        f"{said('`mingzhang run` writes here (or to the folder given with `--output`):')}\n\n",
        _table(said, ("path", "what it is"), ((path, said(what)) for path, what in _PATHS)),
        "\n",
        said('`mingzhang query "select * from v_headline"` asks the datasets and the views over them;'),
        f"\n{said('`mingzhang query --list` shows the named questions.')}\n\n## {said('Views')}\n\n",
        _table(
            said, ("view", "what it holds"), ((f"`{name}`", said(meaning)) for name, meaning in view_lines())
        ),
        f"\n## {said('Datasets (schema version {version})').format(version=schema_version())}\n",
    ]
    for dataset in datasets().values():
        key = said("Key: {columns}.").format(columns=", ".join(dataset.key))
        parts.append(f"\n### {dataset.name}\n{said(dataset.title)}{said('. ')}{key}\n")
        if dataset.copy_of is not None:
            same = said("The columns are those of `{dataset}`.").format(dataset=dataset.copy_of)
            parts.append(f"\n{same}\n")
            continue
        if dataset.partition:
            folders = "Files by fiscal year and province: `2023/31/part-….parquet`, `unknown` for null."
            parts.append(f"\n{said(folders)}\n")
        lines = ((name, kind, said(text)) for name, kind, text in dataset_lines(dataset))
        parts += ["\n", _table(said, ("column", "type", "meaning"), lines)]
    return "".join(parts)


def _table(said: Said, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [[said(head) for head in heads], ["---"] * len(heads), *rows]
    return "".join(f"{'|' if n == 1 else '| '}{_cells(line, n == 1)}\n" for n, line in enumerate(lines))


def _cells(line: Sequence[str], is_rule: bool) -> str:
    return f"{'|'.join(line)}|" if is_rule else f"{' | '.join(line)} |"


def _type(column: Column) -> str:
    """The type as Parquet readers show it; the composite ones by the dictionary's word."""
    if column.type in ("evidence", "counts", "box", "candidates"):
        return {
            "evidence": "list<struct<doc_id, page, bbox, locator, char_start, char_end, raw>>",
            "candidates": "list<struct<text, probability>>",
            "counts": "map<string, int64>",
            "box": "fixed_size_list<float32, 4>",
        }[column.type]
    if column.type.startswith("list<"):
        return column.type
    return str(arrow_type(column.type))
