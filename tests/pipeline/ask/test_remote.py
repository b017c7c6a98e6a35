"""A remote output answers as one on a disk does, and costs what is asked."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.ask.query import QueryError, answer, connect
from pipeline.ask.remote import RemoteOutput, Shared
from pipeline.ask.search import SearchError, search
from pipeline.cli import app
from pipeline.running.run import run
from pipeline.storage.commits import last_commit
from pipeline.storage.folders import RemoteFolder
from tests.pipeline.invented import disclosure, go, write
from tests.pipeline.running.runs import InlineExecutor

URL = "memory://asked/out"
QUESTIONS = (
    "select * exclude (source_uri) from documents order by doc_id",
    "select doc_id, province, fiscal_year, measure, value from facts order by all",
    "select count(*) from v_headline",
    "select province, count(*) from facts where fiscal_year = 2022 group by all order by all",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, with the same documents published on a disk and in a store."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MINGZHANG_CACHE", str(tmp_path / "cache"))
    texts = {
        "a": disclosure(),
        "b": disclosure(2022, "000000", "Central", "1.70"),
        "c": disclosure(2023, "310107"),
    }
    write(tmp_path / "in", **texts)
    go("out")
    publish()
    yield tmp_path
    fsspec.filesystem("memory").rm("/asked", recursive=True)


def publish() -> None:
    run(["in"], URL, function="tests.pipeline.fakes:extraction", executor=InlineExecutor())


def cached(here: Path) -> list[str]:
    return sorted({p.relative_to(here / "cache").parts[2] for p in (here / "cache").rglob("*.parquet")})


@pytest.mark.parametrize("sql", QUESTIONS)
@pytest.mark.usefixtures("here")
def test_the_same_questions_have_the_same_answers(sql: str) -> None:
    there = connect(URL).execute(sql).fetchall()
    assert there
    assert there == connect("out").execute(sql).fetchall()


def test_only_what_is_asked_for_is_fetched_and_only_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = connect(URL)
    assert not (here / "cache").exists()
    connection.execute("select count(*) from documents").fetchall()
    assert cached(here) == ["documents"]
    fetched: list[str] = []
    fetch = RemoteFolder.fetch

    def noted(folder: RemoteFolder, name: str, path: Path) -> None:
        fetched.append(name)
        fetch(folder, name, path)

    monkeypatch.setattr(RemoteFolder, "fetch", noted)
    connection.execute("select count(*) from documents").fetchall()
    assert fetched == []
    connection.execute("select count(*) from texts").fetchall()
    assert fetched
    assert all(name.startswith("datasets/texts/") for name in fetched)


def test_of_other_years_and_provinces_nothing_is_fetched(here: Path) -> None:
    sql = "select distinct fiscal_year, province from facts where fiscal_year = 2023 and province = '31'"
    assert connect(URL).execute(sql).fetchall() == [(2023, "31")]
    fetched = {p.relative_to(here / "cache").parts[2:-1] for p in (here / "cache").rglob("*.parquet")}
    assert fetched == {("facts", "2023", "31")}


def test_an_output_of_another_version_says_so(here: Path) -> None:
    del here
    folder = RemoteFolder(URL)
    commit = last_commit(folder)
    assert commit is not None
    package = json.loads(folder.read(commit.package)) | {"version": "1"}
    package["resources"] = [r for r in package["resources"] if r["name"] == "documents"]
    folder.put_bytes(commit.package, json.dumps(package).encode())
    told = rf"the datasets in {URL} are of schema version 1, this version asks those of 3; the next run"
    with pytest.raises(QueryError, match=told):
        connect(URL)


def test_who_began_before_a_publication_is_answered_as_before_it(here: Path) -> None:
    reader = connect(URL)
    write(here / "in", c=disclosure(2021, "310107"), d=disclosure(2020, "310107"))
    publish()
    assert reader.execute("select count(*) from documents").fetchall() == [(3,)]
    assert connect(URL).execute("select count(*) from documents").fetchall() == [(5,)]


def test_who_sleeps_for_two_publications_is_told_to_ask_again(here: Path) -> None:
    reader = connect(URL)
    for year in (2020, 2021):
        write(here / "in", d=disclosure(year, "310107"))
        publish()
    message = r"^memory://asked/out/datasets/documents/part-0-\w{8}\.parquet is gone: others were published"
    with pytest.raises(QueryError, match=message):
        answer(reader, "select * from documents", "csv", io.StringIO(), Console())


def test_a_file_that_is_not_what_was_written_is_named(here: Path) -> None:
    del here
    folder = RemoteFolder(URL)
    (name,) = folder.names("datasets/documents")
    folder.put_bytes(name, b"PAR1")
    with pytest.raises(QueryError, match=f"{name} is not what was written; run `mingzhang doctor"):
        answer(connect(URL), "select * from documents", "csv", io.StringIO(), Console())


def test_the_cache_holds_what_the_last_commit_names(here: Path) -> None:
    for sql in ("select * from documents", "select * from texts"):
        connect(URL).execute(sql).fetchall()
    search(URL, "income")
    before = {p for p in (here / "cache").rglob("*") if p.is_file()}
    write(here / "in", d=disclosure(2020, "310107"))
    publish()
    RemoteOutput(URL)
    after = {p for p in (here / "cache").rglob("*") if p.is_file()}
    assert after < before  # the texts of the others
    assert not [p for p in after if p.suffix == ".sqlite" or "documents" in p.parts]


@pytest.mark.usefixtures("here")
def test_nothing_but_the_published_files_can_be_read_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    connection = connect(URL)
    for sql in (
        f"select * from read_csv('{tmp_path}/secret.csv')",
        "select * from read_parquet('published://other/documents/part-0.parquet')",
        f"copy (select 1) to '{tmp_path}/x.csv'",
        "copy (select 1) to 'published://output/x.csv'",
        "set enable_external_access = true",
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(sql)


def test_where_nothing_is_published_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "there are no datasets in memory://asked-nothing that this version published"
    with pytest.raises(QueryError, match=told):
        connect("memory://asked-nothing")
    with pytest.raises(SearchError, match=told):
        search("memory://asked-nothing", "x")
    with pytest.raises(QueryError, match="install mingzhang"):
        connect("nowhere://out")

    def away(*_: Any) -> None:
        raise OSError("memory://asked-nothing does not answer")

    monkeypatch.setattr(RemoteFolder, "names", away)
    with pytest.raises(QueryError, match="cannot be read \\(memory://asked-nothing does not answer"):
        connect("memory://asked-nothing")


def test_words_are_found_there_as_here(here: Path) -> None:
    del here
    found, wanted = search(URL, "Central"), search("out", "Central")
    assert wanted.hits
    assert found == wanted


def test_the_index_follows_what_is_published(here: Path) -> None:
    write(here / "in", d=disclosure(2020, "310107", "Waterworks"))
    assert not search(URL, "Waterworks").hits
    publish()
    assert {hit.fiscal_year for hit in search(URL, "Waterworks").hits} == {2020}
    before = last_commit(RemoteFolder(URL))
    publish()
    after = last_commit(RemoteFolder(URL))
    assert before is not None
    assert after is not None
    assert (after.number, after.search) == (before.number + 1, before.search)  # nothing changed in it
    (here / "in" / "d").unlink()
    write(here / "in", d=disclosure(2020, "310107", "Parks"))
    RemoteFolder(URL).remove(after.search or "")  # lost: made again from all
    publish()
    assert search(URL, "Parks").hits
    assert search(URL, "Central").hits


def test_the_user_s_own_cache_is_used(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.delenv("MINGZHANG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "own"))
    connect(URL).execute("select * from documents").fetchall()
    assert list((here / "own" / "mingzhang").rglob("*.parquet"))
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(here / "home"))
    connect(URL).execute("select * from documents").fetchall()
    assert list((here / "home" / ".cache" / "mingzhang").rglob("*.parquet")) or os.name == "nt"


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "select doc_id, value from facts order by all", "--format", "csv"),
        ("search", "Central", "--format", "json"),
        ("audit", "--all", "--format", "json"),
        ("audit", "--all", "--format", "csv", "--severity", "info"),
    ],
)
@pytest.mark.usefixtures("here")
def test_commands_take_the_url_of_an_output(arguments: tuple[str, ...]) -> None:
    there = CliRunner().invoke(app, [*arguments, "-o", URL])
    here = CliRunner().invoke(app, [*arguments, "-o", "out"])
    assert there.exit_code == 0, there.output
    assert there.output == here.output


def test_an_export_is_the_same(here: Path) -> None:
    for output, folder in ((URL, "there"), ("out", "from-disk")):
        done = CliRunner().invoke(app, ["export", folder, "-o", output])
        assert done.exit_code == 0, done.output
    there, own = (
        {p.name: p.read_bytes() for p in (here / name).iterdir()} for name in ("there", "from-disk")
    )
    assert there == own
    assert len(own) > 3


def test_what_people_say_of_findings_stands_in_the_store(here: Path) -> None:
    connection = connect(URL)
    ((finding_id,),) = connection.execute("select finding_id from findings order by 1 limit 1").fetchall()
    done = CliRunner().invoke(app, ["audit", "--mark", finding_id, "false_positive", "--by", "me", "-o", URL])
    assert done.exit_code == 0, done.output
    assert finding_id.encode() in RemoteFolder(URL).read("findings_status.csv")
    shown = CliRunner().invoke(app, ["audit", "--all", "-s", "info", "-f", "csv", "-o", URL])
    assert finding_id not in shown.output
    assert not (here / "memory:").exists()


def test_threads_that_share_a_file_read_each_at_its_own_position(tmp_path: Path) -> None:
    """DuckDB seeks, then reads: what another thread sought in between must not count."""
    (tmp_path / "file").write_bytes(bytes(range(100)))
    shared = Shared((tmp_path / "file").open("rb"))
    shared.seek(10)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: (shared.seek(-3, io.SEEK_END), shared.read(8))).result() == (97, b"abc")
        assert shared.read(3) == bytes((10, 11, 12))
        assert shared.tell() == 13
        assert other.submit(shared.tell).result() == 100
    shared.close()
