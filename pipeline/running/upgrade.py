"""What an upgrade has to read again, said before a run begins."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.language.spoken import tr
from pipeline.publishing.generation import PACKAGE
from pipeline.storage.catalog import Catalog
from pipeline.storage.commits import DATASETS
from pipeline.storage.folders import Folder
from pipeline.version import VERSION

IsCurrent = Callable[[str], bool]
"""Whether a document of this unit of work is as a run would read it."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a run has to read again because another version, other settings or another recogniser of scanned
    pages made it."""

    documents: int
    of: int
    """Staged documents in all."""
    version: str | None
    """The version that wrote last; null where that is not known."""

    def line(self) -> str:
        """What a run says before it begins."""
        by = (
            ""
            if self.version in (None, VERSION)
            else tr(" (version {version} wrote last)", version=self.version)
        )
        return tr(
            "{count:,} of {all:,} staged documents were made by another version, with other settings or "
            "another recogniser of scanned pages{by}: they are read again where they are met, and keep their "
            "rows until then",
            count=self.documents,
            all=self.of,
            by=by,
        )


def upgrade(folder: Folder, catalog: Catalog, is_current: IsCurrent) -> Upgrade | None:
    """What a run has to read again; null where nothing is."""
    documents = of_earlier(catalog, is_current)
    if not documents:
        return None
    return Upgrade(documents, catalog.staged(), published_by(folder)[0] or None)


def of_earlier(catalog: Catalog, is_current: IsCurrent) -> int:
    """How many documents are staged otherwise than a run would read them, by their units of work."""
    return sum(n for unit, n in catalog.units().items() if not is_current(unit))


def published_by(folder: Folder) -> tuple[str, str]:
    """Version of the tool and of the schema of what is published; empty where nothing is."""
    try:
        package = json.loads(folder.read(f"{DATASETS}/{PACKAGE}"))
        return str(package["generator"]).rpartition(" ")[2], str(package["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", ""
