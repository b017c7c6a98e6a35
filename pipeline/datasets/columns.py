"""Rows that are kept by column: what has many rows becomes Arrow without a dict for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

Row = dict[str, Any]


class Columns(Sequence[Row]):
    """Rows of one dataset by column, all of one length; a row becomes a dict when it is asked for.

    >>> rows = Columns({"a": [1, 2], "b": ["x", "y"]})
    >>> len(rows), rows[1], rows.column("b")
    (2, {'a': 2, 'b': 'y'}, ['x', 'y'])
    """

    def __init__(self, columns: Mapping[str, list[Any]]) -> None:
        """Raises `ValueError` for columns of several lengths."""
        self._columns = dict(columns)
        lengths = {len(values) for values in self._columns.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of one dataset have {sorted(lengths)} values")
        self._length = lengths.pop() if lengths else 0

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Row]:
        for values in zip(*self._columns.values(), strict=True):
            yield dict(zip(self._columns, values, strict=True))

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(self._length))]
        return {name: values[at] for name, values in self._columns.items()}

    def column(self, name: str) -> list[Any]:
        """The values of a column; `KeyError` where there is none of that name."""
        return self._columns[name]

    def only(self, at: Sequence[int]) -> Columns:
        """The rows at these positions."""
        return Columns({name: [values[n] for n in at] for name, values in self._columns.items()})

    def with_rows(self, changed: Mapping[int, Row]) -> Columns:
        """These with other rows at some positions; the rows have the same columns."""
        columns = {name: list(values) for name, values in self._columns.items()}
        for at, row in changed.items():
            for name, value in row.items():
                columns[name][at] = value
        return Columns(columns)


def column(rows: Sequence[Row], name: str) -> list[Any]:
    """The values of a column of rows, however they are kept.

    Raises `KeyError` for a row without it: absent is written as null, never left out.
    """
    return rows.column(name) if isinstance(rows, Columns) else [row[name] for row in rows]
