"""Pieces of Markdown that the pages of the reference are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what stands in a cell is text, so that no mark in it is taken for Markdown's.

    >>> print(table(("a", "b"), [("`x`", "1|2")]), end="")
    | a | b |
    |---|---|
    | `x` | 1\\|2 |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    made = [f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines]
    made[1] = made[1].replace(" ", "")
    return "".join(made)


def code(text: str) -> str:
    """A text as code in a cell of a table, where backticks would show what keeps its bars from parting cells.

    >>> code("--engine <local|ray>")
    '<code>--engine &lt;local&#124;ray&gt;</code>'
    """
    return f"<code>{_html(text).replace('|', '&#124;')}</code>"


def plain(text: str) -> str:
    """A text without what HTML or Markdown would take for marks, code between backticks left alone.

    >>> plain("list<x> of *all* `a<b>`")
    'list&lt;x&gt; of \\\\*all\\\\* `a<b>`'
    """
    pieces = text.split("`")
    pieces[::2] = [_escaped(piece) for piece in pieces[::2]]
    return "`".join(pieces)


def _escaped(text: str) -> str:
    return re.sub(r"[*_\[\]]", r"\\\g<0>", _html(text))


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
