"""The numbers that are printed on a page, each once: a cell or a quantity of running text, and what it means.

A cell, a quantity and the facts that were made of it have the same characters; they are one number here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from patterns.codes import names_in
from pipeline.explorer import names
from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.document_head import Marked, box_of
from pipeline.explorer.pages.document_words import word
from pipeline.language.spoken import tr

Box = tuple[float, ...]
FACT_COLUMNS = (
    *("fact_id", "table_id", "row", "col", "measure", "role", "value_year"),
    *("scope", "function_code", "economic_code", "item_label", "unit_name", "unit_raw", "value_raw"),
    *("value", "value_yuan", "value_state", "source_kind", "duplicate_of", "duplicate_kind", "derivation"),
    *("derived_from", "ocr_status", "repaired_from", "page", "bbox", "char_start", "char_end"),
    *("raw", "confidence"),
)
CELL_COLUMNS = (
    *("table_id", "row", "col", "row_span", "col_span", "text", "is_header"),
    *("row_label", "row_code", "column_path", "value", "value_yuan", "value_state", "value_raw"),
    *("ocr_status", "repaired_from", "page", "bbox", "char_start", "char_end", "confidence"),
)
QUANTITY_COLUMNS = (
    *("quantity_id", "kind", "value_raw", "unit_raw", "value", "value_yuan", "place"),
    *("page", "bbox", "char_start", "char_end", "raw", "confidence"),
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a printed number was understood as: a fact."""

    fact_id: str
    measure: str
    role: str
    value_year: int | None
    scope: str | None
    item: str | None
    """Label of the row or part that it is of, or its classification code."""
    value: Decimal | None
    """In the printed unit."""
    value_yuan: Decimal | None
    value_state: str
    source_kind: str
    derivation: str | None
    """How it follows from others; null where it is printed."""
    duplicate_of: str | None
    """The best printing of the same figure in the document; null for that itself."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number, or words that stand for one, at one place of a document."""

    key: str
    """Names its box and its row within the page."""
    mark: Mapping[str, str | int]
    """What marks it in an address."""
    kind: str
    """cell, quantity, words"""
    page: int | None
    box: Box | None
    """x0, top, x1, bottom in points from the top left of the page as displayed."""
    start: int
    """First character in the canonical text."""
    end: int
    printed: str
    """As printed, with its unit where that stands beside it."""
    unit: str | None
    value: Decimal | None
    """In the printed unit."""
    value_yuan: Decimal | None
    value_state: str
    confidence: float
    ocr_status: str | None
    """Of scans how sure it is what is printed; null for print."""
    repaired_from: Decimal | None
    table_id: str | None = None
    row: int | None = None
    col: int | None = None
    row_label: str | None = None
    row_code: str | None = None
    column_path: tuple[str, ...] = ()
    quantity_id: str | None = None
    quantity: str | None = None
    """Of running text what it counts: amount, percent, point, count."""
    read: tuple[Read, ...] = ()
    """The facts that were made of it; none where it was not understood."""
    findings: tuple[str, ...] = ()
    """Ids of the findings that it is evidence of, the gravest first."""
    severity: str | None = None
    """Of the gravest of them."""
    marked: bool = False
    wraps: bool = False
    """Does it run over the end of a line? Its box then has both lines, from margin to margin."""
    called: str = field(default="")
    """What it is, in a line: of a box the accessible name."""


def printed_on(
    edition: Edition, document: Row, page: int | None, cells: Iterable[Row], units: Mapping[str, str | None]
) -> list[Printed]:
    """The numbers of a page in reading order; of a text without pages all of them.

    `cells` are the rows of `table_cells` that stand there, `units` the printed unit of each table.
    """
    facts = edition.of_document("facts", document, FACT_COLUMNS, page=page)
    quantities = edition.of_document("quantities", document, QUANTITY_COLUMNS, page=page)
    return together(facts, quantities, cells, units)


def together(
    facts: Iterable[Row], quantities: Iterable[Row], cells: Iterable[Row], units: Mapping[str, str | None]
) -> list[Printed]:
    """Rows of three datasets as numbers, those of the same characters together, in reading order."""
    found: dict[tuple[int, int], Printed] = {}
    said = {}
    for row in cells:
        if row["char_start"] is not None and not row["is_header"]:
            place = row["char_start"], row["char_end"]
            said[place] = row
            if row["value"] is not None:
                found[place] = _of_cell(row, units.get(row["table_id"]))
    for row in quantities:
        found.setdefault((row["char_start"], row["char_end"]), _of_quantity(row))
    by_place: dict[tuple[int, int], list[Row]] = {}
    for row in sorted(
        facts, key=lambda f: (f["source_kind"] == "derived", f["duplicate_of"] is not None, f["fact_id"])
    ):
        if row["char_start"] is not None:
            by_place.setdefault((row["char_start"], row["char_end"]), []).append(row)
    for place, rows in by_place.items():
        if place in found:
            printed = found[place]
        elif place in said:
            printed = _of_cell(said[place], units.get(said[place]["table_id"]))
        else:
            printed = _of_words(rows[0])
        found[place] = _understood(printed, rows)
    return [replace(each, called=called(each)) for _, each in sorted(found.items())]


