"""Pages to files: begins at the first page, and follows what pages link to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

import msgspec
from starlette.routing import Match, Route

from pipeline.explorer.edition import Edition, NotThere
from pipeline.explorer.page import Page
from pipeline.explorer.pictures.marks import Marks, boxes_of
from pipeline.explorer.rendering import STATIC, rendered
from pipeline.explorer.site.addresses import NOWHERE, Picture, SiteAddresses, Target
from pipeline.explorer.site.chosen import Choice, Chosen, chosen
from pipeline.explorer.site.files import Files
from pipeline.explorer.sorry import Sorry
from pipeline.language.spoken import Language, speaking
from pipeline.reports.originals import NoOriginal
from pipeline.reports.page_pictures import NoPicture

_HERE = f"{NOWHERE}/again"
"""The address of a page as its template sees it; what is asked otherwise of it stands behind."""
_ADDRESS = re.compile(
    rf' (href|src|srcset|action|formaction|value|data-[a-z-]+|hx-[a-z]+)="({NOWHERE}[^"]*)"'
)
_FORM = re.compile(r'<form\b(?![^>]* method="dialog")')
START = Target("/")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a site is made."""

    choice: Choice = field(default_factory=Choice)
    languages: tuple[Language, ...] = ("en",)
    """Several stand in folders of their own."""
    pictures: bool = True
    dpi: int = 130
    base_url: str | None = None


@dataclass
class Site:
    """What was made."""

    files: Files
    documents: int = 0
    pages: int = 0
    pictures: int = 0
    without_picture: dict[str, str] = field(default_factory=dict)
    """Documents whose pages have no pictures, and why."""


def write_site(
    edition: Edition,
    pages: Sequence[Page],
    folder: Path,
    asked: Asked,
    tell: Callable[[Site], None] = lambda _: None,
) -> Site:
    """Writes a site, and tells how far it is after each page.

    Raises `NotThere` and `UnknownDivision` for a choice of nothing, `WrongAsked` for a folder of somebody
    else, `OSError` where it cannot be written.
    """
    files = Files(folder)
    chose = chosen(edition, asked.choice)
    site = Site(files, len(chose.documents))
    try:
        for path in sorted(STATIC.rglob("*")):
            if path.is_file():
                files.put(f"static/{path.relative_to(STATIC).as_posix()}", path.read_bytes())
        drawn: set[Picture] = set()
        for language in asked.languages:
            _write_language(_Maker(edition, pages, chose, asked, language), site, drawn, tell)
        if len(asked.languages) > 1:
            files.put("index.html", _choice_of_languages(asked.languages))
        files.finish()
    except BaseException:
        files.give_up()
        raise
    return site


def _write_language(maker: _Maker, site: Site, drawn: set[Picture], tell: Callable[[Site], None]) -> None:
    left = maker.seeds()
    seen = set(left)
    while left:
        target = left.pop()
        to = maker.addresses(target)
        html, json = maker.page(target, to)
        site.files.put(maker.file(target, "html"), html)
        if json is not None:
            site.files.put(maker.file(target, "json"), json)
        site.pages += 1
        for picture in sorted(to.pictures - drawn, key=lambda one: one.file):
            drawn.add(picture)
            _put_picture(maker, picture, site)
        new = sorted(to.targets - seen, key=_order, reverse=True)
        seen.update(new)
        left += new
        tell(site)


def _put_picture(maker: _Maker, picture: Picture, site: Site) -> None:
    """A picture as a file, unless it is there: the bytes of a document never change."""
    name = picture.file
    if picture.doc_id in site.without_picture:
        return
    if not site.files.keep(name):
        try:
            site.files.put(name, maker.picture(picture))
        except (NoOriginal, NoPicture) as error:
            site.without_picture[picture.doc_id] = str(error)
            return
    site.pictures += 1


