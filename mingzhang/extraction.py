"""What `mingzhang.extract` gives: everything known of one document, as records and as frames."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Literal

from pipeline.reading.extraction import Extraction as Records

if TYPE_CHECKING:
    import pandas as pd


class Extraction(Records):
    """Everything that was found, as records; records refer to each other by position.

    `frame(name)` gives the rows of a dataset, as a run would publish them.
    """

    __slots__ = ()

    @classmethod
    def of(cls, records: Records) -> Extraction:
        """The same records, with frames."""
        return cls(**{field.name: getattr(records, field.name) for field in fields(records)})

    def frame(self, dataset: str, money: Literal["decimal", "float"] = "decimal") -> pd.DataFrame:
        """The rows of a dataset as a pandas frame; whole numbers, truth values and text may have gaps.

        Money is exact, as Arrow's decimals; `money="float"` gives floats, for what computes in these only.
        Raises `KeyError` when there is no such dataset, `ValueError` for another `money`.
        """
        from pipeline.rows.frames import frame

        return frame(self, dataset, money)
