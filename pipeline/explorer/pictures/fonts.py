"""The fonts of a process that draws: those of the document, two Chinese fonts, PDFium's own for the rest.

One disclosure in five does not bring its fonts. Reading tells PDFium that the machine has none, so that the
same file gives the same boxes everywhere; drawn so, Chinese characters are blank. A process that draws gives
it Noto Serif SC for Song and its kin and Noto Sans SC for Hei and what is of no kind, on every machine the
same: the characters are those of the document, the typeface is one of its kind (Kai and Fang Song look like
Song).
"""

from __future__ import annotations

import ctypes
from importlib import import_module
from typing import Any

from pypdfium2 import raw

_PACKAGE = "pylopdf_fonts_zh_cn"
_SANS, _SERIF = 1, 2
"""Handles of the fonts that are given out."""
_FACES = {_SANS: b"NotoSansSC\0", _SERIF: b"NotoSerifSC\0"}
_OF_SONG = (b"song", b"sun", b"ming", b"fang", b"kai", b"serif", b"fz", b"\xcb\xce", b"\xb7\xc2", b"\xbf\xac")
"""Parts of names of typefaces that are drawn with serifs, in small letters; the last in GB 18030."""
_OF_HEI = (b"hei", b"sans", b"gothic", b"\xba\xda")
_ROMAN = 16
"""Bit of PDFium's pitch and family: a typeface with serifs."""
_GB2312, _BIG5, _SHIFT_JIS, _HANGUL = 134, 136, 128, 129
"""Character sets as Windows numbers them, and PDFium with it."""
_EAST_ASIAN = (_GB2312, _BIG5, _SHIFT_JIS, _HANGUL)
_WHOLE_FILE = 0


class FontMissing(RuntimeError):
    """The package with the Chinese fonts is not installed."""


def chinese_fonts() -> dict[int, bytes]:
    """The files of the fonts by handle. Raises `FontMissing`."""
    try:
        fonts = import_module(_PACKAGE)
        return {_SANS: fonts.sans_path().read_bytes(), _SERIF: fonts.serif_path().read_bytes()}
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise FontMissing(
            "page pictures need a font with Chinese glyphs: install it with pip install 'mingzhang[web]'"
        ) from error


class ChineseFonts:
    """Has PDFium draw Chinese text whose font is not embedded with two fonts, for all of the process.

    Keep it: PDFium calls its functions as long as the process draws.
    """

    def __init__(self, files: dict[int, bytes]) -> None:
        self._files = files
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
        self, _info: Any, _weight: int, _italic: int, charset: int, pitch: int, face: Any, _exact: Any
    ) -> int | None:
        if charset not in _EAST_ASIAN:
            return None
        return _SERIF if has_serifs(bytes(ctypes.string_at(face)) if face else b"", pitch) else _SANS

    def _give(self, _info: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        """The whole file; PDFium asks first how long it is. It is no collection and has no table for that."""
        data = self._files.get(int(font or 0))
        if table != _WHOLE_FILE or data is None:
            return 0
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)


def has_serifs(face: bytes, pitch: int = 0) -> bool:
    """Whether a typeface is of the kind of Song, by its name as a document gives it, else by PDFium's bits.

    >>> has_serifs(b"SimSun"), has_serifs(b"STHeiti"), has_serifs(b"ABCDEF+FangSong_GB2312"), has_serifs(b"")
    (True, False, True, False)
    """
    name = face.lower()
    if any(part in name for part in _OF_HEI):
        return False
    return any(part in name for part in _OF_SONG) or bool(pitch & _ROMAN)


def _name(_info: Any, font: Any, buffer: Any, size: int) -> int:
    face = _FACES.get(int(font or 0), b"\0")
    if buffer and size >= len(face):
        ctypes.memmove(buffer, face, len(face))
    return len(face)
