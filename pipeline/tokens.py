"""Words of a text for full-text search."""

from __future__ import annotations

import logging
import re
import warnings
from functools import cache, lru_cache
from typing import Any

_RUN = re.compile(r"([㐀-䶿一-鿿豈-﫿]+)|[A-Za-z0-9]+(?:\.[0-9]+)?")


@cache
def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own source warns on import under recent Pythons
        import jieba

    jieba.setLogLevel(logging.WARNING)  # it reports its cache file on stderr
    return jieba.Tokenizer()


@lru_cache(maxsize=1 << 15)
def _cut(run: str) -> str:
    """A run of Chinese characters cut into words; tables repeat their labels, so answers are kept."""
    return " ".join(_tokenizer().lcut(run))


def cut(text: str) -> list[str]:
    """All of a text cut into words, marks and white space kept.

    >>> cut("人员增加，")
    ['人员', '增加', '，']
    """
    return [str(word) for word in _tokenizer().lcut(text)]


def search_tokens(text: str) -> str:
    """The words of a text, space-separated: Chinese cut by jieba, Latin words and numbers as they stand.

    >>> search_tokens("公务接待费 0.39万元")
    '公务 接待费 0.39 万元'
    """
    return " ".join(_cut(m.group()) if m.group(1) else m.group() for m in _RUN.finditer(text))
