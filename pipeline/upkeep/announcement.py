"""A night's record goes where somebody looks: a file, an archive of files, metrics, an alarm.

Nothing of this can fail the night, and nothing that fails here is kept silent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.storage.atomic import replace_text
from pipeline.upkeep.config import Config
from pipeline.upkeep.metrics import write_metrics
from pipeline.upkeep.night_summary import since_clean

FILE = "night.json"
FOLDER = "nights"


def announced(record: Mapping[str, Any], config: Config) -> Iterator[str]:
    """Writes and tells a night's record; gives what went wrong, each in a sentence."""
    full = since_clean(record, _former(config.logs / FILE))
    try:
        _keep(full, config)
    except OSError as error:
        yield f"the record of the night cannot be written ({error}); check {config.logs}"
    if config.metrics is not None:
        try:
            write_metrics(config.metrics, full)
        except OSError as error:
            yield f"the metrics cannot be written ({error}); check {config.metrics} and its permissions"
    yield from config.alarm.sound(full)


def _former(path: Path) -> dict[str, Any] | None:
    """The record of the night before; null where there is none."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _keep(record: Mapping[str, Any], config: Config) -> None:
    """As the last night, and among the others, of which the oldest go."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    nights = config.logs / FOLDER
    name = "".join(c for c in record["started_at"].partition("+")[0] if c.isdigit())
    replace_text(nights / f"{name}.json", text, nights)
    replace_text(config.logs / FILE, text, config.logs)
    for old in sorted(nights.glob("*.json"))[: -config.nights]:
        old.unlink(missing_ok=True)
