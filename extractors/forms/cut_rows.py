"""Rows of indicators that a page break or a drawn line cut: the rest of the row above."""

from __future__ import annotations

from dataclasses import replace

from extractors.forms.indicator_layout import Laid, text_of
from extractors.forms.indicators import RawIndicator, is_numbered
from extractors.forms.level_inheritance import LEVELS


def with_rest_of_row(last: RawIndicator, cells: Laid) -> RawIndicator | None:
    """The last indicator of a page with the first row of the next, where that is its rest; otherwise null.

    A rest has no levels and no points of its own.
    """
    printed = {field for field, cell in cells.items() if cell.text}
    if not printed or printed & {"weight", "score", *LEVELS}:
        return None
    if "level3" in printed and (last.weight is None or "target" in printed):
        return None
    if "target" in printed and last.target is not None and last.weight is None:
        return None
    return replace(
        last,
        level3=_joined(last.level3, cells, "level3"),
        target=_joined(last.target, cells, "target"),
        actual=_joined(last.actual, cells, "actual"),
        deviation_reason=_joined(last.deviation_reason, cells, "deviation_reason"),
    )


def with_rest_of_name(last: RawIndicator, cells: Laid) -> RawIndicator | None:
    """The indicator above with the rest of its name, where a drawn line cut it; otherwise null.

    The values stand in cells merged with the row above, and only names of their own are numbered.
    """
    name = text_of(cells, "level3")
    if name is None or "target" in cells or any(c.text for f, c in cells.items() if f != "level3"):
        return None
    if last.level3 is None or not is_numbered(last.level3) or is_numbered(name):
        return None
    return replace(last, level3=f"{last.level3}{name}")


def _joined(before: str | None, cells: Laid, field: str) -> str | None:
    return f"{before or ''}{text_of(cells, field) or ''}" or None
