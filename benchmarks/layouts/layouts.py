"""The layouts: what a table says in which words, and with what it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Printer = Literal["reportlab", "chromium", "docx", "xlsx"]
PRINTERS: tuple[Printer, ...] = ("reportlab", "chromium", "docx", "xlsx")
RULES = (
    "full", "horizontal", "three_line", "none", "frame", "columns", "dashed", "double", "shaded",
)  # fmt: skip
"""columns: vertical rules and an outer frame, none between rows; shaded: filled header, no rules."""
HAS_VERTICALS = ("full", "columns", "dashed", "double", "rectangles")
MULTIPLIER = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000)}


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    printer: Printer
    kind: Literal["fa", "bd"] = "fa"
    rules: str = "full"
    codes: Literal["one", "three", "changed", "dashed", "bracketed", "indented"] = "one"
    unit: str = "万元"
    unit_place: Literal["above", "inside", "missing"] = "above"
    decimals: int = 2
    grouped: bool = True
    blank: str = ""
    ordinals: bool = False
    total: Literal["first", "last", "both", "mixed"] = "first"
    spaced: bool = False
    """Labels set letter by letter."""
    deep: bool = False
    """One more header level: 项目 above code and name."""
    panels: int = 2
    three_public: Literal["row", "transposed", "units"] = "row"
    size: int = 8
    """Functional items."""
    page_rows: int | None = None
    repeat_header: bool = False
    split_rows: bool = False
    per_page: int = 1
    bodies: int = 1
    """So many bodies' tables in one document."""
    landscape: bool = False
    rotate: int = 0
    embedded: bool = True
    numbers: Literal["right", "centre", "wrapped"] = "right"
    valign: Literal["middle", "top", "bottom"] = "middle"
    """Where the texts of a cell stand that is higher than they are."""
    spaced_digits: bool = False
    narrow: bool = False
    """Columns so narrow that labels are wrapped."""

    @property
    def step(self) -> Decimal:
        """The smallest amount in yuan that the table can print."""
        return MULTIPLIER[self.unit] / Decimal(10) ** self.decimals

    def shown(self, yuan: Decimal) -> str:
        value = yuan / MULTIPLIER[self.unit]
        return f"{value:,.{self.decimals}f}" if self.grouped else f"{value:.{self.decimals}f}"


def layouts() -> Iterator[Layout]:
    """All layouts; names are printer/rules or printer/what is special about them."""
    for printer in PRINTERS:
        for n, rules in enumerate((*RULES, "rectangles") if printer == "reportlab" else RULES):
            first = Layout(
                f"{printer}/{rules}",
                printer,
                "fa" if n % 2 else "bd",
                rules,
                codes=("one", "three")[n // 2 % 2],
                landscape=True,
                embedded=n % 3 != 0,
            )
            yield first
            if rules in ("three_line", "horizontal", "none", "shaded"):
                yield replace(first, name=f"{first.name}_three_codes", codes="three", kind="fa")
                yield replace(first, name=f"{first.name}_deep", codes="one", deep=True, kind="fa")
                yield replace(
                    first, name=f"{first.name}_yuan", unit="元", decimals=0, grouped=False, total="last"
                )
        ruled = Layout("", printer, landscape=True)
        for name, changes in SPECIAL.items():
            yield replace(ruled, name=f"{printer}/{name}", **changes)
    for name, changes in REPORTLAB_ONLY.items():
        yield replace(Layout("", "reportlab", landscape=True), name=f"reportlab/{name}", **changes)


SPECIAL: dict[str, dict[str, object]] = {
    "codes_changed": {"codes": "changed", "total": "mixed"},
    "codes_changed_three_line": {"codes": "changed", "rules": "three_line"},
    "codes_three_mixed": {"codes": "three", "total": "mixed", "kind": "bd"},
    "codes_dashed": {"codes": "dashed"},
    "codes_bracketed": {"codes": "bracketed", "kind": "bd", "total": "last"},
    "codes_bracketed_none": {"codes": "bracketed", "rules": "none"},
    "names_indented": {"codes": "indented"},
    "names_indented_three_line": {"codes": "indented", "rules": "three_line"},
    "spaced_labels": {"spaced": True, "deep": True},
    "spaced_labels_three_line": {"spaced": True, "rules": "three_line"},
    "narrow": {"narrow": True, "landscape": False},
    "narrow_three_line": {"narrow": True, "landscape": False, "rules": "three_line"},
    "wrapped_numbers": {"numbers": "wrapped", "landscape": False, "unit": "元"},
    "centred_numbers": {"numbers": "centre", "narrow": True, "total": "both"},
    "centred_numbers_none": {"numbers": "centre", "rules": "none", "total": "both"},
    "inside": {"unit_place": "inside", "deep": True},
    "inside_three_line": {"unit_place": "inside", "rules": "three_line"},
    "unit_missing": {"unit_place": "missing", "kind": "bd"},
    "thousand_yuan": {"unit": "千元", "decimals": 1, "codes": "three"},
    "six_decimals": {"decimals": 6, "grouped": False, "kind": "bd"},
    "integers": {"unit": "元", "decimals": 0, "kind": "bd", "blank": "—"},
    "zeros": {"blank": "0.00", "codes": "three"},
    "ordinals": {"ordinals": True, "deep": True},
    "ordinals_three_line": {"ordinals": True, "rules": "three_line"},
    "panels_3": {"panels": 3, "three_public": "transposed"},
    "panels_3_three_line": {"panels": 3, "three_public": "transposed", "rules": "three_line"},
    "by_unit": {"three_public": "units"},
    "by_unit_none": {"three_public": "units", "rules": "horizontal"},
    "long": {"size": 22, "page_rows": 14, "landscape": False},
    "long_repeated": {"size": 22, "page_rows": 14, "repeat_header": True, "codes": "three"},
    "long_three_line": {"size": 22, "page_rows": 14, "rules": "three_line", "repeat_header": True},
    "long_three_line_bare": {"size": 22, "page_rows": 14, "rules": "three_line"},
    "two_on_a_page": {"per_page": 2, "size": 3, "landscape": False},
    "two_on_a_page_three_line": {"per_page": 2, "size": 3, "landscape": False, "rules": "three_line"},
    "narrow_top": {"narrow": True, "landscape": False, "rules": "three_line", "valign": "top"},
    "narrow_bottom": {"narrow": True, "landscape": False, "rules": "three_line", "valign": "bottom"},
    "top_none": {"rules": "none", "valign": "top"},
    "bottom_none": {"rules": "none", "valign": "bottom", "deep": True},
    "narrow_columns": {"narrow": True, "landscape": False, "rules": "columns"},
    "narrow_horizontal": {"narrow": True, "landscape": False, "rules": "horizontal", "codes": "three"},
    "several_bodies": {"bodies": 2, "size": 4},
    "several_bodies_three_line": {"bodies": 2, "size": 4, "rules": "three_line"},
}
REPORTLAB_ONLY: dict[str, dict[str, object]] = {
    "rotated_90": {"rotate": 90},
    "rotated_270_three_line": {"rotate": 270, "rules": "three_line"},
    "spaced_digits": {"spaced_digits": True},
    "spaced_digits_none": {"spaced_digits": True, "rules": "none"},
    "split_rows": {"size": 22, "page_rows": 12, "split_rows": True, "narrow": True},
    "font_not_embedded": {"embedded": False},
    "font_not_embedded_three_line": {"embedded": False, "rules": "three_line", "codes": "three"},
    "rectangles_deep": {"rules": "rectangles", "deep": True, "codes": "three", "ordinals": True},
}
