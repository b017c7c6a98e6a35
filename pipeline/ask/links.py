"""Links to the page, or the cell of a workbook, that a figure stands in, as browsers, viewers of PDFs and
spreadsheets open them."""

from __future__ import annotations

import re
from pathlib import Path

_INSIDE = "!/"
"""Between an archive and its member: no viewer opens a member, so the archive is what is linked."""
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_OPENED = re.compile(r"(?:xlsx|xls|csv):(.+)", re.DOTALL)
"""Locators that stand behind # in a link: cells, as spreadsheets have them, or as RFC 7111 does."""
_FRAGMENT = re.compile(r"#(page=\d+|[^#/]+![A-Z]+\d+(?::[A-Z]+\d+)?|cell=[\d,-]+)\Z")


def page_link(
    source_url: str | None, source_uri: str | None, page: int | None = None, locator: str | None = None
) -> str | None:
    """The link of a document and place as the views have it (macro `page_link`): where it is published, as
    far as that is known, else where the run found it.

    >>> page_link("https://a.cn/1.pdf", "in/1.pdf", 3), page_link(None, "in/1.pdf", 3)
    ('https://a.cn/1.pdf#page=3', 'in/1.pdf#page=3')
    >>> page_link("https://a.cn/all.zip", "in/all.zip!/1.pdf", 3)
    'https://a.cn/all.zip'
    >>> page_link("https://a.cn/1.xlsx", None, None, "xlsx:附表2!C12")
    'https://a.cn/1.xlsx#附表2!C12'
    >>> page_link("https://a.cn/1.html", None, None, "html:/html/body/p")
    'https://a.cn/1.html'
    """
    place = source_uri if source_url is None else source_url
    cells = None if page is not None or locator is None else _OPENED.fullmatch(locator)
    fragment = f"#page={page}" if page is not None else f"#{cells[1]}" if cells is not None else ""
    if place is None or not fragment:
        return place
    if source_url is not None and ("#" in source_url or source_url.lower().endswith(_ARCHIVES)):
        return source_url
    return place + fragment


def link_of(source: str) -> str | None:
    """The URL of a source as datasets have it (`PATH#page=14`, `PATH#附表2!C12`, an address); null where
    nothing here opens it.

    A path that is not absolute counts from the folder of today, and is linked only where there is a file.

    >>> link_of("https://example.org/a.pdf#page=3"), link_of("s3://bucket/a.pdf#page=3")
    ('https://example.org/a.pdf#page=3', None)
    """
    if source.startswith(("http://", "https://")):
        return source
    if "://" in source:
        return None
    behind = _FRAGMENT.search(source)
    fragment = "" if behind is None else behind[0]
    path, inside, _ = source.removesuffix(fragment).partition(_INSIDE)
    there = Path(path)
    if not (there.is_absolute() or there.is_file()):
        return None
    return there.absolute().as_uri() + ("" if inside else fragment)
