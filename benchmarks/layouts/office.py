"""Sheets as DOCX and XLSX files, printed by LibreOffice."""

from __future__ import annotations

import html
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.layouts.layouts import Layout
from benchmarks.layouts.sheets import Book, Cell, Row, Sheet, caption_rows, is_amount, placed

FONT = "Noto Serif CJK SC"
LINES = {"dashed": ("dashed", "mediumDashed"), "double": ("double", "double")}


def missing() -> str | None:
    """What this printer lacks, as a sentence."""
    lacks = []
    if not shutil.which("soffice"):
        lacks.append("LibreOffice (apt-get install libreoffice-writer libreoffice-calc fonts-noto-cjk)")
    lacks += [
        f"{n} (pip install {p})"
        for n, p in (("docx", "python-docx"), ("openpyxl", "openpyxl"))
        if not importlib.util.find_spec(n)
    ]
    return f"not installed: {', '.join(lacks)}" if lacks else None


def print_books(books: Sequence[tuple[Book, Layout]]) -> list[bytes]:
    """The PDFs of several books, in one run of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for n, (book, layout) in enumerate(books):
            file = Path(folder) / f"{n}.{layout.printer}"
            (_write_docx if layout.printer == "docx" else _write_xlsx)(book, layout, file)
            files.append(file)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *map(str, files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=900)
        return [f.with_suffix(".pdf").read_bytes() for f in files]


def _header(sheet: Sheet, layout: Layout, number: int) -> list[Row]:
    inside = layout.unit_place == "inside" and not sheet.is_form
    return [*caption_rows(sheet, number), *sheet.header] if inside else list(sheet.header)


def _weights(sheet: Sheet, layout: Layout) -> list[float]:
    return [w * (0.55 if layout.narrow and w > 1.9 else 1) for w in sheet.widths]


def _size(sheet: Sheet, layout: Layout, width: float) -> float:
    """The font size, in points, at which the numbers fit."""
    if layout.numbers == "wrapped":
        return 9.0
    weights = _weights(sheet, layout)
    size = 10.0
    for _, col, cell in placed(sheet.rows):
        room = sum(weights[col : col + cell.cols]) / sum(weights) * width - 8
        if is_amount(cell.text):
            size = min(size, room / (0.56 * len(cell.text)))
    return max(4.0, int(size * 2) / 2)


def _sides(layout: Layout, box: tuple[int, int, int, int], n: tuple[int, int], head: int) -> dict[str, bool]:
    """Which sides of a cell (top, left, bottom, right in rows and columns) are ruled."""
    r0, c0, r1, c1 = box
    outer = {"top": r0 == 0, "left": c0 == 0, "bottom": r1 == n[0], "right": c1 == n[1]}
    rules = layout.rules
    if rules in ("none", "shaded"):
        return dict.fromkeys(outer, False)
    if rules == "frame":
        return outer
    if rules == "three_line":
        inner = r1 == head or (r1 < head and c1 - c0 > 1)
        return {"top": r0 == 0, "left": False, "bottom": r1 == n[0] or inner, "right": False}
    if rules == "horizontal":
        return {"top": True, "left": False, "bottom": True, "right": False}
    if rules == "columns":
        return {"top": r0 == 0 or r0 < head, "left": True, "bottom": r1 == n[0] or r1 <= head, "right": True}
    return dict.fromkeys(outer, True)


# ── docx ──────────────────────────────────────────────────────────────────────────────────────────────


def _write_docx(book: Book, layout: Layout, file: Path) -> None:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    section = document.sections[0]
    wide, tall = (842, 595) if layout.landscape else (595, 842)
    section.orientation = WD_ORIENT.LANDSCAPE if layout.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(wide), Pt(tall)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(40)
    style = document.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)

    def line(text: str, size: float, centre: bool = False, new: bool = False) -> None:
        paragraph = document.add_paragraph()
        if new:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(text).font.size = Pt(size)

    for text in book.cover:
        line(text, 22, centre=True)
    for n, text in enumerate(book.intro):
        line(text, 12, new=n == 0)
    for n, sheet in enumerate(book.sheets, 1):
        new = layout.per_page == 1 or n % layout.per_page == 1 or sheet.is_form
        if sheet.is_form or layout.unit_place != "inside":
            line(sheet.title, 15, centre=True, new=new)
            if not sheet.is_form:
                unit = f"单位：{sheet.unit}" if sheet.unit else ""
                line(f"部门：{sheet.entity}\t\t\t\t\t\t{unit}", 9)
        else:
            line("", 9, new=new)
        xml = _docx_table(sheet, layout, n, wide - 80.0)
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
        line("", 6)
    document.save(str(file))


def _docx_table(sheet: Sheet, layout: Layout, number: int, width: float) -> str:
    header = _header(sheet, layout, number)
    rows = [*header, *sheet.body]
    weights = _weights(sheet, layout)
    twips = [round(w * width * 20 / sum(weights)) for w in weights]
    size = _size(sheet, layout, width)
    line = LINES.get(layout.rules, ("single", ""))[0]
    by_row: dict[int, list[tuple[int, Cell, str]]] = {}
    for r, c, cell in placed(rows):
        for k in range(cell.rows):
            by_row.setdefault(r + k, []).append(
                (c, cell, "" if cell.rows == 1 else "restart" if k == 0 else "continue")
            )
    made = []
    for r in range(len(rows)):
        cells = []
        for c, cell, merge in sorted(by_row.get(r, []), key=lambda x: x[0]):
            top = r if merge != "continue" else r - 1
            bottom = r + (1 if merge in ("", "continue") else cell.rows)
            sides = _sides(layout, (top, c, bottom, c + cell.cols), (len(rows), len(weights)), len(header))
            if merge:
                sides |= {
                    "bottom": sides["bottom"] and merge != "restart",
                    "top": sides["top"] and merge == "restart",
                }
            borders = "".join(
                f'<w:{s} w:val="{line}" w:sz="4" w:color="000000"/>'
                for s in ("top", "left", "bottom", "right")
                if sides[s]
            )
            shade = (
                '<w:shd w:val="clear" w:fill="D9E2F3"/>'
                if layout.rules == "shaded" and r < len(header)
                else ""
            )
            vmerge = f'<w:vMerge w:val="{merge}"/>' if merge else ""
            align = {"left": "left", "right": "right", "centre": "center"}[cell.align]
            text = html.escape("" if merge == "continue" else cell.text)
            indent = f'<w:ind w:left="{int(cell.indent * size * 20)}"/>' if cell.indent else ""
            tall = '<w:spacing w:before="120" w:after="120"/>' if layout.numbers == "centre" else ""
            vertical = {"middle": "center"}.get(layout.valign, layout.valign)
            width_of = sum(twips[c : c + cell.cols])
            inside = (
                f'<w:tcW w:w="{width_of}" w:type="dxa"/><w:gridSpan w:val="{cell.cols}"/>{vmerge}'
                f'<w:tcBorders>{borders}</w:tcBorders>{shade}<w:vAlign w:val="{vertical}"/>'
            )
            fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"/>'
            run = f'<w:r><w:rPr>{fonts}<w:sz w:val="{int(size * 2)}"/></w:rPr>'
            cells.append(
                f"<w:tc><w:tcPr>{inside}</w:tcPr>"
                f'<w:p><w:pPr>{tall}{indent}<w:jc w:val="{align}"/></w:pPr>{run}'
                f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'
            )
        repeat = "<w:tblHeader/>" if layout.repeat_header and r < len(header) else ""
        made.append(f"<w:tr><w:trPr>{repeat}</w:trPr>{''.join(cells)}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{t}"/>' for t in twips)
    margin = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<w:tbl xmlns:w="{space}"><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margin}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'
    )


# ── xlsx ──────────────────────────────────────────────────────────────────────────────────────────────


def _write_xlsx(book: Book, layout: Layout, file: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    cover = workbook.active
    cover.title = "封面"
    for n, text in enumerate((*book.cover, *book.intro), 1):
        cover.cell(n * 2, 1, text)
    cover.page_setup.fitToHeight = 0
    cover.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    page: Any = None
    row = 1
    for n, sheet in enumerate(book.sheets, 1):
        if page is None or layout.per_page == 1 or n % layout.per_page == 1 or sheet.is_form:
            page = workbook.create_sheet(f"{n:02}")
            page.page_setup.orientation = "landscape" if layout.landscape else "portrait"
            page.page_setup.paperSize = 9
            page.page_setup.fitToHeight = 0
            page.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(
                fitToPage=True
            )
            row = 1
        row = _xlsx_sheet(page, sheet, layout, n, row)
    workbook.save(file)


def _xlsx_sheet(page: Any, sheet: Sheet, layout: Layout, number: int, row: int) -> int:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    header = _header(sheet, layout, number)
    weights = _weights(sheet, layout)
    n_cols = len(weights)
    if sheet.is_form or layout.unit_place != "inside":
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=n_cols)
        page.cell(row, 1, sheet.title).alignment = Alignment(horizontal="center")
        page.cell(row, 1).font = Font(name=FONT, size=15)
        row += 1
        if not sheet.is_form:
            page.cell(row, 1, f"部门：{sheet.entity}").font = Font(name=FONT, size=9)
            if sheet.unit:
                page.cell(row, n_cols, f"单位：{sheet.unit}").font = Font(name=FONT, size=9)
                page.cell(row, n_cols).alignment = Alignment(horizontal="right")
            row += 1
    if layout.per_page == 1:
        unit = 13.0 if n_cols < 10 else 11.0
        for c, w in enumerate(weights, 1):
            page.column_dimensions[get_column_letter(c)].width = w * unit
    else:
        for c in range(1, 12):
            page.column_dimensions[get_column_letter(c)].width = 16
    rows = [*header, *sheet.body]
    style = LINES.get(layout.rules, ("", "thin"))[1]
    for r, c, cell in placed(rows):
        sides = _sides(layout, (r, c, r + cell.rows, c + cell.cols), (len(rows), n_cols), len(header))
        for i in range(cell.rows):
            for j in range(cell.cols):
                edge = {
                    "top": i == 0,
                    "left": j == 0,
                    "bottom": i == cell.rows - 1,
                    "right": j == cell.cols - 1,
                }
                drawn = {s: Side(style=style) for s in edge if edge[s] and sides[s]}
                target = page.cell(row + r + i, c + j + 1)
                target.border = Border(**drawn)
                if layout.rules == "shaded" and r < len(header):
                    target.fill = PatternFill("solid", fgColor="D9E2F3")
        target = page.cell(row + r, c + 1, cell.text)
        target.font = Font(name=FONT, size=9)
        horizontal = {"left": "left", "right": "right", "centre": "center"}[cell.align]
        vertical = {"middle": "center"}.get(layout.valign, layout.valign)
        wraps = not is_amount(cell.text) or layout.numbers == "wrapped"
        target.alignment = Alignment(
            horizontal=horizontal, vertical=vertical, wrap_text=wraps, indent=cell.indent
        )
        if cell.rows > 1 or cell.cols > 1:
            page.merge_cells(
                start_row=row + r,
                start_column=c + 1,
                end_row=row + r + cell.rows - 1,
                end_column=c + cell.cols,
            )
    if layout.numbers == "centre":
        for r in range(len(rows)):
            page.row_dimensions[row + r].height = 34
    if layout.repeat_header and header:
        page.print_title_rows = f"{row}:{row + len(header) - 1}"
    return row + len(rows) + 1
