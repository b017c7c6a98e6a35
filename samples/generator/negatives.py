"""What a crawl also brings: a web page with a PDF's name, and a PDF that is only a picture."""

from __future__ import annotations

WIDTH, HEIGHT = 60, 84


def web_page() -> bytes:
    """An error page as a server returns it instead of the attachment."""
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>提示</title></head>\n'
        "<body><p>您访问的附件不存在或已被删除。</p></body></html>\n"
    ).encode()


def scan() -> bytes:
    """One page that is an image without a text layer: dark bars where a scan has lines of text."""
    pixels = bytes(0 if y % 6 == 3 and 8 < x < 52 else 255 for y in range(HEIGHT) for x in range(WIDTH))
    draw = b"595 0 0 842 0 0 cm /Im Do"
    image = f"/Type /XObject /Subtype /Image /Width {WIDTH} /Height {HEIGHT} /ColorSpace /DeviceGray"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im 5 0 R >> >> >>",
        _stream("", draw),
        _stream(f"{image} /BitsPerComponent 8", pixels),
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def _stream(entries: str, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n" % (entries.encode(), len(content)) + content + b"\nendstream"
