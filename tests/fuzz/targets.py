"""What fuzzing feeds: each target takes bytes and raises only where something is broken.

An input that a reader refuses (`Unreadable`) is answered, not broken. Besides not raising, a target checks
what must hold for any input: spans lie in the text and print what they say, numbers are finite.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from extractors.document import Document, Grid, Paragraph
from extractors.errors import Unreadable
from extractors.forms.actual_values import parse_actual
from extractors.forms.amounts import yuan
from extractors.forms.indicators import indicator_name, is_numbered
from extractors.forms.points import noted_points, points
from extractors.forms.targets import parse_target
from extractors.narrative.numerals import (
    parse_chinese,
    parse_formal_amount,
    parse_number,
    printed_decimals,
    yuan_per_unit,
)
from extractors.outline.numbering import ordinal_of, parse_mark
from extractors.pdf.reader import read_pdf
from extractors.text.reader import read_text
from pipeline.reading.extract import extract_document
from tests.fuzz.formats import OTHERS, READERS

ALPHABET = (
    *"0123456789０１５９．，,.%％±+-－—≥≤<>=（）()【】①②⑴㈠ⅠⅡ、：:；;。|/\\ \t\n　\ufeff",
    *"零〇一二三四五六七八九十百千万亿两廿半壹贰叁肆伍陆柒捌玖拾佰仟圆元角分整约近超",
    *"第部分章节条附件表图项年月日至个人次辆级",
    "万元", "亿元", "百分之", "不少于", "小于等于", "人民币", "比上年增加", "下降", "其中", "无", "空表",
    "项目支出绩效自评表", "项目名称", "主管部门", "实施单位", "项目资金", "年初预算数", "全年预算数",
    "全年执行数", "分值", "执行率", "得分", "年度资金总额", "其中：当年财政拨款", "上年结转资金",
    "其他资金", "预期目标", "实际完成情况", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值",
    "偏差原因分析及改进措施", "产出指标", "数量指标", "效益指标", "满意度指标", "总分", "100",
    "一、收入支出决算总体情况说明", "三公经费", "公务接待费", "一般公共预算财政拨款支出", "（类）", "（款）",
    "2023", "2024年度", "部门决算", "\n第一部分", "\n|", "|\n", "| --- |", "||", "┃", "\u3000\u3000",
)  # fmt: skip
"""Pieces that these documents are made of: one byte chooses one, so that mutation stays in their language."""


def in_their_language(data: bytes) -> str:
    """Text from bytes: pieces of `ALPHABET`, or where the first byte is odd what the bytes are in UTF-8."""
    if data and data[0] & 1:
        return data[1:].decode("utf-8", errors="ignore")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in data[1:])


def pdf(data: bytes) -> None:
    """The PDF reader: pages, glyphs, rules, grids, paragraphs."""
    try:
        document = read_pdf(data)
    except Unreadable:
        return
    _demand_sound(document)


def text(data: bytes) -> None:
    """The text reader: encodings, lines, tables drawn with pipes."""
    try:
        document = read_text(data)
    except Unreadable:
        return
    _demand_sound(document)


def numbers(data: bytes) -> None:
    """Numbers, amounts, percentages, targets, as sentences, cells and forms print them."""
    raw = in_their_language(data)
    for value in (
        parse_number(raw),
        parse_chinese(raw),
        parse_formal_amount(raw),
        yuan(raw, Decimal(10000)),
        points(raw),
        yuan_per_unit(raw),
        parse_actual(raw, parse_target(raw)).value,
        parse_target(raw).value,
    ):
        assert value is None or value.is_finite(), (raw, value)
    assert printed_decimals(raw) >= 0
    noted_points(raw)
    indicator_name(raw)
    is_numbered(raw)


def numbering(data: bytes) -> None:
    """Numbering marks, at every place of a line."""
    raw = in_their_language(data)
    for start in range(len(raw)):
        mark = parse_mark(raw, start)
        assert mark is None or start == mark.start < mark.end <= len(raw)
        assert mark is None or mark.number_raw in raw[mark.start : mark.end]
    ordinal_of(raw)


def pipes(data: bytes) -> None:
    """Tables and self-evaluation forms drawn with pipes, through the whole extraction."""
    try:
        document = read_text(in_their_language(data).encode())
    except Unreadable:
        return
    _demand_sound(document)
    extract_document(document, data)


def document(data: bytes) -> None:
    """The whole extraction of a text, with all that is printed around a disclosure."""
    head = "某市财政局2023年度部门决算\n一、收入支出决算总体情况说明\n"
    try:
        found = read_text((head + in_their_language(data)).encode())
    except Unreadable:
        return
    extract_document(found, data)


def _sound(reader: Callable[[bytes], Document | None]) -> Callable[[bytes], None]:
    """A target that demands of what a reader gives what holds of any document."""

    def target(data: bytes) -> None:
        found = reader(data)
        if found is not None:
            _demand_sound(found)

    return target


TARGETS: dict[str, Callable[[bytes], None]] = {
    **{one.__name__: one for one in (pdf, text, numbers, numbering, pipes, document)},
    **{name: _sound(reader) for name, reader in READERS.items()},
    **OTHERS,
}


def _demand_sound(found: Document) -> None:
    size = len(found.text)
    if found.char_page is not None and found.char_box is not None:
        assert len(found.char_page) == len(found.char_box) == size
    if found.locators is not None:
        spans = list(zip(found.locators.starts, found.locators.ends, strict=True))
        assert len(found.locators.names) == len(spans)
        assert all(0 <= start <= end <= size for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    before = 0
    for block in found.blocks:
        assert 0 <= before <= block.start <= block.end <= size, block
        before = block.end
        if isinstance(block, Grid):
            for cell in block.cells:
                assert block.start <= cell.start <= cell.end <= block.end, cell
                assert 0 <= cell.row < block.n_rows, cell
                assert 0 <= cell.col < block.n_cols, cell
                assert found.media_type != "application/pdf" or found.text[cell.start : cell.end] == cell.text
        else:
            assert isinstance(block, Paragraph)
