"""The job of every night: nothing is lost, everything is named, and the exit status says how it went."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.running.run import run
from pipeline.upkeep import config as config_module
from pipeline.upkeep import night as module
from pipeline.upkeep.config import read_config
from pipeline.upkeep.night import nightly
from pipeline.upkeep.night_result import Night
from tests.pipeline.invented import disclosure, make_inputs, rows, write

FAKE = "tests.pipeline.fakes:treacherous"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    monkeypatch.setattr(module, "run", partial(run, function=FAKE))
    return tmp_path


def night(more: str = "", output: str = "out", paths: str = '["in"]') -> Night:
    Path("c.toml").write_text(f'output = "{output}"\n[inbox]\npaths = {paths}\n{more}', encoding="utf-8")
    return nightly(read_config(Path("c.toml")), workers=1)


def logged() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("out/logs/mingzhang.jsonl").read_text().splitlines()]


@pytest.mark.usefixtures("here")
def test_found_is_new_and_unchanged_and_failed_each_by_name() -> None:
    first = night()
    assert first.statement == "5 found = 5 new + 0 unchanged + 0 failed"
    assert first.exit_status == 0
    assert len(first.documents) == 5
    write(Path("in"), damaged="damaged\n", e=disclosure(2023, "310107", "Health", "1.80"))
    second = night()
    assert second.statement == "7 found = 1 new + 5 unchanged + 1 failed"
    assert [r.source_uri for r in second.new] == ["in/e"]
    assert [r.source_uri for r in second.unchanged] == ["in/a", "in/b", "in/c", "in/d", "in/novel"]
    assert [r.source_uri for r in second.failed] == ["in/damaged"]
    assert second.exit_status == 1
    assert [d["source_uri"] for d in second.documents] == ["in/e"]
    assert [(f["code"], f["printed"]) for f in second.findings] == [("I01", "18000")]
    third = night()
    assert third.statement == "7 found = 0 new + 6 unchanged + 1 failed"
    assert third.exit_status == 0  # it was known to be damaged
    assert (third.documents, third.findings, third.revisions) == ((), (), ())


@pytest.mark.usefixtures("here")
def test_a_revised_document_is_told_with_what_changed() -> None:
    night()
    text = disclosure(2022, "000000", "Central", "1.70")
    write(Path("in"), b=text.replace("1.70", "1.60") + "\nmore 3.00")
    second = night()
    changes = {(r["change"], r["item_label"]) for r in second.revisions}
    assert changes == {("changed", "income"), ("added", "more")}
    (changed,) = [r for r in second.revisions if r["change"] == "changed"]
    assert (str(changed["value_before"]), str(changed["value_after"])) == ("17000.00", "16000.00")
    documents = {d["doc_id"]: d["group_role"] for d in rows("out", "documents")}
    assert (documents[changed["doc_id"]], documents[changed["previous_doc_id"]]) == ("primary", "replaced")


@pytest.mark.usefixtures("here")
def test_a_night_knows_where_its_files_are_published_and_tells_of_what_it_does_not() -> None:
    Path("in/sources.csv").write_text(
        "file,address\na,https://b.cn/a\ngone,https://b.cn/g\n", encoding="utf-8"
    )
    first = night('base_url = "https://a.cn"')
    assert first.statement == "6 found = 6 new + 0 unchanged + 0 failed"
    assert (first.exit_status, first.broken) == (0, ())
    found = {d["source_uri"]: d["source_url"] for d in rows("out", "documents")}
    assert (found["in/a"], found["in/b"]) == ("https://b.cn/a", "https://a.cn/b")
    problem = "in/sources.csv, line 3: gone is not among the inputs"
    assert [line["problem"] for line in logged() if line["event"] == "address"] == [problem]
    second = night('base_url = "https://a.cn"')
    assert second.statement == "6 found = 0 new + 6 unchanged + 0 failed"


@pytest.mark.usefixtures("here")
def test_one_source_that_does_not_answer_hinders_no_other() -> None:
    found = night(paths='["nowhere", "in"]')
    assert found.exit_status == 3
    assert found.statement == "5 found = 5 new + 0 unchanged + 0 failed"
    assert found.unreachable == ("there is no file or folder nowhere; check the spelling",)
    lost = night('urls = "gone.txt"')
    assert lost.exit_status == 3
    assert "the list of addresses gone.txt cannot be read" in lost.unreachable[0]


@pytest.mark.usefixtures("here")
def test_a_promise_that_is_broken_is_the_gravest(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(*arguments: Any, **more: Any) -> Any:
        result = run(*arguments, function=FAKE, **more)
        for path in Path("out/datasets/documents").glob("*.parquet"):
            path.unlink()
        return result

    monkeypatch.setattr(module, "run", forgetful)
    found = night(paths='["in", "nowhere"]')
    assert found.exit_status == 4
    assert "in/a was read (ok) and has no row in documents" in found.broken
    checked = night('[run]\ncheck = "full"')
    assert any(promise.startswith("file: datasets/documents") for promise in checked.broken)


@pytest.mark.usefixtures("here")
def test_the_log_has_a_line_for_each_event_and_is_turned_over() -> None:
    write(Path("in"), damaged="damaged\n")
    night()
    lines = logged()
    assert [line["event"] for line in lines] == ["start", "found", *["document"] * 6, "end"]
    assert {line["level"] for line in lines if line.get("status") == "failed"} == {"warning"}
    assert lines[-1]["statement"] == "6 found = 5 new + 0 unchanged + 1 failed"
    night("[logs]\nmegabytes = 0\nfiles = 2")  # 0 megabytes: a file for ever
    assert len(logged()) == len(lines) + 3


@pytest.mark.usefixtures("here")
def test_logs_are_kept_so_many_and_so_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config_module, "_MEGABYTE", 100)
    for _ in range(4):
        night("[logs]\nmegabytes = 10\nfiles = 2")
    kept = sorted(Path("out/logs").glob("mingzhang*"))
    assert [p.name for p in kept] == ["mingzhang.jsonl", "mingzhang.jsonl.1", "mingzhang.jsonl.2"]
    assert all(p.stat().st_size <= 1000 for p in kept)


def test_the_command_reads_writes_and_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    samples = Path(__file__).parents[3] / "samples"
    (tmp_path / "in").mkdir()
    for name in ("documents/gb18030_unit_account.txt", "negatives/web_page_named.pdf"):
        (tmp_path / "in" / Path(name).name).write_bytes((samples / name).read_bytes())
    Path("c.toml").write_text('output = "out"\n[inbox]\npaths = ["in"]\n[run]\ncheck = "full"\nworkers = 1')
    done = CliRunner().invoke(app, ["nightly", "c.toml"])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == "2 found = 2 new + 0 unchanged + 0 failed"
    content = json.loads(Path("out/report.json").read_text(encoding="utf-8"))["nightly"]
    assert [row["source_uri"] for row in content["new"]] == [
        "in/gb18030_unit_account.txt",
        "in/web_page_named.pdf",
    ]
    assert [row["fiscal_year"] for row in content["new_documents"]] == [2024]
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert "2 found = 2 new + 0 unchanged + 0 failed" in page
    assert "in/web_page_named.pdf" in page
