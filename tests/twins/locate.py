"""Whether places lead back: what another library finds where a locator points, against what was read there."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from extractors.document import Place
from pipeline.reading.extraction import Extraction

Finder = Callable[[str], "str | float | None"]
"""Gives what stands at a locator (without its scheme): a text, a number, or nothing."""
_CELL = re.compile(r"(?P<sheet>.*)!(?P<col>[A-Z]+)(?P<row>[0-9]+)(?::[A-Z]+[0-9]+)?", re.DOTALL)
_STEP = re.compile(r"([a-z]+)\[(\d+)\]")


@dataclass(frozen=True)
class Led:
    """How many values have a place, and how many are found there."""

    values: int
    placed: int
    found: int
    lost: tuple[tuple[str, str], ...]
    """Locator and value of some that are not found."""


def asked(found: Extraction) -> set[str]:
    """The places of all values, without their scheme."""
    places = [f.place.locator for f in found.facts] + [c.place.locator for t in found.tables for c in t.cells]
    return {place.partition(":")[2] for place in places if place}


def led_back(found: Extraction, finder: Finder) -> Led:
    """Of every fact and every amount of a table: whether its place says its number."""
    values = [(place.locator, raw, value) for place, raw, value in _values(found)]
    placed = [(locator.partition(":")[2], raw, value) for locator, raw, value in values if locator]
    lost = [(locator, raw) for locator, raw, value in placed if not _says(finder(locator), raw, value)]
    return Led(len(values), len(placed), len(placed) - len(lost), tuple(lost[:5]))


def led_to_print(found: Extraction, pdf: bytes) -> Led:
    """The same of pages and boxes: whether the printed twin has the number there, as pdfplumber reads it."""
    import pdfplumber

    values = _values(found)
    placed = [(p.page, p.box, raw) for p, raw, _ in values if p.page is not None and p.box is not None]
    lost = []
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        chars = [page.chars for page in document.pages]
        for page, (x0, top, x1, bottom), raw in placed:
            there = "".join(
                c["text"]
                for c in chars[page - 1]
                if x0 - 1 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1
                and top - 2 <= (c["top"] + c["bottom"]) / 2 <= bottom + 2
            )
            if "".join(raw.split()) not in "".join(there.split()):
                lost.append((f"page {page} {x0:.0f},{top:.0f},{x1:.0f},{bottom:.0f}", raw))
    return Led(len(values), len(placed), len(placed) - len(lost), tuple(lost[:5]))


def _values(found: Extraction) -> list[tuple[Place, str, Decimal | None]]:
    """Place, printed text and value of every fact and every amount of a table."""
    values = [
        (f.place, f.value_raw or "", f.value)
        for f in found.facts
        if f.value is not None and f.source_kind != "derived"
    ]
    return values + [(c.place, c.text, c.value) for t in found.tables for c in t.cells if c.value is not None]


def _says(there: str | float | None, raw: str, value: Decimal | None) -> bool:
    """Whether what stands there is the number: as text within it, or kept with more decimals than are shown."""
    if there is None:
        return False
    if isinstance(there, str):
        plain = "".join(there.split())
        wanted = "".join(raw.split())
        return wanted in plain or wanted.replace(",", "") in plain.replace(",", "")
    try:
        shown = Decimal(raw.replace(",", "").rstrip("%"))
    except InvalidOperation:
        return value is not None and abs(Decimal(str(there)) - value) < Decimal("0.01")
    step = Decimal(1).scaleb(shown.as_tuple().exponent)  # type: ignore[arg-type]
    kept = Decimal(repr(float(there)))
    return any(abs(kept * factor - shown) <= step for factor in (1, 100))


def in_xlsx(data: bytes) -> Finder:
    """By openpyxl."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)

    def find(locator: str) -> str | float | None:
        match = _CELL.fullmatch(locator)
        if match is None:
            return None
        name = match["sheet"]
        name = name[1:-1].replace("''", "'") if name.startswith("'") else name
        value: str | float | None = book[name][f"{match['col']}{match['row']}"].value
        return value

    return find


def in_xls(data: bytes) -> Finder:
    """By calamine."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }

    def find(locator: str) -> str | float | None:
        match = _CELL.fullmatch(locator)
        if match is None:
            return None
        name = match["sheet"]
        name = name[1:-1].replace("''", "'") if name.startswith("'") else name
        col = 0
        for letter in match["col"]:
            col = col * 26 + ord(letter) - 64
        rows = sheets[name]
        row = int(match["row"]) - 1
        value: Any = rows[row][col - 1] if row < len(rows) and col - 1 < len(rows[row]) else None
        return value if isinstance(value, str | float | int) else None

    return find


def in_docx(data: bytes) -> Finder:
    """By python-docx: tables and paragraphs of a body or a cell by number, rows and cells by theirs."""
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(io.BytesIO(data)).element.body
    tags = {"t": "w:tbl", "r": "w:tr", "c": "w:tc", "p": "w:p"}

    def find(locator: str) -> str | None:
        here = body
        for kind, number in _STEP.findall(locator):
            if kind not in tags:
                return None
            children = here.findall(qn(tags[kind]))
            if len(children) < int(number):
                return None
            here = children[int(number) - 1]
        return "".join(t.text or "" for t in here.iter(qn("w:t")))

    return find


def in_pages(pages: Iterable[tuple[bytes, str]], asked: Sequence[set[str]]) -> list[Finder]:
    """By Chromium, one page after the other: each with its encoding, and the paths that are asked of it."""
    from playwright.sync_api import sync_playwright

    finders: list[Finder] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(java_script_enabled=True, offline=True)
        for (data, encoding), paths in zip(pages, asked, strict=True):
            tab.set_content(data.decode(encoding), wait_until="domcontentloaded")
            texts = tab.evaluate(
                "paths => paths.map(p => { try { const n = document.evaluate(p, document, null, 9, null).singleNodeValue;"
                " return n === null ? null : n.innerText ?? n.textContent } catch (e) { return null } })",
                sorted(paths),
            )
            finders.append(dict(zip(sorted(paths), texts, strict=True)).get)
        browser.close()
    return finders
