"""Real scans, whose truth nobody has written down: what comes of each, and pictures to judge by.

    python -m benchmarks.scans.real --folder FOLDER [--ocr auto|always|never] [--largest 5] [--cells 100]
                                    [--seed 1] [--sheets FOLDER] [--json FILE]

Every file of the folder (PDF, PNG, JPEG, TIFF) is read and a line printed: pages, characters, cells, numbers,
tables, sections, facts, where the text comes from, processor seconds, notes. With `--sheets`, of the files
with the most cells so many cells with text are drawn, the same for the same seed: each stands on a contact
sheet (PNG) beside the picture of its place, and in `judgement.csv` in a line whose last column is empty. Who
looks writes there `right`, `wrong` (another text is printed), `place` (not in this cell) or `part` (cut off).
`--judged FILE` counts what was written.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from benchmarks.machine import machine, record
from benchmarks.scans.marks import font
from benchmarks.scans.score import Crops
from benchmarks.scans.truths import Read
from extractors.document import Grid
from extractors.errors import Unreadable
from extractors.read import OcrMode
from pipeline.reading.extract import extract

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_ON_A_SHEET = 25
_ROW, _CROP, _WIDTH = 74, 620, 1280
"""Pixels of a contact sheet: the height of a row, the width of its picture, the width of the sheet."""
HEAD = ("file", "number", "page", "box", "row", "column", "text", "value", "ocr_status", "verdict")


@dataclass(slots=True)
class Receipt:
    """What came of a file."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    origin: str = ""
    seconds: float = 0.0
    notes: tuple[str, ...] = ()
    failure: str = ""
    read: Read | None = field(default=None, repr=False)


