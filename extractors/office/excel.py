"""Excel workbook (.xlsx, .xlsm, what WPS writes) to Document: sheet after sheet, in the order of tabs."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.locators import cell_range, sheet_name
from extractors.office.kept_sheet import KeptSheet, evaluate
from extractors.office.package import Package
from extractors.office.workbook_parts import workbook_parts
from extractors.office.xlsx_sheet import read_sheet
from extractors.sniff import XLSX
from extractors.written.manuscript import Manuscript
from extractors.written.sheet_writing import Locate, SheetWriter
from extractors.written.visible_cells import Range
from extractors.written.worksheet import MAX_CELLS

SCHEME = "xlsx"
_BINARY = "xl/workbook.bin"
_LINKS = "xl/externallinks/"


def read_xlsx(data: bytes) -> Document:
    """The Document of a workbook: what its cells show, with the place of each. Raises `Unreadable`.

    Macros and links are left alone; the values that were last seen of other workbooks stand.
    """
    package = Package(data)
    if _BINARY in package:
        raise Unreadable(
            "unsupported",
            "this is a binary Excel workbook (.xlsb); open it in Excel or WPS and save it as .xlsx",
        )
    book = workbook_parts(package)
    sheets: list[KeptSheet] = []
    for part in book.sheets:
        sheets.append(read_sheet(book, part))
        if sum(len(sheet.cells) for sheet in sheets) > MAX_CELLS:
            raise Unreadable("too_large", f"a workbook of more than {MAX_CELLS} cells; give it in parts")
    notes = []
    if any(name.startswith(_LINKS) for name in package.names):
        notes.append("formulas refer to other workbooks: the values that were last seen of them are read")
    if book.others:
        notes.append(f"{len(book.others)} sheets hold no cells ({', '.join(sorted(set(book.others)))})")
    return document_of(sheets, SCHEME, XLSX, is_1904=book.is_1904, notes=notes)


def document_of(
    sheets: list[KeptSheet], scheme: str, media_type: str, *, is_1904: bool, notes: Sequence[str] = ()
) -> Document:
    """The Document of the sheets of a workbook. Raises `Unreadable` where nothing can be seen on any."""
    said = list(notes)
    evaluated = evaluate(sheets)
    manuscript = Manuscript(scheme)
    writer = SheetWriter(manuscript, scheme)
    hidden = 0
    drawn: list[str] = []
    for kept in sheets:
        sheet = kept.worksheet(is_1904)
        place = _locate(kept.name)
        if kept.state != "visible":
            if any(cell.text for cell in sheet.cells.values()):
                hidden += 1
                manuscript.reject(f"{kept.state} sheet", *_all_of(kept, is_1904))
            continue
        writer.write(sheet, place)
        for kind, text in kept.drawn:
            drawn.append(kind)
            manuscript.reject(f"{kind} over the cells", text, sheet_name(kept.name) + "!A1")
    for kept, (row, col), formula in evaluated.left:
        manuscript.reject("formula without a value", f"={formula}", _locate(kept.name)((row, col, row, col)))
    if hidden:
        said.append(f"{hidden} hidden sheets are left out")
    if writer.hidden:
        said.append(f"{writer.hidden} hidden rows and columns are left out")
    if drawn:
        said.append(f"{len(drawn)} drawings over cells are not read ({', '.join(sorted(set(drawn)))})")
    if evaluated.done:
        said.append(f"{evaluated.done} formula cells came without a value and were added up here")
    if evaluated.left:
        said.append(
            f"{len(evaluated.left)} formula cells have no value: open the workbook in Excel or WPS, save it,"
            " and read it again"
        )
    document = manuscript.document(media_type, notes=said, partial=bool(evaluated.left))
    if not document.text.strip():
        raise Unreadable("empty", "nothing can be seen on any sheet of the workbook; check what it holds")
    return document


def _all_of(kept: KeptSheet, is_1904: bool) -> tuple[str, str]:
    """What a hidden sheet holds, and where."""
    cells = {position: cell for position, cell in kept.worksheet(is_1904).cells.items() if cell.text}
    rows: dict[int, list[str]] = {}
    for row, col in sorted(cells):
        rows.setdefault(row, []).append(cells[row, col].text)
    cols = [col for _, col in cells]
    place = _locate(kept.name)((min(rows), min(cols), max(rows), max(cols)))
    return "\n".join("\t".join(texts) for texts in rows.values()), place


def _locate(name: str) -> Locate:
    before = sheet_name(name)

    def locate(place: Range) -> str:
        return f"{before}!{cell_range(*place)}"

    return locate
