"""In which language people are spoken to: English as it stands in the code, others by a catalogue (gettext).

What is published stays as it is, whatever the language: only what a person reads on a screen, in a report or
in the head of a workbook is translated. Sources of the choice: `--lang`, the variable MINGZHANG_LANG, then
the locale (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), as gettext has it.

What is said here and now is said with `tr` and `tr_n`. What is data (the message of a receipt or an error,
the meaning of a column) stays English where it is kept, and is translated by `told` where somebody reads it.
`python -m tests.messages` collects both into the catalogue.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, Final, Literal

Language = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
VARIABLE = "MINGZHANG_LANG"
"""Environment variable: the language, whatever the locale."""
CATALOGUES = Path(__file__).with_name("translations")
DOMAIN = "mingzhang"
TOLD = "told"
"""Context in the catalogue of what `told` translates."""
_BETWEEN = "; "
"""Stands between messages that were put into one."""
_OF_THE_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_chosen: Language | None = None
_here: ContextVar[Language | None] = ContextVar("language", default=None)
"""Of one answer of a process that answers several people at once."""


def speak(language: Language | None) -> None:
    """Chooses the language of this process; None leaves it to the environment."""
    global _chosen  # noqa: PLW0603  # what a person is spoken to in is one thing for the whole process
    _chosen = language


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Within it, and in what is begun there, people are spoken to in this language."""
    before = _here.set(language)
    try:
        yield
    finally:
        _here.reset(before)


def language() -> Language:
    """The language that people are spoken to in."""
    if (here := _here.get()) is not None:
        return here
    if _chosen is not None:
        return _chosen
    told = os.environ.get(VARIABLE) or next((v for name in _OF_THE_LOCALE if (v := os.environ.get(name))), "")
    return "zh" if told.lower().startswith("zh") else "en"


def tr(message: str, /, **values: Any) -> str:
    """A message in the language of the person, its `{names}` filled in.

    The message is written out where it is said, so that it can be collected; it is never put together.

    >>> speak("en")
    >>> tr("{count} of {all} documents", count=3, all=4)
    '3 of 4 documents'
    >>> speak(None)
    """
    return _filled(_catalogue(language()).gettext(message), values)


def tr_n(one: str, many: str, count: int, /, **values: Any) -> str:
    """A message about `count` things, in the form that the language has for so many; `{count}` is filled in.

    >>> speak("en")
    >>> tr_n("{count} document", "{count} documents", 1)
    '1 document'
    >>> speak(None)
    """
    return _filled(_catalogue(language()).ngettext(one, many, count), {"count": count, **values})


def told(message: str, to: Language | None = None) -> str:
    """A text that is data, or a message made in English elsewhere, in the language of the person or `to` one.

    Its own values are found again by the templates of the catalogue, and told in their turn; messages one
    behind the other ("; ") are told one by one. What no catalogue has stays as it is.

    >>> speak("en")
    >>> told("the file is empty (0 bytes); download it again")
    'the file is empty (0 bytes); download it again'
    >>> speak(None)
    """
    chosen = to or language()
    return message if chosen == "en" else _told(chosen, message)


@lru_cache(maxsize=10_000)
def _told(language: Language, message: str) -> str:
    if (known := _joined(language, message)) is not None:
        return known
    first, found, rest = message.partition(_BETWEEN)
    if found:
        pieces = _told(language, first), _told(language, rest)
        if pieces != (first, rest):  # what stays English keeps its English semicolon
            return _catalogue(language).pgettext(TOLD, _BETWEEN).join(pieces)
    return message


def _joined(language: Language, message: str) -> str | None:
    """What is said of a message, or of several in one of which each is known; null where one is not."""
    end = message.find(_BETWEEN)
    while end >= 0:
        first = _known(language, message[:end])
        rest = None if first is None else _joined(language, message[end + len(_BETWEEN) :])
        if first is not None and rest is not None:
            return f"{first}{_catalogue(language).pgettext(TOLD, _BETWEEN)}{rest}"
        end = message.find(_BETWEEN, end + 1)
    return _known(language, message)


def _known(language: Language, message: str) -> str | None:
    """What is said of a message that the catalogue has, as it is or with its values; null of others."""
    if (whole := _catalogue(language).pgettext(TOLD, message)) != message:
        return whole
    for literals, names, translation in _templates(language):
        if (values := _between(literals, message)) is not None:
            again = [_told(language, value) if " " in value else value for value in values]
            return translation.format(**dict(zip(names, again, strict=True)))
    return None


def _between(literals: tuple[str, ...], text: str) -> list[str] | None:
    """The values that stand between these in a text, each as short as can be; null where one is not there."""
    if not text.startswith(literals[0]) or not text.endswith(literals[-1]):
        return None
    values, at = [], len(literals[0])
    for literal in literals[1:-1]:
        end = text.find(literal, at + 1)
        if end < 0:
            return None
        values.append(text[at:end])
        at = end + len(literal)
    end = len(text) - len(literals[-1])
    return [*values, text[at:end]] if at < end else None


@cache
def _templates(language: Language) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """What stands around the values of each message that has some, their names, and the translation; the
    message that says most comes first.
    """
    found = sorted(_with_values(_catalogue(language)), key=lambda one: -sum(map(len, one[0])))
    return [one for one in found if sum(map(len, one[0]))]


def _with_values(
    catalogue: gettext.NullTranslations,
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    known: dict[str, str] = getattr(catalogue, "_catalog", {})  # gettext has no other way to go over it
    mark = f"{TOLD}\x04"
    for key, translation in known.items():
        if isinstance(key, str) and key.startswith(mark) and "{" in key:
            parts = list(Formatter().parse(key.removeprefix(mark)))
            names = tuple(name for _, name, _, _ in parts if name is not None)
            ends = () if len(parts) > len(names) else ("",)
            yield (*(literal for literal, _, _, _ in parts), *ends), names, translation


def _filled(text: str, values: dict[str, Any]) -> str:
    return text.format(**values) if values else text


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGUES, [language])
