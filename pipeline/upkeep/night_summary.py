"""What a night came to, as one flat record: for alarms, dashboards, and whoever reads it next morning."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.running.receipts import Progress, Receipt
from pipeline.storage.outcome import WAITING
from pipeline.upkeep.endings import status_of
from pipeline.upkeep.exit_status import ExitStatus
from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.upkeep.night_result import Night

FORMAT = 1
"""Of the record: a number that grows when a key changes its meaning."""
_KINDS = ("new", "unchanged", "failed", WAITING)
_NAMED = 20
"""So many inputs and places are named; `report.json` has all."""


@dataclass(slots=True)
class Seen:
    """What was seen of a night while it went on: all that is known of one that was cut off."""

    output: Path
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    sources: int = 0
    shown: Counter[str] = field(default_factory=Counter)
    """Of inputs with a receipt that was shown."""
    done: int = 0
    """Inputs that have ended, shown or not."""

    def receipt(self, receipt: Receipt) -> None:
        """Counts an input that has ended."""
        outcome = receipt.outcome
        if outcome.status in ("failed", WAITING):
            self.shown[outcome.status] += 1
        else:
            self.shown["unchanged" if outcome.unchanged else "new"] += 1

    def progress(self, progress: Progress) -> None:
        """Also those that are simply as they were: of them no receipt is shown."""
        self.done = progress.done

    @property
    def counts(self) -> dict[str, int]:
        """Inputs that have ended, by what became of them."""
        as_before = max(0, self.done - self.shown.total())
        return {name: self.shown[name] + as_before * (name == "unchanged") for name in _KINDS}


def of_night(seen: Seen, night: Night) -> dict[str, Any]:
    """The record of a night that came to its end."""
    result = night.result
    failures = Counter(r.outcome.error_kind or "" for r in night.newly_failed())
    return {
        **_frame(seen, night.exit_status),
        "run_id": result.run_id,
        "statement": night.statement,
        "found": len(result.receipts),
        "new": len(night.new),
        "unchanged": len(night.unchanged),
        "failed": len(night.failed),
        "waiting": result.waiting,
        "failed_new": failures.total(),
        "failures": dict(sorted(failures.items())),
        "failed_inputs": [
            {"source_uri": r.source_uri, "error_kind": r.outcome.error_kind, "message": r.outcome.message}
            for r in islice(night.newly_failed(), _NAMED)
        ],
        "partial": result.counted.count(("partial",), unchanged=False),
        "earlier_versions": result.earlier,
        "pages": result.pages,
        "publish_seconds": round(result.publish_seconds, 3),
        "worker_peak_bytes": int(result.counted.peak_mb * 1e6),
        "new_documents": len(night.documents),
        "new_findings": dict(sorted(Counter(row["severity"] for row in night.findings).items())),
        "revisions": len(night.revisions),
        "unreachable": list(night.unreachable[:_NAMED]),
        "unreachable_count": len(night.unreachable),
        "known_faults": len(night.known_faults),
        "broken": list(night.broken[:_NAMED]),
        "broken_count": len(night.broken),
        "mended": len(result.mended),
        "rows": dict(result.rows),
    }


def of_cut_off(seen: Seen, error: BaseException) -> dict[str, Any]:
    """The record of a night that could not go on, or was not let."""
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return {
        **_frame(seen, status_of(error)),
        "error": reason,
        "found": seen.sources,
        **seen.counts,
    }


def since_clean(record: Mapping[str, Any], former: Mapping[str, Any] | None) -> dict[str, Any]:
    """The record with the end of the last night that was clean, this one or an earlier one."""
    is_clean = record["exit_status"] == ExitStatus.CLEAN
    last = record["finished_at"] if is_clean else (former or {}).get("last_clean_at")
    return {**record, "last_clean_at": last}


def _frame(seen: Seen, status: ExitStatus) -> dict[str, Any]:
    now = datetime.now(UTC)
    free = None
    with suppress(OSError):
        free = shutil.disk_usage(seen.output).free
    return {
        "format": FORMAT,
        "tool_version": VERSION,
        "output": str(seen.output),
        "exit_status": int(status),
        "ending": status.name.lower(),
        "started_at": seen.started_at.isoformat(timespec="milliseconds"),
        "finished_at": now.isoformat(timespec="seconds"),
        "seconds": round((now - seen.started_at).total_seconds(), 3),
        "output_free_bytes": free,
    }
