from __future__ import annotations

import gc
import io
import json
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.console import Console

from pipeline.ask.query import QueryError, answer, connect, standard_output
from pipeline.running.run import run


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query")
    text = "2022|000000|国家某局|final_account\n收入合计 1.70\n支出合计 1.50"
    (folder / "in.txt").write_text(text, encoding="utf-8")
    run([str(folder / "in.txt")], folder / "out", function="tests.pipeline.fakes:extraction")
    return folder / "out"


def ask(
    output: Path,
    sql: str,
    form: str = "csv",
    width: int = 120,
    terminal: bool = False,
    colour: bool = True,
) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=terminal, color_system="standard" if colour else None
    )
    answer(connect(output), sql, form, stream, console)  # type: ignore[arg-type]
    return stream.getvalue()


FACTS = "select province, fiscal_year, item_label, value_yuan from facts order by char_start"


def test_csv(output: Path) -> None:
    assert ask(output, FACTS) == (
        "province,fiscal_year,item_label,value_yuan\n00,2022,收入合计,17000.00\n00,2022,支出合计,15000.00\n"
    )


def test_json_keeps_the_digits_of_decimals(output: Path) -> None:
    text = ask(output, FACTS, "json")
    assert '"value_yuan":17000.00' in text
    assert [row["item_label"] for row in json.loads(text)] == ["收入合计", "支出合计"]
    assert json.loads(ask(output, "select 1 where false", "json")) == []


def test_parquet_keeps_the_types(output: Path) -> None:
    stream = io.BytesIO()
    answer(connect(output), FACTS, "parquet", stream, Console(file=io.StringIO()))
    assert pq.read_table(stream).column("value_yuan").to_pylist() == [
        Decimal("17000.00"),
        Decimal("15000.00"),
    ]


def test_a_table_shows_brackets_as_they_are(output: Path) -> None:
    assert ask(output, "select '[red]' as a, 2 as b", "table") == "a      b\n[red]  2\n"
    assert "1 row" in ask(output, "select '[red]' as a, 2 as b", "table", terminal=True)


def test_many_columns_in_a_narrow_terminal_are_listed_row_by_row(output: Path) -> None:
    wide = ", ".join(f"{n} as column_{n}" for n in range(12))
    sql = f"select {wide}, null as nothing union all select {wide}, 7"
    text = ask(output, sql, "table", terminal=True, colour=False)
    assert "  column_11  11\n" in text
    assert text.count("nothing") == 1
    assert [line for line in text.splitlines() if not line.startswith(" ")] == ["1", "2", "2 rows"]
    head, *rows = ask(output, sql, "table").splitlines()  # a pipe has no width
    assert head.split() == [*(f"column_{n}" for n in range(12)), "nothing"]
    assert [row.split() for row in rows] == [[*map(str, range(12))], [*map(str, range(12)), "7"]]


def test_values_that_are_listed_are_neither_broken_nor_coloured(output: Path) -> None:
    wide = ", ".join(f"{n} as column_{n}" for n in range(12))
    text = ask(output, f"select '{'x' * 200}' as long, {wide}", "table", terminal=True)
    assert "x" * 200 in text
    assert "  column_11  11\n" in text


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (1, "1 row"),
        (100, "100 rows"),
        (101, "the first 100 rows; use a limit, or --format csv for all"),
    ],
)
def test_a_table_has_a_hundred_rows_at_most(output: Path, count: int, end: str) -> None:
    sql = f"select 'x' || range as name from range({count})"
    text = ask(output, sql, "table", terminal=True, colour=False)
    assert text.rstrip().splitlines()[-1] == end
    assert text.count("\nx") == min(count, 100)


def test_what_goes_into_a_pipe_is_whole(output: Path) -> None:
    text = ask(output, "select 'x' || range as name, repeat('long ', 50) from range(2500)", "table")
    assert text.count("\nx") == 2500
    assert len(text.splitlines()) == 2501


def test_numbers_stand_to_the_right_and_lists_of_them_to_the_left(output: Path) -> None:
    columns = "1 as number, 2.5::decimal(9, 2) as amount, [1] as list_of_numbers, null as none"
    assert ask(output, f"select {columns}", "table") == (
        "number  amount  list_of_numbers  none\n     1    2.50  [1]\n"
    )


def test_long_text_is_folded_and_ids_and_names_are_not(output: Path) -> None:
    sql = "select repeat('a', 50) as doc_id, repeat('字', 30) as entity_name, repeat('文 ', 40) as raw"
    text = ask(output, sql, "table", width=160, terminal=True, colour=False)
    assert f"{'a' * 50}  {'字' * 30}  文" in text
    assert len(text.splitlines()) > 4  # head, rule, a row of several lines, count


