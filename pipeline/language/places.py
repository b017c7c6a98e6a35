"""Places as people speak of them: "page 3", "sheet 附表2, cells C12:D12", "table 3, row 5, cell 2".

A locator is exact and made for tools (`extractors.locators`); what is said here is for people, and stands
beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.language.spoken import language

if TYPE_CHECKING:
    from patterns.interface import Text

_SHEET = re.compile(r"(?P<sheet>.+)!(?P<first>[A-Z]+[0-9]+)(?::(?P<last>[A-Z]+[0-9]+))?", re.DOTALL)
_CSV = re.compile(r"cell=(?P<row>\d+),(?P<col>\d+)(?:-(?P<last_row>\d+),(?P<last_col>\d+))?")
_LINES = re.compile(r"line=(?P<before>\d+),(?P<last>\d+)")
_STEP = re.compile(r"([A-Za-z][\w:.-]*)(?:\[(\d+)\])?")
_WORKBOOKS = ("xlsx", "xls")
_OUTER = ("html", "body", "tbody", "thead", "tfoot")
"""Elements of which nobody speaks."""
_IN_TABLES = {"tr": "r", "td": "c", "th": "c"}
"""Elements of web pages that are steps of written documents by another name."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A locator in its parts."""

    scheme: str
    """What it is of: xlsx, xls, html, docx, doc, csv, text."""
    name: str
    """The place, as the format has it."""

    @classmethod
    def of(cls, locator: str) -> Locator:
        """The parts of a locator as datasets have it.

        >>> Locator.of("xlsx:附表2!C12")
        Locator(scheme='xlsx', name='附表2!C12')
        """
        scheme, _, name = locator.partition(":")
        return cls(scheme, name)

    @property
    def sheet(self) -> str | None:
        """The name of the sheet of a workbook, without its quotes.

        >>> Locator.of("xlsx:'甲''s'!A1").sheet, Locator.of("docx:/p[1]").sheet
        ("甲's", None)
        """
        found = self._cells()
        if found is None:
            return None
        sheet = found["sheet"]
        return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet

    @property
    def cells(self) -> tuple[str, str] | None:
        """The first and the last cell of the range in a workbook.

        >>> Locator.of("xls:1!B2:C3").cells, Locator.of("xlsx:甲!B2").cells
        (('B2', 'C3'), ('B2', 'B2'))
        """
        found = self._cells()
        return None if found is None else (found["first"], found["last"] or found["first"])

    @property
    def steps(self) -> tuple[tuple[str, int], ...]:
        """The steps of a path with their numbers, from the outermost: of web pages and documents of words.

        >>> Locator.of("docx:/t[3]/r[5]").steps, Locator.of("html:/html/body/p").steps
        ((('t', 3), ('r', 5)), (('html', 1), ('body', 1), ('p', 1)))
        """
        if not self.name.startswith("/"):
            return ()
        found = [_STEP.fullmatch(part) for part in self.name.split("/") if part]
        return tuple((step[1], int(step[2] or 1)) for step in found if step is not None)

    def spoken(self) -> Text:
        """The place in words; as it is where there are none for it.

        >>> Locator.of("docx:/t[3]/r[5]/c[2]").spoken().en, Locator.of("csv:cell=5,3").spoken().en
        ('table 3, row 5, cell 2', 'row 5, column 3')
        """
        from patterns.interface import Text, texts  # heavy: help never says a place

        words = texts().places
        if self.scheme in _WORKBOOKS and (cells := self.cells) is not None:
            first, last = cells
            form = words.cell if first == last else words.cells
            return form.filled(sheet=self.sheet, first=first, last=last)
        if self.scheme == "csv" and (found := _CSV.fullmatch(self.name)) is not None:
            return (words.csv_cells if found["last_row"] else words.csv_cell).filled(**found.groupdict())
        if self.scheme == "text" and (found := _LINES.fullmatch(self.name)) is not None:
            first_line, last_line = int(found["before"]) + 1, int(found["last"])
            form = words.line if first_line == last_line else words.lines
            return form.filled(first=first_line, last=last_line)
        if self.scheme == "html":
            return self._of_a_web_page()
        steps = [words.steps[name].filled(n=n) for name, n in self.steps if name in words.steps]
        if steps and len(steps) == self.name.count("/"):
            return Text(zh="".join(step.zh for step in steps), en=", ".join(step.en for step in steps))
        return Text(zh=self.name, en=self.name)

    def _of_a_web_page(self) -> Text:
        """By the innermost table and what is in it; its number among the tables is not in a path."""
        from patterns.interface import Text, texts  # heavy: help never says a place

        words = texts().places
        names = [(_IN_TABLES.get(name, name), n) for name, n in self.steps if name not in _OUTER]
        inner = max((n for n, (name, _) in enumerate(names) if name == "table"), default=None)
        if inner is None:
            what = names[-1][0] if names else ""
            return words.elements.get(what, words.element.filled(name=what) if what else words.web_page)
        steps = [words.steps[name].filled(n=n) for name, n in names[inner:] if name in ("r", "c")]
        table = words.elements["table"]
        return Text(
            zh=table.zh + "".join(step.zh for step in steps),
            en=", ".join([table.en, *(step.en for step in steps)]),
        )

    def _cells(self) -> re.Match[str] | None:
        return _SHEET.fullmatch(self.name) if self.scheme in _WORKBOOKS else None


def place_told(page: int | None, locator: str | None) -> Text | None:
    """Where something stands: its page, or what its locator says; null where neither is known.

    >>> place_told(3, None).en, place_told(None, "xlsx:附表2!C12:D12").en, place_told(None, None)
    ('page 3', 'sheet 附表2, cells C12:D12', None)
    """
    from patterns.interface import texts  # heavy: help never says a place

    if page:
        return texts().places.page.filled(n=page)
    return None if locator is None else Locator.of(locator).spoken()


def place_spoken(page: int | None, locator: str | None) -> str:
    """`place_told` in the language of the person; empty where nothing is known."""
    told = place_told(page, locator)
    return "" if told is None else told.of(language())


def exact_place(page: int | None, locator: str | None) -> str | None:
    """The place as tables of a terminal have it: the number of the page, or the locator.

    >>> exact_place(3, "html:/html/body/p"), exact_place(None, "csv:cell=5,3"), exact_place(None, None)
    ('3', 'csv:cell=5,3', None)
    """
    return str(page) if page else locator
