"""The page of the Python interface: what `mingzhang` names, as its docstrings say it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import mingzhang
from tests.site.fields import classes_beside, declared
from tests.site.text import code, plain, table

_HEAD = """# Python

`import mingzhang as mz`: everything that is public, and nothing else is meant to be imported. Functions come
first, then what they give, then records and errors.
"""


def page() -> str:
    """Every public name: functions, classes of the package with their members, records with their fields."""
    return _HEAD + "".join(_part(name) for name in sorted(names(), key=_order))


def names() -> list[str]:
    """The public names that the page has: all but the version."""
    return [name for name in mingzhang.__all__ if not name.startswith("__")]


def _order(name: str) -> tuple[bool, bool, str]:
    """Functions, then classes of the package, then records and errors of others; each by name."""
    named = getattr(mingzhang, name)
    return inspect.isclass(named), not named.__module__.startswith("mingzhang"), name


def _part(name: str) -> str:
    named = getattr(mingzhang, name)
    if named.__module__.startswith("mingzhang"):
        return f"\n::: mingzhang.{name}\n"
    said = "\n\n".join(plain(" ".join(p.split())) for p in (inspect.getdoc(named) or "").split("\n\n"))
    rows = list(_fields(named))
    fields = table(("field", "type", "meaning"), rows) if rows else ""
    return f'\n## mingzhang.{name} {{ id="mingzhang.{name}" }}\n\n{said}\n\n{fields}\n'


def _fields(record: type) -> Iterator[tuple[str, str, str]]:
    for base in reversed(record.__mro__[:-1]):
        if base.__module__.partition(".")[0] in ("extractors", "pipeline"):
            for name, kind, meaning in declared(classes_beside(base), base.__name__):
                if not name.startswith("_"):
                    yield code(name), code(ast.unparse(kind)), plain(meaning)
