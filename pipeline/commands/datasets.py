"""`mingzhang datasets`: the data dictionary."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.shared import Form, FormOption, PublishedOption, fail, print_listing


def datasets(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One dataset or view, with its columns.")
    ] = None,
    output: PublishedOption = "output",
    form: FormOption = Form.table,
) -> None:
    """List datasets and views with their rows, or the columns of one.

    Rows are counted where there is an output; the dictionary itself needs none.
    """
    from pipeline.ask.contents import row_counts
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing
    from pipeline.ask.suggestions import near, with_near
    from pipeline.datasets.dictionary import dataset_lines, view_lines
    from pipeline.datasets.schema import datasets as all_datasets
    from pipeline.language.spoken import told, tr

    known, views = all_datasets(), dict(view_lines())
    if name is None:
        counts = row_counts(output)
        if counts is None and output != "output":
            fail(tr("there are no datasets in {output}; run `mingzhang run PATH` first", output=output))
        heads = (
            Column("name"),
            Column("rows", "number"),
            Column("key", "text"),
            Column("what_it_holds", "text"),
        )
        in_words = told if form is Form.table else str
        rows = [
            (d.name, counts and counts[d.name], ", ".join(d.key), in_words(d.title)) for d in known.values()
        ]
        print_listing(Listing(heads, [*rows, *((v, None, None, in_words(views[v])) for v in views)]), form)
        return
    columns = (Column("column"), Column("type", "text"), Column("meaning", "text"))
    if name in known:
        print_listing(Listing(columns, _meant(dataset_lines(known[name]), form)), form)
    elif name in views:
        print_listing(Listing(columns, _meant(_columns_of_view(output, name), form)), form)
    else:
        names = (*known, *views)
        problem = tr("there is no dataset or view {name}", name=name)
        if not (offered := near(name, names)):
            problem = tr("{problem}; there are {names}", problem=problem, names=", ".join(names))
        fail(with_near(problem, offered), 2)


def _meant(lines: list[tuple[str, str, str]], form: Form) -> list[tuple[str, str, str]]:
    """Meanings in the person's language, where a person reads them."""
    from pipeline.language.spoken import told

    return [(n, kind, told(text)) for n, kind, text in lines] if form is Form.table else lines


def _columns_of_view(output: str, name: str) -> list[tuple[str, str, str]]:
    from pipeline.ask.export import exported_views
    from pipeline.ask.query import QueryError, connect

    try:
        (view,) = exported_views(connect(output), [name])
    except QueryError as error:
        fail(str(error))
    return [(column.name, column.type, column.meaning) for column in view.columns]
