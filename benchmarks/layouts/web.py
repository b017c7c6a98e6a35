"""Sheets as a web page, printed by Chromium."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.layouts.layouts import Layout
from benchmarks.layouts.sheets import Book, Sheet, caption_rows, is_amount

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer",
)  # fmt: skip
BORDERS = {
    "full": "td{border:1px solid #000}",
    "horizontal": "td{border-top:1px solid #000;border-bottom:1px solid #000}",
    "three_line": "table{border-top:2px solid #000;border-bottom:2px solid #000}"
    "thead tr:last-child td,td.head{border-bottom:1px solid #000}",
    "none": "",
    "frame": "table{border:1px solid #000}",
    "columns": "table{border:1px solid #000}td{border-left:1px solid #000;border-right:1px solid #000}"
    "thead td{border-bottom:1px solid #000}",
    "dashed": "td{border:1px dashed #000}",
    "double": "td{border:3px double #000}",
    "shaded": "thead td{background:#d9e2f3}",
}


def program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def missing() -> str | None:
    """What this printer lacks, as a sentence."""
    return None if program() else "Chromium is not installed: apt-get install chromium"


def print_book(book: Book, layout: Layout) -> bytes:
    """The PDF of a book."""
    browser = program()
    assert browser is not None
    with tempfile.TemporaryDirectory() as folder:
        page, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(_page(book, layout), encoding="utf-8")
        command = [
            browser,
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def _page(book: Book, layout: Layout) -> str:
    size = "A4 landscape" if layout.landscape else "A4"
    style = (
        f"@page{{size:{size};margin:14mm}}body{{font:9pt 'Noto Serif CJK SC','Droid Sans Fallback',serif}}"
        "h1{text-align:center;font-size:22pt;margin-top:90pt}h2{text-align:center;font-size:14pt;margin:6pt}"
        ".above{display:flex;justify-content:space-between}.new{break-before:page}"
        "table{border-collapse:collapse;width:100%;table-layout:fixed}td{padding:2pt 3pt}"
        ".number{white-space:nowrap}.left{text-align:left}.right{text-align:right}.centre{text-align:center}"
        f"{BORDERS[layout.rules]}"
    )
    if not layout.repeat_header:
        style += "thead{display:table-row-group}"
    if layout.numbers == "wrapped":
        style += ".number{white-space:normal;word-break:break-all}"
    style += f"td{{vertical-align:{layout.valign}}}"
    if layout.numbers == "centre":
        style += "td{padding:9pt 3pt}"
    parts = [f"<h1>{html.escape(t)}</h1>" for t in book.cover]
    parts += [f"<p{' class=new' if n == 0 else ''}>{html.escape(t)}</p>" for n, t in enumerate(book.intro)]
    for n, sheet in enumerate(book.sheets, 1):
        new = layout.per_page == 1 or n % layout.per_page == 1 or sheet.is_form
        parts.append(f"<div{' class=new' if new else ''}>{_sheet(sheet, layout, n)}</div>")
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{''.join(parts)}"


def _sheet(sheet: Sheet, layout: Layout, number: int) -> str:
    above, header = "", list(sheet.header)
    if sheet.is_form or layout.unit_place != "inside":
        above = f"<h2>{sheet.title}</h2>"
        if not sheet.is_form:
            unit = f"单位：{sheet.unit}" if sheet.unit else ""
            above += f"<div class=above><span>部门：{sheet.entity}</span><span>{unit}</span></div>"
    else:
        header = [*caption_rows(sheet, number), *header]
    weights = [w * (0.55 if layout.narrow and w > 1.9 else 1) for w in sheet.widths]
    widths = "".join(f"<col style='width:{100 * w / sum(weights):.2f}%'>" for w in weights)
    longest = max((len(c.text) for row in sheet.rows for c in row if is_amount(c.text)), default=0)
    narrowest = min(weights) / sum(weights) * (740 if layout.landscape else 500)
    size = (
        9.0 if layout.numbers == "wrapped" else max(4.5, min(9.0, (narrowest - 8) / (0.56 * max(longest, 1))))
    )
    size = size if len(weights) > 7 else 9.0
    body = [header, sheet.body]
    made = []
    for part in body:
        rows = []
        for row in part:
            cells = []
            for c in row:
                spans = (f" colspan={c.cols}" if c.cols > 1 else "") + (
                    f" rowspan={c.rows}" if c.rows > 1 else ""
                )
                kind = f"{c.align}{' number' if is_amount(c.text) else ''}"
                kind += " head" if part is header and c.cols > 1 and not sheet.is_form else ""
                indent = f" style='padding-left:{c.indent + 0.3}em'" if c.indent else ""
                cells.append(f"<td class='{kind}'{spans}{indent}>{html.escape(c.text)}</td>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        made.append("".join(rows))
    head = f"<thead>{made[0]}</thead>" if header else ""
    content = f"<colgroup>{widths}</colgroup>{head}<tbody>{made[1]}</tbody>"
    return f"{above}<table style='font-size:{size:.1f}pt'>{content}</table>"
