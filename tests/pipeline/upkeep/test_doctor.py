"""The doctor finds what is wrong with an output folder, and mends it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.storage.store import Store
from pipeline.upkeep.doctor import examine, mend
from tests.pipeline.invented import files, go, make_inputs

Break = Callable[[Path], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    make_inputs(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        go("out")
    return folder


@pytest.fixture
def out(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Path("out")


def ailments(out: Path) -> set[str]:
    return {a.kind for a in examine(Store(out)).ailments}


def first(folder: Path, pattern: str) -> Path:
    return sorted(folder.rglob(pattern))[0]


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _double(path: Path) -> None:
    table = pq.ParquetFile(path).read()
    pq.write_table(table.take([*range(table.num_rows), 0]), path)


def _drop(path: Path) -> None:
    table = pq.ParquetFile(path).read()
    pq.write_table(table.slice(1), path)


def test_a_folder_that_a_run_left_is_sound(out: Path) -> None:
    found = examine(Store(out))
    assert found.ailments == ()
    assert (found.bundles, found.documents, found.receipts) == (5, 5, 5)


@pytest.mark.parametrize(
    ("damage", "kinds"),
    [
        (lambda out: _flip(first(out / "datasets", "texts/*.parquet")), {"file"}),
        (lambda out: first(out / "datasets", "texts/*.parquet").unlink(), {"file", "rows"}),
        (lambda out: _double(first(out / "datasets", "reasons/*.parquet")), {"file", "keys", "rows"}),
        (lambda out: _drop(first(out / "datasets", "documents/*.parquet")), {"file", "receipts", "rows"}),
        (lambda out: (out / "datasets/datapackage.json").unlink(), {"package"}),
        (lambda out: (out / "datasets/texts/strange.parquet").write_bytes(b"x"), {"file"}),
        (lambda out: shutil.rmtree(out / "datasets"), {"package", "receipts", "rows"}),
        (lambda out: (out / "search.sqlite").write_bytes(b"no database"), {"index"}),
    ],
)
def test_what_is_wrong_with_published_files_is_found_and_mended(
    out: Path, damage: Break, kinds: set[str]
) -> None:
    before = files("out")
    damage(out)
    assert ailments(out) >= kinds
    store = Store(out)
    after = mend(store, examine(store))
    assert files("out") == before or kinds == {"package", "receipts", "rows"}
    assert {a.kind for a in after.ailments} <= {"receipts"}


@pytest.mark.parametrize(
    "damage",
    [_flip, lambda path: path.write_bytes(path.read_bytes()[:-20]), lambda path: path.write_bytes(b"")],
)
def test_a_staged_document_that_is_damaged_is_read_again_by_the_next_run(out: Path, damage: Break) -> None:
    before = files("out")
    damage(first(out / "state/bundles", "*.bundle"))
    store = Store(out)
    found = examine(store)
    assert "bundle" in {a.kind for a in found.ailments}
    after = mend(store, found)
    assert {a.kind for a in after.ailments} == {"receipts"}  # its rows are gone until it is read again
    go("out")
    assert files("out") == before
    assert ailments(out) == set()


def test_a_document_without_receipt_is_told(out: Path) -> None:
    path = first(out / "datasets", "receipts/*.parquet")
    table = pq.ParquetFile(path).read()
    pq.write_table(table.slice(1), path)
    (ailment,) = examine(Store(out)).ailments
    assert "has rows and no receipt" in ailment.what


def test_the_command_says_what_is_wrong_and_mends(out: Path) -> None:
    def doctor(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["doctor", "-o", str(out), *arguments])
        return done.exit_code, done.output

    status, said = doctor()
    sound = "5 staged documents, 5 published, 40 files, 5,797 rows, 5 receipts: sound"
    assert (status, said.splitlines()[0]) == (0, sound)
    _flip(first(out / "datasets", "texts/*.parquet"))
    status, said = doctor()
    assert status == 4
    assert "datasets/texts/part-0.parquet is not what was written: its hash is another" in said
    status, said = doctor("--mend")
    assert (status, said.splitlines()[-1].rpartition(": ")[2]) == (0, "sound")
    status, said = doctor("-o", "nowhere")
    assert (status, "there is no folder nowhere" in said) == (2, True)


def test_a_quarantined_document_is_listed_and_can_be_retried(out: Path) -> None:
    Path("in/crash").write_text("raise\n")
    result = go("out", function="tests.pipeline.fakes:treacherous")
    assert result.count("failed") == 1
    listed = CliRunner().invoke(app, ["quarantine", "-o", str(out)])
    assert listed.exit_code == 1
    assert "  internal    ZeroDivisionError" in listed.output
    again = go("out", function="tests.pipeline.fakes:treacherous")
    assert again.unchanged == 6  # it is not tried in every run
    retried = go("out", function="tests.pipeline.fakes:treacherous", retry=True)
    assert retried.unchanged == 5
    assert json.loads((first(out, "*.failed.json")).read_text())["error_kind"] == "internal"
