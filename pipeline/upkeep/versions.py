"""Whether an output is of a newer version than this."""

from __future__ import annotations

import re

from pipeline.datasets.schema import schema_version
from pipeline.running.upgrade import published_by
from pipeline.storage.folders import Folder
from pipeline.version import VERSION


class NewerOutput(RuntimeError):
    """An output that a newer version has written: an older one would lose what it does not know."""


def refuse_newer(folder: Folder) -> None:
    """Raises `NewerOutput` where a newer version has published here, or a newer schema stands here."""
    generator, schema = published_by(folder)
    if _order(generator) > _order(VERSION) or _order(schema) > _order(schema_version()):
        raise NewerOutput(
            f"{folder.url} was written by mingzhang {generator} (schema {schema}), this is {VERSION} (schema "
            f"{schema_version()}): install that version or a later one, or choose another --output"
        )


def _order(version: str) -> tuple[int, ...]:
    """Versions in their order; a development version counts as the release.

    >>> _order("0.10.0") > _order("0.9.1") > _order("0.9") > _order("")
    True
    """
    return tuple(int(n) for n in re.findall(r"\d+", version.partition("+")[0].partition(".dev")[0]))
