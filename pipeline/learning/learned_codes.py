"""What published tables teach about the classification codes: rows for the code lists, with their evidence.

A code that is in no list joins it when at least two departments print the same name for it. A name that
differs from the listed one is left to a person (`pipeline.learning.gaps` reports it): it may be a new name,
a local one or a slip of the document.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from patterns.codes import LEVELS, LISTS, plain_name
from pipeline.learning.printed_codes import Printing

MIN_DEPARTMENTS = 2
PRINTED = "printed: "
KNOWN = "domain_knowledge"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often, and by whom, a name is printed for a code."""

    documents: int
    departments: int
    regions: int
    first_year: int | None
    last_year: int | None

    def __str__(self) -> str:
        """As `source` of a code list says it.

        >>> str(Evidence(14, 12, 5, 2017, 2026)), str(Evidence(1, 1, 1, 2024, 2024))
        ('printed: 14 documents of 5 regions, 2017–2026', 'printed: 1 document of 1 region, 2024')
        """
        years = "–".join(dict.fromkeys(str(y) for y in (self.first_year, self.last_year) if y is not None))
        return f"{PRINTED}{_count(self.documents, 'document')} of {_count(self.regions, 'region')}" + (
            f", {years}" if years else ""
        )


def evidence(printings: Iterable[Printing]) -> dict[tuple[str, str], Evidence]:
    """By code and name (as `plain_name` gives it) what is printed. A region is a province."""
    found: dict[tuple[str, str], list[Printing]] = defaultdict(list)
    for printing in printings:
        found[printing.code, printing.name].append(printing)
    return {key: _weigh(group) for key, group in found.items()}


def learn(
    rows: Sequence[Row], found: Mapping[tuple[str, str], Evidence], digits: str
) -> tuple[list[Row], list[Row]]:
    """The rows of a code list with their evidence brought up to date, and those among them that are new.

    `digits` are the first digits of the list's codes. Sorted by code, a code's names by their years.
    """
    updated = [row | {"source": _source(row, found)} for row in rows]
    listed = {row["code"] for row in rows}
    new = [
        _new_row(code, name, proof, rows[0])
        for (code, name), proof in _majority(found).items()
        if code[0] in digits and code not in listed and proof.departments >= MIN_DEPARTMENTS
    ]
    order = sorted(
        [*updated, *new], key=lambda r: (r["code"], r["valid_to"] or "9999", r["valid_from"], r["name"])
    )
    return order, new


def write_lists(folder: Path, found: Mapping[tuple[str, str], Evidence]) -> list[Row]:
    """Brings both code lists in `folder` up to date; gives the rows that are new."""
    added: list[Row] = []
    for name in (shape.NAME for shape in LISTS):
        rows, new = learn(*read_list(folder / f"{name}.csv", found))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        added += new
    return added


def read_list(
    path: Path, found: Mapping[tuple[str, str], Evidence]
) -> tuple[list[Row], Mapping[tuple[str, str], Evidence], str]:
    """The arguments of `learn` for one list."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return rows, found, "".join(sorted({row["code"][0] for row in rows}))


def _weigh(group: Sequence[Printing]) -> Evidence:
    years = [p.year for p in group if p.year is not None]
    return Evidence(
        documents=len({p.doc_id for p in group}),
        departments=len({p.entity_id or p.doc_id for p in group}),
        regions=len({p.province for p in group}),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )


def _majority(found: Mapping[tuple[str, str], Evidence]) -> dict[tuple[str, str], Evidence]:
    """The name of each code that most departments print."""
    best: dict[str, tuple[int, str]] = {}
    for (code, name), proof in sorted(found.items()):
        if proof.departments > best.get(code, (0, ""))[0]:
            best[code] = (proof.departments, name)
    return {(code, name): found[code, name] for code, (_, name) in best.items()}


def _source(row: Row, found: Mapping[tuple[str, str], Evidence]) -> str:
    """What was known without the datasets, then what they print; years are known, never printed."""
    proof = found.get((row["code"], plain_name(row["name"])))
    parts = [part for part in row["source"].split("; ") if not part.startswith(PRINTED)]
    dated = bool(row["valid_from"] or row["valid_to"])
    if proof is None:
        return "; ".join(parts) or row["source"]
    if proof.departments >= MIN_DEPARTMENTS and not dated:
        parts = [part for part in parts if part != KNOWN]
    return "; ".join([*parts, str(proof)])


def _new_row(code: str, name: str, proof: Evidence, like: Row) -> Row:
    values = {
        "code": code,
        "level": LEVELS[len(code)],
        "name": name,
        "parent": code[:-2] if len(code) > min(LEVELS) else "",
        "source": str(proof),
    }
    return {key: values.get(key, "") for key in like}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
