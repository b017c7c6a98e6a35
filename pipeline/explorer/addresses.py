"""Where pages are: the one place that knows how addresses are made. Templates and records ask it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit


def of_question(asked: Mapping[str, Any]) -> str:
    """What is asked, behind an address; nothing of what is null or empty. The number 0 is neither.

    >>> of_question({"year": 2025, "code": ["A", "B"], "entity": None})
    '?year=2025&code=A&code=B'
    >>> of_question({"col": 0, "all": False})
    '?col=0'
    """
    given = {name: value for name, value in asked.items() if value is not None and value is not False}
    given = {name: value for name, value in given.items() if value != ""}
    return f"?{urlencode(given, doseq=True)}" if given else ""


def on_the_web(url: str | None) -> str | None:
    """An address that a page may link to; null for one that is none of the web, or hides where it leads.

    >>> on_the_web("https://www.example.gov.cn/2026.pdf"), on_the_web("javascript:x()"), on_the_web("//a.cn")
    ('https://www.example.gov.cn/2026.pdf', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    is_open = parts.scheme in ("http", "https") and parts.hostname is not None and "@" not in parts.netloc
    return url if is_open else None


class Addresses:
    """Addresses of a server. Ids of documents are whole: links are kept and cited."""

    policy: str | None = None
    """What a page says itself that it may load; a server says it in the headers of its answer."""
    canonical: str | None = None
    """The whole address of the page, where that is known."""

    def has(self, name: str) -> bool:
        """Whether there is a page of this name: a site has none that asks a server."""
        del name
        return True

    def __init__(self, base: str = "", version: str = "") -> None:
        """`base` stands before all of them; `version` is another where a file of `static` is."""
        self.base, self.version = base, version

    def shown(self, here: str) -> str:
        """The address of a page as it stands on paper."""
        return self.canonical or here

    def page(self, name: str, /, **asked: Any) -> str:
        """Of one of the pages without an id, by its name: start, search, compare, findings, ask, …"""
        return f"{self.base}/{'' if name == 'start' else name}{of_question(asked)}"

    def body(self, entity_id: str) -> str:
        """Of a body."""
        return f"{self.base}/b/{quote(entity_id, safe='')}"

    def division(self, code: str) -> str:
        """Of a division, by the digits of its code."""
        return f"{self.base}/in/{quote(code, safe='')}"

    def finding(self, finding_id: str) -> str:
        """Of one finding."""
        return f"{self.base}/findings/{quote(finding_id, safe='')}"

    def document(self, doc_id: str) -> str:
        """Of a document."""
        return f"{self.base}/d/{doc_id}"

    def place(self, doc_id: str, page: int | None, **mark: Any) -> str:
        """Of a page of a document with one thing marked: fact=, table= with row= and col=, quantity=,
        finding=, start= and end= of characters. Null is the page of a document that has none.
        """
        at = "" if page is None else f"/p/{page}"
        return f"{self.base}/d/{doc_id}{at}{of_question(mark)}"

    def text(self, doc_id: str, **asked: Any) -> str:
        """Of the canonical text of a document: page= or part= of it, or something marked as in `place`."""
        return f"{self.base}/d/{doc_id}/text{of_question(asked)}"

    def figure(self, doc_id: str, **mark: Any) -> str:
        """Of everything that is known of one figure, without its page; marked as in `place`."""
        return f"{self.base}/d/{doc_id}/figure{of_question(mark)}"

    def project(self, doc_id: str, project_id: str) -> str:
        """Of a performance form of a document."""
        return f"{self.base}/d/{doc_id}/form/{project_id}"

    def picture(self, doc_id: str, page: int, dpi: int | None = None) -> str:
        """Of the picture of a page, WebP."""
        return f"{self.base}/d/{doc_id}/p/{page}.webp{of_question({'dpi': dpi})}"

    def cut(self, doc_id: str, page: int, **mark: Any) -> str:
        """Of the strip of a page around what is marked, boxed, WebP; marks as `place` takes them: fact=,
        finding= (all of its evidence on that page), quantity=, table= with row= and col=.
        """
        return f"{self.base}/d/{doc_id}/p/{page}/cut.webp{of_question(mark)}"

    def original(self, doc_id: str) -> str:
        """Of the file itself."""
        return f"{self.base}/d/{doc_id}/original"

    def form(self, here: str, form: str) -> str | None:
        """Of what a page shows in another form: csv, xlsx, parquet, json. Null where it is not served so.

        >>> Addresses().form("/findings?code=A", "csv"), Addresses().form("/", "json")
        ('/findings.csv?code=A', '/index.json')
        """
        path, mark, question = here.partition("?")
        return f"{'/index' if path == '/' else path}.{form}{mark}{question}"

    def static(self, name: str) -> str:
        """Of a file of the explorer's own."""
        return f"{self.base}/static/{name}{of_question({'v': self.version})}"
