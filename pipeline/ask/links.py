"""Links to the page that a figure stands on, as a browser or a viewer of PDFs opens them."""

from __future__ import annotations

from pathlib import Path

_INSIDE = "!/"
"""Between an archive and its member: no viewer opens a member, so the archive is what is linked."""
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


def page_link(source_url: str | None, source_uri: str | None, page: int | None = None) -> str | None:
    """The link of a document and page as the views have it (macro `page_link`): where it is published, as far
    as that is known, else where the run found it.

    >>> page_link("https://a.cn/1.pdf", "in/1.pdf", 3), page_link(None, "in/1.pdf", 3)
    ('https://a.cn/1.pdf#page=3', 'in/1.pdf#page=3')
    >>> page_link("https://a.cn/all.zip", "in/all.zip!/1.pdf", 3)
    'https://a.cn/all.zip'
    """
    place = source_uri if source_url is None else source_url
    if place is None or page is None:
        return place
    if source_url is not None and ("#" in source_url or source_url.lower().endswith(_ARCHIVES)):
        return source_url
    return f"{place}#page={page}"


def link_of(source: str) -> str | None:
    """The URL of a source as datasets have it (`PATH#page=14`, an address); null where nothing here opens it.

    A path that is not absolute counts from the folder of today, and is linked only where there is a file.

    >>> link_of("https://example.org/a.pdf#page=3"), link_of("s3://bucket/a.pdf#page=3")
    ('https://example.org/a.pdf#page=3', None)
    """
    if source.startswith(("http://", "https://")):
        return source
    if "://" in source:
        return None
    place, mark, fragment = source.rpartition("#page=")
    path, inside, _ = (place if mark else source).partition(_INSIDE)
    there = Path(path)
    if not (there.is_absolute() or there.is_file()):
        return None
    page = f"{mark}{fragment}" if mark and not inside else ""
    return there.absolute().as_uri() + page
