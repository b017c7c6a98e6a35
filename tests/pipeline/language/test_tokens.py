"""Words of a text for full-text search."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import patterns
from pipeline.language.tokens import (
    MARK,
    cut,
    fold,
    frequencies_of,
    jieba,
    marked,
    runs,
    search_tokens,
    total_frequency,
    words,
    words_by,
)

PATTERNS = Path(patterns.__file__).parent


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２３年", "2023年"),
        ("Ａ４纸", "A4纸"),
        ("ｚ９", "z9"),
        ("（万元）", "（万元）"),
        ("㎡，〇", "㎡，〇"),
    ],
)
def test_full_width_letters_and_digits_fold_and_offsets_stay(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公务接待费0.39万元", ["公务", "接待费", "0.39", "万元"]),
        ("A4纸", ["A4", "纸"]),
        ("，。", []),
        ("", []),
    ],
)
def test_words_of_runs_of_characters_and_numbers(text: str, found: list[str]) -> None:
    assert words(text) == found
    assert [w for w in marked(text).split(MARK) if w and w not in "，。"] == found


def test_a_number_has_one_point() -> None:
    assert words("12.34.5") == ["12.34", "5"]


def test_marks_part_words_without_a_trace() -> None:
    text = "公务接待费（2023年）"
    assert marked(text).replace(MARK, "") == text
    assert marked(marked(text)) == marked(text)


def test_rare_and_compatible_ideographs_are_part_of_runs() -> None:
    assert runs("㐀一鿿豈A〇，丁") == ["㐀一鿿豈", "丁"]
    assert runs("ab12") == []


def test_the_dictionary_counts_words() -> None:
    few = frequencies_of(["预算", "预算预算预算"])
    assert few["预算"] > 0
    assert few["预算预算预算"] == 0
    assert total_frequency() > few["预算"]


def test_few_words_and_many_are_counted_alike_and_as_jieba_counts_them() -> None:
    tokenizer = jieba().Tokenizer()
    tokenizer.initialize()
    some = ["预算", "公务", "的", "AT&T", "不是词的词", *(chr(0x4E00 + n) for n in range(90))]
    many = [*some, *(chr(0x5000 + n) for n in range(90))]
    wanted = {word: tokenizer.FREQ.get(word, 0) for word in many}
    assert frequencies_of(many) == wanted
    assert frequencies_of(some) == {word: wanted[word] for word in some}
    assert total_frequency() == tokenizer.total


def test_the_needed_part_of_the_dictionary_cuts_as_the_whole_does() -> None:
    text = "租赁A4纸，服务公务接待费2023"
    pieces = {run[a:b] for run in runs(text) for a in range(len(run)) for b in range(a + 1, len(run) + 1)}
    frequencies = {piece: count for piece, count in frequencies_of(pieces).items() if count}
    assert words_by(text, frequencies, total_frequency()) == words(text)


def test_tokens_are_parted_by_spaces() -> None:
    assert search_tokens("公务接待费 0.39万元，") == "公务 接待费 0.39 万元"
    assert search_tokens("，") == ""


def test_cutting_keeps_marks_and_spaces() -> None:
    text = "人员增加， 经费减少。"
    assert "".join(cut(text)) == text
    assert cut(text)[:3] == ["人员", "增加", "，"]


def test_the_first_text_of_a_process_is_cut_as_the_others() -> None:
    """jieba loads its dictionary when it is first asked for."""
    code = "from pipeline.language.tokens import search_tokens as cut; print(ascii(cut('政务事务')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ascii("政务 事务")


def test_words_are_those_of_jieba_itself() -> None:
    """The search for the best way through a run is ours; words, ties and unknown names are jieba's."""
    plain = jieba().Tokenizer()
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(PATTERNS.glob("*.toml")))
    found = sorted(set(runs(texts)))
    assert len(found) > 2_000
    joined = "".join(found)
    found += [joined[at : at + 40] for at in range(0, len(joined), 97)]
    assert [run for run in found if plain.lcut(run) != cut(run)] == []
    assert [run for run in found if plain.lcut(run) != words(run)] == []
    rare = "行政\ufa11\u9ff0单位"  # signs that jieba leaves alone
    assert plain.lcut(rare) == words(rare) == ["行政", "\ufa11", "\u9ff0", "单位"]
