"""Cuts of page images with the evidence boxed."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from pipeline.reports.originals import NoOriginal, Originals, SourceUnreachable
from pipeline.reports.page_pictures import SCALE as OF_PICTURE
from pipeline.reports.page_pictures import Box, NoPicture, PagePictures, draw_boxes

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
MAX_PIXELS = 6000
"""Of the longer side of a page: a poster is drawn smaller."""
_KEPT_PAGES = 3

NoImages = Literal["missing", "changed", "no_pages", "unreadable"]
"""Why there are no cuts: the source is not there, has other bytes, is text, cannot be opened."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A cut of a page: a JPEG, and its size in pixels."""

    page: int
    data_uri: str
    width: int
    height: int


class Cutter:
    """Cuts pages of one document; a context manager. Without its file there are no cuts, and a reason."""

    def __init__(self, document: Mapping[str, Any], originals: Originals | None = None) -> None:
        """`document` is a row of `documents`; `originals` find its file, where it was read if not given."""
        self.reason: NoImages | None = None
        self._crops_left = MAX_CROPS
        self._kept: dict[int, Image] = {}
        self._pages: PagePictures | None = None
        try:
            self._pages = PagePictures((originals or Originals()).find(document))
        except NoOriginal as error:
            self.reason = error.kind
        except SourceUnreachable:
            self.reason = "missing"
        except NoPicture as error:
            self.reason = "no_pages" if error.kind == "no_pages" else "unreadable"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.clear()
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
                if len(crops) >= MAX_CROPS_OF_ONE or self._crops_left <= 0:
                    return crops
                try:
                    image = self._image(self._pages, page)
                except NoPicture:  # the page is damaged, or is not there
                    break
                self._crops_left -= 1
                crops.append(_crop(image, page, near))
        return crops

    def _image(self, pages: PagePictures, number: int) -> Image:
        """The page as displayed; the last few pages are kept."""
        if number not in self._kept:
            scale = min(SCALE, MAX_PIXELS / max(pages.size(number)))
            if len(self._kept) >= _KEPT_PAGES:
                self._kept.pop(next(iter(self._kept)))
            self._kept[number] = pages.picture(number, scale)
        return self._kept[number]


def _crop(page: Image, number: int, boxes: Sequence[Box]) -> Crop:
    image, scale = page.copy(), float(page.info[OF_PICTURE])
    draw_boxes(image, boxes)
    upper = max(0.0, min(b[1] for b in boxes) - MARGIN)
    lower = min(image.height / scale, max(b[3] for b in boxes) + MARGIN, upper + MAX_HEIGHT)
    cut = image.crop((0, int(upper * scale), image.width, max(int(lower * scale), int(upper * scale) + 1)))
    stream = io.BytesIO()
    cut.save(stream, "JPEG", quality=QUALITY, optimize=True)
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    return Crop(number, f"data:image/jpeg;base64,{data}", cut.width, cut.height)


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
