"""The data dictionary in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.datasets import dictionary as module
from pipeline.datasets.dictionary import dataset_lines, readme, view_lines
from pipeline.datasets.schema import datasets


def test_every_column_has_name_type_and_meaning_and_year_and_province_come_last() -> None:
    facts = datasets()["facts"]
    lines = dataset_lines(facts)
    assert [name for name, _, _ in lines] == [c.name for c in facts.columns]
    assert [(name, kind) for name, kind, _ in lines[-2:]] == [
        ("fiscal_year", "int16"),
        ("province", "string"),
    ]
    assert lines[-2][2] == "Year that the document reports on; null unknown"
    assert all(text for _, _, text in lines)


def test_types_are_those_that_readers_of_parquet_show() -> None:
    types = {name: kind for d in datasets().values() for name, kind, _ in dataset_lines(d)}
    assert types["value_yuan"] == "decimal128(20, 2)"
    assert types["bbox"] == "fixed_size_list<float32, 4>"
    assert types["evidence"] == "list<struct<doc_id, page, bbox, locator, char_start, char_end, raw>>"
    assert types["counts"] == "map<string, int64>"
    assert types["column_path"] == "list<string>"
    assert types["published_on"] == "date32[day]"


def test_a_view_is_explained_by_the_comment_above_it() -> None:
    views = dict(view_lines())
    assert {"v_headline", "v_best_facts", "v_entity_series"} <= views.keys()
    for name, meaning in views.items():
        assert name.startswith("v_")
        assert meaning
        assert "--" not in meaning
        assert "\n" not in meaning
        assert meaning != name


def test_a_comment_of_several_lines_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = (
        "-- What is printed\n-- twice.\ncreate or replace view v_a as\nselect 1; -- no comment of a view\n\n"
    )
    (tmp_path / "views.sql").write_text(sql + "-- Else.\ncreate or replace view v_b as select 2;\n")
    monkeypatch.setattr(module, "VIEWS", tmp_path / "views.sql")
    assert view_lines() == [("v_a", "What is printed twice."), ("v_b", "Else.")]


def test_the_readme_lists_every_view_and_every_dataset_with_its_key() -> None:
    text = readme()
    assert text.startswith("# Results\n")
    assert "## Datasets (schema version 3)\n" in text
    for name, _ in view_lines():
        assert f"| `{name}` | " in text
    for name, dataset in datasets().items():
        assert f"\n### {name}\n{dataset.title}. Key: {', '.join(dataset.key)}.\n" in text
    own = [dataset for dataset in datasets().values() if dataset.copy_of is None]
    assert text.count("| column | type | meaning |") == len(own) == len(datasets()) - 1
    assert "The columns are those of `facts`" in text
    assert text.count("Files by fiscal year and province: `2023/31/part-….parquet`") == 5
