"""Workbooks of the second hand: exports of final-account and budget software, and what clerks make of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import openpyxl
import xlsxwriter
import xlwt

from benchmarks.second_hand.bodies import UNITS, Body, Table, Value, printed
from benchmarks.second_hand.statutory import tables
from benchmarks.second_hand.truth import Written, truth_of
from benchmarks.second_hand.word_files import converted

MONEY = "#,##0.00_ ;[Red]\\-#,##0.00\\ "
NO_ZEROS = "#,##0.00;-#,##0.00;;@"


def placed(head: list[list[tuple[str, int, int]]], columns: int) -> list[tuple[int, int, str, int, int]]:
    """Row, column, text, rows and columns of each cell of a head."""
    taken: set[tuple[int, int]] = set()
    out = []
    for r, cells in enumerate(head):
        col = 0
        for text, down, across in cells:
            while (r, col) in taken:
                col += 1
            out.append((r, col, text, down, across))
            taken |= {(r + i, col + j) for i in range(down) for j in range(across)}
            col += across
    assert all(col + across <= columns for _, col, _, _, across in out)
    return out


class Sheet:
    """Writes one table to a sheet of XlsxWriter from a row on."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.sheet = sheet
        self.box = book.add_format({"border": 1})
        self.mid = book.add_format({"border": 1, "align": "center", "valign": "vcenter"})
        self.title = book.add_format({"bold": True, "font_size": 18, "align": "center"})
        self.right = book.add_format({"align": "right"})
        self.book = book

    def span(self, row: int, col: int, down: int, across: int, text: str, form: Any) -> None:
        """A merged cell, or one that is not."""
        if down * across > 1:
            self.sheet.merge_range(row, col, row + down - 1, col + across - 1, text, form)
        else:
            self.sheet.write_string(row, col, text, form)

    def top(
        self, row: int, table: Table, number: str, name: str, unit: str, columns: int | None = None
    ) -> int:
        """Title, number, body left and unit right; gives the row below."""
        last = (columns or table.columns) - 1
        self.span(row, 0, 1, last + 1, table.title, self.title)
        self.sheet.write_string(row + 1, last, number, self.right)
        self.sheet.write_string(row + 2, 0, name)
        self.sheet.write_string(row + 2, last, unit, self.right)
        return row + 3

    def head(self, row: int, table: Table, col: int = 0) -> int:
        """The merged head; gives the row below."""
        for r, c, text, down, across in placed(table.head, table.columns):
            self.span(row + r, col + c, down, across, text, self.mid)
        row += len(table.head)
        if table.ordinals:
            first = table.label + 1
            self.span(row, 0, 1, first, "栏次", self.mid)
            for i in range(first, table.columns):
                self.sheet.write_number(row, col + i, i - first + 1, self.mid)
            row += 1
        return row

    def rows(self, row: int, table: Table, unit: str, form: str, codes: str = "text", tail: Decimal = Decimal(0),
             col: int = 0) -> int:  # fmt: skip
        """The rows; `codes` are text or number, `tail` is stored beyond what the format shows."""
        money = self.book.add_format({"border": 1, "num_format": form})
        divisor = Decimal(1) if form.rstrip("_ ").endswith(",") else UNITS[unit]
        for values in table.rows:
            for c, value in enumerate(values):
                if isinstance(value, Decimal):
                    self.sheet.write_number(
                        row, col + c, float(value / divisor + (tail if value else 0)), money
                    )
                elif isinstance(value, str) and value.isdigit() and codes == "number":
                    self.sheet.write_number(row, col + c, int(value), self.box)
                else:
                    self.sheet.write_string(row, col + c, value or "", self.box)
            row += 1
        return row


def _book() -> tuple[Any, io.BytesIO]:
    out = io.BytesIO()
    return xlsxwriter.Workbook(out, {"in_memory": True}), out


