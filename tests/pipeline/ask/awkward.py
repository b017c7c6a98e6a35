"""Published datasets that a spreadsheet could misread, for tests of exports."""

from __future__ import annotations

import datetime
from pathlib import Path

from pipeline.ask.workbook import MOST_CHARACTERS
from tests.pipeline.published import document, fact, publish


def awkward(folder: Path) -> Path:
    """Documents and facts with formulas, long texts, forbidden characters and long numbers."""
    source = folder / "甲 局.pdf"
    source.write_bytes(b"%PDF-")
    long = "长" * (MOST_CHARACTERS + 5)
    return publish(
        folder / "out",
        documents=[
            document(
                "d1", source_uri=str(source), title="=HYPERLINK(1)", published_on=datetime.date(2026, 2, 3)
            ),
            document("d2", source_uri="https://example.org/b.pdf", title="坏\x07字", entity_name=long),
            document("d3", source_uri="gone/c.pdf", title="-5 度", is_primary=True),
        ],
        facts=[
            fact("d1", "gpb.expenditure", "-1234567.80", page=7, function_code="2010301", item_label="=1+1"),
            fact("d1", "three_public.total", "50000.00", page=8),
            fact("d2", "gpb.expenditure", "98765432109876.54", page=2, function_code="208", item_label="+86"),
        ],
    )
