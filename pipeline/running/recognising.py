"""What is as it was, in bulk: sources by their stamps, documents by the catalogue, nothing of them is read.

A source whose stamp (size, times and inode on a disk, the version that an object store gives) is that of last
time, and whose document is staged in today's unit of work, gets its receipt here. So does a member of an
archive that is as it was: the archive's directory is read, its members are not. Everything else waits for the
planner, in tables on a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.intake.archives import close_archives, members_of
from pipeline.intake.source import Refused
from pipeline.running.known_documents import KnownDocuments
from pipeline.running.planning import ARCHIVE
from pipeline.running.receipt_file import ReceiptTables
from pipeline.running.receipt_rows import ROWS, ReceiptRows
from pipeline.running.run_ledger import Ledger
from pipeline.running.scratch import as_source
from pipeline.storage.catalog import Address

if TYPE_CHECKING:
    import pyarrow as pa


def recognise(documents: KnownDocuments, ledger: Ledger, same: ReceiptTables) -> None:
    """Writes the receipts of what is as it was, by their sources; what needs a look waits in the scratch."""
    if not documents.options.verify:
        _open_archives(documents, ledger)
        documents.scratch.keep_told()
    try:
        same.write(_tables(documents, ledger))
    finally:
        close_archives()  # sources that are kept may stand in some
    documents.scratch.forget_found()


def _open_archives(documents: KnownDocuments, ledger: Ledger) -> None:
    scratch = documents.scratch
    try:
        while archives := scratch.archives(documents.unit, ARCHIVE):
            for archive in archives:
                try:
                    members = members_of(archive)
                except (OSError, Refused):
                    members = None
                if members is None:
                    scratch.leave(archive)
                else:
                    documents.book.open_archive(archive, members)
                    ledger.expect(scratch.open_archive(archive, members))
    finally:
        close_archives()


def _tables(documents: KnownDocuments, ledger: Ledger) -> Iterator[pa.Table]:
    scratch, current = documents.scratch, _Current(documents)
    verify, puts_off = documents.options.verify, documents.options.budget(0.0).is_bounded
    rows = ReceiptRows(ledger.record.run_id)
    waiting: list[tuple[Any, ...]] = []
    for uri, *found, doc_id, its_unit, is_bundle, outcome, url, day in scratch.found():
        if is_bundle and current[its_unit] and not verify:
            rows.add(uri, outcome, Address(url, day), as_unchanged=True)
            if documents.keeper.is_wanted:
                documents.keeper.keep(as_source((uri, *found)), doc_id)
            if len(rows) >= ROWS:
                ledger.enter_same(rows)
                yield rows.table()
                rows = ReceiptRows(rows.run_id)
        else:
            is_late = puts_off and is_bundle and not current[its_unit]
            waiting.append((int(bool(is_late)), uri, *found, None if verify else doc_id))
            if len(waiting) >= ROWS:
                scratch.wait(waiting)
                waiting = []
    scratch.wait(waiting)
    if len(rows):
        ledger.enter_same(rows)
        yield rows.table()


class _Current(dict[str | None, bool]):
    """Whether documents of a unit are as the run would read them, each unit asked once: they are few."""

    def __init__(self, documents: KnownDocuments) -> None:
        super().__init__()
        self._documents = documents

    def __missing__(self, unit: str | None) -> bool:
        self[unit] = found = self._documents.is_current(unit)
        return found
