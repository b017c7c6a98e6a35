"""In which language people are spoken to: English as it stands in the code, others by a catalogue (gettext).

What is published stays as it is, whatever the language: only what a person reads on a screen, in a report or
in the head of a workbook is translated. Sources of the choice: `--lang`, the variable MINGZHANG_LANG, then the
locale (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), as gettext has it.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Language = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
VARIABLE = "MINGZHANG_LANG"
"""Environment variable: the language, whatever the locale."""
CATALOGUES = Path(__file__).with_name("translations")
DOMAIN = "mingzhang"
_OF_THE_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_chosen: Language | None = None


def speak(language: Language | None) -> None:
    """Chooses the language of this process; None leaves it to the environment."""
    global _chosen  # noqa: PLW0603  # what a person is spoken to in is one thing for the whole process
    _chosen = language


def language() -> Language:
    """The language that people are spoken to in."""
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


def _filled(text: str, values: dict[str, Any]) -> str:
    return text.format(**values) if values else text


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGUES, [language])
