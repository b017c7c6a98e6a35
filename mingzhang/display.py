"""What a notebook shows of outputs, relations, documents, pages and figures: HTML without scripts.

Everything that was read is escaped. Colours are those of the notebook, so that it is readable in light and
dark.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from pipeline.language.spoken import language, tr, tr_n

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST, _LONGEST_LINE = 40, 200
"""Characters of a cell that are shown, and of what is listed of a document."""
_SHOWN = 12
"""So many rows of a list are shown before it is folded."""
_QUALITY = 80
_CENTS = 2
_NUMBER = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE")
_FRAME = "overflow-x:auto;max-width:100%;line-height:1.4;font-variant-numeric:tabular-nums"
_TABLE = "border-collapse:collapse;font-size:0.9em;margin:0.3em 0"
_LINE = "1px solid rgba(128,128,128,0.4)"
_CELL = f"padding:0.15em 0.7em;vertical-align:top;border-bottom:{_LINE};text-align:"
_NOTE = "opacity:0.75;font-size:0.9em;margin:0.2em 0"
_WHOLE = ";white-space:nowrap"
_ADDRESSES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one document."""

    title: str
    facts: Sequence[object]
    """What is said below the title: entity, year, kind, …"""
    headline: Sequence[tuple[object, ...]]
    """Measure, amount in yuan, page."""
    outline: Sequence[tuple[int, str, str | int | None]]
    """Level, heading, page; in the place of a page what a place without one is called."""
    tables: Sequence[tuple[object, ...]]
    """Title, canonical table, size, page."""
    findings: Sequence[tuple[object, ...]]
    """Severity, code, message, page."""
    page: str = ""
    """A page, as HTML."""


def measure_name(measure: str) -> str:
    """What a measure is called in the language of the person; its id where it has no name there.

    >>> measure_name("three_public.total")
    'three_public.total'
    """
    if language() == "en":
        return measure
    from patterns import load
    from patterns.shapes.measures import Measures

    return next((each.name_zh for each in load(Measures).measure if each.id == measure), measure)


def message(zh: str, en: str) -> str:
    """The message of a finding in the language of the person.

    >>> message("合计不符", "the total is not the sum")
    'the total is not the sum'
    """
    return en if language() == "en" else zh


def document_html(shown: Shown) -> str:
    """A document: who and what it is, headline figures, findings, tables, outline, a page."""
    said = " · ".join(escape(str(part)) for part in shown.facts if part not in (None, ""))
    parts = [f"<b>{escape(shown.title)}</b>", f'<div style="{_NOTE}">{said}</div>']
    parts += _folded(
        tr("Headline figures"), (tr("measure"), tr("yuan"), tr("page")), shown.headline, opened=True
    )
    heads = (tr("severity"), tr("code"), tr("what is wrong"), tr("page"))
    parts += _folded(tr("Findings"), heads, shown.findings, opened=True)
    heads = (tr("title"), tr("table"), tr("rows × columns"), tr("page"))
    parts += _folded(tr("Tables"), heads, shown.tables)
    lines = [("\u2003" * max(level, 0) + heading, page) for level, heading, page in shown.outline]
    parts += _folded(tr("Outline"), (tr("heading"), tr("page")), lines)
    return _framed("".join(parts) + shown.page)


def output_html(place: str, years: Iterable[Mapping[str, Any]], datasets: Iterable[Mapping[str, Any]]) -> str:
    """An output: what it holds by year and kind, its datasets and views."""
    counted = list(years)
    documents = sum(row["documents"] for row in counted)
    head = f"<b>{escape(place)}</b> · {escape(tr_n('{count} document', '{count} documents', documents))}"
    heads = (tr("year"), tr("kind"), tr("documents"), tr("entities"))
    parts = [head, _table(heads, [tuple(row.values()) for row in counted])]
    listed = [(row["name"], row["rows"], row["description"]) for row in datasets]
    parts += _folded(tr("Datasets and views"), (tr("name"), tr("rows"), tr("what it holds")), listed)
    return _framed("".join(parts))


