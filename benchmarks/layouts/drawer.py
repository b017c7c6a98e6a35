"""Puts amounts into sheets in the words of one layout: tables by code, and tables of two sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from benchmarks.layouts.accounts import ZERO, Account
from benchmarks.layouts.layouts import MULTIPLIER, Layout
from benchmarks.layouts.sheets import Cell, Row, Sheet, TruthCell, TruthFact, header_rows

Column = tuple[tuple[str, ...], str]
"""Header texts above a column, and its measure."""
NUMERALS = "一二三四五六七八九十"


class Drawer:
    """Puts amounts into sheets in the words of one layout, and keeps their truth."""

    def __init__(self, layout: Layout, account: Account) -> None:
        self.layout = layout
        self.account = account
        self.word = "决算" if layout.kind == "fa" else "预算"
        self.role = "final" if layout.kind == "fa" else "initial_budget"

    def sheet(self, name: str, title: str, widths: Sequence[float]) -> Sheet:
        unit = None if self.layout.unit_place == "missing" else self.layout.unit
        return Sheet(f"{self.layout.kind}_{name}", title, self.account.entity, unit, widths)

    def label(self, text: str) -> str:
        return " ".join(text) if self.layout.spaced else text

    def amount(
        self,
        sheet: Sheet,
        row: str,
        path: tuple[str, ...],
        yuan: Decimal | None,
        fact: tuple[str, str] | None,
        role: str | None = None,
    ) -> Cell:
        """The cell of an amount; `fact` is its measure and code (or label)."""
        align = "centre" if self.layout.numbers == "centre" else "right"
        if yuan is None:
            if self.layout.blank != "0.00":
                return Cell(self.layout.blank, align=align)
            yuan = ZERO
        printed = self.layout.shown(yuan)
        sheet.cells.append(TruthCell(printed, row, path))
        if fact is not None:
            value = Decimal(printed.replace(",", ""))
            worth = value * MULTIPLIER[self.layout.unit] if sheet.unit else None
            sheet.facts.append(TruthFact(fact[0], role or self.role, fact[1], value, worth))
        return Cell(printed, align=align)

    # ── tables by code ────────────────────────────────────────────────────────────────────────────────

    def by_code(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        names: dict[str, str],
        rows: Mapping[str, Sequence[Decimal | None]],
    ) -> Sheet:
        """Rows by functional or economic code, with a total row where the layout has it."""
        layout = self.layout
        paths = [path for path, _ in columns]
        depth = max(len(p) for p in paths)
        code_head, above = self._code_header(layout)
        depth = max(depth, 2 if code_head[0][1:] else 1)
        heads = [*code_head, *paths]
        sheet.header = header_rows(heads, depth)
        n_codes = len(code_head)
        if layout.ordinals:
            cells = [Cell(str(n)) for n in range(1, len(columns) + 1)]
            sheet.header.append([Cell("栏次", n_codes), *cells])
        sheet.widths = [*above, *([1.35] * len(columns))]
        top = [sum((v[k] or ZERO for c, v in rows.items() if len(c) == 3), ZERO) for k in range(len(columns))]
        if layout.total == "mixed" and layout.codes in ("three", "changed"):
            amounts = self._amounts(sheet, "合计", columns, top, "")
            last = sheet.header.pop() if len(sheet.header) > 1 and not layout.ordinals else None
            if last is not None and [c.text for c in last] == list(
                "类款项"
            ):  # 类 款 项 are the last header row: the total joins it
                for row in sheet.header:
                    row[1:] = [
                        Cell(c.text, c.cols, c.rows - 1 if c.rows > 1 else 1, c.align) for c in row[1:]
                    ]
                sheet.body.append([*last, Cell("合计"), *amounts])
            else:
                sheet.header.extend([last] if last is not None else [])
                sheet.body.append([Cell("合计", n_codes), *amounts])
        elif layout.total in ("first", "both", "mixed"):
            sheet.body.append(self._total(sheet, columns, top, n_codes))
        before = ""
        for code, values in rows.items():
            key = names[code] if layout.codes == "indented" else code
            amounts = self._amounts(sheet, key, columns, values, key)
            sheet.body.append([*self._code_cells(code, names[code], before), *amounts])
            before = code
        if layout.total in ("last", "both"):
            sheet.body.append(self._total(sheet, columns, top, n_codes))
        return sheet

    def _code_header(self, layout: Layout) -> tuple[list[tuple[str, ...]], list[float]]:
        if layout.codes in ("three", "changed"):
            levels = [("科目编码", level) for level in "类款项"]
            return [*levels, ("科目名称",)], [0.5, 0.4, 0.4, 2.4]
        if layout.codes == "bracketed":
            return [("功能分类科目",)], [3.4]
        if layout.codes == "indented":
            return [("项目",)], [3.0]
        pair = [("科目编码",), ("科目名称",)]
        return [("项目", *p) for p in pair] if layout.deep else pair, [1.1, 2.4]

    def _code_cells(self, code: str, name: str, before: str) -> list[Cell]:
        layout = self.layout
        name_cell = Cell(self.label(name), align="left", indent=(len(code) - 3) // 2)
        if layout.codes in ("three", "changed"):
            parts = [code[:3], code[3:5], code[5:7]]
            if layout.codes == "changed":
                old = [before[:3], before[3:5], before[5:7]]
                changed = next((k for k in range(3) if parts[k] != old[k]), 3)
                parts = [p if k >= changed else "" for k, p in enumerate(parts)]
            return [*(Cell(p) for p in parts), name_cell]
        if layout.codes == "bracketed":
            return [Cell(f"[{code}]{name}", align="left", indent=(len(code) - 3) // 2)]
        if layout.codes == "indented":
            return [name_cell]
        text = (
            "-".join(p for p in (code[:3], code[3:5], code[5:7]) if p) if layout.codes == "dashed" else code
        )
        return [Cell(text, align="left"), name_cell]

    def _amounts(
        self, sheet: Sheet, row: str, columns: Sequence[Column], values: Sequence[Decimal | None], code: str
    ) -> list[Cell]:
        return [
            self.amount(sheet, row, path, v, (measure, code) if measure else None)
            for (path, measure), v in zip(columns, values, strict=True)
        ]

    def _total(self, sheet: Sheet, columns: Sequence[Column], top: Sequence[Decimal], n_codes: int) -> Row:
        return [Cell(self.label("合计"), n_codes), *self._amounts(sheet, "合计", columns, top, "")]

    # ── two sides ─────────────────────────────────────────────────────────────────────────────────────

    def two_sided(
        self,
        sheet: Sheet,
        left: Sequence[tuple[str, Decimal | None, str]],
        right: Sequence[tuple[str, Sequence[Decimal | None], Sequence[str], str]],
        right_heads: Sequence[str],
    ) -> Sheet:
        """Left rows: label, amount, measure. Right rows: label, amounts, their measures, code."""
        ordinals = self.layout.ordinals
        amount_head = f"{self.word}数"
        serial = [("收入", "行次")] if ordinals else []
        heads: list[tuple[str, ...]] = [("收入", "项目"), *serial, ("收入", amount_head), ("支出", "项目")]
        heads += [("支出", "行次")] if ordinals else []
        heads += [("支出", h) for h in right_heads]
        sheet.header = header_rows(heads, 2)
        narrow = [0.5] if ordinals else []
        sheet.widths = [2.4, *narrow, 1.3, 2.4, *narrow, *([1.3] * len(right_heads))]
        if ordinals:
            numbers = iter(range(1, 20))
            cells = [
                Cell("栏次" if p[-1] == "项目" else "" if p[-1] == "行次" else str(next(numbers)))
                for p in heads
            ]
            sheet.header.append(cells)
        for n in range(max(len(left), len(right))):
            row: Row = []
            label, amount, measure = left[n] if n < len(left) else ("", None, "")
            row.append(Cell(self.label(label), align="left"))
            row += [Cell(str(n + 1))] if ordinals else []
            if label:
                row.append(
                    self.amount(
                        sheet, label, ("收入", amount_head), amount, (measure, "") if measure else None
                    )
                )
            else:
                row.append(Cell())
            label, amounts, measures, code = right[n] if n < len(right) else ("", (), (), "")
            row.append(Cell(self.label(label), align="left"))
            row += [Cell(str(n + 31))] if ordinals else []
            if label:
                for head, value, what in zip(right_heads, amounts, measures, strict=True):
                    row.append(
                        self.amount(sheet, label, ("支出", head), value, (what, code) if what else None)
                    )
            else:
                row += [Cell() for _ in right_heads]
            sheet.body.append(row)
        return sheet

    def class_rows(self, amounts: dict[str, Decimal]) -> Iterator[tuple[str, Decimal, str]]:
        """Numbered labels of the 类, with amounts and codes."""
        for n, (code, value) in enumerate((c, v) for c, v in amounts.items() if len(c) == 3):
            number = NUMERALS[n] if n < 10 else f"十{NUMERALS[n - 10]}"
            yield f"{number}、{self.account.function_names[code]}", value, code
