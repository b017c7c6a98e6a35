"""What an output folder holds: how many rows of each dataset, without opening the datasets."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from pipeline.datasets.schema import datasets
from pipeline.storage.commits import DATASETS, PACKAGE
from pipeline.storage.folders import Folder, open_folder


def row_counts(output: Path | str) -> dict[str, int] | None:
    """Rows of each dataset, 0 for one without files; null where nothing is published.

    From the data package; of datasets that tell of runs, which it does not count, from their files.
    `output` may be a URL.
    """
    try:
        folder = open_folder(str(output))
        package = json.loads(folder.read(PACKAGE))
        counted = {one["name"].replace("-", "_"): _rows(folder, one) for one in package["resources"]}
    except (OSError, ValueError):
        return None
    return {name: counted.get(name, 0) for name in datasets()}


def _rows(folder: Folder, resource: dict[str, Any]) -> int:
    if "rowCount" in resource:
        return int(resource["rowCount"])
    import pyarrow.parquet as pq

    files = (io.BytesIO(folder.read(f"{DATASETS}/{path}")) for path in resource["path"])
    return sum(pq.read_metadata(file).num_rows for file in files)
