"""Workbooks written by hand, part by part: what no library would write."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(
    sheet: str,
    *,
    shared: str | None = None,
    styles: str | None = None,
    extra: dict[str, str | bytes] | None = None,
    namespace: str = MAIN,
    book: str = '<sheets><sheet name="附表1" sheetId="1" r:id="rId1"/></sheets>',
    target: str = "worksheets/sheet1.xml",
    rels: str = "",
) -> bytes:
    """A workbook of one sheet; `sheet`, `shared` and `styles` are the insides of their parts."""
    links = [("rId1", "worksheet", target), ("rId2", "sharedStrings", "sharedStrings.xml")]
    links.append(("rId3", "styles", "styles.xml"))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r" Type="{RELS}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELS}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + "".join(f'<Relationship Id="{i}" Type="{RELS}/{kind}" Target="{to}"/>' for i, kind, to in links)
        + rels
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}" xmlns:r="{RELS}">{sheet}</worksheet>',
    }
    if shared is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{shared}</sst>'
    if styles is not None:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts, **(extra or {})}.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def text_cell(name: str, text: str) -> str:
    """An inline string."""
    return f'<c r="{name}" t="inlineStr"><is><t>{text}</t></is></c>'
