"""Pages of a digital PDF as a scan of them: the same for the same bytes, recipe and seed.

A recipe is a list of what happens to a page (`degrade`, `marks`) with parameters, most of them drawn from a
range for each page. What a scan keeps of where things were is in `Scan.warps`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2
from numpy.random import Generator

from benchmarks.pages import saved
from benchmarks.scans import degrade, marks
from benchmarks.scans.pdfs import HiddenLine, as_pdf, as_tiff
from benchmarks.scans.sheets import POINTS_PER_INCH, Sheet, Warp, by_matrix

Step = Callable[[Sheet, Generator], Sheet]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a document is made a scan."""

    name: str
    says: str
    dpi: float
    page: Step
    two_up: bool = False
    """Two portrait pages side by side on one sheet."""
    digital_share: float = 0.0
    """Of the pages, those that stay as they were."""
    wrong_layer: float | None = None
    """The share of wrong characters in an invisible layer of text; null for none."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of a document."""

    data: bytes
    warps: Mapping[int, tuple[int, Warp]]
    """By digital page, 1-based: the page of the scan, 1-based, and where things lie on it."""
    digital: frozenset[int] = frozenset()
    """Digital pages that stayed as they were."""

    def pages_of(self, page: int) -> list[int]:
        """The digital pages that lie on a page of the scan, in their order."""
        return sorted(n for n, (scanned, _) in self.warps.items() if scanned == page)


def clean(sheet: Sheet, _rng: Generator) -> Sheet:
    """As the renderer draws it; nothing is lost."""
    return sheet


def light(sheet: Sheet, rng: Generator) -> Sheet:
    """A good office scanner: a little noise, JPEG 80."""
    sheet = degrade.blurred(sheet, 0.15)
    return replace(degrade.noisy(sheet, rng, 2.0), quality=80)


def degraded(sheet: Sheet, rng: Generator) -> Sheet:
    """A bad scanner, a sealed copy: everything at once."""
    if rng.random() < 0.6:
        sheet = marks.sealed(sheet, rng, rng.uniform(0.7, 0.95))
    if rng.random() < 0.5:
        sheet = degrade.folded(sheet, rng, rng.uniform(0.15, 0.4), across=bool(rng.random() < 0.7))
    sheet = degrade.skewed(sheet, rng.uniform(-1.5, 1.5))
    sheet = degrade.blurred(sheet, rng.uniform(0.2, 0.36))
    sheet = degrade.faded(sheet, int(rng.integers(25, 80)), int(rng.integers(222, 248)))
    sheet = degrade.speckled(sheet, rng, int(rng.integers(20, 120)))
    sheet = degrade.noisy(sheet, rng, rng.uniform(3.0, 9.0))
    return replace(sheet, quality=int(rng.integers(35, 61)))


def fax(sheet: Sheet, rng: Generator) -> Sheet:
    """One bit a pixel, 204 by 196 dpi, lines lost on the way."""
    sheet = degrade.skewed(sheet, rng.uniform(-0.8, 0.8))
    sheet = degrade.as_fax(degrade.blurred(sheet, 0.2))
    sheet = degrade.noisy(sheet, rng, 12.0)
    sheet = degrade.bilevel(sheet, int(rng.integers(135, 185)))
    sheet = degrade.dropped_out(sheet, rng, int(rng.integers(2, 9)))
    return degrade.salted(sheet, rng, rng.uniform(0.0005, 0.002))


def phone(sheet: Sheet, rng: Generator) -> Sheet:
    """A photograph by hand."""
    sheet = degrade.photographed(sheet, rng, tilt=0.045, k=rng.uniform(0.005, 0.025))
    sheet = degrade.lit(sheet, rng, rng.uniform(0.2, 0.45))
    sheet = degrade.blurred(sheet, rng.uniform(0.15, 0.28))
    sheet = degrade.noisy(sheet, rng, rng.uniform(2.0, 6.0))
    return replace(sheet, quality=int(rng.integers(60, 81)))


def sideways(sheet: Sheet, rng: Generator) -> Sheet:
    """Fed sideways or upside down, a little askew."""
    sheet = degrade.skewed(light(sheet, rng), rng.uniform(-0.5, 0.5))
    return degrade.turned(sheet, int(rng.integers(1, 4)))


def marked(sheet: Sheet, rng: Generator) -> Sheet:
    """Signed, and stamped beside the table."""
    return light(marks.stamped(marks.signed(sheet, rng), rng), rng)


RECIPES = {
    recipe.name: recipe
    for recipe in (
        Recipe("clean200", "as rendered, 200 dpi", 200, clean),
        Recipe("clean150", "as rendered, 150 dpi", 150, clean),
        Recipe("degraded200", "seal, fold, skew, blur, noise, JPEG 35-60, 200 dpi", 200, degraded),
        Recipe("degraded150", "the same at 150 dpi", 150, degraded),
        Recipe("fax", "one bit, 204 x 196 dpi, lines dropped", 204, fax),
        Recipe("phone", "photograph: perspective, light, lens, ground", 200, phone),
        Recipe("rotated", "turned by 90, 180 or 270 degrees", 200, sideways),
        Recipe("two_up", "two pages on a sheet, fold between", 200, light, two_up=True),
        Recipe("mixed", "half of the pages stay digital", 200, light, digital_share=0.5),
        Recipe("old_layer", "with an invisible layer of wrong text", 200, light, wrong_layer=0.15),
        Recipe("marked", "signature and stamp beside the table", 200, marked),
    )
}


