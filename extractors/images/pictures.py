"""The pictures in an image file, upright as it says they are, with the size of the paper that they show."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.errors import Unreadable
from extractors.ocr.picture import Picture
from extractors.ocr.resolution import paper_dpi

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
MOST_PIXELS = 120_000_000
"""Of one picture: A3 at 600 per inch has 70 million, the cameras of telephones up to 108. A few bytes can
claim any number."""
MOST_PAGES = 2_000
"""Of one TIFF."""
MOST_DPI, USED_DPI = 400.0, 300.0
"""A picture with more pixels per inch than the first is shrunk to the second: a line of text of 48 pixels
is as high as the models read."""
MULTI_PAGE = "TIFF"
"""Other formats with several pictures are moving ones, of which the first counts."""


def pictures_in(data: bytes) -> Iterator[Picture | None]:
    """The pictures of a file, one after the other; null for one that is damaged.

    Raises `Unreadable` with kind "damaged" where it cannot be opened, and "too_large".
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow thinks of a file is ours to say
        try:
            opened: Any = Image.open(io.BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        except Exception as error:  # decoders raise anything on bytes that are not theirs
            raise Unreadable(
                "damaged", f"the picture cannot be opened ({type(error).__name__}); get the file again"
            ) from error
        with opened:
            n_pages = 1
            if opened.format == MULTI_PAGE:
                n_pages = _count(opened)
            for n in range(n_pages):
                yield _picture(opened, n)


def picture_at(data: bytes, number: int) -> Picture:
    """The picture of a page (1-based). Raises `Unreadable` as `pictures_in`, and where it is not there."""
    picture = next(islice(pictures_in(data), number - 1, None), None)
    if picture is None:
        raise Unreadable("damaged", f"picture {number} of the file cannot be read; get the file again")
    return picture


def _count(opened: Any) -> int:
    try:
        n_pages = int(opened.n_frames)
    except Exception as error:
        raise Unreadable(
            "damaged", f"the pages of the TIFF cannot be counted ({type(error).__name__}); get it again"
        ) from error
    if n_pages > MOST_PAGES:
        raise Unreadable("too_large", f"the TIFF has {n_pages} pages; the most is {MOST_PAGES}: split it")
    return n_pages


def _picture(opened: Any, n: int) -> Picture | None:
    """The n-th picture (from 0) of an open file."""
    from PIL import Image

    try:
        if n:
            opened.seek(n)
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large()
        told = _told_dpi(opened)
        return _decoded(opened, told)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Unreadable:
        raise
    except Exception:  # a truncated stream, a tag out of range, …: decoders raise anything
        if opened.format != MULTI_PAGE:
            raise Unreadable("damaged", "the picture is damaged or cut off; get the file again") from None
        return None


def _too_large() -> Unreadable:
    return Unreadable("too_large", f"the picture has more than {MOST_PIXELS // 10**6} million pixels")


def _decoded(opened: Any, told: float | None) -> Picture:
    from PIL import Image, ImageOps

    shown: Image.Image = ImageOps.exif_transpose(opened)  # cameras say which side was up
    dpi = paper_dpi(*shown.size, told)
    rgb = _on_white(shown)
    if dpi > MOST_DPI:
        size = (max(round(rgb.width * USED_DPI / dpi), 1), max(round(rgb.height * USED_DPI / dpi), 1))
        rgb, dpi = rgb.resize(size, Image.Resampling.BOX, reducing_gap=2.0), dpi * size[0] / rgb.width
    return Picture(np.array(rgb, dtype=np.uint8), dpi)


def _on_white(shown: Image) -> Image:
    """In colours; what is transparent is white, as paper."""
    from PIL import Image as images

    if shown.mode.startswith("I;16"):  # 16 bits of grey: Pillow would cut them off, not scale them
        return images.fromarray((np.asarray(shown) >> 8).astype(np.uint8)).convert("RGB")
    if "A" in shown.getbands() or "transparency" in shown.info:
        layer = shown.convert("RGBA")
        paper = images.new("RGBA", layer.size, "white")
        return images.alpha_composite(paper, layer).convert("RGB")
    return shown.convert("RGB")


def _told_dpi(opened: Any) -> float | None:
    """Pixels per inch by the file; null where it says nothing usable."""
    try:
        across, down = opened.info.get("dpi", (0, 0))
        return float(across) if float(across) > 0 and abs(float(across) - float(down)) < 1 else None
    except (TypeError, ValueError, ZeroDivisionError):
        return None
