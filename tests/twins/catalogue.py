"""Which layouts there are, and which of them are set aside until the readers are done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.twins.disclosure import Disclosure
from tests.twins.drawn import drawn, drawn_layouts
from tests.twins.layouts import FAMILIES, layouts
from tests.twins.sampled import SAMPLES, sampled
from tests.twins.styles import STYLES

FIRST_SEED_ASIDE = 8
"""Of the families of `layouts`, these seeds and those above."""
STYLE_SEEDS = 4
STYLES_ASIDE = ("compared_budget", "evaluations")
"""Families that no reader was tried on while it was written; of the others the last seed."""
DRAWN_ASIDE = (
    "bd_yuan", "codes_changed", "codes_dashed", "inside", "names_indented", "integers", "by_unit", "long_repeated", "several_bodies",
)  # fmt: skip


def catalogue(*, aside: bool) -> dict[str, Callable[[], Disclosure]]:
    """The layouts by name; each is drawn when it is called."""
    found: dict[str, Callable[[], Disclosure]] = {}
    seeds = range(FIRST_SEED_ASIDE, 11) if aside else range(FIRST_SEED_ASIDE)
    for family in FAMILIES:
        for seed in seeds:
            found[f"{family}_{seed}"] = partial(_of_family, family, seed)
    for name in drawn_layouts():
        if (name in DRAWN_ASIDE) is aside:
            found[f"drawn_{name}"] = partial(drawn, name)
    if not aside:
        found |= {name: partial(sampled, name) for name in SAMPLES}
    for name, style in STYLES.items():
        for seed in range(STYLE_SEEDS):
            if (name in STYLES_ASIDE or seed == STYLE_SEEDS - 1) is aside:
                found[f"{name}_{seed}"] = partial(style, seed)
    return found


def _of_family(family: str, seed: int) -> Disclosure:
    return next(d for d in layouts(seed, seed + 1) if d.name == f"{family}_{seed}")
