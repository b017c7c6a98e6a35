"""Pages as pictures: of PDFs and of pictures, with boxes where figures are printed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

import mingzhang
from mingzhang import NoOriginal, NoPicture, Output
from pipeline.reports.page_pictures import RED
from tests.mingzhang.published import DOCUMENTS
from tests.pipeline.published import document, fact, publish

ACCOUNT = "shanghai_style_final_account.pdf"
REDDISH = tuple(bytes.fromhex(RED.removeprefix("#")))


def framed(picture: Image.Image) -> tuple[int, int, int, int]:
    """The smallest box around all pixels of the colour of borders."""
    bands = [
        band.point(lambda v, want=want: 255 * (v == want))
        for band, want in zip(picture.split(), REDDISH, strict=True)
    ]
    both = ImageChops.darker(ImageChops.darker(bands[0], bands[1]), bands[2])
    found = both.getbbox()
    assert found is not None
    return found


def test_a_figure_is_boxed_where_its_page_prints_it(out: Output) -> None:
    (figure,) = out.figures("三公经费", entity="示例")
    left, top, right, bottom = framed(figure.image(scale=2))
    with pypdfium2.PdfDocument(DOCUMENTS / ACCOUNT) as pdf:
        page = pdf[8]
        height = page.get_height()
        text = page.get_textpage().get_text_bounded(
            left / 2, height - bottom / 2, right / 2, height - top / 2
        )
    assert text.strip() == "3.10"  # PDFium's own text in the border that was drawn


def test_a_strip_shows_the_figure_and_not_the_whole_page(out: Output) -> None:
    (figure,) = out.figures("三公经费", entity="示例")
    strip, whole = figure.image(scale=1, margin=30), figure.image(scale=1)
    assert strip.width == whole.width
    assert framed(strip)[1] in (28, 29)  # a margin of 30, less the 1.5 between box and border
    assert strip.height == pytest.approx(60 + figure.bbox[3] - figure.bbox[1], abs=2)


def test_boxes_are_given_as_numbers_rows_records_or_figures(out: Output) -> None:
    page = out.document(ACCOUNT).page(9)
    found = mingzhang.extract(DOCUMENTS / ACCOUNT)
    (figure,) = out.figures("三公经费", entity="示例")
    (record,) = (
        f for f in found.facts if (f.measure, f.role, f.item_label) == ("three_public.total", "final", None)
    )
    elsewhere = next(f for f in found.facts if f.place.page == 4)
    frame = out.facts.where("fact_id = ?", [figure.fact_id]).df()
    pictures = [
        page.image(boxes=[given, elsewhere], scale=1)
        for given in (figure, figure.row, record, record.place, tuple(figure.bbox), frame.iloc[0])
    ]
    assert len({picture.tobytes() for picture in pictures}) == 1
    assert pictures[0].tobytes() == found.page(9).image(boxes=[record], scale=1).tobytes()
    assert pictures[0].tobytes() != page.image(scale=1).tobytes()


def test_a_page_that_there_is_not_is_said(out: Output) -> None:
    with pytest.raises(IndexError, match=r"shanghai_style_final_account\.pdf has no page 14; it has 10"):
        out.document(ACCOUNT).page(14)
    with pytest.raises(IndexError, match="has no page 0"):
        mingzhang.extract(DOCUMENTS / ACCOUNT).page(0)
    with pytest.raises(IndexError, match=r"gb18030_unit_account\.txt has no page 1; it has 0"):
        out.document("gb18030_unit_account.txt").page(1)


def test_the_figure_of_a_text_has_no_page_and_says_so(out: Output) -> None:
    (figure,) = out.figures("income_expenditure_total", entity="档案馆")
    assert figure.raw == "1,046.08万元"
    with pytest.raises(NoPicture, match=r"stands at line 6 \(text:line=5,6\)"):
        figure.image()
    assert "line 6" in figure._repr_html_()


def test_a_document_that_moved_is_found_below_the_folder_that_is_named(tmp_path: Path) -> None:
    data = (DOCUMENTS / ACCOUNT).read_bytes()
    row = document(
        hashlib.sha256(data).hexdigest(), source_uri="/gone/a.pdf", file_name="a.pdf", page_count=10
    )
    output = publish(tmp_path / "out", documents=[row])
    with pytest.raises(NoOriginal, match=r"the file of a\.pdf .* is not found"):
        mingzhang.open(output).document("a.pdf").page(3).image()
    for folder, content in (("other", b"%PDF-1.7 another"), ("below/deep", data)):
        (tmp_path / "sources" / folder).mkdir(parents=True)
        (tmp_path / "sources" / folder / "a.pdf").write_bytes(content)
    found = mingzhang.open(output, sources=tmp_path / "sources").document("a.pdf")
    assert found.original() == data
    assert found.page(3).image(scale=1).size == (595, 842)


def test_a_scan_that_is_a_picture_has_its_pages(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (827, 1169), "white"), Image.new("RGB", (1169, 827), "white")
    first.putpixel((400, 600), (0, 0, 0))
    scan = tmp_path / "scan.tiff"
    first.save(scan, save_all=True, append_images=[second], dpi=(100, 100))
    doc_id = hashlib.sha256(scan.read_bytes()).hexdigest()
    row = document(doc_id, source_uri=str(scan), file_name="scan.tiff", page_count=2)
    figure = fact(doc_id, "income.total", "1.00", page=2, bbox=[72.0, 144.0, 108.0, 156.0])
    out = mingzhang.open(publish(tmp_path / "out", documents=[row], facts=[figure]))
    assert out.document("scan.tiff").page(1).image(scale=1).size == (595, 842)  # 8.27 by 11.69 inches
    picture = out.fact(figure["fact_id"]).image(scale=2)
    assert picture.size == (1683, 1191)
    assert framed(picture) == (141, 285, 220, 316)  # 1.5 points around the box, two pixels for a point


def test_a_copy_with_findings_and_values_is_written_from_what_was_published(
    out: Output, tmp_path: Path
) -> None:
    account, target = out.document(ACCOUNT), tmp_path / "marked.pdf"
    boxes = account.highlight(target)
    assert boxes == sum(len(row["evidence"]) for row in account.findings)
    with pypdfium2.PdfDocument(target) as pdf:
        raw = pypdfium2.raw
        assert sum(raw.FPDFPage_GetAnnotCount(page) for page in pdf) == boxes
    assert account.highlight(target, values=True) > boxes
    assert mingzhang.extract(DOCUMENTS / ACCOUNT).highlight(target) == boxes
    assert mingzhang.extract(DOCUMENTS / ACCOUNT).highlight(target, notes=False) < boxes
    text = out.document("gb18030_unit_account.txt")
    read = tmp_path / "marked.html"
    printed = [row for row in text.facts if row["source_kind"] != "derived"]
    assert text.highlight(read, values=True) == len(printed) > 0
    assert read.read_text(encoding="utf-8").count("<mark") > 0


def test_an_extraction_shows_who_what_and_the_page_with_its_findings(tmp_path: Path) -> None:
    path = tmp_path / "<b>.pdf"
    shutil.copy(DOCUMENTS / ACCOUNT, path)
    found = mingzhang.extract(path)
    shown = found._repr_html_()
    for text in (
        "13,342,000.00",
        "SHARE_MISMATCH",
        "收入支出决算总表",
        "&lt;b&gt;.pdf",
        "data:image/jpeg;base64,",
    ):
        assert text in shown
    assert "<b>.pdf" not in shown
    assert repr(found).startswith(
        "<Extraction <b>.pdf: 上海市普陀区示例政务事务中心 · 2025 · final_account · "
    )


def test_a_chinese_reader_is_shown_chinese_names_and_messages(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINGZHANG_LANG", "zh")
    shown = out.document(ACCOUNT)._repr_html_()
    assert "收入总计与支出总计不一致" in out.document("landscape_budget.pdf")._repr_html_()
    assert "“三公”经费合计31000元不等于各项之和30500元" in shown
    assert "three_public.total" not in shown
    (figure,) = out.figures("三公经费", entity="示例")
    assert "“三公”经费" in figure._repr_html_()
