"""Mingzhang (明账): Chinese government disclosures as audited datasets.

import mingzhang as mz

found = mz.extract("file.pdf")
found.facts            # records, each with the place where it is printed
found.frame("facts")   # the same as a pandas frame, as a run would publish it
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION as __version__

if TYPE_CHECKING:
    from extractors.errors import Unreadable
    from extractors.read import OcrMode
    from mingzhang.extraction import Extraction

__all__ = ["Extraction", "Unreadable", "__version__", "extract"]


def extract(source: str | Path | bytes, reader: str = "auto", ocr: OcrMode = "auto") -> Extraction:
    """Everything that can be read from one disclosure: a path, or its bytes.

    `reader` says who reads the tables of PDFs: "auto" (PDFium, then pdfplumber and camelot where a table does
    not tie out), or one of "pdfium", "pdfplumber", "camelot" alone. `ocr` says which pages are recognised:
    those without a text layer that can be trusted ("auto"), all ("always") or none ("never"). It needs
    `mingzhang[ocr]`; without it a document of scanned pages alone cannot be read (kind "scan"), and of others
    those pages are missing (`document.notes`).

    Raises `Unreadable` for what is no readable document, `OSError` when the file cannot be opened, and
    `ValueError` for a reader or a way to use OCR that there is not.
    """
    from mingzhang.extraction import Extraction
    from pipeline.reading.extract import extract as extract_bytes

    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    return Extraction.of(extract_bytes(data, reader, ocr))


def __getattr__(name: str) -> Any:
    """Public classes, imported when they are first asked for: `import mingzhang` stays quick."""
    if name == "Extraction":
        from mingzhang.extraction import Extraction

        return Extraction
    if name == "Unreadable":
        from extractors.errors import Unreadable

        return Unreadable
    raise AttributeError(f"module 'mingzhang' has no attribute {name!r}")
