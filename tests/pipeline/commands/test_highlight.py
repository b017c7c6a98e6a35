"""`mingzhang highlight`: a copy of a PDF with boxes."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.pipeline.explorer.shown import samples_output
from tests.pipeline.reports.test_opening import opens_at

__all__ = ["samples_output"]
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
        ("beijing_style_final_account.txt", "is a .html file; name it so"),
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


def marks(path: Path) -> list[tuple[int, str]]:
    """Page and contents of each mark."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            for n in range(pypdfium2.raw.FPDFPage_GetAnnotCount(page)):
                annotation = pypdfium2.raw.FPDFPage_GetAnnot(page, n)
                size = pypdfium2.raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
                buffer = (pypdfium2.raw.FPDF_WCHAR * (size // 2))()
                pypdfium2.raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
                found.append((number + 1, bytes(buffer).decode("utf-16-le").rstrip("\0")))
                pypdfium2.raw.FPDFPage_CloseAnnot(annotation)
            page.close()
    return found


def facts_of(output: Path, condition: str) -> list[tuple[str, int]]:
    joined = "facts f join documents d using (doc_id)"
    sql = f"select fact_id, page from {joined} where {condition} order by page, fact_id"
    rows = json.loads(runner.invoke(app, ["query", sql, "-f", "json", "-o", str(output)]).stdout)
    return [(row["fact_id"], row["page"]) for row in rows]


def test_figures_are_marked_alone_and_the_copy_opens_there(samples_output: Path, tmp_path: Path) -> None:
    output, target = ["-o", str(samples_output)], tmp_path / "copy.pdf"
    printed = facts_of(
        samples_output, f"file_name = '{ACCOUNT.name}' and f.source_kind = 'table' and page > 1"
    )
    (fact, page), (other, last) = printed[0], printed[-1]
    result = runner.invoke(app, ["highlight", "--fact", other, "--fact", fact, "--to", str(target), *output])
    assert result.exit_code == 0, result.output
    assert sorted((n, text.split("\n")[-1]) for n, text in marks(target)) == sorted(
        [(page, fact), (last, other)]
    )
    assert opens_at(target.read_bytes()) == last
    assert f"2 figures, it opens at page {last}" in " ".join(result.output.split())
    named = runner.invoke(app, ["highlight", str(ACCOUNT), "--fact", fact, "--to", str(target)])
    assert named.exit_code == 0, named.output
    assert [text.split("\n")[-1] for _, text in marks(target)] == [fact], "also of a file that is read now"


def test_of_a_computed_figure_those_are_marked_that_it_was_computed_from(
    samples_output: Path, tmp_path: Path
) -> None:
    sql = (
        "select f.fact_id, f.derived_from from facts f join documents d using (doc_id) where media_type = "
        "'application/pdf' and f.source_kind = 'derived' and len(f.derived_from) > 1 order by 1 limit 1"
    )
    output = ["-o", str(samples_output)]
    (row,) = json.loads(runner.invoke(app, ["query", sql, "-f", "json", *output]).stdout)
    target = tmp_path / "copy.pdf"
    result = runner.invoke(app, ["highlight", "--fact", row["fact_id"], "--to", str(target), *output])
    assert result.exit_code == 0, result.output
    assert {text.split("\n")[-1] for _, text in marks(target)} <= set(row["derived_from"])
    assert marks(target)


def test_figures_that_cannot_be_marked_are_told(samples_output: Path, tmp_path: Path) -> None:
    output = ["-o", str(samples_output), "--to", str(tmp_path / "copy.pdf")]
    of_budget = facts_of(samples_output, "file_name = 'landscape_budget.pdf' and page is not null")[0][0]
    of_account = facts_of(samples_output, f"file_name = '{ACCOUNT.name}' and page is not null")[0][0]
    cases = (
        ([], 2, "name a document, or a figure with --fact"),
        (["--fact", "feed"], 1, "there is no fact feed"),
        (["--fact", of_budget, "--fact", of_account], 2, "of 2 documents"),
        (["landscape_budget.pdf", "--fact", of_account], 1, "printed in another document"),
    )
    for arguments, status, told in cases:
        result = runner.invoke(app, ["highlight", *arguments, *output])
        assert (result.exit_code, told in " ".join(result.output.split())) == (status, True), result.output
