"""`mingzhang measures`: what facts can be about."""

from __future__ import annotations

from pipeline.commands.shared import Form, FormOption, print_listing
from pipeline.language.spoken import language, told


def measures(form: FormOption = Form.table) -> None:
    """List the measures that facts have, with their names in Chinese and English."""
    from patterns import load
    from patterns.shapes.measures import Measures
    from pipeline.ask.layout import Column
    from pipeline.ask.listing import Listing

    spoken = form is Form.table and language() == "zh"
    names = ("measure", "name_zh", *(() if spoken else ("name_en",)), "unit", "part_of")
    in_words = told if form is Form.table else str
    rows = [
        (m.id, m.name_zh, *(() if spoken else (m.name_en,)), in_words(m.unit_kind), m.parent)
        for m in load(Measures).measure
    ]
    print_listing(Listing(tuple(map(Column, names)), rows), form)
