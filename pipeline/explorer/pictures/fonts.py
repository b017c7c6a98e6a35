"""The fonts of a process that draws: those of the document, one Chinese font, PDFium's own for the rest.

One disclosure in five does not bring its fonts. Reading tells PDFium that the machine has none, so that the
same file gives the same boxes everywhere; drawn so, Chinese characters are blank. A process that draws gives
it Noto Sans SC for everything Chinese, on every machine the same: the characters are those of the document,
their typeface is not (Song, Fang Song and Kai all look like Hei).
"""

from __future__ import annotations

import ctypes
from importlib import resources
from typing import Any

from pypdfium2 import raw

_PACKAGE, _FILE = "zhplot", "fonts/NotoSansSC-Regular.ttf"
_FACE = b"NotoSansSC\0"
_GB2312, _BIG5, _SHIFT_JIS, _HANGUL = 134, 136, 128, 129
"""Character sets as Windows numbers them, and PDFium with it."""
_EAST_ASIAN = (_GB2312, _BIG5, _SHIFT_JIS, _HANGUL)
_WHOLE_FILE = 0
_HANDLE = 1
"""The one font that is given out."""


class FontMissing(RuntimeError):
    """The package with the Chinese font is not installed."""


def chinese_font() -> bytes:
    """The font file. Raises `FontMissing`."""
    try:
        return resources.files(_PACKAGE).joinpath(_FILE).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise FontMissing(
            "page pictures need a font with Chinese glyphs: install it with pip install 'mingzhang[web]'"
        ) from error


class ChineseFont:
    """Has PDFium draw Chinese text whose font is not embedded with one font, for all of the process.

    Keep it: PDFium calls its functions as long as the process draws.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        kinds: dict[str, Any] = dict(raw.FPDF_SYSFONTINFO._fields_)
        self._info = raw.FPDF_SYSFONTINFO(
            version=1,
            MapFont=kinds["MapFont"](self._map),
            GetFontData=kinds["GetFontData"](self._give),
            GetFaceName=kinds["GetFaceName"](_name),
            GetFontCharset=kinds["GetFontCharset"](lambda _info, _font: _GB2312),
            DeleteFont=kinds["DeleteFont"](lambda _info, _font: None),
        )
        raw.FPDF_SetSystemFontInfo(self._info)

    def _map(
        self, _info: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any
    ) -> int | None:
        return _HANDLE if charset in _EAST_ASIAN else None

    def _give(self, _info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        """The whole file; PDFium asks first how long it is. It is no collection and has no table for that."""
        if table != _WHOLE_FILE:
            return 0
        if buffer and size >= len(self._data):
            ctypes.memmove(buffer, self._data, len(self._data))
        return len(self._data)


def _name(_info: Any, _font: Any, buffer: Any, size: int) -> int:
    if buffer and size >= len(_FACE):
        ctypes.memmove(buffer, _FACE, len(_FACE))
    return len(_FACE)
