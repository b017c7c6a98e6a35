"""The declared shape of every pattern file: `patterns/NAME.toml` has its class in `NAME.py` here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from patterns.shape import PatternFile


def shape_of(name: str) -> type[PatternFile[Any]] | None:
    """The shape of `patterns/NAME.toml`; null where none is declared."""
    try:
        module = import_module(f"patterns.shapes.{name}")
    except ModuleNotFoundError:
        return None
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, PatternFile) and value.__module__ == module.__name__
    ]
    return found[0] if len(found) == 1 else None
