"""Renders the documents of a set, reads the scans, holds them against the digital files, and sums up."""

from __future__ import annotations

import csv
import hashlib
import io
import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageOps

from benchmarks.scans.choose import Chosen
from benchmarks.scans.measure import STATUSES, Difference, Score, measured
from benchmarks.scans.render import RECIPES, Scan, render
from benchmarks.scans.sheets import POINTS_PER_INCH, Box
from benchmarks.scans.truths import Read
from extractors.errors import Unreadable
from pipeline.reading.extract import extract

_MARGIN = 14.0
"""Points around the place of a difference that its picture shows."""
_CROP_DPI = 200
SHARES = {
    "numbers_exact": "exact",
    "numbers_in_cell_before": "cell, raw",
    "numbers_in_cell": "in cell",
    "cell_texts": "texts",
    "tables": "tables",
    "facts_before": "facts, raw",
    "facts": "facts",
    "sections": "sections",
    "form_rows": "forms",
    "prose_amounts": "prose",
    "characters": "chars",
    "lattice_cells": "lattice",
}
"""Pairs in the order in which they are printed, with their heads."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be scanned in one way."""

    document: Chosen
    recipe: str
    seed: int
    form: str = "pdf"
    keep: Path | None = None


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    name: str
    pages: int
    score: Score
    seconds: float
    """Of processor time, reading only."""
    failure: str = ""
    notes: tuple[str, ...] = ()
    scan: bytes = field(default=b"", repr=False)


def run(tasks: Sequence[Task], workers: int) -> list[Outcome]:
    """The outcomes of the tasks, in their order."""
    if workers < 2:
        return [outcome(task) for task in tasks]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(outcome, tasks))


def outcome(task: Task) -> Outcome:
    """Renders, reads and scores one document."""
    import cv2

    cv2.setNumThreads(1)
    scan = scan_of(task)
    truth = _truth(task.document.data)
    read, failure = None, ""
    start = time.process_time()
    try:
        read = Read(extract(scan.data))
    except Unreadable as error:
        failure = f"{error.kind}: {error}"
    except Exception as error:  # a fault of the reader is a figure here, not the end of the run
        failure = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - start
    score = measured(truth, read, scan)
    notes = () if read is None else read.document.notes
    return Outcome(task.document.name, task.document.pages, score, seconds, failure[:300], notes, scan.data)


def scan_of(task: Task) -> Scan:
    """The scan of a task, kept from an earlier run where there is one by the same code."""
    if task.keep is None:
        return render(task.document.data, RECIPES[task.recipe], task.seed, task.form)
    task.keep.mkdir(parents=True, exist_ok=True)
    key = hashlib.sha256(f"{task.seed} {_code()} {task.document.name}".encode()).hexdigest()[:12]
    path = task.keep / f"{task.recipe}-{task.document.region}-{key}.{task.form}"
    beside = path.with_suffix(".warps")
    if path.exists() and beside.exists():
        warps, digital = pickle.loads(beside.read_bytes())
        return Scan(path.read_bytes(), warps, digital)
    scan = render(task.document.data, RECIPES[task.recipe], task.seed, task.form)
    path.write_bytes(scan.data)
    beside.write_bytes(pickle.dumps((scan.warps, scan.digital)))
    return scan


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of what draws scans."""
    folder = Path(__file__).parent
    names = ("choose", "render", "degrade", "marks", "pdfs", "sheets")
    return hashlib.sha256(b"".join((folder / f"{n}.py").read_bytes() for n in names)).hexdigest()


@lru_cache(maxsize=4)
def _truth(data: bytes) -> Read:
    return Read(extract(data, ocr="never"))


def summed(outcomes: Sequence[Outcome]) -> Score:
    """The sum of their scores."""
    total = Score()
    for each in outcomes:
        total.update(each.score)
    return total


def figures(outcomes: Sequence[Outcome], details: bool) -> dict[str, Any]:
    """What is recorded of one degradation; by document only where details may be seen."""
    total = summed(outcomes)
    pages = sum(each.pages for each in outcomes)
    found: dict[str, Any] = {
        "documents": len(outcomes),
        "pages": pages,
        "cpu_seconds_a_page": round(sum(each.seconds for each in outcomes) / max(pages, 1), 3),
        "failed": sum(bool(each.failure) for each in outcomes),
        "pairs": {name: list(pair) for name, pair in total.pairs.items()},
        "counts": dict(sorted(total.counts.items())),
    }
    if details:
        found["by_document"] = [
            {
                "name": each.name,
                "pages": each.pages,
                "failure": each.failure,
                "pairs": {name: list(pair) for name, pair in each.score.pairs.items()},
            }
            for each in outcomes
        ]
    return found


def show(results: dict[str, dict[str, Any]]) -> None:
    """The tables of all degradations."""
    head = "".join(f"{title:>11}" for title in SHARES.values())
    print(f"\n{'degradation':13}{'pages':>6}{'s/page':>8}{head}")
    for name, found in results.items():
        cells = "".join(f"{_share(found['pairs'].get(pair)):>11}" for pair in SHARES)
        print(f"{name:13}{found['pages']:6}{found['cpu_seconds_a_page']:8.2f}{cells}")
    heads = "".join(f"{status + ' wrong/n':>18}" for status in STATUSES)
    print(
        f"\n{'degradation':13}{heads}{'repairs +/-/broken':>20}{'of texts':>12}"
        f"{'invented':>9}{'facts+':>7}{'prose+':>7}{'failed':>7}"
    )
    for name, found in results.items():
        pairs, counts = found["pairs"], found["counts"]
        cells = "".join(f"{_wrong(pairs.get(f'right_of_{status}')):>18}" for status in STATUSES)
        repairs = "/".join(str(counts.get(f"repairs_{kind}", 0)) for kind in ("right", "wrong", "broken"))
        texts = "/".join(str(counts.get(f"text_repairs_{kind}", 0)) for kind in ("right", "wrong", "broken"))
        more = f"{counts.get('numbers_invented', 0):9}{counts.get('facts_spurious', 0):7}"
        more += f"{counts.get('prose_amounts_spurious', 0):7}{found['failed']:7}"
        print(f"{name:13}{cells}{repairs:>20}{texts:>12}{more}")


def _share(pair: Sequence[int] | None) -> str:
    return f"{pair[0] / pair[1]:.4f}" if pair and pair[1] else "–"


def _wrong(pair: Sequence[int] | None) -> str:
    return f"{pair[1] - pair[0]}/{pair[1]}" if pair else "–"


def write_differences(folder: Path, recipe: str, outcomes: Sequence[Outcome], most: int) -> int:
    """A line of differences.csv for each difference, and for the first `most` of each kind a picture of its
    place on the scan; how many there were."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, int] = {}
    count = 0
    path = folder / f"{recipe}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        lines = csv.writer(target)
        lines.writerow(
            ("document", "kind", "status", "truth", "found", "digital page", "page", "box", "picture")
        )
        for each in outcomes:
            crops = Crops.of(each.scan)
            for d in each.score.differences:
                count += 1
                picture = ""
                if d.page and d.box and drawn.get(d.kind, 0) < most:
                    drawn[d.kind] = drawn.get(d.kind, 0) + 1
                    picture = f"{recipe}-{d.kind}-{drawn[d.kind]:04}.png"
                    crops.save(folder / picture, d.page, d.box)
                lines.writerow(_line(each.name, d, picture))
    return count