def receipt(file: Path, ocr: OcrMode) -> Receipt:
    """Reads a file and counts."""
    found = Receipt(file.name)
    start = time.process_time()
    try:
        read = Read(extract(file.read_bytes(), ocr=ocr))
    except Unreadable as error:
        found.failure = f"{error.kind}: {error}"
    except Exception as error:  # a fault of the reader is what is looked for here
        found.failure = f"{type(error).__name__}: {error}"
    else:
        document = read.document
        found.read, found.origin, found.notes = read, document.text_origin, document.notes
        found.counts = {
            "pages": len(document.pages),
            "characters": sum(not c.isspace() for c in document.text),
            "cells": sum(len(grid.cells) for grid in document.grids),
            "numbers": sum(c["value"] is not None for c in read.cells),
            "tables": len(read.rows.get("tables", [])),
            "sections": len(read.rows.get("sections", [])),
            "facts": len(read.facts),
        }
        found.counts |= {
            str(status): n
            for status, n in Counter(
                c.get("ocr_status") for c in read.cells if c["value"] is not None
            ).items()
            if status
        }
    found.seconds = time.process_time() - start
    return found


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell to look at."""

    page: int
    box: tuple[float, float, float, float]
    row: int
    col: int
    text: str
    value: str
    status: str


def cells_of(read: Read) -> list[DrawnCell]:
    """The cells with text: of tables; where the file is no disclosure and has none, of its grids."""
    if read.cells:
        return [
            DrawnCell(
                c["page"],
                tuple(c["bbox"]),
                c["row"],
                c["col"],
                c["text"],
                "" if c["value"] is None else str(c["value"]),
                str(c.get("ocr_status") or ""),
            )
            for c in read.cells
            if c["text"] and c["page"] and c["bbox"] is not None
        ]
    found = []
    for grid in read.document.grids:
        for c in grid.cells:
            place = read.document.place(c.start, c.end)
            if c.text and place.page is not None and place.box is not None:
                found.append(DrawnCell(place.page, place.box, c.row, c.col, c.text, "", ""))
    return found


def draw(file: Path, read: Read, count: int, seed: int, target: Path) -> list[DrawnCell]:
    """Draws cells of a file and writes their contact sheets; the cells in the order of the sheets."""
    cells = cells_of(read)
    chosen = random.Random(f"{seed} {file.name}").sample(cells, min(count, len(cells)))
    chosen.sort(key=lambda c: (c.page, c.box[1], c.box[0]))
    crops = Crops.of(file.read_bytes())
    degrees = {g.page: _turned(g) for g in read.document.grids}
    for first in range(0, len(chosen), _ON_A_SHEET):
        part = chosen[first : first + _ON_A_SHEET]
        sheet = Image.new("RGB", (_WIDTH, _ROW * len(part)), "white")
        pen = ImageDraw.Draw(sheet)
        for n, cell in enumerate(part):
            top = n * _ROW
            picture = crops.cut(cell.page, cell.box, margin=6.0, marked=True)
            picture = picture.rotate(degrees.get(cell.page, 0), expand=True)  # upright, like the table
            picture.thumbnail((_CROP, _ROW - 6))
            sheet.paste(picture, (60, top + 3))
            pen.text((8, top + 22), str(first + n + 1), "black", font=font(20))
            pen.text((_CROP + 80, top + 10), cell.text[:34], "black", font=font(22))
            said = f"page {cell.page}  row {cell.row} col {cell.col}  {cell.value}  {cell.status}"
            pen.text((_CROP + 80, top + 44), said, "grey", font=font(15))
            pen.line((0, top + _ROW - 1, _WIDTH, top + _ROW - 1), "lightgrey")
        sheet.save(target / f"{file.stem}-{first // _ON_A_SHEET + 1}.png")
    return chosen


def _turned(grid: Grid) -> int:
    """By how many degrees the lines of a table run downwards on its page: a multiple of 90."""
    if grid.turn is None:
        return 0
    first, last = (grid.turn.displayed((x, 0.0, x + 1, 1.0)) for x in (0.0, 100.0))
    slope = math.atan2(last[1] - first[1], last[0] - first[0])
    return round(math.degrees(slope) / 90) * 90


def write_sheets(files: Sequence[tuple[Path, Receipt]], count: int, seed: int, target: Path) -> None:
    """Contact sheets of these files, and the lines to judge in."""
    target.mkdir(parents=True, exist_ok=True)
    with (target / "judgement.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(HEAD)
        for file, found in files:
            if found.read is None:
                continue
            for n, c in enumerate(draw(file, found.read, count, seed, target), start=1):
                box = " ".join(f"{edge:.1f}" for edge in c.box)
                lines.writerow((file.name, n, c.page, box, c.row, c.col, c.text, c.value, c.status, ""))


def judged(path: Path) -> dict[str, Counter[str]]:
    """The verdicts of a filled in `judgement.csv`, by file; those not given under "open"."""
    found: dict[str, Counter[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream):
            found.setdefault(line["file"], Counter())[line["verdict"].strip() or "open"] += 1
    return found


def show(found: Receipt) -> None:
    """The lines of a file."""
    said = "  ".join(f"{n} {name}" for name, n in found.counts.items())
    print(f"{found.name}: {found.failure or f'{found.origin}  {said}'}  ({found.seconds:.1f} s)")
    for note in found.notes:
        print(f"    {note}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, nargs="+", help="folders or files")
    parser.add_argument("--ocr", choices=("auto", "always", "never"), default="auto")
    parser.add_argument("--largest", type=int, default=5, help="files with contact sheets")
    parser.add_argument("--cells", type=int, default=100, help="cells drawn of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sheets", type=Path, help="writes contact sheets and judgement.csv here")
    parser.add_argument(
        "--judged", type=Path, help="counts the verdicts of this judgement.csv, reads nothing"
    )
    parser.add_argument("--json", type=Path, help="writes the figures here")
    arguments = parser.parse_args()
    if arguments.judged:
        for name, verdicts in judged(arguments.judged).items():
            print(f"{name}: " + ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common()))
        return
    if not arguments.folder:
        parser.error("name a folder")
    before = machine()
    print(before)
    files = [f for p in arguments.folder for f in (sorted(p.rglob("*")) if p.is_dir() else [p])]
    files = [f for f in files if f.suffix.lower() in SUFFIXES]
    found: list[tuple[Path, Receipt]] = []
    for file in files:
        each = receipt(file, arguments.ocr)
        show(each)
        found.append((file, each))
    if arguments.sheets:
        largest = sorted(found, key=lambda pair: -pair[1].counts.get("cells", 0))[: arguments.largest]
        write_sheets(largest, arguments.cells, arguments.seed, arguments.sheets)
    figures: list[dict[str, Any]] = [
        {"name": r.name, "seconds": round(r.seconds, 2), "origin": r.origin, "failure": r.failure}
        | {"counts": r.counts, "notes": list(r.notes)}
        for _, r in found
    ]
    record(arguments.json, {"real": {"ocr": arguments.ocr, "files": figures}}, before)


if __name__ == "__main__":
    main()
