"""Real scans, whose truth nobody has written down: what comes of each, and pictures to judge by.

    python -m benchmarks.scans.real --folder FOLDER [--ocr auto|always|never] [--largest 5] [--cells 100]
                                    [--seed 1] [--sheets FOLDER] [--json FILE]

Every file of the folder (PDF, PNG, JPEG, TIFF) is read and a line printed: pages, characters, cells, numbers,
tables, sections, facts, where the text comes from, processor seconds, notes. With `--sheets`, of the files
with the most cells (then characters) so many cells with text are drawn, the same for the same seed, and
where there are fewer, lines of the running text to make up the number: each stands on a contact sheet (PNG)
with the picture of its place, and in `judgement.csv` in a line whose last column is empty. Who looks writes
there `right`, `wrong` (another text is printed), `place` (not in this cell) or `part` (cut off).
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
from extractors.document import Grid, Paragraph
from extractors.errors import Unreadable
from extractors.read import OcrMode
from pipeline.reading.extract import extract

SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_ON_A_SHEET, _LINES_ON_A_SHEET = 25, 20
_ROW, _CROP, _WIDTH = 96, 620, 1280
"""Pixels of a contact sheet: the height of a row, the width of its picture, the width of the sheet."""
_LINE, _LINE_WIDTH = 92, 1264
"""The same of lines of running text: height of a row, whose text stands below the picture, and the width."""
HEAD = ("file", "kind", "number", "page", "box", "row", "column", "text", "value", "ocr_status", "verdict")


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

    @property
    def size(self) -> tuple[int, int]:
        """Cells, then characters."""
        return self.counts.get("cells", 0), self.counts.get("characters", 0)


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
class Drawn:
    """A cell or a line to look at."""

    page: int
    box: tuple[float, float, float, float]
    row: int
    col: int
    text: str
    value: str = ""
    status: str = ""
    kind: str = "cell"


def cells_of(read: Read) -> list[Drawn]:
    """The cells with text: of tables; where the file is no disclosure and has none, of its grids."""
    if read.cells:
        return [
            Drawn(
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
                found.append(Drawn(place.page, place.box, c.row, c.col, c.text))
    return found


def lines_of(read: Read) -> list[Drawn]:
    """The printed lines of running text, furniture too."""
    found = []
    for block in read.document.blocks:
        for start, end in block.lines if isinstance(block, Paragraph) else ():
            place, text = read.document.place(start, end), read.document.text[start:end].strip()
            if text and place.page is not None and place.box is not None:
                found.append(Drawn(place.page, place.box, -1, -1, text, kind="line"))
    return found


def draw(file: Path, read: Read, count: int, seed: int, target: Path) -> list[Drawn]:
    """Draws cells and lines of a file and writes their contact sheets; what was drawn, in their order."""
    chance = random.Random(f"{seed} {file.name}")
    crops = Crops.of(file.read_bytes(), [page.width for page in read.document.pages])
    degrees = {g.page: _turned(g) for g in read.document.grids}
    found: list[Drawn] = []
    for every, sheet_of, in_a_sheet in (
        (cells_of(read), _cell_sheet, _ON_A_SHEET),
        (lines_of(read), _line_sheet, _LINES_ON_A_SHEET),
    ):
        chosen = chance.sample(every, min(count - len(found), len(every)))
        chosen.sort(key=lambda c: (c.page, c.box[1], c.box[0]))
        for first in range(0, len(chosen), in_a_sheet):
            part = chosen[first : first + in_a_sheet]
            pictures = [
                # upright, like the table
                crops.cut(c.page, c.box, margin=6.0, marked=True).rotate(degrees.get(c.page, 0), expand=True)
                for c in part
            ]
            sheet = sheet_of(len(found) + first + 1, part, pictures)
            sheet.save(target / f"{file.stem}-{part[0].kind}s-{first // in_a_sheet + 1}.png")
        found += chosen
    return found


def _fitted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """The picture as large as fits, at most twice as large as it is."""
    share = min(width / picture.width, height / picture.height, 2.0)
    return picture.resize((max(round(picture.width * share), 1), max(round(picture.height * share), 1)))


def _cell_sheet(number: int, part: Sequence[Drawn], pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures of cells, and beside each what was read."""
    sheet = Image.new("RGB", (_WIDTH, _ROW * len(part)), "white")
    pen = ImageDraw.Draw(sheet)
    for n, (cell, picture) in enumerate(zip(part, pictures, strict=True)):
        top = n * _ROW
        sheet.paste(_fitted(picture, _CROP, _ROW - 6), (60, top + 3))
        pen.text((8, top + 22), str(number + n), "black", font=font(20))
        pen.text((_CROP + 80, top + 10), cell.text[:34], "black", font=font(22))
        said = f"page {cell.page}  row {cell.row} col {cell.col}  {cell.value}  {cell.status}"
        pen.text((_CROP + 80, top + 44), said, "grey", font=font(15))
        pen.line((0, top + _ROW - 1, _WIDTH, top + _ROW - 1), "lightgrey")
    return sheet


def _line_sheet(number: int, part: Sequence[Drawn], pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures of lines, and below each what was read."""
    sheet = Image.new("RGB", (_LINE_WIDTH + 60, _LINE * len(part)), "white")
    pen = ImageDraw.Draw(sheet)
    for n, (line, picture) in enumerate(zip(part, pictures, strict=True)):
        top = n * _LINE
        sheet.paste(_fitted(picture, _LINE_WIDTH, _LINE - 38), (60, top + 3))
        pen.text((8, top + 30), str(number + n), "black", font=font(20))
        pen.text((60, top + _LINE - 34), line.text[:56], "black", font=font(22))
        pen.line((0, top + _LINE - 1, _LINE_WIDTH + 60, top + _LINE - 1), "lightgrey")
    return sheet


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
                lines.writerow(
                    (file.name, c.kind, n, c.page, box, c.row, c.col, c.text, c.value, c.status, "")
                )


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
        scans = [pair for pair in found if pair[1].origin not in ("", "native")]
        largest = sorted(scans, key=lambda pair: pair[1].size, reverse=True)[: arguments.largest]
        write_sheets(largest, arguments.cells, arguments.seed, arguments.sheets)
    figures: list[dict[str, Any]] = [
        {"name": r.name, "seconds": round(r.seconds, 2), "origin": r.origin, "failure": r.failure}
        | {"counts": r.counts, "notes": list(r.notes)}
        for _, r in found
    ]
    record(arguments.json, {"real": {"ocr": arguments.ocr, "files": figures}}, before)


if __name__ == "__main__":
    main()