def account_export() -> Written:
    """Final-account software: cover, contents, a sheet each, hidden sheet, column and row, stored decimals."""
    body = Body("青岚市市场监督管理局", "市场", 2024, "final_account", "s1")
    book, out = _book()
    cover, contents = book.add_worksheet("封面"), book.add_worksheet("目录")
    cover.merge_range(
        "A5:H5", "2024年度部门决算公开表", book.add_format({"font_size": 28, "align": "center"})
    )
    cover.write("C9", "部门名称：")
    cover.write("D9", body.name)
    made = tables(body)
    for i, t in enumerate(made, 1):
        contents.write_url(i, 0, f"internal:'Z0{i} {t.title[:20]}'!A1", string=f"表{i} {t.title}")
        sheet = book.add_worksheet(f"Z0{i} {t.title[:20]}")
        w = Sheet(book, sheet)
        row = w.head(w.top(0, t, f"公开0{i}表", f"部门：{body.name}", "金额单位：万元"), t)
        end = w.rows(row, t, "万元", MONEY, tail=Decimal("0.003217"))
        sheet.write_string(
            end, 0, "注：本表反映部门本年度的收支情况。本表金额转换为万元时，因四舍五入可能存在尾差。"
        )
        sheet.write_number(row, t.columns + 1, 99999.99)
        sheet.set_column(t.columns + 1, t.columns + 1, 10, None, {"hidden": True})
        sheet.freeze_panes(row, t.label + 1)
        sheet.set_landscape()
    hidden = book.add_worksheet("基础数据")
    hidden.write_row(0, 0, ["本年收入合计", 123456.78])
    hidden.hide()
    book.close()
    return Written(
        "account_software_export", "sheets", "Z2024决算公开.xlsx", out.getvalue(), truth_of(body, made)
    )


