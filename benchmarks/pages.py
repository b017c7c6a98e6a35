"""Pages to measure on: drawn at random from gold files or folders, each cut into a PDF of its own."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from benchmarks.scoring import GoldCell, comparable, number, path_of
from extractors.errors import Unreadable
from extractors.pdf.reader import read_pdf


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A PDF of one page, where it comes from, and what stands on it where that is known."""

    data: bytes
    origin: str
    gold: tuple[GoldCell, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldPage:
    """The cells of one page of a gold file (`tables` of gold.json)."""

    sha256: str
    page: int
    cells: tuple[GoldCell, ...]


def pdf_files(paths: Iterable[Path]) -> list[Path]:
    """The files named and those below the folders named, in the order of their paths."""
    found = [f for p in paths for f in (p.rglob("*.pdf") if p.is_dir() else [p])]
    return sorted(set(found))


def gold_pages(path: Path) -> tuple[list[GoldPage], int]:
    """The table pages of a gold file, and how many were passed over because their header stands on a page
    before (`header_rows` 0): no tool that sees one page can name their columns."""
    pages: list[GoldPage] = []
    passed_over = 0
    for table in json.loads(path.read_text(encoding="utf-8"))["tables"]:
        if table.get("header_rows") == 0:
            passed_over += 1
            continue
        cells = tuple(
            GoldCell(
                comparable(c["row_label"]), str(c.get("row_code") or ""), path_of(c["column_path"]), value
            )
            for c in table["cells"]
            if (value := number(c["printed"])) is not None
        )
        pages.append(GoldPage(table["sha256"], table["page"], cells))
    return pages, passed_over


def draw_gold(files: Sequence[Path], gold: Sequence[GoldPage], count: int, seed: int) -> list[DrawnPage]:
    """`count` of the gold pages (all for 0), found among the files by the hash of their bytes."""
    by_hash = {hashlib.sha256(f.read_bytes()).hexdigest(): f for f in files}
    known = [page for page in gold if page.sha256 in by_hash]
    random.Random(seed).shuffle(known)
    return [
        DrawnPage(cut(by_hash[p.sha256], [p.page - 1]), f"{by_hash[p.sha256].name} page {p.page}", p.cells)
        for p in known[: count or len(known)]
    ]


def draw(files: Sequence[Path], count: int, seed: int) -> list[DrawnPage]:
    """`count` pages drawn from all pages of all files; pages ours cannot read are passed over."""
    pages: list[tuple[Path, int]] = []
    for file in files:
        try:
            with pypdfium2.PdfDocument(file) as document:
                pages += [(file, number) for number in range(len(document))]
        except pypdfium2.PdfiumError:
            continue
    random.Random(seed).shuffle(pages)
    found: list[DrawnPage] = []
    for file, n in pages:
        if len(found) == count:
            break
        data = cut(file, [n])
        try:
            read_pdf(data)
        except Unreadable:
            continue
        found.append(DrawnPage(data, f"{file.name} page {n + 1}"))
    return found


def cut(file: Path, pages: Sequence[int]) -> bytes:
    """A PDF of some pages (0-based) of a file."""
    with pypdfium2.PdfDocument(file) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source, list(pages))
        return saved(target)


def joined(pages: Sequence[DrawnPage]) -> bytes:
    """All pages in one PDF, in their order."""
    with pypdfium2.PdfDocument.new() as target:
        for page in pages:
            with pypdfium2.PdfDocument(page.data) as source:
                target.import_pages(source)
        return saved(target)


def blank() -> bytes:
    """A PDF of one empty page: what is left of a tool's time on it is its start."""
    with pypdfium2.PdfDocument.new() as target:
        target.new_page(595, 842)
        return saved(target)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
