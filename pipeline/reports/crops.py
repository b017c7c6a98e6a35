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
from typing import Any, Self

SCALE = 1.4
"""Pixels for a PDF point."""
MARGIN, NEAR = 26.0, 150.0
"""Points of page around a box; boxes that are nearer than NEAR share a cut."""
MAX_HEIGHT = 420.0
QUALITY = 55
MAX_CROPS, MAX_CROPS_OF_ONE = 240, 4
"""So many cuts in one report, and of one finding."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A cut of a page."""

    page: int
    data_uri: str
    width: int
    height: int


class Cutter:
    """Cuts pages of one PDF; a context manager. Without the file there are no cuts, and a reason."""

    def __init__(self, source: str | None, doc_id: str) -> None:
        self.reason = ""
        self.left = MAX_CROPS
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
        pages: dict[int, list[Sequence[float]]] = defaultdict(list)
        for one in evidence:
            if one["page"] and one["bbox"] is not None:
                pages[one["page"]].append([float(v) for v in one["bbox"]])
        found: list[Crop] = []
        for page, boxes in pages.items():
            for near in _grouped(boxes):
                if len(found) >= MAX_CROPS_OF_ONE or self.left <= 0 or not 0 < page <= len(self._pdf):
                    return found
                self.left -= 1
                found.append(self._crop(page, near))
        return found

    def _crop(self, number: int, boxes: Sequence[Sequence[float]]) -> Crop:
        from PIL import ImageDraw

        image = self._image(number).copy()
        draw = ImageDraw.Draw(image)
        for x0, top, x1, bottom in boxes:
            draw.rectangle(
                [(x0 - 1.5) * SCALE, (top - 1.5) * SCALE, (x1 + 1.5) * SCALE, (bottom + 1.5) * SCALE],
                outline=(208, 32, 32),
                width=2,
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
            if len(self._pages) >= 3:
                self._pages.pop(next(iter(self._pages)))
            page = self._pdf[number - 1]
            width, height = page.get_size()
            scale = SCALE if max(width, height) * SCALE < 6000 else 6000 / max(width, height)
            self._pages[number] = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        return self._pages[number]


def _grouped(boxes: Iterable[Sequence[float]]) -> list[list[Sequence[float]]]:
    """Boxes from top to bottom, those that are near each other together."""
    groups: list[list[Sequence[float]]] = []
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
