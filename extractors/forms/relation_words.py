"""The words for ≥, ≤, >, < and = that stand before or behind the number of a target."""

from __future__ import annotations

from functools import cache

from extractors.tables.cell_values import squeeze
from patterns import load
from patterns.shapes.indicators import Indicators, Relation

RelationWord = tuple[str, Relation]
"""A word in comparable form, and the relation that it states."""


def _longest_first(words: dict[Relation, tuple[str, ...]]) -> tuple[RelationWord, ...]:
    pairs = ((squeeze(word), relation) for relation, spelled in words.items() for word in spelled)
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def relations() -> tuple[RelationWord, ...]:
    """The words that state a relation before a number, the longest first.

    >>> next(relation for word, relation in relations() if word == "不低于")
    '≥'
    """
    return _longest_first(load(Indicators).relation)


@cache
def relations_after() -> tuple[RelationWord, ...]:
    """The words that state a relation behind a number, the longest first.

    >>> next(relation for word, relation in relations_after() if word == "以内")
    '≤'
    """
    return _longest_first(load(Indicators).relation_after)


def states_relation(text: str) -> bool:
    """True where a comparable text has a word for a relation anywhere.

    >>> states_relation("不低于90%"), states_relation("90%")
    (True, False)
    """
    return any(word in text for word, _ in relations())
