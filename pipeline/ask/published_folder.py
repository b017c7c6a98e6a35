"""The folder of published datasets: held as it is now, and its datasets as views."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.datasets.views import VIEWS, dataset_view
from pipeline.storage.locks import share_folder

if TYPE_CHECKING:
    import duckdb


def steady(datasets_folder: Path) -> tuple[Path, int | None]:
    """A path to the folder as it is now, and what holds it: another folder that takes its place is another.

    Where the system has no such path, the folder's own.
    """
    try:
        folder = os.open(datasets_folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return datasets_folder.absolute(), None
    path = Path(f"/proc/self/fd/{folder}")
    if path.is_dir():
        share_folder(folder)
        return path, folder
    os.close(folder)
    return datasets_folder.absolute(), None


def register(connection: duckdb.DuckDBPyConnection, root: Path, files: Mapping[str, Path]) -> None:
    """A view for each dataset, of which `files` has one file, and those of `views.sql`.

    A view looks up the files of all datasets below it when it is made, and thousands take their time: those
    of `views.sql` are made while a dataset is one file, and find all files when they are asked.
    """
    for name, file in files.items():
        connection.execute(dataset_view(name, root.as_posix(), [file.relative_to(root).as_posix()]))
    connection.execute(VIEWS.read_text(encoding="utf-8"))
    for name in files:
        connection.execute(dataset_view(name, root.as_posix(), by_folder=True))
