"""The rows of one document's dataset as a pandas frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.datasets.arrow import to_table
from pipeline.datasets.pandas_types import to_pandas
from pipeline.datasets.schema import arrow_type, datasets
from pipeline.reading.extraction import Extraction
from pipeline.rows.assembly import to_rows

if TYPE_CHECKING:
    import pandas as pd


def frame(
    extraction: Extraction, dataset: str, money: Literal["decimal", "float"] = "decimal"
) -> pd.DataFrame:
    """The rows of a dataset, as a run would publish them, partition columns included.

    Types, and what `money` means, are those of `pipeline.datasets.pandas_types.to_pandas`. Raises
    `KeyError` when there is no such dataset.
    """
    import pyarrow as pa

    rows = to_rows(extraction)
    if dataset not in rows:
        raise KeyError(f"no dataset {dataset!r} in an extraction; there are {', '.join(rows)}")
    table = to_table(dataset, rows[dataset])
    for column in datasets()[dataset].partition:
        values = [row[column.name] for row in rows[dataset]]
        table = table.append_column(column.name, pa.array(values, arrow_type(column.type)))
    return to_pandas(table, money=money)
