"""What runs publish while the explorer serves is shown by it; what goes wrong with an output is got over."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from pipeline.ask.query import QueryError
from pipeline.explorer import edition
from pipeline.explorer.library import Library
from pipeline.explorer.prepared import making, place
from pipeline.explorer.prepared.place import FOLDER
from pipeline.explorer.prepared.tables import TABLES
from pipeline.running.run import run
from tests.pipeline.explorer.shown import SAMPLES
from tests.pipeline.running.runs import InlineExecutor

BEIJING, ARCHIVE = SAMPLES / "beijing_style_final_account.txt", SAMPLES / "gb18030_unit_account.txt"
COUNT = "select count(*) from documents"


@pytest.fixture(autouse=True)
def few_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is prepared is another test's matter: here few tables are enough."""
    few = tuple(table for table in TABLES if table.name in ("documents", "v_documents", "v_key_facts"))
    for module in (edition, making, place):
        monkeypatch.setattr(module, "TABLES", few)


def published(output: Path | str, *documents: Path) -> None:
    run([str(path) for path in documents], output, executor=InlineExecutor())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """One document, published."""
    published(tmp_path / "output", ARCHIVE)
    return tmp_path / "output"


@pytest.fixture
def copied(samples_output: Path, tmp_path: Path) -> Path:
    """Datasets of an output that may be harmed."""
    shutil.copytree(samples_output / "datasets", tmp_path / "copied" / "datasets")
    return tmp_path / "copied"


def open_files(output: Path) -> int:
    """How many files and folders of an output this process has open."""
    found = 0
    for handle in Path("/proc/self/fd").iterdir():
        try:
            found += str(output) in str(handle.readlink())
        except OSError:  # the one that listed them
            continue
    return found


def test_what_a_run_publishes_between_two_requests_is_shown_by_the_second(output: Path) -> None:
    library = Library(str(output))
    assert library.wait()
    first = library.edition()
    assert (first.value(COUNT), first.is_prepared) == (1, True)

    published(output, BEIJING, ARCHIVE)
    begun = library.edition()
    assert begun is first, "the old one answers while the new one is prepared"
    assert library.wait()
    second = library.edition()
    assert (second.value(COUNT), second.is_prepared) == (2, True)
    assert second.value("select count(distinct doc_id) from v_findings") == 1
    assert (first.value(COUNT), len(first.rows("from facts"))) == (1, 12), "what has begun ends as it began"
    assert len(list((output / FOLDER).glob("*.duckdb"))) == 1, "the old answers are removed"
    library.close()


def test_nights_leave_nothing_open(output: Path) -> None:
    library = Library(str(output))
    library.wait()
    library.edition().rows("from facts")
    before = open_files(output)
    for night in range(3):
        published(output, ARCHIVE, *([BEIJING] if night % 2 else []))
        library.wait()
        with library.edition().asking() as asking:
            assert asking.answer(COUNT).rows == ((2,),) or night == 0
    library.edition().rows("from facts")
    assert open_files(output) <= before + 2, "of one edition: its folder for pages and for SQL"
    library.close()
    assert open_files(output) == 0


def test_a_night_that_changes_no_document_keeps_what_was_prepared(output: Path) -> None:
    library = Library(str(output))
    library.wait()
    (path,) = (output / FOLDER).glob("*.duckdb")
    made = path.stat().st_mtime_ns
    published(output, ARCHIVE)
    library.wait()
    assert library.edition().value("select count(*) from runs") == 2
    assert [p.stat().st_mtime_ns for p in (output / FOLDER).glob("*.duckdb")] == [made]
    library.close()


def test_prepared_answers_that_were_deleted_or_cut_off_are_made_again(output: Path) -> None:
    library = Library(str(output))
    library.wait()
    library.close()
    for harm in (lambda path: os.truncate(path, 5000), Path.unlink):
        (path,) = (output / FOLDER).glob("*.duckdb")
        harm(path)
        again = Library(str(output))
        assert again.edition().value(COUNT) == 1, "before they are there, the views answer"
        again.wait()
        assert again.edition().is_prepared
        again.close()


def test_where_the_output_takes_no_file_the_cache_of_the_machine_does(
    copied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_CACHE", str(tmp_path / "cache"))
    (copied / "state").write_text("in the way of a folder")
    library = Library(str(copied))
    library.wait()
    assert library.edition().is_prepared
    assert len(list((tmp_path / "cache").rglob("*.duckdb"))) == 1
    library.close()


def test_where_nothing_can_be_prepared_the_views_answer(
    copied: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_make", full)
    library = Library(str(copied))
    library.wait()
    assert not library.edition().is_prepared
    assert library.edition().value("select count(*) from v_panel") > 0
    assert "could not be prepared" in caplog.text
    library.close()


def test_an_output_that_vanished_is_said_and_shown_again_when_it_is_back(copied: Path) -> None:
    library = Library(str(copied))
    library.wait()
    shutil.move(copied / "datasets", copied / "elsewhere")
    shutil.rmtree(copied / "elsewhere" / "facts")
    with pytest.raises(OSError, match="the datasets were moved"):
        library.edition().rows("from facts")
    with pytest.raises(QueryError, match="there are no datasets"):
        library.edition()
    shutil.rmtree(copied / "elsewhere")
    published(copied, ARCHIVE)
    assert library.edition().value(COUNT) == 1
    library.close()


def test_a_store_is_looked_at_again_for_what_was_published(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MINGZHANG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("pipeline.explorer.library.LOOK_AGAIN", 0)
    url = "memory://explored/out"
    published(url, ARCHIVE)
    library = Library(url)
    library.wait()
    assert (library.edition().value(COUNT), library.edition().is_prepared) == (1, True)
    published(url, BEIJING, ARCHIVE)
    library.wait()
    assert (library.edition().value(COUNT), library.edition().is_prepared) == (2, True)
    document = library.edition().row("select * from documents where file_name like 'gb18030%'")
    assert document is not None
    assert len(library.edition().of_document("facts", document)) == 12
    library.close()
