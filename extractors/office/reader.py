"""Office document to Document, by the reader of its format."""

from __future__ import annotations

from importlib.util import find_spec

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.sniff import DOC, DOCX, XLS, OfficeType

NAMES: dict[OfficeType, str] = {
    DOCX: "a Word document",
    DOC: "a Word document of before 2007",
    XLS: "an Excel workbook of before 2007",
}
_PACKAGES = ("lxml", "olefile", "xlrd")


def demand_office(media_type: OfficeType) -> None:
    """Raises `Unreadable` ("missing_extra") where the extra `office` is not installed."""
    if all(find_spec(package) is not None for package in _PACKAGES):
        return
    name = NAMES.get(media_type, "an Excel workbook")
    raise Unreadable(
        "missing_extra", f"this is {name}; pip install 'mingzhang[office]' and run again, then it is read"
    )


def read_office(data: bytes, media_type: OfficeType) -> Document:
    """The Document of a Word or Excel file.

    Raises `Unreadable`; "missing_extra" where the extra `office` is not installed.
    """
    demand_office(media_type)
    if media_type == DOCX:
        from extractors.office.word import read_docx

        return read_docx(data)
    if media_type == DOC:
        from extractors.office.old_word import read_doc

        return read_doc(data)
    if media_type == XLS:
        from extractors.office.old_excel import read_xls

        return read_xls(data)
    from extractors.office.excel import read_xlsx

    return read_xlsx(data)
