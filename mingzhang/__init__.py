"""Mingzhang (明账): Chinese government disclosures as audited datasets.

One document:

    import mingzhang as mz

    found = mz.extract("file.pdf")
    found.facts                     # records, each with the place where it is printed
    found.frame("facts")            # the same as a pandas frame, as a run would publish it
    found.page(3).image(boxes=found.facts)

Many:

    mz.run(["folder"], output="output")
    out = mz.open("output")
    out.v_headline.df(money="float")
    out.figures("three_public.total", year=2024)[0].image()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION as __version__

if TYPE_CHECKING:
    from extractors.errors import Unreadable
    from extractors.read import OcrMode
    from extractors.records import Cell, Check, Fact, Finding, Section, Table
    from mingzhang.document import Document
    from mingzhang.extraction import Extraction
    from mingzhang.figure import Figure
    from mingzhang.output import Output
    from mingzhang.page import Page
    from mingzhang.relation import Relation
    from mingzhang.running import RunResult
    from pipeline.ask.damage import DamagedOutput
    from pipeline.ask.query import QueryError
    from pipeline.reports.originals import NoOriginal
    from pipeline.reports.page_pictures import NoPicture
    from pipeline.running.receipts import Progress

__all__ = [
    "Cell",
    "Check",
    "DamagedOutput",
    "Document",
    "Extraction",
    "Fact",
    "Figure",
    "Finding",
    "NoOriginal",
    "NoPicture",
    "Output",
    "Page",
    "Progress",
    "QueryError",
    "Relation",
    "RunResult",
    "Section",
    "Table",
    "Unreadable",
    "__version__",
    "extract",
    "open",
    "run",
]
_MODULES = {
    "Cell": "extractors.records",
    "Check": "extractors.records",
    "DamagedOutput": "pipeline.ask.damage",
    "Document": "mingzhang.document",
    "Extraction": "mingzhang.extraction",
    "Fact": "extractors.records",
    "Figure": "mingzhang.figure",
    "Finding": "extractors.records",
    "NoOriginal": "pipeline.reports.originals",
    "NoPicture": "pipeline.reports.page_pictures",
    "Output": "mingzhang.output",
    "Page": "mingzhang.page",
    "Progress": "pipeline.running.receipts",
    "QueryError": "pipeline.ask.query",
    "Relation": "mingzhang.relation",
    "RunResult": "mingzhang.running",
    "Section": "extractors.records",
    "Table": "extractors.records",
    "Unreadable": "extractors.errors",
}


def open(output: str | Path = "output", *, sources: str | Path | Sequence[str | Path] = ()) -> Output:
    """A published output: a folder, or a URL of any fsspec store (s3://…), as it is now.

    Every dataset and every view is an attribute of it, as a relation whose rows are fetched when they are
    asked for. `sources` are folders with the documents themselves, for pages and pictures, where these are
    no longer where the run found them (another machine, another disk); each is recognised by the hash of
    its bytes, whatever its name.

    Raises `QueryError` where nothing is published, or the store does not answer. Nothing else is read yet.

    >>> import mingzhang as mz
    >>> out = mz.open(PUBLISHED)
    >>> out.v_headline.select("entity_name", "three_public_total").first()
    {'entity_name': '上海市普陀区示例政务事务中心', 'three_public_total': Decimal('31000.00')}
    """
    from mingzhang.output import Output

    return Output(output, sources)


def extract(source: str | Path | bytes, reader: str = "auto", ocr: OcrMode = "auto") -> Extraction:
    """Everything that can be read from one disclosure: a path, or its bytes.

    `reader` says who reads the tables of PDFs: "auto" (PDFium, then pdfplumber and camelot where a table does
    not tie out), or one of "pdfium", "pdfplumber", "camelot" alone. `ocr` says which pages are recognised:
    those without a text layer that can be trusted ("auto"), all ("always") or none ("never"). It needs
    `mingzhang[ocr]`; without it a document of scanned pages alone cannot be read (kind "scan"), and of others
    those pages are missing (`document.notes`). Word, Excel and OFD documents need `mingzhang[office]` (kind
    "missing_extra").

    Raises `Unreadable` for what is no readable document, `OSError` when the file cannot be opened, and
    `ValueError` for a reader or a way to use OCR that there is not.
    """
    from mingzhang.extraction import Extraction
    from pipeline.reading.extract import extract as extract_bytes

    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = "" if isinstance(source, bytes) else Path(source).name
    return Extraction.of(extract_bytes(data, reader, ocr), data, name)


def run(
    paths: str | Path | Iterable[str | Path],
    output: str | Path = "output",
    *,
    base_url: str | None = None,
    keep_sources: bool = False,
    workers: int | None = None,
    with_contacts: bool = False,
    reader: str = "auto",
    ocr: OcrMode = "auto",
    engine: str = "local",
    address: str | None = None,
    follow_links: bool = False,
    retry: bool = False,
    verify: bool = False,
    at_most: int | None = None,
    minutes: float | None = None,
    seconds: float | None = None,
    cpu_seconds: float | None = None,
    memory: int | None = None,
    progress: bool | Callable[[Progress], None] = True,
) -> RunResult:
    """Extracts disclosures into the datasets of `output`, as the command `mingzhang run` does, whose
    options these are: same datasets, same reports. `paths` are files, folders, globs, ZIP archives or URLs,
    one or several. `base_url` says where they are published: the address of each file is this and its path
    below the one that was given. `keep_sources` keeps each source of a document once beside the data.

    `workers` are processes, one for each core unless told otherwise; a script needs no `if __name__ ==
    "__main__"` for them. `seconds`, `cpu_seconds` and `memory` (MB) are limits for a document. `progress`
    shows how far it is: in a notebook below the cell, else on standard error; False shows nothing, a
    function is called with `Progress`.

    What is wrong with a document is in the result, whose `exit_status` is that of the command. What ends the
    command is raised: `ValueError` for a path that names nothing or a setting that there is not, `OSError`
    for a folder that cannot be written, `RuntimeError` for a source that does not answer, an output that
    another run holds or a newer version wrote, `DamagedOutput` for published files that are not what was
    written. An interrupt keeps what is done: the next run goes on.

    >>> import mingzhang as mz
    >>> result = mz.run(DISCLOSURES, PUBLISHED, workers=1, progress=False)
    >>> result.count("ok"), result.unchanged, result.exit_status
    (1, 1, 0)
    """
    from mingzhang.running import run as run_documents

    given = [paths] if isinstance(paths, str | Path) else paths
    return run_documents(
        [str(path) for path in given],
        str(output),
        base_url=base_url,
        keep_sources=keep_sources,
        workers=workers,
        with_contacts=with_contacts,
        reader=reader,
        ocr=ocr,
        engine=engine,
        address=address,
        limits=(seconds, cpu_seconds, memory),
        follow_links=follow_links,
        retry=retry,
        verify=verify,
        at_most=at_most,
        minutes=minutes,
        progress=progress,
    )


def __getattr__(name: str) -> Any:
    """Public classes, imported when they are first asked for: `import mingzhang` stays quick."""
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module 'mingzhang' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