def integrated_budget() -> Written:
    """预算管理一体化: yuan, codes stored as numbers, zeros that the format hides, sums as formulas, filter."""
    body = Body("澜溪县水利局", "水利", 2025, "budget", "s2")
    book, out = _book()
    made = tables(body)
    for i, t in enumerate(made, 1):
        sheet = book.add_worksheet(f"{i}{t.title}"[:31])
        w = Sheet(book, sheet)
        w.span(0, 0, 1, t.columns, f"{t.title}", w.title)
        half = max(1, t.columns // 2)
        w.span(1, 0, 1, half, f"单位名称：{body.name}", w.box)
        w.span(1, half, 1, t.columns - half, "单位：元", w.right)
        row = w.head(2, t)
        end = w.rows(row, t, "元", NO_ZEROS, codes="number")
        if t.canonical in ("bd_expenditure", "bd_gpb_expenditure"):
            money = book.add_format({"border": 1, "num_format": NO_ZEROS})
            total, basic = t.rows[0][2], t.rows[0][3]
            assert isinstance(total, Decimal)
            assert isinstance(basic, Decimal)
            for c, value in ((2, total), (3, basic), (4, total - basic)):
                letter = "ABCDE"[c]
                formula = f'SUMIF(A{row + 2}:A{end},"<999",{letter}{row + 2}:{letter}{end})'
                sheet.write_formula(row, c, formula, money, float(value))
        sheet.autofilter(row - 1, 0, end - 1, t.columns - 1)
        sheet.freeze_panes(row, 0)
        sheet.repeat_rows(0, row - 1)
    book.close()
    return Written("integrated_budget_export", "sheets", "2025年部门预算公开表（澜溪县水利局）.xlsx", out.getvalue(),
                   truth_of(body, made))  # fmt: skip


def all_on_one_sheet() -> Written:
    """All tables one below the other on one sheet, with notes between them and hidden rows."""
    body = Body("云朔县司法局", "司法", 2023, "final_account", "s3")
    book, out = _book()
    sheet = book.add_worksheet("Sheet1")
    w = Sheet(book, sheet)
    row = 0
    w.span(row, 0, 1, 7, "云朔县司法局2023年度部门决算公开表", w.title)
    row += 2
    made = tables(body)
    for i, t in enumerate(made, 1):
        row = w.head(w.top(row, t, f"公开0{i}表", f"公开部门：{body.name}", "单位：万元"), t)
        row = w.rows(row, t, "万元", "#,##0.00")
        sheet.write_string(row, 0, f"注：{t.title}按公开要求填列，以四舍五入后的金额列示。")
        sheet.write_row(row + 1, 0, ["校验", 1.11, 2.22])
        sheet.set_row(row + 1, None, None, {"hidden": True})
        row += 4
    book.add_worksheet("Sheet2")
    book.add_worksheet("Sheet3")
    book.close()
    return Written("all_on_one_sheet", "sheets", "附件.xlsx", out.getvalue(), truth_of(body, made))


def thousands() -> Written:
    """Stored in yuan, shown in thousands by the format; the unit line says thousand yuan."""
    body = Body("石梁区审计局", "审计", 2025, "budget", "s4")
    book, out = _book()
    made = tables(body)
    for i, t in enumerate(made, 1):
        sheet = book.add_worksheet(f"表{i}")
        w = Sheet(book, sheet)
        row = w.head(w.top(0, t, f"表{i}", f"预算部门：{body.name}", "单位：千元"), t)
        sheet.write_string(0, t.columns + 3, "返回目录")
        w.rows(row, t, "千元", "#,##0.00,")
    book.set_properties({"title": "2025年部门预算"})
    book.close()
    return Written("shown_in_thousands", "sheets", "石梁区审计局2025年部门预算公开表.xlsx", out.getvalue(),
                   truth_of(body, made))  # fmt: skip


def uncounted() -> Written:
    """Written by a program: sums are formulas that nobody has counted; amounts stored as text elsewhere."""
    body = Body("临岫县教育局", "教育", 2026, "budget", "s5")
    book = openpyxl.Workbook()
    book.remove(book.active)
    made = tables(body)
    cells = []
    for t in made:
        sheet = book.create_sheet(t.title[:31])
        sheet.append([f"2026年{t.title}"])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=t.columns)
        sheet.append([f"填报单位：{body.name}"] + [None] * (t.columns - 2) + ["金额单位：元"])
        for r, c, text, down, across in placed(t.head, t.columns):
            sheet.cell(3 + r, c + 1, text)
            if down * across > 1:
                sheet.merge_cells(
                    start_row=3 + r, end_row=2 + r + down, start_column=c + 1, end_column=c + across
                )
        start = 3 + len(t.head)
        for i, values in enumerate(t.rows):
            for c, value in enumerate(values):
                if isinstance(value, Decimal):
                    if t.canonical == "bd_expenditure" and c == 2 and i > 0:
                        sheet.cell(start + i, 3, f"=D{start + i}+E{start + i}")
                    elif t.canonical == "bd_gpb_basic":
                        sheet.cell(start + i, c + 1, f"{value:,.2f}")
                    else:
                        sheet.cell(start + i, c + 1, float(value)).number_format = "#,##0.00"
                else:
                    sheet.cell(start + i, c + 1, value)
        cells += [
            cell for cell in t.truths()
            if not (t.canonical == "bd_expenditure" and cell[2] == "合计" and cell[1] != "合计")
        ]  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    truth = truth_of(body, made)
    truth = type(truth)(True, truth.kind, truth.year, truth.publisher, truth.headline, {}, tuple(cells))
    return Written("formulas_uncounted", "sheets", "临岫县教育局.xlsx", out.getvalue(), truth)


def old_book(body: Body, made: Sequence[Table], unit: str, merged: bool) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    money = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin", num_format_str="#,##0.00")
    box = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin; align: horiz center")
    big = xlwt.easyxf("font: bold on, height 400; align: horiz center")
    for i, t in enumerate(made, 1):
        sheet = book.add_sheet(f"{i}.{t.title[:25]}")
        extra = 2 if merged and t.label == 1 else 0
        last = t.columns + extra - 1
        sheet.write_merge(0, 0, 0, last, f"{body.year}年度{t.title}", big)
        sheet.write(1, 0, f"编制单位：{body.name}")
        sheet.write(1, last, f"金额单位：{unit}")
        for r, c, text, down, across in placed(t.head, t.columns):
            left = c + (extra if c >= 1 else 0)
            right = c + across - 1 + (extra if c + across - 1 >= 0 and extra else 0)
            if extra and (c, across) == (0, 1):
                right = extra
            sheet.write_merge(2 + r, 1 + r + down, left, right, text, box)
        row = 2 + len(t.head)
        if extra:
            for k, word in enumerate("类款项"):
                sheet.write(row, k, word, box)
            for k in range(3, last + 1):
                sheet.write(row, k, "栏次" if k == 3 else str(k - 3), box)
            row += 1
        for values in t.rows:
            line: list[Value] = list(values)
            if extra:
                code = str(values[0])
                line = [code[:3], code[3:5], code[5:7], *values[1:]]
            for k, value in enumerate(line):
                if isinstance(value, Decimal):
                    sheet.write(row, k, float(value / UNITS[unit]), money)
                elif value:
                    sheet.write(row, k, value, box)
            row += 1
        sheet.write(row, 0, f"注：本表反映{body.year}年度情况。")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old_workbook() -> Written:
    """xls of an older program: codes in three columns under one head, a row of column numbers."""
    body = Body("白垣市文化和旅游局", "文化", 2022, "final_account", "s6")
    made = tables(body)
    return Written("xls_codes_in_three", "sheets", "2022年决算公开表.xls", old_book(body, made, "元", True),
                   truth_of(body, made))  # fmt: skip