def relation_html(
    name: str, types: Mapping[str, str], rows: Sequence[Mapping[str, Any]], count: int, note: str
) -> str:
    """A relation: its first rows, and how many there are."""
    numbers = [kind.startswith(_NUMBER) and not kind.endswith("]") for kind in types.values()]
    said = tr_n("{count} row", "{count} rows", count)
    if len(rows) < count:
        said = tr("{shown} of {count} rows", shown=len(rows), count=f"{count:,}")
    head = f"<b>{escape(name)}</b> · {escape(said)}" if name else escape(said)
    note = f'<div style="{_NOTE}">{escape(note)}</div>' if note else ""
    return _framed(f"{head}{note}{_table(tuple(types), [tuple(r.values()) for r in rows], numbers)}")


def page_html(said: str, link: str | None, picture: Image | str) -> str:
    """A page as a picture, or why it cannot be shown."""
    return _framed(f"<b>{_linked(said, link)}</b><br>{_picture(picture)}")


def figure_html(said: str, note: str, link: str | None, picture: Image | str) -> str:
    """A figure: what it is, what is printed, and the strip of the page, or why there is none."""
    return _framed(
        f'<b>{escape(said)}</b><div style="{_NOTE}">{_linked(note, link)}</div>{_picture(picture)}'
    )


def _picture(picture: Image | str) -> str:
    if isinstance(picture, str):
        return f'<div style="{_NOTE}">{escape(picture)}</div>'
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    style = f"max-width:100%;box-sizing:border-box;border:{_LINE}"
    return f'<img style="{style}" src="data:image/jpeg;base64,{data}">'


def _folded(
    title: str, heads: Sequence[str], rows: Sequence[tuple[object, ...]], *, opened: bool = False
) -> list[str]:
    """A list that can be folded, with its length; nothing where it is empty. Of an open one some rows."""
    if not rows:
        return []
    shown = rows[:_SHOWN] if opened else rows
    rest = len(rows) - len(shown)
    more = f'<div style="{_NOTE}">{escape(tr("and {rest} more", rest=rest))}</div>' if rest else ""
    head = f"<summary>{escape(title)} ({len(rows)})</summary>"
    return [
        f"<details{' open' if opened else ''}>{head}{_table(heads, shown, cut=_LONGEST_LINE)}{more}</details>"
    ]


def _table(
    heads: Sequence[str],
    rows: Sequence[tuple[object, ...]],
    numbers: Sequence[bool] | None = None,
    cut: int = _LONGEST,
) -> str:
    if numbers is None:
        first = rows[0] if rows else ()
        numbers = [isinstance(value, int | Decimal) and not isinstance(value, bool) for value in first]
        numbers += [False] * (len(heads) - len(numbers))
    sides = ["right" if number else "left" for number in numbers]
    head = "".join(
        f'<th style="{_CELL}{side}">{escape(name)}</th>' for name, side in zip(heads, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_CELL}{side}{_WHOLE if cut == _LONGEST or len(str(value)) <= _LONGEST else ""}">'
            f"{_cell(value, cut)}</td>"
            for value, side in zip(row, sides, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cell(value: object, cut: int) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return escape(_plain(value))
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return _linked(_cut(text, cut), text)


def _linked(shown: str, link: str | None) -> str:
    """A text, linked where a browser opens the link."""
    if link is None or not link.startswith(_ADDRESSES):
        return escape(shown)
    return f'<a href="{escape(link)}" rel="noopener">{escape(shown)}</a>'


def _plain(value: Decimal) -> str:
    """With its cents, and more decimals only where they say something."""
    whole, _, decimals = f"{value:,f}".partition(".")
    shown = decimals[:_CENTS] + decimals[_CENTS:].rstrip("0")
    return f"{whole}.{shown}" if shown else whole


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _framed(inside: str) -> str:
    return f'<div style="{_FRAME}">{inside}</div>'
