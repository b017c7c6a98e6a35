"""The disclosure as a web page whose text is placed: what converters of PDF pages write."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

import pypdfium2

from extractors.pdf.frame import page_frame
from extractors.pdf.glyphs import Glyphs, read_glyphs
from extractors.pdf.pdfium import address
from extractors.pdf.rules import read_rules
from tests.twins.disclosure import Disclosure
from tests.twins.pdf import as_pdf

_SCALE = 4
"""Text is set so much larger and shrunk again, as pdf2htmlEX does for exact sizes."""


def as_placed(disclosure: Disclosure) -> bytes:
    """Every run of text in a `div` with its place in points, every hairline the border of one."""
    parts = []
    for (width, height), glyphs, rules in _pages(as_pdf(disclosure)):
        inner = []
        for x0, y0, x1, y1 in rules:
            side = "right" if x0 == x1 else "bottom"
            inner.append(
                f'<div class="r" style="position:absolute;left:{x0:.3f}pt;top:{y0:.3f}pt;width:{x1 - x0:.3f}pt;'
                f'height:{y1 - y0:.3f}pt;border-{side}:0.5pt solid #000000;">&nbsp;</div>'
            )
        for run in runs(glyphs):
            size = glyphs.bottom[run[0]] - glyphs.top[run[0]]
            text = escape("".join(glyphs.chars[g] for g in run))
            inner.append(
                f'<div class="p" style="top:{glyphs.top[run[0]]:.3f}pt;left:{glyphs.x0[run[0]]:.3f}pt;'
                f'line-height:{size:.3f}pt;font-size:{_font_size(glyphs, run):.3f}pt;position:absolute;">{text}</div>'
            )
        parts.append(
            f'<div class="page" style="width:{width}pt;height:{height}pt;position:relative;overflow:hidden">'
            f"{''.join(inner)}</div>"
        )
    return _page(disclosure, "".join(parts), ".p,.r{position:absolute}")


def as_classes(disclosure: Disclosure) -> bytes:
    """Places and sizes as classes in pixels, from the lower edge, lines scaled down: as pdf2htmlEX writes."""
    classes: dict[str, str] = {}

    def named(prefix: str, declared: str) -> str:
        for name, known in classes.items():
            if known == declared and name.startswith(prefix):
                return name
        name = f"{prefix}{len(classes):x}"
        classes[name] = declared
        return name

    parts = []
    for n, ((width, height), glyphs, rules) in enumerate(_pages(as_pdf(disclosure)), start=1):
        w, h = named("w", f"width:{width / 0.75:.3f}px"), named("h", f"height:{height / 0.75:.3f}px")
        inner = []
        for x0, y0, x1, y1 in rules:
            inner.append(
                f'<div style="position:absolute;left:{x0 / 0.75:.3f}px;top:{y0 / 0.75 - 0.3:.3f}px;'
                f"width:{max((x1 - x0) / 0.75, 0.6):.3f}px;height:{max((y1 - y0) / 0.75, 0.6):.3f}px;"
                'background-color:#000"></div>'
            )
        for run in runs(glyphs):
            size = _font_size(glyphs, run)
            names = (
                named("x", f"left:{glyphs.x0[run[0]] / 0.75:.3f}px"),
                named("y", f"bottom:{(height - glyphs.bottom[run[0]]) / 0.75:.3f}px"),
                named("h", f"height:{size * _SCALE / 0.75:.3f}px"),
                named("fs", f"font-size:{size * _SCALE / 0.75:.3f}px"),
            )
            text = escape("".join(glyphs.chars[g] for g in run))
            inner.append(f'<div class="t m0 {" ".join(names)} ff1 fc0 sc0 ls0 ws0">{text}</div>')
        parts.append(
            f'<div id="pf{n:x}" class="pf {w} {h}" data-page-no="{n:x}"><div class="pc pc{n:x} {w} {h}">'
            f"{''.join(inner)}</div></div>"
        )
    rules_of_page = ".pf,.pc{position:relative}.pc{position:absolute;left:0;top:0}.t{position:absolute;transform-origin:0 100%}"
    scale = 1 / _SCALE
    rules_of_page += f".m0{{transform:matrix({scale},0,0,{scale},0,0)}}"
    return _page(
        disclosure, "".join(parts), rules_of_page + "".join(f".{n}{{{d}}}" for n, d in classes.items())
    )


def runs(glyphs: Glyphs) -> Iterable[list[int]]:
    """The glyphs of each run: on one line, without a wide gap."""
    run: list[int] = []
    for g in range(len(glyphs)):
        if run:
            last = run[-1]
            level = abs(glyphs.baseline[g] - glyphs.baseline[last]) < 0.5
            if not level or not -1 <= glyphs.x0[g] - glyphs.x1[last] < 4:
                yield run
                run = []
        run.append(g)
    if run:
        yield run


def _pages(
    pdf: bytes,
) -> Iterable[tuple[tuple[float, float], Glyphs, list[tuple[float, float, float, float]]]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            frame = page_frame(address(page.raw))
            glyphs = read_glyphs(address(text.raw), text.count_chars(), frame)
            rules = read_rules(address(page.raw), frame)
            lines = [(low, at, high, at) for at, low, high in rules.horizontal.tolist()]
            lines += [(at, low, at, high) for at, low, high in rules.vertical.tolist()]
            yield frame.size, glyphs, lines
            text.close()
            page.close()
    finally:
        document.close()


def _font_size(glyphs: Glyphs, run: list[int]) -> float:
    """The size of a font whose wide characters are as wide as those of the run."""
    wide = [glyphs.x1[g] - glyphs.x0[g] for g in run if glyphs.wide[g]]
    if wide:
        return max(wide)
    steps = [glyphs.x0[b] - glyphs.x0[a] for a, b in pairwise(run)] or [glyphs.x1[run[0]] - glyphs.x0[run[0]]]
    return max(steps) / 0.555


def _page(disclosure: Disclosure, pages: str, style: str) -> bytes:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(disclosure.title)}</title>
<style>{style}</style></head><body><div class="box"><a href="/">首页</a><h1>{escape(disclosure.title)}</h1>
<div id="zoom">{pages}</div></div><div class="footer">主办：某某市人民政府</div></body></html>""".encode()