def resaved() -> Written:
    """xls saved again by another office program."""
    body = Body("石梁区教育局", "教育", 2024, "final_account", "s7")
    made = tables(body)
    data = converted(old_book(body, made, "万元", False), "xls", "xlsx")
    data = converted(data, "xlsx", "xls")
    return Written("xls_saved_again", "sheets", "石梁区教育局决算表.xls", data, truth_of(body, made))


def html_as_xls() -> Written:
    """An .xls that is a web page, as many a system exports: amounts in x:num, codes with mso-number-format."""
    body = Body("青岚市交通运输局", "交通", 2025, "budget", "s8")
    made = tables(body)
    out = [
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns="http://www.w3.org/TR/REC-html40"><head><meta http-equiv=Content-Type content="text/html; '
        'charset=utf-8"><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>'
        "Sheet1</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->"
        "<style>.txt{mso-number-format:'\\@';} td{mso-ignore:padding;}</style></head><body>"
    ]
    for t in made:
        out.append(
            f'<table border="1"><tr><td colspan="{t.columns}" align="center"><b>2025年{t.title}</b></td></tr>'
        )
        out.append(f'<tr><td colspan="{t.columns - 1}">编制部门：{body.name}</td><td>单位：元</td></tr>')
        for row in t.head:
            out.append(
                "<tr>" + "".join(f'<td rowspan="{d}" colspan="{a}">{x}</td>' for x, d, a in row) + "</tr>"
            )
        for values in t.rows:
            out.append("<tr>")
            for v in values:
                if isinstance(v, Decimal):
                    out.append(
                        f'<td x:num="{v}" style="mso-number-format:\'#,##0.00\'">{printed(v, "元")}</td>'
                    )
                else:
                    out.append(f'<td class="txt">{v or "&nbsp;"}</td>')
            out.append("</tr>")
        out.append("</table><br>")
    out.append("</body></html>")
    return Written(
        "html_named_xls", "html", "部门预算公开表.xls", "".join(out).encode(), truth_of(body, made)
    )


def _csv(body: Body, made: Sequence[Table], unit: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for t in made:
        writer.writerow([f"{body.name}{body.year}年度{t.title}" if t is made[0] else t.title])
        writer.writerow([f"编制单位：{body.name}"] + [""] * (t.columns - 2) + [f"单位：{unit}"])
        lines = [[""] * t.columns for _ in t.head]
        for r, c, text, _, _ in placed(t.head, t.columns):
            lines[r][c] = text
        writer.writerows(lines)
        writer.writerows([printed(v, unit) for v in row] for row in t.rows)
        writer.writerow([])
    return out.getvalue()


def csv_with_bom() -> Written:
    """CSV as Excel saves it in UTF-8: one table."""
    body = Body("澜溪县审计局", "审计", 2024, "final_account", "s9")
    made = [t for t in tables(body) if t.canonical == "fa_expenditure"]
    return Written(
        "csv_bom",
        "sheets",
        "支出决算表.csv",
        _csv(body, made, "万元").encode("utf-8-sig"),
        truth_of(body, made),
    )


def csv_gb18030() -> Written:
    """CSV as Excel saves it on Chinese Windows: several tables one below the other."""
    body = Body("云朔县水利局", "水利", 2024, "final_account", "s10")
    made = tables(body)[:4]
    return Written(
        "csv_gb18030", "sheets", "决算.csv", _csv(body, made, "元").encode("gb18030"), truth_of(body, made)
    )
