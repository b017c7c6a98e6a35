"""Every command that reads published files, over a damaged one: a message with its path, and status 4."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.datasets.parquet import read_parquet
from pipeline.upkeep.exit_status import ExitStatus
from tests.pipeline.ask.test_damage import spoil
from tests.pipeline.commands.published import asked, published

__all__ = ["published"]

OF_FINDINGS = [
    ("audit", "--all"),
    ("audit", "--all", "--format", "csv"),
    ("export", "csv"),
    ("export", "book.xlsx"),
    ("query", "select * from findings"),
    ("query", "select * from findings", "--format", "csv"),
    ("query", "select * from findings", "--format", "json"),
    ("query", "select * from findings", "--format", "parquet"),
]
OF_FACTS = [
    ("compare", "income.total"),
    ("patterns", "learn"),
    ("query", "--named", "contradictions"),
]


@pytest.fixture
def output(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(published / "out", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    return Path("out")


def a_file(output: Path, dataset: str) -> Path:
    return max((output / "datasets" / dataset).rglob("*.parquet"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("words", OF_FINDINGS, ids=" ".join)
def test_rows_that_cannot_be_read_are_named_with_their_file(output: Path, words: tuple[str, ...]) -> None:
    path = a_file(output, "findings")
    spoil(path)
    status, text = asked(*words, "-o", "out")
    assert status == ExitStatus.BROKEN
    assert f"mingzhang: {path} is damaged: its hash is another" in text
    assert "`mingzhang doctor --output out --mend`" in text


def test_no_finding_is_marked_in_a_damaged_file(output: Path) -> None:
    path = a_file(output, "findings")
    (finding_id, *_) = read_parquet(path.read_bytes(), ["finding_id"])["finding_id"].to_pylist()
    spoil(path)
    status, text = asked("audit", "--mark", finding_id, "open", "-o", "out")
    assert (status, f"{path} is damaged" in text) == (ExitStatus.BROKEN, True)


@pytest.mark.parametrize("words", OF_FACTS, ids=" ".join)
def test_commands_that_ask_several_datasets_name_the_damaged_one(
    output: Path, words: tuple[str, ...]
) -> None:
    paths = [
        path for name in ("facts", "documents") for path in (output / "datasets" / name).rglob("*.parquet")
    ]
    for path in paths:
        spoil(path)
    status, text = asked(*words, "-o", "out")
    assert (status, any(f"{path} is damaged" in text for path in paths)) == (ExitStatus.BROKEN, True)


def test_records_are_not_counted_over_damaged_documents(output: Path) -> None:
    for path in (output / "datasets" / "documents").rglob("*.parquet"):
        path.write_bytes(path.read_bytes()[:-30])
    status, text = asked("patterns", "measure", "out")
    assert (status, "is damaged" in text) == (ExitStatus.BROKEN, True)


@pytest.mark.parametrize(
    "words", [("query", "select 1"), ("audit", "--all"), ("export", "csv")], ids=" ".join
)
def test_a_file_that_was_cut_off_hinders_every_question(output: Path, words: tuple[str, ...]) -> None:
    (path,) = (output / "datasets" / "codes").rglob("*.parquet")
    path.write_bytes(path.read_bytes()[:-30])
    status, text = asked(*words, "-o", "out")
    assert (status, f"{path} is damaged: it has " in text) == (ExitStatus.BROKEN, True)


def test_a_slip_in_the_sql_is_no_damage(output: Path) -> None:
    spoil(a_file(output, "facts"))
    assert asked("query", "select no_such_column from findings", "-o", "out")[0] == ExitStatus.USAGE
    assert asked("query", "select cast('x' as int)", "-o", "out")[0] == ExitStatus.USAGE


def test_doctor_mends_what_the_message_says_it_mends(output: Path) -> None:
    spoil(a_file(output, "findings"))
    assert asked("audit", "--all", "-o", "out")[0] == ExitStatus.BROKEN
    assert asked("doctor", "--mend", "-o", "out")[0] == ExitStatus.CLEAN
    assert asked("audit", "--all", "-o", "out")[0] == ExitStatus.CLEAN


def test_a_destination_that_cannot_be_written_has_a_status_of_its_own(output: Path) -> None:
    Path("file").write_text("no folder", encoding="utf-8")
    for words in (
        ("export", "file/csv"),
        ("export", "file/book.xlsx"),
        ("audit", "--all", "--format", "csv", "--to", "file/findings.csv"),
    ):
        status, text = asked(*words, "-o", "out")
        assert (status, "its permissions and the space on the disk" in text) == (ExitStatus.UNWRITABLE, True)
    assert asked("export", "csv", "-o", "out")[0] == ExitStatus.CLEAN
    del output


@pytest.mark.usefixtures("output")
def test_a_path_that_no_system_takes_is_named() -> None:
    name = "n" * 5_000
    for words in (
        ("export", name, "-o", "out"),
        ("highlight", name),
        ("search", "word", "-o", name),
        ("query", "select 1", "-o", name),
        ("compare", "income.total", "-o", name),
    ):
        status, text = asked(*words)
        assert (status, name in text.replace("\n", "")) == (ExitStatus.FAILED, True)


def test_a_run_says_which_file_it_has_made_anew(output: Path) -> None:
    path = a_file(output, "facts")
    path.write_bytes(path.read_bytes()[:-30])
    Path("empty").mkdir()
    status, text = asked("run", "empty", "-w", "1", "-o", "out")
    name = path.relative_to(output / "datasets").as_posix()
    assert (status, f"mended: {name} was missing or damaged" in text) == (ExitStatus.CLEAN, True)
    assert "mended:" not in asked("run", "empty", "-w", "1", "-o", "out")[1]
