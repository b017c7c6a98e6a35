from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import dataset
from pipeline.rows.assembly import to_rows
from pipeline.storage.bundles import DamagedBundle, OpenBundle, outcome_of, write_bundle, write_tables
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


def test_a_bundle_of_an_earlier_version_has_its_key_facts_by_its_facts(tmp_path: Path) -> None:
    rows = to_rows(extraction(TEXT))
    del rows["key_facts"]
    rows["facts"][0] |= dict.fromkeys(("item_label", "function_code", "economic_code", "unit_name"))
    rows["facts"][1]["unit_name"] = "a unit"
    write_bundle(tmp_path / "old.bundle", rows, Outcome("d", "ok"))
    found = OpenBundle((tmp_path / "old.bundle").read_bytes()).dataset("key_facts")
    assert found.equals(to_table("key_facts", rows["facts"][:1]))
    assert found.select(["fiscal_year", "province"]).to_pylist() == [{"fiscal_year": 2023, "province": "11"}]


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
    opened = OpenBundle(content)
    packed = len(content) - content.index(b"\n") - 1
    assert len(opened) == packed + opened.header["unpacked"] > 2 * packed
    assert OpenBundle(content).is_whole
    assert not OpenBundle(content[:-1]).is_whole
    assert not OpenBundle(content[:-1] + bytes([content[-1] ^ 1])).is_whole
    head, rest = content.split(b"\n", 1)
    assert not OpenBundle(head.replace(b"sha256", b"sha255") + b"\n" + rest).is_whole


def test_datasets_without_rows_take_no_room(bundle: Path) -> None:
    header = OpenBundle(bundle.read_bytes()).header
    assert "projects" not in header["datasets"]
    assert {"documents", "facts"} <= header["datasets"].keys()


def test_rows_of_another_version_are_read_in_today_s_columns(tmp_path: Path) -> None:
    write_tables(
        tmp_path / "b", {"texts": pa.table({"text": ["x"], "gone": [1], "doc_id": ["d"]})}, Outcome("d", "ok")
    )
    assert OpenBundle((tmp_path / "b").read_bytes()).dataset("texts").to_pylist() == [
        {"doc_id": "d", "text": "x", "text_sha256": None, "search_tokens": None}
    ]


def test_a_header_is_readable_as_it_is_told(tmp_path: Path) -> None:
    write_bundle(tmp_path / "b", {}, Outcome("d", "partial", message="第3页无法读取"))
    assert "第3页无法读取".encode() in (tmp_path / "b").read_bytes().partition(b"\n")[0]


def test_streams_stand_one_after_the_other_in_one_frame(tmp_path: Path) -> None:
    rows = [{"doc_id": "d", "text": "明" * 10_000, "text_sha256": None, "search_tokens": None}]
    tables = {"texts": to_table("texts", rows), "sections": to_table("sections", [])}
    write_tables(tmp_path / "b", tables, Outcome("d", "ok"))
    content = (tmp_path / "b").read_bytes()
    header = OpenBundle(content).header
    assert header["datasets"]["texts"][0] == 0
    assert header["datasets"]["sections"][0] == header["datasets"]["texts"][1] > 30_000
    assert sum(header["datasets"]["sections"]) == header["unpacked"]
    assert len(content) < 3_000


def _with_header(content: bytes, **changed: object) -> bytes:
    head, _, body = content.partition(b"\n")
    return json.dumps({**json.loads(head), **changed}).encode() + b"\n" + body


def test_what_is_damaged_is_found_before_anything_is_decoded(bundle: Path) -> None:
    content = bundle.read_bytes()
    body = content.index(b"\n") + 1
    for place in range(body, len(content), 97):
        for damaged in (
            content[:place],
            content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :],
        ):
            with pytest.raises(DamagedBundle, match="its hash is another"):
                OpenBundle(damaged).dataset("facts")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]\n", b"{}\n", b"\xff\n", b"null\nx"),
        *(b'{"datasets": 1}\n', b'{"datasets": {"facts": [1]}}\n', b'{"datasets": {"facts": [-8, 16]}}\n'),
        b'{"datasets": {}, "unpacked": null}\n',
    ],
)
def test_what_has_no_header_is_no_bundle(content: bytes) -> None:
    with pytest.raises(DamagedBundle, match="no header"):
        OpenBundle(content)


@pytest.mark.parametrize("size", [-1, 1 << 40, 1 << 62])
def test_a_size_that_no_bundle_has_is_not_asked_of_the_memory(bundle: Path, size: int) -> None:
    with pytest.raises(DamagedBundle, match="cannot become"):
        OpenBundle(_with_header(bundle.read_bytes(), unpacked=size)).dataset("facts")


@pytest.mark.parametrize("more", [-1, 1])
def test_unpacked_is_exactly_what_the_header_says(bundle: Path, more: int) -> None:
    content = bundle.read_bytes()
    size = OpenBundle(content).header["unpacked"] + more
    with pytest.raises(DamagedBundle, match="cannot be unpacked"):
        OpenBundle(_with_header(content, unpacked=size)).dataset("facts")


def test_a_place_behind_the_end_holds_no_rows(bundle: Path) -> None:
    with pytest.raises(DamagedBundle, match="the rows of facts"):
        OpenBundle(_with_header(bundle.read_bytes(), datasets={"facts": [1 << 30, 100]})).dataset("facts")


def test_what_folds_without_end_is_kept_as_it_is(tmp_path: Path) -> None:
    """Its frame would be refused: a few bytes that become many."""
    rows = [{"doc_id": "d", "text": "a" * 3_000_000, "text_sha256": None, "search_tokens": None}]
    write_tables(tmp_path / "b", {"texts": to_table("texts", rows)}, Outcome("d", "ok"))
    opened = OpenBundle((tmp_path / "b").read_bytes())
    assert 3_000_000 < len(opened) < 3_010_000
    assert opened.dataset("texts").to_pylist() == rows


def test_streams_of_an_earlier_version_are_read() -> None:
    """They stood behind the header as they were, each buffer compressed by itself."""
    table = to_table(
        "texts", [{"doc_id": "d", "text": "明" * 99, "text_sha256": None, "search_tokens": None}]
    )
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    stream = sink.getvalue().to_pybytes()
    header = {"datasets": {"texts": [0, len(stream)]}, "sha256": hashlib.sha256(stream).hexdigest()}
    opened = OpenBundle(json.dumps(header).encode() + b"\n" + stream)
    assert opened.is_whole
    assert opened.dataset("texts").equals(table)
    assert len(opened) == len(stream)


def test_a_dataset_keeps_no_other_in_memory(tmp_path: Path) -> None:
    text = "".join(map(chr, range(0x4E00, 0x9000)))
    rows = [{"doc_id": "d", "text": text, "text_sha256": None, "search_tokens": None}]
    section = {field.name: None for field in dataset("sections").schema} | {"title": "x"}
    tables = {"texts": to_table("texts", rows), "sections": to_table("sections", [section])}
    write_tables(tmp_path / "b", tables, Outcome("d", "ok"))
    content = (tmp_path / "b").read_bytes()
    before = pa.total_allocated_bytes()
    held = [OpenBundle(content).dataset("sections") for _ in range(20)]
    assert pa.total_allocated_bytes() - before < 20_000
    assert held[0]["title"].to_pylist() == ["x"]