def _line(name: str, d: Difference, picture: str) -> tuple[object, ...]:
    box = "" if d.box is None else " ".join(f"{edge:.1f}" for edge in d.box)
    return (name, d.kind, d.status, d.truth, d.found, d.digital_page or "", d.page or "", box, picture)


class Crops:
    """Pictures of places of a scan."""

    def __init__(self, page_picture: Callable[[int], Any]) -> None:
        self._picture_of = page_picture
        """Takes a page, 0-based, and gives its picture at `_CROP_DPI`."""
        self._page = 0
        self._picture: Any = None

    @classmethod
    def of(cls, data: bytes, widths: Sequence[float] = ()) -> Crops:
        """Those of a PDF, or of a picture of one or several pages; `widths` are those of its pages (points),
        which the file itself may not say."""
        if b"%PDF-" in data[:1024]:
            document = pypdfium2.PdfDocument(data)
            scale = _CROP_DPI / POINTS_PER_INCH
            return cls(lambda n: document[n].render(scale=scale).to_pil().convert("RGB"))
        picture = Image.open(io.BytesIO(data))

        def page(n: int) -> Image.Image:
            picture.seek(n)
            dpi = float(picture.info.get("dpi", (_CROP_DPI,))[0])
            upright = ImageOps.exif_transpose(picture)
            share = widths[n] / POINTS_PER_INCH * _CROP_DPI / upright.width if widths else _CROP_DPI / dpi
            size = (round(edge * share) for edge in upright.size)
            return upright.convert("RGB").resize((next(size), next(size)))

        return cls(page)

    def cut(self, page: int, box: Box, margin: float = _MARGIN, marked: bool = False) -> Image.Image:
        """What lies in a box and around it; the box drawn into it where `marked`."""
        scale = _CROP_DPI / POINTS_PER_INCH
        if page != self._page:
            self._picture, self._page = self._picture_of(page - 1), page
        x0, top, x1, bottom = box
        edges = (x0 - 3 * margin, top - margin, x1 + 3 * margin, bottom + margin)
        left, upper, right, lower = (round(edge * scale) for edge in edges)
        width, height = self._picture.size
        right, lower = min(max(right, 1), width), min(max(lower, 1), height)
        left, upper = min(max(left, 0), right - 1), min(max(upper, 0), lower - 1)
        found: Image.Image = self._picture.crop((left, upper, right, lower))
        if marked:
            edges = (x0 * scale - left, top * scale - upper, x1 * scale - left, bottom * scale - upper)
            ImageDraw.Draw(found).rectangle(edges, outline="red")
        return found

    def save(self, path: Path, page: int, box: Box) -> None:
        """Writes such a picture."""
        self.cut(page, box, marked=True).save(path)
