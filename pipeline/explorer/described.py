"""What can be asked: the datasets and views with their columns and meanings, by the data dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.ask.export import meaning_of
from pipeline.ask.in_memory import in_memory
from pipeline.datasets.dictionary import view_lines
from pipeline.datasets.schema import datasets
from pipeline.datasets.views import VIEWS


@dataclass(frozen=True, slots=True)
class Named:
    """A column: its name, its type, what it means (in English)."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Described:
    """A dataset or view: its name, what it holds (in English), its columns."""

    name: str
    meaning: str
    columns: tuple[Named, ...]


@cache
def described_views() -> tuple[Described, ...]:
    """The views, as they are over datasets without rows: their columns do not depend on an output."""
    connection = in_memory()
    for dataset in datasets().values():
        connection.register(dataset.name, dataset.empty)
    connection.execute(VIEWS.read_text(encoding="utf-8"))
    found = []
    for view, meaning in view_lines():
        columns = connection.execute(f'select * from "{view}" limit 0').description or ()
        named = tuple(Named(str(n), str(kind), meaning_of(view, str(n))) for n, kind, *_ in columns)
        found.append(Described(view, meaning, named))
    connection.close()
    return tuple(found)


@cache
def described_datasets() -> tuple[Described, ...]:
    """The datasets, in the order of the dictionary."""
    return tuple(
        Described(d.name, d.title, tuple(Named(c.name, c.type, c.description) for c in d.columns))
        for d in datasets().values()
        if not d.internal
    )
