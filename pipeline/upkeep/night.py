"""The job of every night: what is new goes in, what became of it is written down, what is broken is said.

```toml
output = "/data/output"           # a folder

[inbox]
paths = ["/data/inbox"]           # files, folders, globs, archives, s3://…
urls = "/data/urls.txt"           # a list of web addresses, one a line; a relative path is beside this file
follow_links = false

[run]
workers = 2                       # default: one for each core
with_contacts = false
retry = false                     # try again what is in quarantine
check = "quick"                   # or "full": read every file through, as `mingzhang doctor` does

[limits]                          # of one document; see pipeline.running.limits.Limits
seconds = 300
memory_mb = 2048

[download]                        # of one address; see pipeline.intake.downloads.Bounds
seconds = 120

[logs]
folder = "/data/logs"             # default: OUTPUT/logs
megabytes = 10
files = 30
```
"""

from __future__ import annotations

import json
import logging
import logging.handlers
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.parquet import read_parquet
from pipeline.intake.discovery import NoSuchSource, SourceUnreachable, find_sources
from pipeline.intake.downloads import Bounds, addresses, fetch
from pipeline.intake.source import Source
from pipeline.running.limits import Limits
from pipeline.running.receipts import Receipt, RunResult
from pipeline.running.run import run
from pipeline.storage.folders import LocalFolder, is_url
from pipeline.storage.store import Store
from pipeline.storage.unit_of_work import Settings

if TYPE_CHECKING:
    import pyarrow as pa

CLEAN, QUARANTINED, USAGE, UNREACHABLE, BROKEN = 0, 1, 2, 3, 4
"""Exit statuses. Of several the gravest counts: broken, unreachable, quarantined."""
_TABLES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "inbox": {"paths": list, "urls": str, "follow_links": bool},
    "run": {"workers": int, "with_contacts": bool, "retry": bool, "check": str},
    "limits": {f.name: (int, float) for f in fields(Limits)},
    "download": {f.name: (int, float) for f in fields(Bounds)},
    "logs": {"folder": str, "megabytes": int, "files": int},
}
_MEGABYTE = 1_000_000
_CHECKS = ("quick", "full")


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says where and what to change."""


@dataclass(frozen=True, slots=True)
class Config:
    """A night's job."""

    output: Path
    paths: tuple[str, ...] = ()
    urls: Path | None = None
    follow_links: bool = False
    workers: int | None = None
    settings: Settings = field(default_factory=Settings)
    retry: bool = False
    check: str = "quick"
    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    logs: Path = Path("logs")
    log_bytes: int = 10_000_000
    log_files: int = 30


@dataclass(frozen=True, slots=True)
class Night:
    """What a night brought: found = new + unchanged + failed."""

    result: RunResult
    new: tuple[Receipt, ...]
    """Read in this run for the first time with these versions."""
    unchanged: tuple[Receipt, ...]
    """Known from an earlier run."""
    failed: tuple[Receipt, ...]
    """Could not be read, in this run or in an earlier one that knew as much."""
    unreachable: tuple[str, ...]
    """Places that do not answer, and why."""
    broken: tuple[str, ...]
    """Promises that are not kept."""
    documents: tuple[dict[str, Any], ...]
    """Documents that were not published before."""
    findings: tuple[dict[str, Any], ...]
    revisions: tuple[dict[str, Any], ...]

    @property
    def exit_status(self) -> int:
        if self.broken:
            return BROKEN
        if self.unreachable:
            return UNREACHABLE
        return QUARANTINED if any(not r.outcome.unchanged for r in self.failed) else CLEAN

    @property
    def statement(self) -> str:
        """The conservation statement."""
        found = len(self.result.receipts)
        return (
            f"{found} found = {len(self.new)} new + {len(self.unchanged)} unchanged + {len(self.failed)} "
            f"failed"
        )


