"""How long the tables of PDF pages take: ours, PDFium's bare text, pdfplumber, camelot.

    python -m benchmarks.tables PDF_OR_FOLDER ... [--pages 20] [--runs 3] [--camelot 5] [--seed 1]

Draws pages at random (the same for the same seed and files), cuts each into a PDF of one page beforehand and
gives every tool the same bytes, one page after the other, the tools in turn. Prints for each tool the median
over pages of the median over runs, in ms per page, and the ratio to the bare text. Opening the file is part
of every tool's time. Ours is the whole page reading (text, rules, grids, paragraphs), the others' tables
only. pdfplumber and camelot are left out where they are not installed; camelot is slow and gets the first
pages only, so its ratio is taken on those.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pypdfium2

from extractors.errors import Unreadable
from extractors.pdf.reader import read_pdf

Tool = Callable[[bytes], int]
"""Reads a PDF of one page; gives the number of tables or characters, so that nothing is left unread."""


def ours(data: bytes) -> int:
    return sum(1 for _ in read_pdf(data).grids)


def bare_text(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def pdfplumber_tables(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return len(document.pages[0].extract_tables())


def camelot_lattice(data: bytes) -> int:
    from camelot.io import read_pdf as read_lattice

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return len(read_lattice(file.name, pages="1", flavor="lattice", suppress_stdout=True))


def pdf_files(paths: Iterable[Path]) -> list[Path]:
    """The files named and those below the folders named, in the order of their paths."""
    found = [f for p in paths for f in (p.rglob("*.pdf") if p.is_dir() else [p])]
    return sorted(set(found))


def sample(files: Sequence[Path], count: int, seed: int) -> list[bytes]:
    """`count` pages drawn from all pages of all files, each a PDF of its own; pages ours cannot read are
    passed over."""
    pages: list[tuple[Path, int]] = []
    for file in files:
        try:
            with pypdfium2.PdfDocument(file) as document:
                pages += [(file, number) for number in range(len(document))]
        except pypdfium2.PdfiumError:
            continue
    random.Random(seed).shuffle(pages)
    found: list[bytes] = []
    for file, number in pages:
        if len(found) == count:
            break
        with pypdfium2.PdfDocument(file) as source, pypdfium2.PdfDocument.new() as single:
            single.import_pages(source, [number])
            target = io.BytesIO()
            single.save(target)
        try:
            read_pdf(target.getvalue())
        except Unreadable:
            continue
        found.append(target.getvalue())
    return found


def milliseconds(tool: Tool, page: bytes) -> float:
    start = time.perf_counter()
    tool(page)
    return (time.perf_counter() - start) * 1000


def measure(tools: dict[str, tuple[Tool, int]], pages: Sequence[bytes], runs: int) -> dict[str, list[float]]:
    """For each tool the median of its runs on each of its pages; the first, cold, run is not counted."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages[:n]] for name, (_, n) in tools.items()}
    for tool, _ in tools.values():
        milliseconds(tool, pages[0])
    for _ in range(runs):
        for number, page in enumerate(pages):
            for name, (tool, count) in tools.items():
                if number < count:
                    times[name][number].append(milliseconds(tool, page))
    return {name: [statistics.median(t) for t in of_pages] for name, of_pages in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="+", metavar="PDF_OR_FOLDER")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--camelot", type=int, default=5, help="how many pages camelot gets; 0 leaves it out")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    pages = sample(pdf_files(arguments.paths), arguments.pages, arguments.seed)
    if not pages:
        parser.error("no readable page")
    tools: dict[str, tuple[Tool, int]] = {
        "PDFium, bare text": (bare_text, len(pages)),
        "mingzhang, page to grids": (ours, len(pages)),
    }
    if importlib.util.find_spec("pdfplumber"):
        tools["pdfplumber, extract_tables"] = (pdfplumber_tables, len(pages))
    if arguments.camelot and importlib.util.find_spec("camelot"):
        tools["camelot, lattice"] = (camelot_lattice, min(arguments.camelot, len(pages)))
    times = measure(tools, pages, arguments.runs)
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}"
    )
    print(f"{len(pages)} pages, seed {arguments.seed}; medians of {arguments.runs} runs")
    print(f"{'tool':28}  pages  ms/page  ratio to bare text")
    bare = times["PDFium, bare text"]
    for name, of_pages in times.items():
        ratio = statistics.median(t / b for t, b in zip(of_pages, bare, strict=False))
        print(f"{name:28}  {len(of_pages):5}  {statistics.median(of_pages):7.1f}  {ratio:18.1f}")


if __name__ == "__main__":
    main()
