"""Rows as text: in a terminal as wide as it is, in a pipe or file one line for each row, whole.

Names, ids, numbers and paths are never broken. Where a terminal is too narrow, running text is folded first,
then sources go below their rows, then each row becomes a list of its columns.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Any, Literal

from pipeline.ask.links import link_of
from pipeline.language.lines import breaks

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Kind = Literal["name", "number", "text", "source"]
_GAP = "  "
_NARROWEST_TEXT = 30
"""Running text is not folded into less: then there are better ways."""
_INDENT = 4
"""Of what stands below its row."""
_MEASURED = 1_000
"""Rows that say how wide the columns of a pipe are: the others follow as they come."""
_WITHOUT_LINKS = ("linux", "vt100", "vt220")
"""Terminals (TERM) that print what they do not know."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name is its head, as in csv and json."""

    name: str
    kind: Kind = "name"
    """Only `text` is folded; a `number` stands to the right, a `source` is a link."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads to a page: `source` is as datasets have it, `PATH#page=14`."""

    value: Any
    source: str

    def __str__(self) -> str:
        return "" if self.value is None else str(self.value)


_NUMBER_TYPES = (
    *("NUMBER", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    *("UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE"),
)
Cell = Any
"""A value, one that is `Linked`, or a rich `Text`; null is shown as nothing."""


def is_number_type(kind: str) -> bool:
    """Whether a type of DuckDB's is one of numbers, which stand to the right; lists of them are none.

    >>> is_number_type("DECIMAL(20,2)"), is_number_type("SMALLINT[]")
    (True, False)
    """
    return kind.startswith(_NUMBER_TYPES) and not kind.endswith("]")


def print_rows(
    console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, heads: bool = True
) -> None:
    """Prints all rows below their heads: a table, or lists where the terminal is too narrow for one."""
    if not console.is_terminal:
        _print_plain(console, columns, rows, heads)
        return
    shown = [
        [_text(console, column, cell) for column, cell in zip(columns, row, strict=True)] for row in rows
    ]
    for placed in _ways(columns, shown):
        widths = _widths(columns, shown, placed, console.width)
        if widths is not None and placed:
            if heads:
                _print_heads(console, columns, placed, widths)
            _print_table(console, columns, shown, placed, widths)
            return
    _print_lists(console, columns, shown)


def _print_plain(
    console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], with_heads: bool
) -> None:
    """A line for each row, no lines drawn: for grep, less and files."""
    texts = ([_one_line(cell) for cell in row] for row in rows)
    first = list(islice(texts, _MEASURED))
    heads = [column.name if with_heads else "" for column in columns]
    widths = [max(map(_cells, column)) for column in zip(heads, *first, strict=True)]
    for row in chain([heads] if with_heads else [], first, texts):
        padded = (
            _padded(text, width, column) for text, width, column in zip(row, widths, columns, strict=True)
        )
        console.file.write(_GAP.join(padded).rstrip() + "\n")


def _one_line(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).splitlines())


def _padded(text: str, width: int, column: Column) -> str:
    blank = " " * (width - _cells(text))
    return blank + text if column.kind == "number" else text + blank


def _cells(text: str) -> int:
    """How wide a text is: Chinese characters count twice."""
    from rich.cells import cell_len

    return cell_len(text)


def linked(console: Console, text: str, source: str | None, style: str = "") -> Text:
    """A text that leads to a source, where the terminal takes links (OSC 8) and something here opens it."""
    from rich.style import Style
    from rich.text import Text

    takes = (
        console.is_terminal and not console.is_dumb_terminal and os.environ.get("TERM") not in _WITHOUT_LINKS
    )
    link = link_of(source) if source and takes else None
    return Text(text, style=Style.parse(style) + Style(link=link) if link is not None else style)


def _text(console: Console, column: Column, cell: Cell) -> Text:
    from rich.text import Text

    if isinstance(cell, Text):
        return cell
    source = cell.source if isinstance(cell, Linked) else cell if column.kind == "source" else None
    return linked(console, "" if cell is None else str(cell), source if isinstance(source, str) else None)


