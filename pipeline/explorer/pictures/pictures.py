"""Pictures of the pages of documents, and their sizes: what pages and routes ask."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.explorer.pictures.orders import Order, PageOrder, Sizes, SizesOrder, Sorry
from pipeline.explorer.pictures.reasons import no_original, no_picture
from pipeline.explorer.pictures.studio import Studio
from pipeline.reports.originals import NoOriginal, Originals, SourceUnreachable
from pipeline.reports.page_pictures import POINTS_PER_INCH, Whole

Row = Mapping[str, Any]
DPI = 130
"""Of a picture that nothing else is said of."""
STEPS = (65, 96, 130, 200, 260)
"""The resolutions that there are, so that few pictures are kept and nobody asks for a billion pixels."""
CUT_DPI, CUT_MARGIN = 110, 26.0
"""Of a strip around a box; points of page above and below the boxes."""
VERSION = 1
"""Another when the same page is drawn otherwise: pictures that were kept before are drawn anew."""
_TEXT = "text/plain"


class Pictures:
    """Pictures of the documents of an edition. May be asked from many threads; drawing is waited for."""

    def __init__(self, studio: Studio, originals: Originals) -> None:
        self._studio, self._originals = studio, originals

    def sizes(self, document: Row) -> Sizes:
        """Width and height in points of each page as displayed: what boxes of the datasets fit into.

        `document` is its row of `documents`. Raises `NoOriginal` where its file is not found, `NoPicture`
        where it has no pages to show (text) or cannot be drawn.
        """
        doc_id = str(document["doc_id"])
        known = self._studio.sizes_of(doc_id)
        if known is None:
            name = f"sizes-{VERSION}.json"
            kept = self._studio.kept.get(doc_id, name)
            if kept is not None:
                known = tuple((float(width), float(height)) for width, height in json.loads(kept))
            else:
                found = self._answered(SizesOrder(doc_id), document)
                assert isinstance(found, tuple)
                known = found
                self._studio.kept.put(doc_id, name, json.dumps(known).encode())
            self._studio.know_sizes(doc_id, known)
        return known

    def page(self, document: Row, number: int, dpi: int = DPI) -> bytes:
        """Page `number` (1-based) as WebP, at the next of `STEPS`. Raises as `sizes`."""
        return self._drawn(page_order(document, number, dpi), document)

    def cut(
        self, document: Row, number: int, boxes: Sequence[Sequence[float]], margin: float = CUT_MARGIN
    ) -> bytes:
        """The strip of a page around boxes (x0, top, x1, bottom in points), boxed, as WebP. Raises as
        `sizes`.
        """
        return self._drawn(cut_order(document, number, boxes, margin), document)

    def kept(self, order: PageOrder) -> bytes | None:
        """A picture that was drawn before; null where it is to be drawn."""
        return self._studio.kept.get(order.doc_id, _name(order))

    def _drawn(self, order: PageOrder, document: Row) -> bytes:
        kept = self.kept(order)
        if kept is not None:
            return kept
        found = self._answered(order, document)
        assert isinstance(found, bytes)
        self._studio.kept.put(order.doc_id, _name(order), found)
        return found

    def _answered(self, order: Order, document: Row) -> bytes | Sizes:
        if document.get("media_type") == _TEXT:
            raise no_picture("no_pages")
        if (sorry := self._studio.refused(order)) is None:
            answer = self._studio.processes.answer(order, lambda: self.original(document))
            if not isinstance(answer, Sorry):
                return answer
            sorry = answer
            if sorry.kind in ("over_limit", "crashed"):
                self._studio.refuse(order, sorry)
        raise no_picture(sorry.kind)

    def original(self, document: Row) -> bytes:
        """The bytes of the document. Raises `NoOriginal`."""
        try:
            return self._originals.find(document)
        except NoOriginal as error:
            raise no_original(error.kind, document) from error
        except SourceUnreachable as error:
            raise no_original("missing", document) from error


def page_order(document: Row, number: int, dpi: int = DPI) -> PageOrder:
    """What is drawn for a page at a resolution: that of the next step."""
    step = next((step for step in STEPS if step >= dpi), STEPS[-1])
    return PageOrder(str(document["doc_id"]), number, step / POINTS_PER_INCH)


def cut_order(
    document: Row, number: int, boxes: Sequence[Sequence[float]], margin: float = CUT_MARGIN
) -> PageOrder:
    """What is drawn for a strip around boxes."""
    whole: list[Whole] = [(box[0], box[1], box[2], box[3]) for box in boxes]
    return PageOrder(
        str(document["doc_id"]), number, CUT_DPI / POINTS_PER_INCH, tuple(whole), margin if whole else None
    )


def _name(order: PageOrder) -> str:
    """What the file of a picture is called."""
    if not order.boxes:
        return f"{order.page}-{round(order.scale * POINTS_PER_INCH)}-{VERSION}.webp"
    told = repr((order.scale, order.boxes, order.margin)).encode()
    return f"{order.page}-{hashlib.sha256(told).hexdigest()[:16]}-{VERSION}.webp"
