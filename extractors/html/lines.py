"""Lines of an article that are no text of it: tools and counters of the portal."""

from __future__ import annotations

from patterns import compiled
from patterns.shapes.web_pages import WebPages

_LONGEST_TOOL = 80
_FULL_STOP = "\N{IDEOGRAPHIC FULL STOP}"


def is_sentence(line: str) -> bool:
    """Whether a line is prose, or names money."""
    return _FULL_STOP in line or compiled(WebPages)["amount"].search(line) is not None


def is_tool(line: str) -> bool:
    """Whether a line belongs to the portal: how often the page was read, what prints or closes it.

    >>> is_tool("【打印本页】 【关闭窗口】"), is_tool("一、打印服务")
    (True, False)
    """
    if len(line) > _LONGEST_TOOL or is_sentence(line):
        return False
    return compiled(WebPages)["tool_line"].search(line) is not None
