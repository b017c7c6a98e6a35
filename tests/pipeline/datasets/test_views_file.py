"""`views.sql` of an output opens from any folder, and reads no other output than its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.pipeline.invented import disclosure, go, make_inputs, write
from tests.pipeline.running.runs import InlineExecutor

FACTS = "select fiscal_year, province, count(*) from facts group by all order by all"
PUBLISHED = [(2022, "00", 2), (2023, "11", 2), (2023, "31", 2), (2023, None, 2)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("it's made")
    make_inputs(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        go("out", executor=InlineExecutor())
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents in `in`, published from them anew to `out`; work goes on in another."""
    shutil.copytree(made / "in", tmp_path / "in")
    shutil.copytree(made / "out", tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    go("out", executor=InlineExecutor())
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return tmp_path


def asked(folder: Path, *before: str, sql: str = FACTS) -> list[tuple[Any, ...]]:
    """What the views of an output answer."""
    connection = duckdb.connect()
    for statement in before:
        connection.execute(statement)
    connection.execute((folder / "views.sql").read_text(encoding="utf-8"))
    return connection.execute(sql).fetchall()


def test_an_output_opens_from_any_folder(here: Path) -> None:
    for folder in (here / "elsewhere", here, here / "out", Path("/")):
        os.chdir(folder)
        assert asked(here / "out") == PUBLISHED
        assert asked(here / "out", sql="select count(*) from v_entity_series") == [(4,)]


def test_one_that_was_moved_opens_from_its_own_folder(here: Path) -> None:
    (here / "out").rename(here / "moved")
    told = r"these datasets were in .*/out and are there no more; start DuckDB in the folder of the output"
    with pytest.raises(duckdb.Error, match=told):
        asked(here / "moved")
    os.chdir(here / "moved")
    assert asked(here / "moved") == PUBLISHED


def test_where_it_is_can_be_said(here: Path) -> None:
    (here / "out").rename(here / "moved")
    assert asked(here / "moved", f"set variable mingzhang = '{here}/moved'") == PUBLISHED


def test_one_that_was_moved_opens_from_any_folder_after_the_next_run(here: Path) -> None:
    (here / "out").rename(here / "moved")
    os.chdir(here)
    go("moved", executor=InlineExecutor())
    os.chdir(here / "elsewhere")
    assert asked(here / "moved") == PUBLISHED


def test_a_copy_never_reads_what_became_of_the_original(here: Path) -> None:
    shutil.copytree(here / "out", here / "copy")
    assert asked(here / "copy") == PUBLISHED  # the original is the same still
    os.chdir(here)
    write(here / "in", e=disclosure(2021, "440106", "Water"))
    go("out", executor=InlineExecutor())
    os.chdir(here / "elsewhere")
    assert asked(here / "out") == [(2021, "44", 2), *PUBLISHED]
    told = r"the datasets in .*/out are not those of this views.sql; take the one beside them, or start"
    with pytest.raises(duckdb.Error, match=told):
        asked(here / "copy")
    os.chdir(here / "copy")
    assert asked(here / "copy") == PUBLISHED


def test_started_in_another_output_it_reads_its_own(here: Path) -> None:
    os.chdir(here)
    write(here / "other", e=disclosure(2021, "440106", "Water"))
    go("second", "other", executor=InlineExecutor())
    os.chdir(here / "second")
    assert asked(here / "out") == PUBLISHED
    both = duckdb.connect()
    for name in ("second", "out"):
        both.execute(f"create schema {name}; use {name}")
        both.execute((here / name / "views.sql").read_text(encoding="utf-8"))
    counts = "select (select count(*) from second.facts), (select count(*) from out.facts)"
    assert both.execute(counts).fetchall() == [(2, 8)]


def test_views_in_a_database_of_ones_own_stay(here: Path) -> None:
    with duckdb.connect(here / "own.db") as own:
        own.execute((here / "out" / "views.sql").read_text(encoding="utf-8"))
    with duckdb.connect(here / "own.db") as own:
        assert own.execute(FACTS).fetchall() == PUBLISHED


def test_outputs_in_two_folders_differ_in_nothing_but_the_folder(here: Path) -> None:
    os.chdir(here)
    go("twin", executor=InlineExecutor())
    one, other = ((here / name / "views.sql").read_text(encoding="utf-8") for name in ("out", "twin"))
    assert one != other
    assert one.replace(f"{here}/out", f"{here}/twin") == other
