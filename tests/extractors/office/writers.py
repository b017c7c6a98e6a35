"""Plans of sheets to files, by the libraries that offices' software uses and by hand."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from xml.sax.saxutils import escape

from tests.extractors.office.plans import Plan


def xlsxwriter_bytes(plans: list[Plan], *, evaluated: bool = True) -> bytes:
    """As reporting tools export; a formula has 0 as its value where it is not `evaluated`."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for plan in plans:
        sheet = book.add_worksheet(plan.name)
        for put in plan.puts:
            style = {"num_format": put.code, "bold": put.bold}
            if put.bordered:
                style["border"] = 1
            if put.centred:
                style["align"] = "center"
            fmt = book.add_format(style)
            value = put.value
            if put.rows * put.cols > 1:
                sheet.merge_range(
                    *(put.row, put.col, put.row + put.rows - 1, put.col + put.cols - 1, value, fmt)
                )
            elif put.formula:
                sheet.write_formula(put.row, put.col, put.formula, fmt, value if evaluated else 0)
            elif value is None or value == "":
                sheet.write_blank(put.row, put.col, None, fmt)
            elif isinstance(value, str):
                sheet.write_string(put.row, put.col, value, fmt)
            else:
                sheet.write(put.row, put.col, value, fmt)
        for row in plan.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for col in plan.hidden_cols:
            sheet.set_column(col, col, None, None, {"hidden": True})
        if plan.state == "hidden":
            sheet.hide()
        elif plan.state == "veryHidden":
            sheet.very_hidden()
    book.close()
    return buffer.getvalue()


def openpyxl_bytes(plans: list[Plan]) -> bytes:
    """As scripts export: formulas without values."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook()
    book.remove(book.active)
    side = Side(style="thin")
    for plan in plans:
        sheet = book.create_sheet(plan.name)
        for put in plan.puts:
            cell = sheet.cell(put.row + 1, put.col + 1)
            cell.value = put.formula or put.value
            cell.number_format = put.code
            if put.centred:
                cell.alignment = Alignment(horizontal="center")
            if put.bold:
                cell.font = Font(bold=True, size=16)
            for row in range(put.rows):
                for col in range(put.cols):
                    if put.bordered:
                        one = sheet.cell(put.row + 1 + row, put.col + 1 + col)
                        one.border = Border(left=side, right=side, top=side, bottom=side)
            if put.rows * put.cols > 1:
                sheet.merge_cells(
                    start_row=put.row + 1,
                    start_column=put.col + 1,
                    end_row=put.row + put.rows,
                    end_column=put.col + put.cols,
                )
        for row in plan.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for col in plan.hidden_cols:
            sheet.column_dimensions[chr(65 + col)].hidden = True
        sheet.sheet_state = plan.state
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlwt_bytes(plans: list[Plan], encoding: str = "utf-8") -> bytes:
    """As old finance software exports (BIFF8)."""
    import xlwt

    book = xlwt.Workbook(encoding=encoding, style_compression=2)
    for plan in plans:
        sheet = book.add_sheet(plan.name)
        for put in plan.puts:
            style = xlwt.XFStyle()
            style.num_format_str = put.code
            style.font.bold = put.bold
            if put.centred:
                style.alignment.horz = xlwt.Alignment.HORZ_CENTER
            if put.bordered:
                for side in ("left", "right", "top", "bottom"):
                    setattr(style.borders, side, xlwt.Borders.THIN)
            value = xlwt.Formula(put.formula.removeprefix("=")) if put.formula else put.value
            if put.rows * put.cols > 1:
                sheet.write_merge(
                    *(put.row, put.row + put.rows - 1, put.col, put.col + put.cols - 1, value, style)
                )
            else:
                sheet.write(put.row, put.col, value, style)
        for row in plan.hidden_rows:
            sheet.row(row).hidden = True
        for col in plan.hidden_cols:
            sheet.col(col).hidden = True
        sheet.visibility = {"visible": 0, "hidden": 1, "veryHidden": 2}[plan.state]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def spreadsheetml_bytes(plans: list[Plan]) -> bytes:
    """As Excel 2003 saves XML and as portals' export buttons write it."""
    codes = list(dict.fromkeys((put.code, put.bordered) for plan in plans for put in plan.puts))
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n',
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"',
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>',
    ]
    border = "".join(
        f'<Border ss:Position="{side}" ss:LineStyle="Continuous" ss:Weight="1"/>'
        for side in ("Left", "Right", "Top", "Bottom")
    )
    for n, (code, bordered) in enumerate(codes):
        named = "" if code == "General" else f' ss:Format="{escape(code, {chr(34): "&quot;"})}"'
        out.append(
            f'<Style ss:ID="s{n}"><Borders>{border if bordered else ""}</Borders>'
            f"<NumberFormat{named}/></Style>"
        )
    out.append("</Styles>")
    for plan in plans:
        out.append(f'<Worksheet ss:Name="{escape(plan.name)}"><Table>')
        for col in sorted(plan.hidden_cols):
            out.append(f'<Column ss:Index="{col + 1}" ss:Hidden="1"/>')
        for row in sorted({put.row for put in plan.puts}):
            hidden = ' ss:Hidden="1"' if row in plan.hidden_rows else ""
            out.append(f'<Row ss:Index="{row + 1}"{hidden}>')
            for put in sorted((p for p in plan.puts if p.row == row), key=lambda p: p.col):
                spans = f' ss:MergeAcross="{put.cols - 1}"' if put.cols > 1 else ""
                spans += f' ss:MergeDown="{put.rows - 1}"' if put.rows > 1 else ""
                style = codes.index((put.code, put.bordered))
                kind = "String" if isinstance(put.value, str) else "Number"
                data = (
                    ""
                    if put.value in (None, "")
                    else f'<Data ss:Type="{kind}">{escape(str(put.value))}</Data>'
                )
                out.append(f'<Cell ss:Index="{put.col + 1}"{spans} ss:StyleID="s{style}">{data}</Cell>')
            out.append("</Row>")
        out.append("</Table></Worksheet>")
    return ("".join(out) + "</Workbook>").encode()


def csv_bytes(plan: Plan, encoding: str = "utf-8-sig", delimiter: str = ",", quoting: int = 0) -> bytes:
    """As a database client writes one sheet: merged cells keep their first place only."""
    n_rows = max(put.row for put in plan.puts) + 1
    n_cols = max(put.col + put.cols for put in plan.puts)
    rows = [["" for _ in range(n_cols)] for _ in range(n_rows)]
    for put in plan.puts:
        if put.value is not None:
            value = put.value
            rows[put.row][put.col] = f"{value:.2f}" if isinstance(value, float | Decimal) else str(value)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=quoting).writerows(rows)
    return buffer.getvalue().encode(encoding)
