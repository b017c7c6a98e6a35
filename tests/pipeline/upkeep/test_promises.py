"""A promise that is not kept is named; one that is kept is not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.intake.source import Source
from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.outcome import Outcome, failed
from pipeline.upkeep import promises as module
from pipeline.upkeep.ailments import Ailment
from pipeline.upkeep.doctor import Examination
from pipeline.upkeep.promises import broken_promises

BEGAN = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)
SOURCES = [Source(f"in/{n}", n) for n in ("a", "b")]


def column(output: Path, dataset: str, name: str, *values: str) -> None:
    path = output / "datasets" / dataset / "part-0.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({name: pa.array(values, pa.string())}), path)


def result(**outcomes: Outcome) -> RunResult:
    receipts = tuple(Receipt(f"in/{name}", outcome) for name, outcome in outcomes.items())
    return RunResult("r2", "out", BEGAN, BEGAN, "local", 1, receipts)


def broken(output: Path, sources: list[Source], found: RunResult, through: bool = False) -> tuple[str, ...]:
    return broken_promises(output, sources, found, read_through=through)


def test_promises_that_are_kept_are_not_named(tmp_path: Path) -> None:
    column(tmp_path, "receipts", "run_id", "r1", "r2", "r2")
    column(tmp_path, "documents", "doc_id", "1", "2")
    assert broken(tmp_path, SOURCES, result(a=Outcome("1", "ok"), b=Outcome("2", "partial"))) == ()


def test_an_input_without_receipt(tmp_path: Path) -> None:
    column(tmp_path, "receipts", "run_id", "r2")
    column(tmp_path, "documents", "doc_id", "1")
    assert broken(tmp_path, SOURCES, result(a=Outcome("1", "ok"))) == ("in/b was found and has no receipt",)


@pytest.mark.parametrize(("published", "count"), [((), 0), (("r1",), 0), (("r2", "r2"), 2)])
def test_receipts_that_are_not_published_once(tmp_path: Path, published: tuple[str, ...], count: int) -> None:
    column(tmp_path, "receipts", "run_id", *published)
    column(tmp_path, "documents", "doc_id", "1")
    assert broken(tmp_path, SOURCES[:1], result(a=Outcome("1", "ok"))) == (
        f"1 receipts were written and {count} are published",
    )


@pytest.mark.parametrize(
    ("outcome", "is_named"),
    [
        (Outcome("9", "ok"), True),
        (Outcome("9", "partial"), True),
        (Outcome("9", "not_disclosure"), True),
        (failed("9", "html", "a web page"), False),
        (failed("9", "damaged", "cut off"), False),
        (Outcome("1", "ok"), False),
    ],
)
def test_a_document_that_was_read_and_has_no_row(tmp_path: Path, outcome: Outcome, is_named: bool) -> None:
    column(tmp_path, "receipts", "run_id", "r2")
    column(tmp_path, "documents", "doc_id", "1")
    named = (f"in/a was read ({outcome.status}) and has no row in documents",)
    assert broken(tmp_path, SOURCES[:1], result(a=outcome)) == (named if is_named else ())


def test_the_doctor_is_asked_on_request_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    column(tmp_path, "receipts", "run_id", "r2")
    column(tmp_path, "documents", "doc_id", "1")
    ailments = (Ailment("file", "x is missing", "published again"),)
    monkeypatch.setattr(module, "examine", lambda _store: Examination(0, 0, 0, 0, 0, ailments))
    kept = result(a=Outcome("1", "ok"))
    assert broken(tmp_path, SOURCES[:1], kept) == ()
    assert broken(tmp_path, SOURCES[:1], kept, through=True) == ("file: x is missing",)


@pytest.mark.parametrize("dataset", ["receipts", "documents"])
def test_a_damaged_file_is_named_in_place_of_what_stands_in_it(tmp_path: Path, dataset: str) -> None:
    column(tmp_path, "receipts", "run_id", "r2")
    column(tmp_path, "documents", "doc_id", "1")
    path = tmp_path / "datasets" / dataset / "part-0.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    (problem,) = broken(tmp_path, SOURCES[:1], result(a=Outcome("1", "ok")))
    assert problem.startswith(f"{path} is damaged: ")
