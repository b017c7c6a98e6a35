"""Marks for prose and grids of the statutory tables, both from the same books."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.wordings.story import Block, Grid, Heading, Para
from benchmarks.wordings.styles._books import Books, Line, add, cents, line


@dataclass(frozen=True, slots=True)
class Pen:
    """How one document prints: its year, what its figures are, its thousands, the decimals of its rates."""

    year: int
    budget: bool = False
    thousands: bool = False
    places: int = 2

    @property
    def role(self) -> str:
        return "initial_budget" if self.budget else "final"

    @property
    def prior(self) -> str:
        return "prior_budget" if self.budget else "prior_final"

    def money(self, x: Decimal) -> str:
        return f"{x:,.2f}" if self.thousands else f"{x:.2f}"

    def rate(self, part: Decimal, whole: Decimal) -> str:
        return str((abs(part) / whole * 100).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP))

    def mark(self, printed: str, x: Line, role: str, **more: str | int) -> str:
        keys = [f"{k}={v}" for k, v in (*x.keys, *more.items())]
        return "[[" + "|".join([printed, x.measure, role, *keys]) + "]]"

    def a(self, x: Line) -> str:
        """The amount of this year."""
        return self.mark(self.money(x.now), x, self.role)

    def b(self, x: Line) -> str:
        """The amount of the year before."""
        return self.mark(self.money(x.before), x, self.prior, year=self.year - 1)

    def i(self, x: Line) -> str:
        """The budget at the beginning of the year."""
        return self.mark(self.money(x.initial), x, "initial_budget")

    def f(self, x: Line) -> str:
        """The budget of the whole year, adjusted (the same field of the line)."""
        return self.mark(self.money(x.initial), x, "full_year_budget")

    def u(self, x: Line) -> str:
        """A budget of which the text does not say whether it is the first or the adjusted one."""
        return self.mark(self.money(x.initial), x, "initial_budget/full_year_budget")

    def c(self, x: Line) -> str:
        """The change, its size."""
        return self.mark(
            self.money(abs(x.now - x.before)), x, "change_yoy", dir=1 if x.now >= x.before else -1
        )

    def g(self, x: Line) -> str:
        """The growth rate, its size."""
        way = 1 if x.now >= x.before else -1
        return self.mark(self.rate(x.now - x.before, x.before), x, "growth_yoy", dir=way)

    def ci(self, x: Line) -> str:
        way = 1 if x.now >= x.initial else -1
        return self.mark(self.money(abs(x.now - x.initial)), x, "change_vs_initial_budget", dir=way)

    def gi(self, x: Line) -> str:
        way = 1 if x.now >= x.initial else -1
        return self.mark(self.rate(x.now - x.initial, x.initial), x, "growth_vs_initial_budget", dir=way)

    def r(self, x: Line) -> str:
        """The completion rate."""
        return self.mark(self.rate(x.now, x.initial), x, "completion_rate")

    def s(self, x: Line, whole: Line) -> str:
        return self.mark(self.rate(x.now, whole.now), x, "share", of=whole.measure)

    def n(self, count: int, measure: str, **keys: str) -> str:
        return "[[" + "|".join([str(count), measure, "count", *(f"{k}={v}" for k, v in keys.items())]) + "]]"

    def reason(self, x: Decimal, measure: str) -> str:
        return f"[[{self.money(x)}|{measure}|reason_amount]]"

    def no(self, x: Decimal | float) -> str:
        """Money that is no fact of the body."""
        return f"[[{self.money(cents(x))}|-]]"

    def up(
        self, x: Line, more: str = "增加", less: str = "减少", rise: str = "增长", fall: str = "下降"
    ) -> str:
        """Change and growth in the commonest words."""
        return f"{x.w(more, less)}{self.c(x)}万元，{x.w(rise, fall)}{self.g(x)}%"

    def why(self, x: Line, parts: Sequence[tuple[str, Line]], more: str = "增加", less: str = "减少") -> str:
        """Changes of the parts as the reason of the change of `x`."""
        said = [
            f"{name}{p.w(more, less)}{self.reason(abs(p.now - p.before), _joined(x, p))}万元"
            for name, p in parts
        ]
        return "，".join(said)


def _joined(x: Line, part: Line) -> str:
    """A reason's amount may stand under what it explains or under what it is an amount of."""
    return "/".join(dict.fromkeys([*x.measure.split("/"), *part.measure.split("/")]))


