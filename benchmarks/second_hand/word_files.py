"""Word documents of the second hand."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.second_hand import ooxml as x
from benchmarks.second_hand.bodies import ORDINALS, Body, Table, Value, printed, wan
from benchmarks.second_hand.statutory import Paragraph, duties, glossary, narrative, tables
from benchmarks.second_hand.truth import Written, truth_of


def titles(paragraphs: list[Paragraph]) -> list[str]:
    """Titles of headings."""
    return [t for kind, t in paragraphs if kind != "text"]


def by_hand(paragraphs: list[Paragraph], parts: Iterator[str] | None = None) -> list[Paragraph]:
    """Headings with their numbers typed."""
    out, one, two = [], 0, 0
    names = parts or iter(ORDINALS)
    for kind, text in paragraphs:
        if kind == "part":
            one = two = 0
            text = f"第{next(names)}部分  {text}"
        elif kind == "one":
            one, two = one + 1, 0
            text = f"{ORDINALS[one - 1]}、{text}"
        elif kind == "two":
            two += 1
            text = f"（{ORDINALS[two - 1]}）{text}"
        out.append((kind, text))
    return out


def word_table(table: Table, unit: str, split: random.Random | None = None, rows: list[list[Value]] | None = None,
               zero: str = "0.00") -> str:  # fmt: skip
    """A table with merged heads, as pasted from Excel: fixed widths, one paragraph for each cell."""
    share = 9600 // (table.columns + 1)
    widths = [2 * share if c == table.label else share for c in range(table.columns)]

    def p(text: str, props: str = "") -> str:
        inner = x.split_runs(text, split) if split and text else x.run(text) if text else ""
        return x.para(inner, props)

    lines: list[str] = []
    open_: dict[int, tuple[int, int]] = {}
    for head in table.head:
        col, cells = 0, []
        queue = list(head)
        while col < table.columns:
            if col in open_ and open_[col][0]:
                left, span = open_[col]
                cells.append(x.cell(x.para(""), sum(widths[col : col + span]), span, "continue"))
                open_[col] = (left - 1, span)
                col += span
                continue
            text, down, across = queue.pop(0)
            merge = "restart" if down > 1 else ""
            cells.append(x.cell(p(text, x.CENTRED), sum(widths[col : col + across]), across, merge))
            if down > 1:
                open_[col] = (down - 1, across)
            col += across
        lines.append("".join(cells))
    heads = len(lines)
    if table.ordinals:
        first = "栏次"
        span = table.label + 1
        cells = [x.cell(p(first, x.CENTRED), sum(widths[:span]), span)]
        cells += [x.cell(p(str(i), x.CENTRED), widths[0]) for i in range(1, table.columns - span + 1)]
        lines.append("".join(cells))
        heads += 1
    for row in table.rows if rows is None else rows:
        shown = [printed(v, unit, zero) for v in row]
        if row[0] == "" and table.label == 1 and isinstance(row[1], str):
            cells = [x.cell(p(shown[1], x.CENTRED), sum(widths[:2]), 2)]
            cells += [x.cell(p(t, '<w:jc w:val="right"/>'), widths[2]) for t in shown[2:]]
        else:
            cells = [x.cell(p(t), w) for t, w in zip(shown, widths, strict=True)]
        lines.append("".join(cells))
    return x.table(lines, widths, heads)


def typed(paragraphs: list[Paragraph], rng: random.Random | None = None) -> str:
    """Paragraphs of text, headings in bold."""
    out = ""
    for kind, text in paragraphs:
        props = "" if kind == "text" else "<w:b/>"
        inner = x.split_runs(text, rng, props) if rng else x.run(text, props)
        ppr = x.CENTRED if kind == "part" else '<w:ind w:firstLineChars="200"/>'
        out += x.para(inner, ppr)
    return out


def automatic(paragraphs: list[Paragraph], rng: random.Random) -> str:
    """Headings numbered by Word, text in split runs."""
    level = {"part": 0, "one": 1, "two": 2}
    return "".join(
        x.para(x.split_runs(t, rng)) if kind == "text" else x.numbered(level[kind], x.split_runs(t, rng))
        for kind, t in paragraphs
    )


def split_by_word() -> Written:
    """Word 2016: numbers cut by revisions and spell-check, automatic numbering, cover in a box, contents."""
    body = Body("青岚市水利局", "水利", 2024, "final_account", "w1")
    rng = random.Random("w1")
    parts = [*duties(body)], narrative(body), glossary()
    made = tables(body)
    toc = "".join(
        x.para(
            x.field('TOC \\o "1-3" \\h \\z \\u', "") if i == 0 else "",
            '<w:pStyle w:val="TOC1"/>',
        )[: -len("</w:p>")]
        + f'<w:hyperlink w:anchor="_Toc{i}">{x.run(t)}<w:r><w:tab/></w:r>{x.field(f"PAGEREF _Toc{i}", str(i + 3))}'
        + "</w:hyperlink></w:p>"
        for i, t in enumerate(
            ["第一部分 青岚市水利局概况", "第二部分 2024年度部门决算表", "第三部分 2024年度部门决算情况说明"]
        )
    )
    inner = x.text_box(["青岚市水利局", "2024年度部门决算"]) + x.para("") * 8
    inner += x.para(x.run("目  录"), x.CENTRED) + toc + x.para('<w:r><w:br w:type="page"/></w:r>')
    inner += automatic(parts[0], rng) + automatic([("part", "2024年度部门决算表")], rng)
    for i, t in enumerate(made, 1):
        inner += x.para(x.split_runs(t.title, rng, '<w:b/><w:sz w:val="32"/>'), x.CENTRED)
        inner += x.para(
            x.run("部门：青岚市水利局") + "<w:r><w:tab/></w:r>" + x.split_runs("单位：万元", rng), x.UNIT_TAB
        )
        inner += word_table(t, "万元", rng) + x.para("") + (x.para("") if i % 2 else "")
    inner += automatic(parts[1], rng) + automatic(parts[2], rng)
    extra = {
        "header1": x.part("hdr", x.para(x.run("青岚市水利局2024年度部门决算"), x.CENTRED)),
        "footer1": x.part("ftr", x.para(x.run("- ") + x.field("PAGE", "2") + x.run(" -"), x.CENTRED)),
    }
    return Written("word_split_runs", "word", "青岚市水利局2024年度部门决算公开.docx", x.package(inner, extra),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def pasted_from_excel(name: str = "word_pasted_from_excel", as_doc: bool = False) -> Written:
    """Word 2019: tables pasted from Excel with title and unit inside as rows, typed numbers, budget in yuan."""
    body = Body(
        "澜溪县教育局" if not as_doc else "云朔县司法局",
        "教育" if not as_doc else "司法",
        2025,
        "budget",
        name,
    )
    inner = x.para("") * 6 + x.para(
        x.run(f"{body.name}2025年部门预算", '<w:b/><w:sz w:val="52"/>'), x.CENTRED
    )
    told = duties(body) + narrative(body)
    inner += x.para("") * 12 + typed(by_hand(told)) + x.para(x.run("第三部分  2025年部门预算表"), x.CENTRED)
    made = tables(body)
    for i, t in enumerate(made, 1):
        whole = word_table(t, "元", zero="")
        grid_end = whole.index("</w:tblGrid>") + len("</w:tblGrid>")
        n = t.columns
        top = f"<w:tr>{x.cell(x.para(x.run(f'表{i}')), 1300, n)}</w:tr>"
        top += f"<w:tr>{x.cell(x.para(x.run(t.title, '<w:b/>'), x.CENTRED), 1300, n)}</w:tr>"
        half = n // 2
        unit = x.para(x.run("单位：元"), '<w:jc w:val="right"/>')
        top += f"<w:tr>{x.cell(x.para(x.run('编制单位：' + body.name)), 1300, half)}"
        top += f"{x.cell(unit, 1300, n - half)}</w:tr>"
        inner += whole[:grid_end] + top + whole[grid_end:] + x.para("")
    data = x.package(inner)
    file_name = f"{body.name}2025年部门预算.docx"
    if as_doc:
        data, file_name = converted(data, "docx", "doc"), f"{body.name}2025年部门预算.doc"
    return Written(name, "word", file_name, data, truth_of(body, made, titles(narrative(body))))


def tracked() -> Written:
    """Tracked changes: figures of a first draft deleted, others inserted; footnotes with figures of others."""
    body = Body("白垣市审计局", "审计", 2023, "final_account", "w3")
    rng = random.Random("w3")
    inner = x.para(x.run("白垣市审计局", '<w:sz w:val="52"/>'), x.CENTRED)
    inner += x.para(x.run("2023年度部门决算公开", '<w:sz w:val="52"/>'), x.CENTRED)
    who = 'w:id="9" w:author="财务科" w:date="2024-08-01T00:00:00Z"'
    for kind, text in by_hand(narrative(body), iter("三四")):
        old = wan(body.gpb)
        if kind == "text" and old in text:
            before, after = text.split(old, 1)
            change = x.run(before) + f"<w:del {who}>{x.run('7777.77', deleted=True)}</w:del>"
            change += f"<w:ins {who}>{x.split_runs(old, rng)}</w:ins>" + x.run(after)
            inner += x.para(change + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        else:
            inner += x.para(x.run(text, "" if kind == "text" else "<w:b/>"))
    made = tables(body)
    for t in made:
        inner += x.para(x.run(t.title, "<w:b/>"), x.CENTRED)
        inner += x.para(x.run("单位：万元"), '<w:jc w:val="right"/>')
        drawn = word_table(t, "万元")
        first = printed(next(t.truths())[3], "万元")
        changed = f"<w:del {who}>{x.run('1.11', deleted=True)}</w:del><w:ins {who}>{x.run(first)}</w:ins>"
        inner += drawn.replace(x.run(first), changed, 1)
        gone = f"<w:r><w:rPr/><w:delText>作废</w:delText></w:r>"
        inner += f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr><w:del {who}>{gone}</w:del></w:p>"
    note = x.para("<w:r><w:footnoteRef/></w:r>" + x.run("本表反映部门本年度一般公共预算财政拨款情况。"))
    notes = x.part("footnotes", f'<w:footnote w:id="2">{note}</w:footnote>')
    return Written("word_tracked_changes", "word", "2023决算公开（修改稿）.docx", x.package(inner, {"footnotes": notes}),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def continued() -> Written:
    """WPS: long tables cut by hand over pages, each piece with its title, 续表 and the head again."""
    body = Body("石梁区交通运输局", "交通", 2024, "final_account", "w4")
    inner = x.para(x.run("石梁区交通运输局2024年度部门决算", '<w:b/><w:sz w:val="44"/>'), x.CENTRED)
    inner += typed(by_hand(duties(body))) + x.para(x.run("第二部分  2024年度部门决算表"), x.CENTRED)
    made = tables(body)
    for i, t in enumerate(made, 1):
        pieces = [t.rows] if len(t.rows) < 12 else [t.rows[:9], t.rows[9:]]
        for j, rows in enumerate(pieces):
            inner += x.para(x.run(t.title + ("（续表）" if j else "")), x.CENTRED)
            inner += x.para(x.run(f"公开0{i}表"), '<w:jc w:val="right"/>') if not j else ""
            inner += x.para(x.run("编制单位：石梁区交通运输局" + " " * 30 + "金额单位：万元"))
            inner += word_table(t, "万元", rows=rows)
            inner += x.para('<w:r><w:br w:type="page"/></w:r>')
        inner += x.para(x.run("注：本表以万元为单位，保留两位小数，尾数误差系四舍五入所致。"))
    inner += typed(by_hand(narrative(body) + glossary(), iter("三四")))
    return Written("wps_continued_by_hand", "word", "石梁区交通运输局决算.docx", x.package(inner),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def nested() -> Written:
    """WPS: a borderless table for the layout, the statutory tables in its cells."""
    body = Body("临岫县文化和旅游局", "文化", 2026, "budget", "w5")
    inner = x.para(x.run("2026年部门预算公开", "<w:b/>"), x.CENTRED)
    inner += x.para(x.run("临岫县文化和旅游局", "<w:b/>"), x.CENTRED)
    inner += typed(by_hand(duties(body) + narrative(body)))
    made = tables(body)
    for i, t in enumerate(made, 1):
        head = x.para(x.run(f"预算公开表{i}")) + x.para(x.run(f"2026年{t.title}", "<w:b/>"), x.CENTRED)
        unit = x.table(
            [x.cell(x.para(x.run(f"部门名称：{body.name}")), 4500)
             + x.cell(x.para(x.run("单位：万元"), '<w:jc w:val="right"/>'), 4500)], [4500, 4500],
        )  # fmt: skip
        content = head + unit + x.para("") + word_table(t, "万元", zero="-") + x.para("")
        inner += x.table([x.cell(content, 9000)], [9000]) + x.para("")
    return Written("wps_nested_layout", "word", "部门预算.docx", x.package(inner),
                   truth_of(body, made, titles(narrative(body))))  # fmt: skip


def converted(data: bytes, before: str, after: str) -> bytes:
    """The same document written by LibreOffice in another format."""
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("soffice is not installed: LibreOffice writes the old formats of the second hand")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"d.{before}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run([office, profile, "--headless", "--convert-to", after, "--outdir", folder, str(source)],
                       check=True, capture_output=True, timeout=120)  # fmt: skip
        return (Path(folder) / f"d.{after}").read_bytes()
