"""Rows of an output that are fetched when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from mingzhang.answers import Answers, Params
from pipeline.language.spoken import tr

if TYPE_CHECKING:
    import pandas as pd
    import polars
    import pyarrow as pa

    from pipeline.datasets.pandas_types import Money

_BATCH = 2_000
_SHOWN = 20
"""So many rows are shown in a notebook."""
_KEYS = ("fact_id", "table_id", "section_id", "project_id", "finding_id", "check_id", "reason_id", "doc_id")
"""What says of which thing a row is, the narrowest first."""
_OF_BODIES = ("entity_id", "fiscal_year", "province", "doc_kind", "measure", "role")
"""What says so of rows without a document: those of a panel."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Relation:
    """Rows of an output: a dataset, a view, or what was made of one. Nothing is read until rows are asked
    for.

    `where`, `select`, `order`, `limit` and `join` give other relations; `df()`, `arrow()`, `pl()`, `first()`,
    `len()` and iteration ask for rows, each time anew, always of the generation that was published when the
    output was opened.

    >>> out.facts.where("measure = ?", ["three_public.total"]).select("value_yuan", "page").columns
    ['value_yuan', 'page']
    >>> out.documents.first()["fiscal_year"]
    2025
    >>> len(out.documents)
    1
    """

    answers: Answers
    sql: str
    """The statement whose answer it is."""
    params: Params = ()
    name: str = ""
    """Of the dataset or view that it comes from; empty for a query."""
    note: str = ""
    """What is to be known of the rows; empty where nothing is."""

    def df(self, money: Money = "decimal", *, float: bool = False) -> pd.DataFrame:
        """The rows as a pandas frame.

        Whole numbers and `fiscal_year` are nullable integers, never float; codes, ids and `province` are text
        ("00" is not 0); truth is nullable boolean; dates and times are those of pandas. Money is exact, in
        decimals of Arrow that can be summed and compared. `money="float"` (short: `float=True`) gives
        amounts and other decimals as `Float64` instead, for statistics and plots: 15 digits of every amount
        are exact then.

        >>> out.facts.df().dtypes["fiscal_year"], out.facts.df(float=True).dtypes["value_yuan"]
        (Int16Dtype(), Float64Dtype())
        """
        from pipeline.datasets.pandas_types import to_pandas

        return to_pandas(self.arrow(), money="float" if float else money)

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table, typed as in the files.

        >>> out.facts.limit(1).arrow().schema.field("value_yuan").type
        Decimal128Type(decimal128(20, 2))
        """
        return self.answers.arrow(self.sql, self.params)

    def pl(self) -> polars.DataFrame:
        """The rows as a polars frame. Raises `ImportError` where polars is not installed.

        >>> out.documents.select("fiscal_year").pl().item()
        2025
        """
        try:
            import polars
        except ImportError as error:
            raise ImportError(tr("polars is not installed: pip install polars")) from error
        found = polars.from_arrow(self.arrow())
        assert isinstance(found, polars.DataFrame)
        return found

    @property
    def columns(self) -> list[str]:
        """The names of the columns.

        >>> out.documents.columns[:2]
        ['doc_id', 'source_uri']
        """
        return list(self.types)

    @property
    def types(self) -> dict[str, str]:
        """The columns and their types, as DuckDB names these.

        >>> out.documents.types["fiscal_year"]
        'SMALLINT'
        """
        return self.answers.types(self.sql, self.params)

    def where(self, condition: str, params: Params = ()) -> Relation:
        """The rows of which a condition in SQL holds; `params` are the values of its `?` or `$name`.

        >>> len(out.documents.where("fiscal_year = ? and doc_kind = 'final_account'", [2025]))
        1
        """
        return self._made(f"select * from ({self.sql}\n) where ({condition}\n)", params)

    def select(self, *columns: str) -> Relation:
        """These columns; each may be an expression in SQL.

        >>> out.documents.select("entity_name", "page_count * 2 as sides").columns
        ['entity_name', 'sides']
        """
        return replace(self._made(f"select {', '.join(columns) or '*'}\nfrom ({self.sql}\n)"), note="")

    def order(self, *columns: str) -> Relation:
        """The rows in order of these columns; "value_yuan desc" turns it around.

        >>> out.documents.order("fiscal_year desc").first()["fiscal_year"]
        2025
        """
        return self._made(f"select * from ({self.sql}\n) order by {', '.join(columns)}\n")

    def limit(self, n: int) -> Relation:
        """The first `n` rows.

        >>> len(out.facts.limit(3))
        3
        """
        return self._made(f"select * from ({self.sql}\n) limit {int(n)}")

    def join(
        self, other: Relation, on: Iterable[str] = (), how: Literal["inner", "left"] = "inner"
    ) -> Relation:
        """The rows of both side by side; no column comes twice.

        They are joined on what says of which thing a row is: the narrowest id that both have (`fact_id`,
        `table_id`, …, `doc_id`), else the entity with year, province, kind, measure and role as far as both
        have them; `on` says otherwise. Nulls are the same as nulls. Of other columns that both have, that
        of the left side stays. `how="left"` keeps rows without a partner.

        Raises `ValueError` where nothing says on what to join.

        >>> both = out.facts.join(out.documents)
        >>> len(both) == len(out.facts), [name for name in both.columns if name.endswith(("_x", "_1"))]
        (True, [])
        """
        mine, theirs = self.columns, other.columns
        shared = [name for name in mine if name in theirs]
        keys = list(on) or next(([key] for key in _KEYS if key in shared), [])
        if not keys and "entity_id" in shared:
            keys = [key for key in _OF_BODIES if key in shared]
        if not keys or not set(keys) <= set(shared):
            raise ValueError(
                tr(
                    "nothing says on what to join; both sides have {columns}; name some with on=[…]",
                    columns=", ".join(shared) or "-",
                )
            )
        same = " and ".join(f'a."{key}" is not distinct from b."{key}"' for key in keys)
        columns = ", ".join(("a.*", *(f'b."{name}"' for name in theirs if name not in mine)))
        sql = f"select {columns} from ({self.sql}\n) a {how} join ({other.sql}\n) b on {same}"
        return replace(self, sql=sql, params=_together(self.params, other.params), name="", note="")

    def first(self) -> dict[str, Any] | None:
        """The first row, by column; None where there is none. Money is `Decimal`.

        >>> out.documents.first()["scope_type"]
        'single_unit'
        """
        return next(iter(self.limit(1)), None)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Row by row, each by column; money is `Decimal`."""
        return self.answers.rows(self.sql, self.params, _BATCH)

    def __len__(self) -> int:
        return int(self._made(f"select count(*) as n from ({self.sql}\n)").first_value())

    def first_value(self) -> Any:
        """The first column of the first row; None where there is no row.

        >>> out.query("select sum(page_count) from documents").first_value()
        10
        """
        row = next(iter(self), None)
        return None if row is None else next(iter(row.values()))

    def __repr__(self) -> str:
        columns = self.columns
        shown = ", ".join(columns[:4]) + (", …" if len(columns) > 4 else "")
        return f"<Relation {self.name or 'query'}: {len(columns)} columns ({shown})>"

    def _repr_html_(self) -> str:
        from mingzhang.display import relation_html

        rows = list(self.limit(_SHOWN))
        count = len(rows) if len(rows) < _SHOWN else len(self)
        return relation_html(self.name, self.types, rows, count, self.note)

    def _made(self, sql: str, params: Params = ()) -> Relation:
        return replace(self, sql=sql, params=_together(self.params, params))


def _together(first: Params, second: Params) -> Params:
    """The values of one statement that was put into another."""
    if not second:
        return first
    if not first:
        return second
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        for name in first.keys() & second.keys():
            if first[name] != second[name]:
                raise ValueError(
                    tr("${name} stands for two values; give one of them another name", name=name)
                )
        return {**first, **second}
    if isinstance(first, Mapping) or isinstance(second, Mapping):
        raise ValueError(
            tr("one part names its values ($name), the other counts them (?): use one way in both")
        )
    return [*first, *second]
