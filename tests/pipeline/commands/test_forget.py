"""`mingzhang forget`: nothing of the document is left, and nothing brings it back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.datasets.ids import doc_id
from pipeline.running.run import run
from pipeline.running.taken_out import RECORD, read_forgotten
from pipeline.storage.catalog_sync import CATALOG, catalog_of
from pipeline.storage.folders import LocalFolder
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings
from pipeline.upkeep.doctor import examine, mend
from tests.pipeline.commands.published import asked
from tests.pipeline.invented import make_inputs, rows
from tests.pipeline.running.runs import InlineExecutor

FAKE = "tests.pipeline.fakes:extraction"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_inputs(tmp_path)
    go()
    return tmp_path


def go(settings: Settings | None = None) -> dict[str, tuple[str, str | None]]:
    """A run as the command makes it: by source status and kind of error."""
    done = run(["in"], "out", settings=settings, function=FAKE, executor=InlineExecutor())
    return {r.source_uri: (r.outcome.status, r.outcome.error_kind) for r in done.receipts}


def of(name: str) -> str:
    return doc_id(Path("in", name).read_bytes())


def everything() -> bytes:
    return b"".join(path.read_bytes() for path in Path("out").rglob("*") if path.is_file())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("named", ["id", "start", "file", "source"])
def test_a_document_can_be_named_in_four_ways(named: str) -> None:
    words = {"id": of("b"), "start": of("b")[:8], "file": "./in/b", "source": "in/b"}
    status, text = asked("forget", words[named], "--reason", "withdrawn", "-o", "out")
    assert (status, f"{of('b')}  taken out (in/b)" in text) == (0, True)
    assert of("b") not in {row["doc_id"] for row in rows("out", "documents")}
    assert {row["doc_id"] for row in rows("out", "documents")} == {of(n) for n in ("a", "c", "d", "novel")}


@pytest.mark.usefixtures("here")
def test_nothing_of_it_is_left_but_its_id_and_the_names_of_its_sources() -> None:
    mark = b"Education"  # the entity of in/c, also in texts and in the search index
    assert mark in everything() or asked("search", "Education", "-o", "out")[0] == 0
    assert asked("forget", "in/c", "--reason", "personal data", "-o", "out")[0] == 0
    for dataset in ("documents", "texts", "facts", "table_cells", "entities", "sections"):
        assert "Education" not in str(rows("out", dataset)), dataset
    assert mark not in everything()
    assert asked("search", "Education", "-o", "out")[0] == 1
    assert not Path("out/state/previous").exists()
    (entry,) = (json.loads(line) for line in Path("out", RECORD).read_text().splitlines())
    assert (entry["doc_id"], entry["reason"]) == (of("c"), "personal data")


@pytest.mark.usefixtures("here")
def test_no_later_run_reads_it_again() -> None:
    asked("forget", "in/b", "--reason", "withdrawn", "-o", "out")
    Path("in/b").rename("in/under_another_name")
    for settings in (None, Settings(with_contacts=True)):  # another unit of work, as another version is
        found = go(settings)
        assert found["in/under_another_name"] == ("not_disclosure", "forgotten")
        assert len(rows("out", "documents")) == 4
    assert examine(Store("out")).ailments == ()
    (receipt,) = (r for r in rows("out", "receipts") if r["source_uri"] == "in/b" and r["error_kind"])
    assert receipt["message"].endswith(": withdrawn")


@pytest.mark.usefixtures("here")
def test_the_catalogue_knows_no_place_of_it_and_what_stood_there_before_is_superseded() -> None:
    asked("forget", "in/c", "--reason", "personal data", "-o", "out")
    former = of("b")
    shutil.copy("in/c", "in/b")
    for _ in range(2):
        assert {go()[name] for name in ("in/b", "in/c")} == {("not_disclosure", "forgotten")}
        assert b"in/c" not in Path("out", CATALOG).read_bytes()
        with catalog_of(Store("out")) as catalog:
            assert (catalog.first_met(of("c")), catalog.is_superseded(former)) == (None, True)
            known = catalog.document(of("c"))
            assert known is not None
            assert (known.is_bundle, known.outcome.counts, known.outcome.pages) == (False, {}, None)
        Path("out", CATALOG).unlink()  # the record decides, not the catalogue
    assert of("c") not in {row["doc_id"] for row in rows("out", "documents")}
    assert former in {row["doc_id"] for row in rows("out", "documents")}


@pytest.mark.usefixtures("here")
def test_what_dies_on_the_way_is_finished_by_the_next_run() -> None:
    entry = {"doc_id": of("c"), "reason": "personal data", "since": "2026-11-30T00:00:00+00:00"}
    Path("out", RECORD).write_text(json.dumps(entry) + "\n")
    go()
    assert b"Education" not in everything()
    assert asked("search", "Education", "-o", "out")[0] == 1
    assert not Path("out/state/previous").exists()


@pytest.mark.usefixtures("here")
def test_a_file_that_was_fetched_again_is_not_kept() -> None:
    asked("forget", "in/b", "--reason", "withdrawn", "-o", "out")
    fetched = Path("out/state/downloads") / f"{'0' * 32}-{of('b')[:16]}"
    fetched.parent.mkdir(parents=True)
    shutil.copy("in/b", fetched)
    go()
    assert not fetched.exists()


@pytest.mark.usefixtures("here")
def test_the_doctor_says_what_was_taken_out_and_is_there() -> None:
    entry = {"doc_id": of("b"), "reason": "withdrawn", "since": "2026-11-30T00:00:00+00:00"}
    Path("out", RECORD).write_text(json.dumps(entry) + "\n")  # as after a death on the way
    store = Store("out")
    with store.lock():
        found = examine(store)
        assert [a.kind for a in found.ailments] == ["forgotten"]
        mend(store, found)
    assert len(rows("out", "documents")) == 4
    assert "forgotten" not in {a.kind for a in examine(Store("out")).ailments}


@pytest.mark.usefixtures("here")
def test_what_is_not_there_or_not_clear_is_not_taken_out() -> None:
    assert asked("forget", "in/nothing", "--reason", "x", "-o", "out")[0] == 1
    assert asked("forget", of("b")[:7], "--reason", "x", "-o", "out")[0] == 1
    assert asked("forget", "in/b", "--reason", "  ", "-o", "out")[0] == 2
    assert asked("forget", "in/b", "-o", "out")[0] == 2
    assert read_forgotten(LocalFolder(Path("out"))) == {}


@pytest.mark.usefixtures("here")
def test_a_damaged_record_stops_what_would_read_the_document_again() -> None:
    Path("out", RECORD).write_text("{")
    for words in (("run", "in", "-o", "out"), ("nightly", "c.toml"), ("doctor", "-o", "out")):
        Path("c.toml").write_text('output = "out"\n[inbox]\npaths = ["in"]\n')
        status, text = asked(*words)
        assert (status, "forgotten.jsonl is damaged" in text, "restore it" in text) == (4, True, True)
