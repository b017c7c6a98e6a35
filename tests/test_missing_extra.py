"""Without the extra `office`: whole runs as on a machine where nobody installed it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.datasets.parquet import read_parquet
from tests.pipeline.intake.unpacking.rars import rar_5

ROOT = Path(__file__).parents[1]
OF_OFFICE = ("lxml", "olefile", "xlrd", "rarfile")
PAGE = "<html><head><meta charset='utf-8'></head><body><p>某市财政局2023年度部门决算</p></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return sink.getvalue()


FILES: dict[str, bytes] = {
    "a.docx": zipped("[Content_Types].xml", "word/document.xml"),
    "a.doc": OLE + "WordDocument\0".encode("utf-16-le"),
    "a.xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a.xls": OLE + "Workbook\0".encode("utf-16-le"),
    "a.ofd": zipped("OFD.xml"),
    "a.rar": rar_5({"b.txt": b"1"}),
    "a.html": PAGE.encode(),
    "a.csv": "项目,金额\n合计,12.50\n".encode("gb18030"),
    "a.txt": "某市财政局2023年度部门决算\n".encode(),
}


def run(folder: Path, hidden: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """The receipts of a run in which these packages are not installed, by the names of their sources."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests" / "hidden"), str(ROOT))),
        "MINGZHANG_HIDDEN": ",".join(hidden),
    }
    command = [sys.executable, "-m", "mingzhang", "run", "in", "-o", "out", "--workers", "1"]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode in (0, 1), done.stderr
    (last,) = (folder / "out" / "report.json",)
    run_id = json.loads(last.read_bytes())["run_id"]
    rows = [
        row
        for path in (folder / "out" / "datasets" / "receipts").rglob("*.parquet")
        for row in read_parquet(path.read_bytes()).to_pylist()
        if row["run_id"] == run_id
    ]
    return {row["source_uri"].removeprefix("in/"): row for row in rows}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("missing")
    (found / "in").mkdir()
    for name, content in FILES.items():
        (found / "in" / name).write_bytes(content)
    return found


@pytest.fixture(scope="module")
def runs(folder: Path) -> list[dict[str, dict[str, Any]]]:
    """Twice without the extra, then with it."""
    return [run(folder, hidden) for hidden in (OF_OFFICE, OF_OFFICE, ())]


OFFICE = [name for name in FILES if name.rpartition(".")[2] in ("docx", "doc", "xlsx", "xls", "ofd")]


def test_the_receipt_names_the_extra(runs: list[dict[str, dict[str, Any]]]) -> None:
    kinds = {name: row["error_kind"] for name, row in runs[0].items() if row["error_kind"] == "missing_extra"}
    assert sorted(kinds) == sorted([*OFFICE, "a.rar"])
    for name in kinds:
        assert "mingzhang[office]" in runs[0][name]["message"]


def test_web_pages_tables_and_text_are_read_by_the_core(runs: list[dict[str, dict[str, Any]]]) -> None:
    for name in ("a.html", "a.csv", "a.txt"):
        assert runs[0][name]["error_kind"] != "missing_extra"


def test_a_refused_document_is_tried_again_when_the_extra_is_there_and_not_before(
    runs: list[dict[str, dict[str, Any]]],
) -> None:
    without, again, with_extra = (
        {name: (one[name]["unchanged"], one[name]["error_kind"]) for name in FILES} for one in runs
    )
    assert {without[name] for name in OFFICE} == {(False, "missing_extra")}
    assert {again[name] for name in OFFICE} == {(True, "missing_extra")}
    for name in OFFICE:  # empty files of their kind: another reason now
        assert with_extra[name][0] is False
        assert with_extra[name][1] != "missing_extra"
    assert with_extra["a.rar"][1] == "archive"
    for name in ("a.html", "a.csv", "a.txt"):
        assert (again[name][0], with_extra[name][0]) == (True, True)
