"""The declared shape of a nightly configuration: its tables and keys, their types and ranges."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from pipeline.intake.web import Bounds
from pipeline.running.limits import Limits
from pipeline.storage.unit_of_work import OcrMode

_LIMITS, _BOUNDS = Limits(), Bounds()

Check = Literal["quick", "full"]
When = Literal["not clean", "always"]
_Name = Annotated[str, Meta(min_length=1)]
_Seconds = Annotated[float, Meta(ge=1, le=1_000_000)]
"""Eleven days: longer times overflow what some systems take as a time-out."""
_SecondsPerMb = Annotated[float, Meta(ge=0, le=1_000_000)]
_Megabytes = Annotated[int, Meta(ge=1, le=1_000_000_000)]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: the fields are its keys, those with a default may be absent."""


class InboxTable(_Table, frozen=True, kw_only=True):
    """`[inbox]`: what is read."""

    paths: tuple[_Name, ...] = ()
    urls: str = ""
    follow_links: bool = False
    base_url: _Name | None = None


class RunTable(_Table, frozen=True, kw_only=True):
    """`[run]`: how it is read."""

    workers: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    with_contacts: bool = False
    retry: bool = False
    verify: bool = False
    keep_sources: bool = False
    ocr: OcrMode = "auto"
    at_most: Annotated[int, Meta(ge=1)] | None = None
    minutes: Annotated[float, Meta(gt=0, le=1_000_000)] | None = None
    check: Check = "quick"


class LimitsTable(_Table, frozen=True, kw_only=True):
    """`[limits]`: what one document may cost, within the bounds that `mingzhang run` has; as `Limits`."""

    seconds: _Seconds = _LIMITS.seconds
    seconds_per_mb: _SecondsPerMb = _LIMITS.seconds_per_mb
    cpu_seconds: _Seconds = _LIMITS.cpu_seconds
    cpu_seconds_per_mb: _SecondsPerMb = _LIMITS.cpu_seconds_per_mb
    memory_mb: Annotated[int, Meta(ge=256, le=1_000_000_000)] = _LIMITS.memory_mb
    source_mb: _Megabytes = _LIMITS.source_mb
    documents_per_worker: Annotated[int, Meta(ge=1)] = _LIMITS.documents_per_worker
    start_seconds: _Seconds = _LIMITS.start_seconds
    seconds_per_scanned_page: _SecondsPerMb = _LIMITS.seconds_per_scanned_page
    cpu_seconds_per_scanned_page: _SecondsPerMb = _LIMITS.cpu_seconds_per_scanned_page
    scanned_pages: Annotated[int, Meta(ge=0, le=1_000_000)] = _LIMITS.scanned_pages
    scanned_pages_per_mb: Annotated[int, Meta(ge=0, le=1_000_000)] = _LIMITS.scanned_pages_per_mb
    scan_memory_mb: Annotated[int, Meta(ge=0, le=1_000_000_000)] = _LIMITS.scan_memory_mb


class DownloadTable(_Table, frozen=True, kw_only=True):
    """`[download]`: what one address may cost; as `Bounds`."""

    seconds: _Seconds = _BOUNDS.seconds
    silence: _Seconds = _BOUNDS.silence
    attempts: Annotated[int, Meta(ge=1, le=100)] = _BOUNDS.attempts
    most_mb: _Megabytes = _BOUNDS.most_mb


class LogsTable(_Table, frozen=True, kw_only=True):
    """`[logs]`: where the log is kept; with 0 megabytes or 0 files one file grows for ever."""

    folder: _Name | None = None
    megabytes: Annotated[int, Meta(ge=0, le=1_000_000)] = 10
    files: Annotated[int, Meta(ge=0, le=10_000)] = 30
    nights: Annotated[int, Meta(ge=1, le=100_000)] = 400


class MetricsTable(_Table, frozen=True, kw_only=True):
    """`[metrics]`: the file for Prometheus, none unless named."""

    file: _Name | None = None


class AlarmTable(_Table, frozen=True, kw_only=True):
    """`[alarm]`: whom to tell how a night went; nobody unless named."""

    command: tuple[_Name, ...] = ()
    webhook: _Name | None = None
    when: When = "not clean"
    seconds: Annotated[float, Meta(ge=1, le=3_600)] = 30.0


class ConfigFile(_Table, frozen=True, kw_only=True):
    """The whole file."""

    output: _Name
    inbox: InboxTable = InboxTable()
    run: RunTable = RunTable()
    limits: LimitsTable = LimitsTable()
    download: DownloadTable = DownloadTable()
    logs: LogsTable = LogsTable()
    metrics: MetricsTable = MetricsTable()
    alarm: AlarmTable = AlarmTable()
