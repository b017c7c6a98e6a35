"""A disclosure while it is drawn: an account, the taste of an office, and the tables that all styles share."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from benchmarks.layouts.accounts import ZERO, Account, make_account
from tests.twins.disclosure import NUMERALS, Block, Cell, Disclosure, Heading, Prose, Table, heads

D = Decimal
WAN = D(10_000)
Amounts = Mapping[str, Sequence[Decimal | None]]


class Sketch:
    """One disclosure while it is drawn: an account, the taste of an office, and the blocks so far."""

    def __init__(self, family: str, seed: int, kind: str, *, unit: str, size: int = 6) -> None:
        self.random = random.Random(f"{family} {seed}")
        self.kind, self.unit = kind, unit
        self.account: Account = make_account(f"{family} {seed}", size=size, step=D(100))
        self.body, self.year = self.account.entity, self.account.year
        self.nothing = self.random.choice(("", "0.00", "-", "—"))
        self.separators = self.random.choice((True, False))
        self.word = "决算" if kind == "final_account" else "预算"
        self.blocks: list[Block] = []
        self.tables = 0

    def shown(self, yuan: Decimal | None, decimals: int = 2) -> Cell:
        """The cell of an amount."""
        if yuan is None or (yuan == 0 and self.nothing != "0.00"):
            return Cell("" if yuan is None else self.nothing, align="right")
        value = yuan / WAN if self.unit == "万元" else yuan
        text = f"{value:,.{decimals}f}" if self.separators else f"{value:.{decimals}f}"
        return Cell(text, align="right", number=value)

    def row(self, *yuan: Decimal | None) -> list[Cell]:
        """Cells of amounts."""
        return [self.shown(value) for value in yuan]

    def wan(self, yuan: Decimal) -> str:
        """An amount as prose prints it."""
        return f"{yuan / WAN:.2f}万元"

    def table(
        self, title: str, rows: list[list[Cell]], widths: Sequence[float], head_rows: int, note: str = "",
        *, numbered: bool = False, unit: str = "",
    ) -> None:  # fmt: skip
        """Adds a table."""
        self.tables += 1
        scale = 480 / sum(widths)
        self.blocks.append(
            Table(
                title, tuple(map(tuple, rows)), tuple(w * scale for w in widths), unit or self.unit, self.body,
                head_rows, note, separators=self.separators,
                number=f"公开{self.tables:02}表" if numbered else "",
            )
        )  # fmt: skip

    def heading(self, level: int, number: str, text: str) -> None:
        """Adds a heading."""
        self.blocks.append(Heading(text, level, number))

    def prose(self, *texts: str) -> None:
        """Adds paragraphs."""
        self.blocks.extend(map(Prose, texts))

    def by_code(
        self, title: str, names: Sequence[str], rows: Amounts, top: str, *, three: bool, numbered: bool = False,
        note: str = "", label: str = "功能分类科目",
    ) -> None:  # fmt: skip
        """A table by functional code with a head of two or three rows below `top`."""
        n = len(names)
        if three:
            head = [
                [*heads("项目", cols=[4]), *heads(top, cols=[n])],
                [
                    *heads(f"{label}编码", cols=[3]),
                    Cell(f"{label}名称", rows=2, align="centre"),
                    *heads(*names, rows=2),
                ],
                heads("类", "款", "项"),
            ]
            codes = 4
        else:
            head = [
                [*heads("项目", cols=[2]), *heads(top, cols=[n])],
                heads(f"{label}编码", "科目名称", *names),
            ]
            codes = 2
        sums = [sum((v[k] or ZERO for c, v in rows.items() if len(c) == 3), ZERO) for k in range(n)]
        whole = [Cell("合计", cols=codes, align="centre"), *self.row(*sums)]
        body = []
        for code, values in rows.items():
            name = Cell(self.account.function_names[code], indent=(len(code) - 3) // 2)
            parts = [code[:3], code[3:5], code[5:7]] if three else [code]
            body.append(
                [*(Cell(p, align="centre" if three else "left") for p in parts), name, *self.row(*values)]
            )
        last = self.random.random() < 0.4
        rows_of = [*head, *(body if last else [whole, *body]), *([whole] if last else [])]
        widths = [*([34, 30, 30] if three else [70]), 140, *[70] * n]
        self.table(title, rows_of, widths, len(head), note, numbered=numbered)

    def two_sides(
        self, title: str, left: Sequence[tuple[str, Decimal | None]],
        right: Sequence[tuple[str, Sequence[Decimal | None]]], heads_right: Sequence[str], ends: int,
        *, numbered: bool = False,
    ) -> None:  # fmt: skip
        """Income left, spending right; the last `ends` rows of both stand beside one another."""
        n = len(heads_right)
        rows = [heads("收入", "支出", cols=[2, n + 1]), heads("项目", f"{self.word}数", "项目", *heads_right)]
        room = max(len(left), len(right))
        first = [*left[:-ends], *[("", None)] * (room - len(left)), *left[-ends:]]
        empty: list[tuple[str, Sequence[Decimal | None]]] = [("", [None] * n)] * (room - len(right))
        second = [*right[:-ends], *empty, *right[-ends:]]
        for (name, value), (other, values) in zip(first, second, strict=True):
            rows.append([Cell(name), self.shown(value), Cell(other), *self.row(*values)])
        self.table(title, rows, [150, 75, 150, *[75] * n], 2, numbered=numbered)

    def done(self, name: str, title: str) -> Disclosure:
        """What was drawn."""
        return Disclosure(name, title, self.body, self.year, self.kind, tuple(self.blocks))  # type: ignore[arg-type]

    def classes(self, amounts: Mapping[str, Decimal]) -> list[tuple[str, str, Decimal]]:
        """Code, numbered label and amount of each 类."""
        found = [(c, v) for c, v in amounts.items() if len(c) == 3]
        return [
            (c, f"{NUMERALS[n] if n < 10 else '十' + NUMERALS[n - 10]}、{self.account.function_names[c]}", v)
            for n, (c, v) in enumerate(found)
        ]
