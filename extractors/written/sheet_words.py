"""What the rows of a sheet are by their words: captions, titles, notes, or rows of a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from extractors.written.visible_cells import Slot
from patterns import compiled
from patterns.shapes.spreadsheets import Spreadsheets
from patterns.shapes.tables import Tables

RowKind = Literal["table", "single", "caption", "note"]
LONGEST_TITLE = 60
_DIGITS = frozenset("0123456789.,-%+() ")


def row_kind(slots: Sequence[Slot]) -> RowKind:
    """What a row of filled cells is: one of a table, a lone text, or what stands above or below a table."""
    texts = [plain(slot.cell.text) for slot in slots]
    if not texts:
        return "single"
    if is_note(texts[0]):
        return "note"
    if len(texts) == 1:
        return "caption" if is_caption(texts[0]) or is_title(texts[0]) else "single"
    named = [is_caption(text) for text in texts]
    if not any(named) or any(is_number(text) for text in texts):
        return "table"
    answers = [n and texts[n - 1].endswith(":") for n in range(len(texts))]
    known = sum(bool(a or b or is_title(t)) for a, b, t in zip(named, answers, texts, strict=True))
    return "caption" if known * 2 >= len(texts) else "table"


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=1 << 14)
def is_caption(text: str) -> bool:
    """Whether it is a unit, an entity, the number of a table, a date."""
    return len(text) <= LONGEST_TITLE and compiled(Spreadsheets)["caption"].search(text) is not None


@lru_cache(maxsize=1 << 14)
def is_title(text: str) -> bool:
    """Whether it can be the title of a table."""
    return (
        len(text) <= LONGEST_TITLE and "。" not in text and compiled(Tables)["title"].search(text) is not None
    )


@lru_cache(maxsize=1 << 14)
def is_note(text: str) -> bool:
    """Whether it begins as a note below a table does."""
    return compiled(Spreadsheets)["note"].search(text) is not None


def is_number(text: str) -> bool:
    """Whether it is nothing but a number, as cells print them."""
    return bool(text) and _DIGITS.issuperset(text) and any(char.isdigit() for char in text)


def is_empty_name(name: str) -> bool:
    """Whether the name of a sheet says nothing: given by software, or only a number."""
    patterns = compiled(Spreadsheets)
    return any(patterns[one].search(name.strip()) is not None for one in ("empty_name", "place_name"))


def uncounted(name: str) -> str:
    """The name of a sheet without what counts the sheets before it.

    >>> uncounted("表1 收入支出决算总表"), uncounted("三公经费")
    ('收入支出决算总表', '三公经费')
    """
    found = compiled(Spreadsheets)["counted_name"].search(name)
    return name if found is None else name[found.end() :]


def lists_sheets(text: str) -> bool:
    """Whether it is the name or the title of a contents sheet."""
    return compiled(Spreadsheets)["contents"].search(plain(text)) is not None


def is_said_by(name: str, title: str) -> bool:
    """Whether the characters of a name come in a title in their order: an abbreviation of it.

    >>> is_said_by("三公经费", "财政拨款“三公”经费支出决算表"), is_said_by("市水务局", "支出决算表")
    (True, False)
    """
    rest = iter(title)
    return all(char in rest for char in name)
