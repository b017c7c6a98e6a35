"""The page of the Python interface: what `mingzhang` names, as its docstrings say it."""

from __future__ import annotations

import mingzhang

_HEAD = """# Python

`import mingzhang as mz`: everything that is public, and nothing else is meant to be imported.

"""


def page() -> str:
    """Every public name but the version, classes with their members."""
    names = [name for name in mingzhang.__all__ if not name.startswith("__")]
    return _HEAD + "\n".join(f"::: mingzhang.{name}\n" for name in names)
