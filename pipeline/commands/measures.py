"""`mingzhang measures`: what facts can be about."""

from __future__ import annotations

from pipeline.commands.shared import Form, FormOption, print_listing
from pipeline.language.spoken import told


def measures(form: FormOption = Form.table) -> None:
    """List the measures that facts have, with their Chinese names."""
    from patterns import load
    from patterns.shapes.measures import Measures
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing

    columns = tuple(map(Column, ("measure", "name_zh", "unit", "part_of")))
    in_words = told if form is Form.table else str
    rows = [(one.id, one.name_zh, in_words(one.unit_kind), one.parent) for one in load(Measures).measure]
    print_listing(Listing(columns, rows), form)
