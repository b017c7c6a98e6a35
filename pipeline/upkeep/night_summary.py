"""What a night came to, as one flat record: for alarms, dashboards, and whoever reads it next morning."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.running.receipts import Receipt
from pipeline.upkeep.endings import status_of
from pipeline.upkeep.exit_status import ExitStatus
from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.upkeep.night_result import Night

FORMAT = 1
"""Of the record: a number that grows when a key changes its meaning."""
_NAMED = 20
"""So many inputs and places are named; `report.json` has all."""


@dataclass(slots=True)
class Seen:
    """What was seen of a night while it went on: all that is known of one that was cut off."""

    output: Path
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    sources: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def receipt(self, receipt: Receipt) -> None:
        """Counts an input that has ended."""
        outcome = receipt.outcome
        name = "failed" if outcome.status == "failed" else "unchanged" if outcome.unchanged else "new"
        self.counts[name] += 1


def of_night(seen: Seen, night: Night) -> dict[str, Any]:
    """The record of a night that came to its end."""
    result = night.result
    failed_new = [r for r in night.failed if not night.is_known(r)]
    return {
        **_frame(seen, night.exit_status),
        "run_id": result.run_id,
        "statement": night.statement,
        "found": len(result.receipts),
        "new": len(night.new),
        "unchanged": len(night.unchanged),
        "failed": len(night.failed),
        "failed_new": len(failed_new),
        "failures": dict(sorted(Counter(r.outcome.error_kind or "" for r in failed_new).items())),
        "failed_inputs": [
            {"source_uri": r.source_uri, "error_kind": r.outcome.error_kind, "message": r.outcome.message}
            for r in failed_new[:_NAMED]
        ],
        "partial": sum(r.outcome.status == "partial" for r in night.new),
        "pages": result.pages,
        "publish_seconds": round(result.publish_seconds, 3),
        "worker_peak_bytes": int(max((r.outcome.peak_mb for r in result.receipts), default=0.0) * 1e6),
        "new_documents": len(night.documents),
        "new_findings": dict(sorted(Counter(row["severity"] for row in night.findings).items())),
        "revisions": len(night.revisions),
        "unreachable": list(night.unreachable[:_NAMED]),
        "unreachable_count": len(night.unreachable),
        "known_faults": len(night.known_faults),
        "broken": list(night.broken[:_NAMED]),
        "broken_count": len(night.broken),
        "mended": len(night.mended),
        "rows": dict(result.rows),
    }


def of_cut_off(seen: Seen, error: BaseException) -> dict[str, Any]:
    """The record of a night that could not go on, or was not let."""
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return {
        **_frame(seen, status_of(error)),
        "error": reason,
        "found": seen.sources,
        **{name: seen.counts[name] for name in ("new", "unchanged", "failed")},
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
        "started_at": seen.started_at.isoformat(timespec="seconds"),
        "finished_at": now.isoformat(timespec="seconds"),
        "seconds": round((now - seen.started_at).total_seconds(), 3),
        "output_free_bytes": free,
    }
