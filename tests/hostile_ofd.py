"""Hostile OFD files: small on disk, endless or senseless in memory, or other to a viewer than to a reader."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.hostile import LINE
from tests.hostile_containers import megabytes, raw_zip
from tests.hostile_formats import OUTSIDE, PARAMETERS, ofd, text_object

_O = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_TEXT = LINE.strip()
_CONTENT = "Doc_0/Pages/Page_0/Content.xml"
_DOCUMENT = "Doc_0/Document.xml"
_RES = "Doc_0/Res.xml"


def page(content: str, before: str = "") -> str:
    """The part of a page whose layer holds this."""
    layer = f"<ofd:Layer>{content}</ofd:Layer>"
    return f"<ofd:Page {_O}>{before}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def document(common: str = "", pages: str = "") -> str:
    """The part of a document of one page, with more common data and pages."""
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    shown = f"<ofd:Page ID='9' BaseLoc='Pages/Page_0/Content.xml'/>{pages}"
    return (
        f"<ofd:Document {_O}><ofd:CommonData>{area}{common}</ofd:CommonData>"
        f"<ofd:Pages>{shown}</ofd:Pages></ofd:Document>"
    )


def path(data: str, more: str = "Boundary='0 0 210 297'") -> str:
    """A drawn path."""
    return f"<ofd:PathObject ID='6' {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"


def repacked(data: bytes, method: int) -> bytes:
    """The same parts, packed in another way."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return sink.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """What is in a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stored(data: bytes, method: int, junk: bytes) -> bytes:
    """The parts as they are, but the page said to be packed by a method that its bytes are not of."""
    members = []
    for name, content in parts_of(data).items():
        if name == _CONTENT:
            members.append((name, method, junk, zlib.crc32(content), len(content)))
        else:
            members.append((name, 0, content, zlib.crc32(content), len(content)))
    return raw_zip(members)


# ---------------------------------------------------------------------------------------- without an end


def elements_without_end() -> bytes:
    return ofd(text_object("") + "<a/>" * 8_000_000)


def attributes_without_end() -> bytes:
    return ofd(text_object(" ".join(f"a{n}='1'" for n in range(300_000))))


def namespaces_without_end() -> bytes:
    return ofd(text_object(" ".join(f"xmlns:n{n}='u{n}'" for n in range(100_000))))


def documents_without_end() -> bytes:
    one = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    nothing = f"<ofd:Document {_O}/>"
    return ofd("", ("OFD.xml", f"<ofd:OFD {_O}>{one * 300_000}</ofd:OFD>"), (_DOCUMENT, nothing))


def lists_of_resources_without_end() -> bytes:
    fonts = f"<ofd:Res {_O}>{'<ofd:MultiMedias/>' * 1000}</ofd:Res>"
    common = "<ofd:PublicRes>Res.xml</ofd:PublicRes>" * 200_000
    return ofd(text_object(""), (_DOCUMENT, document(common)), (_RES, fonts))


def templates_without_end() -> bytes:
    """Ten thousand times the same ten thousand lines on a page."""
    common = "<ofd:TemplatePage ID='7' BaseLoc='Tpl.xml'/>"
    template = page(path("M 0 0 L 100 0") * 10_000)
    shown = "<ofd:Template TemplateID='7'/>" * 10_000
    return ofd(
        "",
        (_CONTENT, page(text_object(""), shown)),
        (_DOCUMENT, document(common)),
        ("Doc_0/Tpl.xml", template),
    )


def one_full_page_many_times() -> bytes:
    pages = "<ofd:Page ID='9' BaseLoc='Pages/Page_0/Content.xml'/>" * 4_998
    lines = "".join(text_object("DeltaX='g 99 4'", _TEXT) for _ in range(200))
    return ofd("", (_CONTENT, page(lines)), (_DOCUMENT, document(pages=pages)))


def many_glyphs_in_many_objects() -> bytes:
    return ofd(text_object("", "1" * 1_000) * 20_000)


def grids_without_end() -> bytes:
    lines = [f"M 0 {n * 0.05:.2f} L 210 {n * 0.05:.2f}" for n in range(5_000)]
    lines += [f"M {n * 0.04:.2f} 0 L {n * 0.04:.2f} 297" for n in range(5_000)]
    return ofd(text_object("") + path(" ".join(lines)))


def dashes_without_end() -> bytes:
    """A grid of 300,000 short strokes."""
    dashes = (f"M {x} {y} L {x + 1} {y} L {x + 1} {y + 1}" for x in range(0, 200) for y in range(0, 290))
    return ofd(text_object("") + path(" ".join(dashes)) * 5)


def paths_in_many_objects() -> bytes:
    return ofd(text_object("") + path("M 0 0 L 100 0 L 100 100 L 0 100 C") * 400_000)


def numbers_without_end() -> bytes:
    return ofd(text_object("") + path("M 0 0 L " + "9" * 9_000_000))


def boxes_of_many_numbers() -> bytes:
    return ofd(text_object("") + path("M 0 0 L 1 0", f"Boundary='{'1 ' * 4_000_000}'"))


