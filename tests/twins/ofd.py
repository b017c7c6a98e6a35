"""The disclosure as an OFD file, made of the glyphs and rules of its printed twin as converters make it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import pypdfium2

from extractors.pdf.frame import page_frame
from extractors.pdf.glyphs import read_glyphs
from extractors.pdf.pdfium import address
from extractors.pdf.rules import read_rules
from tests.twins.disclosure import Disclosure
from tests.twins.pdf import as_pdf

MM = 25.4 / 72
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def as_ofd(disclosure: Disclosure) -> bytes:
    """The bytes of the OFD file."""
    return ofd_of(as_pdf(disclosure))


def ofd_of(pdf: bytes) -> bytes:
    """A PDF as OFD: a text object for each run of a line, a path for each rule, as converters write them."""
    document = pypdfium2.PdfDocument(pdf)
    pages: list[str] = []
    sizes: list[tuple[float, float]] = []
    try:
        for page in document:
            text = page.get_textpage()
            frame = page_frame(address(page.raw))
            glyphs = read_glyphs(address(text.raw), text.count_chars(), frame)
            rules = read_rules(address(page.raw), frame)
            objects = [*_texts(glyphs), *_paths(rules.horizontal, rules.vertical)]
            pages.append(_page(objects, frame.size))
            sizes.append(frame.size)
            text.close()
            page.close()
    finally:
        document.close()
    return packed(pages, sizes[0])


def packed(pages: list[str], size: tuple[float, float]) -> bytes:
    """An OFD file of these pages' parts; `size` of a page in points."""
    listed = "".join(
        f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    parts = {
        "OFD.xml": f'<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID><ofd:ModDate>2024-09-30</ofd:ModDate>"
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {size[0] * MM:.3f} {size[1] * MM:.3f}</ofd:PhysicalBox>"
        f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/Page_{n}/Content.xml": page for n, page in enumerate(pages)},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, (2024, 9, 30, 0, 0, 0))
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8"?>\n' + part)
    return out.getvalue()


def _page(objects: Iterable[str], size: tuple[float, float]) -> str:
    area = (
        f"<ofd:Area><ofd:PhysicalBox>0 0 {size[0] * MM:.3f} {size[1] * MM:.3f}</ofd:PhysicalBox></ofd:Area>"
    )
    return f'<ofd:Page {_NAMESPACE}>{area}<ofd:Content><ofd:Layer ID="2">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def _texts(glyphs: object) -> Iterable[str]:
    """Runs of glyphs of one line, in millimetres, with steps between them as run lengths."""
    from extractors.pdf.glyphs import Glyphs

    assert isinstance(glyphs, Glyphs)
    run: list[int] = []
    for g in range(len(glyphs)):
        if run:
            last = run[-1]
            level = abs(glyphs.baseline[g] - glyphs.baseline[last]) < 0.5
            near = -1 <= glyphs.x0[g] - glyphs.x1[last] < 6
            if not level or not near:
                yield _text(glyphs, run)
                run = []
        run.append(g)
    if run:
        yield _text(glyphs, run)


def _text(glyphs: object, run: list[int]) -> str:
    from extractors.pdf.glyphs import Glyphs

    assert isinstance(glyphs, Glyphs)
    x0, top = min(glyphs.x0[g] for g in run), min(glyphs.top[g] for g in run)
    x1, bottom = max(glyphs.x1[g] for g in run), max(glyphs.bottom[g] for g in run)
    size = max(glyphs.baseline[run[0]] - top, 1.0) / 0.88
    steps = [glyphs.x0[b] - glyphs.x0[a] for a, b in pairwise(run)]
    delta = f' DeltaX="{_run_lengths([round(s * MM, 3) for s in steps])}"' if steps else ""
    text = escape("".join(glyphs.chars[g] for g in run))
    return (
        f'<ofd:TextObject ID="7" Boundary="{x0 * MM:.3f} {top * MM:.3f} {(x1 - x0) * MM:.3f} {(bottom - top) * MM:.3f}" '
        f'Font="3" Size="{size * MM:.3f}"><ofd:TextCode X="0" Y={quoteattr(f"{(glyphs.baseline[run[0]] - top) * MM:.3f}")}{delta}>'
        f"{text}</ofd:TextCode></ofd:TextObject>"
    )


def _run_lengths(steps: list[float]) -> str:
    parts: list[str] = []
    at = 0
    while at < len(steps):
        same = at
        while same < len(steps) and steps[same] == steps[at]:
            same += 1
        parts.append(f"g {same - at} {steps[at]}" if same - at > 1 else f"{steps[at]}")
        at = same
    return " ".join(parts)


def _paths(horizontal: Iterable[Iterable[float]], vertical: Iterable[Iterable[float]]) -> Iterable[str]:
    for position, low, high in horizontal:
        yield _path(low, position, high, position)
    for position, low, high in vertical:
        yield _path(position, low, position, high)


def _path(x0: float, y0: float, x1: float, y1: float) -> str:
    width, height = (x1 - x0) * MM, (y1 - y0) * MM
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0 * MM:.3f} {y0 * MM:.3f} {width:.3f} {height:.3f}" LineWidth="0.18">'
        f"<ofd:AbbreviatedData>M 0 0 L {width:.3f} {height:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )
