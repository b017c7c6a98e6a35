"""One header cell, and the heads that it stands over."""

from __future__ import annotations

from extractors.pdf.unruled.heads import Head, head_of, with_line
from extractors.pdf.unruled.stretches import Stretch


def head(x0: float, x1: float, *below: Head) -> Head:
    last = Stretch((0,), x0, x1, "支出", 700.0)
    return Head((0,), x0, x1, 690.0, 700.0, 9.0, last, "支出", (x0, x1), below=below)


def test_a_head_far_from_the_middle_of_what_stands_below_it_is_not_trusted():
    columns = [head(x, x + 40) for x in (100, 200, 300, 400)]
    assert head(250, 290, *columns).is_centred
    assert head(200, 240, *columns[:3], head(380, 420, *columns[3:])).is_centred
    assert not head(120, 160, *columns).is_centred
    assert not head(250, 290, head(120, 160, *columns)).is_centred


def test_a_head_may_stand_off_the_middle_by_the_width_of_one_of_its_columns():
    """Two columns from 100 to 240: the middle is 170, a column has 70 points."""
    columns = [head(100, 140), head(200, 240)]
    assert head(80, 120, *columns).is_centred
    assert not head(79, 119, *columns).is_centred
    assert head(220, 260, *columns).is_centred
    assert not head(221, 261, *columns).is_centred


def test_leaves_and_depth_are_those_of_the_whole_tree():
    leaves = [head(x, x + 40) for x in (100, 200, 300)]
    tree = head(200, 240, leaves[0], head(250, 290, *leaves[1:]))
    assert tree.leaves == leaves
    assert tree.depth == 3
    assert leaves[0].leaves == [leaves[0]]
    assert leaves[0].depth == 1


def test_a_head_reaches_an_em_around_its_baseline():
    made = head_of(Stretch((3, 4), 100.0, 120.0, "合计", 200.0), 10.0)
    assert (made.top, made.bottom) == (200 - 8.6, 200 + 1.4)
    assert (made.middle, made.height) == (110.0, 196.4)
    assert (made.text, made.glyphs, made.reach, made.size) == ("合计", (3, 4), (100.0, 120.0), 10.0)
    assert not made.is_leaf
    assert made.below == ()


def test_a_line_more_widens_the_head_and_lengthens_its_text():
    made = with_line(
        head_of(Stretch((3, 4), 100.0, 120.0, "公务", 200.0), 10.0),
        Stretch((7, 8, 9), 95.0, 125.0, "接待费", 212.0),
        10.0,
    )
    assert (made.x0, made.x1, made.reach) == (95.0, 125.0, (95.0, 125.0))
    assert (made.top, made.bottom) == (200 - 8.6, 212 + 1.4)
    assert (made.text, made.glyphs, made.last.text) == ("公务接待费", (3, 4, 7, 8, 9), "接待费")


def test_a_head_overlaps_what_it_stands_above_but_not_what_it_only_touches():
    made = head(100, 140)
    assert made.overlaps(139, 200)
    assert made.overlaps(50, 101)
    assert not made.overlaps(140, 200)
    assert not made.overlaps(50, 100)


def test_two_heads_alike_are_two():
    assert head(100, 140) != head(100, 140)