def render(data: bytes, recipe: Recipe, seed: int, form: str = "pdf") -> Scan:
    """A scan of all pages of a PDF, as a PDF or (`form` "tiff") as a TIFF of several pages."""
    rng = np.random.default_rng([seed, int(hashlib.sha256(recipe.name.encode()).hexdigest()[:8], 16)])
    with pypdfium2.PdfDocument(data) as document:
        count = len(document)
        digital = _stay_digital(count, recipe.digital_share, rng)
        lines = {n: _lines(document[n - 1]) for n in range(1, count + 1)} if recipe.wrong_layer else {}
        drawn = {
            n: _drawn(document[n - 1], n, recipe, np.random.default_rng([seed, n, int(rng.integers(2**31))]))
            for n in range(1, count + 1)
            if n not in digital
        }
    sheets = _side_by_side(list(drawn.values()), rng) if recipe.two_up else list(drawn.values())
    warps: dict[int, tuple[int, Warp]] = {}
    if digital:
        for n in range(1, count + 1):
            warps[n] = (n, drawn[n].warps[n] if n in drawn else Warp())
        return Scan(_between(data, sheets, digital, count), warps, frozenset(digital))
    for number, sheet in enumerate(sheets, start=1):
        warps |= {n: (number, warp) for n, warp in sheet.warps.items()}
    if form == "tiff":
        return Scan(as_tiff(sheets), warps)
    hidden = [
        [_wrong(line, sheet.warps[n], recipe.wrong_layer or 0, rng) for n in sheet.warps for line in lines[n]]
        for sheet in (sheets if lines else ())
    ]
    return Scan(as_pdf(sheets, hidden), warps)


def _drawn(page: pypdfium2.PdfPage, number: int, recipe: Recipe, rng: Generator) -> Sheet:
    bitmap = page.render(scale=recipe.dpi / POINTS_PER_INCH, rev_byteorder=True)
    pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    return recipe.page(Sheet(pixels, (recipe.dpi, recipe.dpi), {number: Warp()}), rng)


def _stay_digital(count: int, share: float, rng: Generator) -> set[int]:
    """Which pages stay as they were: neither none nor all where there are two or more."""
    if not share or count < 2:
        return set()
    kept = min(max(round(count * share), 1), count - 1)
    return set((rng.permutation(count)[:kept] + 1).tolist())


def _between(data: bytes, sheets: Sequence[Sheet], digital: set[int], count: int) -> bytes:
    """A PDF in which the scanned pages stand between those that stayed."""
    scanned = iter(range(len(sheets)))
    with (
        pypdfium2.PdfDocument(data) as source,
        pypdfium2.PdfDocument(as_pdf(sheets)) as pictures,
        pypdfium2.PdfDocument.new() as target,
    ):
        for n in range(1, count + 1):
            if n in digital:
                target.import_pages(source, [n - 1])
            else:
                target.import_pages(pictures, [next(scanned)])
        return saved(target)


def _side_by_side(sheets: Sequence[Sheet], rng: Generator) -> list[Sheet]:
    """Portrait pages of one size, two on a sheet, with the shadow of the fold between them; others alone."""
    found: list[Sheet] = []
    waiting = list(sheets)
    while waiting:
        left = waiting.pop(0)
        right = waiting[0] if waiting else None
        if right is None or not _portrait(left) or left.pixels.shape != right.pixels.shape:
            found.append(left)
            continue
        waiting.pop(0)
        height, width = left.pixels.shape[:2]
        moved = np.array([[1.0, 0, width], [0, 1, 0], [0, 0, 1]])
        beside = by_matrix(right, moved, 2 * width, height)
        pixels = np.concatenate((left.pixels, right.pixels), axis=1)
        sheet = replace(beside, pixels=pixels, warps={**left.warps, **beside.warps})
        off = np.abs(np.arange(2 * width) - width) / sheet.pixels_of(12.0)
        shade = 1 - rng.uniform(0.2, 0.45) * np.exp(-off)
        found.append(sheet.drawn(pixels * shade[None, :, None]))
    return found


def _portrait(sheet: Sheet) -> bool:
    return bool(sheet.pixels.shape[0] > sheet.pixels.shape[1])


def _lines(page: pypdfium2.PdfPage) -> list[HiddenLine]:
    """The lines of a page as they are printed; none of a page that is shown turned."""
    if page.get_rotation():
        return []
    text = page.get_textpage()
    height = page.get_height()
    found = []
    for n in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(n)
        printed = text.get_text_bounded(left, bottom, right, top).strip()
        if printed:
            found.append(HiddenLine(printed, (left, height - top, right, height - bottom)))
    return found


def _wrong(line: HiddenLine, warp: Warp, share: float, rng: Generator) -> HiddenLine:
    """The line as a bad recogniser of old would have it: characters taken for others, a point or two off."""
    text = "".join(_mistaken(c, rng) if rng.random() < share else c for c in line.text)
    off = rng.normal(0, 1.0, 2)
    x0, top, x1, bottom = warp.box(line.box)
    return HiddenLine(text, (x0 + off[0], top + off[1], x1 + off[0], bottom + off[1]))


def _mistaken(char: str, rng: Generator) -> str:
    if char.isdigit() and char.isascii():
        return "0123456789OlSB"[int(rng.integers(14))]
    if ord(char) > 0x2E7F:
        return chr(min(max(ord(char) + int(rng.integers(-3, 4)), 0x4E00), 0x9FA5))
    return "，.·:'"[int(rng.integers(5))]