def test_empty_answers_have_their_columns(output: Path) -> None:
    assert ask(output, "select 1 as a, 2 as b where false") == "a,b\n"
    assert ask(output, "select 1 as a, 2 as b where false", "table") == "a  b\n"
    assert "0 rows" in ask(output, "select 1 as a where false", "table", terminal=True)


def test_parquet_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        buffer = io.BytesIO()

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdout", terminal := Terminal())
    assert standard_output("csv") is terminal
    with pytest.raises(QueryError, match="parquet is binary: send it to a file"):
        standard_output("parquet")
    monkeypatch.setattr(Terminal, "isatty", lambda _: False)
    assert standard_output("parquet") is Terminal.buffer


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select * from factz", "there is no dataset or view factz; did you mean facts"),
        ("select * from v_headlines", "view v_headlines; did you mean v_headline, v_headline_facts"),
        (
            "select * from qqqq",
            r"no dataset or view qqqq; `mingzhang datasets` lists .* views are .*v_headline",
        ),
        ("select nope from facts", "nope"),
        ("selec 1", "syntax error"),
        ("select 1; select 2", "one statement"),
        ("", "one statement"),
        ("create table t as select 1", "only statements that read"),
        ("copy facts to 'x.csv'", "only statements that read"),
        ("set threads = 1", "only statements that read"),
        ("select * from read_text('/etc/hostname')", "file system operations are disabled"),
    ],
)
def test_what_cannot_be_answered_is_explained(output: Path, sql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(output, sql)


def test_a_folder_without_datasets_is_explained(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"there are no datasets in .*; run `mingzhang run"):
        connect(tmp_path)


def test_datasets_that_cannot_be_read_are_explained(tmp_path: Path) -> None:
    (tmp_path / "datasets" / "documents").mkdir(parents=True)
    (tmp_path / "datasets" / "documents" / "a.parquet").write_bytes(b"no parquet")
    with pytest.raises(
        QueryError, match=r"the datasets in .* cannot be read \(.*\); run the documents again"
    ):
        connect(tmp_path)


def test_datasets_of_an_earlier_version_are_explained(output: Path, tmp_path: Path) -> None:
    shutil.copytree(output, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "datasets" / "key_facts")
    package = tmp_path / "out" / "datasets" / "datapackage.json"
    content = json.loads(package.read_bytes())
    content["resources"] = [r for r in content["resources"] if not r["path"][0].startswith("key_facts/")]
    package.write_text(json.dumps(content))
    with pytest.raises(QueryError, match=r"another version: there is no key_facts; run the documents again"):
        connect(tmp_path / "out")


def test_folders_are_held_open_only_as_long_as_they_are_asked(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    opened, closed = os.open, os.close

    def opening(path: Path, flags: int) -> int:
        assert flags == os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)  # a pipe of that name is not waited for
        held.append(opened(path, flags))
        return held[-1]

    def closing(folder: int) -> None:
        closed(folder)
        held.remove(folder)

    monkeypatch.setattr("pipeline.ask.query.os.open", opening)
    monkeypatch.setattr("pipeline.ask.query.os.close", closing)
    (tmp_path / "datasets").mkdir()
    with pytest.raises(QueryError, match="there are no datasets"):
        connect(tmp_path)
    assert held == []
    connection = connect(output)
    connection.close()
    del connection
    gc.collect()
    assert held == []


@pytest.mark.parametrize(
    "view",
    [
        "v_primary_documents", "v_best_facts", "v_derived", "v_disagreements",
        "v_headline_facts", "v_headline", "v_three_public", "v_function_spend", "v_economic_spend",
        "v_self_evaluation", "v_findings", "v_openness",
    ],
)  # fmt: skip
def test_every_view_has_document_page_and_source(output: Path, view: str) -> None:
    columns = [row["column_name"] for row in json.loads(ask(output, f"describe {view}", "json"))]
    assert {"doc_id", "page", "source"} <= set(columns)


def test_the_headline_has_about_forty_measures(output: Path) -> None:
    names = [row["column_name"] for row in json.loads(ask(output, "describe v_headline", "json"))]
    assert len([n for n in names if n.split("_")[0] in ("income", "expenditure", "gpb", "three")]) >= 25
    assert len(names) >= 50


def test_a_connection_stays_with_the_generation_that_it_was_opened_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fake = "tests.pipeline.fakes:extraction"
    Path("in").mkdir()
    Path("in/a").write_text("2023|110112|Finance|final_account\nincome 1.50")
    run(["in"], "out", function=fake)
    before = connect(Path("out"))
    counted = "select (select count(*) from documents), (select count(*) from facts)"
    Path("in/b").write_text("2023|310107|Health|final_account\nincome 1.50\nmore 2.50")
    run(["in"], "out", function=fake)
    assert before.execute(counted).fetchone() == (1, 1)
    after = connect(Path("out"))
    assert after.execute(counted).fetchone() == (2, 3)
    before.close()
    after.close()
