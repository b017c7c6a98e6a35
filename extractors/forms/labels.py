"""What the labels of a form mean: the words of patterns/forms.toml, looked up by their comparable form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from extractors.forms.rows import FormCell, squeeze
from patterns import compiled, load

MAX_LABEL = 30
"""Longer texts are values."""

HEAD = "head"
FUND_TYPE = "fund_type"
FUND_COLUMN = "fund_column"
GOAL = "goal"
INDICATOR = "indicator_column"

SHAPES = {HEAD: "head_shape", FUND_TYPE: "fund_shape"}
"""Groups whose labels are also known by how they are made."""

COLUMN_SHAPES = {FUND_COLUMN: "fund_column_shape", INDICATOR: "indicator_column_shape"}
"""The same for column heads; only beside heads that a list names, since values may look like them."""

SURE_HEADS = 2
"""How many heads of a row a list must name before the others are told by their shape."""


@cache
def _words(group: str) -> dict[str, str]:
    content = load("forms")[group]
    return {squeeze(word): field for field, words in content.items() for word in words}


@cache
def _set(group: str, key: str) -> frozenset[str]:
    return frozenset(squeeze(word) for word in load("forms")[group][key])


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """A label's comparable form: no white space, no closing colon, no 其中, no bracketed note.

    >>> label("其中：当年 财政拨款"), label("项目资金（万元）"), label("分值权重（90分）")
    ('当年财政拨款', '项目资金', '分值权重')
    """
    if len(text) > MAX_LABEL:
        return ""
    found = squeeze(text)
    if found in _every_word():
        return found
    patterns = compiled("forms")
    found = patterns["label_lead"].sub("", found.rstrip(":"))
    if found in _every_word():
        return found
    return patterns["label_note"].sub("", found).strip(":")


@cache
def _every_word() -> frozenset[str]:
    groups = ("start", HEAD, FUND_TYPE, FUND_COLUMN, GOAL, INDICATOR)
    return frozenset(word for group in groups for word in _words(group))


def meaning(group: str, text: str) -> str | None:
    """Which field of `group` the text labels; null where it labels none.

    >>> meaning("fund_type", "年度资金总额："), meaning("indicator_column", "指标值"), meaning("head", "某局")
    ('total', 'target', None)
    """
    found = label(text)
    return _words(group).get(found) or (_by_shape(SHAPES[group], found) if group in SHAPES else None)


@lru_cache(maxsize=4096)
def _by_shape(pattern: str, text: str) -> str | None:
    """What a label that no list names means, by how it is made; null for what is none."""
    if not text or text in _every_word():
        return None
    match = compiled("forms")[pattern].search(text)
    return match.lastgroup if match else None


def is_one_of(group: str, key: str, text: str) -> bool:
    """True where the text is one of the words of `[group] key`."""
    return label(text) in _set(group, key)


def is_exactly(group: str, key: str, text: str) -> bool:
    """True where the text with its bracketed note is one of the words of `[group] key`.

    >>> [is_exactly("list", "name_or_unit", text) for text in ("项目名称（资金使用单位）", "项目名称")]
    [True, False]
    """
    return squeeze(text).rstrip(":") in _set(group, key)


def begins_with(group: str, key: str, text: str) -> bool:
    """True where the text is one of the words, or one of them with its value behind a colon."""
    head, colon, _ = squeeze(text).partition(":")
    return is_one_of(group, key, head if colon else text)


def is_label(text: str) -> bool:
    """True where the text labels something in any part of a form."""
    found = label(text)
    return found in _every_word() or any(_by_shape(pattern, found) for pattern in SHAPES.values())


def roles(group: str, cells: Sequence[FormCell]) -> list[tuple[str, FormCell]]:
    """The cells that are labels of `group`, each with its field; a field is given to its first label."""
    found: list[tuple[str, FormCell]] = []
    seen: set[str] = set()
    for cell in cells:
        field = meaning(group, cell.text)
        if field is not None and field not in seen:
            seen.add(field)
            found.append((field, cell))
    if group not in COLUMN_SHAPES or len(found) < SURE_HEADS:
        return found
    by_cell = {id(cell): field for field, cell in found}
    for cell in cells:
        shape = None if id(cell) in by_cell else _by_shape(COLUMN_SHAPES[group], label(cell.text))
        if shape is not None and shape not in seen:
            seen.add(shape)
            by_cell[id(cell)] = shape
    return [(by_cell[id(cell)], cell) for cell in cells if id(cell) in by_cell]


def year_of(text: str) -> int | None:
    """The year that a title or a line of the form prints.

    >>> year_of("（2023年度）"), year_of("表14")
    (2023, None)
    """
    match = compiled("forms")["year"].search(text)
    return int(match["year"]) if match else None


def unit_of(text: str) -> Decimal | None:
    """Yuan per unit of money that a label or a line names; null where it names none.

    >>> unit_of("项目资金（万元）"), unit_of("单位：元"), unit_of("项目资金")
    (Decimal('10000'), Decimal('1'), None)
    """
    match = compiled("forms")["money_unit"].search(text)
    return Decimal(load("forms")["money"]["notes"][match["unit"]]) if match else None


def default_unit() -> Decimal:
    """Yuan per unit where a form prints none: the official form is kept in 万元."""
    money = load("forms")["money"]
    return Decimal(money["notes"][money["default_unit"]])
