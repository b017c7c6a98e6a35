"""The tree of a page."""

from __future__ import annotations

import pytest

from extractors.errors import Unreadable
from extractors.html.elements import DEEPEST, parse


def test_places_are_those_of_the_tree_that_browsers_build():
    root = parse("<table><tr><td>a<td>b</table><p>c<p>d")
    places = [element.xpath() for element in root.walk() if element.tag in ("td", "p")]
    assert places == [
        "/html/body/table[1]/tbody[1]/tr[1]/td[1]",
        "/html/body/table[1]/tbody[1]/tr[1]/td[2]",
        "/html/body/p[1]",
        "/html/body/p[2]",
    ]


def test_what_is_nested_deeper_than_browsers_show_hangs_higher_and_is_marked():
    root = parse("<i>" * 5 + "<div>" * (2 * DEEPEST) + "here")
    assert root.all_text() == "here"
    assert any(element.is_deepest for element in root.walk())
    assert max(sum(1 for _ in element.above()) for element in root.walk()) <= DEEPEST + 1


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<ul><li>", "<span>"])
def test_a_hundred_thousand_nested_elements_are_refused(opening):
    with pytest.raises(Unreadable) as caught:
        parse(opening * 100_000)
    assert caught.value.kind == "too_large"


def test_more_elements_than_any_page_has_are_refused_before_they_are_built():
    with pytest.raises(Unreadable) as caught:
        parse("<" * 2_000_001)
    assert caught.value.kind == "too_large"
