"""All documents of the second hand, and which of them are set aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.second_hand import web_pages, word_files, workbooks
from benchmarks.second_hand.truth import Written

SHOWN: tuple[Callable[[], Written], ...] = (
    word_files.split_by_word,
    word_files.pasted_from_excel,
    partial(word_files.pasted_from_excel, "doc_pasted_from_excel", True),
    word_files.continued,
    workbooks.account_export,
    workbooks.integrated_budget,
    workbooks.thousands,
    workbooks.resaved,
    workbooks.html_as_xls,
    workbooks.csv_with_bom,
    workbooks.csv_gb18030,
    web_pages.from_word,
    web_pages.from_excel,
    web_pages.print_view,
    web_pages.named_pdf,
    web_pages.images,
    web_pages.list_page,
    web_pages.login_page,
    web_pages.error_page,
    web_pages.word_as_html,
)
ASIDE: tuple[Callable[[], Written], ...] = (
    word_files.tracked,
    word_files.nested,
    web_pages.word_as_mht,
    web_pages.excel_as_mht,
    workbooks.all_on_one_sheet,
    workbooks.uncounted,
    workbooks.old_workbook,
    web_pages.from_wps,
    web_pages.div_soup,
    web_pages.attachments_only,
)
"""Not run until the readers are reported: what is said of these was not mended for these."""
