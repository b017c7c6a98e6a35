"""The receipts of a run in one file, sorted by their sources: for publishing, and for who started the run.

Inputs that are as they were come in bulk and in order; what a run entered one by one is merged in between.
The file stands in the state of the output, or with the temporary files of this machine where the output is
an object store, and goes when nobody holds the run's result any more. What a process that died has left there
goes a day later.
"""

from __future__ import annotations

import tempfile
import time
import weakref
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datasets.schema import dataset
from pipeline.running.receipt_rows import ROWS, ReceiptRows, receipts_of
from pipeline.running.receipts import NO_FILES, Receipt
from pipeline.running.scratch import Scratch
from pipeline.storage.folders import Folder, LocalFolder

if TYPE_CHECKING:
    import pyarrow as pa

_FOLDER = "state/scratch"
_OLD_SECONDS = 86_400.0


class ReceiptTables:
    """Tables of receipts on a disk, written once and read as often as asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()  # read later, wherever the process stands then
        self.rows = 0
        self._gone = weakref.finalize(self, _remove, self.path)

    def write(self, tables: Iterator[pa.Table]) -> None:
        """Writes them, one after the other."""
        import pyarrow as pa

        schema = dataset("receipts").schema
        options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
        with pa.OSFile(str(self.path), "wb") as sink, pa.ipc.new_stream(sink, schema, options=options) as out:
            for table in tables:
                out.write_table(table)
                self.rows += table.num_rows

    def tables(self) -> Iterator[pa.Table]:
        """Reads them, one after the other."""
        import pyarrow as pa

        options = pa.ipc.IpcReadOptions(use_threads=False)
        with pa.OSFile(str(self.path), "rb") as source:
            for batch in pa.ipc.open_stream(source, options=options):
                yield pa.Table.from_batches([batch])

    def remove(self) -> None:
        """Removes the file before its time."""
        self._gone()

    def __len__(self) -> int:
        return self.rows

    def __iter__(self) -> Iterator[Receipt]:
        for table in self.tables():
            yield from receipts_of(table)

    def picked(self, statuses: Collection[str], unchanged: bool | None) -> Iterator[Receipt]:
        """Those with one of these statuses, and unchanged or not; null means either."""
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pa.array(sorted(statuses), pa.string())
        for table in self.tables():
            mask = pc.is_in(table["status"], wanted)
            if unchanged is not None:
                mask = pc.and_(mask, pc.equal(table["unchanged"], unchanged))
            yield from receipts_of(table.filter(mask))

    def addressed(self) -> tuple[int, int]:
        """As `RunResult.addressed`."""
        with_address = files = 0
        for table in self.tables():
            urls = table["source_url"].filter(_is_file(table))
            files += len(urls)
            with_address += len(urls) - urls.null_count
        return with_address, files


def _is_file(table: pa.Table) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.invert(pc.is_in(table["error_kind"], pa.array(NO_FILES, pa.string())))


def receipt_tables(folder: Folder, name: str) -> ReceiptTables:
    """A new file for receipts of a run that writes to this output."""
    if isinstance(folder, LocalFolder):
        place = folder.root / _FOLDER
        place.mkdir(parents=True, exist_ok=True)
        _remove_old(place)
        return ReceiptTables(place / f"{name}.arrow")
    return ReceiptTables(Path(tempfile.mkdtemp(prefix="mingzhang-")) / f"{name}.arrow")


def merged(same: ReceiptTables, scratch: Scratch, run_id: str) -> Iterator[pa.Table]:
    """The receipts of `same` and those entered one by one, by their sources."""
    last = ""
    for table in same.tables():
        upto = table["source_uri"][-1].as_py()
        yield from _between(scratch, run_id, last, upto, table)
        last = upto
    yield from _between(scratch, run_id, last, None, None)


def _between(
    scratch: Scratch, run_id: str, last: str, upto: str | None, table: pa.Table | None
) -> Iterator[pa.Table]:
    """A table with what was entered between, some at a time."""
    import pyarrow.compute as pc

    rows = ReceiptRows(run_id)
    while found := scratch.entered(last, upto):
        for uri, outcome, address in found:
            rows.add(uri, outcome, address)
        last = found[-1][0]
        if len(rows) >= ROWS:
            before = 0 if table is None else pc.sum(pc.less_equal(table["source_uri"], last)).as_py() or 0
            yield _joined(None if table is None else table.slice(0, before), rows)
            table, rows = None if table is None else table.slice(before), ReceiptRows(run_id)
    if table is not None or len(rows):
        yield _joined(table, rows)


def _joined(table: pa.Table | None, rows: ReceiptRows) -> pa.Table:
    import pyarrow as pa

    if table is None or not len(rows):
        return rows.table() if table is None else table
    return pa.concat_tables([table, rows.table()]).sort_by("source_uri")


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
        if path.parent.name.startswith("mingzhang-"):
            path.parent.rmdir()


def _remove_old(place: Path) -> None:
    for path in place.iterdir():
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _OLD_SECONDS:
                path.unlink()
