"""The pages of a document as pictures: of a PDF as PDFium draws them, of an image file its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 6000
"""Of the longer side of a page: a poster is drawn smaller."""
BORDER, BORDER_WIDTH, RED = 1.5, 2, "#d02020"
"""Points between a box and its border, pixels of the border, its colour."""

Box = Sequence[float]
"""x0, top, x1, bottom in points, from the top left of the page as displayed."""
NoPictures = Literal["no_pages", "unreadable"]
"""Why there are none: it is neither a PDF nor a picture, or it cannot be opened."""


class CannotDraw(ValueError):
    """A document without pages to show; `reason` says why."""

    def __init__(self, reason: NoPictures) -> None:
        super().__init__(reason)
        self.reason: NoPictures = reason


class PagePictures:
    """The pages of the bytes of one document; a context manager. Pages are numbered from 1."""

    def __init__(self, data: bytes) -> None:
        """Raises `CannotDraw`."""
        self._pages: _Pages = _opened(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing can be drawn any more."""
        self._pages.close()

    def __len__(self) -> int:
        return len(self._pages)

    def draw(self, number: int, scale: float) -> tuple[Image, float]:
        """The page as displayed, in RGB, and how many pixels a point has: `scale`, or less of a poster.

        Raises `CannotDraw` for a page that cannot be drawn, `IndexError` where there is none of that number.
        """
        if not 0 < number <= len(self):
            raise IndexError(f"there is no page {number}; there are {len(self)}")
        return self._pages.draw(number, scale)


def boxed(image: Image, boxes: Iterable[Box], scale: float, colour: str = RED) -> Image:
    """A copy of the picture of a page with a border around each box, so many pixels for a point."""
    from PIL import ImageDraw

    shown = image.copy()
    draw = ImageDraw.Draw(shown)
    for x0, top, x1, bottom in boxes:
        around = (x0 - BORDER, top - BORDER, x1 + BORDER, bottom + BORDER)
        draw.rectangle([v * scale for v in around], outline=colour, width=BORDER_WIDTH)
    return shown


def _opened(data: bytes) -> _Pages:
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _PdfPages(data)
    return _Pictures(data)


class _Pages:
    """What the two kinds of documents have in common."""

    def __len__(self) -> int:
        raise NotImplementedError

    def draw(self, number: int, scale: float) -> tuple[Image, float]:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is held."""


class _PdfPages(_Pages):
    def __init__(self, data: bytes) -> None:
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            self._pdf: Any = PdfDocument(data)
        except PdfiumError as error:
            raise CannotDraw("unreadable") from error

    def __len__(self) -> int:
        return len(self._pdf)

    def draw(self, number: int, scale: float) -> tuple[Image, float]:
        from pypdfium2 import PdfiumError

        try:
            page = self._pdf[number - 1]
            used = _bounded(scale, page.get_size())
            image: Image = page.render(scale=used, may_draw_forms=False).to_pil().convert("RGB")
        except PdfiumError as error:
            raise CannotDraw("unreadable") from error
        return image, used

    def close(self) -> None:
        self._pdf.close()


class _Pictures(_Pages):
    def __init__(self, data: bytes) -> None:
        from extractors.errors import Unreadable
        from extractors.images.pictures import count_pictures
        from extractors.sniff import sniff

        try:
            if not sniff(data).startswith("image/"):
                raise CannotDraw("no_pages")
        except Unreadable as error:
            raise CannotDraw("no_pages") from error
        try:
            self._count = count_pictures(data)
        except Unreadable as error:
            raise CannotDraw("unreadable") from error
        self._data = data

    def __len__(self) -> int:
        return self._count

    def draw(self, number: int, scale: float) -> tuple[Image, float]:
        from PIL import Image as images

        from extractors.errors import Unreadable
        from extractors.images.pictures import picture_at

        try:
            picture = picture_at(self._data, number)
        except Unreadable as error:
            raise CannotDraw("unreadable") from error
        used = _bounded(scale, picture.size)
        width, height = (max(round(points * used), 1) for points in picture.size)
        shown = images.fromarray(picture.pixels).resize((width, height), images.Resampling.BOX)
        return shown, used


def _bounded(scale: float, size: tuple[float, float]) -> float:
    longer = max(size)
    return scale if longer * scale < MAX_PIXELS else MAX_PIXELS / longer
