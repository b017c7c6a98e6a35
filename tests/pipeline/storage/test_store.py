from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.rows.assembly import to_rows
from pipeline.storage.atomic import replace_file, replace_text
from pipeline.storage.locks import OutputLocked
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings, unit_hash
from tests.pipeline.fakes import extraction

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50".encode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_a_staged_document_is_found_for_its_unit_only(store: Store) -> None:
    found = extraction(TEXT)
    outcome = Outcome(found.doc_id, "ok", pages=2)
    store.stage("u1", to_rows(found), outcome)
    assert store.find(found.doc_id, "u1") == outcome
    assert store.find(found.doc_id, "u2") is None
    bundle = store.staged("u1")[0]
    assert (bundle.doc_id, bundle.year, bundle.province) == (found.doc_id, 2023, "11")


def test_a_new_version_takes_the_place_of_the_old(store: Store) -> None:
    found = extraction(TEXT)
    for unit in ("u1", "u2"):
        store.stage(unit, to_rows(found), Outcome(found.doc_id, "ok"))
    assert [b.unit for b in store.staged("u1")] == ["u2"]


def test_a_document_of_another_unit_stays(store: Store) -> None:
    found = extraction(TEXT)
    store.stage("u1", to_rows(found), Outcome(found.doc_id, "ok"))
    assert [b.unit for b in store.staged("u2")] == ["u1"]


def test_an_unknown_year_and_province_have_a_name(store: Store) -> None:
    found = extraction("|||budget\n收入合计 1.50".encode())
    store.stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
    assert [(b.year, b.province) for b in store.staged("u")] == [(None, None)]


def test_a_failure_is_remembered_and_ends_what_earlier_versions_made(store: Store) -> None:
    found = extraction(TEXT)
    store.stage("u1", to_rows(found), Outcome(found.doc_id, "ok"))
    store.stage_failure("u2", failed(found.doc_id, "damaged", "no end"))
    known = store.find(found.doc_id, "u2")
    assert known is not None
    assert (known.status, known.error_kind, known.message) == ("failed", "damaged", "no end")
    assert store.staged("u2") == []


def test_a_web_page_is_no_disclosure_and_no_failure() -> None:
    assert failed("d", "html", "a page").status == "not_disclosure"


def test_the_unit_depends_on_the_settings() -> None:
    assert unit_hash(Settings()) == unit_hash(Settings())
    assert unit_hash(Settings()) != unit_hash(Settings(with_contacts=True))


def test_a_second_writer_is_told_who_writes(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from pipeline.storage.locks import OutputLocked; from pipeline.storage.store import Store\n"
        "try:\n with Store(Path(sys.argv[1])).lock(): print('got it')\n"
        "except OutputLocked as error: print(error)"
    )
    command = [sys.executable, "-c", code, store.folder.url]
    with store.lock():
        inside = subprocess.run(command, capture_output=True, text=True, check=True)
    outside = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "is writing to" in inside.stdout
    assert outside.stdout == "got it\n"
    assert issubclass(OutputLocked, RuntimeError)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path, aside = tmp_path / "data" / "f", tmp_path / "aside"
    replace_text(path, "old", aside)

    def half(draft: Path) -> None:
        draft.write_text("ha")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace_file(path, half, aside)
    assert path.read_text() == "old"
    assert list(aside.iterdir()) == []
