"""The tools that are compared, each behind the same two steps: read a page (timed), score what it gave (not).

Every tool runs with its default settings for ruled tables, camelot with those of its options that fill spans
and split text at rules: without them it loses cells here. What is not installed is left out and named.
"""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scoring import GoldCell, ReadCell, Score, score_read, score_sheets
from benchmarks.sheets import Sheet, SpannedCell, fill, fill_boxes


@dataclass(frozen=True, slots=True)
class Engine:
    """A tool that is called once per page.

    `read` takes a PDF of one page and does all that the tool does to give its tables; `score` compares what
    it gave with gold cells, null for a tool that gives no tables.
    """

    name: str
    module: str
    package: str
    read: Callable[[bytes], Any]
    score: Callable[[Any, Sequence[GoldCell]], Score] | None


@dataclass(frozen=True, slots=True)
class BatchEngine:
    """A tool that starts slowly and is called once over a document of all pages."""

    name: str
    module: str
    package: str
    command: str
    """A program that must be there as well."""
    read: Callable[[Path, Path], None]
    """Reads a PDF and writes what it found into a folder."""
    sheets: Callable[[Path], dict[int, list[Sheet]]]
    """What stands in that folder, by page (1-based)."""


def missing(engine: Engine | BatchEngine) -> str:
    """What keeps a tool from running here; "" if nothing does."""
    if not importlib.util.find_spec(engine.module):
        return f"{engine.package} is not installed"
    if isinstance(engine, BatchEngine) and not shutil.which(engine.command):
        return f"no {engine.command} on this machine"
    return ""


def _by_sheets(sheets: Callable[[Any], Iterable[Sheet]]) -> Callable[[Any, Sequence[GoldCell]], Score]:
    return lambda found, gold: score_sheets(list(sheets(found)), gold)


