"""Facts from statutory tables: one for every printed amount whose column and row the catalogue knows.

output/README.md, "Which measure a table's column carries". Blank cells give no facts; a total row carries no
code; the place of a fact is its cell's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import UNTRUSTED
from extractors.records import Cell, Fact, Identity, Table
from extractors.tables.catalogue import bare_title
from extractors.tables.cell_values import code_in_label, is_code, squeeze
from extractors.tables.column_measures import (
    Group,
    bare_label,
    entry_of,
    function_class,
    group_of,
    join_path,
    role_of,
    years_in,
)
from extractors.tables.headers import is_kind
from patterns import compiled

EXTRACTOR = "table"
INITIAL, FULL_YEAR = "initial_budget", "full_year_budget"
ITEMS = ("three_public.abroad", "three_public.reception")
BALANCES = ("balance.opening", "balance.closing")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What row and column say of a value, before its role."""

    measure: str
    scope: str | None
    function_code: str | None = None
    economic_code: str | None = None
    item_label: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A table with what its cells have in common."""

    table: Table
    number: int
    group: Group
    kind: str
    fiscal_year: int | None
    basis: str | None
    rows: dict[int, list[Cell]]
    has_opening: bool
    has_meetings: bool
    has_grand_total: bool
    has_economic_panel: bool
    """Whether some label column is of an economic classification."""
    by_item: bool
    """Whether the rows of a 三公 table are its items."""
    parts_of_balances: frozenset[tuple[int, int]]


def facts_from_tables(tables: Sequence[Table], identity: Identity) -> list[Fact]:
    """Facts of all tables that the catalogue knows, in the order of their cells.

    `table`, `row`, `col` of a fact are the position in `tables` and its cell's coordinates.
    """
    facts: list[Fact] = []
    for number, table in enumerate(tables):
        reading = _read(table, number, identity)
        if reading is not None:
            facts.extend(_facts(reading))
    return facts


def _read(table: Table, number: int, identity: Identity) -> _Reading | None:
    group = group_of(table.canonical_table)
    if group is None or table.canonical_table is None or table.moved_placeholders:
        return None
    if not UNTRUSTED.isdisjoint(table.doubtful):
        return None
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if not cell.is_header:
            rows.setdefault(cell.row, []).append(cell)
    paths = sorted({join_path(c.column_path) for c in table.cells if not c.is_header and c.column_path})
    entries = [entry_of("income", p) for p in paths]
    labels = sorted({bare_label(c.row_label) for c in table.cells if c.row_label})
    named = years_in([squeeze(c.text) for c in table.cells if c.is_header])
    return _Reading(
        table=table,
        number=number,
        group=group,
        kind=table.canonical_table.split("_")[0],
        fiscal_year=identity.fiscal_year or max(named, default=None),
        basis=_basis(table.note_raw),
        rows=rows,
        has_opening=any(e is not None and e["measure"] == "balance.opening" for e in entries),
        by_item=any(_names_item(c) for c in table.cells if not c.is_header and c.value is None),
        parts_of_balances=_parts_of_balances(table),
        has_grand_total=any(
            compiled("column_measures")["label.grand_total"].search(label) for label in labels
        ),
        has_economic_panel=any(
            is_kind("header.economic", "/".join(c.column_path))
            for c in table.cells
            if c.column_path and c.value is None and c.row_label and c.row_label == "".join(c.text.split())
        ),
        has_meetings=any(entry_of("beside", p) is not None for p in [*paths, *labels]),
    )


def _names_item(cell: Cell) -> bool:
    entry = entry_of("three_public", bare_label(cell.text)) if cell.text else None
    return entry is not None and entry["measure"] in ITEMS


def _parts_of_balances(table: Table) -> frozenset[tuple[int, int]]:
    """Cells whose row names a fund below a row of carry-over."""
    inside: dict[int, bool] = {}
    parts: set[tuple[int, int]] = set()
    for cell in table.cells:
        if cell.is_header or not cell.row_label:
            continue
        entry = entry_of("label", bare_label(cell.row_label))
        if entry is None:
            continue
        if not entry.get("part_of_balance"):
            inside[cell.col] = entry["measure"] in BALANCES
        elif inside.get(cell.col):
            parts.add((cell.row, cell.col))
    return frozenset(parts)


def _basis(note: str | None) -> str | None:
    """What a note says that the column 预算数 holds: the role of its figures."""
    plain = squeeze(note or "")
    patterns = compiled("tables")
    if patterns["initial_basis"].search(plain):
        return INITIAL
    return FULL_YEAR if patterns["full_year_basis"].search(plain) else None


def _facts(reading: _Reading) -> Iterator[Fact]:
    for row in sorted(reading.rows):
        for cell in reading.rows[row]:
            if cell.value is None or (cell.value_yuan is None and reading.table.unit_multiplier is not None):
                continue
            path = join_path(cell.column_path)
            meaning = _meaning(reading, cell, path)
            if meaning is None:
                continue
            said = role_of(_role_text(reading, cell, path), reading.kind, reading.fiscal_year, reading.basis)
            if said is not None:
                yield _fact(reading, cell, meaning, said[0], said[1])


def _role_text(reading: _Reading, cell: Cell, path: str) -> str:
    """The column's path, and the row label where the rows are years and changes."""
    label = squeeze(cell.row_label or "")
    if reading.group.axis == "items" and (years_in([label]) or entry_of("role", label) is not None):
        return f"{label}/{path}"
    return path


