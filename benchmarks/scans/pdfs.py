"""Pages as pictures in a PDF, byte for byte the same for the same pixels; with a layer of invisible text."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from benchmarks.scans.sheets import Box, Sheet


@dataclass(frozen=True, slots=True)
class HiddenLine:
    """A line of text that is there and not seen: what an older OCR left in the file."""

    text: str
    box: Box
    """In points of the page of the scan."""


def as_pdf(sheets: Sequence[Sheet], hidden: Sequence[Sequence[HiddenLine]] = ()) -> bytes:
    """A PDF of these sheets, each with its lines of hidden text if there are any."""
    kids = " ".join(f"{3 + _FONT_OBJECTS + 3 * n} 0 R" for n in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
        b"/DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for n, sheet in enumerate(sheets):
        number = 3 + _FONT_OBJECTS + 3 * n
        width, height = sheet.size
        content = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /I Do Q\n".encode()
        if hidden and hidden[n]:
            content += b"".join(_hidden(line, height) for line in hidden[n])
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.4f} {height:.4f}] "
            f"/Contents {number + 1} 0 R "
            f"/Resources << /XObject << /I {number + 2} 0 R >> /Font << /F 3 0 R >> >> >>"
        )
        objects += [page.encode(), _stream("", content), _image(sheet)]
    return _file(objects)


_FONT_OBJECTS = 3


def _hidden(line: HiddenLine, height: float) -> bytes:
    x0, top, x1, bottom = line.box
    size = max(bottom - top, 1.0)
    units = max(len(line.text), 1)  # every character of that font is an em wide
    stretch = 100 * (x1 - x0) / (size * units)
    text = line.text.encode("utf-16-be").hex()
    return (
        f"BT /F {size:.3f} Tf 3 Tr {stretch:.2f} Tz 1 0 0 1 {x0:.3f} {height - bottom + 0.15 * size:.3f} Tm "
        f"<{text}> Tj ET\n"
    ).encode()


def _image(sheet: Sheet) -> bytes:
    height, width = sheet.pixels.shape[:2]
    head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
    if sheet.bilevel:
        bits = np.packbits(sheet.pixels > 127, axis=1).tobytes()
        head += "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode"
        return _stream(head, zlib.compress(bits, 6))
    head += "/ColorSpace /DeviceRGB /BitsPerComponent 8 "
    if sheet.quality is None:
        return _stream(head + "/Filter /FlateDecode", zlib.compress(sheet.pixels.tobytes(), 6))
    return _stream(head + "/Filter /DCTDecode", jpeg(sheet))


def jpeg(sheet: Sheet) -> bytes:
    """The sheet as a JPEG of its quality."""
    target = io.BytesIO()
    Image.fromarray(sheet.pixels).save(target, "JPEG", quality=sheet.quality or 95)
    return target.getvalue()


def as_tiff(sheets: Sequence[Sheet]) -> bytes:
    """One TIFF of several pages, each with its resolution."""
    pictures = [_picture(sheet) for sheet in sheets]
    target = io.BytesIO()
    pictures[0].save(
        target, "TIFF", save_all=True, append_images=pictures[1:], compression="tiff_lzw", dpi=sheets[0].dpi
    )
    return target.getvalue()


def as_png(sheet: Sheet) -> bytes:
    """One sheet as a PNG with its resolution."""
    target = io.BytesIO()
    _picture(sheet).save(target, "PNG", dpi=sheet.dpi)
    return target.getvalue()


def _picture(sheet: Sheet) -> Image.Image:
    if sheet.quality is not None:
        return Image.open(io.BytesIO(jpeg(sheet)))
    picture = Image.fromarray(sheet.pixels)
    return picture.convert("1") if sheet.bilevel else picture


def _stream(head: str, data: bytes) -> bytes:
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    target = io.BytesIO()
    target.write(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(target.tell())
        target.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = target.tell()
    target.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    target.writelines(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    target.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return target.getvalue()
