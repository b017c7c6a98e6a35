"""Figures that fit together: parts that add up, shares and growth as they are printed."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Half up to printed decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def amount(rng: random.Random, low: float, high: float, places: int = 2) -> Decimal:
    """A sum of money between two bounds."""
    return rounded(Decimal(str(rng.uniform(low, high))), places)


def split(
    rng: random.Random, total: Decimal, n: int, places: int = 2, weights: tuple[float, ...] | None = None
) -> list[Decimal]:
    """`total` in `n` positive parts that add up to it; about as `weights` where given.

    Raises ValueError where a part would not be positive.
    """
    shares = (
        [w * rng.uniform(0.8, 1.2) for w in weights] if weights else [rng.uniform(1, 10) for _ in range(n)]
    )
    parts = [rounded(total * Decimal(str(s / sum(shares))), places) for s in shares[: n - 1]]
    parts.append(total - sum(parts, Decimal(0)))
    if len(shares) != n or min(parts) <= 0:
        raise ValueError(f"{total} does not split into {n} parts")
    return parts


def money(value: Decimal, places: int = 2, thousands: bool = False) -> str:
    """As printed, rounded half up: 1234.50, or 1,234.50."""
    return f"{rounded(value, places):{',' if thousands else ''}f}"


def percent(part: Decimal, whole: Decimal, places: int = 2) -> str:
    """The share of `part` in `whole` as printed, without the sign."""
    return f"{rounded(part / whole * 100, places):f}"


def growth(now: Decimal, before: Decimal, places: int = 2) -> str:
    """The growth rate as printed: its size; `direction` says which way."""
    return percent(abs(now - before), before, places)


def direction(now: Decimal, before: Decimal) -> int:
    """1 where a value grew or stayed, -1 where it fell."""
    return 1 if now >= before else -1
