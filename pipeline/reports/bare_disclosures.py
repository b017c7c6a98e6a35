"""Disclosures of which next to no headline figure was read, and why: what is lost must not go unnoticed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from pipeline.datasets.parquet import read_parquet
from pipeline.storage.folders import Folder, open_folder

if TYPE_CHECKING:
    import pyarrow as pa

FEW = 3
"""Fewer headline figures than these, and a disclosure is named."""
_KINDS = ("budget", "final_account")
_ROLES = ("primary", "part")
_COLUMNS = (
    "doc_id", "source_uri", "doc_kind", "group_role", "primary_doc_id", "status",
    "has_tables", "has_narrative", "headline_figures",
)  # fmt: skip
Row = dict[str, Any]


def bare_disclosures(output: str) -> list[Row]:
    """Budgets and final accounts with fewer than `FEW` headline figures in all their files together.

    Rows of source_uri, headline_figures and why, by source. Reads `tables` only where there are any.
    """
    folder = open_folder(output)
    few = {row["primary_doc_id"] for row in _rows(folder, "documents", _COLUMNS, _has_few)} - {None}
    disclosures: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(folder, "documents", _COLUMNS, lambda table: _is_in(table, "primary_doc_id", few)):
        if row["doc_kind"] in _KINDS and row["group_role"] in _ROLES:
            disclosures[row["primary_doc_id"]].append(row)
    bare = {
        primary: files
        for primary, files in disclosures.items()
        if all(f["headline_figures"] is not None for f in files)
        and sum(f["headline_figures"] for f in files) < FEW
    }
    if not bare:
        return []
    kinds: dict[str, set[str]] = defaultdict(set)
    ours = {f["doc_id"] for files in bare.values() for f in files}
    of_ours = ("doc_id", "canonical_table")
    for row in _rows(folder, "tables", of_ours, lambda table: _is_in(table, "doc_id", ours)):
        if row["canonical_table"] is not None:
            kinds[row["doc_id"]].add(row["canonical_table"])
    found = []
    for primary, files in bare.items():
        first = next((f for f in files if f["doc_id"] == primary), files[0])
        figures = sum(f["headline_figures"] for f in files)
        recognised = set[str]().union(*(kinds[f["doc_id"]] for f in files))
        found.append({**_named(first), "headline_figures": figures, "why": _why(files, recognised)})
    return sorted(found, key=lambda row: str(row["source_uri"]))


def _named(first: Row) -> Row:
    return {"source_uri": first["source_uri"], "doc_id": first["doc_id"]}


def _why(files: list[Row], recognised: set[str]) -> str:
    """What of the disclosure was there to be read, in words."""
    reasons = []
    if any(f["status"] == "partial" for f in files):
        reasons.append("it was read in part")
    if not any(f["has_tables"] for f in files):
        reasons.append("it has no tables; they may be in another file")
    elif not recognised:
        reasons.append("none of its tables was recognised")
    else:
        reasons.append("its tables give no figures of the whole body")
    if not any(f["has_narrative"] for f in files):
        reasons.append("no figure of its sentences was understood")
    return "; ".join(reasons)


def _has_few(table: pa.Table) -> Any:
    """Which documents have few headline figures by themselves."""
    import pyarrow.compute as pc

    return pc.less(table["headline_figures"], FEW)


def _is_in(table: pa.Table, column: str, wanted: Collection[str]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.is_in(table[column], pa.array(sorted(wanted), pa.string()))


def _rows(
    folder: Folder, dataset: str, columns: tuple[str, ...], wanted: Callable[[pa.Table], Any]
) -> Iterator[Row]:
    """The rows of a dataset of which this is true; of files of an older dictionary what they have."""
    for name in folder.names(f"datasets/{dataset}"):
        table = read_parquet(folder.read(name), columns)
        if set(columns) <= set(table.column_names):
            yield from table.filter(wanted(table)).to_pylist()
