"""What C does of the reading of a page, where it was compiled; everything here has a twin in Python.

A plain shared library without Python's API, loaded by ctypes: it depends on no version of Python, and it gets
the addresses of PDFium's functions, so that it is linked with nothing. `hatch_build.py` compiles it when the
project is installed, from every `.c` file of this folder; after a change, `python hatch_build.py` does.
Where there is no compiler there is no library, and with `MINGZHANG_PURE=1` it is not loaded.

To add a function:

1. Write it, `EXPORT`ed, into a `.c` file here that includes `native.h`. It takes numbers and plain buffers
   that the caller made, keeps nothing, and asks for no memory that it does not give back. A function of
   PDFium that it calls gets a line in `PDFIUM_FUNCTIONS`.
2. Declare it where it is called: `_merge = native.function("merge", None, native.POINTER, native.INT)`. An
   array is handed over by its address, `array.ctypes.data`, and must be contiguous and of C's type.
3. Keep the twin in Python, which is called where `native.LIBRARY` is null, and a test that both give the same
   numbers, bit for bit: doubles, in the same order of operations (the compiler is told not to fuse them).
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

from extractors.pdf.native.sources import library

POINTER, INT = ctypes.c_void_p, ctypes.c_int


def function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The C function `name`; a call of it without the library is an error.

    `result` and `arguments` are types of ctypes. The interpreter's lock is kept: PDFium and all of
    this are used by one thread.
    """
    if LIBRARY is None:
        return _missing
    address = ctypes.cast(LIBRARY[name], POINTER).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def _missing(*_: object) -> Any:
    raise RuntimeError("the compiled helper is not there: python hatch_build.py")


def _load() -> ctypes.CDLL | None:
    if os.environ.get("MINGZHANG_PURE", "") not in ("", "0"):
        return None
    try:
        loaded = ctypes.CDLL(str(library()))
    except OSError:
        return None
    loaded.pdfium_name.restype = ctypes.c_char_p
    addresses: list[int] = []
    while name := loaded.pdfium_name(len(addresses)):
        wanted = getattr(raw, name.decode(), None)
        if wanted is None:  # a version of PDFium without it
            return None
        addresses.append(ctypes.cast(wanted, POINTER).value or 0)
    loaded.pdfium_bind((POINTER * len(addresses))(*addresses))
    return loaded


LIBRARY = _load()
"""The compiled helper; null where Python does everything."""
