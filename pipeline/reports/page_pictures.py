"""Pages as they look: pictures of the pages of a document's bytes, in which the boxes of the datasets fit.

Boxes are in points from the top left of the page as displayed. Of a PDF that is what PDFium draws; of a
picture file what the reader took for its paper: turned as its EXIF says, as large as `extractors.images`
measured it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = "scale"
"""Key of `Image.info`: pixels per point."""
MOST_PIXELS = 64_000_000
"""Of one picture; a page that would have more is drawn smaller."""
PRINT_SCALE = 2.0
POINTS_PER_INCH = 72.0
RED = "#d02020"
_BORDER, _BORDER_WIDTH = 1.5, 2
"""Points between a box and its border, pixels of the border."""

_FINE = 100
"""Device units for a point, so that rounding to whole units does not show."""

Box = Sequence[float]
"""x0, top, x1, bottom in points."""
Whole = tuple[float, float, float, float]
"""A box with all its sides."""
NoPictureKind = Literal["no_pages", "no_such_page", "unreadable", "over_limit", "crashed"]


class NoPicture(ValueError):
    """There is no picture of a page; the message says why.

    `kind`: "no_pages" of text and other formats whose pages cannot be drawn, "no_such_page", or
    "unreadable" where the bytes cannot be opened or drawn;
    where pages are drawn within limits also "over_limit", and "crashed" where the process that drew ended.
    """

    def __init__(self, kind: NoPictureKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class PagePictures:
    """The pages of a document's bytes; a context manager."""

    def __init__(self, data: bytes) -> None:
        """Raises `NoPicture` for text, and for what cannot be opened."""
        from extractors.errors import Unreadable
        from extractors.sniff import sniff

        self._data = data
        self._pdf: Any = None
        self._last: tuple[int, Any] | None = None
        try:
            media_type = sniff(data)
        except Unreadable as error:
            raise NoPicture("no_pages", error.message) from error
        if media_type == "text/plain":
            raise NoPicture("no_pages", "a text file has no pages to show; look at its text")
        if media_type != "application/pdf" and not media_type.startswith("image/"):
            raise NoPicture(
                "no_pages",
                "only pages of PDFs and pictures can be drawn; mingzhang highlight writes a copy of "
                "this file with its "
                "places marked",
            )
        if media_type == "application/pdf":
            from pypdfium2 import PdfDocument, PdfiumError

            try:
                self._pdf = PdfDocument(data)
            except PdfiumError as error:
                raise NoPicture(
                    "unreadable", f"PDFium cannot open the PDF ({error}); get it again or repair it"
                ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the document; its pictures stay."""
        self._last = None
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None
            self._data = b""

    def count(self) -> int:
        """How many pages there are. Raises `NoPicture` where a TIFF cannot be read."""
        if self._pdf is not None:
            return len(self._pdf)
        from extractors.errors import Unreadable
        from extractors.images.pictures import pictures_in

        try:
            return sum(1 for _ in pictures_in(self._data))
        except Unreadable as error:
            raise NoPicture("unreadable", error.message) from error

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points of page `number` (1-based) as displayed. Raises `NoPicture`."""
        if self._pdf is None:
            return tuple(self._picture(number).size)
        from pypdfium2 import PdfiumError

        self._check(number)
        try:
            width, height = self._pdf.get_page_size(number - 1)  # without reading what is on it
        except PdfiumError as error:
            raise NoPicture("unreadable", f"PDFium cannot open page {number} ({error})") from error
        return width, height

    def picture(self, number: int, scale: float = 2.0) -> Image:
        """Page `number` (1-based) in colours, with `scale` pixels per point: `info["scale"]` has them, fewer
        where the page is so large that it would have more than `MOST_PIXELS`. Raises `NoPicture`.
        """
        if not scale > 0:
            raise ValueError(f"scale is {scale:g}; give pixels per point, more than 0")
        width, height = self.size(number)
        scale = min(scale, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        image = self._drawn(number, scale) if self._pdf is not None else self._scaled(number, scale)
        image.info = {SCALE: scale}
        return image

    def find(self, number: int, words: str) -> list[Whole]:
        """The boxes of words in the text of page `number` (1-based) of a PDF, in the order of the text; none
        of a picture file. Raises `NoPicture`.
        """
        if self._pdf is None or not words:
            self.size(number)
            return []
        page = self._page(number)
        try:
            text = page.get_textpage()
            search = text.search(words)
            found: list[Whole] = []
            while (span := search.get_next()) is not None:
                found += _lines(_displayed(page, text.get_rect(n)) for n in range(text.count_rects(*span)))
            search.close()
            text.close()
        finally:
            page.close()
        return found

    def _check(self, number: int) -> None:
        if not 0 < number <= len(self._pdf):
            raise NoPicture("no_such_page", f"there is no page {number}; the PDF has {len(self._pdf)}")

    def _page(self, number: int) -> Any:
        from pypdfium2 import PdfiumError

        self._check(number)
        try:
            return self._pdf[number - 1]
        except PdfiumError as error:
            raise NoPicture("unreadable", f"PDFium cannot open page {number} ({error})") from error

    def _drawn(self, number: int, scale: float) -> Image:
        page = self._page(number)
        try:
            drawn: Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        finally:
            page.close()
        return drawn

    def _scaled(self, number: int, scale: float) -> Image:
        from PIL import Image

        picture = self._picture(number)
        width, height = (max(round(side * scale), 1) for side in picture.size)
        return Image.fromarray(picture.pixels).resize((width, height), Image.Resampling.LANCZOS)

    def _picture(self, number: int) -> Any:
        """A page of a picture file; the last one is kept."""
        from extractors.errors import Unreadable
        from extractors.images.pictures import picture_at

        if self._last is None or self._last[0] != number:
            if number < 1:
                raise NoPicture("no_such_page", f"there is no page {number}; pages are counted from 1")
            try:
                self._last = (number, picture_at(self._data, number))
            except Unreadable as error:
                raise NoPicture("unreadable", error.message) from error
        return self._last[1]


def _lines(boxes: Iterable[Whole]) -> list[Whole]:
    """Boxes in reading order, those that stand beside each other on one line as one."""
    lines: list[Whole] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is not None and min(last[3], box[3]) > max(last[1], box[1]) and box[0] >= last[0]:
            lines[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
    return lines


def _displayed(page: Any, rectangle: Sequence[float]) -> Whole:
    """A rectangle in the page's own axes as a box of the page as displayed."""
    from ctypes import c_int

    from pypdfium2 import raw

    width, height = (int(side * _FINE) for side in page.get_size())
    left, bottom, right, top = rectangle
    corners = []
    for x, y in ((left, top), (right, bottom)):
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        corners.append((across.value / _FINE, down.value / _FINE))
    (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
    return x0, y0, x1, y1


def picture(data: bytes, page: int, scale: float = 2.0) -> Image:
    """The picture of one page (1-based) of a document's bytes; as `PagePictures.picture`."""
    with PagePictures(data) as pages:
        return pages.picture(page, scale)


def pages_as_pdf(data: bytes, scale: float = PRINT_SCALE) -> bytes:
    """A PDF of the pages of a picture file, as large as the boxes of the datasets are measured; a page that
    is damaged is blank. Raises `NoPicture` for text, and where no page can be drawn.
    """
    import io

    from PIL import Image

    images: list[Image.Image] = []
    reason: NoPicture | None = None
    with PagePictures(data) as pages:
        for number in range(1, pages.count() + 1):
            try:
                images.append(pages.picture(number, scale))
            except NoPicture as error:
                reason = error
                images.append(Image.new("RGB", (int(595 * scale), int(842 * scale)), "white"))
    if reason is not None and len(images) == 1:
        raise reason
    stream = io.BytesIO()
    dpi = POINTS_PER_INCH * scale
    images[0].save(stream, "PDF", save_all=True, append_images=images[1:], resolution=dpi)
    return stream.getvalue()


def draw_boxes(image: Image, boxes: Iterable[Box], colour: str = RED) -> None:
    """Draws a border around each box, in points, on a picture that `PagePictures` made (or a copy of it)."""
    from PIL import ImageDraw

    draw, scale = ImageDraw.Draw(image), float(image.info[SCALE])
    for x0, top, x1, bottom in boxes:
        corners = (x0 - _BORDER, top - _BORDER, x1 + _BORDER, bottom + _BORDER)
        draw.rectangle([corner * scale for corner in corners], outline=colour, width=_BORDER_WIDTH)
