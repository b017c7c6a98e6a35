"""What a process that draws does: documents are kept open, pages become WebP. Knows of nothing else."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.explorer.pictures.orders import Answer, Order, PageOrder, Sorry
from pipeline.reports.page_pictures import SCALE, NoPicture, PagePictures, Whole, draw_boxes

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 24_000_000
"""Of one picture: A3 at 260 dpi has 13 million. A larger page is drawn smaller."""
MOST_SIDE = 16_383
"""Pixels: WebP has no longer ones."""
_OPEN = 3
"""So many documents stay open, the last ones asked for."""
_FEW_COLOURS = 256
_EACH = 6
"""Every so manieth pixel of a row, and every so manieth row, is looked at for its colour."""
_PRINT = {"lossless": True, "quality": 20, "method": 1}
"""Of print: sharper, as small and faster than lossy WebP, for it has few colours."""
_PHOTO = {"quality": 75, "method": 1}
"""Of scans and photographs."""
_MOST_HEIGHT = 420.0
"""Points of a strip; boxes that are further apart than that show from the first on."""


class Drawer:
    """Answers orders, one after the other. `data_of` gets the bytes of a document that is not open."""

    def __init__(self, data_of: Callable[[str], bytes]) -> None:
        self._data_of = data_of
        self._open: OrderedDict[str, PagePictures] = OrderedDict()

    def answer(self, order: Order) -> Answer:
        """The picture, or the sizes, or why there is none."""
        try:
            pages = self._pages(order.doc_id)
            if isinstance(order, PageOrder):
                return _drawn(pages, order)
            return tuple(pages.size(number) for number in range(1, pages.count() + 1))
        except NoPicture as error:
            return Sorry(error.kind)
        except MemoryError:
            return Sorry("over_limit")

    def _pages(self, doc_id: str) -> PagePictures:
        if doc_id not in self._open:
            while len(self._open) >= _OPEN:
                self._open.popitem(last=False)[1].close()
            self._open[doc_id] = PagePictures(self._data_of(doc_id))
        self._open.move_to_end(doc_id)
        return self._open[doc_id]


def _drawn(pages: PagePictures, order: PageOrder) -> bytes:
    width, height = pages.size(order.page)
    scale = min(
        order.scale,
        (MOST_PIXELS / max(width * height, 1.0)) ** 0.5,
        (MOST_SIDE - 1) / max(width, height, 1.0),
    )
    image = pages.picture(order.page, scale)
    if order.boxes:
        draw_boxes(image, order.boxes)
    if order.margin is not None:
        image = _strip(image, order.boxes, order.margin)
    return webp(image)


def _strip(image: Image, boxes: Sequence[Whole], margin: float) -> Image:
    """As wide as the page, from above the first box to below the last."""
    scale = float(image.info[SCALE])
    lowest = image.height / scale
    upper = min(max(0.0, min((box[1] for box in boxes), default=0.0) - margin), lowest)
    lower = min(lowest, max((box[3] for box in boxes), default=lowest) + margin, upper + _MOST_HEIGHT)
    top = min(int(upper * scale), image.height - 1)
    return image.crop((0, top, image.width, max(int(lower * scale), top + 1)))


def webp(image: Image) -> bytes:
    """A picture as WebP: without loss where it has few colours, as print does."""
    from PIL.Image import Resampling

    sample = image.resize((max(image.width // _EACH, 1), max(image.height // _EACH, 1)), Resampling.NEAREST)
    is_print = sample.getcolors(_FEW_COLOURS) is not None
    stream = io.BytesIO()
    image.save(stream, "WEBP", **(_PRINT if is_print else _PHOTO))
    return stream.getvalue()
