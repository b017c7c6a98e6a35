"""What a document of the repository needs to be a page: links between pages, Chinese lines put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath

LINK = re.compile(r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^()\s]+)\)")
_CODE = re.compile(r"(^```.*?^```|`[^`\n]+`)", re.MULTILINE | re.DOTALL)
_HAN = r"[\u2e80-\u9fff\uff00-\uffef“”]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\n(?={_HAN})")
_ELSEWHERE = re.compile(r"[a-z]+:|#")


def joined(text: str) -> str:
    """Chinese lines of a paragraph put together: a browser would show a space where a line ends.

    >>> joined("原点在\\n页面左上角。\\n\\nA line\\nof English")
    '原点在页面左上角。\\n\\nA line\\nof English'
    """
    pieces = _CODE.split(text)
    pieces[::2] = [_BETWEEN_HAN.sub("", piece) for piece in pieces[::2]]
    return "".join(pieces)


def relinked(text: str, origin: str, pages: Mapping[str, str]) -> str:
    """A document with its links between pages: `pages` says where a file of the repository stands in the
    site. `origin` is the path of the document in the repository.

    What is no page of the site (a program, a folder) keeps its text and loses its link: the pages are read
    where the repository is not.

    >>> pages = {"docs/scans.md": "scans.md", "output/README.md": "reference/datasets.md"}
    >>> relinked("[a](../output/README.md#facts) [b](scans.md) [c](../x.py) `[d](y)`", "docs/scans.md", pages)
    '[a](reference/datasets.md#facts) [b](scans.md) c `[d](y)`'
    """

    def page(link: re.Match[str]) -> str:
        if _ELSEWHERE.match(link["target"]):
            return link[0]
        path, mark, anchor = link["target"].partition("#")
        found = pages.get(normpath(join(dirname(origin), path)))
        if found is None:
            return link["text"]
        return (
            f"{link['image']}[{link['text']}]({relpath(found, dirname(pages[origin]) or '.')}{mark}{anchor})"
        )

    pieces = _CODE.split(text)
    pieces[::2] = [LINK.sub(page, piece) for piece in pieces[::2]]
    return "".join(pieces)
