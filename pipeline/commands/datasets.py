"""`mingzhang datasets`: the data dictionary."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.shared import fail


def datasets(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One dataset, with its columns.")
    ] = None,
) -> None:
    """List the datasets, or the columns of one of them."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from pipeline.datasets.dictionary import dataset_lines
    from pipeline.datasets.schema import datasets as all_datasets

    known = all_datasets()
    if name is not None and name not in known:
        fail(f"there is no dataset {name}; there are {', '.join(known)}", status=2)
    table = Table(show_edge=False)
    if name is None:
        for head in ("dataset", "key", "what it holds"):
            table.add_column(head, overflow="fold")
        for dataset in known.values():
            table.add_row(dataset.name, ", ".join(dataset.key), dataset.title)
    else:
        for head in ("column", "type", "meaning"):
            table.add_column(head, overflow="fold")
        for line in dataset_lines(known[name]):
            table.add_row(*(escape(text) for text in line))
    Console().print(table)