def blocks(text: str, grids: dict[str, Grid]) -> tuple[Block, ...]:
    """One block a line: `@ ` a line of the cover, `# `, `## ` headings, `! name` a grid, else a paragraph."""
    out: list[Block] = []
    for row in filter(None, (x.strip() for x in text.splitlines())):
        mark, _, rest = row.partition(" ")
        if mark == "!":
            out.append(grids[rest])
        elif mark == "@" or set(mark) == {"#"}:
            out.append(Heading(rest, 0 if mark == "@" else len(mark)))
        else:
            out.append(Para(row))
    missing = set(grids) - {x.strip()[2:] for x in text.splitlines() if x.strip().startswith("! ")}
    if missing:
        raise ValueError(f"grids that are not placed: {missing}")
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Three:
    """The three public expenses with their counts."""

    abroad: Line
    purchase: Line
    operation: Line
    reception: Line
    groups: int
    persons: int
    bought: int
    stock: int
    batches: int
    guests: int

    @property
    def vehicle(self) -> Line:
        return add((self.purchase, self.operation), "three_public.vehicle", "公务用车购置及运行维护费")

    @property
    def total(self) -> Line:
        return add((self.abroad, self.vehicle, self.reception), "three_public.total", "“三公”经费")


def guests_of(rng: random.Random, reception: Line) -> tuple[int, int]:
    """Batches and guests that such a sum feeds at sixty to a hundred and twenty yuan each."""
    guests = max(9, int(float(reception.now) * 10000 / rng.uniform(60, 120)))
    return max(2, guests // rng.randint(6, 9)), guests


def three_of(rng: random.Random, books: Books, abroad: float = 0, purchase: float = 0) -> Three:
    """Operation and reception are those of the basic expenditure."""
    operation = books.econ("30231").bare("three_public.vehicle_operation", "公务用车运行维护费")
    reception = books.econ("30217").bare("three_public.reception", "公务接待费")
    batches, guests = guests_of(rng, reception)
    return Three(
        line(rng, abroad, "three_public.abroad", "因公出国（境）费"),
        line(rng, purchase, "three_public.vehicle_purchase", "公务用车购置费"),
        operation,
        reception,
        rng.randint(1, 2) if abroad else 0,
        rng.randint(2, 6) if abroad else 0,
        1 if purchase else 0,
        rng.randint(3, 12),
        batches,
        guests,
    )


@dataclass(frozen=True, slots=True)
class Buying:
    """Procurement of the year; `micro` is inside `sme`, `sme` inside the total."""

    goods: Line
    works: Line
    services: Line
    sme: Line
    micro: Line

    @property
    def total(self) -> Line:
        return add((self.goods, self.works, self.services), "procurement.total", "政府采购支出总额")


def buying_of(rng: random.Random, size: float, works: bool = True) -> Buying:
    goods = line(rng, size * 0.3, "procurement.goods")
    built = line(rng, size * 0.25 * works, "procurement.works")
    services = line(rng, size * 0.45, "procurement.services")
    total = add((goods, built, services), "procurement.total")
    ratio = rng.uniform(0.6, 0.9)
    sme = total.bare("procurement.sme").with_figures(cents(float(x) * ratio) for x in total.figures)
    micro = sme.bare("procurement.micro").with_figures(cents(float(x) * ratio) for x in sme.figures)
    return Buying(goods, built, services, sme, micro)


def vehicles_of(rng: random.Random, total: int, kinds: Sequence[str]) -> dict[str, int]:
    """Vehicles by kind; they add up to the total."""
    out = dict.fromkeys(kinds, 0)
    for _ in range(total):
        out[rng.choice(list(kinds))] += 1
    return out
