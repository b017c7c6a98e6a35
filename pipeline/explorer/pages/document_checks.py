"""The identities that a figure has a part in, each with its operands and their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.explorer.edition import Edition, Row
from pipeline.explorer.pages.document_printed import FACT_COLUMNS, meaning, read

_SHOWN = 12
"""Identities of one figure that are shown, those that do not hold first."""
_FAILS = ("fail", "pass_plugged", "pass_truncated", "pass_rounding", "pass")
_CHECK_COLUMNS = (
    *("check_id", "other_doc_id", "code", "formula", "lhs_ids", "rhs_ids"),
    *("lhs", "rhs", "diff", "tolerance", "result"),
)


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure that another is held against or made of."""

    fact_id: str
    doc_id: str
    page: int | None
    called: str
    """What it is of, in the language of the person."""
    printed: str
    """As printed, with its unit; empty for what is not printed."""
    value_yuan: Decimal | None


@dataclass(frozen=True, slots=True)
class Check:
    """An accounting identity, evaluated."""

    check_id: str
    code: str
    formula: str
    result: str
    """pass, pass_rounding, pass_truncated, pass_plugged, fail, …"""
    left: tuple[Operand, ...]
    right: tuple[Operand, ...]
    lhs: Decimal | None
    rhs: Decimal | None
    difference: Decimal | None
    """Left minus right."""
    tolerance: Decimal | None
    """What rounding of the printed decimals can explain."""


def checks_of(edition: Edition, document: Row, fact_ids: Sequence[str]) -> tuple[list[Check], int]:
    """The identities that any of these facts has a part in, and how many there are; not all of many."""
    rows = edition.of_document(
        "checks",
        document,
        _CHECK_COLUMNS,
        where="list_has_any(lhs_ids, $ids) or list_has_any(rhs_ids, $ids)",
        values={"ids": list(fact_ids)},
    )
    rows = [row for row in rows if row["result"] in _FAILS]
    rows.sort(key=lambda row: (_FAILS.index(row["result"]), row["code"], row["check_id"]))
    return told_with_operands(edition, document, rows[:_SHOWN]), len(rows)


def checks_by_id(edition: Edition, document: Row, check_ids: Sequence[str]) -> list[Check]:
    """These identities."""
    rows = edition.of_document(
        "checks", document, _CHECK_COLUMNS, where="check_id in $ids", values={"ids": list(check_ids)}
    )
    return told_with_operands(edition, document, rows)


def told_with_operands(edition: Edition, document: Row, rows: Sequence[Row]) -> list[Check]:
    """Rows of `checks` with the facts of both sides."""
    wanted = {fact_id for row in rows for fact_id in (*(row["lhs_ids"] or ()), *(row["rhs_ids"] or ()))}
    others = sorted({row["other_doc_id"] for row in rows if row["other_doc_id"] is not None})
    known = operands(edition, document, wanted)
    for doc_id in others:
        known |= operands(edition, edition.document(doc_id), wanted - known.keys())
    return [_check(row, known) for row in rows]


def operands(edition: Edition, document: Row, fact_ids: Iterable[str]) -> dict[str, Operand]:
    """Facts of a document by their ids, as operands."""
    ids = sorted(fact_ids)
    if not ids:
        return {}
    rows = edition.of_document("facts", document, FACT_COLUMNS, where="fact_id in $ids", values={"ids": ids})
    return {row["fact_id"]: operand(row, document["doc_id"]) for row in rows}


def operand(row: Row, doc_id: str) -> Operand:
    """A row of `facts` as an operand."""
    printed = "" if row["source_kind"] == "derived" else f"{row['value_raw'] or ''}{row['unit_raw'] or ''}"
    return Operand(row["fact_id"], doc_id, row["page"], meaning(read(row)), printed, row["value_yuan"])


def _check(row: Row, known: Mapping[str, Operand]) -> Check:
    def side(ids: Iterable[str] | None) -> tuple[Operand, ...]:
        return tuple(known[fact_id] for fact_id in ids or () if fact_id in known)

    return Check(
        check_id=row["check_id"],
        code=row["code"],
        formula=row["formula"],
        result=row["result"],
        left=side(row["lhs_ids"]),
        right=side(row["rhs_ids"]),
        lhs=row["lhs"],
        rhs=row["rhs"],
        difference=row["diff"],
        tolerance=row["tolerance"],
    )
