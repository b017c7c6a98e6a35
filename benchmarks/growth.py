"""The cost of a document as its pages grow, each size and tool in a fresh process.

    python -m benchmarks.growth TOOL FILE.pdf     what such a process runs: one tool over one file

`benchmarks.throughput --growth` cuts a document into PDFs of 1, 2, 4, … pages, spread evenly over it, and
calls `measure_growth`. Seconds are by the clock from the start of the process to its end (start of Python,
imports and compiled patterns included) and by the processor; memory is the peak of the process.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import peak_mb

UNREPEATED_SECONDS = 10.0
"""A call that takes longer than this is made once."""


@dataclass(frozen=True, slots=True)
class Grown:
    """One tool on one size; seconds and MB are medians. `error` says why there are no figures."""

    tool: str
    pages: int
    seconds: float | None
    cpu_seconds: float | None
    peak_mb: float | None
    runs: int
    error: str = ""


def _bare_text(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def _extract(file: Path) -> int:
    import mingzhang

    # by one engine: what the cut took from a table would send it to second opinions
    return len(mingzhang.extract(file, reader="pdfium").tables)


def _tablers(file: Path) -> int:
    import tablers

    with tablers.Document(str(file)) as document:
        return sum(len(tablers.find_tables(page, extract_text=True)) for page in document.pages())


def _pdfplumber(file: Path) -> int:
    import pdfplumber

    tables = 0
    with pdfplumber.open(file) as document:
        for page in document.pages:
            tables += len(page.extract_tables())
            page.close()  # else it keeps every object of every page
    return tables


def _camelot(file: Path) -> int:
    from camelot.io import read_pdf

    return len(read_pdf(str(file), pages="all", flavor="lattice", suppress_stdout=True))


TOOLS: dict[str, tuple[str, str, Callable[[Path], int]]] = {
    "bare-text": ("PDFium, bare text", "pypdfium2", _bare_text),
    "mingzhang": ("mingzhang, whole extract()", "mingzhang", _extract),
    "tablers": ("tablers, find_tables", "tablers", _tablers),
    "pdfplumber": ("pdfplumber, extract_tables", "pdfplumber", _pdfplumber),
    "camelot": ("camelot, lattice", "camelot", _camelot),
}
"""By command-line name: name, module that must be installed, function."""


def sizes(n_pages: int) -> list[int]:
    """1, 2, 4, … and the whole, which stands for the last power of two near it.

    >>> sizes(20), sizes(262)[-3:], sizes(1)
    ([1, 2, 4, 8, 20], [64, 128, 262], [1])
    """
    found = [1]
    while found[-1] * 3 < n_pages:
        found.append(found[-1] * 2)
    return found if n_pages == 1 else [*found, n_pages]


def spread(count: int, n_pages: int) -> list[int]:
    """`count` of the pages (0-based), spread evenly, so that each size holds the same mixture.

    >>> spread(4, 20)
    [2, 7, 12, 17]
    """
    return [int((n + 0.5) * n_pages / count) for n in range(count)]


def measure_growth(
    tools: Sequence[str], documents: Sequence[tuple[int, bytes]], runs: int, limit: float
) -> list[Grown]:
    """Every tool on every size; a tool that took longer than `limit` seconds gets no larger size."""
    found: list[Grown] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.pdf"
        tired: set[str] = set()
        for pages, data in documents:
            file.write_bytes(data)
            for tool in tools:
                if tool in tired:
                    continue
                grown = _repeated(tool, pages, file, runs)
                found.append(grown)
                print(f"{tool}, {pages} pages: {grown.seconds}", file=sys.stderr, flush=True)
                if grown.seconds is None or grown.seconds > limit:
                    tired.add(tool)
    return found


def _repeated(tool: str, pages: int, file: Path, runs: int) -> Grown:
    name = TOOLS[tool][0]
    seconds: list[float] = []
    told: list[dict[str, float]] = []
    for _ in range(runs):
        start = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.growth", tool, str(file)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        seconds.append(time.perf_counter() - start)
        if run.returncode:
            last = (run.stderr.strip().splitlines() or [f"status {run.returncode}"])[-1]
            return Grown(name, pages, None, None, None, len(seconds), last[:200])
        told.append(json.loads(run.stdout.strip().splitlines()[-1]))
        if seconds[-1] > UNREPEATED_SECONDS:
            break
    cpu, peak = (statistics.median(t[key] for t in told) for key in ("cpu_seconds", "peak_mb"))
    return Grown(name, pages, statistics.median(seconds), cpu, peak, len(seconds))


def main() -> None:
    tool, file = sys.argv[1], Path(sys.argv[2])
    TOOLS[tool][2](file)
    print(json.dumps({"cpu_seconds": time.process_time(), "peak_mb": peak_mb("self")}))


if __name__ == "__main__":
    main()
