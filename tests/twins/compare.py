"""What must be equal of two documents of one content, whatever their formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from pipeline.reading.extraction import Extraction

KINDS = ("facts", "cells", "sections", "quantities")


@dataclass(frozen=True)
class Difference:
    """How two collections differ."""

    equal: int
    missing: tuple[Hashable, ...]
    """What only the first has."""
    further: tuple[Hashable, ...]
    """What only the second has."""

    @property
    def share(self) -> float:
        """Of all that either has, the part that both have."""
        whole = self.equal + len(self.missing) + len(self.further)
        return self.equal / whole if whole else 1.0


def compared(one: Iterable[Hashable], other: Iterable[Hashable]) -> Difference:
    """As multisets."""
    first, second = Counter(one), Counter(other)
    missing, further = first - second, second - first
    return Difference(
        (first & second).total(),
        tuple(sorted(missing.elements(), key=str)),
        tuple(sorted(further.elements(), key=str)),
    )


def content(found: Extraction, kind: str) -> list[Hashable]:
    """What a document says of one kind, without its places."""
    match kind:
        case "facts":
            return [
                (
                    *(f.measure, f.role, f.scope, f.value_year, f.function_code, f.economic_code),
                    *(_words(f.item_label), f.source_kind, f.value_yuan, f.value),
                )
                for f in found.facts
                if f.source_kind != "derived"
            ]
        case "cells":
            return [
                (
                    *(t.canonical_table, _words(c.row_label), c.row_code),
                    *(tuple(map(_words, c.column_path)), c.is_header, _words(c.text), c.value_yuan),
                )
                for t in found.tables
                for c in t.cells
            ]
        case "sections":
            return [(s.level, s.number_raw, _words(s.title), s.kind) for s in found.sections]
        case "quantities":
            return [(q.kind, q.value, q.value_yuan, q.unit_raw) for q in found.quantities]
    raise ValueError(f"no kind {kind!r}; there are {', '.join(KINDS)}")


def _words(text: str | None) -> str | None:
    """Without white space, which formats set differently."""
    return None if text is None else "".join(text.split())
