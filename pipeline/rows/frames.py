"""The rows of one document's dataset as a pandas frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.datasets.arrow import to_table
from pipeline.datasets.pandas_types import Money, to_pandas
from pipeline.reading.extraction import Extraction
from pipeline.rows.assembly import to_rows

if TYPE_CHECKING:
    import pandas as pd


def frame(extraction: Extraction, dataset: str, money: Money = "decimal") -> pd.DataFrame:
    """The rows of a dataset, as a run would publish them, with the types of `to_pandas`.

    Raises `KeyError` when there is no such dataset, `ValueError` for another `money`.
    """
    rows = to_rows(extraction)
    if dataset not in rows:
        raise KeyError(f"no dataset {dataset!r} in an extraction; there are {', '.join(rows)}")
    return to_pandas(to_table(dataset, rows[dataset]), money)
