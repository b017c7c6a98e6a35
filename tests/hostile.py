"""Documents made to break a reader: each is small on disk and large, endless or senseless in memory."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable

LINE = "某市财政局2024年度部门决算公开说明，本年收入合计1,046.08万元，比上年减少13.92万元。\n"


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a true cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (len(packed), more, packed)


def page(
    content: bytes, box: bytes = b"[0 0 595 842]", more: bytes = b"", extra: list[bytes] | None = None
) -> bytes:
    """A PDF of one page with a standard font."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = b"<< /Font << /F 4 0 R >> %b >>" % more
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Resources %b /Contents 5 0 R >>" % (box, resources),
            font,
            content,
            *(extra or []),
        ]
    )


def decompression_bomb() -> bytes:
    """A gigabyte of blanks in a megabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(1000)) + packer.flush()
    return page(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed))


def bomb_in_a_bomb() -> bytes:
    """Packed twice: 600 MB in a few hundred bytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(600)) + packer.flush()
    packed = zlib.compress(packed, 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>" % len(packed)
    return page(head + b"\nstream\n" + packed + b"\nendstream")


def million_objects() -> bytes:
    """A page with a million strokes."""
    return page(
        stream(
            b"".join(b"%d %d m %d %d l S\n" % (n % 595, n % 842, n % 500, n % 800) for n in range(1_000_000))
        )
    )


def million_glyphs() -> bytes:
    """A page with a million letters in one place."""
    return page(stream(b"BT /F 9 Tf 50 50 Td (" + b"1" * 1_000_000 + b") Tj ET"))


def million_rectangles() -> bytes:
    """A grid of a thousand by three hundred cells, and text in it."""
    cells = b"".join(b"%d %d 2 2 re S\n" % (2 * (n % 290), 2 * (n // 290)) for n in range(120_000))
    return page(stream(cells + b"BT /F 2 Tf 1 0 0 1 1 1 Tm (123456789) Tj ET"))


def forms_in_forms() -> bytes:
    """Forms that draw each other ten times each, ten deep."""
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (7 + n),
        )
        for n in range(10)
    ]
    last = stream(b"0 0 1 1 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return page(stream(b"/X Do"), more=b"/XObject << /X 6 0 R >>", extra=[*forms, last])


def form_in_itself() -> bytes:
    """A form that draws itself."""
    form = stream(
        b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return page(stream(b"/X Do"), more=b"/XObject << /X 6 0 R >>", extra=[form])


def page_tree_in_a_loop() -> bytes:
    """A page tree whose only child is itself."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 /Parent 2 0 R >>",
        ]
    )


def deeply_nested() -> bytes:
    """An array in an array, half a million deep."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Deep " + b"[" * 500_000 + b"]" * 500_000 + b" >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def many_pages() -> bytes:
    """A hundred thousand pages that are one object."""
    kids = b"3 0 R " * 100_000
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%b] /Count 100000 >>" % kids,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            stream(b"BT /F 9 Tf 50 50 Td (1,234.56 on every page of many) Tj ET"),
        ]
    )


def absurd_page() -> bytes:
    """A page of ten to the ninth points."""
    return page(
        stream(b"BT /F 9 Tf 50 50 Td (1,234.56 far away from anything) Tj ET 0 0 m 999999999 999999999 l S"),
        b"[0 0 1000000000 1000000000]",
    )


def senseless_numbers() -> bytes:
    """Coordinates that are no numbers or overflow any."""
    return page(
        stream(
            b"BT /F 1e38 Tf 99999999999999999999 -99999999999999999999 Td (1,234.56 nowhere at all) Tj ET "
            b"1e400 nan m 5 5 l S"
        )
    )


def one_endless_line() -> bytes:
    """Text without a line's end, in which every pattern of numbers nearly matches."""
    return (LINE.strip() + "1,2,3.4.5万元、" * 300_000).encode()


def pipes_without_end() -> bytes:
    """A pipe table of a thousand columns and two thousand rows."""
    row = "|" + "12.5|" * 1000 + "\n"
    return (LINE + row * 2000).encode()


def headings_without_end() -> bytes:
    """A million numbered headings, each a level below the other."""
    marks = ("一、", "（一）", "1.", "(1)", "①")
    return (LINE + "".join(f"{marks[n % 5]}情况说明\n" for n in range(400_000))).encode()


def brackets_without_end() -> bytes:
    """Open brackets and commas, for patterns that go back and forth."""
    return (LINE + "（其中：" * 400_000).encode()


def json_nested() -> bytes:
    return b"[" * 2_000_000


def zip_bomb() -> bytes:
    """Two gigabytes in two megabytes."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.pdf", b"\0" * 400_000_000)
    return sink.getvalue()


def zip_in_zips() -> bytes:
    """Archives in archives, five deep."""
    content, name = LINE.encode(), "a.txt"
    for _ in range(5):
        sink = io.BytesIO()
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        content, name = sink.getvalue(), "inner.zip"
    return content


def zip_that_leads_out() -> bytes:
    """Members whose names lead to other places, a link, one behind a password's flag, and an honest one."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../../etc/cron.d/x.txt", "/etc/x.txt", "C:\\x.txt", "a\\..\\..\\x.txt"):
            archive.writestr(name, LINE)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", LINE)
    return sink.getvalue()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"{made.__name__}.{kind}": made
    for kind, some in {
        "pdf": (
            decompression_bomb, bomb_in_a_bomb, million_objects, million_glyphs, million_rectangles,
            forms_in_forms, form_in_itself, page_tree_in_a_loop, deeply_nested, many_pages, absurd_page,
            senseless_numbers,
        ),
        "txt": (one_endless_line, pipes_without_end, headings_without_end, brackets_without_end, json_nested),
        "zip": (zip_bomb, zip_in_zips, zip_that_leads_out),
    }.items()
    for made in some
}  # fmt: skip
"""By the name of a file that holds it."""
