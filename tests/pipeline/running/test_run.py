"""A whole run over invented documents, with an extraction that obeys, fails or misbehaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pipeline.datasets import parquet
from pipeline.datasets.schema import datasets
from pipeline.learning.gaps import Gaps
from pipeline.reports.run_report import report, write_reports
from pipeline.reports.run_summary import summary
from pipeline.running.limits import Limits
from pipeline.storage.unit_of_work import Settings
from tests.pipeline.invented import disclosure, files, go, make_inputs, rows, write

TREACHEROUS = "tests.pipeline.fakes:treacherous"


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five documents in `in`, one of them no disclosure."""
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    return tmp_path / "in"


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    make_inputs(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        go("out")
    return folder / "out"


@pytest.fixture
def out(inputs: Path, first_run: Path) -> Path:
    """The results of one run over `in`."""
    shutil.copytree(first_run, inputs.parent / "out")
    return Path("out")


@pytest.mark.usefixtures("inputs")
def test_one_and_two_workers_any_order_and_any_history_give_the_same_bytes() -> None:
    go("one", "in", workers=1)
    go("two", "in/novel", "in/d", "in/c", "in/b", "in/a", workers=2)
    go("grown", "in/novel", "in/c", "in/d")
    go("grown", "in/b", "in/a")
    assert files("one") == files("two") == files("grown")
    assert len(files("one")) > len(datasets())


@pytest.mark.usefixtures("out")
def test_every_dataset_is_there_typed_and_in_its_partition() -> None:
    for name, dataset in datasets().items():
        found = sorted((Path("out/datasets") / name).rglob("*.parquet"))
        assert bool(found) == (not dataset.on_request), name
        for path in found:
            file = pq.ParquetFile(path)
            assert file.schema_arrow.equals(dataset.schema), name
            assert file.metadata.metadata[b"schema_version"] == b"3"
    places = {
        str(p.parent.relative_to("out/datasets/facts")) for p in Path("out/datasets/facts").rglob("*.parquet")
    }
    assert places == {"2022/00", "2023/11", "2023/31", "2023/unknown"}
    empty = Path("out/datasets/indicators/unknown/unknown/part-0.parquet")
    assert pq.ParquetFile(empty).metadata.num_rows == 0
    assert len(rows("out", "facts")) == 8
    assert len(rows("out", "documents")) == 5


@pytest.mark.usefixtures("out")
def test_rows_of_a_dataset_are_sorted_by_document() -> None:
    ids = [row["doc_id"] for row in rows("out", "documents")]
    assert ids == sorted(ids)
    assert [row["doc_id"] for row in rows("out", "texts")] == ids


def test_the_same_bytes_under_two_names_are_one_document_with_two_receipts(inputs: Path) -> None:
    shutil.copy(inputs / "a", inputs / "z")
    result = go("out", "in/a", "in/z")
    assert [(r.source_uri, r.outcome.status) for r in result.receipts] == [("in/a", "ok"), ("in/z", "ok")]
    assert [(d["source_uri"], d["file_name"]) for d in rows("out", "documents")] == [("in/a", "a")]


@pytest.mark.usefixtures("out")
def test_a_second_run_has_nothing_to_do_and_says_so() -> None:
    before = {path: path.stat().st_mtime_ns for path in Path("out/datasets/facts").rglob("*.parquet")}
    again = go("out", function="no.such.module:f")
    assert again.unchanged == 5
    assert again.exit_status == 0
    assert "5 of them unchanged" in summary(again, Gaps())[0]
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(rows("out", "receipts")) == 10
    assert [row["unchanged"] for row in rows("out", "runs")] == [0, 5]


@pytest.mark.usefixtures("out")
def test_a_new_document_is_added_to_its_partition_only(inputs: Path) -> None:
    old = files("out")
    write(inputs, e=disclosure(2023, "310107", "Health"))
    result = go("out", "in/e")
    new = files("out")
    changed = {name for name in new if name.startswith("facts/") and new[name] != old.get(name)}
    assert changed == {"facts/2023/31/part-0.parquet"}
    assert result.rows["facts"] == 10


@pytest.mark.usefixtures("out")
def test_datasets_lost_between_runs_are_written_again_and_foreign_partitions_go() -> None:
    old = files("out")
    shutil.rmtree("out/datasets/facts/2022")
    stale = Path("out/datasets/facts/1999/11/part-0.parquet")
    stale.parent.mkdir(parents=True)
    shutil.copy("out/datasets/facts/2023/11/part-0.parquet", stale)
    go("out")
    assert files("out") == old
    assert not Path("out/datasets/facts/1999").exists()


def test_every_input_gets_its_receipt_whatever_it_does(inputs: Path) -> None:
    write(inputs, **{w: f"{w}\n" for w in ("abort", "damaged", "html", "pattern", "raise", "sleep")})
    (inputs / "dangling").symlink_to("nowhere")
    result = go("out", function=TREACHEROUS, workers=2, limits=Limits(seconds=6))
    assert {r.source_uri: (r.outcome.status, r.outcome.error_kind) for r in result.receipts} == {
        "in/a": ("ok", None),
        "in/abort": ("failed", "crashed"),
        "in/b": ("ok", None),
        "in/c": ("ok", None),
        "in/d": ("ok", None),
        "in/damaged": ("failed", "damaged"),
        "in/dangling": ("failed", "unreachable"),
        "in/html": ("not_disclosure", "html"),
        "in/novel": ("not_disclosure", None),
        "in/pattern": ("failed", "pattern_timeout"),
        "in/raise": ("failed", "internal"),
        "in/sleep": ("failed", "timeout"),
    }
    messages = {r.source_uri: r.outcome.message or "" for r in result.receipts}
    assert messages["in/raise"].startswith("ZeroDivisionError in fakes.treacherous, line ")
    assert "pattern p of f.toml" in messages["in/pattern"]
    assert result.exit_status == 1
    assert result.rows["documents"] == 5
    kept = {row["source_uri"]: row for row in rows("out", "receipts")}
    assert kept["in/a"]["pages"] is None
    assert dict(kept["in/a"]["counts"])["facts"] == 2
    assert (kept["in/dangling"]["doc_id"], kept["in/dangling"]["status"]) == (None, "failed")


@pytest.mark.usefixtures("inputs")
def test_contacts_are_a_dataset_only_of_runs_that_ask_for_them() -> None:
    asked = Settings(with_contacts=True)
    go("out", "in/a", function="tests.pipeline.fakes:form", settings=asked)
    assert [row["leader"] for row in rows("out", "project_contacts")] == ["测试员"]
    go("out", "in/a", function="tests.pipeline.fakes:form")
    assert not Path("out/datasets/project_contacts").exists()
    assert len(rows("out", "projects")) == 1


@pytest.mark.usefixtures("out")
def test_large_datasets_are_split_into_groups_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_PER_GROUP", 1)
    monkeypatch.setattr(parquet, "BYTES_PER_FILE", 1)
    go("split")
    assert len(list(Path("split/datasets/texts").glob("*.parquet"))) == 5
    assert rows("split", "texts") == rows("out", "texts")


@pytest.mark.usefixtures("inputs")
def test_the_report_names_what_is_not_ok() -> None:
    write(Path("in"), damaged="damaged\n")
    result = go("out", function=TREACHEROUS)
    write_reports(result, Gaps())
    content = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert content == json.loads(json.dumps(report(result, Gaps())))
    assert (content["inputs"], content["ok"], content["failed"], content["not_disclosure"]) == (6, 4, 1, 1)
    assert [row["source_uri"] for row in content["not_ok"]] == ["in/damaged", "in/novel"]
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert "the cross-reference table is missing" in page
    lines = summary(result, Gaps())
    assert lines[0] == "6 inputs found: 4 ok, 0 partial, 1 failed, 1 not disclosures"
    assert "failed, damaged: 1" in lines


def test_names_in_the_report_are_escaped(inputs: Path) -> None:
    (inputs / "<b>x.txt").write_text("damaged\n")
    write_reports(go("out", "in/<b>x.txt", function=TREACHEROUS), Gaps())
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert "in/&lt;b&gt;x.txt" in page
    assert "<b>x" not in page


@pytest.mark.usefixtures("out")
def test_the_data_package_describes_every_file_and_column() -> None:
    package = json.loads(Path("out/datasets/datapackage.json").read_text(encoding="utf-8"))
    described = {path for resource in package["resources"] for path in resource["path"]}
    root = Path("out/datasets")
    assert described == {path.relative_to(root).as_posix() for path in root.rglob("*.parquet")}
    facts = next(r for r in package["resources"] if r["name"] == "facts")
    fields = {field["name"]: field for field in facts["schema"]["fields"]}
    assert fields["value_yuan"]["type"] == "number"
    assert fields["value_year"]["columnType"] == "date:fiscal-year"


def test_the_views_answer_from_the_folder_that_holds_them(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out)
    connection = duckdb.connect()
    connection.execute(Path("views.sql").read_text(encoding="utf-8"))
    finding = "select entity_name, province, page, source, printed from v_findings"
    assert connection.execute(finding).fetchall() == [("Central", "00", 1, "in/b#page=1", "17000")]
    primary = "select count(*) from v_primary_documents"
    assert connection.execute(primary).fetchone() == (4,)


@pytest.mark.usefixtures("out")
def test_a_disk_that_is_full_takes_no_rows_of_an_earlier_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows("out", "facts")
    monkeypatch.setattr("pipeline.running.run.unit_hash", lambda _settings: "newer")
    result = go("out", function="tests.pipeline.fakes:no_space")
    assert {r.outcome.error_kind for r in result.receipts} == {"unwritable"}
    assert rows("out", "facts") == before


@pytest.mark.usefixtures("inputs")
def test_a_document_whose_workers_were_killed_by_another_is_not_in_quarantine() -> None:
    """As where the system is short of memory: the next run, with the same limits, tries it again."""
    write(Path("one"), abort="abort\n", kill="kill\n")
    first = go("out", "one", function=TREACHEROUS)
    outcomes = {r.source_uri: r.outcome for r in first.receipts}
    assert {uri: o.error_kind for uri, o in outcomes.items()} == {
        "one/abort": "crashed",
        "one/kill": "crashed",
    }
    assert "signal SIGKILL" in (outcomes["one/kill"].message or "")
    kept = [json.loads(p.read_text())["doc_id"] for p in Path("out/state").rglob("*.failed.json")]
    assert kept == [outcomes["one/abort"].doc_id]
    again = go("out", "one")
    assert {r.source_uri: r.outcome.unchanged for r in again.receipts} == {
        "one/abort": True,
        "one/kill": False,
    }