def pictures_without_end() -> bytes:
    picture = "<ofd:ImageObject ID='4' Boundary='0 0 210 297' ResourceID='3'/>"
    return ofd(picture * 400_000)


# ------------------------------------------------------------------------------------------------ bombs


def page_that_is_a_bomb() -> bytes:
    parts = parts_of(ofd(""))
    packed, crc, size = megabytes(f"<ofd:Page {_O}><ofd:Content><ofd:Layer>".encode(), 900, b"</ofd:Layer>")
    members = [(n, 0, c, zlib.crc32(c), len(c)) for n, c in parts.items() if n != _CONTENT]
    return raw_zip([*members, (_CONTENT, 8, packed, crc, size)])


def page_that_lies() -> bytes:
    parts = parts_of(ofd(""))
    packed, crc, _ = megabytes(f"<ofd:Page {_O}><ofd:Content><ofd:Layer>".encode(), 900, b"</ofd:Layer>")
    members = [(n, 0, c, zlib.crc32(c), len(c)) for n, c in parts.items() if n != _CONTENT]
    return raw_zip([*members, (_CONTENT, 8, packed, crc, 10)])


def picture_that_is_a_bomb() -> bytes:
    """A picture of 60,000 by 60,000 points, all white."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * 7_500
    packed = b"".join(packer.compress(row * 100) for _ in range(600)) + packer.flush()
    png = b"\x89PNG\r\n\x1a\n"
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)),
        (b"IDAT", packed),
        (b"IEND", b""),
    ):
        png += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    media = "<ofd:MultiMedia ID='3' Type='Image'><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>"
    res = f"<ofd:Res {_O} BaseLoc='.'><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>"
    whole = ofd(
        "<ofd:ImageObject ID='4' Boundary='0 0 210 297' ResourceID='3'/>",
        (_RES, res),
    )
    members = [(n, 0, c, zlib.crc32(c), len(c)) for n, c in parts_of(whole).items()]
    return raw_zip([*members, ("Doc_0/a.png", 0, png, zlib.crc32(png), len(png))])


# ------------------------------------------------------------------------------------ broken and ambiguous


def packed_as_nothing_known() -> bytes:
    return stored(ofd(text_object("")), 77, b"x" * 99)


def packed_as_lzma_that_is_none() -> bytes:
    return stored(ofd(text_object("")), 14, struct.pack("<BBH", 9, 4, 5) + b"\xff" * 99)


def packed_as_lzma_that_is_cut() -> bytes:
    return stored(ofd(text_object("")), 14, b"\x09\x04")


def packed_as_bzip2_that_is_none() -> bytes:
    return stored(ofd(text_object("")), 12, b"BZh9" + b"\xff" * 99)


def another_sum_than_said() -> bytes:
    parts = parts_of(ofd(text_object("")))
    return raw_zip([(n, 0, c, zlib.crc32(c) ^ (n == _CONTENT), len(c)) for n, c in parts.items()])


def two_pages_of_one_name() -> bytes:
    """A viewer may show either."""
    parts = parts_of(ofd(text_object("")))
    other = page(text_object("", _TEXT.replace("1,046.08", "9,999.99"))).encode()
    members = [(n, 0, c, zlib.crc32(c), len(c)) for n, c in parts.items()]
    return raw_zip([*members, (_CONTENT, 0, other, zlib.crc32(other), len(other))])


def two_pages_of_nearly_one_name() -> bytes:
    parts = parts_of(ofd(text_object("")))
    other = page(text_object("", _TEXT.replace("1,046.08", "9,999.99"))).encode()
    members = [(n, 0, c, zlib.crc32(c), len(c)) for n, c in parts.items()]
    return raw_zip([*members, ("/" + _CONTENT.replace("/", "\\"), 0, other, zlib.crc32(other), len(other))])


def files_of_others_in_a_page() -> bytes:
    doctype = OUTSIDE
    return ofd("", (_CONTENT, doctype + page(text_object("", "&j;"))))


def parameters_in_a_page() -> bytes:
    return ofd("", (_CONTENT, PARAMETERS + page(text_object("", "&j;"))))


def files_included_in_a_page() -> bytes:
    other = "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>"
    return ofd("", (_CONTENT, page(other)))


# --------------------------------------------------------------------------------------- senseless numbers


def _text(attributes: str, code: str = "X='0' Y='4'") -> str:
    return f"<ofd:TextObject ID='5' {attributes}><ofd:TextCode {code}>{_TEXT}</ofd:TextCode></ofd:TextObject>"


def _numbers(*values: str) -> bytes:
    objects = []
    for value in values:
        objects += [
            _text(f"Boundary='10 10 180 10' Size='{value}'"),
            _text(f"Boundary='10 10 180 10' Size='4' HScale='{value}'"),
            _text("Boundary='10 10 180 10' Size='4'", f"X='{value}' Y='{value}'"),
            _text(f"Boundary='{value} {value} 1 1' Size='4'"),
            _text(f"Boundary='1 1 1 1' Size='4' CTM='{value} 0 0 {value} 0 0'"),
            text_object(f"DeltaX='g 3 {value} 4' DeltaY='{value}'"),
            path(f"M 0 0 L {value} {value} L 100 0 C"),
            path("M 0 0 L 100 0", f"Boundary='0 {value} 1 1' CTM='1 0 0 1 {value} 0'"),
            f"<ofd:ImageObject ID='4' Boundary='{value} 0 {value} 297' ResourceID='3'/>",
        ]
    return ofd("".join(objects))


def numbers_that_are_none() -> bytes:
    return _numbers("nan", "-nan", "NaN")


def numbers_beyond_all() -> bytes:
    return _numbers("inf", "-inf", "1e999")


def numbers_at_the_ends() -> bytes:
    return _numbers("1e308", "-1e308", "1e-308", "5e-324", "1e38", "1e300")


def numbers_that_are_words() -> bytes:
    return _numbers("0x10", "1_0", "", "--1", "\u0661", "9" * 5_000)


def papers_of_nothing() -> bytes:
    return ofd(text_object(""), box="0 0 1e-300 5e-324")


# -------------------------------------------------------------------------------- what no viewer shows

_OTHER = _TEXT.replace("1,046.08", "9,999.99")
_SEEN = text_object("")
_BELOW = text_object("", _OTHER).replace("10 10 180", "10 40 180")


def text_beside_the_page() -> bytes:
    """Two of the lines lie far beside the page."""
    far = _BELOW.replace("'10 40", "'5000 40")
    return ofd(_SEEN + far + _BELOW.replace("'10 40", "'10 -900"))


def text_of_no_colour() -> bytes:
    return ofd(_SEEN + _BELOW.replace("Size='4'", "Size='4' Alpha='0'"))


def text_that_is_not_filled() -> bytes:
    return ofd(_SEEN + _BELOW.replace("Size='4'", "Size='4' Fill='false'"))


def text_too_small_to_see() -> bytes:
    return ofd(_SEEN + _BELOW.replace("Size='4'", "Size='0.001'"))


UNSEEN: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (text_beside_the_page, text_of_no_colour, text_that_is_not_filled, text_too_small_to_see)
}
"""A line that can be seen, and another that cannot."""


# --------------------------------------------------------------------------------------------- pictures

_MEDIA = (
    f"<ofd:Res {_O}><ofd:MultiMedias><ofd:MultiMedia ID='3' Type='Image'><ofd:MediaFile>a.png</ofd:MediaFile>"
    "</ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
)


def page_of_a_broken_picture() -> bytes:
    """A page of text, and one that is a picture which is none."""
    return ofd(
        "",
        (_CONTENT, page(_SEEN * 3)),
        (
            _DOCUMENT,
            document("<ofd:PublicRes>Res.xml</ofd:PublicRes>", "<ofd:Page ID='10' BaseLoc='1.xml'/>"),
        ),
        (_RES, _MEDIA.replace("<ofd:Res ", "<ofd:Res BaseLoc='.' ")),
        ("Doc_0/1.xml", page("<ofd:ImageObject ID='4' Boundary='0 0 210 297' ResourceID='3'/>")),
        ("Doc_0/a.png", "no picture"),
    )


def picture_beside_its_list() -> bytes:
    """A page of text, and a picture in the folder of the list that names it."""
    return ofd(_SEEN, (_RES, _MEDIA), ("Doc_0/a.png", "no picture"))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"{made.__name__}.ofd": made
    for made in (
        elements_without_end, attributes_without_end, namespaces_without_end, documents_without_end,
        lists_of_resources_without_end, templates_without_end, one_full_page_many_times,
        many_glyphs_in_many_objects, grids_without_end, dashes_without_end, paths_in_many_objects,
        numbers_without_end, boxes_of_many_numbers, pictures_without_end,
        page_that_is_a_bomb, page_that_lies, picture_that_is_a_bomb,
        packed_as_nothing_known, packed_as_lzma_that_is_none, packed_as_lzma_that_is_cut,
        packed_as_bzip2_that_is_none, another_sum_than_said, two_pages_of_one_name,
        two_pages_of_nearly_one_name, files_of_others_in_a_page, parameters_in_a_page,
        files_included_in_a_page, numbers_that_are_none, numbers_beyond_all, numbers_at_the_ends,
        numbers_that_are_words, papers_of_nothing, *UNSEEN.values(), page_of_a_broken_picture,
    )
}  # fmt: skip
"""By the name of a file that holds it."""
SLOW = {
    f"{made.__name__}.ofd"
    for made in (
        elements_without_end, documents_without_end, lists_of_resources_without_end, templates_without_end,
        one_full_page_many_times, many_glyphs_in_many_objects, paths_in_many_objects, dashes_without_end,
        pictures_without_end,
    )
}  # fmt: skip
"""The reader has no bound of its own for these: they take seconds, until a limit ends what reads them."""
