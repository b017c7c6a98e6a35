from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.rows.assembly import to_rows
from pipeline.storage.catalog import Known
from pipeline.storage.folders import LocalFolder
from pipeline.storage.locks import OutputLocked
from pipeline.storage.outcome import Outcome, failed
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import unit_of
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


def test_the_outcome_of_a_long_header_is_read_whole(store: Store) -> None:
    found = extraction(TEXT)
    outcome = Outcome(found.doc_id, "ok", message="x" * (1 << 17))
    store.stage("u", to_rows(found), outcome)
    assert store.find(found.doc_id, "u") == outcome


def test_a_bundle_that_a_disk_has_torn_is_not_found(store: Store) -> None:
    """So the document is read again."""
    found = extraction(TEXT)
    store.stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
    (bundle,) = store.staged("u")
    store.folder.put_bytes(bundle.name, b"{")
    assert store.find(found.doc_id, "u") is None
    store.folder.remove(bundle.name)
    assert store.find(found.doc_id, "u") is None


def test_what_another_process_staged_is_found_when_it_is_asked_for(store: Store) -> None:
    found = extraction(TEXT)
    assert store.find(found.doc_id, "u") is None
    Store(store.folder.url).stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
    assert store.find(found.doc_id, "u") is None  # listed before
    known = store.find_now(found.doc_id, "u")
    assert known == Known(found.doc_id, "u", True, 2023, "11", Outcome(found.doc_id, "ok"))
    assert store.find_now(found.doc_id, "v") is None


def test_who_recognised_a_document_is_part_of_its_name_and_makes_no_other_version(store: Store) -> None:
    found = extraction(TEXT)
    for read_by in (None, "none", "a1"):
        unit = unit_of("u", read_by)
        store.stage(unit, to_rows(found), Outcome(found.doc_id, "ok"))
        (bundle,) = store.staged("u")
        assert (bundle.unit, store.recognisers()) == (
            unit,
            {} if read_by is None else {found.doc_id: read_by},
        )
        known = store.find_now(found.doc_id, "u")
        assert known is not None
        assert known.unit == unit
    store.stage_failure("u-none", failed(found.doc_id, "scan", "no text layer"))
    assert (store.staged("u"), store.recognisers()) == ([], {found.doc_id: "none"})
    assert [o.error_kind for o in store.failures("u")] == ["scan"]


def test_the_bundle_of_the_unit_that_is_asked_for_goes_before_others(store: Store) -> None:
    found = extraction(TEXT)
    store.stage("u1", to_rows(found), Outcome(found.doc_id, "ok"))
    (first,) = store.staged("u1")
    content = store.folder.read(first.name)
    for unit in ("u0", "u2"):  # as a run leaves them that dies between staging and removing
        store.folder.put_bytes(first.name.replace(".u1.", f".{unit}."), content)
    for unit in ("u0", "u1", "u2"):
        assert [b.unit for b in store.staged(unit)] == [unit]


def test_staged_documents_come_by_their_ids(store: Store) -> None:
    ids = []
    for n in range(5):
        found = extraction(TEXT + f"\n支出合计 {n}.00".encode())
        store.stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
        ids.append(found.doc_id)
    assert [b.doc_id for b in store.staged("u")] == sorted(ids)


def test_failures_are_those_of_the_unit(store: Store) -> None:
    for doc_id, unit in (("bb", "u"), ("aa", "u"), ("cc", "other")):
        store.stage_failure(unit, failed(doc_id, "damaged", "no end"))
    assert [o.doc_id for o in store.failures("u")] == ["aa", "bb"]
    store.stage_failure("u", failed(None, "unreachable", "of no document"))
    assert len(store.failures("u")) == 2


def test_the_rows_of_a_staged_document_come_back(store: Store) -> None:
    found = extraction(TEXT)
    store.stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
    (bundle,) = store.staged("u")
    assert store.open(bundle).dataset("facts")["value_raw"].to_pylist() == ["1.50"]


def test_a_writer_clears_away_what_a_dead_one_left_half_written(store: Store) -> None:
    store.folder.put_bytes("state/aside/7-draft", b"ha")
    store.folder.put_bytes("state/index/kept", b"")
    with store.lock():
        assert store.folder.names("state/aside") == []
    assert store.folder.has("state/index/kept")


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


@pytest.mark.parametrize(("length", "whole"), [(40_000, 0), (64_000, 0), (67_000, 1)])
def test_of_a_bundle_64_kilobytes_are_read_for_its_outcome_and_all_where_its_header_is_longer(
    store: Store, monkeypatch: pytest.MonkeyPatch, length: int, whole: int
) -> None:
    found = extraction(TEXT)
    store.stage("u", to_rows(found), Outcome(found.doc_id, "ok", message="x" * length))
    read: list[str] = []
    content = LocalFolder.read

    def noted(folder: LocalFolder, name: str) -> bytes:
        read.append(name)
        return content(folder, name)

    monkeypatch.setattr(LocalFolder, "read", noted)
    assert store.find(found.doc_id, "u") is not None
    assert len(read) == whole


def test_a_failure_is_remembered_in_the_words_that_it_was_told_with(store: Store) -> None:
    store.stage_failure("u", failed("ab12", "damaged", "没有结尾"))
    assert "没有结尾" in store.folder.read("state/bundles/ab/ab12.u.failed.json").decode()
    assert store.find("ab12", "u") == failed("ab12", "damaged", "没有结尾")


def test_what_is_staged_after_it_was_asked_for_is_found(store: Store) -> None:
    """Through the same store: it lists anew."""
    found = extraction(TEXT)
    assert store.find(found.doc_id, "u") is None
    store.stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
    assert store.find(found.doc_id, "u") is not None


def test_documents_are_told_apart_by_their_whole_ids(store: Store) -> None:
    """Ids of one beginning stand in one folder; a document that is staged takes away its own files only."""
    for doc_id in ("abcd", "abce", "abc"):
        store.stage_failure("u", failed(doc_id, "damaged", doc_id))
    assert [o.message for o in store.failures("u")] == ["abc", "abcd", "abce"]
    assert store.folder.names("state/bundles") == [
        f"state/bundles/ab/{doc_id}.u.failed.json" for doc_id in ("abc", "abcd", "abce")
    ]


@pytest.mark.parametrize(
    ("head", "year", "province"),
    [("2023|110112", 2023, "11"), ("2023|", 2023, None), ("|110112", None, "11")],
)
def test_year_and_province_are_known_each_for_itself(
    store: Store, head: str, year: int | None, province: str | None
) -> None:
    found = extraction(f"{head}|某区财政局|budget\n收入合计 1.50".encode())
    store.stage("u", to_rows(found), Outcome(found.doc_id, "ok"))
    (bundle,) = store.staged("u")
    assert (bundle.year, bundle.province) == (year, province)
    assert bundle.name == (
        f"state/bundles/{found.doc_id[:2]}/{found.doc_id}.u.{year or 'null'}-{province or 'null'}.bundle"
    )
