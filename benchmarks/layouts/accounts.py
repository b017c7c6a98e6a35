"""Invented bodies with amounts that tie out: the truth from which every table is drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from patterns import load_rows
from patterns.shapes.code_lists import CodeRow, EconomicCode, FunctionalCode

ZERO = Decimal(0)
CITIES = ("澄川市", "云溪县", "临浦区", "青岚市", "北洛县", "石榕区")
BODIES = ("水务局", "交通运输局", "民政局", "农业农村局", "市场监督管理局", "残疾人联合会")
OFFICES = ("本级", "水政监察支队", "信息中心", "服务中心")
PERSONNEL, PUBLIC, CAPITAL = ("301", "303"), "302", "310"


def names(shape: type[CodeRow]) -> dict[str, str]:
    """Newest name of each code of a list."""
    found: dict[str, str] = {}
    for row in load_rows(shape):
        if not row.valid_to:
            found.setdefault(row.code, row.name)
    return found


@dataclass(frozen=True, slots=True)
class Account:
    """One body and year; amounts in yuan by code, parents included."""

    entity: str
    units: tuple[str, ...]
    year: int
    basic: dict[str, Decimal]
    project: dict[str, Decimal]
    fund: dict[str, Decimal]
    """Items of the government fund, all of them projects."""
    economic: dict[str, Decimal]
    """The basic expenditure of the general public budget by economic code."""
    other_income: Decimal
    """Income beside fiscal appropriations; it is spent on the first project."""
    opening: Decimal
    three_public: dict[str, tuple[Decimal, Decimal]]
    """Item → budget and final."""
    function_names: dict[str, str] = field(repr=False)
    economic_names: dict[str, str] = field(repr=False)

    def gpb(self, code: str) -> tuple[Decimal | None, Decimal | None]:
        """Basic and project expenditure of the general public budget."""
        return self.basic.get(code), self.project.get(code)


def with_parents(items: dict[str, Decimal]) -> dict[str, Decimal]:
    """Items with the sums of their 款 and 类, in code order."""
    sums: dict[str, Decimal] = {}
    for code, value in items.items():
        for length in (3, 5, 7):
            if length <= len(code):
                sums[code[:length]] = sums.get(code[:length], ZERO) + value
    return dict(sorted(sums.items()))


def total(amounts: dict[str, Decimal]) -> Decimal:
    """The sum of the 类."""
    return sum((v for c, v in amounts.items() if len(c) == 3), ZERO)


def make_account(seed: str, *, size: int, step: Decimal) -> Account:
    """An account with about `size` functional items; every amount is a multiple of `step` yuan."""
    rng = random.Random(seed)
    functions, subjects = names(FunctionalCode), names(EconomicCode)

    def amount(low: int, high: int) -> Decimal:
        return Decimal(rng.randint(low * 100, high * 100)) * 100 // step * step + step * rng.randint(0, 99)

    items = [
        c
        for c in functions
        if len(c) == 7 and c[:5] in functions and c[:3] not in ("212", "223", "229", "234")
    ]
    chosen = rng.sample(items, min(size, len(items)))
    basic = {c: amount(3, 900) for c in chosen[: max(2, size * 2 // 3)]}
    project = {c: amount(10, 3000) for c in chosen[max(1, size // 2) :]}
    leaves = [c for c in subjects if len(c) == 5]
    picked = {p: [c for c in leaves if c.startswith(p)] for p in (*PERSONNEL, PUBLIC, CAPITAL)}
    economic: dict[str, Decimal] = {}
    for prefix, count in (("301", 7), ("302", 11), ("303", 3), ("310", 2)):
        for code in sorted(rng.sample(picked[prefix], min(count, len(picked[prefix])))):
            economic[code] = amount(1, 300)
    # the last functional item takes up what the economic side has more or less
    spread = sum(economic.values(), ZERO)
    share = spread // len(basic) // step * step
    basic = dict.fromkeys(basic, share)
    codes = list(basic)
    for k in range(len(codes) - 1):
        moved = rng.randint(0, 60) * share // 100 // step * step
        basic[codes[k]] -= moved
        basic[codes[k + 1]] += moved
    basic[codes[-1]] += spread - sum(basic.values(), ZERO)
    items = ("abroad", "vehicle_purchase", "vehicle_operation", "reception")
    printed = {i: (v := amount(0, 30), v - v // 3 // step * step) for i in items}
    return Account(
        entity=rng.choice(CITIES) + rng.choice(BODIES),
        units=OFFICES,
        year=rng.randint(2017, 2025),
        basic=with_parents(basic),
        project=with_parents(project),
        fund=with_parents({"2120801": amount(10, 800), "2120899": amount(10, 300)}),
        economic=with_parents(economic),
        other_income=amount(1, 100),
        opening=amount(1, 60),
        three_public=printed,
        function_names=functions
        | {"21208": "国有土地使用权出让收入安排的支出"}
        | {"2120801": "征地和拆迁补偿支出", "2120899": "其他国有土地使用权出让收入安排的支出"},
        economic_names=subjects,
    )
