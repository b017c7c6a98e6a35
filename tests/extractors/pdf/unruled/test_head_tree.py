"""Which head stands over which."""

from __future__ import annotations

from dataclasses import replace

from extractors.pdf.unruled.head_tree import head_tree
from extractors.pdf.unruled.heads import head_of
from extractors.pdf.unruled.stretches import Stretch


def head(text, middle, height, *, is_leaf=False, half=15.0):
    """A head of ten points that is centred about a point."""
    made = head_of(Stretch((0,), middle - half, middle + half, text, 0.0), 10.0)
    return replace(
        made,
        top=height - 5.0,
        bottom=height + 5.0,
        reach=(middle - half, middle + half),
        is_leaf=is_leaf,
    )


def shown(*heads):
    def one(h):
        return f"{h.text}({' '.join(one(b) for b in h.below)})" if h.below else h.text

    return [one(h) for h in head_tree(list(heads))]


UP, MIDDLE, DOWN = 100.0, 115.0, 130.0


def test_heads_of_one_level_stand_beside_one_another_from_left_to_right():
    assert shown(head("b", 200, UP), head("a", 100, UP), head("c", 300, UP)) == ["a", "b", "c"]
    assert head_tree([]) == []


def test_a_head_above_the_middle_stands_over_those_below_it():
    found = shown(
        head("label", 50, MIDDLE), head("over", 200, UP), head("x", 150, DOWN), head("y", 250, DOWN)
    )
    assert found == ["label", "over(x y)"]


def test_heads_of_one_column_part_those_of_several():
    found = shown(
        head("label", 50, MIDDLE),
        head("one", 150, UP),
        head("a", 120, DOWN),
        head("b", 180, DOWN),
        head("sum", 235, MIDDLE),
        head("two", 350, UP),
        head("c", 320, DOWN),
        head("d", 380, DOWN),
    )
    assert found == ["label", "one(a b)", "sum", "two(c d)"]


def test_neighbours_divide_the_columns_so_that_both_are_centred():
    columns = [head(c, 100 + 60 * n, DOWN) for n, c in enumerate("abcde")]
    found = shown(head("label", 0, MIDDLE), head("two", 130, UP), head("three", 280, UP), *columns)
    assert found == ["label", "two(a b)", "three(c d e)"]


def test_without_a_head_of_one_column_all_below_are_divided():
    found = shown(
        head("one", 130, UP),
        head("two", 250, UP),
        *(head(c, 100 + 60 * n, DOWN) for n, c in enumerate("abcd")),
    )
    assert found == ["one(a b)", "two(c d)"]


def test_heads_without_columns_below_them_keep_their_place():
    """More heads above than columns below: nothing can be divided."""
    found = shown(head("label", 0, MIDDLE), head("one", 100, UP), head("two", 200, UP), head("a", 150, DOWN))
    assert found == ["label", "one(a)", "two"]


def test_texts_at_the_top_of_their_cells_are_heads_of_one_column_where_they_stand_over_one():
    found = shown(
        head("label", 50, UP, is_leaf=True),
        head("over", 200, UP),
        head("x", 150, DOWN),
        head("y", 250, DOWN),
    )
    assert found == ["label", "over(x y)"]


def test_a_level_between_two_is_one_more():
    found = shown(
        head("label", 0, MIDDLE),
        head("all", 175, UP, half=50),
        head("sum", 100, MIDDLE + 4),
        head("part", 220, 107),
        head("x", 190, DOWN),
        head("y", 250, DOWN),
    )
    assert found == ["label", "all(sum part(x y))"]


def test_texts_at_the_bottom_of_their_cells_are_left_out_of_the_heads_between_them():
    """The head is over the sum and the column behind it; a and b stand beside it, at the bottom of theirs."""
    columns = [
        head("科目", 100, DOWN),
        head("名称", 200, DOWN),
        head("小计", 300, DOWN),
        head("项目支出", 400, DOWN),
    ]
    assert shown(head("本年支出", 350, UP), *columns) == ["科目", "名称", "本年支出(小计 项目支出)"]