def _fact(reading: _Reading, cell: Cell, meaning: _Meaning, role: str, year: int | None) -> Fact:
    basis = None
    if reading.kind == "fa" and role in (INITIAL, FULL_YEAR):
        basis = "initial" if role == INITIAL else "full_year"
    return Fact(
        place=cell.place,
        measure=meaning.measure,
        role=role,
        source_kind="table",
        scope=meaning.scope,
        section=reading.table.section,
        table=reading.number,
        row=cell.row,
        col=cell.col,
        value_year=year if year is not None else reading.fiscal_year,
        function_code=meaning.function_code,
        economic_code=meaning.economic_code,
        item_label=meaning.item_label,
        unit_raw=reading.table.unit_raw,
        value_raw=cell.text,
        decimals=cell.decimals,
        value=cell.value,
        value_yuan=cell.value_yuan,
        budget_basis=basis,
        value_state=cell.value_state,
        extractor=EXTRACTOR,
    )


def _meaning(reading: _Reading, cell: Cell, path: str) -> _Meaning | None:
    if reading.group.axis == "labels":
        return _two_sided(reading, cell, path)
    if reading.group.name == "three_public":
        return _three_public(reading, cell, path)
    if reading.group.name == "procurement":
        return _bought(reading, cell, path)
    return _by_code(reading, cell, path)


def _by_code(reading: _Reading, cell: Cell, path: str) -> _Meaning | None:
    """Tables whose rows are classification codes, units or a total."""
    row = entry_of("row", bare_label(cell.row_label)) if cell.row_label else None
    if row is not None and reading.group.name in row["groups"]:
        return _Meaning(row["measure"], reading.group.scope)
    entry = entry_of(reading.group.name, path)
    if entry is None or not entry["measure"]:
        return None
    measure = entry["measure"]
    if reading.has_opening:
        measure = entry.get("measure_with_opening", measure)
    scope = entry.get("scope", reading.group.scope) or None
    if _is_total(reading, cell):
        return _Meaning(measure, scope)
    function_code, economic_code = _codes(reading, cell)
    if reading.group.axis == "code" and function_code is None and economic_code is None and cell.row_label:
        if _is_economic(reading, cell):  # names of economic classes only: which code they have is not said
            return None
        if reading.has_economic_panel:  # then the other panel is of functional classes, all of one level
            function_code = function_class(cell.row_label)
    named = function_code is not None or economic_code is not None
    if not named and measure == "income.total":
        source = _source_of_row(reading, cell)
        if source is not None:
            return _Meaning(source, scope) if source else None
    if not named and cell.row_label is None:
        return None
    if reading.group.axis == "items" or not named:
        return _Meaning(measure, scope, function_code, economic_code, cell.row_label)
    return _Meaning(measure, scope, function_code, economic_code)


def _source_of_row(reading: _Reading, cell: Cell) -> str | None:
    """The source of income that a row is, where the rows are sources; "" for a part of one, null for neither.

    A subtotal is of the source whose merged cell begins beside it; a row below that repeats its measure is a
    part of it.
    """
    fund = ""
    for row in range(cell.row, -1, -1):
        texts = [bare_label(c.text) for c in reading.rows.get(row, ()) if c.text and c.value is None]
        names = [t for t in texts if not is_kind("header.sum", t)]
        if names and len(names) < len(texts):
            fund = next((m for t in names if (m := _income_of(t))), "")
            if row == cell.row:
                return fund
            break
    own = _income_of(bare_label(cell.row_label or ""))
    return "" if own == fund else own


def _income_of(label: str) -> str | None:
    entry = entry_of("label", label)
    measure = entry["measure"] if entry is not None else None
    return measure if measure is not None and measure.startswith(("income.", *BALANCES)) else None


def _is_total(reading: _Reading, cell: Cell) -> bool:
    """Is the row a total? One without any label is, but not beside a panel that is longer than its own."""
    if cell.row_label is None:
        return cell.row_code is None and not reading.has_economic_panel
    return is_kind("row.total", bare_label(cell.row_label))


