from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.datasets.arrow import to_table
from pipeline.rows.assembly import to_rows
from pipeline.storage.bundles import OpenBundle, outcome_of, write_bundle, write_tables
from pipeline.storage.outcome import Outcome
from tests.pipeline.fakes import extraction, form

TEXT = "2023|110112|某区财政局|final_account\n收入合计 1.50\n支出合计 1.40".encode()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    outcome = Outcome("d", "ok", message="a note", pages=3, counts={"facts": 2})
    write_bundle(tmp_path / "b.bundle", to_rows(extraction(TEXT)), outcome)
    return tmp_path / "b.bundle"


def test_rows_come_back_as_they_were(bundle: Path) -> None:
    for name, rows in to_rows(extraction(TEXT)).items():
        assert OpenBundle(bundle.read_bytes()).dataset(name).equals(to_table(name, rows)), name


def test_a_dataset_that_the_bundle_lacks_is_empty(bundle: Path) -> None:
    assert OpenBundle(bundle.read_bytes()).dataset("project_contacts").num_rows == 0


def test_the_outcome_comes_back(bundle: Path) -> None:
    assert outcome_of(bundle.read_bytes()) == Outcome(
        "d", "ok", message="a note", pages=3, counts={"facts": 2}
    )


def test_equal_rows_make_equal_bundles(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_bundle(tmp_path / name, to_rows(form(TEXT)), Outcome("d", "ok"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_outcome_is_read_from_the_beginning_once_the_header_is_whole(bundle: Path) -> None:
    content = bundle.read_bytes()
    header = content.index(b"\n") + 1
    assert outcome_of(content[:header]) is not None
    assert outcome_of(content[: header - 1]) is None


def test_a_bundle_knows_its_size_and_whether_it_is_whole(bundle: Path) -> None:
    content = bundle.read_bytes()
    assert len(OpenBundle(content)) == len(content)
    assert OpenBundle(content).is_whole
    assert not OpenBundle(content[:-1]).is_whole
    assert not OpenBundle(content[:-1] + bytes([content[-1] ^ 1])).is_whole
    head, rest = content.split(b"\n", 1)
    assert not OpenBundle(head.replace(b"sha256", b"sha255") + b"\n" + rest).is_whole


def test_datasets_without_rows_take_no_room(bundle: Path) -> None:
    header = OpenBundle(bundle.read_bytes()).header
    assert "projects" not in header["datasets"]
    assert {"documents", "facts"} <= header["datasets"].keys()


def test_a_header_of_the_caller_s_stands_beside_where_the_rows_are(tmp_path: Path) -> None:
    write_tables(tmp_path / "b", {"texts": to_table("texts", [])}, {"mark": "x"})
    opened = OpenBundle((tmp_path / "b").read_bytes())
    assert (opened.header["mark"], list(opened.header["datasets"])) == ("x", ["texts"])
    assert opened.dataset("texts").num_rows == 0
    assert opened.is_whole


def test_rows_of_another_version_are_read_in_today_s_columns(tmp_path: Path) -> None:
    write_tables(tmp_path / "b", {"texts": pa.table({"text": ["x"], "gone": [1], "doc_id": ["d"]})}, {})
    assert OpenBundle((tmp_path / "b").read_bytes()).dataset("texts").to_pylist() == [
        {"doc_id": "d", "text": "x", "text_sha256": None, "search_tokens": None}
    ]


def test_a_header_is_readable_as_it_is_told(tmp_path: Path) -> None:
    write_bundle(tmp_path / "b", {}, Outcome("d", "partial", message="第3页无法读取"))
    assert "第3页无法读取".encode() in (tmp_path / "b").read_bytes().partition(b"\n")[0]


def test_streams_are_compressed_and_stand_one_after_the_other(tmp_path: Path) -> None:
    rows = [{"doc_id": "d", "text": "明" * 10_000, "text_sha256": None, "search_tokens": None}]
    tables = {"texts": to_table("texts", rows), "sections": to_table("sections", [])}
    write_tables(tmp_path / "b", tables, {})
    content = (tmp_path / "b").read_bytes()
    places = OpenBundle(content).header["datasets"]
    assert places["texts"][0] == 0
    assert places["sections"][0] == places["texts"][1] < 10_000
    assert sum(places["sections"]) == len(content) - content.index(b"\n") - 1
