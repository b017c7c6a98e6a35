"""What the report of the last run adds to its receipts: gaps of what is known, and what is new of a night."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.explorer.edition import Edition
from pipeline.storage.folders import is_url, open_folder

_NAMED = 10
_PACKAGE = "datasets/datapackage.json"


@dataclass(frozen=True, slots=True)
class Gap:
    """What documents print and no pattern file knows."""

    what: str
    documents: int
    file_name: str | None
    """Of a document that prints it."""
    doc_id: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """One kind of them: how many there are, and the most frequent."""

    kind: str
    """unknown_codes, other_names, unrecognised_titles"""
    count: int
    first: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A dataset as it is published."""

    name: str
    rows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class LastReport:
    """Of the last run."""

    pages: int
    pages_per_second: float
    publish_seconds: float
    earlier_versions: int
    """Documents that are published as another version or other settings read them."""
    statement: str | None
    """What a night says of all it found; null of a run by hand. In English."""
    broken: tuple[str, ...]
    """What a night promised and did not keep."""
    new_documents: int | None
    new_findings: Mapping[str, int] | None
    """By severity."""
    revisions: int | None
    """Figures that a new version of a document changed."""
    gaps: tuple[Gaps, ...]
    shelves: tuple[Shelf, ...]
    free_bytes: int | None
    """On the disk of the output; null of a store."""


def last_report(edition: Edition, run_id: str) -> LastReport | None:
    """What `report.json` says; null where it is of another run, or cannot be read."""
    folder = open_folder(edition.output)
    try:
        report = json.loads(folder.read("report.json"))
        package = json.loads(folder.read(_PACKAGE))
    except (OSError, ValueError):
        return None
    if report.get("run_id") != run_id:
        return None
    night = report.get("nightly") or {}
    findings = night.get("new_findings")
    return LastReport(
        pages=report["pages"],
        pages_per_second=report["pages_per_second"],
        publish_seconds=report["publish_seconds"],
        earlier_versions=report["earlier_versions"],
        statement=night.get("statement"),
        broken=tuple(night.get("broken", ())),
        new_documents=len(night["new_documents"]) if night else None,
        new_findings=None if findings is None else dict(Counter(row["severity"] for row in findings)),
        revisions=len(night["revisions"]) if night else None,
        gaps=_gaps(edition, report.get("gaps", {})),
        shelves=tuple(
            Shelf(r["name"].replace("-", "_"), r.get("rowCount", 0), r.get("bytes", 0))
            for r in package["resources"]
        ),
        free_bytes=None if is_url(edition.output) else shutil.disk_usage(Path(edition.output)).free,
    )


def _gaps(edition: Edition, found: Mapping[str, Any]) -> tuple[Gaps, ...]:
    kinds = {kind: found.get(kind, []) for kind in ("unknown_codes", "other_names", "unrecognised_titles")}
    first = {kind: gaps[:_NAMED] for kind, gaps in kinds.items()}
    uris = {gap["example"]["source_uri"] for gaps in first.values() for gap in gaps}
    rows = edition.rows(
        "select source_uri, file_name, doc_id from documents "
        "where source_uri in (select unnest($uris::varchar[]))",
        {"uris": sorted(filter(None, uris))},
    )
    known = {row["source_uri"]: (row["file_name"], row["doc_id"]) for row in rows}
    return tuple(
        Gaps(kind, len(gaps), tuple(_gap(gap, known) for gap in first[kind])) for kind, gaps in kinds.items()
    )


def _gap(gap: Mapping[str, Any], known: Mapping[str, Sequence[str]]) -> Gap:
    what = gap["title"] if "title" in gap else f"{gap['code']} {gap['name']}"
    name, doc_id = known.get(gap["example"]["source_uri"], (None, None))
    return Gap(what, gap["documents"], name, doc_id, gap["example"]["page"])
