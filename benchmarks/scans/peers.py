"""Other recognisers on the same scanned pages: seconds, memory, numbers read, cells right.

    python -m benchmarks.scans.peers FOLDER [--pages 8] [--degradation clean200 degraded200] [--seed 1]
                                     [--without NAME ...] [--json FILE]

Pages with a table are drawn from the set that is worked with, and scanned one by one. Every tool runs in a
process of its own, on one core and one thread, over all pages; its start (imports, models) and its first page
(called once more before it counts) are no part of the time of a page. Its memory is the most that it held,
with the largest program that it started.

- numbers: those of the page's cells that stand among the numbers of all text that the tool gives, each as
  often as it is printed, wherever it puts them;
- cells: those with value, row and column, by the rule for all table tools (`benchmarks.scoring`); none for
  tools that give no tables.

Tools that are not installed are named. None may fetch anything: their models are inside their packages.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2

from benchmarks.machine import machine, one_core, record, version
from benchmarks.scans.alike import plain
from benchmarks.scans.choose import chosen
from benchmarks.scans.recognisers import PEERS, Peer, missing
from benchmarks.scans.render import RECIPES, render
from benchmarks.scans.sheets import POINTS_PER_INCH
from benchmarks.scans.truths import Read
from benchmarks.scoring import GoldCell, comparable, number, score_sheets
from extractors.errors import Unreadable
from pipeline.reading.extract import extract

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_FEWEST = 12
"""Numbers in cells that a page needs to be drawn."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is scanned, and what it prints in cells."""

    data: bytes
    origin: str
    gold: tuple[GoldCell, ...]


def pages_of(folder: Path, seed: int, count: int) -> list[Page]:
    """Pages with a table, one of each document in turn."""
    by_document = []
    for document in chosen(folder, seed, "worked"):
        found = []
        for n in range(document.pages):
            data = _cut(document.data, n)
            if len(gold := _gold(data)) >= _FEWEST:
                found.append(Page(data, f"{document.name}, its page {n + 1}", gold))
        by_document.append(found)
    turns = max(map(len, by_document), default=0)
    return [found[n] for n in range(turns) for found in by_document if n < len(found)][:count]


def _cut(data: bytes, page: int) -> bytes:
    from benchmarks.pages import saved

    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source, [page])
        return saved(target)


def _gold(data: bytes) -> tuple[GoldCell, ...]:
    """Numbers in cells whose column has a head on the page."""
    cells = []
    try:
        read = Read(extract(data, reader="pdfium", ocr="never"))
    except Unreadable:
        return ()
    for c in read.cells:
        path = tuple(level for text in c["column_path"] or () if (level := comparable(text)))
        if (value := number(c["text"])) is not None and c["value"] is not None and path:
            cells.append(GoldCell(comparable(c["row_label"]), c["row_code"] or "", path, value))
    return tuple(cells)


def numbers(lines: Iterable[str]) -> Counter[Decimal]:
    """The numbers that stand in lines of text.

    >>> sorted(numbers(["2080505 行政 1,204.50", "0.00 0.00"]).items())
    [(Decimal('0.00'), 2), (Decimal('1204.50'), 1), (Decimal('2080505'), 1)]
    """
    parts = (part for line in lines for part in line.split())
    found = (number(plain(text)) for part in parts for text in _NUMBER.findall(part.replace("，", ",")))
    return Counter(value for value in found if value is not None)


def one(name: str, folder: Path) -> dict[str, Any]:
    """What a tool makes of the pictures of a folder: run in a process of its own."""
    peer = next(p for p in PEERS if p.name == name)
    begin = _cpu()
    read = peer.start()
    started = _cpu() - begin
    pictures = sorted(folder.glob("*.png"))
    read(pictures[0])
    found = []
    for picture in pictures:
        cpu, wall = _cpu(), time.perf_counter()
        try:
            lines, sheets = read(picture)
            error = ""
        except Exception as raised:  # a tool's failure is a figure here
            lines, sheets, error = [], [], f"{type(raised).__name__}: {raised}"[:200]
        found.append(
            {
                "cpu": _cpu() - cpu,
                "wall": time.perf_counter() - wall,
                "lines": lines,
                "sheets": sheets,
                "error": error,
            }
        )
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024
    return {"start": started, "peak_mb": peak, "pages": found}


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def compare(
    peers: Sequence[Peer], pages: Sequence[Page], degradation: str, seed: int
) -> list[dict[str, Any]]:
    """A row for each tool."""
    rows = []
    recipe = RECIPES[degradation]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, page in enumerate(pages):
            data = render(page.data, recipe, seed).data
            path = folder / f"{n:03}.pdf"
            path.write_bytes(data)
            with pypdfium2.PdfDocument(data) as document:
                bitmap = document[0].render(scale=recipe.dpi / POINTS_PER_INCH)
                bitmap.to_pil().convert("RGB").save(path.with_suffix(".png"), dpi=(recipe.dpi, recipe.dpi))
        for peer in peers:
            print(f"{degradation}: {peer.name}", file=sys.stderr, flush=True)
            rows.append(_row(peer, pages, _apart(peer, folder)))
    return rows


