"""What a night brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.running.receipts import Receipt, Receipts, RunResult
from pipeline.storage.outcome import UNWRITABLE
from pipeline.upkeep.exit_status import ExitStatus, gravest

READ = ("ok", "partial", "not_disclosure")
"""What counts as read."""


@dataclass(frozen=True, slots=True)
class Night:
    """What a night brought: found = new + unchanged + failed, and waiting where it may not read all."""

    result: RunResult
    new: Receipts
    """Read in this run for the first time with these versions."""
    unchanged: Receipts
    """Known from an earlier run."""
    failed: Receipts
    """Could not be read, in this run or in an earlier one that knew as much."""
    unreachable: tuple[str, ...]
    """Places that do not answer, and why."""
    broken: tuple[str, ...]
    """Promises that are not kept."""
    documents: tuple[dict[str, Any], ...]
    """Documents that were not published before."""
    findings: tuple[dict[str, Any], ...]
    revisions: tuple[dict[str, Any], ...]
    known_faults: dict[str, str] = field(default_factory=dict)
    """Addresses that give nothing as in an earlier night, and since which day."""

    def newly_failed(self) -> Iterator[Receipt]:
        """What could not be read, and no earlier night has told of it; read anew from the disk each time."""
        return (r for r in self.result.select(("failed",), unchanged=False) if not self.is_known(r))

    def is_known(self, receipt: Receipt) -> bool:
        """Whether an earlier night has told that this input cannot be read."""
        return receipt.outcome.unchanged or receipt.source_uri in self.known_faults

    @property
    def exit_status(self) -> ExitStatus:
        """The gravest of what happened; what failed in an earlier night, too, is nothing new."""
        new = {r.outcome.error_kind for r in self.newly_failed()}
        found = (
            (ExitStatus.UNWRITABLE, UNWRITABLE in new),
            (ExitStatus.BROKEN, self.broken),
            (ExitStatus.UNREACHABLE, self.unreachable),
            (ExitStatus.FAILED, new),
        )
        return gravest(*(status for status, is_so in found if is_so))

    @property
    def statement(self) -> str:
        """The conservation statement."""
        found = len(self.result.receipts)
        return (
            f"{found} found = {len(self.new)} new + {len(self.unchanged)} unchanged + {len(self.failed)} "
            f"failed" + (f" + {self.result.waiting} waiting" if self.result.waiting else "")
        )
