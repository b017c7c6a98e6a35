"""An Excel workbook of views: typed cells, a frozen header, links to the pages, notes. Extra: `xlsx`.

Where a row has several figures (v_headline), each figure's cell is itself the link to its page.

Excel's limits are kept: what is longer than a sheet goes on in the next one, what is longer than a cell is
cut and marked, characters that XML forbids are replaced. Text is written as text: nothing is a formula.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.ask.export import NOTES, View, as_text, notes
from pipeline.language.spoken import told, tr

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
MOST_LINKS = 65_530
MOST_DIGITS = 15
"""Of an Excel number; longer ones are written as text."""
_LONGEST_URL = 2_079
_LONGEST_SHEET_NAME = 31
_CUT = "… [cut]"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = (8, 48)
_SAMPLE = 200
"""Rows that decide the widths of the columns."""
_LINKS = ("source", "source_url", "place")
_BLUE = "#0563C1"
"""Of links, as Excel has them."""
_MONEY, _NUMBER, _DATE, _TIME = "#,##0.00", "#,##0.######", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
_YEAR = re.compile(r"(^|_)year$")
_EPOCH = datetime.datetime(2000, 1, 1)


class WorkbooksNotInstalled(RuntimeError):
    """The extra that writes workbooks is missing; the message says how to install it."""


def export_xlsx(
    connection: duckdb.DuckDBPyConnection | None,
    views: Sequence[View],
    path: Path,
    *,
    most_rows: int = MOST_ROWS,
    most_links: int = MOST_LINKS,
    remarks: Sequence[str] = (),
) -> Path:
    """Writes the workbook and gives its path. The same datasets give the same bytes.

    `connection` is null where the rows of all views are there already.
    `remarks` go into the notes; `most_rows` and `most_links` are Excel's limits of a sheet. Raises
    `WorkbooksNotInstalled`.
    """
    try:
        import xlsxwriter
        from xlsxwriter.exceptions import XlsxFileError
    except ImportError:
        raise WorkbooksNotInstalled(
            "workbooks need XlsxWriter: install it with pip install 'mingzhang[xlsx]', or export CSV"
        ) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with xlsxwriter.Workbook(str(draft), {"constant_memory": True}) as book:
            book.set_properties({"title": "Mingzhang", "created": _EPOCH})
            _Writer(book, most_rows, most_links, remarks).write(connection, views)
        draft.replace(path)
    except XlsxFileError as error:  # its own kind of error, whatever the system said
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else None
        raise cause or OSError(str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return path


class _Writer:
    def __init__(self, book: Any, most_rows: int, most_links: int, said: Sequence[str] = ()) -> None:
        self.book = book
        self.said = said
        self.most_rows = most_rows
        self.most_links = most_links
        self.bold = book.add_format({"bold": True, "bg_color": "#E8EEF2", "border": 1})
        self.formats = {f: book.add_format({"num_format": f}) for f in (_MONEY, _NUMBER, _DATE, _TIME, "0")}
        self.link = book.get_default_url_format()
        self.linked = {
            f: book.add_format({"num_format": f, "font_color": _BLUE, "underline": 1}) for f in self.formats
        }
        self.remarks: Counter[str] = Counter()

    def write(self, connection: duckdb.DuckDBPyConnection | None, views: Sequence[View]) -> None:
        front = self.book.add_worksheet(told(NOTES))  # the first sheet, filled when all counts are known
        counts = {view.name: self.view(connection, view) for view in views}
        remarks = [f"{what}{tr(': ')}{n}" for what, n in sorted(self.remarks.items())] + [*self.said]
        front.set_column(0, 0, 24)
        front.set_column(1, 1, 34)
        front.set_column(2, 2, 30)
        front.set_column(3, 3, 90)
        for number, row in enumerate(notes(views, counts, remarks)):
            head = bool(row) and row[0] == tr("view")
            for column, value in enumerate(row):
                style = self.bold if head else None
                if isinstance(value, int):
                    front.write_number(number, column, value, style)
                else:
                    front.write_string(number, column, str(value), style)

    def view(self, connection: duckdb.DuckDBPyConnection | None, view: View) -> int:
        """The sheets of one view; gives how many rows it has."""
        count, sheet = 0, _Sheet(self, view, 1)
        for row in view.rows(connection):
            if sheet.next_row == self.most_rows:
                sheet.finish()
                sheet = _Sheet(self, view, sheet.number + 1)
                longer = tr("{view} is longer than a sheet and goes on in further ones", view=view.name)
                self.remarks[longer] = sheet.number
            sheet.add(row)
            count += 1
        sheet.finish()
        return count


class _Sheet:
    """One sheet: header frozen and filtered, widths by what the first rows hold."""

    def __init__(self, writer: _Writer, view: View, number: int) -> None:
        self.writer = writer
        self.view = view
        self.number = number
        ending = "" if number == 1 else f"_{number}"
        self.sheet = writer.book.add_worksheet(told(view.name)[: _LONGEST_SHEET_NAME - len(ending)] + ending)
        self.sheet.freeze_panes(1, 0)
        self.columns = [c for c in view.columns if c.link_of is None]
        self.styles = [_style(c.name, c.type) for c in self.columns]
        self.widths = [_width(c.heading) for c in self.columns]
        self.next_row = 1
        self.links = 0
        at = {c.name: n for n, c in enumerate(view.columns)}
        linked = {c.link_of: at[c.name] for c in view.columns if c.link_of is not None}
        self.places = [(at[c.name], linked.get(c.name)) for c in self.columns]
        """Of each column where its value, and the link of its figure, stand in a row of the view."""
        for column, c in enumerate(self.columns):
            self.sheet.write_string(0, column, c.heading, writer.bold)

    def add(self, row: Sequence[Any]) -> None:
        for column, (at, linked) in enumerate(self.places):
            if row[at] is not None:
                self.cell(column, row[at], None if linked is None else row[linked])
        self.next_row += 1

    def finish(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, min(max(width + 2, _WIDTHS[0]), _WIDTHS[1]))
        last, columns = max(self.next_row - 1, 1), len(self.columns) - 1
        self.sheet.autofilter(0, 0, last, columns)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})

    def cell(self, column: int, value: Any, source: str | None = None) -> None:
        """Writes a value; a figure as a link to `source`, the page on which it stands."""
        row, sheet, formats = self.next_row, self.sheet, self.writer.formats
        style = formats[self.styles[column]]
        match value:
            case bool():
                sheet.write_boolean(row, column, value)
                shown = "FALSE"
            case Decimal() | int() | float():
                number = _number(value)
                shown = f"{value:,}"
                url = self.link(source)
                if url is not None:  # the number is written over the text of the link, which stays
                    sheet.write_url(row, column, url)
                    style = self.writer.linked[self.styles[column]]
                if number is None:
                    sheet.write_string(row, column, str(value))
                else:
                    sheet.write_number(row, column, number, style)
            case datetime.datetime():
                sheet.write_datetime(row, column, value.replace(tzinfo=None), formats[_TIME])
                shown = _TIME
            case datetime.date():
                sheet.write_datetime(row, column, value, formats[_DATE])
                shown = _DATE
            case _:
                shown = self.text(column, value if isinstance(value, str) else as_text(value))
        if row <= _SAMPLE:
            self.widths[column] = max(self.widths[column], _width(shown))

    def text(self, column: int, text: str) -> str:
        """Writes a text, as a link where it is one, and gives what is shown."""
        remarks = self.writer.remarks
        kept = _FORBIDDEN.sub("\ufffd", text)
        if kept != text:
            remarks[tr("cells with characters that a workbook cannot hold, replaced")] += 1
        if len(kept) > MOST_CHARACTERS:
            kept = kept[: MOST_CHARACTERS - len(_CUT)] + _CUT
            remarks[tr("cells with more than {count:,} characters, cut", count=MOST_CHARACTERS)] += 1
        url = self.link(kept) if self.columns[column].name.endswith(_LINKS) else None
        if url is None:
            self.sheet.write_string(self.next_row, column, kept)
        else:
            self.sheet.write_url(self.next_row, column, url, self.writer.link, kept)
        return kept

    def link(self, source: str | None) -> str | None:
        """The address of a source, counted; null where there is none or the sheet holds no more."""
        url = None if source is None else _url(source)
        if url is not None and self.links >= self.writer.most_links:
            most = self.writer.most_links
            self.writer.remarks[tr("links beyond the {count:,} of a sheet, written as text", count=most)] += 1
            return None
        self.links += url is not None
        return url


def _style(name: str, kind: str) -> str:
    """The number format of a column, by its type and name."""
    if _YEAR.search(name) or not kind.startswith("DECIMAL"):
        return "0" if kind.startswith(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")) else _NUMBER
    return _MONEY if kind.endswith(",2)") else _NUMBER


def _number(value: Decimal | int | float) -> float | None:
    """A number as Excel holds it; null where it would lose digits, or is none."""
    exact = Decimal(str(value))
    if not exact.is_finite() or len(exact.normalize().as_tuple().digits) > MOST_DIGITS:
        return None
    return float(exact)


def _url(source: str) -> str | None:
    """The link of a source; null where it cannot be reached from here.

    Paths are as they were given to the run: relative ones count from the folder of today.
    """
    if source.startswith(("http://", "https://")):
        return source if len(source) <= _LONGEST_URL else None
    place, mark, fragment = source.partition("#")
    path = Path(place)
    if not (path.is_absolute() or path.is_file()):
        return None
    # XlsxWriter turns file:// into a path of Windows; schemes know no case, and this one it leaves alone.
    url = path.absolute().as_uri().replace("file:", "File:", 1) + mark + fragment
    return url if len(url) <= _LONGEST_URL else None


def _width(text: str) -> int:
    """How wide a text is shown: Chinese characters count twice."""
    line = text.split("\n", 1)[0][: _WIDTHS[1]]
    return len(line) + sum(unicodedata.east_asian_width(c) in "WF" for c in line)
