"""Rows in the form that somebody asks for: every command that lists something writes them here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Any, Literal

from pipeline.ask.layout import Cell, Column, Linked, print_rows
from pipeline.ask.safe_csv import write_csv
from pipeline.language.spoken import told

if TYPE_CHECKING:
    from rich.console import Console

Format = Literal["table", "csv", "json"]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows with their columns."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]


def write_listing(listing: Listing, form: Format, stream: IO[str], console: Console) -> None:
    """Writes the rows: `table` to the console, its heads in words, `csv` and `json` to the stream.

    csv has no cell that a spreadsheet takes for a formula; json is an array of objects, one to a line, and
    decimals have exactly their digits. Both have values without links, and nothing of a language.
    """
    names = [column.name for column in listing.columns]
    match form:
        case "table":
            heads = [replace(column, name=told(column.name)) for column in listing.columns]
            print_rows(console, heads, listing.rows)
        case "csv":
            write_csv(stream, names, ([_value(cell) for cell in row] for row in listing.rows))
        case "json":
            stream.write(_json([dict(zip(names, map(_value, row), strict=True)) for row in listing.rows]))


def _value(cell: Cell) -> Any:
    return cell.value if isinstance(cell, Linked) else cell


def _json(records: Sequence[dict[str, Any]]) -> str:
    import msgspec

    encoder = msgspec.json.Encoder(decimal_format="number")
    if not records:
        return "[]\n"
    return "[\n" + ",\n".join(encoder.encode(record).decode() for record in records) + "\n]\n"