def _ways(columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> Iterator[list[int]]:
    """Which columns stand side by side, the others below their rows: all, then less and less."""
    placed = list(range(len(columns)))
    yield placed
    placed = [n for n in placed if columns[n].kind != "source"]
    yield placed
    texts = [n for n in placed if columns[n].kind == "text"]
    if texts:
        longest = max(texts, key=lambda n: max((_widest(row[n]) for row in rows), default=0))
        yield [n for n in placed if n != longest]


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Text]], placed: Sequence[int], width: int
) -> dict[int, int] | None:
    """How wide each of these columns is; null where they do not fit."""
    natural = {n: max(_cells(columns[n].name), *(_widest(row[n]) for row in rows), 0) for n in placed}
    whole = sum(natural[n] for n in placed if columns[n].kind != "text")
    free = width - len(_GAP) * (len(placed) - 1) - whole
    texts = sorted((n for n in placed if columns[n].kind == "text"), key=natural.__getitem__)
    widths = dict(natural)
    for left, n in zip(range(len(texts), 0, -1), texts, strict=True):
        widths[n] = min(natural[n], free // left)
        if widths[n] < min(natural[n], _NARROWEST_TEXT):
            return None
        free -= widths[n]
    return widths if free >= 0 else None


def _widest(text: Text) -> int:
    return max((_cells(line) for line in text.plain.splitlines()), default=0)


def _print_table(
    console: Console,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Text]],
    placed: Sequence[int],
    widths: dict[int, int],
) -> None:
    from rich.text import Text

    below = [n for n in range(len(columns)) if n not in placed]
    for row in rows:
        folded = [_folded(row[n], widths[n]) for n in placed]
        for pieces in zip_longest(*folded):
            line = (
                _aligned(piece or Text(), widths[n], columns[n])
                for n, piece in zip(placed, pieces, strict=True)
            )
            _put(console, Text(_GAP).join(line))
        for n in below:
            for piece in _lines(console, columns[n], _dim(row[n]), _INDENT):
                _put(console, Text(" " * _INDENT) + piece)


def _print_heads(
    console: Console, columns: Sequence[Column], placed: Sequence[int], widths: dict[int, int]
) -> None:
    from rich.text import Text

    heads = [_aligned(Text(columns[n].name, style="bold"), widths[n], columns[n]) for n in placed]
    _put(console, Text(_GAP).join(heads))
    _put(console, Text(_GAP).join(Text("─" * widths[n], style="dim") for n in placed))


def _lines(console: Console, column: Column, text: Text, indent: int) -> Sequence[Text]:
    """A value in lines of what the terminal has behind an indent; whole where it is no running text."""
    if column.kind != "text":
        return [text] if text else []
    return _folded(text, max(console.width - indent, _NARROWEST_TEXT)) if text else []


def _folded(text: Text, width: int) -> list[Text]:
    """A text in lines of at most this width, broken where Chinese and English are."""
    lines = [
        piece for line in text.split(allow_blank=True) for piece in line.divide(breaks(line.plain, width))
    ]
    for line in lines:
        line.rstrip()
    return lines


def _dim(text: Text) -> Text:
    dimmed = text.copy()
    dimmed.stylize("dim")
    return dimmed


def _aligned(text: Text, width: int, column: Column) -> Text:
    """The text with blanks to its width; what is wider stays whole."""
    from rich.text import Text

    text = text.copy()
    text.rstrip()
    blank = Text(" " * max(width - text.cell_len, 0))
    return blank + text if column.kind == "number" else text + blank


def _put(console: Console, line: Text) -> None:
    line.rstrip()
    console.print(line, highlight=False, soft_wrap=True)


def _print_lists(console: Console, columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> None:
    """Each row as a list of the columns that it has a value of."""
    from rich.text import Text

    width = max(_cells(column.name) for column in columns)
    for number, row in enumerate(rows, start=1):
        _put(console, Text(str(number), style="bold"))
        for column, text in zip(columns, row, strict=True):
            head = _GAP + column.name + " " * (width - _cells(column.name)) + _GAP
            for piece in _lines(console, column, text, len(head)):
                _put(console, Text(head) + piece)
                head = " " * _cells(head)


def note(console: Console, remark: str) -> None:
    """Says something about the rows; to standard error where in a pipe it would be taken for one."""
    if console.is_terminal:
        console.print(remark, style="dim", highlight=False, markup=False)
    else:
        print(remark, file=sys.stderr, flush=True)
