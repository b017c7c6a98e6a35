"""The tool's own memory below `OUTPUT/state`: one bundle per document, named by what it depends on.

```
state/bundles/ab/<doc_id>.<unit>.<year>-<province>.bundle   rows of a document that was read
state/bundles/ab/<doc_id>.<unit>.failed.json                outcome of one that cannot be read
state/journal/<run>/…                                       receipts of a run that is not finished
state/index/…                                               what publishing keeps to compute only what changed
state/catalog.sqlite                                        what is staged, met and published (`catalog`)
state/generations/…                                         on an object store: what was published (`commits`)
state/aside/                                                files being written
state/scratch/                                              receipts of a run for who started it
state/next/                                                 the datasets being written
state/manifest/…                                            what each published file was made of
state/lock                                                  held by the run that writes
```
`unit` is a hash of the versions of tool, patterns, data dictionary and engines, and of the settings; of a
document with scanned pages it goes on with who recognised them, of one of a format that the core does not
read alone with the libraries that read it (`unit_of_work.unit_of`). Equal names mean equal content, so a
bundle that is there need not be made again. Where a unit is asked for it is that of a run: whether what is
staged is to be read again for the sake of what reads here is for the run to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.datasets.columns import Row
from pipeline.rows.ties import Ties
from pipeline.storage.bundles import OpenBundle, outcome_of, ties_of, write_bundle
from pipeline.storage.catalog import Known
from pipeline.storage.folders import LocalFolder, RemoteFolder, open_folder
from pipeline.storage.locks import Held, hold
from pipeline.storage.outcome import Outcome
from pipeline.storage.unit_of_work import parts_of

_NULL = "null"
BUNDLES = "state/bundles"
_HEAD_BYTES = 1 << 16
"""Enough for the header of any bundle that we have seen, many times over."""


@dataclass(frozen=True, slots=True, order=True)
class Bundle:
    """A staged document; the partition of its rows is part of the name."""

    doc_id: str
    unit: str
    year: int | None
    province: str | None
    name: str
    """Of the file, below the output folder."""


class Store:
    """The staged bundles of one output folder."""

    def __init__(self, output: Path | str) -> None:
        self.folder: LocalFolder | RemoteFolder = open_folder(output)
        self._index: dict[str, list[str]] | None = None
        self._held: Held | None = None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Holds the output folder for one writer; what a writer that died holds is free again.

        Raises `OutputLocked` when another run holds it.
        """
        with hold(self.folder) as held:
            self._held = held
            try:
                self._clear_aside()
                yield
            finally:
                self._held = None

    def check_lock(self) -> None:
        """Whoever is about to publish still holds the lock. Raises `LockLost`."""
        if self._held is not None:
            self._held.check()

    def find(self, doc_id: str, unit: str) -> Outcome | None:
        """The outcome of a document if it is staged for this unit; null where the file cannot be read."""
        if self._index is None:
            self._index = self._list()
        return self._find(self._index.get(doc_id, ()), unit)

    def find_now(self, doc_id: str, unit: str) -> Known | None:
        """A document as it is staged for this unit, also by another process since; null as in `find`."""
        names = self._of(doc_id)
        outcome = self._find(names, unit)
        return None if outcome is None else self._known(names, unit, outcome)

    def known_now(self, doc_id: str, unit: str, outcome: Outcome) -> Known | None:
        """A document as it is staged for this unit, also by another process since; null where nothing is.

        `outcome` is what became of it: the file itself is not opened.
        """
        return self._known(self._of(doc_id), unit, outcome)

    def _known(self, names: Iterable[str], unit: str, outcome: Outcome) -> Known | None:
        return next((known_of(name, outcome) for name in names if _is_of(name, unit)), None)

    def known_below(
        self, part: str, unit: str, is_known: Callable[[Known], bool]
    ) -> Iterator[tuple[str, Known | None]]:
        """Every document whose id begins with these two hex, by its id, as it is staged.

        Of several versions that of this unit counts, then a bundle before a failure; the others are what a
        run that died had no time to remove, and go. A file whose head a disk has torn is null. What
        `is_known`, by its name, is not opened.
        """
        names: dict[str, list[str]] = {}
        for name in self.folder.names(f"{BUNDLES}/{part}"):
            names.setdefault(name.rpartition("/")[2].split(".")[0], []).append(name)
        for doc_id, found in sorted(names.items()):
            name = max(found, key=lambda n: (_is_of(n, unit), n.endswith(".bundle"), n))
            if len(found) > 1:
                self._drop_others(name, doc_id)
            known = known_of(name, Outcome(doc_id, ""))
            if is_known(known):
                continue
            try:
                yield doc_id, replace(known, outcome=self._outcome(name))
            except (ValueError, TypeError, KeyError, FileNotFoundError):
                yield doc_id, None

    def _find(self, names: Iterable[str], unit: str) -> Outcome | None:
        for name in names:
            if _is_of(name, unit):
                try:
                    return self._outcome(name)
                except (ValueError, TypeError, KeyError, FileNotFoundError):
                    return None  # torn by a disk that failed: it is made again
        return None

    def stage(self, unit: str, rows: Mapping[str, Sequence[Row]], outcome: Outcome) -> None:
        """Stages the rows of a document in place of what earlier versions made of it."""
        document = rows["documents"][0]
        bundle = self.bundle(document["doc_id"], unit, document["fiscal_year"], document["province"])
        self.folder.put(bundle.name, lambda draft: write_bundle(draft, rows, outcome))
        self._drop_others(bundle.name, document["doc_id"])

    def bundle(self, doc_id: str, unit: str, year: int | None, province: str | None) -> Bundle:
        """A staged document by what its name is made of; whether it is there is not looked at."""
        name = f"{_folder(doc_id)}/{doc_id}.{unit}.{year or _NULL}-{province or _NULL}.bundle"
        return Bundle(doc_id, unit, year, province, name)

    def stage_failure(self, unit: str, outcome: Outcome) -> None:
        """Remembers that a document cannot be read, in place of what earlier versions made of it.

        What is not remembered (a disk that is full, a source that is away) takes nothing from the datasets.
        """
        if outcome.doc_id is None:
            return
        name = f"{_folder(outcome.doc_id)}/{outcome.doc_id}.{unit}.failed.json"
        self.folder.put_bytes(name, json.dumps(outcome.to_dict(), ensure_ascii=False).encode())
        self._drop_others(name, outcome.doc_id)

    def staged(self, unit: str) -> list[Bundle]:
        """Every staged document once, by doc_id; of several versions the one of this unit."""
        found: dict[str, Bundle] = {}
        for names in self._list().values():
            for name in names:
                if name.endswith(".bundle"):
                    bundle = _parse(name)
                    known = found.get(bundle.doc_id)
                    if known is None or not _is_of(known.name, unit):
                        found[bundle.doc_id] = bundle
        return sorted(found.values(), key=lambda b: b.doc_id)

    def failures(self, unit: str) -> list[Outcome]:
        """What is remembered of the documents that this unit could not read, by doc_id."""
        names = [n for ns in self._list().values() for n in ns if n.endswith(".failed.json")]
        return [self._outcome(name) for name in sorted(names) if _is_of(name, unit)]

    def recognisers(self) -> dict[str, str]:
        """Who recognised pages of each document that has some to recognise, `NOBODY` included, by doc_id."""
        found = {}
        for doc_id, names in sorted(self._list().items()):
            read_by = parts_of(known_of(max(names), Outcome(doc_id, "")).unit).read_by
            if read_by is not None:
                found[doc_id] = read_by
        return found

    def formats(self) -> dict[str, tuple[str, str]]:
        """The format of each document that the core does not read alone, and what read it, by doc_id."""
        found = {}
        for doc_id, names in sorted(self._list().items()):
            read_by = parts_of(known_of(max(names), Outcome(doc_id, "")).unit).format_read_by
            if read_by is not None:
                found[doc_id] = read_by
        return found

    def open(self, bundle: Bundle) -> OpenBundle:
        """The rows of a staged document."""
        return OpenBundle(self.folder.read(bundle.name))

    def ties(self, bundle: Bundle) -> Ties:
        """What ties a staged document to others; its head is enough."""
        found = ties_of(self.folder.read_part(bundle.name, 0, _HEAD_BYTES))
        return self.open(bundle).ties if found is None else found

    def _outcome(self, name: str) -> Outcome:
        if name.endswith(".json"):
            return Outcome(**json.loads(self.folder.read(name)))
        found = outcome_of(self.folder.read_part(name, 0, _HEAD_BYTES)) or outcome_of(self.folder.read(name))
        if found is None:
            raise ValueError(f"{name} is no bundle")
        return found

    def _clear_aside(self) -> None:
        """Removes what a run that died left half written. Only the holder of the lock may."""
        for name in self.folder.names("state/aside"):
            self.folder.remove(name)

    def _list(self) -> dict[str, list[str]]:
        """Every staged file by its document, in one pass over the folders."""
        found: dict[str, list[str]] = {}
        for name in self.folder.names(BUNDLES):
            found.setdefault(name.rpartition("/")[2].split(".")[0], []).append(name)
        return found

    def _of(self, doc_id: str) -> list[str]:
        return self.folder.starting(_folder(doc_id), f"{doc_id}.")

    def _drop_others(self, keep: str, doc_id: str) -> None:
        self._index = None
        for name in self._of(doc_id):
            if name != keep:
                self.folder.remove(name)


def known_of(name: str, outcome: Outcome) -> Known:
    """What the name of a staged file says of its document, with this outcome."""
    if name.endswith(".bundle"):
        bundle = _parse(name)
        return Known(bundle.doc_id, bundle.unit, True, bundle.year, bundle.province, outcome)
    doc_id, unit = name.rpartition("/")[2].split(".")[:2]
    return Known(doc_id, unit, False, None, None, outcome)


def _folder(doc_id: str) -> str:
    return f"{BUNDLES}/{doc_id[:2]}"


def _is_of(name: str, unit: str) -> bool:
    """Whether a run of this unit made a staged file."""
    return parts_of(name.rpartition("/")[2].split(".")[1]).of_run == unit


def _parse(name: str) -> Bundle:
    doc_id, unit, place, _ = name.rpartition("/")[2].split(".")
    year, province = place.split("-")
    return Bundle(
        doc_id, unit, None if year == _NULL else int(year), None if province == _NULL else province, name
    )