class _Maker:
    """Renders the pages of one language."""

    def __init__(
        self, edition: Edition, pages: Sequence[Page], chose: Chosen, asked: Asked, language: Language
    ) -> None:
        self.edition, self.chosen, self.asked, self.language = edition, chose, asked, language
        self.folder = language if len(asked.languages) > 1 else ""
        self._routes = [(Route(page.path, _nothing), page) for page in pages]

    def addresses(self, target: Target) -> SiteAddresses:
        """Of the file of a page."""
        asked = self.asked
        return SiteAddresses(
            target,
            self.chosen,
            self.is_page,
            self.language,
            self.folder,
            asked.pictures,
            asked.base_url,
        )

    def seeds(self) -> list[Target]:
        """The first page, and whatever is chosen although no page may link to it; the last comes first."""
        to = self.addresses(START)
        for doc_id in self.chosen.documents:
            to.document(doc_id)
        for entity_id in self.chosen.bodies:
            to.body(entity_id)
        for code in self.chosen.divisions:
            to.division(code)
        return [*sorted(to.targets, key=_order, reverse=True), START]

    def is_page(self, path: str) -> bool:
        """Whether there is a page at a served path."""
        return self._at(path) is not None

    def file(self, target: Target, ending: str) -> str:
        """Below the folder of the site."""
        return f"{self.folder}/{target.file}.{ending}".lstrip("/")

    def page(self, target: Target, to: SiteAddresses) -> tuple[bytes, bytes | None]:
        """A page as HTML and as JSON; what there is not says so, and has no JSON."""
        with speaking(self.language):
            template, name, record = self._record(target)
            html = rendered(template, page=record, name=name, to=to, here=_HERE)
        as_json = None if isinstance(record, Sorry) or not target.has_json else msgspec.json.encode(record)
        return linked(html, to).encode(), as_json

    def picture(self, picture: Picture) -> bytes:
        """WebP. Raises `NoOriginal`, `NoPicture`."""
        document = self.edition.document(picture.doc_id)
        if picture.mark:
            boxes = boxes_of(self.edition, document, picture.page, Marks(**dict(picture.mark)))
            return self.edition.pictures.cut(document, picture.page, boxes)
        return self.edition.pictures.page(document, picture.page, self.asked.dpi)

    def _record(self, target: Target) -> tuple[str, str, Any]:
        found = self._at(target.path)
        assert found is not None
        page, of_the_path = found
        asked = msgspec.convert({**dict(target.asked), **of_the_path}, page.asked, strict=False)
        try:
            return page.template, page.name, page.answer(self.edition, asked)
        except NotThere as error:
            return "sorry.html", "sorry", Sorry(str(error))

    def _at(self, path: str) -> tuple[Page, dict[str, Any]] | None:
        scope = {"type": "http", "method": "GET", "path": unquote(path), "headers": []}
        for route, page in self._routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                return page, found["path_params"]
        return None


def _order(target: Target) -> tuple[Any, ...]:
    return target.path, target.asked


def linked(html: str, to: SiteAddresses) -> str:
    """A page whose links lead to files: what leads nowhere is no link, and a form that asks is hidden."""

    def address(found: re.Match[str]) -> str:
        name, value = found[1], unescape(found[2])
        if name == "href" and value.startswith(f"{_HERE}?"):
            target = to.again(dict(parse_qsl(value.partition("?")[2], keep_blank_values=True)))
            if target != NOWHERE:
                return f' href="{escape(target)}"'
        return ""

    return _ADDRESS.sub(address, _FORM.sub("<form hidden", html))


def _choice_of_languages(languages: Sequence[Language]) -> bytes:
    """The first page of a site in several languages: to the first, with links to all."""
    links = " ".join(f'<a href="{one}/index.html" lang="{one}">{one}</a>' for one in languages)
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Mingzhang</title>\n'
        f'<meta http-equiv="refresh" content="0; url={quote(languages[0])}/index.html"></head>\n'
        f"<body><p>{links}</p></body>\n</html>\n"
    ).encode()


def _nothing() -> None:
    """Nobody asks: a route only says what an address is of."""
