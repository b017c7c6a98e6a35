"""Positions find their innermost section."""

from extractors.document import Place
from extractors.outline.section_index import SectionIndex, span
from extractors.records import Section


def section(start: int, title_end: int, body_end: int, parent: int | None) -> Section:
    place = Place(None, None, start, title_end)
    return Section(place, parent, 0, 1, "part", None, "题", "heading", title_end, body_end)


def test_the_innermost_section_is_found_and_its_ancestors() -> None:
    sections = [section(0, 4, 30, None), section(5, 9, 20, 0), section(10, 12, 20, 1), section(22, 25, 30, 0)]
    index = SectionIndex(sections)
    assert [index.at(p) for p in (0, 5, 9, 11, 19, 20, 22, 29, 30)] == [0, 1, 1, 2, 2, 0, 3, 3, None]
    assert list(index.chain(2)) == [2, 1, 0]
    assert list(index.chain(None)) == []


def test_a_section_without_a_body_holds_its_heading() -> None:
    caption = section(3, 8, 3, None)
    assert span(caption) == (3, 8)
    index = SectionIndex([caption])
    assert [index.at(p) for p in (2, 3, 7, 8)] == [None, 0, 0, None]
