"""The parts of an .xlsx workbook that its sheets share: which sheets there are, texts, styles, calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.errors import Unreadable
from extractors.office.cell_styles import CellStyle, local_name, read_styles
from extractors.office.kept_sheet import State
from extractors.office.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_SHEETS = 1000
"""So many sheets are read; no disclosure has so many."""
_ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook and the part that holds it."""

    name: str
    part: str
    state: State


@dataclass(slots=True)
class WorkbookParts:
    """What the sheets of a workbook share."""

    package: Package
    sheets: list[SheetPart] = field(default_factory=list)
    texts: list[str] = field(default_factory=list, repr=False)
    styles: list[CellStyle] = field(default_factory=list, repr=False)
    is_1904: bool = False
    counts_on_load: bool = False
    """Whether it asks to be calculated when it is opened: what it keeps of formulas is no result then."""
    others: tuple[str, ...] = ()
    """Sheets that hold no cells: their kinds."""


def workbook_parts(package: Package) -> WorkbookParts:
    """The shared parts of a workbook. Raises `Unreadable`."""
    main = next(
        (
            r.target
            for r in package.relations("").values()
            if r.kind == "officeDocument" and r.target in package
        ),
        "xl/workbook.xml",
    )
    found = WorkbookParts(package)
    relations = package.relations(main)
    others: list[str] = []
    for element in package.elements(main, ("workbookPr", "sheet", "calcPr")):
        name = local_name(element)
        if name == "workbookPr":
            found.is_1904 = _is_true(element.get("date1904"))
        elif name == "calcPr":
            found.counts_on_load = _is_true(element.get("fullCalcOnLoad"))
        else:
            relation = relations.get(_relation_id(element))
            if relation is None or relation.is_external:
                continue
            if relation.kind != "worksheet":
                others.append(relation.kind)
                continue
            state = element.get("state") or "visible"
            kind: State = (
                "hidden" if state == "hidden" else "veryHidden" if state == "veryHidden" else "visible"
            )
            found.sheets.append(SheetPart(element.get("name") or "", relation.target, kind))
            if len(found.sheets) > MAX_SHEETS:
                raise Unreadable(
                    "too_large",
                    f"a workbook of more than {MAX_SHEETS} sheets; give the sheets of one disclosure",
                )
    found.others = tuple(others)
    for relation in relations.values():
        if relation.is_external or relation.target not in package:
            continue
        if relation.kind == "sharedStrings":
            found.texts = [rich_text(item) for item in package.elements(relation.target, ("si",))]
        elif relation.kind == "styles":
            found.styles = read_styles(package, relation.target)
    return found


def rich_text(item: _Element) -> str:
    """The text of a string with its runs; how it is pronounced is left out."""
    parts: list[str] = []
    for child in item:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [run.text or "" for run in child if local_name(run) == "t"]
    text = "".join(parts)
    return unescaped(text)


def unescaped(text: str) -> str:
    """A text with the characters that are written as `_x000D_` (ST_Xstring).

    >>> unescaped("a_x000D_b_x005F_x"), unescaped("no_xyz_")
    ('a\\rb_x', 'no_xyz_')
    """
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _relation_id(element: _Element) -> str:
    """The id of the relation that a sheet names, in whichever namespace of relations."""
    for name, value in element.items():
        if str(name).endswith("}id"):
            return str(value)
    return ""


def _is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")
