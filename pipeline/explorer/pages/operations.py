"""What was run: when, what came of it, what failed and what to do about it, what the last night changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pipeline.ask.layout import Column
from pipeline.ask.listing import Listing
from pipeline.datasets.schema import schema_version
from pipeline.explorer.downloads import MOST_ROWS
from pipeline.explorer.edition import Edition, NotThere, Row
from pipeline.explorer.page import Page
from pipeline.explorer.pages.operations_report import LastReport, last_report
from pipeline.language.spoken import tr
from pipeline.storage.outcome import QUARANTINED
from pipeline.version import VERSION

_RUNS = 20
_RECEIPTS = 50
ATTENTION = ("failed", "partial", "waiting")
"""What somebody may have to do something about."""
_ORDER = "['failed', 'partial', 'waiting', 'not_disclosure', 'ok']"
_FOLDERS = re.compile(r"(?<![\w/:.])(?:[A-Za-z]:)?[\\/](?:[^\s\\/;,()'\"]+[\\/])+")
_SHOWN_ID = 12


@dataclass(frozen=True, slots=True)
class OperationsAsked:
    """Receipts of a run (the last one), of a status or `all`, of a kind of failure; pages of both lists."""

    run: str | None = None
    status: Literal["ok", "partial", "failed", "not_disclosure", "waiting", "quarantine", "all"] | None = None
    kind: str | None = None
    page: int = 1
    runs: int = 1


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    seconds: float | None
    """Null of a run that was cut off."""
    version: str
    engine: str
    workers: int
    inputs: int
    new: int
    """Of the inputs, those that it read."""
    unchanged: int
    ok: int
    partial: int
    failed: int
    not_disclosure: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Became:
    """How many inputs of a run became what."""

    status: str
    kind: str | None
    count: int
    is_quarantined: bool


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """What became of one input."""

    file_name: str
    source_url: str | None
    doc_id: str | None
    title: str | None
    is_published: bool
    status: str
    kind: str | None
    message: str | None
    """What was found and what to do about it, in English."""
    pages: int | None
    seconds: float | None
    peak_mb: float | None
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Operations:
    """Runs, and the receipts of one of them."""

    version: str
    schema_version: str
    edition: str
    runs: tuple[RunLine, ...]
    runs_page: int
    has_more_runs: bool
    run: RunLine | None
    """Whose receipts these are; null where nothing ran."""
    is_last: bool
    became: tuple[Became, ...]
    status: str
    kind: str | None
    receipts: tuple[ReceiptLine, ...]
    count: int
    """Of all that are asked for."""
    page: int
    pages: int
    report: LastReport | None
    """What the report of the last run adds; null where there is none."""


def operations(edition: Edition, asked: OperationsAsked) -> Operations:
    """Runs from the newest, and the receipts that are asked for. Raises `NotThere` for a run there is not."""
    runs = _runs(edition, max(asked.runs, 1))
    last = edition.row(f"{_RUN} order by started_at desc limit 1")
    row = last if asked.run is None else edition.row(f"{_RUN} where run_id = ?", [asked.run])
    if row is None and asked.run is not None:
        raise NotThere(tr("there is no run {run}", run=asked.run[:_SHOWN_ID]))
    run = None if row is None else _run(row)
    became = () if run is None else _became(edition, run)
    status = asked.status or ("attention" if any(b.status in ATTENTION for b in became) else "all")
    count = sum(b.count for b in became if _is_asked(b, status, asked.kind))
    pages = max(1, -(-count // _RECEIPTS))
    page = min(max(asked.page, 1), pages)
    is_last = run is not None and last is not None and run.run_id == last["run_id"]
    return Operations(
        version=VERSION,
        schema_version=schema_version(),
        edition=edition.name,
        runs=tuple(map(_run, runs[:_RUNS])),
        runs_page=max(asked.runs, 1),
        has_more_runs=len(runs) > _RUNS,
        run=run,
        is_last=is_last,
        became=became,
        status=status,
        kind=asked.kind,
        receipts=()
        if run is None
        else _receipts(edition, run, status, asked.kind, _RECEIPTS, (page - 1) * _RECEIPTS),
        count=count,
        page=page,
        pages=pages,
        report=last_report(edition, run.run_id) if is_last and run is not None else None,
    )


_RUN = (
    "select run_id, started_at, finished_at, tool_version as version, engine, workers, inputs, unchanged, "
    "ok, partial, failed, not_disclosure, waiting from runs"
)


def _runs(edition: Edition, page: int) -> list[Row]:
    return edition.rows(
        f"{_RUN} order by started_at desc, run_id limit ? offset ?", [_RUNS + 1, (page - 1) * _RUNS]
    )


def _run(row: Mapping[str, Any]) -> RunLine:
    finished = row["finished_at"]
    seconds = None if finished is None else round((finished - row["started_at"]).total_seconds(), 1)
    new = row["inputs"] - row["unchanged"] - row["waiting"]
    return RunLine(**row, seconds=seconds, new=new)


def _became(edition: Edition, run: RunLine) -> tuple[Became, ...]:
    sql = (
        "select status, error_kind as kind, count(*) as count from receipts where run_id = ? "
        f"group by status, error_kind order by list_position({_ORDER}, status), count desc, kind"
    )
    rows = edition.rows(sql, [run.run_id])
    return tuple(Became(**row, is_quarantined=row["kind"] in QUARANTINED) for row in rows)


def _is_asked(became: Became, status: str, kind: str | None) -> bool:
    if kind is not None and became.kind != kind:
        return False
    match status:
        case "all":
            return True
        case "attention":
            return became.status in ATTENTION
        case "quarantine":
            return became.is_quarantined
    return became.status == status


def _receipts(
    edition: Edition, run: RunLine, status: str, kind: str | None, most: int, before: int = 0
) -> tuple[ReceiptLine, ...]:
    values: Row = {"run": run.run_id, "kind": kind, "most": most, "before": before}
    match status:
        case "all":
            condition = "true"
        case "quarantine":
            condition, values["held"] = (
                "r.error_kind in (select unnest($held::varchar[]))",
                sorted(QUARANTINED),
            )
        case _:
            condition = "r.status in (select unnest($statuses::varchar[]))"
            values["statuses"] = ATTENTION if status == "attention" else (status,)
    sql = f"""
        select parse_filename(r.source_uri) as file_name, r.source_url, r.doc_id, d.title,
               d.doc_id is not null as is_published, r.status,
               r.error_kind as kind, r.message, r.pages, r.seconds, r.peak_mb, r.unchanged, r.source_uri
        from receipts r left join documents d on d.doc_id = r.doc_id
        where r.run_id = $run and ($kind::varchar is null or r.error_kind = $kind) and {condition}
        order by list_position({_ORDER}, r.status), r.error_kind, r.source_uri
        limit $most offset $before
    """
    return tuple(_receipt(row) for row in edition.rows(sql, values))


def _receipt(row: Row) -> ReceiptLine:
    uri = row.pop("source_uri")
    url = row["source_url"] or (uri if uri.startswith(("https://", "http://")) else None)
    message = row["message"] and without_folders(row["message"])
    return ReceiptLine(**{**row, "source_url": url, "message": message})


def without_folders(text: str) -> str:
    """A message without the folders of this machine: of a path its last part stays.

    >>> without_folders("cannot open /data/in/a.pdf (no such file); see https://a.cn/b/c.html")
    'cannot open a.pdf (no such file); see https://a.cn/b/c.html'
    """
    return _FOLDERS.sub("", text)


def operations_listing(record: Operations) -> Listing:
    """The receipts that are shown."""
    return _listing(record.receipts)


def operations_whole(edition: Edition, asked: OperationsAsked) -> Listing:
    """All receipts that are asked for, and one more than a file takes where there are more."""
    record = operations(edition, asked)
    if record.run is None:
        return _listing(())
    return _listing(_receipts(edition, record.run, record.status, record.kind, MOST_ROWS + 1))


def _listing(receipts: Sequence[ReceiptLine]) -> Listing:
    names = ("file_name", "source_url", "doc_id", "status", "kind", "message", "pages", "seconds", "peak_mb")
    rows = [[getattr(receipt, name) for name in names] for receipt in receipts]
    return Listing(tuple(Column(name) for name in names), rows)


OPERATIONS = Page(
    "operations",
    "/operations",
    "operations.html",
    OperationsAsked,
    operations,
    operations_listing,
    operations_whole,
)
