"""Which pages are scanned: drawn from a folder of disclosures, the same for the same files and seed.

Of each region (a folder below the one named) a short document whole, where there is one, and a part of a long
one: its first page, tables that follow one another, running text, forms. Two thirds of the regions are worked
with; a third is set aside, of which only sums are printed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from benchmarks.pages import cut, pdf_files
from extractors.errors import Unreadable
from pipeline.reading.extract import extract
from pipeline.reading.extraction import Extraction

SHORT = 8
"""Pages of a document that is taken whole, at most."""
PART_TABLES, PART_PROSE, PART_FORMS = 7, 3, 2
"""Pages of a kind that are taken of a long document, besides its first."""
_FEWEST = 2
"""Pages of a document, at least."""
_PICTURE = 0.01
"""Of a page: a picture as large can hold text."""
_LONG = 80
"""Documents of more pages are passed over: reading one to choose a dozen pages takes longer than the rest."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document to scan."""

    name: str
    """Region, file and, where it is a part, its pages."""
    region: str
    aside: bool
    pages: int
    data: bytes
    """A PDF of these pages only; what is read of it is the truth."""


def choose(folder: Path, seed: int) -> list[Chosen]:
    """The documents of both sets, regions in an order drawn by the seed."""
    regions = sorted(p.name for p in folder.iterdir() if p.is_dir() and any(p.glob("*.pdf")))
    found: list[Chosen] = []
    drawn: list[tuple[str, list[tuple[str, bytes, int]]]] = []
    for region in regions:
        rng = random.Random(f"{seed} {region}")
        files = pdf_files([folder / region])
        rng.shuffle(files)
        if parts := list(_of_region(region, files)):
            drawn.append((region, parts))
    random.Random(seed).shuffle(drawn)
    for n, (region, parts) in enumerate(drawn):
        found += [Chosen(name, region, n % 3 == 2, pages, data) for name, data, pages in parts]
    return found


def chosen(folder: Path, seed: int, which: str, pages: int | None = None) -> list[Chosen]:
    """The documents of a set ("worked", "aside"), from the first on until there are so many pages."""
    found: list[Chosen] = []
    total = 0
    for each in choose(folder, seed):
        if each.aside != (which == "aside"):
            continue
        if pages is not None and found and total + each.pages > pages:
            continue
        found.append(each)
        total += each.pages
    return found


def _of_region(region: str, files: Sequence[Path]) -> Iterator[tuple[str, bytes, int]]:
    """A short document whole and a part of a long one."""
    short = long = False
    for file in files:
        if short and long:
            return
        count = _page_count(file)
        if not count or count > _LONG or (short if count <= SHORT else long):
            continue
        try:
            found = extract(file.read_bytes(), reader="pdfium", ocr="never")
        except Unreadable:
            continue
        if not found.identity.is_disclosure:
            continue
        pages = list(range(count)) if count <= SHORT else _part(found, count)
        fit = drawable(file, pages)
        if len(fit) < (len(pages) if count <= SHORT else _FEWEST):
            continue
        pages, data = fit, cut(file, fit)
        short, long = short or count <= SHORT, long or count > SHORT
        name = f"{region}/{file.name}"
        if len(pages) < count:
            name += " pages " + ",".join(str(n + 1) for n in pages)
        yield name, data, len(pages)


def _part(found: Extraction, count: int) -> list[int]:
    """Pages of a long document, 0-based, in their order."""
    numbers: Counter[int] = Counter(
        c.place.page for t in found.tables for c in t.cells if c.value is not None and c.place.page
    )
    prose = Counter(q.place.page for q in found.quantities if q.place.page)
    forms = Counter(i.place.page for p in found.projects for i in p.indicators if i.place.page)
    tables = sorted((n for n in numbers if numbers[n] >= 10 and n not in forms), key=lambda n: n)
    run = _densest(tables, PART_TABLES)
    taken = {1, *run}
    taken |= {n for n, _ in prose.most_common(PART_PROSE)}
    taken |= {n for n, _ in forms.most_common(PART_FORMS)}
    return sorted(n - 1 for n in taken if n <= count)


def _densest(pages: Sequence[int], length: int) -> list[int]:
    """Of pages in order, so many in a row that lie nearest together, the first of equals.

    >>> _densest([2, 5, 6, 7, 30], 3)
    [5, 6, 7]
    """
    if len(pages) <= length:
        return list(pages)
    start = min(range(len(pages) - length + 1), key=lambda n: pages[n + length - 1] - pages[n])
    return list(pages[start : start + length])


def _page_count(file: Path) -> int:
    try:
        with pypdfium2.PdfDocument(file) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def drawable(file: Path, pages: Sequence[int]) -> list[int]:
    """Those of the pages (0-based) that are print, and whose picture shows it on any machine.

    Not those without text, those with pictures (what these say is no text of the file), and those with
    Chinese in fonts that are not embedded.
    """
    with pypdfium2.PdfDocument(file) as document:
        return [n for n in pages if _is_print(document[n])]


def _is_print(page: pypdfium2.PdfPage) -> bool:
    text = page.get_textpage()
    if not text.count_chars():
        return False
    whole = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > _PICTURE * whole:
            return False
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5, textpage=text):
        font = pdfium.FPDFTextObj_GetFont(item)
        if pdfium.FPDFFont_GetIsEmbedded(font) == 1:
            continue
        if any(ord(c) > 0x2E7F for c in item.extract()):
            return False
    return True
