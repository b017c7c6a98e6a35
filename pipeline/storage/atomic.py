"""Files that are there whole or not at all: written aside, flushed to disk, renamed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def replace_file(path: Path, write: Callable[[Path], None], aside: Path) -> None:
    """Lets `write` fill a file in the folder `aside`, then puts it at `path` in one step.

    `aside` must be on the same file system. A reader sees the old file or the new one.
    """
    aside.mkdir(parents=True, exist_ok=True)
    draft = aside / f"{os.getpid()}-{path.name}"
    try:
        write(draft)
        flush(draft)
        make_folder(path.parent)
        os.replace(draft, path)
        flush(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def replace_text(path: Path, text: str, aside: Path) -> None:
    """As `replace_file`, for a text in UTF-8."""

    def write(draft: Path) -> None:
        draft.write_bytes(text.encode("utf-8"))

    replace_file(path, write, aside)


def make_folder(folder: Path) -> None:
    """Makes a folder and its parents, each flushed to disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush(folder.parent)


def flush(path: Path) -> None:
    """Brings a file or a folder's entries to disk."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except PermissionError:  # Windows cannot open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
