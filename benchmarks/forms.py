"""How exactly the forms of hand-read pages stand in the datasets of a run.

    python -m benchmarks.forms OUTPUT [--misses] [--gold FOLDER]

OUTPUT is the output folder of a run of `mingzhang run` over documents that include those of the gold; only
its published datasets are read. A gold file (`benchmarks/gold/forms/*.json`) states what a person read on the
pages of one document: its hash, the pages of each form, and every cell of the form's head, fund rows, goals
and indicators, with what target and actual value mean by docs/domain.md §4.3.

A form is found by its pages and its name. Texts agree without white space and by NFKC; numbers agree by
value; the yuan of a fund are worked out here from the printed amount and the form's unit. What the gold
leaves null must be null. A row too many, or a form that is not found, counts every cell it has as wrong.
Documents that the run does not have are named and do not count.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pipeline.ask.query import connect

GOLD = Path(__file__).parent / "gold" / "forms"
HEAD = (
    "form_kind",
    "form_year",
    "name_raw",
    "name_norm",
    "project_code",
    "competent_department",
    "implementing_unit",
    "total_weight",
    "total_score",
)
MONEY = ("initial_budget", "full_year_budget", "executed")
TEN_THOUSAND = "万元"
NUMBERS = frozenset(
    ("weight", "score", "target_value", "actual_value", "attainment", "total_weight", "total_score", *MONEY)
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    """A cell that reads otherwise than the page."""

    where: str
    column: str
    wanted: Any
    got: Any


@dataclass(slots=True)
class Tally:
    """Cells and indicator rows that were compared, and what was wrong."""

    cells: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    wrong_rows: int = 0
    misses: list[Miss] = field(default_factory=list)

    def compare(self, where: str, column: str, wanted: Any, got: Any) -> bool:
        """Counts one cell; whether it agrees."""
        self.cells[column] += 1
        same = agrees(column, wanted, got)
        if not same:
            self.misses.append(Miss(where, column, wanted, got))
        return same


def agrees(column: str, wanted: Any, got: Any) -> bool:
    """Whether a cell of the datasets says what the page says.

    >>> agrees("weight", "10.0", Decimal("10.000000")), agrees("level3", "培训 人数", "培训人数")
    (True, True)
    >>> agrees("score", None, Decimal(0))
    False
    """
    if wanted is None or got is None:
        return wanted is got
    if column in NUMBERS:
        return Decimal(str(wanted)) == Decimal(str(got))
    return plain(str(wanted)) == plain(str(got))


def plain(text: str) -> str:
    """Text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def money(raw: str | None, unit: str) -> Decimal | None:
    """The yuan of a printed amount, by the unit in the cell or else the form's; null for a blank or a dash.

    >>> money("1,638.67", "10000"), money("5,093.76万元", "1"), money("--", "10000")
    (Decimal('16386700.00'), Decimal('50937600.00'), None)
    """
    text = (raw or "").replace(",", "")
    if text.endswith(TEN_THOUSAND):
        text, unit = text.removesuffix(TEN_THOUSAND), "10000"
    try:
        return Decimal(text) * Decimal(unit)
    except InvalidOperation:
        return None


def score_form(tally: Tally, gold: Row, wanted: Row, got: Row | None) -> None:
    """Compares one form: `wanted` by hand, `got` as it stands in the datasets with its rows."""
    where = f"{gold['document'][:12]} p. {(wanted.get('pages') or ['-'])[0]} {wanted.get('name_raw')}"
    found: Row = got or {}
    for column in HEAD:
        if column in wanted:
            tally.compare(where, column, wanted[column], found.get(column))
    funds = {row["fund_type"]: row for row in found.get("funds", ())}
    for printed in _named(gold["fund_columns"], wanted.get("funds", ())):
        kind = str(printed["fund_type"])
        row = funds.pop(kind, {})
        for column, value in printed.items():
            tally.compare(f"{where} {kind}", column, value, row.get(column))
            amount = column.removesuffix("_raw")
            if amount in MONEY:
                tally.compare(f"{where} {kind}", amount, money(value, gold["fund_unit"]), row.get(amount))
    for kind in funds:
        tally.compare(f"{where} {kind}", "fund_type", None, kind)
    if "goals" in wanted:  # left out where the page shows only a part of the text
        goals = list(_named(("expected", "actual"), wanted["goals"]))
        _rows(tally, where, "goal", goals, list(found.get("goals", ())))
    indicators = list(_named(gold["indicator_columns"], wanted["indicators"]))
    tally.rows += len(indicators)
    tally.wrong_rows += _rows(tally, where, "indicator", indicators, list(found.get("indicators", ())))


