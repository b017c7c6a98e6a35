"""Workbooks drawn in the ways that offices and finance software export, with what must come out of each.

They were written before the readers were; `ASIDE` was not looked at while rules were made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tests.extractors.office.plans import AMOUNT, Formatted, Plan, Put, contents, cover, place
from tests.extractors.office.statutory import BODY, TABLES, Value, shown
from tests.extractors.office.writers import (
    openpyxl_bytes,
    spreadsheetml_bytes,
    xlsxwriter_bytes,
    xlwt_bytes,
)

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@dataclass(frozen=True)
class Book:
    """A workbook and its plan."""

    name: str
    make: Callable[[], bytes]
    plans: list[Plan]
    unit: str = "万元"
    notes: tuple[str, ...] = ()
    """Words that its notes must hold."""
    hidden: tuple[str, ...] = ()
    """Texts that must stand in the rejects and not in the text."""
    stored: dict[str, str] | None = None
    """What is shown → what is stored, of some cells."""


def _sheets(**how: object) -> list[Plan]:
    plans = []
    for n, table in enumerate(TABLES):
        plan = Plan(f"附表{n + 1}")
        place(plan, table, **how)  # type: ignore[arg-type]
        plans.append(plan)
    return plans


def reporting_tool() -> Book:
    plans = _sheets()
    return Book(
        "reporting_tool",
        lambda: xlsxwriter_bytes(plans),
        plans,
        stored={"812.33": "812.3345", "98.77": "98.7654"},
    )


def script_without_borders() -> Book:
    def stored(value: Value) -> Formatted:
        if not isinstance(value, Decimal):
            return value, "General"
        return float(value.quantize(Decimal("0.01"), ROUND_HALF_UP)), "General"

    def display(value: Value) -> str:
        if not isinstance(value, Decimal):
            return value or ""
        return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"

    plans = _sheets(bordered=False, stored=stored, display=display)
    return Book("script_without_borders", lambda: openpyxl_bytes(plans), plans)


def accounting() -> Book:
    def stored(value: Value) -> Formatted:
        return (0.0 if value is None else float(value)) if not isinstance(value, str) else value, ACCOUNTING

    def display(value: Value) -> str:
        return "-" if value is None else shown(value)

    plans = _sheets(stored=stored, display=display)
    return Book("accounting", lambda: xlsxwriter_bytes(plans), plans, stored={"-": "0"})


def one_below_another() -> Book:
    plan = Plan("Sheet1")
    row = 0
    for table in TABLES:
        row = place(plan, table, at=(row, 0)) + 2
    return Book("one_below_another", lambda: xlsxwriter_bytes([plan]), [plan])


def side_by_side() -> Book:
    plan = Plan("决算表")
    place(plan, TABLES[0], at=(0, 0))
    place(plan, TABLES[2], at=(0, 5))
    return Book("side_by_side", lambda: openpyxl_bytes([plan]), [plan])


def hidden_parts() -> Book:
    plans = _sheets()
    plans[0].puts.append(Put(40, 0, "隐藏行的数"))
    plans[0].puts.append(Put(40, 1, 777123.45, code=AMOUNT))
    plans[0].hidden_rows.add(40)
    plans[2].puts.append(Put(5, 7, 888123.45, code=AMOUNT))
    plans[2].hidden_cols.add(7)
    spare = Plan("底稿", state="veryHidden")
    place(spare, TABLES[1])
    spare.puts.append(Put(90, 0, 999123.45, code=AMOUNT))
    spare.tables = []
    other = Plan("上年数", state="hidden", puts=[Put(0, 0, "上年数合计"), Put(0, 1, 666123.45, code=AMOUNT)])
    plans = [plans[0], spare, *plans[1:], other]
    hidden = ("777,123.45", "888,123.45", "999,123.45", "666,123.45")
    return Book(
        "hidden_parts",
        lambda: xlsxwriter_bytes(plans),
        plans,
        hidden=hidden,
        notes=("hidden",),
    )


def thousands_in_the_format() -> Book:
    """Yuan are stored, 万元 with one decimal shown."""

    def stored(value: Value) -> Formatted:
        return (float(value * 10000), "0!.0,") if isinstance(value, Decimal) else (value, "General")

    def display(value: Value) -> str:
        if not isinstance(value, Decimal):
            return value or ""
        return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}"

    plans = _sheets(stored=stored, display=display)
    return Book(
        "thousands_in_the_format",
        lambda: xlsxwriter_bytes(plans),
        plans,
        stored={"812.3": "8123345", "98.8": "987654"},
    )


def codes_as_numbers() -> Book:
    plans = _sheets(code_of=lambda code: (int(code), "0" * len(code)))
    return Book("codes_as_numbers", lambda: xlwt_bytes(plans), plans)


def codes_with_separators() -> Book:
    """Codes as numbers in the format of the amounts: what is shown is no code any more."""
    plans = _sheets(code_of=lambda code: (int(code), "#,##0"), show_code=lambda code: f"{int(code):,}")
    return Book("codes_with_separators", lambda: xlsxwriter_bytes(plans), plans)


def numbers_as_text() -> Book:
    plans = _sheets(stored=lambda value: (None if value is None else shown(value), "@"))
    return Book("numbers_as_text", lambda: openpyxl_bytes(plans), plans)


def _with_formulas() -> list[Plan]:
    """Totals of 支出决算表 as formulas: sums of columns, of two cells, and of another sheet's cell."""
    plans = _sheets()
    sheet = plans[1]
    codes = {put.value: put.row for put in sheet.puts if put.col == 0 and isinstance(put.value, str)}
    top = 5
    classes = [row for code, row in codes.items() if len(str(code)) == 3 and str(code).isdigit()]
    for put in sheet.puts:
        is_body = put.row >= top and isinstance(put.value, float)
        if not is_body:
            continue
        letter = chr(65 + put.col)
        if put.row == top and put.col in (3, 4):
            put.formula = "=" + "+".join(f"{letter}{row + 1}" for row in classes)
        elif put.col == 2:
            put.formula = f"=SUM(D{put.row + 1}:E{put.row + 1})"
    for put in plans[2].puts:
        if put.row == top and put.col == 2:
            put.formula = "=附表2!C6"
    return plans


