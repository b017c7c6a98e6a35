"""Where inputs are published: addresses of the web as links have them, and one base for a whole folder."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from pipeline.intake.archives import INSIDE
from pipeline.intake.web import SCHEMES, NoAnswer, checked
from pipeline.storage.folders import is_url

_KEPT = "%/:=&?~!$,;'@()*[]|+#"
"""What is left as it stands in a fragment."""


def written(url: str) -> str:
    """An address as a link has it: what is not ASCII is written with percent signs, what is written so stays.

    Raises `ValueError` for what is no http or https address; the message says so.

    >>> written("https://a.cn/决算 2024.pdf#page=3")
    'https://a.cn/%E5%86%B3%E7%AE%97%202024.pdf#page=3'
    """
    try:
        address, fragment = checked(url.strip()), urlsplit(url.strip()).fragment
    except NoAnswer as error:
        shown = url.strip() or "''"
        raise ValueError(f"{shown} is no http or https address") from error
    return f"{address}#{quote(fragment, safe=_KEPT)}" if fragment else address


def own_address(uri: str) -> str | None:
    """The address of an input that is one itself, as `written`; null of others.

    >>> own_address("http://a.cn/1.pdf"), own_address("in/1.pdf")
    ('http://a.cn/1.pdf', None)
    """
    if not uri.startswith(tuple(f"{scheme}://" for scheme in SCHEMES)):
        return None
    try:
        return written(uri)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class BaseUrl:
    """An address below which everything lies that is found below some roots, under the same names."""

    url: str
    """Ends with a slash, or as the address of a download does."""
    roots: tuple[str, ...]
    """Beginnings of uris: of a folder with its slash, of a file with the folder that it lies in."""

    @classmethod
    def of(cls, url: str, paths: Iterable[str]) -> BaseUrl:
        """The base of what is found below paths as a run is given them: files, folders, globs, URLs.

        What a glob matches is below the folder before its first wildcard. Raises `ValueError` for what is no
        http or https address.
        """
        base = written(url)
        if "#" in base:
            raise ValueError(f"{url} has a fragment (#…); leave it out of the base URL")
        is_open = base.endswith("/") or "?" in base
        return cls(base if is_open else f"{base}/", tuple(dict.fromkeys(map(_root, paths))))

    def address_of(self, uri: str) -> str | None:
        """The address of an input; of one in an archive that of the archive; null of what is below no root.

        >>> BaseUrl("https://a.cn/f/", ("in/",)).address_of("in/2024/50% #1.pdf")
        'https://a.cn/f/2024/50%25%20%231.pdf'
        """
        path = uri.partition(INSIDE)[0]
        fits = [root for root in self.roots if path.startswith(root)]
        if not fits:
            return None
        return self.url + quote(path[len(min(fits, key=len)) :], safe="/")


def _root(given: str) -> str:
    if is_url(given):
        scheme, _, place = given.partition("://")
        start = _before_wildcards(place) if glob.has_magic(place) else place
        if start == place and place.rpartition("/")[2].count("."):
            start = place.rpartition("/")[0]
        return f"{scheme}://{start.rstrip('/')}/"
    path = Path(given)
    if not path.exists() and glob.has_magic(given):
        path = Path(_before_wildcards(given))
    elif not path.is_dir():
        path = path.parent
    start = path.as_posix()
    return "" if start == "." else start if start.endswith("/") else f"{start}/"


def _before_wildcards(pattern: str) -> str:
    """The folders of a glob before its first wildcard.

    >>> _before_wildcards("in/20*/x/*.pdf"), _before_wildcards("*.pdf")
    ('in', '')
    """
    parts = pattern.replace("\\", "/").split("/")
    first = next(n for n, part in enumerate(parts) if glob.has_magic(part))
    return "/".join(parts[:first]) or ("/" if first else "")
