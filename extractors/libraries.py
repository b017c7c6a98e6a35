"""What reads formats beside the core: the libraries of each, which of them are here, and in which versions.

A document's rows depend on them as they do on code; those of a PDF do not. What is missing is said by one
exception, with the extra that brings it.
"""

from __future__ import annotations

from functools import cache
from importlib import metadata
from importlib.util import find_spec

from extractors.errors import Unreadable
from extractors.frozen import frozen
from extractors.sniff import DOC, DOCX, HTML, MHTML, OFD, RTF, XLS, XLSX

OFFICE = ("lxml", "olefile", "xlrd")
"""What the extra `office` brings for documents."""
INSTALL = "pip install 'mingzhang[office]'"


@frozen
class Libraries:
    """Who reads a format."""

    word: str
    """The format in names: lower-case letters."""
    name: str
    """As a message calls a document of it."""
    packages: tuple[str, ...]
    """Distributions, each with the name that it is imported by."""
    is_core: bool = False
    """Whether they come with the core, so that none is ever missing."""


_WEB = Libraries("html", "a web page", ("selectolax",), is_core=True)
BY_TYPE = {
    HTML: _WEB,
    MHTML: _WEB,
    DOCX: Libraries("docx", "a Word document", ("lxml",)),
    DOC: Libraries("doc", "a Word document of before 2007", ("lxml", "olefile")),
    RTF: Libraries("rtf", "an RTF document", ("lxml",)),
    XLSX: Libraries("xlsx", "an Excel workbook", ("lxml",)),
    XLS: Libraries("xls", "an Excel workbook of before 2007", ("lxml", "olefile", "xlrd")),
    OFD: Libraries("ofd", "an OFD document", ("lxml",)),
}
"""By media type; of what is not here the core reads all, and its unit of work says by what."""


def demand(media_type: str) -> None:
    """Raises `Unreadable` ("missing_extra") where what reads the format is not installed."""
    libraries = BY_TYPE.get(media_type)
    if libraries is None or libraries.is_core or not missing(libraries):
        return
    raise Unreadable("missing_extra", f"this is {libraries.name}; {INSTALL} and run again, then it is read")


def missing(libraries: Libraries) -> tuple[str, ...]:
    """Those packages that are not here; looked for each time, so that a test can hide one."""
    return missing_of(libraries.packages)


def missing_of(packages: tuple[str, ...]) -> tuple[str, ...]:
    """Those of these packages that are not here.

    >>> missing_of(("numpy", "no_such_package"))
    ('no_such_package',)
    """
    return tuple(package for package in packages if find_spec(package) is None)


@cache
def versions(packages: tuple[str, ...]) -> tuple[str, ...]:
    """The installed packages with their versions."""
    return tuple(f"{package}={metadata.version(package)}" for package in packages)
