"""Hides packages in every process of a run, as if they were not installed: put this folder on PYTHONPATH.

`MINGZHANG_HIDDEN` names them, parted by commas.
"""

from __future__ import annotations

import importlib.machinery
import os
import sys
from collections.abc import Sequence
from typing import Any

HIDDEN = frozenset(filter(None, os.environ.get("MINGZHANG_HIDDEN", "").split(",")))


class _Finder:
    """Python's own search of folders, that finds what is hidden nowhere."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.machinery.PathFinder, name)

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: Any = None) -> Any:
        if name.partition(".")[0] in HIDDEN:
            return None
        return importlib.machinery.PathFinder.find_spec(name, path, target)


if HIDDEN:
    sys.meta_path = [_Finder() if one is importlib.machinery.PathFinder else one for one in sys.meta_path]  # type: ignore[assignment]
