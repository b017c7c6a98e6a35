"""Cuts of page images with the evidence boxed."""

from __future__ import annotations

import base64
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

SCALE = 1.4
"""Pixels for a PDF point."""
MARGIN, NEAR = 26.0, 150.0
"""Points of page around a box; boxes that are nearer than NEAR share a cut."""
MAX_HEIGHT = 420.0
QUALITY = 55
MAX_CROPS, MAX_CROPS_OF_ONE = 240, 4
"""So many cuts in one report, and of one finding."""
MAX_PIXELS = 6000
"""Of the longer side of a page: a poster is drawn smaller."""
_KEPT_PAGES = 3
_BORDER, _BORDER_WIDTH, _RED = 1.5, 2, "#d02020"
"""Points between a box and its border, pixels of the border, its colour."""

NoImages = Literal["missing", "changed", "no_pages", "unreadable"]
"""Why there are no cuts: the source is not there, has other bytes, is no PDF, cannot be opened."""
Box = Sequence[float]


@dataclass(frozen=True, slots=True)
class Crop:
    """A cut of a page: a JPEG, and its size in pixels."""

    page: int
    data_uri: str
    width: int
    height: int


class Cutter:
    """Cuts pages of one PDF; a context manager. Without the file there are no cuts, and a reason."""

    def __init__(self, source: str | None, doc_id: str) -> None:
        self.reason: NoImages | None = None
        self._crops_left = MAX_CROPS
        self._pages: dict[int, Any] = {}
        self._pdf: Any = None
        data = _read(source)
        if data is None:
            self.reason = "missing"
        elif hashlib.sha256(data).hexdigest() != doc_id:
            self.reason = "changed"
        elif not data[:1024].lstrip().startswith(b"%PDF"):
            self.reason = "no_pages"
        else:
            from pypdfium2 import PdfDocument, PdfiumError

            try:
                self._pdf = PdfDocument(data)
            except PdfiumError:
                self.reason = "unreadable"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pages.clear()
        if self._pdf is not None:
            self._pdf.close()

    def cut(self, evidence: Iterable[Mapping[str, Any]]) -> list[Crop]:
        """Cuts that show the boxes of the evidence, page by page, the first evidence first."""
        if self._pdf is None:
            return []
        pages: dict[int, list[Box]] = defaultdict(list)
        for place in evidence:
            if place["page"] and place["bbox"] is not None:
                pages[place["page"]].append([float(v) for v in place["bbox"]])
        crops: list[Crop] = []
        for page, boxes in pages.items():
            for near in _grouped(boxes):
                if len(crops) >= MAX_CROPS_OF_ONE or self._crops_left <= 0 or not 0 < page <= len(self._pdf):
                    return crops
                self._crops_left -= 1
                crops.append(self._crop(page, near))
        return crops

    def _crop(self, number: int, boxes: Sequence[Box]) -> Crop:
        from PIL import ImageDraw

        image = self._image(number).copy()
        draw = ImageDraw.Draw(image)
        for x0, top, x1, bottom in boxes:
            draw.rectangle(
                [
                    (x0 - _BORDER) * SCALE,
                    (top - _BORDER) * SCALE,
                    (x1 + _BORDER) * SCALE,
                    (bottom + _BORDER) * SCALE,
                ],
                outline=_RED,
                width=_BORDER_WIDTH,
            )
        upper = max(0.0, min(b[1] for b in boxes) - MARGIN)
        lower = min(image.height / SCALE, max(b[3] for b in boxes) + MARGIN, upper + MAX_HEIGHT)
        cut = image.crop(
            (0, int(upper * SCALE), image.width, max(int(lower * SCALE), int(upper * SCALE) + 1))
        )
        stream = io.BytesIO()
        cut.save(stream, "JPEG", quality=QUALITY, optimize=True)
        data = base64.b64encode(stream.getvalue()).decode("ascii")
        return Crop(number, f"data:image/jpeg;base64,{data}", cut.width, cut.height)

    def _image(self, number: int) -> Any:
        """The page as displayed; the last few pages are kept."""
        if number not in self._pages:
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.pop(next(iter(self._pages)))
            page = self._pdf[number - 1]
            width, height = page.get_size()
            scale = SCALE if max(width, height) * SCALE < MAX_PIXELS else MAX_PIXELS / max(width, height)
            self._pages[number] = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        return self._pages[number]


def _grouped(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes from top to bottom, those that are near each other together."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        last = groups[-1] if groups else None
        if last is not None and box[1] - max(b[3] for b in last) < NEAR and box[3] - last[0][1] < MAX_HEIGHT:
            last.append(box)
        else:
            groups.append([box])
    return groups


def _read(source: str | None) -> bytes | None:
    if not source or "://" in source:
        return None
    try:
        return Path(source).read_bytes()
    except OSError:
        return None