def read_config(path: Path) -> Config:
    """The configuration in a TOML file. Raises `ConfigError`."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}") from error
    output = content.pop("output", None)
    if not isinstance(output, str) or is_url(output):
        raise ConfigError(f'{path}: output must be a folder of this machine, as in output = "/data/output"')
    given = {table: _checked(path, table, content.pop(table, {})) for table in _TABLES}
    if content:
        raise ConfigError(
            f"{path}: {', '.join(content)} is not known; there are output, {', '.join(_TABLES)}"
        )
    here = path.parent
    folder, inbox, how, logs = here / output, given["inbox"], given["run"], given["logs"]
    paths = inbox.get("paths", [])
    if not all(isinstance(p, str) for p in paths) or not (paths or inbox.get("urls")):
        raise ConfigError(f'{path}: [inbox] needs paths = ["…"] or urls = "…"')
    if how.get("check", "quick") not in _CHECKS:
        raise ConfigError(f"{path}: [run] check is {' or '.join(_CHECKS)}")
    return Config(
        output=folder,
        paths=tuple(p if is_url(p) else str(here / p) for p in paths),
        urls=here / inbox["urls"] if inbox.get("urls") else None,
        follow_links=inbox.get("follow_links", False),
        workers=how.get("workers"),
        settings=Settings(with_contacts=how.get("with_contacts", False)),
        retry=how.get("retry", False),
        check=how.get("check", "quick"),
        limits=Limits(**given["limits"]),
        bounds=Bounds(**given["download"]),
        logs=here / logs["folder"] if "folder" in logs else folder / "logs",
        log_bytes=logs.get("megabytes", 10) * _MEGABYTE,
        log_files=logs.get("files", 30),
    )


def _checked(path: Path, table: str, given: Any) -> dict[str, Any]:
    known = _TABLES[table]
    if not isinstance(given, dict):
        raise ConfigError(f"{path}: {table} is a table: write [{table}]")
    for key, value in given.items():
        if key not in known:
            raise ConfigError(f"{path}: [{table}] has no {key}; it has {', '.join(known)}")
        wanted = known[key]
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            names = " or ".join(t.__name__ for t in (wanted if isinstance(wanted, tuple) else (wanted,)))
            raise ConfigError(f"{path}: [{table}] {key} is {value!r} and must be of type {names}")
        if isinstance(value, int | float) and not isinstance(value, bool) and value < 0:
            raise ConfigError(f"{path}: [{table}] {key} is {value} and must not be negative")
    return given


def nightly(config: Config, workers: int) -> Night:
    """One night. Raises what `pipeline.running.run.run` raises for the output."""
    log = _Log(config)
    try:
        log.write("start", output=str(config.output), paths=list(config.paths), workers=workers)
        night = _night(config, workers, log)
        for place in night.unreachable:
            log.write("unreachable", logging.ERROR, place=place)
        for promise in night.broken:
            log.write("broken", logging.ERROR, promise=promise)
        log.write(
            "end",
            statement=night.statement,
            exit_status=night.exit_status,
            run_id=night.result.run_id,
            seconds=round(night.result.seconds, 3),
            new_findings=len(night.findings),
            revisions=len(night.revisions),
        )
        return night
    except Exception as error:
        log.write("failed", logging.ERROR, error=f"{type(error).__name__}: {error}")
        raise
    finally:
        log.close()


def _night(config: Config, workers: int, log: _Log) -> Night:
    before = {name: _ids(config.output, name, key) for name, key in _NEW.items()}
    sources, unreachable = _sources(config)
    log.write("found", sources=len(sources))
    result = run(
        [],
        config.output,
        sources=sources,
        workers=workers,
        settings=config.settings,
        limits=config.limits,
        retry=config.retry,
        on_receipt=log.receipt,
    )
    failed = tuple(r for r in result.receipts if r.outcome.status == "failed")
    read = [r for r in result.receipts if r.outcome.status != "failed"]
    new = {name: tuple(_new_rows(config.output, name, key, before[name])) for name, key in _NEW.items()}
    return Night(
        result=result,
        new=tuple(r for r in read if not r.outcome.unchanged),
        unchanged=tuple(r for r in read if r.outcome.unchanged),
        failed=failed,
        unreachable=tuple(unreachable),
        broken=tuple(_broken(config, sources, result)),
        documents=new["documents"],
        findings=new["findings"],
        revisions=new["revisions"],
    )


_NEW = {"documents": "doc_id", "findings": "finding_id", "revisions": "revision_id"}


def _sources(config: Config) -> tuple[list[Source], list[str]]:
    """Every input of tonight, and the places that do not answer; one of them hinders no other."""
    found: dict[str, Source] = {}
    unreachable = []
    for path in config.paths:
        try:
            for source in find_sources([path], config.output, follow_links=config.follow_links):
                found.setdefault(source.uri, source)
        except (NoSuchSource, SourceUnreachable) as error:
            unreachable.append(str(error))
    if config.urls is not None:
        try:
            urls = addresses(config.urls.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            unreachable.append(f"the list of addresses {config.urls} cannot be read ({error})")
            urls = []
        for fetched in fetch(urls, LocalFolder(config.output), config.bounds):
            found.setdefault(fetched.source.uri, fetched.source)
            if fetched.unreachable is not None:
                unreachable.append(f"{fetched.source.uri}: {fetched.unreachable}")
    return [found[uri] for uri in sorted(found)], unreachable


def _broken(config: Config, sources: Iterable[Source], result: RunResult) -> list[str]:
    """What was promised and is not so: no input without receipt, no receipt without row."""
    problems = []
    uris = {r.source_uri for r in result.receipts}
    problems += [f"{s.uri} was found and has no receipt" for s in sources if s.uri not in uris]
    published = sum(
        table["run_id"].to_pylist().count(result.run_id)
        for table in _table(config.output, "receipts", ["run_id"])
    )
    if published != len(result.receipts):
        problems.append(f"{len(result.receipts)} receipts were written and {published} are published")
    documents = _ids(config.output, "documents", "doc_id")
    for receipt in result.receipts:
        outcome = receipt.outcome
        is_read = outcome.status != "failed" and outcome.error_kind is None
        if is_read and outcome.doc_id not in documents:
            problems.append(f"{receipt.source_uri} was read ({outcome.status}) and has no row in documents")
    if config.check == "full":
        from pipeline.upkeep.doctor import examine

        store = Store(config.output)
        with store.lock():
            problems += [f"{a.kind}: {a.what}" for a in examine(store).ailments]
    return problems


def _table(output: Path, name: str, columns: list[str] | None = None) -> Iterable[pa.Table]:
    for path in sorted((output / "datasets" / name).rglob("*.parquet")):
        yield read_parquet(path.read_bytes(), columns)


def _ids(output: Path, name: str, key: str) -> set[str]:
    return {ident for table in _table(output, name, [key]) for ident in table[key].to_pylist()}


def _new_rows(output: Path, name: str, key: str, before: set[str]) -> list[dict[str, Any]]:
    """The rows of a dataset that were not there before."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(sorted(before), pa.string())
    found = []
    for table in _table(output, name):
        found += table.filter(pc.invert(pc.is_in(table[key], known))).to_pylist()
    return found