def _codes(reading: _Reading, cell: Cell) -> tuple[str | None, str | None]:
    """Functional and economic code of a row; further ones may stand in its other label cells."""
    unit_codes = False
    found: list[str] = [cell.row_code] if cell.row_code else []
    for other in reading.rows[cell.row]:
        if other.value is not None or not other.text or not other.column_path:
            continue
        text = squeeze(other.text)
        if text == cell.row_code and is_kind("header.unit_axis", other.column_path[-1]):
            unit_codes = True
        code = text if is_code(text) and len(text) > 3 else code_in_label(text)
        if code is not None and code not in found:
            found.append(code)
    if unit_codes:
        found = found[1:]
    function = next((c for c in found if c[0] == "2" and len(c) in (3, 5, 7)), None)
    economic = next((c for c in found if c[0] == "3" and len(c) in (3, 5, 7)), None)
    if economic is None and cell.row_code and cell.row_code[0] == "5" and len(cell.row_code) in (3, 5, 7):
        economic = cell.row_code
    return function, economic


def _three_public(reading: _Reading, cell: Cell, path: str) -> _Meaning | None:
    """One row, transposed, or several rows a unit: the column names the item, else the row."""
    scope = reading.group.scope
    core, hints = bare_title(reading.table.title_raw or "")
    titled = entry_of("title_scope", "".join([*hints, core]))
    if titled is not None:
        scope = titled["scope"]
    fund = entry_of("side", path)
    label = bare_label(cell.row_label) if cell.row_label else ""
    is_total = _is_total(reading, cell)
    by_row = entry_of("three_public", label) if label and not is_total else None
    if by_row is None and reading.by_item:
        if not is_total:
            return None
        by_row = entry_of("three_public", label)
    entry = by_row or entry_of("three_public", path) or entry_of("three_public_column", path)
    if entry is None:
        return None
    measure = entry["measure"]
    if (by_row is None or is_total) and reading.has_meetings:
        measure = entry.get("measure_with_meetings", measure)
    if not measure:
        return None
    if fund is not None and "scope" in fund:
        scope = fund["scope"]
    item = None if by_row is not None or is_total else _item(reading, cell)
    return _Meaning(measure, scope, item_label=item)


def _item(reading: _Reading, cell: Cell) -> str | None:
    """The unit that a row is of: its label, unless that is a year; then the nearest label above it."""
    label = cell.row_label
    if label is not None and not years_in([label]) and entry_of("role", squeeze(label)) is None:
        return label
    for row in range(cell.row, -1, -1):
        for other in reading.rows.get(row, ()):
            if other.text and other.column_path and is_kind("header.unit_axis", other.column_path[-1]):
                return "".join(other.text.split())
    return None


def _bought(reading: _Reading, cell: Cell, path: str) -> _Meaning | None:
    """Procurement: the total row, and the rows of goods, works and services."""
    entry = entry_of("procurement", path)
    if entry is None:
        return None
    for other in reading.rows[cell.row]:
        if other.value is None and other.text:
            kind = entry_of("bought", bare_label(other.text))
            if kind is not None:
                return _Meaning(kind["measure"], None)
    return _Meaning(entry["measure"], None) if _is_total(reading, cell) else None


def _two_sided(reading: _Reading, cell: Cell, path: str) -> _Meaning | None:
    """Summaries: fixed labels on either side, functional classes on the right."""
    if cell.row_label is None:
        return None
    fiscal = reading.group.name == "fiscal_summary"
    key = "fiscal" if fiscal else "measure"
    side = entry_of("side", path)
    scope = reading.group.scope
    label = entry_of("label", bare_label(cell.row_label))
    if label is not None:
        if side is not None and not (fiscal and label.get("by_fund")):
            return None
        if (cell.row, cell.col) in reading.parts_of_balances:
            return None
        if "alone" in label and not reading.has_grand_total:
            label = compiled("column_measures")[label["alone"]].entry
        source = side if side is not None else label
        return _Meaning(source[key], source.get("scope", scope)) if source.get(key) else None
    code = cell.row_code if cell.row_code and cell.row_code[0] == "2" else None
    code = code or (None if _is_economic(reading, cell) else function_class(cell.row_label))
    if code is None:
        return None
    total = "fiscal.expenditure" if fiscal else "expenditure.total"
    if side is None:
        return _Meaning(total, scope, code)
    return _Meaning(side[key], side.get("scope", scope), code) if side.get(key) else None


def _is_economic(reading: _Reading, cell: Cell) -> bool:
    """Whether the labels of the cell's panel are of an economic classification."""
    before = [c for c in reading.rows[cell.row] if c.col < cell.col and c.column_path]
    label = max(
        (c for c in before if c.row_label == cell.row_label == "".join(c.text.split())),
        key=lambda c: c.col,
        default=None,
    )
    return label is not None and is_kind("header.economic", "/".join(label.column_path))
