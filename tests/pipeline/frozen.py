"""The records of a folder: no one changes them after they are made."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import is_dataclass
from types import ModuleType
from typing import Any


def records_of(package: ModuleType) -> list[Any]:
    """The dataclasses that the modules of a package define."""
    modules = [
        importlib.import_module(found.name)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
    ]


def is_fixed(record: Any) -> bool:
    """Frozen, and without room for further attributes."""
    return record.__dataclass_params__.frozen and "__slots__" in vars(record)