class _Log:
    """The night's log: one JSON object a line, in files that are turned over by size and count."""

    def __init__(self, config: Config) -> None:
        config.logs.mkdir(parents=True, exist_ok=True)
        self.handler = logging.handlers.RotatingFileHandler(
            config.logs / "mingzhang.jsonl",
            maxBytes=config.log_bytes,
            backupCount=config.log_files,
            encoding="utf-8",
        )

    def write(self, event: str, level: int = logging.INFO, **more: Any) -> None:
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": logging.getLevelName(level).lower(), "event": event, **more}
        text = json.dumps(line, ensure_ascii=False, default=str)
        self.handler.emit(logging.makeLogRecord({"msg": "%s", "args": (text,), "levelno": level}))

    def receipt(self, receipt: Receipt) -> None:
        outcome = receipt.outcome
        if outcome.unchanged:
            return
        level = logging.WARNING if outcome.status in ("failed", "partial") else logging.INFO
        self.write(
            "document",
            level,
            source_uri=receipt.source_uri,
            doc_id=outcome.doc_id,
            status=outcome.status,
            error_kind=outcome.error_kind,
            message=outcome.message,
            seconds=round(outcome.seconds, 3),
            peak_mb=round(outcome.peak_mb, 1),
        )

    def close(self) -> None:
        self.handler.close()
