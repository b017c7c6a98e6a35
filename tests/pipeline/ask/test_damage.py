"""A damaged published file is found and named, whatever the library that stumbled over it says."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.ask import damage as module
from pipeline.ask.damage import damaged_files, explained, may_be_damage


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Two datasets and the package that names them, `runs` without size and hash."""
    resources = []
    for name in ("facts", "runs"):
        path = tmp_path / "datasets" / name / "part-0.parquet"
        path.parent.mkdir(parents=True)
        pq.write_table(pa.table({"doc_id": [f"{name}{n}" for n in range(500)]}), path)
        content = path.read_bytes()
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        file = {"path": f"{name}/part-0.parquet", "bytes": len(content), "hash": digest}
        resources.append({"path": [file["path"]], **({"files": [file]} if name == "facts" else {})})
    package = json.dumps({"resources": resources})
    (tmp_path / "datasets" / "datapackage.json").write_text(package, encoding="utf-8")
    return tmp_path


def spoil(path: Path) -> None:
    """Changes the rows and leaves size and end as they are."""
    content = bytearray(path.read_bytes())
    for place in range(4, len(content) - 8 - int.from_bytes(content[-8:-4], "little")):
        content[place] ^= 0x5A
    path.write_bytes(content)


def test_whole_files_are_no_damage(output: Path) -> None:
    assert damaged_files(output, read_through=True) == []
    assert explained(output, ValueError("x")) is None


@pytest.mark.parametrize(("name", "says"), [("facts", "bytes, "), ("runs", "none of a Parquet file")])
def test_a_file_that_was_cut_off_is_seen_without_reading_it(output: Path, name: str, says: str) -> None:
    path = output / "datasets" / name / "part-0.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    (found,) = damaged_files(output, read_through=False)
    assert (found.path, says in found.problem) == (path, True)


@pytest.mark.parametrize("name", ["facts", "runs"])
def test_other_bytes_of_the_same_size_are_seen_by_reading(output: Path, name: str) -> None:
    path = output / "datasets" / name / "part-0.parquet"
    spoil(path)
    assert damaged_files(output, read_through=False) == []
    (found,) = damaged_files(output, read_through=True)
    assert found.path == path


def test_a_file_that_is_gone_is_named(output: Path) -> None:
    path = output / "datasets" / "facts" / "part-0.parquet"
    path.unlink()
    assert [str(f) for f in damaged_files(output, read_through=False)] == [f"{path} is missing"]


def test_the_message_has_file_reason_and_remedy(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = output / "datasets" / "facts" / "part-0.parquet"
    spoil(path)
    message = str(explained(output, duckdb.Error("don't know what type: \x0f\nmore")))
    assert message == (
        f"{path} is damaged: its hash is another (don't know what type: \x0f); "
        f"`mingzhang doctor --output {output} --mend` makes published files again"
    )
    (output / "datasets" / "facts" / "part-0.parquet").unlink()
    (output / "datasets" / "runs" / "part-0.parquet").unlink()
    monkeypatch.setattr(module, "_NAMED", 1)
    assert "part-0.parquet is missing and 1 more (" in str(explained(output, ValueError("x")))


@pytest.mark.parametrize("content", [None, "{", "[]", '{"resources": [{}]}'])
def test_without_a_package_nothing_is_known(output: Path, content: str | None) -> None:
    package = output / "datasets" / "datapackage.json"
    package.unlink()
    if content is not None:
        package.write_text(content)
    assert damaged_files(output, read_through=True) == []


@pytest.mark.parametrize(
    ("error", "may_be"),
    [
        (duckdb.Error("don't know what type"), True),
        (duckdb.IOException("x"), True),
        (duckdb.InvalidInputException("No magic bytes"), True),
        (duckdb.BinderException("no such column"), False),
        (duckdb.ConversionException("no number"), False),
        (duckdb.ParserException("syntax"), False),
        (pa.ArrowInvalid("Parquet magic bytes not found"), True),
        (sqlite3.DatabaseError("malformed"), True),
        (OSError("Couldn't deserialize thrift"), True),
        (OSError(28, "No space left on device"), False),
        (ValueError("x"), False),
    ],
)
def test_errors_of_a_question_are_no_damage(error: Exception, may_be: bool) -> None:
    assert may_be_damage(error) is may_be
