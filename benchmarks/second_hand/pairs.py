"""Several files, one disclosure: what a run makes of their parts, replicas and revisions.

    python -m benchmarks.second_hand.pairs [--only NAME …] [--keep FOLDER]

Each group of files is a folder of its own that is run alone; then all of them are run together. Printed: the
role of each file beside the one that it has to have, and figures of the whole body in `v_headline`: one row for
each body, every figure of the truth right, none twice.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path

import xlsxwriter

from benchmarks.second_hand import ooxml as x
from benchmarks.second_hand.bodies import Amount, Body, Table
from benchmarks.second_hand.statutory import Paragraph, duties, narrative, tables
from benchmarks.second_hand.web_pages import plain_table, plain_text, portal
from benchmarks.second_hand.word_files import by_hand, converted, typed, word_table
from benchmarks.second_hand.workbooks import MONEY, Sheet, old_book

FIGURES = {
    "expenditure_total": "expenditure.total",
    "expenditure_basic": "expenditure.basic",
    "expenditure_project": "expenditure.project",
    "gpb_personnel": "gpb.personnel",
    "three_public_total": "three_public.total",
    "procurement_total": "procurement.total",
}
"""Columns of `v_headline` beside measures of the truth."""


@dataclass(frozen=True)
class Group:
    """Files that are published beside each other, and what they are to each other."""

    name: str
    files: dict[str, bytes]
    roles: dict[str, tuple[str, ...]]
    """File (or its member): roles that are right."""
    bodies: tuple[Body, ...]
    explained: bool = True
    """Whether one of the files has the explanation, which alone prints what was procured."""


def workbook(body: Body, made: Sequence[Table], named: str, title: str = "") -> bytes:
    """Tables on a sheet each; the body is named on the cover, in the unit line, or nowhere (`named`)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    if named == "cover":
        cover = book.add_worksheet("封面")
        noun = "部门决算" if body.kind == "final_account" else "部门预算"
        cover.merge_range("A6:G6", f"{body.year}年度{noun}公开表", book.add_format({"font_size": 26}))
        cover.write("B10", "单位名称：")
        cover.write("C10", body.name)
        cover.write("B11", "编制日期：")
        cover.write("C11", f"{body.year + 1}年8月20日")
    for i, t in enumerate(made, 1):
        sheet = book.add_worksheet(f"表{i}")
        w = Sheet(book, sheet)
        name = f"编制单位：{body.name}" if named == "line" else ""
        top = Table(
            t.canonical,
            f"{title or f'{body.year}年度'}{t.title}",
            t.head,
            t.rows,
            t.leaves,
            t.label,
            t.ordinals,
        )
        row = w.head(w.top(0, top, f"公开0{i}表", name, "单位：万元"), t)
        w.rows(row, t, "万元", MONEY)
    book.close()
    return out.getvalue()


def page(body: Body, links: Sequence[str] = (), own_name: bool = True, drawn: Sequence[Table] = ()) -> bytes:
    """An explanation on a portal; with `own_name` false only the page's title says whose it is."""
    told: list[Paragraph] = by_hand([*duties(body), *narrative(body)])
    text = plain_text(told)
    if not own_name:
        text = text.replace(body.name, "我局")
    text += "".join(f"<p><b>{t.title}</b></p><p>单位：万元</p>{plain_table(t, '万元')}" for t in drawn)
    text += "".join(f'<p>附件：<a href="{n}">{n}</a></p>' for n in links)
    noun = "年度部门决算" if body.kind == "final_account" else "年部门预算"
    return portal(f"{body.name}{body.year}{noun}", text).encode()


def document(body: Body, made: Sequence[Table]) -> bytes:
    """A Word document: explanation, and tables where given."""
    noun = "年度部门决算" if body.kind == "final_account" else "年部门预算"
    inner = x.para(x.run(f"{body.name}{body.year}{noun}", "<w:b/>"), x.CENTRED)
    inner += typed(by_hand([*duties(body), *narrative(body)]))
    for t in made:
        inner += x.para(x.run(t.title, "<w:b/>"), x.CENTRED) + x.para(
            x.run("单位：万元"), '<w:jc w:val="right"/>'
        )
        inner += word_table(t, "万元") + x.para("")
    return x.package(inner)


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in files.items():
            z.writestr(zipfile.ZipInfo(name, (2024, 9, 1, 9, 0, 0)), data)
    return out.getvalue()