def formulas_without_values() -> Book:
    plans = _with_formulas()
    return Book("formulas_without_values", lambda: openpyxl_bytes(plans), plans, notes=("formula",))


def formulas_with_zero() -> Book:
    plans = _with_formulas()
    return Book(
        "formulas_with_zero", lambda: xlsxwriter_bytes(plans, evaluated=False), plans, notes=("formula",)
    )


def old_software() -> Book:
    plans = _sheets()
    plans[1].puts.append(Put(3, 9, 555123.45, code=AMOUNT))
    plans[1].hidden_cols.add(9)
    spare = Plan("参数", state="hidden", puts=[Put(0, 0, "参数甲")])
    plans.append(spare)
    return Book("old_software", lambda: xlwt_bytes(plans), plans, hidden=("555,123.45",), notes=("hidden",))


def excel_2003_xml() -> Book:
    plans = _sheets()
    return Book("excel_2003_xml", lambda: spreadsheetml_bytes(plans), plans)


def with_cover() -> Book:
    plans = [cover(), contents(TABLES), *_sheets()]
    return Book("with_cover", lambda: xlsxwriter_bytes(plans), plans)


def all_bordered() -> Book:
    plans = _sheets(border_all=True)
    return Book("all_bordered", lambda: openpyxl_bytes(plans), plans)


WORKED = (
    reporting_tool,
    script_without_borders,
    accounting,
    one_below_another,
    side_by_side,
    hidden_parts,
    thousands_in_the_format,
    codes_as_numbers,
    codes_with_separators,
    numbers_as_text,
    formulas_without_values,
    formulas_with_zero,
    old_software,
    excel_2003_xml,
    with_cover,
    all_bordered,
)


