"""Which statutory table a table is: by its title and the texts of its header, never by number or order.

docs/domain.md §0 rule 1, §2.1. The catalogue itself is `patterns/tables.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from extractors.tables.cell_values import squeeze
from patterns import Pattern, compiled

PATTERN_FILE = "tables"
_QUOTES = str.maketrans("", "", "\"'“”‘’「」《》〈〉<>")
_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
KINDS = ("fa", "bd")
"""Final account and budget, as in the ids of tables."""
VARIANTS = ("part", "economic", "function", "unit", "detail")
# How many rows must carry codes of one classification before they overrule the title's wording.
CODES_TO_DECIDE = 2


@cache
def families() -> tuple[tuple[Pattern[Any], dict[str, Any]], ...]:
    """Title patterns with their entries, in the order in which they are tried."""
    return tuple((p, p.entry) for i, p in compiled(PATTERN_FILE).items() if i.startswith("family."))


@lru_cache(maxsize=4096)
def bare_title(title: str) -> tuple[str, tuple[str, ...]]:
    """A title without quotation marks, numbering and brackets, and what stood in the brackets.

    >>> bare_title("五、2026年一般公共预算“三公”经费支出表(按功能分类)")
    ('2026年一般公共预算三公经费支出表', ('按功能分类',))
    """
    plain = squeeze(title).translate(_QUOTES)
    patterns = compiled(PATTERN_FILE)
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
    document_kind: str | None = None,
) -> str | None:
    """The id of the table in the catalogue; null where title and header leave it open.

    `row_codes` decide between a functional and an economic table of the same name; `document_kind` (`fa`
    or `bd`, see `kind_of`) is used where the title does not say budget or final account: a header that
    speaks of both is of either.
    """
    texts = [squeeze(t) for t in header_texts]
    hints: tuple[str, ...] = ()
    if title is None:
        entry = _by_signature(texts)
        core = ""
    else:
        core, hints = bare_title(title)
        entry = _by_title(core)
        if entry is None and _is_generic(core):
            entry = _by_signature(texts)
    if entry is None:
        return None
    kind = kind_of(core) or document_kind or kind_of("", texts)
    if kind is None:
        same: str | None = entry["bd"] if entry["fa"] == entry["bd"] else None
        return same
    found: str = entry.get(f"{kind}_{_variant(entry, kind, core, hints, row_codes)}") or entry[kind]
    return found


def kind_of(title: str, header_texts: Iterable[str] = ()) -> str | None:
    """`fa` for a table of final accounts, `bd` for one of a budget, null where nothing says which."""
    patterns = compiled(PATTERN_FILE)
    bare = patterns["kind.neutral"].sub("", title)
    for kind in KINDS:
        if patterns[f"kind.title.{kind}"].search(bare):
            return kind
    texts = list(header_texts)
    for kind in KINDS:
        if any(patterns[f"kind.header.{kind}"].search(t) for t in texts):
            return kind
    return None


def _by_title(core: str) -> dict[str, Any] | None:
    return next((entry for pattern, entry in families() if pattern.match(core)), None)


def _by_signature(texts: Sequence[str]) -> dict[str, Any] | None:
    patterns = compiled(PATTERN_FILE)
    for _, entry in families():
        wanted = entry.get("signature")
        if wanted and all(any(patterns[w].search(t) for t in texts) for w in wanted):
            return entry
    return None


def _is_generic(core: str) -> bool:
    return bool(compiled(PATTERN_FILE)["generic_title"].match(core))


def _variant(
    entry: dict[str, Any], kind: str, core: str, hints: Sequence[str], row_codes: Sequence[str]
) -> str:
    """part, economic, function, unit, detail or nothing: which of a family's tables it is."""
    patterns = compiled(PATTERN_FILE)
    told = [n for n in VARIANTS if any(patterns[f"hint.{n}"].search(h) for h in [*hints, core])]
    if "function" in told and "detail" in told:
        # 功能分类明细: as deep as the items, not by economic subjects.
        told.remove("detail")
    functional = sum(c.startswith("2") and len(c) in (3, 5, 7) for c in row_codes)
    economic = sum(c.startswith(("3", "5")) and len(c) in (3, 5, 7) for c in row_codes)
    if max(functional, economic) >= CODES_TO_DECIDE and not entry.get("title_decides"):
        told = [t for t in told if t not in ("economic", "function")]
        told.append("function" if functional > economic else "economic")
    return next((t for t in told if f"{kind}_{t}" in entry), "")
