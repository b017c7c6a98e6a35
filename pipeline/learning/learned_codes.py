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
from pipeline.learning.printed_codes import PrintedCode

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


EvidenceByName = Mapping[tuple[str, str], Evidence]
"""By code and name, as `plain_name` gives it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A code list with its evidence brought up to date, and the rows among them that are new."""

    rows: list[Row]
    """Sorted by code, a code's names by their years."""
    new: list[Row]


def evidence(printed: Iterable[PrintedCode]) -> dict[tuple[str, str], Evidence]:
    """By code and name (as `plain_name` gives it) what is printed. A region is a province."""
    groups: dict[tuple[str, str], list[PrintedCode]] = defaultdict(list)
    for row in printed:
        groups[row.code, row.name].append(row)
    return {key: _weigh(group) for key, group in groups.items()}


def learn(rows: Sequence[Row], printed: EvidenceByName) -> Learned:
    """What is printed teaches a code list, of which these are all rows; codes of other lists are left out."""
    digits = {row["code"][0] for row in rows}
    listed = {row["code"] for row in rows}
    updated = [row | {"source": _source(row, printed)} for row in rows]
    new = [
        _new_row(code, name, proof, rows[0])
        for (code, name), proof in _majority(printed).items()
        if code[0] in digits and code not in listed and proof.departments >= MIN_DEPARTMENTS
    ]
    return Learned(sorted([*updated, *new], key=_order), new)


def new_rows(folder: Path, printed: EvidenceByName) -> list[Row]:
    """The rows that are new to the code lists in `folder`, which stay as they are."""
    paths = sorted(folder.glob("codes_*.csv"))
    return [row for path in paths for row in learn(_read(path), printed).new]


def write_lists(folder: Path, printed: EvidenceByName) -> list[Row]:
    """Brings both code lists in `folder` up to date; gives the rows that are new."""
    added: list[Row] = []
    for name in (shape.NAME for shape in LISTS):
        path = folder / f"{name}.csv"
        learned = learn(_read(path), printed)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(learned.rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(learned.rows)
        added += learned.new
    return added


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _order(row: Row) -> tuple[str, ...]:
    return row["code"], row["valid_to"] or "9999", row["valid_from"], row["name"]


def _weigh(group: Sequence[PrintedCode]) -> Evidence:
    years = [p.year for p in group if p.year is not None]
    return Evidence(
        documents=len({p.doc_id for p in group}),
        departments=len({p.entity_id or p.doc_id for p in group}),
        regions=len({p.province for p in group}),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )


def _majority(printed: EvidenceByName) -> dict[tuple[str, str], Evidence]:
    """The name of each code that most departments print."""
    best: dict[str, tuple[int, str]] = {}
    for (code, name), proof in sorted(printed.items()):
        if proof.departments > best.get(code, (0, ""))[0]:
            best[code] = (proof.departments, name)
    return {(code, name): printed[code, name] for code, (_, name) in best.items()}


def _source(row: Row, printed: EvidenceByName) -> str:
    """What was known without the datasets, then what they print; years are known, never printed."""
    proof = printed.get((row["code"], plain_name(row["name"])))
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
