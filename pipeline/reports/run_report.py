"""What a run did, for programs: `report.json`, and the page for people beside it."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.learning.gaps import Gaps
from pipeline.reports.cases import by_weight
from pipeline.reports.findings_published import OF_FINDING, picked
from pipeline.reports.published_summary import published_summary
from pipeline.reports.run_page import run_page
from pipeline.running.receipts import Receipt, RunResult
from pipeline.storage.folders import open_folder
from pipeline.storage.outcome import STATUSES
from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.upkeep.night_result import Night


def write_reports(result: RunResult, gaps: Gaps, night: Night | None = None) -> None:
    """Writes `report.json` and `report.html` beside the datasets."""
    folder = open_folder(result.output)
    content = report(result, gaps)
    if night is not None:
        content["nightly"] = nightly_report(night)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    folder.put_bytes("report.json", text.encode())
    folder.put_bytes("report.html", run_page(content).encode())


def report(result: RunResult, gaps: Gaps) -> dict[str, Any]:
    """The run as a dict: totals, rows of each dataset, the first inputs that are not simply ok, and what the
    output folder holds: findings by code, and what its documents print that the pattern files do not know."""
    return {
        "run_id": result.run_id,
        "tool_version": VERSION,
        "started_at": result.started_at.isoformat(timespec="seconds"),
        "finished_at": result.finished_at.isoformat(timespec="seconds"),
        "seconds": round(result.seconds, 3),
        "publish_seconds": round(result.publish_seconds, 3),
        "workers": result.workers,
        "inputs": len(result.receipts),
        "ok": result.count("ok"),
        "partial": result.count("partial"),
        "failed": result.count("failed"),
        "not_disclosure": result.count("not_disclosure"),
        "waiting": result.waiting,
        "unchanged": result.unchanged,
        "pages": result.pages,
        "pages_per_second": round(pages_per_second(result), 1),
        "peak_mb": round(result.counted.peak_mb, 1),
        "earlier_versions": result.earlier,
        "addresses": {
            **dict(zip(("known", "files"), result.addressed, strict=True)),
            "problems": [str(problem) for problem in result.address_problems[:NAMED]],
        },
        "datasets": result.rows,
        "not_ok": [
            {
                "source_uri": r.source_uri,
                "status": r.outcome.status,
                "error_kind": r.outcome.error_kind,
                "message": r.outcome.message,
            }
            for r in islice(result.select(_NOT_OK), NAMED)
        ],
        **published_summary(result.output),
        "gaps": gaps.to_dict(),
    }


def nightly_report(night: Night) -> dict[str, Any]:
    """The conservation statement, the first inputs of each kind by name, and what is new since last time."""
    return {
        "statement": night.statement,
        "exit_status": night.exit_status,
        "broken": list(night.broken),
        "unreachable": list(night.unreachable),
        "counts": {kind: len(getattr(night, kind)) for kind in ("new", "unchanged", "failed")},
        "new": [_input(r, night.is_known(r)) for r in islice(night.new, NAMED)],
        "unchanged": [r.source_uri for r in islice(night.unchanged, NAMED)],
        "failed": [_input(r, night.is_known(r)) for r in islice(night.failed, NAMED)],
        "known_faults": dict(night.known_faults),
        "mended": list(night.result.mended),
        "new_documents": [picked(row, _OF_DOCUMENT) for row in night.documents],
        "new_findings": [picked(row, OF_FINDING) for row in sorted(night.findings, key=by_weight)],
        "revisions": [picked(row, _OF_REVISION) for row in night.revisions],
    }


NAMED = 1_000
"""So many inputs of a kind are named; the dataset `receipts` has all."""
_NOT_OK = tuple(status for status in STATUSES if status != "ok")
_OF_DOCUMENT = ("source_uri", "doc_id", "entity_name", "fiscal_year", "doc_kind", "group_role", "title")
_OF_REVISION = (
    "doc_id", "previous_doc_id", "change", "measure", "role", "function_code", "economic_code", "item_label",
    "value_before", "value_after",
)  # fmt: skip


def _input(receipt: Receipt, is_known: bool) -> dict[str, Any]:
    outcome = receipt.outcome
    known = {"known_before": True} if is_known else {}
    return {
        "source_uri": receipt.source_uri,
        "status": outcome.status,
        "error_kind": outcome.error_kind,
        "message": outcome.message,
        **known,
    }


def pages_per_second(result: RunResult) -> float:
    """Pages that the run extracted, over its whole time."""
    return result.pages / result.seconds if result.seconds > 0 else 0.0
