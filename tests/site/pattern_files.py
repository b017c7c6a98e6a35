"""The page of the pattern files: what each is about, and the keys that it may have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from patterns import FOLDER, load
from patterns.check import CSV_SHAPES, pattern_files
from patterns.shapes import shape_of
from tests.site.fields import classes_beside, declared
from tests.site.text import plain, table

_HEAD = """# Pattern files

What Mingzhang knows is data: `patterns/NAME.toml` and `.csv`. Each file has a declared shape, and a key that
is not in it is an error. [How a pattern is added](../patterns.md). `mingzhang patterns check` holds all of
them against their shapes and examples. Of every `[[pattern]]`: `id`, `regex`, `flags` (letters of
`x`, `i`, `m`), `examples`, `counterexamples`; of every file `uses`, `macro`, `pattern`.

"""
_OF_EVERY_FILE = frozenset({"NAME", "uses", "macro", "pattern"})


def contents() -> dict[str, Any]:
    """Every TOML file by its path in the repository, as its shape."""
    shapes = {name: shape_of(name) for name in pattern_files()}
    return {f"patterns/{name}.toml": load(shape) for name, shape in shapes.items() if shape is not None}


def page() -> str:
    """Every file with the words that it begins with, how many patterns it has, and its keys."""
    parts = [_HEAD]
    for path, content in contents().items():
        name = Path(path).stem
        parts.append(f"## {name}.toml\n\n{plain(_opening(FOLDER / f'{name}.toml'))}\n\n")
        if content.pattern:
            parts.append(f"Patterns: {len(content.pattern)}.\n\n")
        rows = list(_keys(type(content)))
        if rows:
            parts.append(table(("key", "type", "meaning"), rows) + "\n")
    for row in CSV_SHAPES:
        heading = f"## {row.NAME}.csv\n\n{plain(' '.join((row.__doc__ or '').split()))}\n\n"
        parts.append(heading + table(("column", "type", "meaning"), _keys(row)) + "\n")
    return "".join(parts)


def _opening(path: Path) -> str:
    """The comment that a file begins with."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines)


def _keys(shape: type) -> Iterator[tuple[str, str, str]]:
    """The keys that a shape declares: of the file itself, and of its tables, `table.key`."""
    classes = classes_beside(shape)

    def below(name: str, before: str, above: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        for key, kind, meaning in declared(classes, name):
            if not before and key in _OF_EVERY_FILE:
                continue
            yield f"`{before}{key}`", f"`{ast.unparse(kind)}`", plain(meaning)
            inner = {n.id for n in ast.walk(kind) if isinstance(n, ast.Name) and n.id in classes}
            for one in sorted(inner - {*above, name}):
                yield from below(one, f"{before}{key}.", (*above, name))

    yield from below(shape.__name__, "", ())
