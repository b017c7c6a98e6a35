"""Runs over invented documents, and what they published: shared by the tests of what runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.running.limits import Limits
from pipeline.running.receipts import RunResult
from pipeline.running.run import run

PER_RUN = ("receipts", "runs")
"""Datasets that tell of the run itself."""


def write(folder: Path, **texts: str) -> None:
    """Files by name in a folder that is made."""
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def disclosure(
    year: int = 2023, division: str = "110112", entity: str = "Finance", total: str = "1.50"
) -> str:
    """The text of a document as `tests.pipeline.fakes:extraction` reads it."""
    return f"{year}|{division}|{entity}|final_account\nincome {total}\nexpenditure 1.50"


def make_inputs(folder: Path) -> None:
    """Five documents in `in`, one of them no disclosure."""
    write(
        folder / "in",
        a=disclosure(),
        b=disclosure(2022, "000000", "Central", "1.70"),
        c=disclosure(2023, "310107", "Education"),
        d=disclosure(2023, "", "Nameless"),
        novel="||x|novel\na 1",
    )


def go(output: str, *paths: str, function: str = "tests.pipeline.fakes:extraction", **more: Any) -> RunResult:
    """A run over `in`, or these paths, with an invented extraction."""
    limits = more.pop("limits", Limits())
    return run(paths or ("in",), Path(output), function=function, limits=limits, **more)


def files(output: str) -> dict[str, bytes]:
    """Every published file that does not tell of the run itself."""
    root = Path(output) / "datasets"
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] not in PER_RUN
    }


def rows(output: str, dataset: str) -> list[dict[str, Any]]:
    """All rows of a published dataset, file by file."""
    return [
        row for path in sorted((Path(output) / "datasets" / dataset).rglob("*.parquet"))
        for row in pq.ParquetFile(path).read().to_pylist()
    ]  # fmt: skip
