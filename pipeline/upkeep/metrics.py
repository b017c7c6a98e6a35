"""A night's record in the text format of Prometheus, for the textfile collector of node_exporter.

Names, units and types: https://prometheus.io/docs/practices/naming/. All are gauges: a file says how the last
night was, and nothing counts up between two of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.storage.atomic import flush

Record = Mapping[str, Any]
_Sample = tuple[dict[str, str], float | int]


@dataclass(frozen=True, slots=True)
class _Gauge:
    """A metric: how it is called below `mingzhang_`, and what of the record it says."""

    name: str
    help: str
    key: str
    label: str | None = None
    """Of a record in the record: the label that its keys become."""
    is_time: bool = False

    def samples(self, record: Record) -> Iterator[_Sample]:
        value = record.get(self.key)
        if value is None:
            return
        if self.label is not None:
            for name, count in sorted(value.items()):
                yield {self.label: name}, count
        else:
            yield {}, datetime.fromisoformat(value).timestamp() if self.is_time else value


_GAUGES = (
    _Gauge("night_exit_status", "Exit status of the last night; 0 is clean.", "exit_status"),
    _Gauge("night_start_timestamp_seconds", "When the last night began.", "started_at", is_time=True),
    _Gauge("night_end_timestamp_seconds", "When the last night ended.", "finished_at", is_time=True),
    _Gauge(
        "night_last_clean_timestamp_seconds", "End of the last clean night.", "last_clean_at", is_time=True
    ),
    _Gauge("night_duration_seconds", "How long the last night took.", "seconds"),
    _Gauge("night_publish_duration_seconds", "Of that, for publishing.", "publish_seconds"),
    _Gauge("night_found_inputs", "Inputs that were found.", "found"),
    _Gauge("night_new_inputs", "Inputs that were read for the first time.", "new"),
    _Gauge("night_unchanged_inputs", "Inputs that an earlier run had read.", "unchanged"),
    _Gauge("night_waiting_inputs", "Inputs that wait for another night.", "waiting"),
    _Gauge("night_failed_inputs", "Inputs that cannot be read, known ones included.", "failed"),
    _Gauge("night_newly_failed_inputs", "Inputs that cannot be read and were not known.", "failed_new"),
    _Gauge("night_newly_failed_by_kind_inputs", "The same by kind of failure.", "failures", label="kind"),
    _Gauge("night_partial_documents", "New documents that were read in part.", "partial"),
    _Gauge("night_pages", "Pages that were read.", "pages"),
    _Gauge("night_new_documents", "Documents that were not published before.", "new_documents"),
    _Gauge("night_new_findings", "New findings of the audit.", "new_findings", label="severity"),
    _Gauge("night_revised_figures", "Figures that revised documents changed.", "revisions"),
    _Gauge("night_unreachable_places", "Places that do not answer.", "unreachable_count"),
    _Gauge("night_known_dead_addresses", "Addresses known to give nothing.", "known_faults"),
    _Gauge("night_broken_promises", "Promises that are broken.", "broken_count"),
    _Gauge("night_mended_files", "Damaged files that were written again.", "mended"),
    _Gauge("night_worker_peak_memory_bytes", "Largest memory of a worker.", "worker_peak_bytes"),
    _Gauge("output_earlier_documents", "Documents as an earlier version read them.", "earlier_versions"),
    _Gauge("output_free_bytes", "Free space on the disk of the output.", "output_free_bytes"),
    _Gauge("output_rows", "Published rows.", "rows", label="dataset"),
)


def metrics(record: Record) -> str:
    """The record as text; every sample names its output, so that several may be collected on one machine.

    >>> print(metrics({"exit_status": 3, "output": "out"}))
    # HELP mingzhang_night_exit_status Exit status of the last night; 0 is clean.
    # TYPE mingzhang_night_exit_status gauge
    mingzhang_night_exit_status{output="out"} 3
    <BLANKLINE>
    """
    lines: list[str] = []
    for gauge in _GAUGES:
        samples = list(gauge.samples(record))
        if samples:
            name = f"mingzhang_{gauge.name}"
            lines += [f"# HELP {name} {gauge.help}", f"# TYPE {name} gauge"]
            lines += [_line(name, {"output": record["output"], **labels}, value) for labels, value in samples]
    return "\n".join(lines) + "\n"


def write_metrics(path: Path, record: Record) -> None:
    """Puts the file in its place in one step.

    Its draft stands beside it under a name that no collector takes: they read what ends in `.prom`. Raises
    `OSError`.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        draft.write_text(metrics(record), encoding="utf-8", newline="\n")
        flush(draft)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _line(name: str, labels: Mapping[str, str], value: float | int) -> str:
    shown = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    return f"{name}{{{shown}}} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
