"""Single figures by their ids, where they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.language.spoken import tr

Row = Mapping[str, Any]
Look = Callable[[Sequence[str]], Iterable[Row]]
"""Gives the rows of `facts` of these ids, as far as there are."""
_DEEPEST = 5


class NoSuchFigure(LookupError):
    """There is no fact of an id, or none of it is printed; the message says which."""


def published_figures(output: Path | str) -> Look:
    """What looks them up in an output. Raises `QueryError`."""
    from pipeline.ask.query import connect

    connection = connect(output)

    def look(ids: Sequence[str]) -> Iterable[Row]:
        found = connection.execute("select * from facts where fact_id in ?", [list(ids)])
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, values, strict=True)) for values in found.fetchall()]

    return look


def printed_figures(ids: Sequence[str], look: Look) -> list[Row]:
    """The facts of these ids, in their order, each once; in the place of one that was derived those that it
    was derived from. Raises `NoSuchFigure`.
    """
    found: dict[str, Row] = {}
    wanted = list(dict.fromkeys(ids))
    for _ in range(_DEEPEST):
        rows = {row["fact_id"]: row for row in look(wanted)}
        for fact_id in wanted:
            if fact_id not in rows:
                raise NoSuchFigure(tr("there is no fact {fact}; its id stands in fact_id", fact=fact_id))
        found |= {i: rows[i] for i in wanted if _is_printed(rows[i])}
        wanted = [operand for i in wanted if i not in found for operand in rows[i]["derived_from"] or ()]
        if not wanted:
            break
    if not found:
        raise NoSuchFigure(tr("{facts}: nothing of it has a place in the document", facts=", ".join(ids)))
    return list(found.values())


def _is_printed(row: Row) -> bool:
    on_a_page = bool(row["page"]) and row["bbox"] is not None
    return (on_a_page or row["locator"] is not None) and row["source_kind"] != "derived"