def _apart(peer: Peer, folder: Path) -> dict[str, Any] | str:
    """What `one` gives, from another process; or what it said when it failed."""
    target = folder / "found.json"
    target.unlink(missing_ok=True)
    command = [sys.executable, "-m", "benchmarks.scans.peers", "--one", peer.name, str(folder), str(target)]
    environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1")}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if not target.exists():
        return done.stderr.decode("utf-8", "replace")[-300:]
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def _row(peer: Peer, pages: Sequence[Page], found: dict[str, Any] | str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": peer.name, "version": version(peer.package) if peer.package else ""}
    if isinstance(found, str):
        return {**row, "error": found}
    right = present = total = 0
    for page, read in zip(pages, found["pages"], strict=True):
        printed = Counter(cell.value for cell in page.gold)
        present += (printed & numbers(read["lines"])).total()
        total += printed.total()
        right += score_sheets([tuple(map(tuple, s)) for s in read["sheets"]], page.gold).right
    count = len(pages)
    return {
        **row,
        "pages": count,
        "cpu_seconds_a_page": round(sum(p["cpu"] for p in found["pages"]) / count, 3),
        "seconds_a_page": round(sum(p["wall"] for p in found["pages"]) / count, 3),
        "start_cpu_seconds": round(found["start"], 2),
        "peak_mb": round(found["peak_mb"]),
        "numbers": [present, total],
        "cells": [right, total] if peer.tables else None,
        "failed": sum(bool(p["error"]) for p in found["pages"]),
        "error": next((p["error"] for p in found["pages"] if p["error"]), ""),
    }


def show(degradation: str, rows: Sequence[dict[str, Any]]) -> None:
    """A table of the tools."""
    print(f"\n{degradation}: {RECIPES[degradation].says}")
    print(
        f"{'tool':34}{'CPU s/page':>11}{'s/page':>9}{'peak MB':>9}{'numbers':>22}{'cells':>22}{'failed':>8}"
    )
    for row in rows:
        name = f"{row['name']} ({row['version']})" if row["version"] else row["name"]
        if "pages" not in row:
            print(f"{name:34}failed: {row['error']}")
            continue
        numbers_, cells = _part(row["numbers"]), _part(row["cells"])
        times = f"{row['cpu_seconds_a_page']:11.2f}{row['seconds_a_page']:9.2f}{row['peak_mb']:9}"
        print(f"{name:34}{times}{numbers_:>22}{cells:>22}{row['failed']:8}")
        if row["error"]:
            print(f"    {row['error']}")


def _part(pair: Sequence[int] | None) -> str:
    return f"{pair[0]}/{pair[1]} = {pair[0] / pair[1]:.4f}" if pair else "–"


def main() -> None:
    if sys.argv[1:2] == ["--one"]:
        name, folder, target = sys.argv[2:5]
        one_core()
        Path(target).write_text(json.dumps(one(name, Path(folder))), encoding="utf-8")
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument(
        "--degradation", nargs="+", choices=list(RECIPES), default=["clean200", "degraded200"]
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--json", type=Path, help="writes the figures here")
    arguments = parser.parse_args()
    before = machine()
    wanted = [p for p in PEERS if p.name not in arguments.without]
    peers = [p for p in wanted if not missing(p)]
    left_out = [f"{p.name} ({missing(p)})" for p in wanted if missing(p)]
    pages = pages_of(arguments.folder, arguments.seed, arguments.pages)
    print(before)
    print(f"{len(pages)} pages, seed {arguments.seed}, one core; left out: {', '.join(left_out) or 'none'}")
    for page in pages:
        print(f"  {len(page.gold):4} numbers  {page.origin}")
    for degradation in arguments.degradation:
        rows = compare(peers, pages, degradation, arguments.seed)
        show(degradation, rows)
        how = {"seed": arguments.seed, "pages": [page.origin for page in pages], "rows": rows}
        record(arguments.json, {f"peers {degradation}": how}, before)


if __name__ == "__main__":
    main()
