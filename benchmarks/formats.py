"""What reading each format costs, and what comes of it, beside MarkItDown and docling.

    python -m benchmarks.formats [--peers PYTHON] [--runs N] [--json FILE] [--keep FOLDER]

One invented disclosure (explanation and six statutory tables) is written in every format; workbooks hold its
tables. Every tool reads the same bytes, tool after tool and run after run in one go: printed are the medians
over `--runs`, by the processor (which other work touches less) and by the clock, divided by the
pages of the printed PDF or by the sheets of the workbook. The first call of each is not counted, nor are the
first documents that we read in the process. `read` gives tables page by page; `extract` is the whole chain:
tables over pages, facts, audit. Cells are right as in `benchmarks.tables`: the amount, its row's label to the
left, all levels of its header above. `--peers` is the Python of an environment with the others
(`pip install 'markitdown[docx,xlsx,xls,pdf]' 'docling-slim[format-docx,format-xlsx,format-html]'`);
what it lacks is left out and named. LibreOffice writes PDF, DOC and, from that PDF, OFD is made.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.engines import grid_sheets, score_interpreted
from benchmarks.machine import machine, one_core, record
from benchmarks.scoring import GoldCell, comparable, score_sheets
from benchmarks.second_hand.bodies import UNITS, Body
from benchmarks.second_hand.pairs import document, page, workbook
from benchmarks.second_hand.statutory import tables
from benchmarks.second_hand.word_files import converted
from benchmarks.second_hand.workbooks import old_book, placed
from tests.twins.ofd import ofd_of

PEERS = ("markitdown", "docling")
WARM = 8
"""Rounds over all files before anything is timed: patterns that are asked often learn at first."""


@dataclass
class Timed:
    """What one tool made of one format."""

    ms: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    cells: tuple[int, int] = (0, 0)
    facts: int | None = None
    error: str = ""


def files() -> tuple[dict[str, bytes], Body]:
    """The same disclosure in every format."""
    body = Body("苍南县示例水利局", "水利", 2024, "final_account", "formats")
    made = tables(body)
    docx = document(body, made)
    pdf = converted(docx, "docx", "pdf")
    return {
        "docx": docx,
        "doc": converted(docx, "docx", "doc"),
        "html": page(body, drawn=made),
        "pdf": pdf,
        "ofd": ofd_of(pdf),
        "xlsx": workbook(body, made, "line"),
        "xls": old_book(body, made, "万元", False),
    }, body


def gold(body: Body) -> list[GoldCell]:
    """Every amount that is not zero, with label and all levels of its header, in 万元."""
    answer = []
    for table in tables(body):
        spans = placed(table.head, table.columns)
        for row in table.rows:
            for c, value in enumerate(row):
                if isinstance(value, Decimal) and value:
                    at = table.second_label if table.second_label is not None and c > 1 else table.label
                    label = "" if at < 0 else str(row[at] or "")
                    path = tuple(
                        comparable(text) for _, col, text, _, across in spans if col <= c < col + across
                    )
                    answer.append(GoldCell(comparable(label), "", path, value / UNITS["万元"]))
    return answer


def _ours(data: bytes, answer: list[GoldCell], facts: bool) -> Timed:
    from extractors.read import read
    from pipeline.reading.extract import extract

    timed = Timed()
    start, cpu = time.perf_counter(), time.process_time()
    found: Any = extract(data) if facts else read(data)
    timed.cpu.append((time.process_time() - cpu) * 1000)
    timed.ms.append((time.perf_counter() - start) * 1000)
    if facts:
        timed.facts = len(found.facts)
        score = score_interpreted(found, answer)
    else:
        score = score_sheets(list(grid_sheets(found)), answer)
    timed.cells = score.right, score.total
    return timed


class Peers:
    """The others, in a process of their own that keeps what it has loaded."""

    def __init__(self, python: str) -> None:
        script = Path(__file__).with_name("format_peers.py")
        self.process = subprocess.Popen(
            [python, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def read(self, tool: str, kind: str, path: Path, answer: Sequence[GoldCell]) -> Timed:
        """One reading."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(
            json.dumps({"tool": tool, "format": kind, "path": str(path)}), file=self.process.stdin, flush=True
        )
        said = json.loads(self.process.stdout.readline())
        score = score_sheets([tuple(tuple(row) for row in sheet) for sheet in said["sheets"]], answer)
        ms, cpu = ([], []) if said["ms"] is None else ([said["ms"]], [said["cpu"]])
        return Timed(ms, cpu, (score.right, score.total), None, said["error"])

    def close(self) -> None:
        """Ends it."""
        self.process.communicate()


def compare(folder: Path, python: str | None, runs: int) -> dict[str, dict[str, Timed]]:
    """By format and tool."""
    data, body = files()
    answer = gold(body)
    for kind, content in data.items():
        (folder / f"disclosure.{kind}").write_bytes(content)
    one_core()
    for _ in range(WARM):
        for content in data.values():
            _ours(content, answer, facts=True)
    peers = Peers(python) if python else None
    found: dict[str, dict[str, Timed]] = {}
    for kind, content in data.items():
        tools: dict[str, Callable[[], Timed]] = {
            "read": lambda content=content: _ours(content, answer, facts=False),  # type: ignore[misc]
            "extract": lambda content=content: _ours(content, answer, facts=True),  # type: ignore[misc]
        }
        for tool in PEERS if peers else ():
            path = folder / f"disclosure.{kind}"
            tools[tool] = lambda tool=tool, kind=kind, path=path: peers.read(tool, kind, path, answer)  # type: ignore
        kept = found.setdefault(kind, {name: Timed() for name in tools})
        for n in range(runs + 1):
            for name, call in tools.items():
                if kept[name].error:
                    continue
                one = call()
                kept[name].ms += one.ms if n else []
                kept[name].cpu += one.cpu if n else []
                kept[name].cells, kept[name].facts, kept[name].error = one.cells, one.facts, one.error
    if peers:
        peers.close()
    return found


def units(data: Path) -> tuple[int, int]:
    """Pages of the PDF, sheets of the workbooks."""
    import pypdfium2

    with pypdfium2.PdfDocument(data / "disclosure.pdf") as printed:
        return len(printed), len(tables(Body("", "水利", 2024, "final_account", "formats")))


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter that has the other tools")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="write the files here")
    arguments = parser.parse_args()
    before = machine()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = compare(folder, arguments.peers, arguments.runs)
        pages, sheets = units(folder)
    print(f"{'format':8}{'tool':12}{'ms a page or sheet':>20}{'clock':>10}{'cells right':>14}{'facts':>8}")
    figures: dict[str, dict[str, Any]] = {}
    for kind, tools in found.items():
        of = sheets if kind.startswith("xls") else pages
        for name, timed in tools.items():
            if timed.error or not timed.ms:
                print(f"{kind:8}{name:12}{timed.error or 'nothing':>20}")
                continue
            ms, cpu = statistics.median(timed.ms) / of, statistics.median(timed.cpu) / of
            said = "-" if timed.facts is None else timed.facts
            cells = f"{timed.cells[0]}/{timed.cells[1]}"
            print(f"{kind:8}{name:12}{cpu:20.2f}{ms:10.2f}{cells:>14}{said:>8}")
            figures[f"{kind} {name}"] = {
                "cpu_ms": round(cpu, 2),
                "ms": round(ms, 2),
                "cells": cells,
                "facts": timed.facts,
            }
    print(
        f"\n{pages} pages, {sheets} sheets; median of {arguments.runs}; before: {before}; after: {machine()}"
    )
    if arguments.json:
        record(arguments.json, figures, before)


if __name__ == "__main__":
    main()
