"""Which dataclasses of a package are not what records are: frozen, and without room for other fields."""

from __future__ import annotations

import pkgutil
from dataclasses import is_dataclass
from importlib import import_module
from types import ModuleType


def loose(package: ModuleType) -> set[str]:
    """What can be done to dataclasses of a package's own modules: changed, or given a field they have not."""
    found = set()
    for name in (m.name for m in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")):
        for one in vars(import_module(name)).values():
            if isinstance(one, type) and is_dataclass(one) and one.__module__ == name:
                if not one.__dataclass_params__.frozen:  # type: ignore[attr-defined]
                    found.add(f"{one.__name__} can be changed")
                if "__slots__" not in vars(one):
                    found.add(f"{one.__name__} can be given a field")
    return found
