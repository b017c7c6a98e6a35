"""The rows of one document's dataset as a pandas frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.datasets.arrow import to_table
from pipeline.datasets.schema import arrow_type, datasets
from pipeline.reading.extraction import Extraction
from pipeline.rows.assembly import to_rows

if TYPE_CHECKING:
    import pandas as pd


def frame(extraction: Extraction, dataset: str) -> pd.DataFrame:
    """The rows of a dataset, as a run would publish them: money as `Decimal`, partition columns included.

    Raises `KeyError` when there is no such dataset.
    """
    import pyarrow as pa

    rows = to_rows(extraction)
    if dataset not in rows:
        raise KeyError(f"no dataset {dataset!r} in an extraction; there are {', '.join(rows)}")
    table = to_table(dataset, rows[dataset])
    for column in datasets()[dataset].partition:
        values = [row[column.name] for row in rows[dataset]]
        table = table.append_column(column.name, pa.array(values, arrow_type(column.type)))
    found: pd.DataFrame = table.to_pandas()
    return found
