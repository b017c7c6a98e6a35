"""The picture of the README: one answer, and the page that it is printed on. `python -m tests.site.picture`

Drawn from a sample, so that it can be made again. Needs the extra `charts`, for its font.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import zhplot
from PIL import Image, ImageDraw, ImageFont

import mingzhang
from tests.site.source import ROOT

SAMPLE = ROOT / "samples" / "documents" / "shanghai_style_final_account.pdf"
TARGET = ROOT / "docs" / "pictures" / "answer.png"
MEASURE, ROLE = "three_public.total", "final"
SCALE = 2.0
"""Pixels for a PDF point."""
ABOVE, BELOW, SIDE = 118.0, 22.0, 38.0
"""Points of page above and below the value; points that are cut from either side."""
RED, INK, GREY, PAPER = "#d02020", "#1f2328", "#59636e", "#ffffff"
HEAD, EDGE = 146, 24
"""Pixels of the lines above the page, and of the edge around all."""


def answer() -> dict[str, object]:
    """The row of the figure, as it would be published."""
    facts = mingzhang.extract(SAMPLE).frame("facts")
    found = facts[(facts["measure"] == MEASURE) & (facts["role"] == ROLE) & (facts["source_kind"] == "table")]
    (row,) = found.to_dict("records")
    return row


def draw(row: dict[str, object]) -> Image.Image:
    """The figure in words above its place on the page."""
    page = _cut(row)
    image = Image.new("RGB", (page.width + 2 * EDGE, HEAD + page.height + 2 * EDGE), PAPER)
    pen = ImageDraw.Draw(image)
    place = ", ".join(f"{v:.1f}" for v in row["bbox"])
    lines = [
        (f"{row['value_raw']} {row['unit_raw']}  =  {row['value_yuan']:,.2f} yuan", 38, INK),
        (f"{row['measure']}, {row['role']}, {row['value_year']}", 24, INK),
        (f"page {row['page']}, box {place}, characters {row['char_start']} to {row['char_end']}", 24, GREY),
    ]
    top = EDGE
    for text, size, colour in lines:
        pen.text((EDGE, top), text, fill=colour, font=_font(size))
        top += round(size * 1.5)
    image.paste(page, (EDGE, HEAD + EDGE))
    pen.rectangle(
        (EDGE - 1, HEAD + EDGE - 1, EDGE + page.width, HEAD + EDGE + page.height), outline="#c8ccd1"
    )
    return image


def _cut(row: dict[str, object]) -> Image.Image:
    with pypdfium2.PdfDocument(SAMPLE) as pdf:
        page = pdf[int(row["page"]) - 1].render(scale=SCALE).to_pil().convert("RGB")
    x0, top, x1, bottom = row["bbox"]
    box = ((x0 - 3) * SCALE, (top - 3) * SCALE, (x1 + 3) * SCALE, (bottom + 3) * SCALE)
    ImageDraw.Draw(page).rectangle(box, outline=RED, width=4)
    edges = (SIDE * SCALE, (top - ABOVE) * SCALE, page.width - SIDE * SCALE, (bottom + BELOW) * SCALE)
    return page.crop(tuple(round(edge) for edge in edges))


def _font(size: int) -> ImageFont.FreeTypeFont:
    (path,) = Path(zhplot.__file__).parent.rglob("*SC*Regular*.[ot]tf")
    return ImageFont.truetype(str(path), size)


def main() -> None:
    """Writes the picture."""
    TARGET.parent.mkdir(exist_ok=True)
    draw(answer()).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
