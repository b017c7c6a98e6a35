"""Words of a text for full-text search."""

from __future__ import annotations

import logging
import math
import re
import sys
import unicodedata
import warnings
from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any

from patterns.han import IDEOGRAPHS

_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
"""Full-width digits and letters."""
_RUN = re.compile(rf"([{IDEOGRAPHS}]+)|[A-Za-z0-9]+(?:\.[0-9]+)?")


@cache
def _tokenizer() -> Any:
    """jieba's, with its search for the best way in one pass: the same words in a third of the time."""
    tokenizer = jieba().Tokenizer()

    def no_graph(_run: str) -> dict[int, list[int]]:
        tokenizer.check_initialized()
        return {}

    def best_way(run: str, _graph: dict[int, list[int]], way: dict[int, tuple[float, int]]) -> None:
        way.update(_best_way(run, tokenizer.FREQ, math.log(tokenizer.total)))

    tokenizer.get_DAG, tokenizer.calc = no_graph, best_way
    return tokenizer


def _best_way(run: str, frequencies: dict[str, int], log_total: float) -> dict[int, tuple[float, int]]:
    """For each character the log-likelihood of the best words from there on, and where the first of them
    ends (inclusive). Of equal ones the longer. The sums are jieba's, term by term.
    """
    size = len(run)
    best = [0.0] * (size + 1)
    way = {size: (0.0, 0)}
    log, frequency_of = math.log, frequencies.get
    for start in range(size - 1, -1, -1):
        end, top, last = start + 1, -math.inf, start
        while end <= size and (frequency := frequency_of(run[start:end])) is not None:
            if frequency:
                likelihood = log(frequency) - log_total + best[end]
                if likelihood >= top:
                    top, last = likelihood, end - 1
            end += 1
        if top == -math.inf:
            top = -log_total + best[start + 1]
        best[start] = top
        way[start] = (top, last)
    return way


@cache
def jieba() -> Any:
    """The module, imported without what it does not need: its source warns, and pkg_resources is slow."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = sys.modules.get("pkg_resources")
        sys.modules["pkg_resources"] = known  # type: ignore[assignment]  # null: the import fails at once
        try:
            import jieba as module
        finally:
            if known is None:
                del sys.modules["pkg_resources"]
    module.setLogLevel(logging.WARNING)  # it reports its cache file on stderr
    return module


def frequencies_of(words: Collection[str]) -> dict[str, int]:
    """How often the dictionary of jieba counts each of the words, 0 for those that it does not know.

    From its file: it is not loaded for the few words of a new document.
    """
    content = b"\n" + _dictionary_file()
    if len(words) > _FEW:
        wanted = {word.encode() for word in words}
        known = {}
        for line in content.splitlines():
            word, _, rest = line.partition(b" ")
            if word in wanted:
                known[word] = int(rest.partition(b" ")[0])
        return {word: known.get(word.encode(), 0) for word in words}
    return {word: _count_behind(content, b"\n%s " % word.encode()) for word in words}


def total_frequency() -> int:
    """The sum of all frequencies of the dictionary of jieba."""
    return sum(int(line.split(b" ")[1]) for line in _dictionary_file().splitlines() if line)


_COUNT_DIGITS = 20
_FEW = 100
"""So many words are looked for one by one."""


def _dictionary_file() -> bytes:
    with jieba().get_dict_file() as stream:
        return bytes(stream.read())


def _count_behind(content: bytes, start: bytes) -> int:
    at = content.find(start)
    return int(content[at + len(start) : at + len(start) + _COUNT_DIGITS].split(b" ", 1)[0]) if at >= 0 else 0


MARK = "\u200b"
"""Zero-width space: parts words without a trace in what is shown."""


def fold(text: str) -> str:
    """Full-width letters and digits as half-width ones, everything else and every offset as before.

    >>> fold("２０２３年（Ａ4）")
    '2023年（A4）'
    """
    return _WIDE.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)


def marked(text: str) -> str:
    """A text with its words parted by `MARK`; without the marks it is the folded text.

    >>> marked("公务接待费0.39万元").split(MARK)
    ['公务', '接待费', '0.39', '万元', '']
    """
    return _RUN.sub(lambda m: MARK.join((*_words(m), "")), fold(text).replace(MARK, ""))


def words(text: str) -> list[str]:
    """The words of a text in order, as `marked` parts them."""
    return [word for match in _RUN.finditer(fold(text).replace(MARK, "")) for word in _words(match)]


def runs(text: str) -> list[str]:
    """The runs of Chinese characters of a text, in order.

    >>> runs("租赁A4纸，服务")
    ['租赁', '纸', '服务']
    """
    return [match.group() for match in _RUN.finditer(fold(text)) if match.group(1)]


def words_by(text: str, frequencies: dict[str, int], total: int) -> list[str]:
    """The words of a text as `words` gives them, with so much of the dictionary as the text needs.

    `frequencies` are those of its pieces; `total` is that of the whole dictionary. Nothing is loaded.
    """
    tokenizer = jieba().Tokenizer()
    pieces = {run[a:b] for run in runs(text) for a in range(len(run)) for b in range(a + 1, len(run) + 1)}
    tokenizer.FREQ = {piece: frequencies.get(piece, 0) for piece in pieces}
    tokenizer.total = total
    tokenizer.initialized = True
    found: list[str] = []
    for match in _RUN.finditer(fold(text).replace(MARK, "")):
        found += map(str, tokenizer.lcut(match.group())) if match.group(1) else [match.group()]
    return found


def _words(match: re.Match[str]) -> list[str]:
    return _cut(match.group()).split(" ") if match.group(1) else [match.group()]


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
