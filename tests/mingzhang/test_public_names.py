"""What users may import; a name goes or comes only with an entry in the changelog."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mingzhang

ROOT = Path(__file__).parents[2]


def test_public_names() -> None:
    assert " ".join(mingzhang.__all__) == (
        "Cell Check DamagedOutput Document Extraction Fact Figure Finding NoOriginal NoPicture Output Page "
        "Progress QueryError Relation RunResult Section Table Unreadable __version__ extract open run"
    )
    assert set(mingzhang.__all__) <= set(dir(mingzhang))
    for name in mingzhang.__all__:
        assert getattr(mingzhang, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        mingzhang.extrakt  # noqa: B018


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert mingzhang.__version__ == project["version"]


def test_import_is_light() -> None:
    heavy = ("numpy", "pyarrow", "pandas", "duckdb", "PIL", "typer", "rich", "pypdfium2")
    code = f"import sys, mingzhang; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_extract_takes_bytes_and_paths(tmp_path: Path) -> None:
    text = "某某市某某区财政局2023年度部门决算\n\n一、收入支出决算总体情况\n收入总计1,200.50万元。\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    for source in (path, str(path), path.read_bytes()):
        found = mingzhang.extract(source)
        assert isinstance(found, mingzhang.Extraction)
        assert found.document.text == text


def test_what_cannot_be_read_raises_unreadable() -> None:
    with pytest.raises(mingzhang.Unreadable) as error:
        mingzhang.extract(b"")
    assert error.value.kind == "empty"


def test_extract_can_be_told_who_reads_the_tables() -> None:
    source = ROOT / "samples" / "documents" / "landscape_budget.pdf"
    found = mingzhang.extract(source, reader="pdfplumber")
    assert {table.engine for table in found.tables} == {"pdfplumber"}
    with pytest.raises(ValueError, match="no reader 'tabula'; there are auto, pdfium, pdfplumber, camelot"):
        mingzhang.extract(source, reader="tabula")
