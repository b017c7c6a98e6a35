"""A document as a command is given it: a file of this machine, or one that is published, and its file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.commands.shared import fail, originals_of
from pipeline.language.spoken import tr
from pipeline.upkeep.exit_status import ExitStatus


@dataclass(frozen=True, slots=True)
class Given:
    """The bytes of a document, what its file is called, and its row of `documents` where it is published."""

    data: bytes
    path: Path
    row: dict[str, Any] | None = None

    @property
    def source(self) -> str:
        """Where it lies, or is published."""
        if self.row is None:
            return self.path.absolute().as_posix()
        return str(self.row["source_url"] or self.row["source_uri"])


def given_document(wanted: str, output: str, sources: Sequence[str] | None = None) -> Given:
    """A file, or a published document by the beginning of its id or by its file name: its file is looked for
    where it was read and below `sources`. Ends the command where there is neither.
    """
    from pipeline.ask.query import QueryError
    from pipeline.reports.cases import NoSuchDocument, document_row
    from pipeline.reports.originals import NoOriginal, SourceUnreachable

    path = Path(wanted)
    if not path.name:
        fail(f"{path} is a folder; name a PDF", ExitStatus.USAGE)
    is_path = path.exists() or any(mark in wanted for mark in {"/", os.sep})
    row = None
    if not is_path:
        try:
            row = document_row(output, wanted)
        except QueryError:
            pass  # there are no datasets: then a file is meant
        except NoSuchDocument as error:
            fail(tr("there is no file {wanted}; {reason}", wanted=wanted, reason=error), ExitStatus.USAGE)
    if row is None:
        try:
            return Given(path.read_bytes(), path)
        except OSError as error:
            fail(f"{path} cannot be opened ({error.strerror}); check the path", ExitStatus.USAGE)
    try:
        data = originals_of(list(sources or ()), output).find(row)
    except (NoOriginal, SourceUnreachable) as error:
        fail(str(error))
    return Given(data, Path(row["file_name"] or f"{row['doc_id'][:12]}.pdf"), row)
