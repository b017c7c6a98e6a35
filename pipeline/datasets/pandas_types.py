"""Arrow tables as pandas frames whose types hold what the datasets hold.

pandas' own way (`Table.to_pandas()`) turns a column of whole numbers with a gap into floats, money into
Python objects and truth values with a gap into objects. Here each type of Arrow has the one of pandas that
says the same, gaps and all:

| Arrow | pandas |
|---|---|
| int8 … int64 | `Int8` … `Int64` |
| float, double | `Float32`, `Float64` |
| bool | `boolean` |
| string | `string` (province 00 stays "00") |
| decimal128 (`yuan`, `number`) | `ArrowDtype`, exact; with `money="float"` `Float64` |
| date, timestamp | `datetime64`, timestamps with their zone |
| list, struct, map, box | `ArrowDtype`: `.list`, `.struct`, `explode()` |

What is null in the dataset is `pandas.NA` (`NaT` for dates).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import pyarrow as pa

Money = Literal["decimal", "float"]
ROW_KEYS = ("doc_id", "fiscal_year", "province")
"""What all rows of one document share in `documents`, `quantities`, `table_cells`, `facts`, `key_facts`,
`indicators` and `checks`: two of these are merged on all three (`a.merge(b, on=list(ROW_KEYS))`), and nothing
is doubled to `fiscal_year_x` and `fiscal_year_y`."""


def to_pandas(table: pa.Table, money: Money = "decimal") -> pd.DataFrame:
    """The rows of a table as a frame with types that hold them; see the head of this module.

    Decimals stay exact and Arrow's own: they add, compare, sort and group as numbers. With `money="float"`
    they become `Float64`, exact to 15 or 16 digits (a trillion yuan to the cent): for what computes in floats
    only, such as statistics and charts. Raises `ValueError` for another `money`.

    >>> import pyarrow as pa
    >>> frame = to_pandas(pa.table({"year": pa.array([2023, None], pa.int16()), "province": ["00", None]}))
    >>> [str(kind) for kind in frame.dtypes], frame.loc[0, "province"]
    (['Int16', 'string'], '00')
    """
    import pyarrow as pa

    if money not in ("decimal", "float"):
        raise ValueError(f"money is given as 'decimal' or as 'float', not as {money!r}")
    if money == "float":
        fields = [f.with_type(pa.float64()) if pa.types.is_decimal(f.type) else f for f in table.schema]
        table = table.cast(pa.schema(fields))
    frame: pd.DataFrame = table.to_pandas(
        types_mapper=_mapper(), date_as_object=False, ignore_metadata=True, split_blocks=True
    )
    return frame


def _mapper() -> Callable[[pa.DataType], Any]:
    """The type of pandas for a type of Arrow; null where pandas' own choice is right."""
    import pandas as pd
    import pyarrow as pa

    plain = {
        pa.bool_(): pd.BooleanDtype(),
        pa.float32(): pd.Float32Dtype(),
        pa.float64(): pd.Float64Dtype(),
        pa.string(): pd.StringDtype("pyarrow"),
        pa.large_string(): pd.StringDtype("pyarrow"),
    }
    for bits in (8, 16, 32, 64):
        for name in (f"Int{bits}", f"UInt{bits}"):
            plain[getattr(pa, name.lower())()] = getattr(pd, f"{name}Dtype")()

    def mapped(kind: pa.DataType) -> Any:
        if pa.types.is_decimal(kind) or pa.types.is_nested(kind):
            return pd.ArrowDtype(kind)
        return plain.get(kind)

    return mapped
