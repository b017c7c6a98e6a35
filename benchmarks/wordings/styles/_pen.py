"""Writes figures down in running text, with their marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from benchmarks.wordings.figures import direction, growth, money, percent


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes numbers with their marks."""

    places: int = 2
    thousands: bool = False
    unit: str = "万元"
    rate_places: int = 2

    def bare(self, value: Decimal) -> str:
        return money(value, self.places, self.thousands)

    def number(self, printed: str, measure: str, role: str, **keys: object) -> str:
        """`of_` stands for `of`, which reads badly as a word of a call; keys that are None are left out."""
        said = [f"{k.rstrip('_')}={v}" for k, v in keys.items() if v is not None]
        return f"[[{'|'.join([printed, measure, role, *said])}]]"

    def sum(self, value: Decimal, measure: str, role: str = "final", **keys: object) -> str:
        """An amount with its unit."""
        return self.number(self.bare(value), measure, role, **keys) + self.unit

    def none(self, value: Decimal) -> str:
        """An amount that is no figure of the body."""
        return f"[[{self.bare(value)}|-]]{self.unit}"

    def reason(self, value: Decimal) -> str:
        """An amount inside a reason; whether it becomes a figure of the body is not asked."""
        return f"[[{self.bare(value)}|?]]{self.unit}"

    def count(self, n: int, measure: str, **keys: object) -> str:
        return self.number(str(n), measure, "count", **keys)

    def share(self, part: Decimal, whole: Decimal, measure: str, **keys: object) -> str:
        return self.number(percent(part, whole, self.rate_places), measure, "share", **keys) + "%"

    def done(self, final: Decimal, budget: Decimal, measure: str, **keys: object) -> str:
        return self.number(percent(final, budget, self.rate_places), measure, "completion_rate", **keys) + "%"

    def moved(
        self, now: Decimal, before: Decimal, measure: str, against: str = "yoy",
        words: tuple[str, str, str, str] = ("增加", "减少", "增长", "下降"),
        same: str = "与上年持平", comma: str = "，", **keys: object,
    ) -> str:  # fmt: skip
        """增加X万元，增长Y%; nothing of a rate where there was nothing before."""
        if now == before:
            return same
        way = direction(now, before)
        amount_word, rate_word = (words[0], words[2]) if way > 0 else (words[1], words[3])
        said = amount_word + self.sum(abs(now - before), measure, f"change_{against}", dir=way, **keys)
        if before == 0:
            return said
        rate = self.number(
            growth(now, before, self.rate_places), measure, f"growth_{against}", dir=way, **keys
        )
        return f"{said}{comma}{rate_word}{rate}%"
