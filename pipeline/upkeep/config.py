"""The configuration of the nightly job: a TOML file, checked key by key before anything is read.

```toml
output = "/data/output"           # a folder

[inbox]
paths = ["/data/inbox"]           # files, folders, globs, archives, s3://…
urls = "/data/urls.txt"           # a list of web addresses, one a line; a relative path is beside this file
follow_links = false
base_url = "https://…/files/"     # where the files of paths are published [unknown; a sources.csv says more]

[run]
workers = 2                       # default: one for each core
with_contacts = false
retry = false                     # try again what is in quarantine
verify = false                    # read sources through although nothing shows that they changed
ocr = "auto"                      # which pages are recognised; or "always", "never" (mingzhang[ocr])
at_most = 5000                    # documents that one night reads anew [all]; the others wait for the next
minutes = 240                     # for so long [without end]
keep_sources = false              # keep each source once beside the data, under its hash: OUTPUT/sources
check = "quick"                   # or "full": read every file through, as `mingzhang doctor` does

[limits]                          # of one document; see `Limits`
seconds = 300
memory_mb = 2048

[download]                        # of one address; see `pipeline.intake.web.Bounds`
seconds = 120

[logs]
folder = "/data/logs"             # default: OUTPUT/logs
megabytes = 10
files = 30
nights = 400                      # records of nights that are kept

[metrics]
file = "/var/lib/node_exporter/mingzhang.prom"

[alarm]                           # both get the night's record as JSON; see `pipeline.upkeep.alarm`
command = ["/opt/bin/tell", "mingzhang"]
webhook = "https://…"
when = "not clean"                # or "always"
seconds = 30
```
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from pipeline.intake.addresses import BaseUrl
from pipeline.intake.web import Bounds
from pipeline.running.limits import Limits
from pipeline.running.recogniser import INSTALL, Recogniser
from pipeline.storage.folders import is_url
from pipeline.storage.unit_of_work import Settings
from pipeline.upkeep.alarm import Alarm
from pipeline.upkeep.config_file import Check, ConfigFile
from pipeline.upkeep.config_problems import config_problem

_MEGABYTE = 1_000_000


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says what was found, where, and what to change."""


@dataclass(frozen=True, slots=True)
class Config:
    """A night's job; its paths are relative to the working folder, no longer to the file."""

    output: Path
    paths: tuple[str, ...] = ()
    urls: Path | None = None
    follow_links: bool = False
    base_url: BaseUrl | None = None
    workers: int | None = None
    settings: Settings = field(default_factory=Settings)
    retry: bool = False
    verify: bool = False
    keep_sources: bool = False
    at_most: int | None = None
    minutes: float | None = None
    check: Check = "quick"
    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    logs: Path = Path("logs")
    log_bytes: int = 10_000_000
    log_files: int = 30
    nights: int = 400
    """Records of nights that are kept."""
    metrics: Path | None = None
    alarm: Alarm = field(default_factory=Alarm)


def read_config(path: Path) -> Config:
    """The configuration in a TOML file. Raises `ConfigError`."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}; correct the line it names") from error
    output = content.get("output")
    if not isinstance(output, str) or is_url(output):
        raise ConfigError(f'{path}: output must be a folder of this machine, as in output = "/data/output"')
    try:
        file = msgspec.convert(content, ConfigFile)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}{config_problem(content, str(error))}") from error
    if not (file.inbox.paths or file.inbox.urls):
        raise ConfigError(f'{path}: [inbox] needs paths = ["…"] or urls = "…"')
    if file.run.ocr == "always" and Recogniser.of("always").id is None:
        raise ConfigError(f'{path}: [run] ocr = "always" needs the extra ocr: {INSTALL}')
    try:
        return _config(file, path.parent)
    except ValueError as error:
        raise ConfigError(f"{path}, [inbox] base_url: {error}") from error


def _config(file: ConfigFile, here: Path) -> Config:
    inbox, logs, alarm = file.inbox, file.logs, file.alarm
    output = here / file.output
    paths = tuple(p if is_url(p) else str(here / p) for p in inbox.paths)
    return Config(
        output=output,
        paths=paths,
        urls=here / inbox.urls if inbox.urls else None,
        follow_links=inbox.follow_links,
        base_url=None if inbox.base_url is None else BaseUrl.of(inbox.base_url, paths),
        workers=file.run.workers,
        settings=Settings(with_contacts=file.run.with_contacts, ocr=file.run.ocr),
        retry=file.run.retry,
        verify=file.run.verify,
        keep_sources=file.run.keep_sources,
        at_most=file.run.at_most,
        minutes=file.run.minutes,
        check=file.run.check,
        limits=Limits(**asdict(file.limits)),
        bounds=Bounds(**asdict(file.download)),
        logs=output / "logs" if logs.folder is None else here / logs.folder,
        log_bytes=logs.megabytes * _MEGABYTE,
        log_files=logs.files,
        nights=logs.nights,
        metrics=None if file.metrics.file is None else here / file.metrics.file,
        alarm=Alarm(alarm.command, alarm.webhook, alarm.when == "always", alarm.seconds),
    )
