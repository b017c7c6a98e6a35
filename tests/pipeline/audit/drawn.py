"""Evidence made by hand: a text, facts at places of it, tables; for rules that need no reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from extractors.document import Block, Document, Paragraph, Place
from extractors.records import Cell, Fact, Identity, Quantity, Table
from pipeline.audit.evidence import Evidence

NOWHERE = Place(None, None, None, None)
UNIT = Decimal(10000)
_PRINTED = re.compile(r"(-?[\d,]+(?:\.\d+)?)(\D*)")
_YUAN = {"万元": 10000, "元": 1, "亿元": 100000000}


def document(text: str, *grids: Block) -> Document:
    """A document of one body paragraph a line."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return Document(text, tuple(sorted((*blocks, *grids), key=lambda b: b.start)), "text/plain")


def identity(**fields: Any) -> Identity:
    """A final account of 2024 of nobody."""
    known = {
        "title": None,
        "doc_kind": "final_account",
        "fiscal_year": 2024,
        "entity_name": None,
        "scope_type": "unknown",
        "division_code": None,
    }
    return Identity(**{**known, **fields})


def evidence(
    text: str = "", facts: Sequence[Fact] = (), tables: Sequence[Table] = (), **more: Any
) -> Evidence:
    """Facts and tables of a text of one paragraph a line."""
    read = more.pop("document", document(text))
    whose = more.pop("identity", identity())
    return Evidence(read, whose, facts=tuple(facts), tables=tuple(tables), **more)


def stated(text: str, raw: str, role: str = "final", measure: str = "expenditure.total", **more: Any) -> Fact:
    """A figure of a sentence where `raw`, a number with its unit, first stands in a text."""
    start = text.index(raw)
    match = _PRINTED.fullmatch(raw)
    assert match is not None
    return Fact(
        Place(1, None, start, start + len(raw)),
        measure,
        role,
        "narrative",
        **{"statement": 0, "section": 0, **_figure(match.group(1), match.group(2)), **more},
    )


def printed(raw: str, measure: str = "expenditure.total", role: str = "final", **more: Any) -> Fact:
    """A figure in 万元 of the first cell of the first table."""
    where = {"table": 0, "row": 0, "col": 0}
    return Fact(NOWHERE, measure, role, "table", **{**where, **_figure(raw, "万元"), **more})


def _figure(number: str, unit: str) -> dict[str, Any]:
    value = Decimal(number.replace(",", ""))
    return {
        "value_raw": number,
        "unit_raw": unit,
        "value": value,
        "value_yuan": value * _YUAN[unit] if unit in _YUAN else None,
        "decimals": len(number.partition(".")[2]),
    }


def table(*cells: Cell, **fields: Any) -> Table:
    """A table in 万元."""
    known = {
        "place": NOWHERE,
        "section": None,
        "canonical_table": None,
        "title_raw": None,
        "unit_raw": "万元",
        "unit_multiplier": UNIT,
        "n_rows": 1,
        "n_cols": 1,
        "pages": (1,),
        "engine": "drawn",
        "cells": cells,
    }
    return Table(**{**known, **fields})


def cell(text: str, row: int = 0, col: int = 0, **fields: Any) -> Cell:
    """A cell in 万元; an amount where its text is a number."""
    match = re.fullmatch(r"-?[\d,]+\.\d+", text)
    value = None if match is None else Decimal(text.replace(",", ""))
    known = {
        "place": Place(1, None, 1000 + 10 * row + col, 1001 + 10 * row + col),
        "row": row,
        "col": col,
        "row_span": 1,
        "col_span": 1,
        "text": text,
        "is_header": False,
        "row_label": None,
        "row_code": None,
        "column_path": (),
        "value": value,
        "value_yuan": None if value is None else value * UNIT,
        "value_state": "blank" if value is None else "printed",
        "decimals": None if value is None else len(text.partition(".")[2]),
    }
    return Cell(**{**known, **fields})


def coded(code: str, label: str, amount: str, row: int) -> list[Cell]:
    """The three cells of a row of codes."""
    named = {"row_code": code, "row_label": label}
    return [cell(t, row, col, **named) for col, t in enumerate((code, label, amount))]


def quantities(text: str, *raws: str) -> tuple[Quantity, ...]:
    """The quantities of a text at numbers with their units, in reading order."""
    found = []
    for raw in raws:
        fact = stated(text, raw)
        assert fact.value is not None
        kind = "percent" if raw.endswith("%") else "amount"
        place, decimals = fact.place, fact.decimals or 0
        found.append(
            Quantity(
                place,
                0,
                kind,
                fact.value_raw or "",
                fact.unit_raw,
                decimals,
                fact.value,
                fact.value_yuan,
                "body",
            )
        )
    return tuple(sorted(found, key=lambda q: q.place.start or 0))
