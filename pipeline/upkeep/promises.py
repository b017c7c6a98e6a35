"""What every run promises: no input without receipt, no receipt without row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.ask.damage import DamagedFile
from pipeline.intake.source import Source
from pipeline.running.receipts import RunResult
from pipeline.storage.store import Store
from pipeline.upkeep.doctor import examine
from pipeline.upkeep.night_result import READ
from pipeline.upkeep.published import ids, tables


def broken_promises(
    output: Path, sources: Iterable[Source], result: RunResult, *, read_through: bool
) -> tuple[str, ...]:
    """What a run promised and is not so, each in a sentence.

    `read_through` also has the doctor read every file, which takes as long as the output is large.
    """
    problems = [
        *_without_receipt(sources, result),
        *_unpublished_receipts(output, result),
        *_without_rows(output, result),
    ]
    if read_through:
        store = Store(output)
        with store.lock():
            problems += [f"{a.kind}: {a.what}" for a in examine(store).ailments]
    return tuple(problems)


def _without_receipt(sources: Iterable[Source], result: RunResult) -> list[str]:
    uris = {r.source_uri for r in result.receipts}
    return [f"{s.uri} was found and has no receipt" for s in sources if s.uri not in uris]


def _unpublished_receipts(output: Path, result: RunResult) -> list[str]:
    import pyarrow.compute as pc

    damaged: list[DamagedFile] = []
    published = sum(
        pc.sum(pc.equal(table["run_id"], result.run_id)).as_py() or 0
        for table in tables(output, "receipts", ["run_id"], damaged)
    )
    if damaged:
        return [str(file) for file in damaged]
    if published == len(result.receipts):
        return []
    return [f"{len(result.receipts)} receipts were written and {published} are published"]


def _without_rows(output: Path, result: RunResult) -> list[str]:
    damaged: list[DamagedFile] = []
    documents = ids(output, "documents", "doc_id", damaged)
    if damaged:
        return [str(file) for file in damaged]
    return [
        f"{r.source_uri} was read ({r.outcome.status}) and has no row in documents"
        for r in result.select(READ)
        if r.outcome.error_kind is None and r.outcome.doc_id not in documents
    ]