def groups() -> list[Group]:
    """Seven of them, one of two bureaus."""
    made: list[Group] = []
    whole, piece = ("primary",), ("part",)
    a = Body("苍南县示例民政局", "文化", 2024, "final_account", "p1")
    made.append(
        Group(
            "page and workbook with a cover",
            {
                "说明.html": page(a, ["公开表.xlsx"]),
                "公开表.xlsx": workbook(a, tables(a), "cover"),
            },
            {"公开表.xlsx": whole, "说明.html": piece},
            (a,),
        )
    )
    b = Body("洱源县示例林业局", "水利", 2025, "budget", "p2")
    made.append(
        Group(
            "Word and a workbook with unit lines",
            {
                "预算说明.docx": document(b, ()),
                "附件1.xlsx": workbook(b, tables(b), "line"),
            },
            {"附件1.xlsx": whole, "预算说明.docx": piece},
            (b,),
        )
    )
    c = Body("宣汉县示例财政局", "审计", 2023, "final_account", "p3")
    members = {f"{i}.xls": old_book(c, [t], "元", False) for i, t in enumerate(tables(c), 1)}
    made.append(
        Group(
            "page and a ZIP of xls, one table each",
            {
                "index.html": page(c, ["附表.zip"]),
                "附表.zip": _zip(members),
            },
            {"index.html": whole + piece, **dict.fromkeys(members, whole + piece)},
            (c,),
        )
    )
    d = Body("衢江区示例民政局", "文化", 2024, "final_account", "p4")
    e = Body("衢江区示例林业局", "水利", 2024, "final_account", "p5")
    made.append(
        Group(
            "two bureaus on one portal, named by the title",
            {
                "a.html": page(d, ["a.docx"], own_name=False),
                "a.xlsx": workbook(d, tables(d), "line"),
                "b.html": page(e, ["b.docx"], own_name=False),
                "b.xlsx": workbook(e, tables(e), "line"),
            },
            dict.fromkeys(("a.html", "a.xlsx", "b.html", "b.xlsx"), whole + piece),
            (d, e),
        )
    )
    f = Body("本溪县示例民政局", "文化", 2024, "final_account", "p6")
    wrong = Body("本溪县示例民政局", "文化", 2024, "final_account", "p6")
    wrong.function["207"] = (wrong.function["207"][0], wrong.function["207"][1] + Decimal(100_000))
    made.append(
        Group(
            "a revised workbook",
            {
                "公开表.xlsx": workbook(wrong, tables(wrong), "line"),
                "公开表（更正）.xlsx": workbook(f, tables(f), "line", "（更正）2024年度"),
            },
            {"公开表.xlsx": ("replaced",), "公开表（更正）.xlsx": whole},
            (f,),
            explained=False,
        )
    )
    g = Body("泸州市示例民政局", "文化", 2025, "budget", "p7")
    docx = document(g, tables(g))
    same = ("primary", "copy", "replaced")
    made.append(
        Group(
            "one disclosure as PDF, Word and web page",
            {
                "预算.docx": docx,
                "预算.pdf": converted(docx, "docx", "pdf"),
                "预算.html": page(g, drawn=tables(g)),
            },
            {"预算.docx": same, "预算.pdf": same, "预算.html": same},
            (g,),
        )
    )
    h = Body("苍南县示例水利局", "水利", 2024, "final_account", "p8")
    made.append(
        Group(
            "page with two tables, workbook with all",
            {
                "决算.html": page(h, ["附件.xlsx"], drawn=tables(h)[:2]),
                "附件.xlsx": workbook(h, tables(h), "cover"),
            },
            {"决算.html": whole + piece, "附件.xlsx": whole + piece},
            (h,),
        )
    )
    return made  # fmt: skip


def _run(folder: Path, output: Path) -> None:
    command = [sys.executable, "-m", "mingzhang", "run", str(folder), "--output", str(output), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        print(done.stdout[-2000:], done.stderr[-2000:])


def judge(group: Sequence[Group], output: Path) -> int:
    """Prints what is wrong; gives how many faults."""
    from pipeline.ask.query import connect

    faults = 0
    with connect(output) as db:
        shown = db.execute(
            "select source_uri, group_role, status, entity_name, fiscal_year, doc_kind from v_documents"
        ).fetchall()
        for one in group:
            for file, roles in one.roles.items():
                hits = [
                    row
                    for row in shown
                    if str(row[0]).endswith("/" + file) or str(row[0]).endswith("!" + file)
                ]
                hits = [row for row in hits if any(row[3] == b.name for b in one.bodies)] or hits
                role = hits[0][1] if hits else "missing"
                if role not in roles:
                    faults += 1
                    print(f"  {one.name}: {file} is {role}, wanted {'/'.join(roles)} {hits[:1]}")
            roles_of = [row[1] for row in shown if any(row[3] == b.name for b in one.bodies)]
            if roles_of.count("primary") != len(one.bodies):
                faults += 1
                print(f"  {one.name}: {roles_of.count('primary')} primaries for {len(one.bodies)} bodies")
            for body in one.bodies:
                faults += _headline(db, one, body)
    return faults


def _headline(db: object, group: Group, body: Body) -> int:
    columns = ", ".join(FIGURES)
    rows = db.execute(  # type: ignore[attr-defined]
        f"select {columns} from v_headline where entity_name = ? and fiscal_year = ?", [body.name, body.year]
    ).fetchall()
    if len(rows) != 1:
        print(f"  {group.name}: {len(rows)} rows of v_headline for {body.name}")
        return 1
    truth: dict[str, Amount] = body.headline()
    wrong = [
        (column, str(got), str(truth[measure]))
        for (column, measure), got in zip(FIGURES.items(), rows[0], strict=True)
        if got != truth[measure] and (group.explained or measure != "procurement.total")
    ]
    if wrong:
        print(f"  {group.name}: {body.name} {wrong}")
    return len(wrong)


def main() -> None:
    """See above."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=["*"], metavar="NAME", help="names, with * and ?")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write the files here, and results beside"
    )
    arguments = parser.parse_args()
    chosen = [g for g in groups() if any(fnmatch(g.name, p) for p in arguments.only)]
    with tempfile.TemporaryDirectory() as scratch:
        root = arguments.keep or Path(scratch)
        for group in chosen:
            folder = root / "files" / group.name
            folder.mkdir(parents=True, exist_ok=True)
            for name, data in group.files.items():
                (folder / name).write_bytes(data)
            output = root / "alone" / group.name
            _run(folder, output)
            print(f"{group.name}: {judge([group], output) or 'no'} faults")
        _run(root / "files", root / "together")
        print(f"all together: {judge(chosen, root / 'together') or 'no'} faults")


if __name__ == "__main__":
    main()