# ── kept aside ────────────────────────────────────────────────────────────────────────────────────────


def aside_indented() -> Book:
    """A margin of empty rows and columns, old format, no borders, dashes as text, 元."""

    def stored(value: Value) -> Formatted:
        if value is None:
            return "--", "General"
        return (value, "General") if isinstance(value, str) else (float(value * 10000), AMOUNT)

    def display(value: Value) -> str:
        if value is None:
            return "--"
        return value if isinstance(value, str) else shown(value * 10000)

    plans = []
    for n, table in enumerate(TABLES):
        plan = Plan(f"{n + 1}")
        place(plan, table, at=(3, 2), stored=stored, display=display, bordered=False, unit="元", lines="full")
        plans.append(plan)
    return Book("aside_indented", lambda: xlwt_bytes(plans), plans, unit="元", stored={})


def aside_names_are_titles() -> Book:
    """No title in the sheet: its name is it."""
    plans = []
    for table in TABLES:
        plan = Plan(table.title.replace("财政拨款", "") if len(table.title) > 14 else table.title)
        place(plan, table, lines="none", note=False)
        plan.puts.append(Put(0, 20, None))
        plans.append(plan)
    return Book("aside_names_are_titles", lambda: openpyxl_bytes(plans), plans, unit="")


def aside_zero_hidden_format() -> Book:
    """Zeros that the format hides."""

    def stored(value: Value) -> Formatted:
        if isinstance(value, str):
            return value, "General"
        return 0.0 if value is None else float(value), "#,##0.00;-#,##0.00;"

    plans = _sheets(stored=stored)
    return Book("aside_zero_hidden_format", lambda: xlsxwriter_bytes(plans), plans)


def aside_stack_and_columns() -> Book:
    """Two tables side by side, a third below both, without borders."""
    plan = Plan("报表")
    first = place(plan, TABLES[0], at=(1, 1), bordered=False)
    second = place(plan, TABLES[2], at=(1, 7), bordered=False)
    place(plan, TABLES[1], at=(max(first, second) + 2, 1), bordered=False)
    plan.tables = [plan.tables[0], plan.tables[1], plan.tables[2]]
    return Book("aside_stack_and_columns", lambda: xlsxwriter_bytes([plan]), [plan])


def aside_xml_in_yuan() -> Book:
    def stored(value: Value) -> Formatted:
        return (float(value * 10000), "Standard") if isinstance(value, Decimal) else (value, "General")

    plans = [
        cover(),
        *_sheets(
            stored=stored,
            display=lambda v: shown(v * 10000) if isinstance(v, Decimal) else (v or ""),
            unit="元",
            bordered=False,
        ),
    ]
    return Book("aside_xml_in_yuan", lambda: spreadsheetml_bytes(plans), plans, unit="元")


def aside_rows_filtered() -> Book:
    """Empty rows filtered out, and the entity's name in a cell of its own."""
    plans = _sheets(entity="编制单位：")
    for plan in plans:
        plan.puts.append(Put(2, 1, BODY))
    hidden = list(range(6, 9))
    shown_rows = plans[1].tables[0].cells
    for row in hidden:
        plans[1].hidden_rows.add(row)
        for key in [k for k in shown_rows if k[0] == row]:
            del shown_rows[key]
    return Book("aside_rows_filtered", lambda: xlsxwriter_bytes(plans), plans, notes=("hidden",))


def aside_formulas_in_old() -> Book:
    plans = _sheets()
    for put in plans[1].puts:
        if put.row == 5 and put.col == 2:
            put.formula = "D6+E6"
    return Book("aside_formulas_in_old", lambda: xlwt_bytes(plans), plans, notes=("formula",))


ASIDE = (
    aside_indented,
    aside_names_are_titles,
    aside_zero_hidden_format,
    aside_stack_and_columns,
    aside_xml_in_yuan,
    aside_rows_filtered,
    aside_formulas_in_old,
)
