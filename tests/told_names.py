"""Names that are data and are shown to people in words: statuses, kinds, roles, columns, views."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house import ROOT

_NAMED = {
    "documents": ("doc_kind", "scope_type", "scope_method", "status", "group_role", "text_origin"),
    "receipts": ("status", "error_kind"),
    "findings": ("severity", "category"),
    "facts": ("source_kind", "ocr_status"),
    "sections": ("kind",),
    "quantities": ("kind", "place"),
    "projects": ("form_kind",),
    "project_funds": ("fund_type",),
    "revisions": ("change",),
}
"""Columns whose meaning lists their values, by dataset."""
_VALUE = re.compile(r"(?:^|[,;] |: |or )([a-z][a-z0-9_]*)(?=[,;(]|$| \()")
ROLES = (
    *(
        "amount",
        "count",
        "final",
        "full_year_budget",
        "initial_budget",
        "prior_budget",
        "prior_final",
        "share",
    ),
    *("change_yoy", "growth_yoy", "change_vs_initial_budget", "growth_vs_initial_budget", "completion_rate"),
    "reason_amount",
)
"""Of facts; their column ends in an ellipsis."""
STATUSES = ("open", "confirmed", "false_positive", "explained")
"""What people say of findings."""
REPORT = (
    *(
        "run id",
        "tool version",
        "started at",
        "finished at",
        "seconds",
        "publish seconds",
        "workers",
        "inputs",
    ),
    *(
        "ok",
        "partial",
        "failed",
        "not disclosure",
        "waiting",
        "unchanged",
        "pages",
        "pages per second",
        "peak mb",
    ),
    *("notes", "division_name", "section", "project", "title"),
    *("earlier versions", "known_before", "entity", "division", "function"),
)
"""Totals of `report.json`, as its page shows them."""


def of_values() -> Iterator[str]:
    """Values of columns."""
    from pipeline.datasets.schema import datasets

    for name, columns in _NAMED.items():
        known = {column.name: column.description for column in datasets()[name].columns}
        for column in columns:
            yield from _VALUE.findall(known.get(column, ""))
    yield from (*ROLES, *STATUSES, *REPORT)


def of_listings() -> Iterator[str]:
    """Heads of what commands list."""
    reports = (ROOT / "pipeline" / "reports" / name for name in ("document_parts.py", "terminal.py"))
    for path in (*sorted((ROOT / "pipeline" / "commands").glob("*.py")), *reports):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Column"), args=[ast.Constant(value=str(name)), *_]):
                    yield name
                case ast.Assign(targets=[ast.Name(id="heads")], value=ast.Tuple(elts=names)):
                    yield from (name.value for name in names if isinstance(name, ast.Constant))
                case ast.Call(func=ast.Name(id="_grid"), args=[_, ast.Tuple(elts=names), *_]):
                    yield from (name.value for name in names if isinstance(name, ast.Constant))
                case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="Column"), ast.Tuple(elts=names)]):
                    yield from (name.value for name in names if isinstance(name, ast.Constant))


def of_columns() -> Iterator[str]:
    """Columns of datasets, of views and of named questions, and the views themselves."""
    import duckdb

    from pipeline.ask.named_queries import named_queries
    from pipeline.datasets.schema import datasets
    from pipeline.datasets.views import VIEWS

    with duckdb.connect() as connection:
        for dataset in datasets().values():
            empty = dataset.empty  # noqa: F841  # DuckDB finds it by its name
            own = set(dataset.empty.column_names)
            more = "".join(
                f", null::{'varchar' if column.type == 'string' else 'smallint'} as {column.name}"
                for column in dataset.partition
                if column.name not in own
            )
            connection.execute(f"create table {dataset.name} as select *{more} from empty")
        connection.execute(VIEWS.read_text(encoding="utf-8"))
        found = connection.execute(
            "select table_name, column_name from information_schema.columns"
        ).fetchall()
        for question in named_queries().values():
            yield from (name for name, *_ in connection.execute(question.sql).description or ())
    for table, column in found:
        yield table
        yield column
