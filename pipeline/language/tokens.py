"""Words of a text for full-text search."""

from __future__ import annotations

import logging
import math
import re
import sys
import unicodedata
import warnings
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from typing import Any

from patterns.han import FIRST_UNIFIED, IDEOGRAPHS

_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
"""Full-width digits and letters."""
_RUN = re.compile(rf"([{IDEOGRAPHS}]+)|[A-Za-z0-9]+(?:\.[0-9]+)?")


_RUNS = re.compile(_RUN.pattern.replace("(", "(?:", 1)).findall
_PLAIN = re.compile(f"[{FIRST_UNIFIED}]+")
"""What is one block of Chinese to jieba."""


class _Likely(dict[int, float]):
    """The log-likelihood of a word by its frequency; there are a few thousand of them."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.log_total = math.log(total)

    def __missing__(self, frequency: int) -> float:
        found = self[frequency] = math.log(frequency) - self.log_total if frequency else -math.inf
        return found


class _Characters(dict[str, float | None]):
    """The log-likelihood of each character as a word; null where no word begins with it. They are asked for
    more often than all words, and found sooner here than among these."""

    def __init__(self, frequencies: dict[str, int], likely: _Likely) -> None:
        super().__init__()
        self._frequencies = frequencies
        self._likely = likely

    def __missing__(self, character: str) -> float | None:
        frequency = self._frequencies.get(character)
        found = self[character] = None if frequency is None else self._likely[frequency]
        return found


@cache
def _tokenizer() -> Any:
    """jieba's, with its search for the best way in one pass: the same words in two thirds of the time."""
    tokenizer = jieba().Tokenizer()
    tokenizer.check_initialized()  # else the first text would be cut by an empty dictionary

    def no_graph(_run: str) -> dict[int, list[int]]:
        return {}

    def best_way(run: str, _graph: dict[int, list[int]], way: dict[int, tuple[float, int]]) -> None:
        ends = _best_way(run, tokenizer.FREQ)
        way.update((start, (0.0, end - 1)) for start, end in enumerate(ends))

    tokenizer.get_DAG, tokenizer.calc = no_graph, best_way
    return tokenizer


@cache
def _likelihoods() -> tuple[_Likely, _Characters]:
    likely = _Likely(total_frequency())
    return likely, _Characters(_tokenizer().FREQ, likely)


def _best_way(run: str, frequencies: dict[str, int]) -> list[int]:
    """For each character, where the first of the best words from there on ends (exclusive). Of equal ones
    the longer. The sums of log-likelihoods are jieba's, term by term.
    """
    likely, characters = _likelihoods()
    size = len(run)
    best = [0.0] * (size + 1)
    ends = [0] * size
    frequency_of, nothing = frequencies.get, -math.inf
    for start in range(size - 1, -1, -1):
        last = start + 1
        alone = characters[run[start]]
        top = nothing if alone is None else alone + best[last]
        for end in range(start + 2, size + 1) if alone is not None else ():
            frequency = frequency_of(run[start:end])
            if frequency is None:
                break
            if frequency:
                likelihood = likely[frequency] + best[end]
                if likelihood >= top:
                    top, last = likelihood, end
        best[start] = best[start + 1] - likely.log_total if top == nothing else top
        ends[start] = last
    return ends


def _words_of_block(run: str) -> list[str]:
    """A run that is one block of Chinese to jieba, cut as it cuts it, without its generators."""
    tokenizer = _tokenizer()
    ends = _best_way(run, tokenizer.FREQ)
    found: list[str] = []
    at = alone = 0  # since `alone` there are only single characters
    while at < len(run):
        end = ends[at]
        if end - at > 1:
            if alone < at:
                found += _of_single(tokenizer, run[alone:at])
            found.append(run[at:end])
            alone = end
        at = end
    if alone < at:
        found += _of_single(tokenizer, run[alone:])
    return found


def _of_single(tokenizer: Any, characters: str) -> Iterable[str]:
    """Characters that are no words with their neighbours: jieba's model finds unknown words in them."""
    if len(characters) < 2 or tokenizer.FREQ.get(characters):
        return characters
    words: Iterable[str] = jieba().finalseg.cut(characters)
    return words


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


def load_dictionary() -> None:
    """Reads the dictionary of jieba into memory, as the first text that is cut does."""
    _tokenizer()


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
    return " ".join(_words_of_block(run) if _PLAIN.fullmatch(run) else _tokenizer().lcut(run))


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
    return " ".join([run if run.isascii() else _cut(run) for run in _RUNS(text)])
