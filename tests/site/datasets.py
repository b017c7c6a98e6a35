"""The pages of datasets and views, from the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.datasets.arrow import to_table
from pipeline.datasets.dictionary import dataset_lines, view_lines
from pipeline.datasets.schema import datasets, schema_version
from pipeline.datasets.views import VIEWS
from pipeline.language.spoken import Language, told
from tests.site.text import plain, table

TITLES: dict[Language, str] = {
    "en": "# Datasets\n\nSchema version {version}. `mingzhang datasets` lists them, "
    "`mingzhang datasets facts` shows the columns of one; `datapackage.json` says the same "
    "to programs. How other tools open them: [opening](../opening.md). What is asked most is put together in [views](views.md).\n\n",
    "zh": "# 数据集\n\n结构版本 {version}。`mingzhang datasets` 列出全部，"
    "`mingzhang datasets facts` 列出其中一个的各列；`datapackage.json` 供程序使用。"
    "其他工具怎样打开：[打开数据集](../opening.md)。常问的做成了[视图](views.md)。\n\n",
}
OF_VIEWS: dict[Language, str] = {
    "en": "# Views\n\nOver the [datasets](datasets.md), in `mingzhang query`, in Python, and for DuckDB in "
    "`views.sql` of the output.\n",
    "zh": "# 视图\n\n建在[数据集](datasets.md)之上，用于 `mingzhang query`、Python，"
    "以及结果文件夹中供 DuckDB 使用的 `views.sql`。\n",
}
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        **{word: word for word in ("dataset", "what it holds", "column", "type", "meaning")},
        "key": "Key: {names}.",
        "copy": "The columns are those of {name}.",
        "columns": "Columns: {names}",
    },
    "zh": {
        **{"dataset": "数据集", "what it holds": "内容", "column": "列", "type": "类型", "meaning": "含义"},
        "key": "主键：{names}。",
        "copy": "各列同 {name}。",
        "columns": "各列：{names}",
    },
}


def page(language: Language) -> str:
    """Every dataset with its key and columns."""
    words = WORDS[language]
    parts = [TITLES[language].format(version=schema_version())]
    names = [(f"[`{d.name}`](#{d.name})", plain(told(d.title, language))) for d in datasets().values()]
    parts.append(table((words["dataset"], words["what it holds"]), names))
    for dataset in datasets().values():
        key = words["key"].format(names=_names(dataset.key))
        parts.append(f"\n## {dataset.name}\n\n{plain(told(dataset.title, language))}\n\n{key}\n\n")
        if dataset.copy_of is not None:
            parts.append(words["copy"].format(name=f"[`{dataset.copy_of}`](#{dataset.copy_of})") + "\n")
            continue
        rows = [
            (f"`{name}`", f"`{kind}`", plain(told(text, language)))
            for name, kind, text in dataset_lines(dataset)
        ]
        parts.append(table((words["column"], words["type"], words["meaning"]), rows))
    return "".join(parts)


def views_page(language: Language) -> str:
    """Every view with what it holds and its columns."""
    parts = [OF_VIEWS[language]]
    columns = _columns_of_views()
    for name, meaning in view_lines():
        shown = WORDS[language]["columns"].format(names=_names(columns[name]))
        parts.append(f"\n## {name}\n\n{plain(told(meaning, language))}\n\n{shown}\n")
    return "".join(parts)


@cache
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
