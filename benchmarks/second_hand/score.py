"""What the tool makes of a document of the second hand, against its truth."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.second_hand.truth import ROLES, Written

if TYPE_CHECKING:
    from extractors.records import Fact
    from pipeline.reading.extraction import Extraction

SAME = {
    "gpb.basic_expenditure": ("fiscal.basic_expenditure", "expenditure.basic"),
    "income_expenditure_total": ("grand_total.income", "income.total", "expenditure.total"),
}
"""Other names of one figure where all basic expenditure is of the general budget."""


@dataclass(slots=True)
class Result:
    """Counts of one document, and its faults in words."""

    name: str
    owner: str
    disclosure: bool = True
    kind_right: bool = False
    """Rightly a disclosure or none."""
    identity: bool = False
    cells: tuple[int, int] = (0, 0)
    """Right, wanted."""
    headline: tuple[int, int] = (0, 0)
    sections: tuple[int, int] = (0, 0)
    extra: int = 0
    """Facts of the whole body that no figure of the truth supports."""
    errors: int = 0
    """Errors and warnings of the audit: the documents contradict themselves nowhere."""
    faults: list[str] = field(default_factory=list)


def squeezed(text: str | None) -> str:
    """Without white space, and one form of each character."""
    return "".join(c for c in unicodedata.normalize("NFKC", text or "") if not c.isspace())


def score(written: Written, found: Extraction) -> Result:
    """Judges one reading."""
    truth = written.truth
    result = Result(written.name, written.owner, truth.disclosure)
    result.kind_right = truth.disclosure == (found.status != "not_disclosure")
    if not result.kind_right:
        result.faults.append(f"status {found.status}")
    if not truth.disclosure:
        named = {squeezed(link.title) for link in found.document.links}
        result.identity = result.kind_right
        result.sections = sum(squeezed(a) in named for a in truth.attachments), len(truth.attachments)
        result.extra = len(found.facts)
        return result
    one = found.identity
    got = (one.doc_kind, one.fiscal_year, squeezed(one.entity_name))
    wanted = (truth.kind, truth.year, squeezed(truth.publisher))
    result.identity = got == wanted
    if got != wanted:
        result.faults.append(f"identity {got}, wanted {wanted}")
    _cells(written, found, result)
    _headline(written, found, result)
    titles = {squeezed(s.title) for s in found.sections if s.kind not in ("toc_entry", "toc_title")}
    missing = [t for t in truth.sections if squeezed(t) not in titles]
    result.sections = len(truth.sections) - len(missing), len(truth.sections)
    result.faults += [f"section missing: {t}" for t in missing]
    for f in found.findings:
        if f.severity in ("error", "warning"):
            result.errors += 1
            result.faults.append(f"said: {f.severity} {f.code} {f.message_zh}")
    return result


def _cells(written: Written, found: Extraction, result: Result) -> None:
    read = {
        (t.canonical_table, c.value_yuan, name, squeezed("/".join(c.column_path)))
        for t in found.tables
        for c in t.cells
        if c.value_yuan is not None
        for name in {squeezed(c.row_label), ""}
    }
    right = 0
    missing: dict[str, list[str]] = {}
    for canonical, label, column, yuan in written.truth.cells:
        hit = any(
            kind == canonical and value == yuan and squeezed(label) == name and squeezed(column) in path
            for kind, value, name, path in read
        )
        right += hit
        if not hit:
            missing.setdefault(canonical, []).append(f"{label}/{column}={yuan}")
    result.cells = right, len(written.truth.cells)
    for canonical, gone in missing.items():
        kinds = [(t.canonical_table, t.title_raw, t.unit_raw, t.n_rows, t.n_cols) for t in found.tables]
        there = [k for k in kinds if k[0] == canonical]
        result.faults.append(
            f"cells of {canonical}: {len(gone)} missing ({'; '.join(gone[:3])}); there: {there}"
        )


def _whole(found: Extraction, year: int | None) -> Iterator[Fact]:
    for f in found.facts:
        if f.function_code or f.economic_code or f.item_label or f.unit or f.value_yuan is None:
            continue
        if f.value_year in (None, year) and f.part_of is None:
            yield f


def _headline(written: Written, found: Extraction, result: Result) -> None:
    truth = written.truth
    assert truth.kind is not None
    role = ROLES[truth.kind]
    facts = [f for f in _whole(found, truth.year) if f.role == role]
    right = 0
    for measure, yuan in truth.headline.items():
        names = (measure, *SAME.get(measure, ()))
        hit = any(f.measure in names and f.value_yuan == yuan for f in facts)
        right += hit
        if not hit:
            got = sorted({str(f.value_yuan) for f in facts if f.measure in names})
            result.faults.append(f"headline {measure} {yuan}: {got}")
    result.headline = right, len(truth.headline)
    gpb = {truth.headline.get("gpb.expenditure"), truth.headline.get("gpb.basic_expenditure")}
    for f in facts:
        if f.measure not in truth.headline or f.duplicate_of is not None or not f.value_yuan:
            continue
        own = {truth.headline[f.measure]}
        if f.scope in ("gpb", "fiscal"):
            own |= gpb
            if "gpb.expenditure" in truth.headline and f.measure == "expenditure.project":
                own.add(truth.headline["gpb.expenditure"] - truth.headline["gpb.basic_expenditure"])
        if f.value_yuan not in own:
            result.extra += 1
            result.faults.append(
                f"extra: {f.measure} {f.scope} {f.value_yuan} at {f.place.locator or f.place.page}"
            )
