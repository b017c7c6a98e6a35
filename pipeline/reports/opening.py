"""A PDF that opens at a page: an update at its end (ISO 32000-1, 7.5.6), for PDFium writes no such thing."""

from __future__ import annotations

import io
from typing import Any

_KEY = b"/OpenAction"
_FORMER = b"/FormerOpenAction"
_REFERENCES = ("Info", "Encrypt")
"""What the end of a PDF refers to beside its catalogue."""


def opening_at(pdf: bytes, page: int) -> bytes:
    """The same PDF, which viewers open at page `page` (1-based), the whole page in view. As it is where it
    cannot be read that far: `pdf` is one that PDFium has written, with its table of places at the end.
    """
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(pdf)))
        pages = [found.pageid for found in PDFPage.create_pages(document)]
        table: Any = document.xrefs[0]
        trailer: dict[str, Any] = table.trailer
        catalog = int(trailer["Root"].objid)
        _, start, generation = table.get_pos(catalog)
        written = pdf[start : pdf.index(b"endobj", start)]
        before = int(pdf[pdf.rindex(b"startxref") + len(b"startxref") :].split()[0])
        there: Any = pages[page - 1]
        action = b"<<%s<</S/GoTo/D[%d 0 R/Fit]>>" % (_KEY, there)
    except (PSException, KeyError, IndexError, ValueError, AttributeError, TypeError):
        return pdf
    changed = written.replace(_KEY, _FORMER, 1).replace(b"<<", action, 1)
    place = len(pdf) + 1
    update = b"\n%sendobj\n" % changed
    entries = [b"/Size %d" % trailer["Size"], b"/Root %d %d R" % (catalog, generation), b"/Prev %d" % before]
    entries += [
        b"/%s %d 0 R" % (name.encode(), trailer[name].objid) for name in _REFERENCES if name in trailer
    ]
    if "ID" in trailer:
        entries.append(b"/ID[%s]" % b"".join(b"<%s>" % part.hex().encode() for part in trailer["ID"]))
    return (
        pdf
        + update
        + b"xref\n%d 1\n%010d %05d n \n" % (catalog, place, generation)
        + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (b"".join(entries), len(pdf) + len(update))
    )
