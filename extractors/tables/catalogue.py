"""Which statutory table a table is: by its title and the texts of its header, never by number or order.

docs/domain.md §0 rule 1, §2.1. The catalogue itself is `patterns/tables.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import get_args

from extractors.tables.cell_values import squeeze
from patterns import Pattern, compiled
from patterns.shapes.tables import FAMILY, TableKind, TablePattern, Tables, Variant

_QUOTES = str.maketrans("", "", "\"'“”‘’「」《》〈〉<>")
_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
KINDS: tuple[TableKind, ...] = get_args(TableKind)
VARIANTS: tuple[Variant, ...] = get_args(Variant)
"""In the order in which the first that a family has is taken."""
CODE_LENGTHS = (3, 5, 7)
"""Digits of a 类, 款 and 项."""
CODES_TO_DECIDE = 2
"""So many rows must carry codes of one classification before they overrule the title's wording."""


@cache
def families() -> tuple[Pattern[TablePattern], ...]:
    """The patterns of titles, in the order in which they are tried."""
    return tuple(p for p in compiled(Tables).values() if p.id.startswith(FAMILY))


@lru_cache(maxsize=4096)
def bare_title(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without quotation marks, numbering and brackets, and what stood in the brackets.

    >>> bare_title("五、2026年一般公共预算“三公”经费支出表(按功能分类)")
    ('2026年一般公共预算三公经费支出表', ('按功能分类',))
    """
    plain = squeeze(title).translate(_QUOTES)
    patterns = compiled(Tables)
    plain = patterns["continued"].sub("", plain)
    plain = patterns["numbering"].sub("", plain)
    hints = tuple(_BRACKETS.findall(plain))
    for hint in hints:
        if patterns["fund_in_brackets"].search(hint):
            # At the end it stands for what the name should begin with.
            at_end = plain.endswith(f"({hint})")
            plain = hint + plain.removesuffix(f"({hint})") if at_end else plain.replace(f"({hint})", hint)
    return _BRACKETS.sub("", plain), hints


def recognise(
    title: str | None,
    header_texts: Iterable[str],
    row_codes: Sequence[str] = (),
    document_kind: TableKind | None = None,
) -> str | None:
    """The id of the table in the catalogue; null where title and header leave it open.

    `row_codes` decide between a functional and an economic table of the same name; `document_kind` (`fa`
    or `bd`, see `kind_of`) is used where the title does not say budget or final account: a header that
    speaks of both is of either.
    """
    texts = [squeeze(t) for t in header_texts]
    core, hints = ("", ()) if title is None else bare_title(title)
    family = None if title is None else _by_title(core)
    if family is None and (title is None or _is_generic(core)):
        family = _by_signature(texts)
    if family is None:
        return None
    kind = kind_of(core) or document_kind or kind_of("", texts)
    if kind is None:
        return family.bd if family.fa == family.bd else None
    variants = family.variants(kind)
    named = _named_variants([*hints, core], row_codes, family.title_decides)
    return next((variants[v] for v in named if v in variants), family.table(kind))


def is_known(title: str) -> bool:
    """Whether a title names a table of the catalogue.

    >>> is_known("收入总表"), is_known("标表")
    (True, False)
    """
    return _by_title(bare_title(title)[0]) is not None


def kind_of(title: str, header_texts: Iterable[str] = ()) -> TableKind | None:
    """`fa` for a table of final accounts, `bd` for one of a budget, null where nothing says which."""
    patterns = compiled(Tables)
    bare = patterns["kind.neutral"].sub("", title)
    for kind in KINDS:
        if patterns[f"kind.title.{kind}"].search(bare):
            return kind
    texts = list(header_texts)
    for kind in KINDS:
        if any(patterns[f"kind.header.{kind}"].search(t) for t in texts):
            return kind
    return None


def _by_title(core: str) -> TablePattern | None:
    return next((pattern.entry for pattern in families() if pattern.match(core)), None)


def _by_signature(texts: Sequence[str]) -> TablePattern | None:
    patterns = compiled(Tables)
    for family in families():
        wanted = family.entry.signature
        if wanted and all(any(patterns[w].search(t) for t in texts) for w in wanted):
            return family.entry
    return None


def _is_generic(core: str) -> bool:
    return bool(compiled(Tables)["generic_title"].match(core))


def _named_variants(texts: Sequence[str], row_codes: Sequence[str], title_decides: bool) -> Sequence[Variant]:
    """The variants that a title's texts name, or the codes of the rows in their place."""
    patterns = compiled(Tables)
    named = [v for v in VARIANTS if any(patterns[f"hint.{v}"].search(text) for text in texts)]
    if "function" in named and "detail" in named:
        # 功能分类明细: as deep as the items, not by economic subjects.
        named.remove("detail")
    functional = sum(c.startswith("2") and len(c) in CODE_LENGTHS for c in row_codes)
    economic = sum(c.startswith(("3", "5")) and len(c) in CODE_LENGTHS for c in row_codes)
    if max(functional, economic) < CODES_TO_DECIDE or title_decides:
        return named
    by_codes: Variant = "function" if functional > economic else "economic"
    return [*(v for v in named if v not in ("economic", "function")), by_codes]
