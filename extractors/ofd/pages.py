"""The pages of an OFD file, each read as a page of print, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from extractors.document import Document, OcrMode
from extractors.errors import Unreadable
from extractors.images.pictures import pictures_in
from extractors.ocr.models import recogniser_available
from extractors.ofd.content import POINTS_PER_MM, Budget, Drawn, numbers
from extractors.ofd.package import Package, damaged, joined
from extractors.ofd.resources import Resources
from extractors.pdf.blocks import assemble
from extractors.pdf.guards import MIN_GLYPHS_PER_PAGE
from extractors.pdf.page import PageContent
from extractors.pdf.placed_page import PageInk
from extractors.pdf.scanned import page_of_picture, unread_page
from extractors.sniff import OFD

ROOT = "OFD.xml"
MOST_PAGES = 5_000
USUAL_PAPER, LARGEST_PAPER = (210.0, 297.0), 5_000.0
"""Millimetres: where a document does not say how large its pages are, and more than any is."""
Paper = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Page:
    drawn: Drawn
    picture: str | None = None
    """The part with the picture, of a page that is nothing else."""


def read_pages(data: bytes, ocr: OcrMode) -> Document:
    """As `extractors.ofd.reader.read_ofd`, where lxml is installed."""
    package = Package(data)
    root = package.xml(ROOT)
    if root is None:
        raise damaged(f"it has no {ROOT}")
    contents: list[PageContent] = []
    failed: list[int] = []
    said: Counter[str] = Counter()
    for number, page in enumerate(_pages(package, root), start=1):
        if page is None:
            failed.append(number)
            continue
        contents.append(_read(package, page, ocr))
        said["pages with drawings by reference, which are not read"] += page.drawn.composites > 0
        said["pages with turned text"] += page.drawn.ink.n_turned > 0
        said["pages with objects that are not shown"] += page.drawn.unseen > 0 or page.drawn.ink.n_outside > 0
    if not contents:
        raise damaged("none of its pages can be read" if failed else "it has no pages")
    _demand_text(contents, ocr)
    document = assemble(contents, failed, OFD)
    remarks = (f"{what}: {count}" for what, count in said.items() if count)
    return replace(document, notes=(*document.notes, *remarks), modified_at=_modified_at(root))


def _pages(package: Package, root: etree._Element) -> Iterator[_Page | None]:
    """Every page of every document in the file; null for one that is broken."""
    count, budget = 0, Budget()
    for body in root.iterfind("{*}DocBody"):
        name = joined("", body.findtext("{*}DocRoot") or "")
        document = package.xml(name)
        if document is None:
            raise damaged(f"its part {name} is missing")
        common = document.find("{*}CommonData")
        usual = _paper(common)
        templates = {
            template.get("ID", ""): joined(name, template.get("BaseLoc", ""))
            for template in (() if common is None else common.iterfind("{*}TemplatePage"))
        }
        resources = Resources(package, name, common)
        for page in document.iterfind("{*}Pages/{*}Page"):
            count += 1
            if count > MOST_PAGES:
                raise Unreadable("too_large", f"an OFD file of more than {MOST_PAGES} pages; split it")
            content = _whole(package, joined(name, page.get("BaseLoc", "")))
            if content is None:
                yield None
                continue
            width, height = _paper(content) or usual or USUAL_PAPER
            drawn = Drawn(PageInk(count, width * POINTS_PER_MM, height * POINTS_PER_MM), budget)
            for template in content.iterfind("{*}Template"):
                below = _whole(package, templates.get(template.get("TemplateID", ""), ""))
                if below is not None:
                    drawn.content(below)
            drawn.content(content)
            picture = None
            if drawn.ink.n_chars < MIN_GLYPHS_PER_PAGE and drawn.images:
                resource, _ = max(drawn.images, key=lambda image: _area(image[1]))
                picture = resources.file_of(resource)
            yield _Page(drawn, picture)


def _whole(package: Package, part: str) -> etree._Element | None:
    """The root of a part; null where it is missing or broken. Raises `Unreadable` for other reasons."""
    try:
        return package.xml(part)
    except Unreadable as error:
        if error.kind != "damaged":
            raise
        return None


def _read(package: Package, page: _Page, ocr: OcrMode) -> PageContent:
    """The page; read from its picture where it is nothing else and somebody can."""
    ink = page.drawn.ink
    content = replace(ink.content(), truncated=page.drawn.truncated)
    if page.picture is None or ocr == "never" or not recogniser_available():
        return content
    size = (ink.width, ink.height)
    try:
        picture = next(iter(pictures_in(package.part(page.picture) or b"")), None)
        return content if picture is None else page_of_picture(ink.number, picture, size)
    except MemoryError:
        raise  # it is the whole document that has too little
    except Unreadable as error:
        if error.kind != "damaged":
            raise
        return content  # a broken picture costs its page
    except Exception as error:
        # Whatever a model or its runtime raises costs this page and no other.
        return unread_page(ink.number, size, error)


def _demand_text(contents: list[PageContent], ocr: OcrMode) -> None:
    solid = sum(content.page.n_glyphs for content in contents)
    recognised = any(c.page.origin == "ocr" and c.page.n_glyphs >= MIN_GLYPHS_PER_PAGE for c in contents)
    if recognised or solid >= MIN_GLYPHS_PER_PAGE * len(contents):
        return
    counts = f"{solid} characters on {len(contents)} pages"
    if not any(content.page.has_image for content in contents):
        raise Unreadable("empty", f"the OFD file holds neither text nor images ({counts})")
    remedy = "OCR finds no text either"
    if not recogniser_available():
        remedy = "pip install 'mingzhang[ocr]' and run again, then it is read by OCR"
    elif ocr == "never":
        remedy = "run with --ocr auto, then it is read by OCR"
    raise Unreadable("scan", f"the OFD file has no text ({counts}; its pages are images): {remedy}")


def _paper(element: etree._Element | None) -> Paper | None:
    """Width and height of pages in millimetres, as an area says; null where none does."""
    if element is None:
        return None
    for area in ("PageArea", "Area"):
        for box in ("PhysicalBox", "ApplicationBox"):
            values = numbers(element.findtext(f"{{*}}{area}/{{*}}{box}"), 4)
            if len(values) == 4 and all(0 < side <= LARGEST_PAPER for side in values[2:]):
                return values[2], values[3]
    return None


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _modified_at(root: etree._Element) -> datetime | None:
    """When the file says that it was last changed, taken as UTC where it names no zone."""
    for name in ("ModDate", "CreationDate"):
        said = (root.findtext(f"{{*}}DocBody/{{*}}DocInfo/{{*}}{name}") or "").strip()
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            continue
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return None
