"""Addresses between files: relative, so that a site opens from a disk and below any address."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from pipeline.explorer.addresses import Addresses, of_question, on_the_web
from pipeline.explorer.headers import WITHIN
from pipeline.explorer.site.chosen import Chosen
from pipeline.language.spoken import Language

NOWHERE = "not-here"
"""What is no address in a site; `site.linked` takes links to it out of a page."""
MARKS = frozenset({"fact", "finding", "table", "row", "col", "quantity", "start", "end"})
"""What a script of the page marks; the file is the same."""
LEAVES = frozenset({"page", "part"})
"""What makes another file of an address."""
WITH = ("start", "findings")
"""Pages without an id that a site has; the others ask a server."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Target:
    """A page of a site: its address as it is served, without marks, and what makes a leaf of it."""

    path: str
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """Its file below the folder of a language, without ending.

        >>> Target("/b/110000:audit:organ").file, Target("/d/ab/text", (("page", "2"),)).file
        ('b/110000.audit.organ', 'd/ab/text-page-2')
        """
        parts = [file_name(unquote(part)) for part in self.path.strip("/").split("/")]
        leaf = "".join(f"-{file_name(name)}-{file_name(value)}" for name, value in self.asked)
        return ("/".join(parts) or "index") + leaf

    @property
    def has_json(self) -> bool:
        """Whether it is a page of its own, and not a leaf that repeats what another has."""
        return "page" not in dict(self.asked)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a site: of a page, or of what is marked on it."""

    doc_id: str
    page: int
    mark: tuple[tuple[str, Any], ...] = ()

    @property
    def file(self) -> str:
        """Its file; both languages have the same."""
        cut = "".join(f"-{name}-{file_name(str(value))}" for name, value in self.mark)
        return f"pictures/{self.doc_id}/{self.page}{cut}.webp"


def file_name(text: str) -> str:
    """A text as part of a path that every file system takes; what is lost is told apart by a hash.

    >>> file_name("310107:audit:organ"), file_name("a/b")
    ('310107.audit.organ', 'a_b-c14cddc0')
    """
    dotted = text.replace(":", ".")
    safe = _UNSAFE.sub("_", dotted)
    if safe != dotted or safe in (".", ".."):
        return f"{safe.strip('.')}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return safe


class SiteAddresses(Addresses):
    """Of one file. What it was asked for is gathered: these are the files that there have to be."""

    policy: str | None = WITHIN

    def __init__(
        self,
        at: Target,
        chosen: Chosen,
        is_page: Callable[[str], bool],
        language: Language,
        folder: str = "",
        pictures: bool = True,
        base_url: str | None = None,
    ) -> None:
        """`is_page` says of a served path whether there is a page; `folder` is that of the language, empty
        where there is one; `base_url` is where the site will be.
        """
        super().__init__()
        self.at, self.chosen, self.language, self.folder = at, chosen, language, folder
        self.is_page, self.with_pictures = is_page, pictures
        self.targets: set[Target] = set()
        self.pictures: set[Picture] = set()
        self.canonical = None if base_url is None else f"{base_url.rstrip('/')}/{quote(self._file(at))}"

    def has(self, name: str) -> bool:
        """Whether there is a page of this name."""
        return name in WITH and (name != "findings" or self.chosen.is_everything)

    def shown(self, here: str) -> str:
        """Where it will be, if that is known; else the file."""
        del here
        return self.canonical or self._file(self.at)

    def page(self, name: str, /, **asked: Any) -> str:
        """Of a page by its name; nowhere for one that asks a server."""
        return self.of(super().page(name, **asked)) if self.has(name) else NOWHERE

    def body(self, entity_id: str) -> str:
        """Of a body, where it is chosen."""
        return self.of(super().body(entity_id)) if entity_id in self.chosen.bodies else NOWHERE

    def division(self, code: str) -> str:
        """Of a division, where a document of it is chosen."""
        return self.of(super().division(code)) if self.chosen.has_division(code) else NOWHERE

    def finding(self, finding_id: str) -> str:
        """Of a finding of a chosen document."""
        return self.of(super().finding(finding_id)) if finding_id in self.chosen.findings else NOWHERE

    def project(self, doc_id: str, project_id: str) -> str:
        """Of a performance form of a document, where it is chosen."""
        return self._of_document(doc_id, super().project(doc_id, project_id))

    def form(self, here: str, form: str) -> str | None:
        """The JSON beside this page; lists to take away are made by a server."""
        del here
        return posixpath.basename(self.at.file) + ".json" if form == "json" and self.at.has_json else None

    def document(self, doc_id: str) -> str:
        """Of a document, where it is chosen."""
        return self._of_document(doc_id, super().document(doc_id))

    def place(self, doc_id: str, page: int | None, **mark: Any) -> str:
        """Of a page of a document; a script of the page marks what is to be marked."""
        return self._of_document(doc_id, super().place(doc_id, page, **mark))

    def text(self, doc_id: str, **asked: Any) -> str:
        """Of the text of a document, where it is chosen."""
        return self._of_document(doc_id, super().text(doc_id, **asked))

    def figure(self, doc_id: str, **mark: Any) -> str:
        """Nowhere: there are too many for files."""
        del doc_id, mark
        return NOWHERE

    def picture(self, doc_id: str, page: int, dpi: int | None = None) -> str:
        """Of the picture of a page, one size of it."""
        del dpi
        return self._picture(Picture(doc_id, page))

    def cut(self, doc_id: str, page: int, **mark: Any) -> str:
        """Of the strip around what is marked."""
        given = {name: value for name, value in mark.items() if value is not None}
        return self._picture(Picture(doc_id, page, tuple(sorted(given.items()))))

    def original(self, doc_id: str) -> str:
        """Where it is published, if that is known."""
        return on_the_web(self.chosen.documents.get(doc_id)) or NOWHERE

    def static(self, name: str) -> str:
        """Of a file of the explorer's own."""
        return self._relative(f"static/{name}")

    def of(self, address: str) -> str:
        """A served address as one between files; nowhere where a file cannot answer it."""
        parts = urlsplit(address)
        asked = parse_qsl(parts.query)
        if not {name for name, _ in asked} <= MARKS | LEAVES or not self.is_page(parts.path):
            return NOWHERE
        target = Target(parts.path, tuple(sorted(pair for pair in asked if pair[0] in LEAVES)))
        self.targets.add(target)
        return self._relative(self._file(target)) + of_question({n: v for n, v in asked if n in MARKS})

    def again(self, changes: Mapping[str, str]) -> str:
        """This page with something asked otherwise: another leaf of it, or the other language."""
        changed = dict(changes)
        other = changed.pop("lang", self.language)
        if other != self.language:
            return self._relative(f"{other}/{self.at.file}.html") if self.folder and not changed else NOWHERE
        if not changed.keys() <= LEAVES:
            return NOWHERE
        return self.of(self.at.path + of_question({**dict(self.at.asked), **changed}))

    def _of_document(self, doc_id: str, address: str) -> str:
        return self.of(address) if doc_id in self.chosen.documents else NOWHERE

    def _picture(self, picture: Picture) -> str:
        if not self.with_pictures or picture.doc_id not in self.chosen.documents:
            return NOWHERE
        self.pictures.add(picture)
        return self._relative(picture.file)

    def _file(self, target: Target) -> str:
        return posixpath.join(self.folder, f"{target.file}.html")

    def _relative(self, file: str) -> str:
        here = posixpath.dirname(self._file(self.at))
        return quote(posixpath.relpath(file, here or "."))
