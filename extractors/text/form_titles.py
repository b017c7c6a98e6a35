"""The titles of forms in text exports: a form begins at a cell that is one."""

from __future__ import annotations

from patterns import compiled
from patterns.shapes.headings import Headings


def is_form_title(cell: str) -> bool:
    """True for the title of a form.

    >>> is_form_title("项目支出绩效自评表"), is_form_title("项目名称")
    (True, False)
    """
    return bool(compiled(Headings)["form_title"].match(without_space(cell)))


def without_space(cell: str) -> str:
    """The text of a cell without white space, as its words are compared.

    >>> without_space("一级 指标")
    '一级指标'
    """
    return "".join(cell.split())
