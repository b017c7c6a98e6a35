"""`mingzhang highlight`: a copy of a PDF with boxes."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from pipeline.cli import app

SAMPLES = Path(__file__).parents[3] / "samples" / "documents"
ACCOUNT = SAMPLES / "shanghai_style_final_account.pdf"
runner = CliRunner()


def test_a_highlighted_copy_has_a_box_around_the_value(tmp_path: Path) -> None:
    target = tmp_path / "copy.pdf"
    before = ACCOUNT.read_bytes()
    result = runner.invoke(app, ["highlight", str(ACCOUNT), "--to", str(target)])
    assert result.exit_code == 0, result.output
    assert ACCOUNT.read_bytes() == before
    (case,) = json.loads(runner.invoke(app, ["audit", str(ACCOUNT), "-f", "json"]).stdout)["documents"]
    evidence = next(f for f in case["findings"] if f["code"] == "I16")["evidence"][0]
    pdf = pypdfium2.PdfDocument(target)
    page = pdf[evidence["page"] - 1]
    height = page.get_height()
    x0, top, x1, bottom = evidence["bbox"]
    boxes = []
    for n in range(pypdfium2.raw.FPDFPage_GetAnnotCount(page)):
        annotation = pypdfium2.raw.FPDFPage_GetAnnot(page, n)
        rectangle = pypdfium2.raw.FS_RECTF()
        pypdfium2.raw.FPDFAnnot_GetRect(annotation, rectangle)
        boxes.append((rectangle.left, height - rectangle.top, rectangle.right, height - rectangle.bottom))
        pypdfium2.raw.FPDFPage_CloseAnnot(annotation)
    assert any(
        a <= x0 and b <= top and c >= x1 and d >= bottom and c - a < x1 - x0 + 8 for a, b, c, d in boxes
    ), boxes
    page.close()
    pdf.close()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("beijing_style_final_account.txt", "only a PDF or a picture can be annotated"),
        ("missing.pdf", "cannot be opened"),
    ],
)
def test_what_cannot_be_highlighted(name: str, message: str, tmp_path: Path) -> None:
    result = runner.invoke(app, ["highlight", str(SAMPLES / name), "--to", str(tmp_path / "x.pdf")])
    assert result.exit_code in (1, 2)
    assert message in result.output


def test_the_file_itself_is_never_overwritten(tmp_path: Path) -> None:
    copy = tmp_path / "a.pdf"
    copy.write_bytes(ACCOUNT.read_bytes())
    result = runner.invoke(app, ["highlight", str(copy), "--to", str(copy)])
    assert result.exit_code == 2
    assert "the file itself" in result.output
