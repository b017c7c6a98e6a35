"""`mingzhang forget`: takes documents out of an output, for good."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.shared import OutputOption, fail, fail_to_write
from pipeline.language.spoken import tr

_SHORTEST_ID = 8
"""So many characters of a doc_id are needed: nothing brings back what was taken out."""


def forget(
    document: Annotated[
        str,
        typer.Argument(
            metavar="DOC|PATH",
            help="Its id or at least eight characters of it, a file, or a source as receipts name it.",
        ),
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why: it is kept, and receipts say it.")],
    output: OutputOption = Path("output"),
) -> None:
    """Take a document out: its rows, its staged copy, all files of it here. No later run reads it again.

    For publications that were withdrawn and for personal data. Its id, the reason and the time are kept in
    OUTPUT/state/forgotten.jsonl, and its receipts keep the names of its sources. Exit status: 0 taken out, 1
    there is no such document, 2 wrong usage or another run holds the output, 5 it cannot be written.
    """
    from pipeline.running.forgetting import forget as take_out
    from pipeline.storage.folders import LocalFolder
    from pipeline.storage.locks import OutputLocked
    from pipeline.upkeep.versions import NewerOutput, refuse_newer

    if not reason.strip():
        fail("say why with --reason", 2)
    try:
        refuse_newer(LocalFolder(output))
    except NewerOutput as error:
        fail(str(error), 2)
    found = _meant(document, output)
    if not found:
        fail(f"no document of {output} is {document}; name its id, its file or its source")
    if len(found) > 1:
        names = ", ".join(f"{doc_id[:16]} ({min(uris)})" for doc_id, uris in sorted(found.items())[:5])
        fail(f"{document} means {len(found)} documents: {names}; name one by its id", 2)
    try:
        take_out(output, found, reason.strip())
        left = _reports(output, found)
    except (OutputLocked, ValueError) as error:
        fail(str(error), 2)
    except OSError as error:
        fail_to_write(error, f"the folder {output}")
    for doc_id, uris in found.items():
        places = ", ".join(sorted(uris)) or tr("never met")
        typer.echo(f"{doc_id}  " + tr("taken out ({places})", places=places))
    for path in left:
        typer.echo(tr("{path} named it and is removed; the next run writes it again", path=path))
    typer.echo(
        tr("exports, charts, backups and the file itself are not in this folder's hands: look after them")
    )


def _meant(document: str, output: Path) -> dict[str, set[str]]:
    """The documents that are meant, with the sources at which they were met."""
    from pipeline.datasets.ids import doc_id
    from pipeline.upkeep.published import tables

    met: dict[str, set[str]] = defaultdict(set)
    for table in tables(output, "receipts", ["doc_id", "source_uri"]):
        for row in table.to_pylist():
            if row["doc_id"] is not None:
                met[row["doc_id"]].add(row["source_uri"])
    path = Path(document)
    if path.is_file():
        own = doc_id(path.read_bytes())
        return {own: met.get(own, set())}
    if len(document) >= _SHORTEST_ID:
        by_id = {doc: uris for doc, uris in met.items() if doc.startswith(document.lower())}
        if by_id:
            return by_id
    return {doc: uris for doc, uris in met.items() if document in uris}


def _reports(output: Path, found: dict[str, set[str]]) -> list[Path]:
    """Removes the reports that name the document, and what people noted of its findings."""
    from pipeline.reports.marking import changed
    from pipeline.reports.statuses import FILE_NAME

    if (output / FILE_NAME).exists():
        changed(output, lambda rows: {key: row for key, row in rows.items() if row.doc_id not in found})
    names = {*found, *(uri for uris in found.values() for uri in uris)}
    removed = []
    for path in (output / "report.json", output / "report.html"):
        if path.is_file() and any(name in path.read_text(encoding="utf-8") for name in names):
            path.unlink()
            removed.append(path)
    return removed
