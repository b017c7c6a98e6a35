"""The ledger of a run: a receipt for every input, in the order in which they end, and how far the run is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.running.job import Job
from pipeline.running.receipt_rows import ReceiptRows
from pipeline.running.receipts import Progress, Receipt, Tally
from pipeline.running.run_record import RunRecord
from pipeline.running.scratch import Scratch
from pipeline.running.tasks import Pages
from pipeline.storage.catalog import Address
from pipeline.storage.journal import Journal
from pipeline.storage.outcome import Outcome

OnProgress = Callable[[Progress], None]
OnReceipt = Callable[[Receipt], None]


class Ledger:
    """Enters receipts into the journal and the tables of the run, and shows them to those who look on."""

    def __init__(
        self,
        record: RunRecord,
        journal: Journal,
        scratch: Scratch,
        expected: int,
        on_progress: OnProgress | None = None,
        on_receipt: OnReceipt | None = None,
    ) -> None:
        """`expected` is the number of inputs that are known of."""
        self.record = record
        self.journal = journal
        self.scratch = scratch
        self.expected = expected
        self.on_progress = on_progress
        self.on_receipt = on_receipt
        self.tally = Tally()
        self._scans: dict[str, Pages] = {}
        """Inputs whose pages are being recognised, and how far that is."""

    def expect(self, more: int) -> None:
        """So many more inputs turned up: the members of an archive."""
        self.expected += more

    def enter(self, uri: str, outcome: Outcome) -> None:
        """Enters what became of an input."""
        address = self.scratch.address(uri, outcome.doc_id)
        self.journal.add(_row(self.record.run_id, uri, outcome, address))
        self.scratch.enter(uri, outcome)
        self.tally.add(outcome)
        if self.on_receipt is not None:
            self.on_receipt(Receipt(uri, outcome, address.url))
        self.show_progress()

    def enter_same(self, rows: ReceiptRows) -> None:
        """Counts inputs that are as they were: they are shown in bulk, and kept elsewhere."""
        self.tally.update(rows.tally())
        self.show_progress()

    def show_pages(self, job: Job, pages: Pages) -> None:
        """Shows how far an input is whose pages are being recognised."""
        self._scans[job.source.uri] = pages
        self.show_progress()

    def end_pages(self, job: Job) -> None:
        """No page of this input is recognised any more."""
        self._scans.pop(job.source.uri, None)

    def show_progress(self) -> None:
        """Shows how far the run is to who asked for it."""
        if self.on_progress is not None:
            tally, seconds = self.tally, self.record.seconds
            self.on_progress(
                Progress(
                    self.expected,
                    tally.count(),
                    tally.pages,
                    tally.count(("failed",)),
                    tally.count(unchanged=True),
                    seconds,
                    tuple((uri, pages.done, pages.of) for uri, pages in self._scans.items()),
                )
            )


def _row(run_id: str, uri: str, outcome: Outcome, address: Address) -> dict[str, Any]:
    return {
        **outcome.to_dict(),
        "run_id": run_id,
        "source_uri": uri,
        "source_url": address.url,
        "source_date": address.day,
        "counts": sorted(outcome.counts.items()),
    }
