"""The disclosures of the samples' generator, taken down while they are drawn, so that every format can write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

from samples.generator import landscape_budget, shanghai_account
from samples.generator.marked import Truth, take_marks
from samples.generator.paper import Cell as DrawnCell
from samples.generator.paper import Placed
from tests.twins.disclosure import Block, Cell, Disclosure, Heading, Line, Prose, Table, ToldFact

SAMPLES: dict[str, tuple[str, Callable[[Path], Truth]]] = {
    "sample_account": ("samples.generator.shanghai_account.Paper", shanghai_account.final_account),
    "sample_budget": ("samples.generator.landscape_budget.Paper", landscape_budget.budget),
}


def sampled(name: str) -> Disclosure:
    """One of `SAMPLES`; the slips that were planted in them are in it, too."""
    where, draw = SAMPLES[name]
    taken: list[_Taken] = []

    def begin(_path: Path, _size: tuple[float, float], truth: Truth, rules: str = "lines") -> _Taken:
        del rules
        taken.append(_Taken(truth))
        return taken[-1]

    with patch(where, begin):
        truth = draw(Path(name))
    blocks = taken[0].told()
    about = truth.document
    title = f"{about['entity_name']}{about['fiscal_year']}年{'度单位决算' if about['doc_kind'] == 'final_account' else '部门预算'}"
    return Disclosure(
        name, title, about["entity_name"], about["fiscal_year"], about["doc_kind"], tuple(blocks), told=True
    )


class _Taken:
    """A paper that keeps what is written on it, and no places."""

    def __init__(self, truth: Truth) -> None:
        self.truth, self.page, self.y = truth, 1, 0.0
        self.blocks: list[Block] = []
        self._title, self._unit = "", ""
        self._facts: list[list[ToldFact]] = []

    def told(self) -> list[Block]:
        """The blocks; each table knows what is stated below its title."""
        facts = iter(self._facts)
        return [
            replace(block, facts_told=tuple(next(facts))) if isinstance(block, Table) else block
            for block in self.blocks
        ]

    def next_page(self) -> None:
        """Pages are those of the format."""

    def save(self) -> None:
        """Nothing is kept but the blocks."""

    def centred(self, text: str, size: float = 12, gap: float = 2.0) -> None:
        """A line in the middle."""
        del gap
        self.blocks.append(Line(text, size, "centre"))

    def right(self, text: str, size: float = 9) -> None:
        """A line on the right."""
        self.blocks.append(Line(text, size, "right"))

    def line(self, text: str, size: float = 11, indent: float = 0) -> None:
        """A line; below a table its note."""
        del indent
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Table) and not last.note:
            self.blocks[-1] = replace(last, note=text)
        else:
            self.blocks.append(Line(text, size))

    def heading(
        self, level: int, kind: str, number: str | None, title: str, printed: str, indent: float = 22
    ) -> None:
        """A heading, or an entry of the contents."""
        del number, indent
        if kind == "heading":
            self.blocks.append(Heading(title, level, printed.removesuffix(title)))
        else:
            self.blocks.append(Line(printed))

    def paragraph(self, marked: str, place: str = "body", size: float = 11) -> None:
        """Prose, its marks taken out."""
        del size
        self.blocks.append(Prose(take_marks(marked, place, self.truth, {"page": 1})))

    def title(self, title: str, unit: str) -> None:
        """What stands above the next table."""
        self._title, self._unit = title, unit
        self._facts.append([])

    def fact(self, page: int, measure: str, role: str, printed: str, yuan: int, **dims: str) -> None:
        """What a cell states; blank cells state nothing."""
        del page
        if printed:
            code = dims.get("function_code") or dims.get("economic_code") or ""
            worth = Decimal(printed.replace(",", "")) * yuan
            self._facts[-1].append(ToldFact(measure, role, code, worth))

    def table(self, columns: list[float], rows: list[list[DrawnCell]], **_: object) -> list[Placed]:
        """A table; heads are the rows before the first amount."""
        made = tuple(tuple(_cell(cell) for cell in row) for row in rows)
        amounts = [n for n, row in enumerate(made) if any(c.align == "right" for c in row)]
        head = amounts[0] if amounts else 1
        self.blocks.append(Table(self._title, made, tuple(columns), self._unit, "", head))
        return [Placed(1, r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]


def _cell(cell: DrawnCell) -> Cell:
    plain = cell.text.replace(",", "")
    is_amount = cell.align == "right" and plain.replace(".", "").replace("-", "").isdigit()
    return Cell(cell.text, cell.columns, cell.rows, cell.align, Decimal(plain) if is_amount else None)