def _of_cell(row: Row, unit: str | None) -> Printed:
    key = f"c-{row['table_id']}-{row['row']}-{row['col']}"
    return Printed(
        key=key,
        mark={"table": row["table_id"], "row": row["row"], "col": row["col"]},
        kind="cell",
        printed=row["text"],
        unit=unit,
        table_id=row["table_id"],
        row=row["row"],
        col=row["col"],
        row_label=row["row_label"],
        row_code=row["row_code"],
        column_path=tuple(row["column_path"] or ()),
        **_common(row),
    )


def _of_quantity(row: Row) -> Printed:
    return Printed(
        key=f"q-{row['quantity_id']}",
        mark={"quantity": row["quantity_id"]},
        kind="quantity",
        printed=row["raw"],
        unit=row["unit_raw"],
        quantity_id=row["quantity_id"],
        quantity=row["kind"],
        **_common({"value_state": "printed", "ocr_status": None, "repaired_from": None, **row}),
    )


def _of_words(row: Row) -> Printed:
    return Printed(
        key=f"f-{row['fact_id']}",
        mark={"fact": row["fact_id"]},
        kind="words",
        printed=row["raw"] or row["value_raw"] or "",
        unit=row["unit_raw"],
        **_common(row),
    )


def _common(row: Row) -> Row:
    return {
        "page": row["page"],
        "box": box_of(row),
        "start": row["char_start"],
        "end": row["char_end"],
        **{name: row[name] for name in ("value", "value_yuan", "value_state", "ocr_status", "repaired_from")},
        "confidence": round(float(row["confidence"]), 3),
    }


def _understood(printed: Printed, rows: list[Row]) -> Printed:
    """A number with the facts that were made of it; the first of them names it."""
    first = rows[0]
    if first["source_kind"] == "derived":  # it stands where its operand does, which is another number
        return replace(printed, read=tuple(map(read, rows)))
    return replace(
        printed,
        key=f"f-{first['fact_id']}",
        mark={"fact": first["fact_id"]},
        unit=first["unit_raw"] or printed.unit,
        value_yuan=first["value_yuan"] if printed.value_yuan is None else printed.value_yuan,
        ocr_status=first["ocr_status"],
        repaired_from=first["repaired_from"],
        read=tuple(map(read, rows)),
    )


def read(row: Row) -> Read:
    """What a row of `facts` says."""
    code = row["function_code"] or row["economic_code"]
    label = row["item_label"] or (None if code is None else item_called(code, row["value_year"]))
    item = " ".join(filter(None, (row["unit_name"], label)))
    return Read(
        item=item or None,
        **{
            name: row[name]
            for name in (
                *("fact_id", "measure", "role", "value_year", "scope", "value", "value_yuan", "value_state"),
                *("source_kind", "derivation", "duplicate_of"),
            )
        },
    )


def item_called(code: str, year: int | None) -> str:
    """The name of a classification code in a year, with the code.

    >>> item_called("99999", 2024)
    '99999'
    """
    return " ".join((*names_in(code, year)[:1], code))


def called(printed: Printed) -> str:
    """What a number is, in one line: as printed, then what it was understood as or where it stands."""
    text = printed.printed
    if printed.unit and not text.endswith(printed.unit) and printed.value is not None:
        text = f"{text} {printed.unit}"
    first = next((r for r in printed.read if r.derivation is None), None)
    if first is not None:
        return tr("{printed}, {what}", printed=text, what=meaning(first))
    place = " · ".join(filter(None, (printed.row_label, *printed.column_path[-1:])))
    return tr("{printed}, {what}", printed=text, what=place) if place else text


def meaning(fact: Read) -> str:
    """What a fact is of: measure, item, role, year."""
    measure = names.measure(fact.measure)
    named = f"{measure} · {fact.item}" if fact.item and fact.item != measure else measure
    role = word("role", fact.role)
    when = role if fact.value_year is None else tr("{role} {year}", role=role, year=fact.value_year)
    return tr("{measure}, {role}", measure=named, role=when)


def is_marked(printed: Printed, asked: Marked) -> bool:
    """Is it what an address marks?"""
    if asked.fact is not None:
        return any(fact.fact_id == asked.fact for fact in printed.read)
    if asked.quantity is not None:
        return printed.quantity_id == asked.quantity
    if asked.table is not None:
        return (printed.table_id, printed.row, printed.col) == (asked.table, asked.row, asked.col)
    if asked.start is not None:
        return printed.start < (asked.end or asked.start + 1) and asked.start < printed.end
    return False
