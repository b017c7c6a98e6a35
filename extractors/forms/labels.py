"""What the labels of a form mean: the words of patterns/forms.toml, looked up by their comparable form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.forms.row_stream import FormCell
from extractors.tables.cell_values import squeeze
from patterns import compiled, load
from patterns.shapes.forms import Forms, Labels

MAX_LABEL = 30
"""Longer texts are values."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A part of a form in which a label means a field."""

    table: Callable[[Forms], Labels]
    shape: str | None = None
    """The pattern of labels that no list names, known by how they are made."""
    column_shape: str | None = None
    """The same for column heads; only beside heads that a list names, since values may look like them."""


START = Group(lambda forms: forms.start)
HEAD = Group(lambda forms: forms.head, shape="head_shape")
FUND_TYPE = Group(lambda forms: forms.fund_type, shape="fund_shape")
FUND_COLUMN = Group(lambda forms: forms.fund_column, column_shape="fund_column_shape")
GOAL = Group(lambda forms: forms.goal)
INDICATOR = Group(lambda forms: forms.indicator_column, column_shape="indicator_column_shape")
GROUPS = (START, HEAD, FUND_TYPE, FUND_COLUMN, GOAL, INDICATOR)

SURE_HEADS = 2
"""How many heads of a row a list must name before the others are told by their shape."""


@cache
def _fields(group: Group) -> dict[str, str]:
    """The field of every word of a group, by the word's comparable form."""
    table = group.table(load(Forms)).by_meaning()
    return {squeeze(word): field for field, words in table.items() for word in words}


@cache
def _comparable(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(squeeze(word) for word in words)


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """A label's comparable form: no white space, no closing colon, no 其中, no bracketed note.

    >>> label("其中：当年 财政拨款"), label("项目资金（万元）"), label("分值权重（90分）")
    ('当年财政拨款', '项目资金', '分值权重')
    """
    if len(text) > MAX_LABEL:
        return ""
    word = squeeze(text)
    if word in _every_word():
        return word
    patterns = compiled(Forms)
    word = patterns["label_lead"].sub("", word.rstrip(":"))
    if word in _every_word():
        return word
    return patterns["label_note"].sub("", word).strip(":")


@cache
def _every_word() -> frozenset[str]:
    return frozenset(word for group in GROUPS for word in _fields(group))


def meaning(group: Group, text: str) -> str | None:
    """Which field of `group` the text labels; null where it labels none.

    >>> meaning(FUND_TYPE, "年度资金总额："), meaning(INDICATOR, "指标值"), meaning(HEAD, "某局")
    ('total', 'target', None)
    """
    return _meaning(group, text) if 0 < len(text) <= MAX_LABEL else None


@lru_cache(maxsize=1 << 13)
def _meaning(group: Group, text: str) -> str | None:
    word = label(text)
    return _fields(group).get(word) or (_by_shape(group.shape, word) if group.shape is not None else None)


@lru_cache(maxsize=4096)
def _by_shape(pattern: str, word: str) -> str | None:
    """What a label that no list names means, by how it is made; null for what is none."""
    if not word or word in _every_word():
        return None
    match = compiled(Forms)[pattern].search(word)
    return match.lastgroup if match else None


def is_one_of(words: tuple[str, ...], text: str) -> bool:
    """True where the text is one of the words, as labels are compared.

    >>> is_one_of(("合计", "总计"), "合 计："), is_one_of(("合计", "总计"), "合计数")
    (True, False)
    """
    return label(text) in _comparable(words)


def is_exactly(words: tuple[str, ...], text: str) -> bool:
    """True where the text with its bracketed note is one of the words.

    >>> [is_exactly(("项目名称(单位)",), text) for text in ("项目名称（单位）：", "项目名称")]
    [True, False]
    """
    return squeeze(text).rstrip(":") in _comparable(words)


def begins_with(words: tuple[str, ...], text: str) -> bool:
    """True where the text is one of the words, or one of them with its value behind a colon.

    >>> [begins_with(("填报人",), text) for text in ("填报人", "填报人：张三", "填报人员")]
    [True, True, False]
    """
    head, colon, _ = squeeze(text).partition(":")
    return is_one_of(words, head if colon else text)


def is_label(text: str) -> bool:
    """True where the text labels something in any part of a form.

    >>> is_label("主管部门"), is_label("省级补助"), is_label("某市信访局")
    (True, True, False)
    """
    word = label(text)
    return word in _every_word() or any(
        _by_shape(group.shape, word) for group in GROUPS if group.shape is not None
    )


def roles(group: Group, cells: Sequence[FormCell]) -> list[tuple[str, FormCell]]:
    """The cells that are labels of `group`, each with its field; a field is given to its first label."""
    listed: list[tuple[str, FormCell]] = []
    seen: set[str] = set()
    for cell in cells:
        field = meaning(group, cell.text)
        if field is not None and field not in seen:
            seen.add(field)
            listed.append((field, cell))
    if group.column_shape is None or len(listed) < SURE_HEADS:
        return listed
    by_cell = {id(cell): field for field, cell in listed}
    for cell in cells:
        shape = None if id(cell) in by_cell else _by_shape(group.column_shape, label(cell.text))
        if shape is not None and shape not in seen:
            seen.add(shape)
            by_cell[id(cell)] = shape
    return [(by_cell[id(cell)], cell) for cell in cells if id(cell) in by_cell]
