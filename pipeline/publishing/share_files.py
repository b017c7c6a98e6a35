"""The files of the shares in which something changed: read, spliced with what is new, written.

A share that is as it was keeps the rows of its other documents as they are published, without a look at their
bundles. Where documents are shared out anew, because they became more or fewer, their rows are taken from the
files of the shares before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.datasets.arrow import to_table
from pipeline.datasets.parquet import write_parts
from pipeline.datasets.schema import Dataset
from pipeline.publishing.damage import open_staged, read_published
from pipeline.publishing.file_list import Entry, FileList
from pipeline.publishing.generation import Generation
from pipeline.publishing.shares import Layout, Share, Space, id_range
from pipeline.publishing.splicing import spliced
from pipeline.publishing.spool import ALL, Spool
from pipeline.publishing.written import Written
from pipeline.storage.store import Bundle, Store

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
MADE = frozenset({"documents", "revisions"})
"""Datasets of shares whose rows are made at publishing, and not those that are staged."""
_AT_ONCE = 16
"""Bundles that are open at a time in one thread."""


@dataclass(frozen=True, slots=True)
class Region:
    """Neighbouring shares that are written together; mostly one that stays what it was."""

    space: Space
    bits: str
    before: tuple[Share, ...]
    """The shares in which its documents are published."""
    after: tuple[Share, ...]

    @property
    def is_steady(self) -> bool:
        """Whether its documents stay in one share."""
        return self.before == self.after and len(self.after) == 1


@dataclass(frozen=True, slots=True)
class _Task:
    """One dataset-by-dataset piece of work: a region with everything that a thread needs to know."""

    region: Region
    datasets: tuple[Dataset, ...]
    files: Mapping[str, Sequence[Entry]]
    """By dataset those of the shares before."""
    documents: Mapping[str, frozenset[str]] | None
    """By share, where documents are shared out anew."""
    anew: Mapping[str, Mapping[str, Sequence[Row]]]
    """As `Spool.of` gives them."""
    bundles: Mapping[str, Bundle]
    """Of the documents that are made anew."""


_Result = tuple[Region, list[tuple[Share, str, list[Entry]]]]
"""What a task wrote: the files of each share and dataset."""


def regions(spool: Spool, layout: Layout, before: Mapping[Space, Sequence[Share]]) -> Iterator[Region]:
    """What is to be written; `before` are the shares that are published, by their spaces.

    Where the documents of a space were shared out otherwise, or not at all, the region is as wide as the
    difference.
    """
    found: dict[Space, set[str]] = {}
    for space, doc_id in spool.places():
        own = layout.share(space, doc_id).bits
        known = [share.bits for share in before.get(space, ())]
        wider = next((bits for bits in known if own.startswith(bits)), own)
        found.setdefault(space, set()).add(wider)
    for space, all_bits in found.items():
        for bits in sorted(all_bits):
            if any(bits != other and bits.startswith(other) for other in all_bits):
                continue
            was = tuple(share for share in before.get(space, ()) if share.bits.startswith(bits))
            yield Region(space, bits, was, tuple(layout.shares(space, bits)))


class ShareWriter:
    """Writes regions, several at a time."""

    def __init__(
        self,
        store: Store,
        generation: Generation,
        files: FileList,
        spool: Spool,
        layout: Layout,
        *,
        threads: int,
    ) -> None:
        self.store = store
        self.generation = generation
        self.files = files
        self.spool = spool
        self.layout = layout
        self.threads = threads
        self.gone: set[str] = set()

    def write(
        self,
        wanted: Iterable[Region],
        datasets: Sequence[Dataset],
        changed: Callable[[str], Bundle | None],
        bundle: Callable[[str], Bundle],
    ) -> None:
        """Writes the regions. `changed` gives the bundle of a document that is made anew as a whole, `bundle`
        that of any.

        Raises `DamagedFile` where a published file cannot be gone on from.
        """
        with ThreadPoolExecutor(self.threads) as pool:
            running: set[Future[_Result]] = set()
            try:
                for region in wanted:
                    running.add(pool.submit(self._made, self._task(region, datasets, changed, bundle)))
                    if len(running) > self.threads:
                        done, running = wait(running, return_when=FIRST_COMPLETED)
                        self._enter(done)
                self._enter(running)
            finally:
                for future in running:
                    future.cancel()
        for path in sorted(self.gone):  # when nobody writes any more: a folder may go with its last file
            self.generation.remove(path)

    def _task(
        self,
        region: Region,
        datasets: Sequence[Dataset],
        changed: Callable[[str], Bundle | None],
        bundle: Callable[[str], Bundle],
    ) -> _Task:
        anew = self.spool.of(region.space, *id_range(region.bits))
        own = [d for d in datasets if region.space.has_dataset(d)]
        if region.is_steady:
            own = [d for d in own if ALL in anew or d.name in anew]
        bundles = {
            doc_id: found
            for doc_id in anew.get(ALL, ())
            if (found := changed(doc_id)) is not None and region.space.has(found.year, found.province)
        }
        for name in anew:
            if name not in (ALL, *MADE):  # beside rows of comparisons those that are staged are written again
                bundles |= {doc_id: bundle(doc_id) for doc_id in anew[name] if doc_id not in bundles}
        return _Task(
            region,
            tuple(own),
            {d.name: [e for share in region.before for e in self.files.of(share.name, d.name)] for d in own},
            None if region.is_steady else {s.name: frozenset(self.layout.documents(s)) for s in region.after},
            anew,
            bundles,
        )

    def _made(self, task: _Task) -> _Result:
        """In a thread: reads, splices and writes every dataset of a region."""
        staged = self._staged(task)
        found: list[tuple[Share, str, list[Entry]]] = []
        for dataset in task.datasets:
            changed = {**task.anew.get(ALL, {}), **task.anew.get(dataset.name, {})}
            before = self._before(task, dataset, changed)
            for share in task.region.after:
                kept = None if task.documents is None else task.documents[share.name]
                anew = {
                    doc_id: [*staged.get((doc_id, dataset.name), ()), *_made_rows(dataset, rows)]
                    for doc_id, rows in changed.items()
                    if kept is None or doc_id in kept
                }
                gone = {doc_id: () for doc_id in changed if doc_id not in anew}
                table = spliced(before, kept, {**gone, **anew}, dataset)
                found.append((share, dataset.name, self._put(share, dataset, table)))
        return task.region, found

    def _staged(self, task: _Task) -> dict[tuple[str, str], list[pa.Table]]:
        """The staged rows of the documents that are made anew, by document and dataset."""
        wanted = [d.name for d in task.datasets if d.name not in MADE]
        found: dict[tuple[str, str], list[pa.Table]] = {}
        names = sorted(task.bundles)
        for start in range(0, len(names), _AT_ONCE):
            opened = {
                doc_id: open_staged(self.store, task.bundles[doc_id])
                for doc_id in names[start : start + _AT_ONCE]
            }
            for dataset in wanted:
                for doc_id, bundle in opened.items():
                    if doc_id in task.anew.get(ALL, ()) or doc_id in task.anew.get(dataset, ()):
                        found[doc_id, dataset] = [bundle.dataset(dataset)]
        return found

    def _before(self, task: _Task, dataset: Dataset, changed: Mapping[str, Any]) -> list[pa.Table]:
        """The published rows of a region; not read where all of its documents are made anew."""
        documents = task.documents
        if documents is not None and all(doc_id in changed for own in documents.values() for doc_id in own):
            return []
        return [read_published(self.generation, entry) for entry in task.files[dataset.name]]

    def _put(self, share: Share, dataset: Dataset, table: pa.Table) -> list[Entry]:
        written: list[Written] = []

        def put(number: int, write: Callable[[Path], None]) -> None:
            path = f"{dataset.name}/{share.file_start}{number}.parquet"
            written.append(self.generation.put(path, write))

        counts = write_parts(table, dataset, put)
        return [
            Entry(file.path, file.size, file.sha256, rows) for file, rows in zip(written, counts, strict=True)
        ]

    def _enter(self, done: Iterable[Future[_Result]]) -> None:
        """What was written is in the list of files now."""
        for future in done:
            region, found = future.result()
            gone: set[str] = set()
            for share in region.before:
                if share not in region.after:
                    for dataset in self.files.datasets(share.name):
                        gone.update(self.files.replace(share.name, dataset, ()))
                    self.files.db.execute("delete from shares where share = ?", (share.name,))
            new: set[str] = set()
            for share, dataset_name, entries in found:
                gone.update(self.files.replace(share.name, dataset_name, entries))
                new.update(entry.path for entry in entries)
                self.files.db.execute("insert or ignore into shares values (?)", (share.name,))
            self.gone |= gone - new


def _made_rows(dataset: Dataset, rows: Sequence[Row]) -> list[pa.Table]:
    return [to_table(dataset.name, list(rows))] if rows else []
