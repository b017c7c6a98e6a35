"""Cuts of page images with the evidence boxed."""

from __future__ import annotations

import base64
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from pipeline.reports.page_pictures import Box, CannotDraw, PagePictures, boxed

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 1.4
"""Pixels for a PDF point."""
MARGIN, NEAR = 26.0, 150.0
"""Points of page around a box; boxes that are nearer than NEAR share a cut."""
MAX_HEIGHT = 420.0
QUALITY = 55
MAX_CROPS, MAX_CROPS_OF_ONE = 240, 4
"""So many cuts in one report, and of one finding."""
_KEPT_PAGES = 3

NoImages = Literal["missing", "changed", "no_pages", "unreadable"]
"""Why there are no cuts: the source is not there, has other bytes, has no pages to show, cannot be opened."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A cut of a page: a JPEG, and its size in pixels."""

    page: int
    data_uri: str
    width: int
    height: int


class Cutter:
    """Cuts pages of one document; a context manager. Without the file there are no cuts, and a reason."""

    def __init__(self, source: str | None, doc_id: str) -> None:
        self.reason: NoImages | None = None
        self._crops_left = MAX_CROPS
        self._drawn: dict[int, tuple[Image, float]] = {}
        self._pages: PagePictures | None = None
        data = _read(source)
        if data is None:
            self.reason = "missing"
        elif hashlib.sha256(data).hexdigest() != doc_id:
            self.reason = "changed"
        else:
            try:
                self._pages = PagePictures(data)
            except CannotDraw as error:
                self.reason = error.reason

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drawn.clear()
        if self._pages is not None:
            self._pages.close()

    def cut(self, evidence: Iterable[Mapping[str, Any]]) -> list[Crop]:
        """Cuts that show the boxes of the evidence, page by page, the first evidence first."""
        if self._pages is None:
            return []
        pages: dict[int, list[Box]] = defaultdict(list)
        for place in evidence:
            if place["page"] and place["bbox"] is not None:
                pages[place["page"]].append([float(v) for v in place["bbox"]])
        crops: list[Crop] = []
        for page, boxes in pages.items():
            for near in _grouped(boxes):
                if (
                    len(crops) >= MAX_CROPS_OF_ONE
                    or self._crops_left <= 0
                    or not 0 < page <= len(self._pages)
                ):
                    return crops
                self._crops_left -= 1
                with suppress(CannotDraw):  # a page that is damaged shows nothing
                    crops.append(self._crop(page, near))
        return crops

    def _crop(self, number: int, boxes: Sequence[Box]) -> Crop:
        whole, scale = self._image(number)
        image = boxed(whole, boxes, scale)
        upper = max(0.0, min(b[1] for b in boxes) - MARGIN)
        lower = min(image.height / scale, max(b[3] for b in boxes) + MARGIN, upper + MAX_HEIGHT)
        cut = image.crop(
            (0, int(upper * scale), image.width, max(int(lower * scale), int(upper * scale) + 1))
        )
        stream = io.BytesIO()
        cut.save(stream, "JPEG", quality=QUALITY, optimize=True)
        data = base64.b64encode(stream.getvalue()).decode("ascii")
        return Crop(number, f"data:image/jpeg;base64,{data}", cut.width, cut.height)

    def _image(self, number: int) -> tuple[Image, float]:
        """The page as displayed, and its pixels for a point; the last few pages are kept."""
        assert self._pages is not None
        if number not in self._drawn:
            if len(self._drawn) >= _KEPT_PAGES:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[number] = self._pages.draw(number, SCALE)
        return self._drawn[number]


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
