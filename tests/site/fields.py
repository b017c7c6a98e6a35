"""The fields that a class declares, as its source has them: name, type, and the words below it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping


def classes_beside(shape: type) -> dict[str, ast.ClassDef]:
    """The classes of the module of a class, by name."""
    module = inspect.getmodule(shape)
    assert module is not None
    return {n.name: n for n in ast.parse(inspect.getsource(module)).body if isinstance(n, ast.ClassDef)}


def declared(classes: Mapping[str, ast.ClassDef], name: str) -> Iterator[tuple[str, ast.expr, str]]:
    """Name, type and meaning of each field of a class; none where there is no such class."""
    body = classes[name].body if name in classes else []
    for field, behind in zip(body, [*body[1:], None], strict=True):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        meaning = ""
        if isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant):
            meaning = " ".join(str(behind.value.value).split())
        yield field.target.id, field.annotation, meaning
