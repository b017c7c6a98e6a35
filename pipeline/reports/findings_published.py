"""The findings of an output folder: how many of each kind, and the greatest."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from pipeline.datasets.parquet import read_parquet
from pipeline.reports.cases import SEVERITIES, by_weight
from pipeline.storage.folders import open_folder

Row = dict[str, Any]
OF_FINDING = ("doc_id", "page", "severity", "code", "gap_yuan", "gap_share", "message_zh", "message_en")
_GREATEST = 20
"""So many findings are named; `mingzhang audit --all` shows all."""


def finding_counts(output: str) -> list[Row]:
    """How many findings of each severity and code the published documents have, the gravest first."""
    folder = open_folder(output)
    count: Counter[tuple[str, str]] = Counter()
    for name in folder.names("datasets/findings"):
        table = read_parquet(folder.read(name), ["severity", "code"])
        groups = table.group_by(["severity", "code"], use_threads=False).aggregate([([], "count_all")])
        for row in groups.to_pylist():
            count[row["severity"], row["code"]] += row["count_all"]
    order = sorted(count, key=lambda key: (SEVERITIES.index(key[0]), -count[key], key[1]))
    return [{"severity": s, "code": c, "findings": count[s, c]} for s, c in order]


def greatest_findings(output: str) -> list[Row]:
    """The gravest findings with the greatest gaps, notes left out, each with where to look."""
    import pyarrow as pa
    import pyarrow.compute as pc

    folder = open_folder(output)
    found: list[Row] = []
    for name in folder.names("datasets/findings"):
        table = read_parquet(folder.read(name), ["finding_id", *OF_FINDING])
        found += table.filter(pc.not_equal(table["severity"], SEVERITIES[-1])).to_pylist()
        found = sorted(found, key=lambda row: (*by_weight(row), row["finding_id"]))[:_GREATEST]
    wanted = pa.array(sorted({row["doc_id"] for row in found}), pa.string())
    sources: dict[str, str] = {}
    for name in folder.names("datasets/documents") if found else ():
        table = read_parquet(folder.read(name), ["doc_id", "source_uri"])
        own = table.filter(pc.is_in(table["doc_id"], wanted))
        sources.update(zip(own["doc_id"].to_pylist(), own["source_uri"].to_pylist(), strict=True))
    return [{"source_uri": sources.get(row["doc_id"]), **picked(row, OF_FINDING)} for row in found]


def picked(row: Row, columns: tuple[str, ...]) -> Row:
    """These columns, amounts as text: JSON has no decimals."""
    return {c: str(v) if isinstance(v := row.get(c), Decimal) else v for c in columns}
