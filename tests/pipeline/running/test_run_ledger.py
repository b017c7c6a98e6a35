"""Every input is entered once, and those who look on are shown it at once."""

from __future__ import annotations

from pathlib import Path

from pipeline.intake.source import Source
from pipeline.running.receipt_rows import ReceiptRows
from pipeline.running.receipts import Receipt
from pipeline.running.run_ledger import Ledger
from pipeline.running.tasks import Pages
from pipeline.storage.catalog import outcome_text
from pipeline.storage.outcome import Outcome, failed
from tests.pipeline.running.runs import UNIT, ListJournal, begun, record


def test_a_receipt_is_journalled_kept_and_shown_with_its_counts(tmp_path: Path) -> None:
    run = begun(tmp_path, expected=1)
    outcome = Outcome("d", "ok", pages=3, counts={"texts": 1, "facts": 2})
    run.ledger.enter("in/a", outcome)
    (row,) = run.journal.rows
    assert (row["run_id"], row["source_uri"], row["doc_id"]) == ("1111222233334444", "in/a", "d")
    assert row["counts"] == [("facts", 2), ("texts", 1)]
    assert run.ledger.scratch.entered("") == [("in/a", outcome_text(outcome), (None, None))]
    assert run.entered == [Receipt("in/a", outcome)]


def test_receipts_are_kept_in_order_of_their_sources(tmp_path: Path) -> None:
    run = begun(tmp_path)
    for uri in ("in/c", "in/a", "in/b"):
        run.ledger.enter(uri, Outcome(uri, "ok"))
    assert [uri for uri, *_ in run.ledger.scratch.entered("")] == ["in/a", "in/b", "in/c"]
    assert [uri for uri, *_ in run.ledger.scratch.entered("in/a", "in/b")] == ["in/b"]
    assert [row["source_uri"] for row in run.journal.rows] == ["in/c", "in/a", "in/b"]


def test_what_is_as_it_was_is_counted_and_shown_in_bulk(tmp_path: Path) -> None:
    run = begun(tmp_path, expected=2)
    rows = ReceiptRows("r")
    for uri, status in (("a", "ok"), ("b", "partial")):
        rows.add(uri, outcome_text(Outcome(uri, status, pages=3)), as_unchanged=True)
    run.ledger.enter_same(rows)
    assert [(p.total, p.done, p.pages, p.failed, p.unchanged) for p in run.shown] == [(2, 2, 0, 0, 2)]
    assert (run.entered, run.journal.rows) == ([], [])
    assert run.ledger.tally.inputs == {("ok", True): 1, ("partial", True): 1}


def test_progress_counts_what_was_read_failed_and_was_known(tmp_path: Path) -> None:
    run = begun(tmp_path, expected=4)
    run.ledger.show_progress()
    run.ledger.enter("a", Outcome("1", "ok", pages=3))
    run.ledger.enter("b", Outcome("2", "ok", pages=5, unchanged=True))
    run.ledger.enter("c", failed("3", "damaged", "fetch it again"))
    run.ledger.expect(2)
    run.ledger.enter("d", failed("4", "html", "a web page"))
    counted = [(p.total, p.done, p.pages, p.failed, p.unchanged) for p in run.shown]
    assert counted == [
        (4, 0, 0, 0, 0),
        (4, 1, 3, 0, 0),
        (4, 2, 3, 0, 1),
        (4, 3, 3, 1, 1),
        (6, 4, 3, 1, 1),
    ]
    assert all(p.seconds >= 0 for p in run.shown)


def test_progress_names_inputs_whose_pages_are_recognised_until_they_end(tmp_path: Path) -> None:
    run = begun(tmp_path, expected=1)
    job = run.documents.options.job(Source("in/a", "in/a"), "d", output="out", unit=UNIT)
    run.ledger.show_pages(job, Pages(0, 3))
    run.ledger.show_pages(job, Pages(1, 3))
    run.ledger.end_pages(job)
    run.ledger.enter("in/a", Outcome("d", "ok", pages=3))
    assert [p.scans for p in run.shown] == [(("in/a", 0, 3),), (("in/a", 1, 3),), ()]


def test_nobody_needs_to_look_on(tmp_path: Path) -> None:
    journal = ListJournal()
    scratch = begun(tmp_path).documents.scratch
    ledger = Ledger(record(), journal, scratch, 1)  # type: ignore[arg-type]
    ledger.enter("a", Outcome("1", "ok"))
    ledger.show_progress()
    assert len(journal.rows) == 1
