"""The tool's own memory below `OUTPUT/state`: one bundle per document, named by what it depends on.

```
state/bundles/ab/<doc_id>.<unit>.<year>-<province>.bundle   rows of a document that was read
state/bundles/ab/<doc_id>.<unit>.failed.json                outcome of one that cannot be read
state/aside/                                                files being written
state/published.json                                        what each published file was made of
state/lock                                                  held by the run that writes
```
`unit` is a hash of the versions of tool, patterns, data dictionary and engines, and of the settings: equal
names mean equal content, so a bundle that is there need not be made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import patterns
from pipeline.atomic import make_folder, replace_file, replace_text
from pipeline.bundle import read_outcome, write_bundle
from pipeline.ids import short_id
from pipeline.outcome import Outcome
from pipeline.schema import schema_version
from pipeline.settings import Settings, code_fingerprint
from pipeline.version import VERSION

_ENGINES = ("pypdfium2", "pyarrow", "jieba")
_NULL = "null"


class OutputLocked(RuntimeError):
    """Another run writes to the same output folder."""


@dataclass(frozen=True, slots=True, order=True)
class Bundle:
    """A staged document; the partition of its rows is part of the name."""

    doc_id: str
    unit: str
    year: int | None
    province: str | None
    path: Path


def unit_hash(settings: Settings) -> str:
    """What an extraction depends on beside the bytes, as 16 hex."""
    engines = [f"{name}={metadata.version(name)}" for name in _ENGINES]
    return short_id(
        VERSION, schema_version(), patterns.version(), settings.fingerprint(), code_fingerprint(), *engines
    )


class Store:
    """The staged bundles of one output folder."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.state = output / "state"
        self.bundles = self.state / "bundles"
        self.aside = self.state / "aside"
        self._index: dict[str, list[Path]] | None = None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Holds the output folder for one writer; the system releases it when the process ends.

        Raises `OutputLocked` when another run holds it.
        """
        make_folder(self.state)
        with (self.state / "lock").open("a+") as stream:
            try:
                import fcntl

                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:  # no such lock on this system
                pass
            except BlockingIOError as error:
                stream.seek(0)
                holder = stream.read().strip() or "unknown"
                raise OutputLocked(
                    f"another run (process {holder}) is writing to {self.output}; "
                    "wait until it ends or choose another --output"
                ) from error
            stream.seek(0)
            stream.truncate()
            stream.write(str(os.getpid()))
            stream.flush()
            yield

    def find(self, doc_id: str, unit: str) -> Outcome | None:
        """The outcome of a document if it is staged for this unit."""
        if self._index is None:
            self._index = self._list()
        for path in self._index.get(doc_id, ()):
            if path.name.split(".")[1] == unit:
                if path.suffix == ".json":
                    return Outcome(**json.loads(path.read_text(encoding="utf-8")))
                return read_outcome(path)
        return None

    def stage(self, unit: str, rows: dict[str, list[dict[str, Any]]], outcome: Outcome) -> None:
        """Stages the rows of a document in place of what earlier versions made of it."""
        document = rows["documents"][0]
        place = f"{document['fiscal_year'] or _NULL}-{document['province'] or _NULL}"
        path = self._folder(document["doc_id"]) / f"{document['doc_id']}.{unit}.{place}.bundle"
        replace_file(path, lambda draft: write_bundle(draft, rows, outcome), self.aside)
        self._drop_others(path, document["doc_id"])

    def stage_failure(self, unit: str, outcome: Outcome) -> None:
        """Remembers that a document cannot be read, so that the next run need not try."""
        if outcome.doc_id is None:
            return
        path = self._folder(outcome.doc_id) / f"{outcome.doc_id}.{unit}.failed.json"
        text = json.dumps(outcome.to_dict(), ensure_ascii=False)
        replace_text(path, text, self.aside)
        self._drop_others(path, outcome.doc_id)

    def forget_others(self, doc_id: str, unit: str) -> None:
        """Removes what earlier versions made of a document that this unit cannot read."""
        for path in self._of(doc_id):
            if path.name.split(".")[1] != unit:
                path.unlink(missing_ok=True)

    def catalogue(self, unit: str) -> list[Bundle]:
        """Every staged document once, by doc_id; of several versions the one of this unit."""
        found: dict[str, Bundle] = {}
        for paths in self._list().values():
            for path in paths:
                if path.suffix == ".bundle":
                    bundle = _parse(path)
                    known = found.get(bundle.doc_id)
                    if known is None or known.unit != unit:
                        found[bundle.doc_id] = bundle
        return sorted(found.values(), key=lambda b: b.doc_id)

    def clear_aside(self) -> None:
        """Removes what a run that died left half written. Only the holder of the lock may."""
        if self.aside.is_dir():
            for path in self.aside.iterdir():
                path.unlink(missing_ok=True)

    def _list(self) -> dict[str, list[Path]]:
        """Every staged file by its document, in one pass over the folders."""
        found: dict[str, list[Path]] = {}
        if self.bundles.is_dir():
            for folder in sorted(self.bundles.iterdir()):
                for name in sorted(os.listdir(folder)):
                    found.setdefault(name.split(".")[0], []).append(folder / name)
        return found

    def _folder(self, doc_id: str) -> Path:
        return self.bundles / doc_id[:2]

    def _of(self, doc_id: str) -> list[Path]:
        return sorted(self._folder(doc_id).glob(f"{doc_id}.*"))

    def _drop_others(self, keep: Path, doc_id: str) -> None:
        self._index = None
        for path in self._of(doc_id):
            if path != keep:
                path.unlink(missing_ok=True)


def _parse(path: Path) -> Bundle:
    doc_id, unit, place, _ = path.name.split(".")
    year, province = place.split("-")
    return Bundle(
        doc_id, unit, None if year == _NULL else int(year), None if province == _NULL else province, path
    )
