"""OFD files: what they draw stands where they draw it; what is broken is said."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from extractors.document import Document
from extractors.errors import Unreadable
from extractors.ofd.reader import read_ofd
from extractors.read import read
from extractors.sniff import sniff

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = (
    f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocInfo><ofd:ModDate>2024-09-30</ofd:ModDate></ofd:DocInfo>"
    "<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)
DOCUMENT = (
    f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    "</ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    '<ofd:TemplatePage ID="50" BaseLoc="Tpls/T.xml"/>'
    '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/0.xml"/></ofd:Pages></ofd:Document>'
)
PROSE = "本单位二〇二四年度收入支出均按照规定执行。"


def text(at: tuple[float, float], words: str, size: float = 4.0, more: str = "", code: str = "") -> str:
    """A text object at a place in millimetres, its baseline four fifths of its size below its upper edge."""
    return (
        f'<ofd:TextObject ID="1" Boundary="{at[0]} {at[1]} 150 {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{0.8 * size}" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A straight stroke, in millimetres."""
    return (
        f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def page(*objects: str, before: str = "") -> str:
    """A page's part."""
    layer = f"<ofd:Layer>{''.join(objects)}</ofd:Layer>"
    return f"<ofd:Page {NAMESPACE}>{before}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def ofd(parts: Mapping[str, str | bytes]) -> bytes:
    """An OFD file of these parts beside the usual ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {"OFD.xml": ROOT, "Doc_0/Document.xml": DOCUMENT, **parts}.items():
            archive.writestr(name, part)
    return out.getvalue()


def drawn(*objects: str, **more: str) -> Document:
    """The document of one page with these objects."""
    return read_ofd(ofd({"Doc_0/Pages/0.xml": page(*objects), **more}))


def test_a_file_is_told_by_its_content_and_read():
    data = ofd({"Doc_0/Pages/0.xml": page(text((20, 30), PROSE))})
    assert sniff(data) == "application/ofd"
    document = read(data)
    assert document.text.strip() == PROSE
    assert document.modified_at is not None
    assert document.modified_at.date().isoformat() == "2024-09-30"


def test_characters_stand_where_the_file_says_in_points():
    document = drawn(text((20, 30), PROSE, code='DeltaX="g 20 5"'))
    place = document.place(2, 3)
    assert place.page == 1
    assert place.box is not None
    x0, top, _, bottom = place.box
    assert x0 == pytest.approx((20 + 2 * 5) * 72 / 25.4, abs=0.01)
    assert top < (30 + 0.8 * 4) * 72 / 25.4 < bottom
    assert (document.pages[0].width, document.pages[0].height) == pytest.approx((595.28, 841.89), abs=0.01)


def test_a_transformation_moves_and_scales_what_it_is_of():
    document = drawn(text((20, 30), PROSE, size=2.0, more='CTM="2 0 0 2 10 0"'))
    box = document.place(0, 1).box
    assert box is not None
    assert box[0] == pytest.approx(30 * 72 / 25.4, abs=0.01)
    assert box[2] - box[0] == pytest.approx(4 * 72 / 25.4, abs=0.01)


def test_strokes_and_thin_boxes_make_the_cells_of_a_table():
    rows, columns = (40, 48, 56), (20, 70, 120)
    rules = [line(20, y, 120, y) for y in rows[:2]] + [line(x, 40, x, 56) for x in columns]
    thin = (
        '<ofd:PathObject ID="3" Boundary="20 55.9 100 0.2" Stroke="false" Fill="true">'
        "<ofd:AbbreviatedData>M 0 0 L 100 0 L 100 0.2 L 0 0.2 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    words = [
        text((22, 42), "项目"),
        text((72, 42), "金额"),
        text((22, 50), "收入合计"),
        text((72, 50), "1,234.56"),
    ]
    document = drawn(text((20, 20), PROSE), *rules, thin, *words)
    (grid,) = document.grids
    assert [(c.row, c.col, c.text) for c in grid.cells] == [
        (0, 0, "项目"), (0, 1, "金额"), (1, 0, "收入合计"), (1, 1, "1,234.56"),
    ]  # fmt: skip
    assert grid.cell_box(1, 1, 1, 1) == pytest.approx([v * 72 / 25.4 for v in (70, 48, 120, 56)], abs=0.5)


def test_templates_are_part_of_a_page_and_what_is_not_shown_is_not():
    template = page(text((20, 10), "某某局文件"))
    body = page(
        text((20, 30), PROSE),
        text((20, 40), "看不见的字", more='Visible="false"'),
        before='<ofd:Template TemplateID="50" ZOrder="Background"/>',
    )
    document = read_ofd(ofd({"Doc_0/Pages/0.xml": body, "Doc_0/Tpls/T.xml": template}))
    assert document.text.split() == ["某某局文件", PROSE]
    assert "pages with objects that are not shown: 1" in document.notes


def test_blocks_in_blocks_are_read():
    nested = f"<ofd:PageBlock><ofd:PageBlock>{text((20, 30), PROSE)}</ofd:PageBlock></ofd:PageBlock>"
    assert drawn(nested).text.strip() == PROSE


def test_a_page_that_is_a_picture_waits_for_ocr():
    picture = '<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="9"/>'
    with pytest.raises(Unreadable) as caught:
        read_ofd(ofd({"Doc_0/Pages/0.xml": page(picture)}), "never")
    assert caught.value.kind == "scan"
    assert "--ocr auto" in caught.value.message or "mingzhang[ocr]" in caught.value.message


def test_a_broken_page_is_said_and_the_others_are_read():
    two = DOCUMENT.replace("</ofd:Pages>", '<ofd:Page ID="2" BaseLoc="Pages/1.xml"/></ofd:Pages>')
    document = read_ofd(
        ofd(
            {
                "Doc_0/Document.xml": two,
                "Doc_0/Pages/0.xml": page(text((20, 30), PROSE)),
                "Doc_0/Pages/1.xml": "<a",
            }
        )
    )
    assert document.partial
    assert "pages that cannot be loaded: 2" in document.notes


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"OFD.xml": "<a", "Doc_0/Pages/0.xml": page()}, "damaged"),
        ({"OFD.xml": ROOT.replace("Doc_0", "Doc_7")}, "damaged"),
        ({"Doc_0/Pages/0.xml": "<a"}, "damaged"),
        ({"Doc_0/Pages/0.xml": page()}, "empty"),
        ({"Encryptions.xml": "<x/>", "Doc_0/Pages/0.xml": page(text((1, 1), PROSE))}, "encrypted"),
        ({"OFD.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_kind(parts, kind):
    with pytest.raises(Unreadable) as caught:
        read_ofd(ofd(parts))
    assert caught.value.kind == kind


def test_more_pages_than_any_document_has_are_refused():
    many = DOCUMENT.replace(
        "</ofd:Pages>", '<ofd:Page ID="2" BaseLoc="Pages/0.xml"/>' * 5_000 + "</ofd:Pages>"
    )
    with pytest.raises(Unreadable) as caught:
        read_ofd(ofd({"Doc_0/Document.xml": many, "Doc_0/Pages/0.xml": page()}))
    assert caught.value.kind == "too_large"
