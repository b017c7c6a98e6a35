"""Which version an output is of, and what an upgrade has to read again."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from pipeline.datasets.schema import schema_version
from pipeline.publishing.generation import DATASETS
from pipeline.storage.folders import Folder
from pipeline.storage.store import Store
from pipeline.version import VERSION

STATE = "state/version.json"
_PACKAGE = f"{DATASETS}/datapackage.json"


class NewerOutput(RuntimeError):
    """An output that a newer version has written: an older one would lose what it does not know."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What a run has to read again because another version or other settings made it."""

    documents: int
    of: int
    """Staged documents in all."""
    version: str | None
    """The version that wrote last; null where that is not known."""

    def line(self) -> str:
        """What a run says before it begins."""
        by = "" if self.version in (None, VERSION) else f" (version {self.version} wrote last)"
        return (
            f"{self.documents} of {self.of} staged documents were made by another version or with other "
            f"settings{by}: they are read again where they are met, and keep their rows until then"
        )


def refuse_newer(folder: Folder) -> None:
    """Raises `NewerOutput` where a newer version has published here, or a newer schema stands here."""
    generator, schema = _published(folder)
    if _order(generator) > _order(VERSION) or _order(schema) > _order(schema_version()):
        raise NewerOutput(
            f"{folder.url} was written by mingzhang {generator} (schema {schema}), this is {VERSION} (schema "
            f"{schema_version()}): install that version or a later one, or choose another --output"
        )


def upgrade(store: Store, unit: str) -> Upgrade | None:
    """What a run of this unit has to read again; null where nothing is, or the last run was of this unit.

    Only where it was not are the names of all staged documents listed.
    """
    if _last_unit(store.folder) == unit:
        return None
    staged = store.staged(unit)
    others = sum(bundle.unit != unit for bundle in staged)
    return Upgrade(others, len(staged), _published(store.folder)[0] or None) if others else None


def keep_version(store: Store, unit: str) -> None:
    """Notes that a run of this unit has met all that it was asked for, and that nothing older is left.

    Where something is, the next run says so again. Raises `OSError`.
    """
    if _last_unit(store.folder) == unit:
        return
    if all(bundle.unit == unit for bundle in store.staged(unit)):
        content = {"unit": unit, "tool_version": VERSION, "schema_version": schema_version()}
        store.folder.put_bytes(STATE, json.dumps(content).encode())


def _last_unit(folder: Folder) -> str | None:
    try:
        return str(json.loads(folder.read(STATE))["unit"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _published(folder: Folder) -> tuple[str, str]:
    """Version of the tool and of the schema of what is published; empty where nothing is."""
    try:
        package = json.loads(folder.read(_PACKAGE))
        return str(package["generator"]).rpartition(" ")[2], str(package["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", ""


def _order(version: str) -> tuple[int, ...]:
    """Versions in their order; a development version counts as the release.

    >>> _order("0.10.0") > _order("0.9.1") > _order("0.9") > _order("")
    True
    """
    return tuple(int(n) for n in re.findall(r"\d+", version.partition("+")[0].partition(".dev")[0]))
