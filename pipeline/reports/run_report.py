"""What a run did, for programs: `report.json`, and the page for people beside it."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.datasets.parquet import read_parquet
from pipeline.learning.gaps import Gaps
from pipeline.reports.bare_disclosures import bare_disclosures
from pipeline.reports.cases import SEVERITIES, by_weight
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
        "findings": finding_counts(result.output),
        "greatest_findings": greatest_findings(result.output),
        "bare_disclosures": bare_disclosures(result.output),
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
        "new_documents": [_pick(row, _OF_DOCUMENT) for row in night.documents],
        "new_findings": [_pick(row, _OF_FINDING) for row in sorted(night.findings, key=by_weight)],
        "revisions": [_pick(row, _OF_REVISION) for row in night.revisions],
    }


NAMED = 1_000
"""So many inputs of a kind are named; the dataset `receipts` has all."""
_NOT_OK = tuple(status for status in STATUSES if status != "ok")
_OF_DOCUMENT = ("source_uri", "doc_id", "entity_name", "fiscal_year", "doc_kind", "group_role", "title")
_OF_FINDING = ("doc_id", "page", "severity", "code", "gap_yuan", "gap_share", "message_zh", "message_en")
_GREATEST = 20
"""So many findings are named; `mingzhang audit --all` shows all."""
_OF_REVISION = (
    "doc_id", "previous_doc_id", "change", "measure", "role", "function_code", "economic_code", "item_label",
    "value_before", "value_after",
)  # fmt: skip


def _pick(row: dict[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    """These columns, amounts as text: JSON has no decimals."""
    return {c: str(v) if isinstance(v := row.get(c), Decimal) else v for c in columns}


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


def finding_counts(output: str) -> list[dict[str, Any]]:
    """How many findings of each severity and code the published documents have, the gravest first."""
    folder = open_folder(output)
    count: Counter[tuple[str, str]] = Counter()
    for name in folder.names("datasets/findings"):
        table = read_parquet(folder.read(name), ["severity", "code"])
        count.update(zip(table["severity"].to_pylist(), table["code"].to_pylist(), strict=True))
    order = sorted(count, key=lambda key: (SEVERITIES.index(key[0]), -count[key], key[1]))
    return [{"severity": s, "code": c, "findings": count[s, c]} for s, c in order]


def greatest_findings(output: str) -> list[dict[str, Any]]:
    """The gravest findings with the greatest gaps, notes left out, each with where to look."""
    folder = open_folder(output)
    sources: dict[str, str] = {}
    for name in folder.names("datasets/documents"):
        table = read_parquet(folder.read(name), ["doc_id", "source_uri"])
        sources.update(zip(table["doc_id"].to_pylist(), table["source_uri"].to_pylist(), strict=True))
    found: list[dict[str, Any]] = []
    for name in folder.names("datasets/findings"):
        rows = read_parquet(folder.read(name), ["finding_id", *_OF_FINDING]).to_pylist()
        found += [row for row in rows if row["severity"] != SEVERITIES[-1]]
        found = sorted(found, key=lambda row: (*by_weight(row), row["finding_id"]))[:_GREATEST]
    return [{"source_uri": sources.get(row["doc_id"]), **_pick(row, _OF_FINDING)} for row in found]


def pages_per_second(result: RunResult) -> float:
    """Pages that the run extracted, over its whole time."""
    return result.pages / result.seconds if result.seconds > 0 else 0.0
