"""Examples of docstrings, shown as code: an extension of what reads them for the page of the interface."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*\n?(?:.+\n?)*", re.MULTILINE)


def fenced(text: str) -> str:
    """A docstring whose examples, each up to the next empty line, are blocks of code."""
    return _EXAMPLE.sub(lambda example: f"```pycon\n{example[0].rstrip()}\n```\n", text)


class Examples(griffe.Extension):
    """Called for every object that is read."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Puts the examples of its docstring into blocks of code."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