def _bare_text(data: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return str(document[0].get_textpage().get_text_range())


def _grids(data: bytes) -> Any:
    from extractors.pdf.reader import read_pdf

    return read_pdf(data)


def grid_sheets(document: Any) -> Iterator[Sheet]:
    """The tables of our reader."""
    for grid in document.grids:
        yield fill(SpannedCell(c.row, c.col, c.text, c.row_span, c.col_span) for c in grid.cells)


def _extract(data: bytes) -> Any:
    import mingzhang

    # A page cut out of its document often does not tie out, for the rows below are on the next page: second
    # opinions on it say nothing of a document. `throughput --stages` measures them where they belong.
    return mingzhang.extract(data, reader="pdfium")


def score_interpreted(found: Any, gold: Sequence[GoldCell]) -> Score:
    """How many gold cells our extraction names right."""
    cells = [
        ReadCell(c.row_label or "", c.row_code or "", c.column_path, c.value)
        for table in found.tables
        for c in table.cells
    ]
    return score_read(cells, gold)


def _pdfplumber(data: bytes) -> Any:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:  # what extract_tables does, with the boxes kept
        return [(t.rows, t.extract()) for t in document.pages[0].find_tables()]


def _pymupdf(data: bytes) -> Any:
    import pymupdf

    pymupdf.no_recommend_layout()  # else it advertises another package on standard output
    with pymupdf.open(stream=data) as document:
        return [(t.rows, t.extract()) for t in document[0].find_tables().tables]


def _row_sheets(found: Any) -> Iterator[Sheet]:
    for rows, texts in found:
        yield fill_boxes(
            (box, text or "")
            for row, row_texts in zip(rows, texts, strict=True)
            for box, text in zip(row.cells, row_texts, strict=True)
            if box
        )


def _tablers(data: bytes) -> Any:
    import tablers

    with tablers.Document(bytes=data) as document:
        tables = tablers.find_tables(document.get_page(0), extract_text=True)
        return [[(cell.bbox, cell.text or "") for cell in table.cells] for table in tables]


def _camelot(data: bytes) -> Any:
    from camelot.io import read_pdf

    found = read_pdf(
        data, pages="1", flavor="lattice", suppress_stdout=True, copy_text=["h", "v"], split_text=True
    )
    return [table.data for table in found]


def _filled_sheets(found: Any) -> Iterator[Sheet]:
    for table in found:
        yield tuple(tuple(str(text or "") for text in row) for row in table)


def _img2table(data: bytes) -> Any:
    from img2table.document import PDF

    found = PDF(data).extract_tables(ocr=None)
    return [
        [[c.value for c in row] for row in t.content.values()] for tables in found.values() for t in tables
    ]


def _pdf_oxide(data: bytes) -> Any:
    from pdf_oxide import PdfDocument

    return PdfDocument.from_bytes(data).extract_tables(0)


def _pdf_oxide_sheets(found: Any) -> Iterator[Sheet]:
    return _filled_sheets([[c["text"] for c in row["cells"]] for row in table["rows"]] for table in found)


def _opendataloader(pdf: Path, output: Path) -> None:
    import opendataloader_pdf

    try:
        opendataloader_pdf.convert(
            str(pdf), output_dir=str(output), format="json", quiet=True, image_output="off"
        )
    except subprocess.CalledProcessError as error:
        raise RuntimeError((error.stderr or str(error)).strip().splitlines()[-1]) from error


def _opendataloader_sheets(output: Path) -> dict[int, list[Sheet]]:
    sheets: dict[int, list[Sheet]] = {}
    for file in output.glob("*.json"):
        for table in _tables_below(json.loads(file.read_text(encoding="utf-8"))):
            cells = (
                SpannedCell(
                    c["row number"] - 1, c["column number"] - 1, _text_of(c), c["row span"], c["column span"]
                )
                for row in table["rows"]
                for c in row["cells"]
            )
            sheets.setdefault(table["page number"], []).append(fill(cells))
    return sheets


def _tables_below(node: Any) -> Iterator[Any]:
    if node.get("type") == "table":
        yield node
    for kid in node.get("kids", []):
        yield from _tables_below(kid)


def _text_of(node: Any) -> str:
    return str(node.get("content", "")) + "".join(map(_text_of, node.get("kids", [])))


BARE_TEXT = Engine("PDFium, bare text", "pypdfium2", "pypdfium2", _bare_text, None)
ENGINES = (
    BARE_TEXT,
    Engine("mingzhang, page to grids", "extractors", "mingzhang", _grids, _by_sheets(grid_sheets)),
    Engine("mingzhang, whole extract()", "mingzhang", "mingzhang", _extract, score_interpreted),
    Engine("tablers, find_tables", "tablers", "tablers", _tablers, _by_sheets(lambda f: map(fill_boxes, f))),
    Engine("pdf_oxide, extract_tables", "pdf_oxide", "pdf-oxide", _pdf_oxide, _by_sheets(_pdf_oxide_sheets)),
    Engine("pdfplumber, extract_tables", "pdfplumber", "pdfplumber", _pdfplumber, _by_sheets(_row_sheets)),
    Engine("PyMuPDF, find_tables", "pymupdf", "pymupdf", _pymupdf, _by_sheets(_row_sheets)),
    Engine("camelot, lattice", "camelot", "camelot-py", _camelot, _by_sheets(_filled_sheets)),
    Engine("img2table", "img2table", "img2table", _img2table, _by_sheets(_filled_sheets)),
)
BATCH_ENGINES = (
    BatchEngine(
        "opendataloader-pdf",
        "opendataloader_pdf",
        "opendataloader-pdf",
        "java",
        _opendataloader,
        _opendataloader_sheets,
    ),
)


def in_folder(engine: BatchEngine, data: bytes) -> dict[int, list[Sheet]]:
    """What a batch tool finds in a PDF, by page."""
    with tempfile.TemporaryDirectory() as folder:
        pdf, output = Path(folder) / "pages.pdf", Path(folder) / "out"
        pdf.write_bytes(data)
        output.mkdir()
        engine.read(pdf, output)
        return engine.sheets(output)