def _named(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield dict(zip(columns, row, strict=True))


def _rows(tally: Tally, where: str, what: str, wanted: Sequence[Row], got: Sequence[Row]) -> int:
    """Compares rows one by one in their order; how many are wrong, those too many included."""
    wrong = 0
    for number, row in enumerate(wanted):
        have = got[number] if number < len(got) else {}
        fine = [tally.compare(f"{where} {what} {number + 1}", c, v, have.get(c)) for c, v in row.items()]
        wrong += not all(fine)
    for number in range(len(wanted), len(got)):
        tally.compare(f"{where} {what} {number + 1}", what, None, got[number])
        wrong += 1
    return wrong


def forms_of(connection: Any, document: str) -> list[dict[str, Any]]:
    """The forms of a document as the datasets have them, each with its funds, goals and indicators."""

    def rows(sql: str) -> list[dict[str, Any]]:
        cursor = connection.execute(sql, [document])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    found = rows("select * from projects where doc_id = ? order by char_start")
    parts = {
        "funds": rows("select * from project_funds where doc_id = ?"),
        "goals": rows("select * from goals where doc_id = ? order by ordinal"),
        "indicators": rows("select * from indicators where doc_id = ? order by ordinal"),
    }
    for form in found:
        for name, those in parts.items():
            form[name] = [row for row in those if row["project_id"] == form["project_id"]]
    return found


def find_form(gold: Row, forms: Sequence[Row], wanted: Row) -> Row | None:
    """The form on the wanted pages with the wanted name, and amount where several have the name.

    The only form on the pages where none has the name.
    """
    pages = wanted.get("pages")
    on = [f for f in forms if not pages or (f["page"] is not None and pages[0] <= f["page"] <= pages[-1])]
    named = [f for f in on if agrees("name_raw", wanted.get("name_raw"), f["name_raw"])]
    first = next(_named(gold["fund_columns"], wanted["funds"]), {})
    same = [f for f in named if any(all(r.get(c) == v for c, v in first.items()) for r in f["funds"])]
    if same or named:
        return (same or named)[0]
    return on[0] if len(on) == 1 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every cell that is wrong")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of hand-read forms")
    arguments = parser.parse_args()
    connection = connect(arguments.output)
    whole = Tally()
    for path in sorted(arguments.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        forms = forms_of(connection, gold["document"])
        known = connection.execute("select count(*) from documents where doc_id = ?", [gold["document"]])
        if not known.fetchone()[0]:
            print(f"{path.stem:<34} not in this run")
            continue
        tally = Tally()
        for wanted in gold["forms"]:
            score_form(tally, gold, wanted, find_form(gold, forms, wanted))
        _print(path.stem, len(gold["forms"]), tally)
        whole.cells += tally.cells
        whole.rows += tally.rows
        whole.wrong_rows += tally.wrong_rows
        whole.misses += tally.misses
    _print("all", None, whole)
    if arguments.misses:
        for miss in whole.misses:
            print(f"{miss.where}: {miss.column}: page {miss.wanted!r}, datasets {miss.got!r}")


def _print(name: str, forms: int | None, tally: Tally) -> None:
    total = sum(tally.cells.values())
    share = (total - len(tally.misses)) / total if total else 1.0
    which = "" if forms is None else f"{forms} forms, "
    print(
        f"{name:<34} {which}indicator rows {tally.rows - tally.wrong_rows}/{tally.rows}, "
        f"cells {total - len(tally.misses)}/{total} = {share:.4f}"
    )


if __name__ == "__main__":
    main()
