"""The ledger of a run: a receipt for every input, in the order in which they end, and how far the run is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.running.receipts import Progress, Receipt
from pipeline.running.run_record import RunRecord
from pipeline.storage.journal import Journal
from pipeline.storage.outcome import Outcome

OnProgress = Callable[[Progress], None]
OnReceipt = Callable[[Receipt], None]


class Ledger:
    """Enters receipts into the journal and shows them to those who look on."""

    def __init__(
        self,
        record: RunRecord,
        journal: Journal,
        expected: int,
        on_progress: OnProgress | None = None,
        on_receipt: OnReceipt | None = None,
    ) -> None:
        """`expected` is the number of inputs that are known of."""
        self.record = record
        self.journal = journal
        self.expected = expected
        self.on_progress = on_progress
        self.on_receipt = on_receipt
        self.pages = self.failed = self.unchanged = 0
        self._outcomes: dict[str, Outcome] = {}
        """By uri, without their counts: the rows have them, and here they would grow with the run."""

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """All receipts, by uri."""
        return tuple(Receipt(uri, self._outcomes[uri]) for uri in sorted(self._outcomes))

    def expect(self, more: int) -> None:
        """So many more inputs turned up: the members of an archive."""
        self.expected += more

    def enter(self, uri: str, outcome: Outcome) -> None:
        """Enters what became of an input."""
        self.journal.add(_row(self.record.run_id, uri, outcome))
        self._outcomes[uri] = outcome = replace(outcome, counts={})
        self.failed += outcome.status == "failed"
        self.unchanged += outcome.unchanged
        if not outcome.unchanged:
            self.pages += outcome.pages or 0
        if self.on_receipt is not None:
            self.on_receipt(Receipt(uri, outcome))
        self.show_progress()

    def show_progress(self) -> None:
        """Shows how far the run is to who asked for it."""
        if self.on_progress is not None:
            done, seconds = len(self._outcomes), self.record.seconds
            self.on_progress(Progress(self.expected, done, self.pages, self.failed, self.unchanged, seconds))


def _row(run_id: str, uri: str, outcome: Outcome) -> dict[str, Any]:
    return {
        **outcome.to_dict(),
        "run_id": run_id,
        "source_uri": uri,
        "counts": sorted(outcome.counts.items()),
    }
