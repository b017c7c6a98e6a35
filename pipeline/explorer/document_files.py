"""Which published files hold the rows of a document: few of thousands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from threading import Lock
from typing import Any

from pipeline.ask.query import Held
from pipeline.datasets.schema import datasets
from pipeline.datasets.views import quoted
from pipeline.publishing.shares import folder_of, may_hold


class DocumentFiles:
    """The files of one generation: what was listed once stays so."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._lock = Lock()
        self._listed: dict[tuple[str, str], list[str]] = {}

    def of(self, dataset: str, document: Mapping[str, Any]) -> list[str]:
        """The files of a dataset, as SQL reads them, in which rows of a document may stand.

        `document` has doc_id, fiscal_year and province as `documents` has them.
        """
        year, province = document["fiscal_year"], document["province"]
        in_folders = bool(datasets()[dataset].partition)
        listed = self._in(dataset, folder_of(year, province) if in_folders else "")
        return [
            f"{self._held.root}/{path}"
            for path in listed
            if may_hold(
                PurePosixPath(path).name, document["doc_id"], in_folders=in_folders, province=province
            )
        ]

    def of_all(self, dataset: str, documents: Iterable[Mapping[str, Any]]) -> str:
        """SQL in the place of a dataset's name: the files in which rows of any of these documents may stand,
        and the dataset where it is not known."""
        files = dict.fromkeys(file for document in documents for file in self.of(dataset, document))
        if not files:
            return dataset
        return f"read_parquet([{', '.join(map(quoted, files))}], hive_partitioning = false)"

    def _in(self, dataset: str, folder: str) -> list[str]:
        with self._lock:
            found = self._listed.get((dataset, folder))
            if found is None:
                found = self._listed[dataset, folder] = self._held.listed(dataset, folder)
            return found
