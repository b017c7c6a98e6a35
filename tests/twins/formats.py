"""The formats in which a disclosure is written, and what can be asked of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.twins import locate
from tests.twins.disclosure import Disclosure
from tests.twins.docx import as_docx
from tests.twins.fixed_web import as_classes, as_placed
from tests.twins.messy_web import as_messy
from tests.twins.ofd import as_ofd
from tests.twins.web import as_clean, as_mhtml, as_pasted, as_saved, as_word
from tests.twins.workbooks import as_xls, as_xlsx

ALL = ("facts", "cells", "sections", "quantities", "forms")
IN_WORKBOOKS = ("facts", "cells", "quantities", "forms")
"""A workbook has no sections beside its sheets."""
IN_TABLES = ("table facts", "cells", "forms")
"""What a workbook of tables alone can say."""
IN_PIECES = ("facts", "body cells", "sections", "quantities", "forms")
"""Where tables are cut in pieces their heads are there more than once."""


@dataclass(frozen=True)
class Format:
    """How it is written, how files of it are named, what of it is held against print."""

    write: Callable[[Disclosure], bytes]
    suffix: str
    kinds: tuple[str, ...] = ALL
    finder: Callable[[bytes], locate.Finder] | None = None
    """How another library looks up a place; null for web pages, which a browser looks up together."""
    encoding: str = ""
    """Of web pages."""
    is_print: bool = False
    """Whether it has pages on which everything stands where the printed twin has it."""


FORMATS: dict[str, Format] = {
    "docx": Format(as_docx, "docx", finder=locate.in_docx),
    "docx_wps": Format(partial(as_docx, flavour="wps"), "docx", finder=locate.in_docx),
    "docx_written": Format(partial(as_docx, flavour="written"), "docx", finder=locate.in_docx),
    "docx_messy": Format(partial(as_docx, flavour="messy"), "docx", IN_PIECES),
    "xlsx": Format(as_xlsx, "xlsx", IN_WORKBOOKS, locate.in_xlsx),
    "xlsx_template": Format(partial(as_xlsx, way="template"), "xlsx", IN_WORKBOOKS, locate.in_xlsx),
    "xlsx_stacked": Format(partial(as_xlsx, way="stacked"), "xlsx", IN_TABLES, locate.in_xlsx),
    "xlsx_messy": Format(partial(as_xlsx, way="messy"), "xlsx", IN_WORKBOOKS, locate.in_xlsx),
    "xls": Format(as_xls, "xls", IN_WORKBOOKS, locate.in_xls),
    "xls_template": Format(partial(as_xls, way="template"), "xls", IN_WORKBOOKS, locate.in_xls),
    "html_clean": Format(as_clean, "html", encoding="utf-8"),
    "html_pasted": Format(as_pasted, "html", encoding="gb18030"),
    "html_word": Format(as_word, "htm", encoding="gb18030"),
    "html_saved": Format(as_saved, "htm", encoding="gb18030"),
    "html_messy": Format(as_messy, "html", IN_PIECES, encoding="utf-8-sig"),
    "mhtml": Format(as_mhtml, "mht"),
    "html_placed": Format(as_placed, "html", encoding="utf-8", is_print=True),
    "html_classes": Format(as_classes, "html", encoding="utf-8", is_print=True),
    "ofd": Format(as_ofd, "ofd", is_print=True),
}
OLD_WORD = "doc"
"""Converted from `docx` by LibreOffice, where there is one."""
CSV = "csv"
"""Tables one by one, held against what their author knows: a file of one table does not say who published it."""
ALONE = ("xlsx_stacked",)
"""Formats that hold tables and nothing else."""
