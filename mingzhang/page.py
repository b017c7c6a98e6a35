"""A page of a document, and its picture with boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.language.spoken import tr
from pipeline.reports.page_pictures import RED, SCALE, NoPicture, PagePictures, draw_boxes

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = 1.5
"""For a point, unless told otherwise: an A4 page is 893 by 1263 pixels."""

_IN_NOTEBOOKS = 1.2


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page of a document, as displayed (rotation applied)."""

    number: int
    """From 1."""
    of: str
    """What the document is called."""
    read: Callable[[], bytes] = field(repr=False)
    """Gives the bytes of the document. May raise `NoOriginal`."""
    link: str | None = None
    """Where the page is published, as far as that is known, else where the run found the document."""
    marked: Callable[[int], Iterable[Any]] = field(default=lambda _: ())
    """What is boxed where the page is shown by itself: its findings."""

    def image(
        self,
        boxes: Iterable[Any] = (),
        scale: float = PIXELS,
        *,
        margin: float | None = None,
        colour: str = RED,
    ) -> Image:
        """The page as a picture (PIL, RGB), `scale` pixels for a point, with a border around each box.

        A box is (x0, top, x1, bottom) in points from the top left of the page, or anything that has a
        place: a record of an extraction, a `Figure`, a row with `page` and `bbox`. What stands on another
        page is left out. With `margin` only the strip of the page is given that reaches so many points
        above and below the boxes.

        Raises `NoOriginal` where the document is not found, `NoPicture` where it has no such page, no pages
        at all, or cannot be drawn.

        >>> out.document("account.pdf").page(3).image(scale=1).size
        (595, 842)
        """
        drawn = [*_on(self.number, boxes)]
        with PagePictures(self.read()) as pages:
            picture = pages.picture(self.number, scale)
        draw_boxes(picture, drawn, colour)
        used = float(picture.info[SCALE])
        if margin is None or not drawn:
            return picture
        upper = max(0, int((min(b[1] for b in drawn) - margin) * used))
        lower = min(picture.height, int((max(b[3] for b in drawn) + margin) * used))
        return picture.crop((0, upper, picture.width, max(lower, upper + 1)))

    def find(self, words: str) -> list[tuple[float, float, float, float]]:
        """The boxes of these words in the PDF's own text, for `image`; a line that breaks them parts a box.

        None where the page does not say them, is a scan, or the file is a picture. Raises as `image`.

        >>> len(out.document("account.pdf").page(10).find("1036.60"))
        1
        """
        with PagePictures(self.read()) as pages:
            return pages.find(self.number, words)

    def __repr__(self) -> str:
        return f"<Page {self.number} of {self.of}>"

    def _repr_html_(self) -> str:
        return as_html(self, self.marked(self.number))


def as_html(page: Page, boxes: Iterable[Any]) -> str:
    """A page with boxes, for a notebook; where it cannot be shown, why."""
    from mingzhang.display import page_html
    from pipeline.reports.originals import NoOriginal

    try:
        picture: Image | str = page.image(boxes, _IN_NOTEBOOKS)
    except (NoOriginal, NoPicture) as error:
        picture = str(error)
    return page_html(tr("page {number} of {file}", number=page.number, file=page.of), page.link, picture)


def _on(number: int, given: Iterable[Any]) -> Iterator[tuple[float, ...]]:
    """The boxes among what was given that stand on a page."""
    for one in given:
        page, box = _place(one)
        if box is not None and page in (None, number):
            x0, top, x1, bottom = (float(v) for v in box)
            yield x0, top, x1, bottom


def _place(one: Any) -> tuple[int | None, Any]:
    """Page and box of anything that has them; page null for a box alone."""
    if hasattr(one, "keys"):  # a row: a dict, or a Series of pandas
        return one["page"], one["bbox"]
    place = getattr(one, "place", one)
    if hasattr(place, "box"):  # a record of an extraction, or its place
        return place.page, place.box
    if isinstance(row := getattr(one, "row", None), Mapping):
        return row["page"], row["bbox"]
    return None, one
