"""A whole disclosure in one layout."""

from __future__ import annotations

from benchmarks.layouts import forms, statutory
from benchmarks.layouts.accounts import make_account
from benchmarks.layouts.layouts import HAS_VERTICALS, Layout
from benchmarks.layouts.sheets import Book, Sheet


def make_book(layout: Layout, seed: str = "") -> Book:
    """Cover, a few words and the tables. Forms only where all cells are ruled: they never come without."""
    accounts = [
        make_account(f"{layout.name} {n}{seed}", size=layout.size, step=layout.step)
        for n in range(layout.bodies)
    ]
    sheets: list[Sheet] = []
    for account in accounts:
        sheets += statutory.tables(layout, account)
    if layout.rules in HAS_VERTICALS and layout.rules != "columns":
        make = forms.self_evaluation if layout.kind == "fa" else forms.goal
        sheets.append(make(layout, accounts[0]))
    first = accounts[0]
    what = "年度部门决算" if layout.kind == "fa" else "年部门预算"
    intro = (
        "第一部分  部门概况",
        f"{first.entity}是主管全市有关工作的政府工作部门，负责贯彻执行国家的方针政策。",
        f"第二部分  {first.year}{what}表",
    )
    return Book(layout.name, (first.entity, f"{first.year}{what}"), intro, sheets)
