"""Office document to Document, by the reader of its format."""

from __future__ import annotations

from extractors.document import Document
from extractors.libraries import demand
from extractors.sniff import DOC, DOCX, RTF, XLS, OfficeType


def read_office(data: bytes, media_type: OfficeType) -> Document:
    """The Document of a Word or Excel file.

    Raises `Unreadable`; "missing_extra" where the extra `office` is not installed.
    """
    demand(media_type)
    if media_type == DOCX:
        from extractors.office.word import read_docx

        return read_docx(data)
    if media_type == DOC:
        from extractors.office.old_word import read_doc

        return read_doc(data)
    if media_type == RTF:
        from extractors.office.old_word import read_converted

        return read_converted(data, ".rtf", "an RTF document", RTF)
    if media_type == XLS:
        from extractors.office.old_excel import read_xls

        return read_xls(data)
    from extractors.office.excel import read_xlsx

    return read_xlsx(data)
